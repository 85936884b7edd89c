"""The audit for ``make bench``: many rows at once beside row by row, and beside polars reading and writing the same."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

import polars as pl

from b12calc.audit import AuditOptions, audit, audit_rows
from b12calc.audit.layout import layout_of
from b12calc.audit.patient import case_of
from b12calc.rules.knowledge import load_pack
from tests.audit.drawn import TODAY
from tests.campaigns import engines

PEOPLE: Final = 2_000
ROWS: Final = 200_000
ALONE: Final = 300
ROUNDS: Final = 2
# Each test with its unit, and the figures between which it is drawn, in tenths.
TESTS: Final = {
    "total_b12": ("ng/L", 900, 9000), "mma": ("nmol/L", 800, 9000), "folate": ("ug/L", 15, 200),
    "haemoglobin": ("g/dL", 80, 170), "mcv": ("fL", 750, 1150), "creatinine": ("umol/L", 450, 2000),
}  # fmt: skip


def person(rng: Random, number: int) -> dict[str, str]:
    """Return one row of a list; one figure in five was not measured."""
    row = {"id": str(number), "age_years": str(rng.randint(18, 95)), "sex": rng.choice(("female", "male"))}
    for code, (unit, low, high) in TESTS.items():
        row[code] = f"{rng.randint(low, high) / 10}" if rng.random() < 0.8 else ""
        row[f"{code}_unit"] = unit
    return row | {"metformin": rng.choice(("", "yes", "no")), "paraesthesia": rng.choice(("", "yes", "no"))}


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes: the fastest of some rounds."""
    found = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def audit_lines() -> Iterator[tuple[str, float, float, str]]:
    """Yield name, microseconds of the processor a row, and the ratio to polars alone, in one run.

    The first look at different people is what small tables pay for; in a large one it is soon shared.
    """
    rng, options = Random(2026), AuditOptions(TODAY)
    people = pl.DataFrame([person(rng, number) for number in range(PEOPLE)])
    rows = people.head(ALONE).to_dicts()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
        people.sample(ROWS, with_replacement=True, seed=1).write_csv(source)
        once = source.with_name("once.csv")
        people.write_csv(once)
        first = spent(lambda: audit(once, out, options))
        whole = spent(lambda: audit(source, out, options))
        written = pl.read_csv(out, infer_schema=False)
        bare = spent(lambda: (pl.read_csv(source, infer_schema=False), written.write_csv(out))) / ROWS
    plain = spent(lambda: list(audit_rows(rows, options))) / ALONE
    yield "audit, polars alone reads and writes the same", bare * 1e6, 1, ""
    further = (whole - first) / (ROWS - PEOPLE)
    yield f"audit, {ROWS:,} rows of {PEOPLE:,} different people", whole / ROWS * 1e6, whole / ROWS / bare, ""
    yield "audit, each further row of people alike", further * 1e6, further / bare, "aim <= 3"
    yield "audit, row by row, without files", plain * 1e6, plain / bare, ""
    for name, each in tables_alone(rows):
        yield name, each * 1e6, each / bare, ""


def tables_alone(rows: list[dict[str, str]]) -> Iterator[tuple[str, float]]:
    """Yield name and seconds a row of the tables alone, ours and zen-engine's, on the facts of the same people."""
    layout, pack = layout_of(tuple(rows[0]), None), load_pack("uk")
    sheets = [engines.facts_of(pack, case_of(layout, (tuple(row.values()),), TODAY).case) for row in rows]
    yield "audit, tables alone, ours", spent(lambda: [engines.our_rows(pack, sheet) for sheet in sheets]) / len(rows)
    if (zen := engines.zen_tables(pack)) is None:
        return
    yield "audit, tables alone, zen-engine", spent(lambda: [zen(sheet) for sheet in sheets]) / len(rows)
