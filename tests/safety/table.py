"""The one table of ``make safety``: hazards, controls, tests that ran, campaigns, goals."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tests.safety.evidence import Evidence
from tests.safety.faults import in_the_run
from tests.safety.goals import MET, NOT_HERE, NOT_MEASURED, NOT_MET, Goal, standing
from tests.safety.ran import FAILED, KNOWN, PASSED, SKIPPED, Run
from tests.safety.records import KINDS, Hazard
from tests.safety.tree import told

WIDTH: Final = 120


def table(
    hazards: list[Hazard],
    run: Run | None,
    records: Mapping[str, Evidence],
    campaigns: Mapping[str, Mapping[str, str]],
    goals: Iterable[Goal],
    commit: str,
) -> str:
    """Return the whole table; equal inputs give equal text."""
    parts = (
        _log(hazards),
        _ran(hazards, run, commit),
        _campaigns(records, campaigns),
        _goals(goals, records, run),
    )
    return "\n".join(line for part in parts for line in (*part, ""))


def row(name: str, text: str, width: int = 22) -> list[str]:
    """Return one row, its text wrapped beside its name."""
    lines = textwrap.wrap(text, WIDTH - width, break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{name:<{width}}{lines[0]}", *(" " * width + line for line in lines[1:])]


def _log(hazards: list[Hazard]) -> Iterator[str]:
    controls = [control for one in hazards for control in one.controls]
    kinds = Counter(control.kind for control in controls)
    tests = {test for one in hazards for test in one.tests()}
    yield "HAZARDS AND CONTROLS"
    unscored = sum(one.before is None for one in hazards)
    yield from row("hazards", f"{len(hazards)}, {unscored} of them not scored yet")
    for name, risks in (
        ("risk before", Counter(one.before.risk for one in hazards if one.before)),
        ("risk after", Counter(one.after.risk for one in hazards if one.after)),
    ):
        yield from row(name, ", ".join(f"{number} at {risk}" for risk, number in sorted(risks.items())))
    yield from row("", "The scores are an engineer's first guess; a clinical safety officer must re-score.")
    yield from row("controls", f"{len(controls)}: " + ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS))
    yield from row("tests that show them", f"{len(tests)} functions")
    short = [one.id for one in hazards if one.shortfall]
    yield from row("open shortfalls", f"{len(short)} hazards: {' '.join(short)}")


def _ran(hazards: list[Hazard], run: Run | None, commit: str) -> Iterator[str]:
    yield "TESTS THAT RAN"
    if run is None:
        yield from row("last full run", "none is recorded here: make test leaves out/tests.xml")
        return
    counts = ", ".join(f"{run.count(one):,} {one}" for one in (PASSED, FAILED, SKIPPED, KNOWN))
    yield from row("last full run", f"{counts}; {run.seconds / 60:.0f} minutes, {run.date or 'without a date'}")
    same = "this one" if run.commit == commit else f"not this one, which is {told(commit)}"
    yield from row("of commit", f"{told(run.commit)}, {same}")
    faults = in_the_run(hazards, run)
    yield from row("controls", "each shown by tests that ran and passed" if not faults else f"{len(faults)} not shown:")
    for fault in faults:
        yield from row("", fault)
    for test in dict.fromkeys(test for one in hazards for test in one.tests()):
        if partly := run.partly(test):
            yield from row("", f"in part: {test}: {partly}")


def _campaigns(records: Mapping[str, Evidence], campaigns: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield "CAMPAIGNS, from docs/safety/evidence"
    for name in (*campaigns, *sorted(records.keys() - campaigns.keys())):
        number = campaigns.get(name, {}).get("id", "")
        title = f"{name} {number}".strip()
        if name not in records:
            yield from row(title, f"not run: {campaigns[name]['what']}")
            continue
        one = records[name]
        held = "held" if one.held else f"NOT HELD: {one.remarks or one.goal}"
        yield from row(title, f"{one.short()}; {held} ({one.date}, {one.commit})")
        for key, about in one.hazards().items():
            yield from row("", f"{key.replace('_', ' ')}: {' '.join(about)}")


def _goals(goals: Iterable[Goal], records: Mapping[str, Evidence], run: Run | None) -> Iterator[str]:
    found = [(goal, *standing(goal, records, run)) for goal in goals]
    counts = Counter(state for _, state, _ in found)
    yield "GOALS: " + ", ".join(f"{counts[state]} {state}" for state in (MET, NOT_MET, NOT_MEASURED, NOT_HERE))
    for goal, state, why in found:
        yield from row(state.upper() if state == NOT_MET else state, f"{goal.area}: {goal.goal}", 16)
        yield from row("", f"→ {why}", 16)
