"""The goals as data, and whether what ran meets them: met only by evidence, never by a word."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.safety.evidence import Evidence
from tests.safety.ran import Run
from tests.safety.records import SAFETY, DataError, keys

MET, NOT_MET, NOT_MEASURED, NOT_HERE = "met", "not met", "not measured", "does not apply"
_MAY: Final = {"evidence", "at_least", "tests", "short", "not_here"}
_ASKED: Final = re.compile(r"(?:\bN=|--cases )(\d+)")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal with what has to have run.

    ``at_least`` is what a campaign must have been asked for, ``short`` by how much the goal is missed whatever ran.
    """

    area: str
    goal: str
    evidence: tuple[str, ...] = ()
    at_least: Mapping[str, int] | None = None
    tests: tuple[str, ...] = ()
    short: str = ""
    not_here: str = ""


def read_goals(path: Path = SAFETY / "goals.toml") -> list[Goal]:
    """Return the goals in their order. Raises DataError."""
    found = []
    for one in tomllib.loads(path.read_text(encoding="utf-8"))["goal"]:
        keys(one, f"{path.name}, {one.get('area')}", {"area", "goal"}, _MAY)
        if not one.keys() & (_MAY - {"at_least"}):
            raise DataError(f"{path.name}, {one['area']}: nothing says what would show it")
        lists = {key: tuple(one.get(key, ())) for key in ("evidence", "tests")}
        found.append(Goal(**{**one, **lists}))
    return found


def standing(goal: Goal, records: Mapping[str, Evidence], run: Run | None) -> tuple[str, str]:
    """Return met, not met, not measured or does not apply, with the reason."""
    if goal.not_here:
        return NOT_HERE, goal.not_here
    missed = [why for name in goal.evidence if name in records and (why := _missed(goal, records[name]))]
    failed = [f"{test.partition('::')[2]}: {why}" for test in goal.tests if run and (why := run.fault(test))]
    if goal.short or missed or failed:
        return NOT_MET, "; ".join(filter(None, (goal.short, *missed, *failed)))
    absent = [name for name in goal.evidence if name not in records]
    if absent:
        return NOT_MEASURED, f"no record of {', '.join(absent)}"
    if goal.tests and run is None:
        return NOT_MEASURED, "no record of a full run of the tests"
    shown = [
        f"{name}: {records[name].short()} ({records[name].commit}, {records[name].date})" for name in goal.evidence
    ]
    return MET, "; ".join((*shown, *([f"{len(goal.tests)} tests passed"] if goal.tests else [])))


def _missed(goal: Goal, record: Evidence) -> str:
    """Return by how much a record misses the goal; how much it was asked for stands in its command."""
    asked = _ASKED.search(record.command)
    least = (goal.at_least or {}).get(record.name, 0)
    if asked and int(asked[1]) < least:
        return f"{record.name}: {int(asked[1]):,} of {least:,} were run"
    return "" if record.held else f"{record.name}: not held ({record.remarks or record.goal})"
