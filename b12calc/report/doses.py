"""What the patient sheet and the treatment card say of doses and reviews: the figures and dates of the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from b12calc.models.assessment import Assessment, Phase
from b12calc.models.vocabulary import WEEKDAYS
from b12calc.models.wording import label
from b12calc.report.sentences import leaflet
from b12calc.report.words import capital, day, tied

_ROUTES: Final = {"im": "injection", "oral": "tablets"}


def with_weekday(value: date) -> str:
    """Write a date with its day of the week: Thu 12 Mar 2026."""
    return tied(f"{label('weekday', WEEKDAYS[value.weekday()])[:3]} {day(value)}")


def medicine(phase: Phase) -> str:
    """Write medicine, dose and route; the dose is the assessment's own."""
    said, dose = leaflet().say("medicine", phase.medicine), leaflet().say("dose", phase.dose)
    return f"{capital(said)} {tied(dose)}, {_ROUTES[phase.route]}"


def how_often(phase: Phase) -> str:
    """Write how often, and how many doses where the plan says it."""
    every = leaflet().say("every", phase.every)
    return every + (tied(f" ({phase.doses} doses)") if phase.doses else "")


def window(phase: Phase) -> str:
    """Write when the next dose may be given where the plan leaves a choice; nothing where it does not."""
    if phase.latest is None:
        return ""
    if phase.earliest is None or phase.earliest == phase.latest:
        return with_weekday(phase.latest)
    return f"from {with_weekday(phase.earliest)} to {with_weekday(phase.latest)}"


def given(assessment: Assessment, phase: Phase) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return the days of the doses, and those days of the plan for which another has still to be found.

    Where a clinic profile names the days on which injections are given, the doses stand on these.
    """
    for one in assessment.here:
        if "dates" in one.steps and one.ideal == f"Injections: {phase.every}" and (one.dates or one.unkept):
            return one.dates, one.unkept
    return phase.dates, ()


def reviews(assessment: Assessment) -> Iterator[tuple[date, str]]:
    """Yield each day of a review, in order, with what is looked at in plain words."""
    found: dict[date, list[str]] = {}
    for entry in assessment.follow_up:
        found.setdefault(entry.due, []).extend(entry.what)
    for due in sorted(found):
        codes = list(dict.fromkeys(found[due]))
        names = [leaflet().say("test", code) for code in codes if code not in leaflet().words["check"]]
        tests = [name[:1].lower() + name[1:].partition(":")[0] for name in names]
        seen = [leaflet().words["check"][code] for code in codes if code in leaflet().words["check"]]
        parts = [", ".join(seen), f"blood test: {', '.join(tests)}" if tests else ""]
        yield due, capital("; ".join(filter(None, parts)))
