"""What is to come: tests still to ask for, the regimen on the calendar, the follow-up dates."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from b12calc.days import day_text
from b12calc.models.assessment import FollowUp, Phase, Regimen
from b12calc.models.course import Course
from b12calc.plan.schedule import add_months, after, dated, last_open, next_open
from b12calc.rules.decide import Decision
from b12calc.rules.facts import Read
from b12calc.rules.knowledge import Pack
from b12calc.rules.table import Hit, Row

# Which results answer a test, so that it is not asked for again.
_ANSWERED_BY: dict[str, tuple[set[str], ...]] = {
    "total_b12": ({"total_b12"}, {"active_b12"}),
    "fbc": ({"haemoglobin", "mcv"},),
    "folate": ({"folate"}, {"red_cell_folate"}),
    "creatinine": ({"creatinine"}, {"egfr"}),
    "coeliac_serology": ({"ttg_iga"},),
    "liver": ({"bilirubin"},),
}
# What is changed because it was not enough is judged anew, in the window that a first dose has (D8, F6).
_CHANGED = ("worse", "not_enough")
_JUDGED_ANEW = ("labs_8_weeks_im", "labs_8_weeks_oral")
_WINDOW = timedelta(weeks=12)
_DUE = attrgetter("due")
# What makes the line of a row with its reasons, counted from a day.
LineOf = Callable[[Hit, date], FollowUp]


def tests(decision: Decision, read: Read) -> list[Hit]:
    """Return the tests to ask for, each once, without those whose result is already there."""
    found: dict[str, Hit] = {}
    for hit in decision.lists["tests"]:
        test = hit.row.then["test"]
        if test not in found and (hit.row.more.get("repeat") or not _answered(test, read)):
            found[test] = hit
    return list(found.values())


def _answered(test: str, read: Read) -> bool:
    done = read.chart.results.keys()
    ways = _ANSWERED_BY.get(test)
    return test in done if ways is None else any([done >= way for way in ways])


def regimen(decision: Decision, today: date) -> Regimen | None:
    """Return the treatment with real dates from the first open day on, or None where none is proposed."""
    chosen = decision.hits["regimen"].row.then
    name = chosen["regimen"]
    return None if name == "none" else _regimen(decision.pack, name, chosen["alternative"], today)


@lru_cache(maxsize=64)
def _regimen(pack: Pack, name: str, other: str, today: date) -> Regimen:
    """Return a treatment of the pack with its dates."""
    data = pack.regimens[name]
    return Regimen(
        id=name,
        text=data["text"],
        phases=_phases(tuple(tuple(one.items()) for one in data["phases"]), today),
        alternatives=() if other == "none" else (pack.regimens[other]["text"],),
        sources=tuple(data["sources"]),
        notes=tuple(data.get("notes", ())),
    )


@lru_cache(maxsize=256)
def _phases(phases: tuple[tuple[tuple[str, Any], ...], ...], today: date) -> tuple[Phase, ...]:
    """Return the dated phases; they depend on the regimen and the day alone, so they come as values, not as tables."""
    return tuple(
        Phase(
            medicine=one.medicine,
            dose=one.dose,
            route=one.route,
            every=one.every,
            doses=one.doses,
            dates=one.dates,
            earliest=one.earliest,
            latest=one.latest,
            note=one.note,
        )
        for one in dated([dict(one) for one in phases], today)
    )


def to_come(
    decision: Decision, course: Course | None, today: date, line: LineOf
) -> tuple[Regimen | None, tuple[FollowUp, ...]]:
    """Return the treatment to begin, and the follow-up; where one runs and goes on there is none to begin."""
    if course is not None and course.plan == "runs":
        return None, still_to_come(decision, course, today, line)
    plan = regimen(decision, today)
    return plan, follow_up(decision, plan, today, line)


def follow_up(decision: Decision, plan: Regimen | None, today: date, line: LineOf) -> tuple[FollowUp, ...]:
    """Return the reviews and tests to come, in order of their dates, counted from the first dose or from today."""
    start = plan.phases[0].dates[0] if plan is not None and plan.phases[0].dates else today
    return _lines(decision.lists["follow_up"], start, line)


def still_to_come(decision: Decision, course: Course, today: date, line: LineOf) -> tuple[FollowUp, ...]:
    """Return what is still to come of a treatment that runs, counted from its first dose.

    Where it was not enough and nothing else is due in time, also the review of what is changed now.
    """
    words = {**decision.words, "proposed": "yes", "start": "now", "route": course.route}
    hits = list(decision.pack.tables["follow_up"].hits(words))
    lines = [] if course.started is None else _from_first_dose(hits, course.started, today, line)
    if course.verdict in _CHANGED and not any(one.due <= today + _WINDOW for one in lines):
        anew = [hit for hit in hits if hit.row.then["follow_up"] in _JUDGED_ANEW]
        lines = [*_lines(anew, today, line), *lines]
    return tuple(lines)


def _from_first_dose(hits: list[Hit], start: date, today: date, line: LineOf) -> list[FollowUp]:
    """Return what is due after the visit, which is itself the review of its day; the yearly one comes again."""
    lines = [one for one in _lines(hits, start, line) if one.due > today]
    again = [hit for hit in hits if hit.row.more.get("yearly")]
    if again and not any(one.what == tuple(again[0].row.more["what"]) for one in lines):
        years = next(n for n in range(1, 200) if next_open(add_months(start, 12 * n)) > today)
        lines += _lines(again, add_months(start, 12 * (years - 1)), line)
    return lines


def _lines(hits: Iterable[Hit], start: date, line: LineOf) -> tuple[FollowUp, ...]:
    return tuple(sorted([line(hit, start) for hit in hits], key=_DUE))


@lru_cache(maxsize=1024)
def due_line(row: Row, start: date) -> FollowUp:
    """Return one line, still without its reasons; a window is due at its later end and says its earlier one."""
    due = row.more["due"]
    early, late = after(start, due["from"], due["unit"]), after(start, due["to"], due["unit"])
    day = next_open(late) if due["from"] == due["to"] else max(last_open(late), early)
    text = row.text if due["from"] == due["to"] else f"{row.text} Window from {day_text(early)}."
    return _undated(row).but(due=day, text=text)


@lru_cache(maxsize=256)
def _undated(row: Row) -> FollowUp:
    """Return one line, checked, still without its day."""
    return FollowUp(due=date.min, what=tuple(row.more["what"]), text=row.text, why=row.text, sources=row.sources)
