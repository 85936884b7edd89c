"""The goals as data, and whether what ran meets them: met only by evidence, never by a word."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.safety.evidence import Evidence
from tests.safety.ran import Run
from tests.safety.records import SAFETY, DataError, keys

MET, NOT_MET, NOT_MEASURED = "met", "not met", "not measured"


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal with what has to have run: ``at_least`` are counts a record has to hold.

    ``short`` says by how much the goal is missed whatever ran.
    """

    area: str
    goal: str
    evidence: tuple[str, ...]
    at_least: Mapping[str, float]
    tests: tuple[str, ...]
    short: str


def read_goals(path: Path = SAFETY / "goals.toml") -> list[Goal]:
    """Return the goals in their order. Raises DataError."""
    found = []
    for one in tomllib.loads(path.read_text(encoding="utf-8"))["goal"]:
        keys(one, f"{path.name}, {one.get('area')}", {"area", "goal"}, {"evidence", "at_least", "tests", "short"})
        goal = Goal(one["area"], one["goal"], tuple(one.get("evidence", ())), one.get("at_least", {}),
                    tuple(one.get("tests", ())), one.get("short", ""))  # fmt: skip
        if not (goal.evidence or goal.tests or goal.short):
            raise DataError(f"{path.name}, {goal.area}: nothing says what would show it")
        found.append(goal)
    return found


def standing(goal: Goal, records: Mapping[str, Evidence], run: Run | None) -> tuple[str, str]:
    """Return met, not met or not measured, with the reason."""
    missed = [why for name in goal.evidence if name in records and (why := _missed(goal, records[name]))]
    failed = [f"{test}: {why}" for test in goal.tests if run and (why := run.fault(test))]
    if goal.short or missed or failed:
        return NOT_MET, "; ".join(filter(None, (goal.short, *missed, *failed)))
    absent = [f"no record of {name}" for name in goal.evidence if name not in records]
    if goal.tests and run is None:
        absent.append("no record of a full run of the tests")
    if absent:
        return NOT_MEASURED, "; ".join(absent)
    shown = [f"{name}: {records[name].short()} ({records[name].date}, {records[name].commit[:12]})"
             for name in goal.evidence]  # fmt: skip
    return MET, "; ".join((*shown, *([f"{len(goal.tests)} tests passed"] if goal.tests else [])))


def _missed(goal: Goal, record: Evidence) -> str:
    """Return by how much a record misses the goal."""
    for count, least in goal.at_least.items():
        got = record.counts.get(count)
        if not isinstance(got, int | float) or got < least:
            return f"{record.name}: {count} {got if got is not None else 'not counted'} of {least:,}"
    return "" if record.held else f"{record.name}: not held ({record.remarks or record.goal})"
