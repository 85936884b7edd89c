"""``python -m tests.campaigns.mutation.record``: write what the last runs found as evidence."""

import sys
from collections.abc import Mapping

from tests.campaigns import evidence
from tests.campaigns.mutation import run, table_mutations, tables
from tests.campaigns.mutation.rooms import ROOMS, ROOT, mutants_of

SEED = 10


def room_counts() -> dict[str, Mapping[str, object]]:
    """Return the figures of each room that was tried, with how many mutants there are in it."""
    counts: dict[str, Mapping[str, object]] = {}
    for name, room in ROOMS.items():
        told = run.summary(name, room)
        if told["mutants"]:
            counts[name] = {"of": len(mutants_of(room._replace(sample=10**6), SEED)), **told}
    return counts


def table_counts() -> dict[str, Mapping[str, object]]:
    """Return the figures of each kind of mutant of the clinical files that was tried."""
    every = table_mutations.table_mutants()
    told = tables.summary()
    return {
        f"tables: {kind}": {"of": sum(one.kind == kind for one in every), **figures, "goal": _goal(kind)}
        for kind, figures in told.items()
        if figures["mutants"]
    }


def _goal(kind: str) -> float:
    return 1.0 if kind in table_mutations.CUSTOM else 0.95


def main() -> int:
    """Write the record; say which rooms fall short or were not tried whole."""
    counts = room_counts() | table_counts()
    short = [name for name, told in counts.items() if float(str(told["share"])) < float(str(told["goal"]))]
    missing = [name for name in (*ROOMS, *(f"tables: {kind}" for kind in table_mutations.CUSTOM)) if name not in counts]
    part = [
        f"{name} {told['mutants']} of {told['of']}" for name, told in counts.items() if told["mutants"] != told["of"]
    ]
    remarks = [
        f"Below the goal: {', '.join(short)}." if short else "",
        f"Not tried: {', '.join(missing)}." if missing else "",
        f"A share drawn by the seed: {'; '.join(part)}." if part else "",
    ]
    path = evidence.write(
        "mutation",
        what="Code and clinical files changed one place at a time: does a test of meaning fail. Argued survivors are "
        "not counted.",
        command="python -m tests.campaigns.mutation.run; python -m tests.campaigns.mutation.tables",
        seed=SEED,
        counts=counts,
        goal="at least 95 % killed in each room, the operators of our own 100 %",
        held=not short and not missing,
        remarks=" ".join(filter(None, remarks)),
    )
    print(f"{path.relative_to(ROOT)}: {' '.join(filter(None, remarks))}")
    for name, told in counts.items():
        print(f"| {name} | {told['of']} | {told['mutants']} | {told['killed']} | {told['argued']} | {told['alive']} | "
              f"{100 * float(str(told['share'])):.1f} % |")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
