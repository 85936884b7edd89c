"""Put a regimen on the calendar: real dates on open days, and words where a source gives no figure.

Open days are Monday to Friday until the practice says otherwise. A dose that would fall on a closed day moves to the
nearest open day within its tolerance; what cannot be kept is said. Source: decisions, section 17.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

OPEN_WEEKDAYS = frozenset(range(5))
ALTERNATE = 2


@dataclass(frozen=True, slots=True)
class DatedPhase:
    """Hold one phase with its dates; ``earliest`` and ``latest`` bound the next dose where a source gives a range."""

    medicine: str
    dose: str
    route: Literal["im", "oral"]
    every: str
    doses: int | None
    dates: tuple[date, ...]
    earliest: date | None
    latest: date | None
    note: str | None


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def after(start: date, count: int, unit: str) -> date:
    """Return the day some days or months after another; ``unit`` is days or months."""
    return add_months(start, count) if unit == "months" else start + timedelta(days=count)


def is_open(day: date) -> bool:
    """Tell whether the practice is open on a day."""
    return day.weekday() in OPEN_WEEKDAYS


def next_open(day: date) -> date:
    """Return the day itself, or the first open day after it."""
    while not is_open(day):
        day += timedelta(days=1)
    return day


def last_open(day: date) -> date:
    """Return the day itself, or the last open day before it."""
    while not is_open(day):
        day -= timedelta(days=1)
    return day


def dated(phases: Sequence[Mapping[str, Any]], start: date) -> tuple[DatedPhase, ...]:
    """Return the phases of a regimen with their dates, the first dose on or after ``start``."""
    first = next_open(start)
    found: list[DatedPhase] = []
    last = first
    for phase in phases:
        made = _phase(phase, first if not found else last, opening=not found)
        found.append(made)
        last = made.dates[-1] if made.dates else last
    return tuple(found)


def _phase(phase: Mapping[str, Any], anchor: date, opening: bool) -> DatedPhase:
    made = DatedPhase(
        medicine=phase["medicine"],
        dose=phase["dose"],
        route=phase["route"],
        every=phase["every"],
        doses=phase.get("doses"),
        dates=(),
        earliest=None,
        latest=None,
        note=phase.get("note"),
    )
    match phase["pattern"]:
        case "three_a_week":
            return replace(made, dates=_three_a_week(anchor, phase["doses"]))
        case "alternate_days":
            dates = _alternate_days(anchor, phase["until_days"])
            return replace(made, dates=dates, note=_weekend_note(dates))
        case "daily":
            return replace(made, dates=(anchor,))
        case "months":
            dates = (anchor,) if opening and phase.get("first_now") else ()
            earliest = next_open(add_months(anchor, phase["earliest_months"]))
            latest = max(earliest, last_open(add_months(anchor, phase["latest_months"])))
            return replace(made, dates=dates, earliest=earliest, latest=latest)
        case _:
            return made


def _three_a_week(first: date, doses: int) -> tuple[date, ...]:
    """Return doses on the weekday pattern that keeps a day between and closed days free.

    A course begun on Monday runs Monday, Wednesday, Friday; one begun on another day keeps two days between doses and
    takes the next open day where that is closed.
    """
    dates = [first]
    while len(dates) < doses:
        dates.append(next_open(dates[-1] + timedelta(days=ALTERNATE)))
    return tuple(dates)


def _alternate_days(first: date, until_days: int) -> tuple[date, ...]:
    """Return alternate days up to the review; where the day is closed the interval is three days, else one.

    Counted from the dose really given, so that a course settles on open days.
    """
    dates = [first]
    end = first + timedelta(days=until_days)
    while True:
        open_days = [
            day for gap in (ALTERNATE, ALTERNATE + 1, ALTERNATE - 1) if is_open(day := dates[-1] + timedelta(days=gap))
        ]
        if not open_days or open_days[0] > end:
            return tuple(dates)
        dates.append(open_days[0])


def _weekend_note(dates: Sequence[date]) -> str | None:
    """Return which intervals differ from two days, so that nobody takes the moved dates for the rule."""
    gaps = [(after - before).days for before, after in pairwise(dates)]
    moved = [gap for gap in gaps if gap != ALTERNATE]
    if not moved:
        return None
    days = (
        f"{moved[0]} day{'s' if moved[0] > 1 else ''}" if len(set(moved)) == 1 else f"{min(moved)} to {max(moved)} days"
    )
    return f"{len(moved)} of {len(gaps)} intervals are {days} instead of 2 because the practice is closed at weekends."
