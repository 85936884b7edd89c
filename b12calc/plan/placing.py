"""Put a regimen on the open days of a calendar; flag every interval that differs from what is printed, and by how much.

One rule for all: a dose stands on the day the regimen prints, counted from the dose before as it was placed. Where that
day is closed, the next open day within the printed tolerance is taken, else the open day before within it, else the
next open day, whose distance beyond the tolerance is said. No two doses share a day. Source: decisions, section 17
(tolerance: alternate days and three times a week 1 day, monthly 3 days, longer 7 days; none is printed for a start or
a review, so every shift of those is said as it is).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

from b12calc.days import day_text
from b12calc.plan.open_days import Calendar
from b12calc.plan.schedule import add_months
from b12calc.plan.schedule_words import Dose, PlacedPhase, Review, Schedule
from b12calc.problems import Problem, ProblemsFound

FARTHEST: Final = 60  # days looked ahead before it is said that there is no open day
INTERVALS: Final[Mapping[str, tuple[int, ...]]] = {"alternate_days": (2,), "three_a_week": (2, 3)}
COURSE_TOLERANCE: Final = 1
MONTH_TOLERANCE: Final = 3
LONG_TOLERANCE: Final = 7
_WEEK: Final = 7
_NEAREST: Final = sorted(range(-FARTHEST, FARTHEST + 1), key=lambda shift: (abs(shift), shift))


@dataclass(frozen=True, slots=True)
class Due:
    """Hold one review or test as the plan has it: the day, codes of what is done, and its text."""

    day: date
    what: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what was given before: ``before`` doses on earlier days, and whether one was given on the first day."""

    before: int = 0
    today: bool = False


def place(
    phases: Sequence[Mapping[str, Any]],
    start: date,
    calendar: Calendar,
    *,
    given: Given = Given(),
    until: date | None = None,
) -> Schedule:
    """Return a regimen of a pack on open days, its next dose on or after ``start``, without reviews.

    With ``given.today`` the dose of ``start`` was given there, open or not. Daily tablets are counted up to ``until``.
    Raises ProblemsFound where no open day lies within reach.
    """
    found: list[PlacedPhase] = []
    desk = _Desk(calendar, start, given)
    for phase in phases:
        found.append(desk.phase(phase, until))
    return Schedule(calendar.name, start, tuple(found))


def place_reviews(reviews: Iterable[Due], first: date, calendar: Calendar) -> tuple[Review, ...]:
    """Return each review on the nearest open day not before ``first``, of two the earlier one, in order of the days."""
    found = []
    for one in reviews:
        days = (one.day + timedelta(days=shift) for shift in _NEAREST)
        placed = next((day for day in days if day >= first and calendar.opens(day, needle=False)), None)
        if placed is None:
            raise _no_day(one.day, calendar, needle=False)
        why, apart = calendar.why_not(one.day, needle=False), (placed - one.day).days
        said = f"Review of {day_text(one.day)} ({why}): {day_text(placed)}, {_shift(apart)}" if apart else ""
        found.append(Review(one.day, placed, one.what, one.text, said))
    return tuple(sorted(found, key=lambda review: review.placed))


class _Desk:
    """Keep what passes from one part of a regimen to the next: the last dose and its number."""

    def __init__(self, calendar: Calendar, start: date, given: Given) -> None:
        self._calendar, self._start, self._given = calendar, start, given
        self._number = given.before
        self._last: date | None = None

    def phase(self, phase: Mapping[str, Any], until: date | None) -> PlacedPhase:
        made = PlacedPhase(phase["medicine"], phase["dose"], phase["route"], phase["every"])
        passed, pattern = self._given.before, phase["pattern"]
        if self._last is not None and pattern != "months":
            return replace(made, dated=False)  # nothing printed says how long after the last dose it begins
        match pattern:
            case "three_a_week":
                left = phase["doses"] - passed
                return self._in_time(self._course(made, pattern, left, None), phase["doses"])
            case "alternate_days":
                left = phase["until_days"] - INTERVALS["alternate_days"][0] * passed
                return self._course(made, pattern, None, left)
            case "daily":
                return self._daily(made, until)
            case "months":
                return self._window(made, phase)
            case _:
                return replace(made, dated=False)

    def _course(self, made: PlacedPhase, pattern: str, count: int | None, length: int | None) -> PlacedPhase:
        """Return the doses of a course, as many as are left or as fit in the days that are left."""
        if (count is not None and count <= 0) or (length is not None and length < 0):
            return made
        doses = [self._first(made)]
        end = doses[0].placed + timedelta(days=length) if length is not None else None
        while count is None or len(doses) < count:
            dose = self._next(made, INTERVALS[pattern])
            if end is not None and max(dose.placed, self._wanted(INTERVALS[pattern])) > end:
                break
            doses.append(self._kept(dose))
        return replace(made, doses=tuple(doses))

    def _in_time(self, made: PlacedPhase, printed: int) -> PlacedPhase:
        """Say where a whole course three times a week takes longer than its weeks."""
        weeks = printed // INTERVALS["three_a_week"][1]
        taken = (made.doses[-1].placed - made.doses[0].placed).days if made.doses else 0
        if len(made.doses) < printed or taken <= weeks * _WEEK:
            return made
        return replace(made, said=(f"The {printed} doses take {taken} days instead of {weeks} weeks",))

    def _daily(self, made: PlacedPhase, until: date | None) -> PlacedPhase:
        """Return a tablet for every day from the first open day on; closed days do not matter at home."""
        first = self._first(made)
        days = (until - first.placed).days if until is not None else 0
        rest = [self._kept(self._dose(made, first.placed + timedelta(days=day))) for day in range(1, days + 1)]
        return replace(made, doses=(first, *rest))

    def _window(self, made: PlacedPhase, phase: Mapping[str, Any]) -> PlacedPhase:
        """Return the next dose on the last open day of its window; the first one now where none was placed before."""
        doses = [self._first(made)] if self._last is None and (phase.get("first_now") or self._given.before) else []
        anchor = self._last if self._last is not None else self._open_from(self._start, True)
        early = add_months(anchor, phase["earliest_months"])
        late = add_months(anchor, phase["latest_months"])
        opens = [day for day in _days(early, late) if self._opens(day)]
        placed = opens[-1] if opens else self._near(early, late, _months_tolerance(phase))
        dose = self._said(self._dose(made, placed, early if placed < early else late), _months_tolerance(phase))
        dose = replace(dose, planned=placed, moved=0, beyond=0, deviation="") if opens else dose
        doses.append(self._kept(dose))
        return replace(made, doses=tuple(doses), earliest=opens[0] if opens else placed, latest=placed)

    def _first(self, made: PlacedPhase) -> Dose:
        """Return the next dose to give: today where it was given today, else on the first open day."""
        if self._given.today:
            return self._kept(replace(self._dose(made, self._start), given=True))
        day = self._open_from(self._start, made.route == "im")
        dose = self._dose(made, day, self._start)
        if dose.moved:
            why = self._calendar.why_not(self._start, needle=made.route == "im")
            said = f"Dose {dose.number} on {day_text(day)}, {_shift(dose.moved)} than asked for"
            dose = replace(
                dose, beyond=dose.moved, deviation=f"{said}: {day_text(self._start)} is not possible ({why})"
            )
        return self._kept(dose)

    def _next(self, made: PlacedPhase, printed: tuple[int, ...]) -> Dose:
        """Return the dose after the last one of a course; intervals in days."""
        assert self._last is not None
        low, high = printed[0], printed[-1]
        later = range(high + 1, high + COURSE_TOLERANCE + 1)
        earlier = range(low - 1, max(0, low - COURSE_TOLERANCE - 1), -1)
        for gap in chain(printed, later, earlier, range(high + COURSE_TOLERANCE + 1, FARTHEST)):
            day = self._last + timedelta(days=gap)
            if self._opens(day):
                planned = self._last + timedelta(days=min(max(gap, low), high))
                return self._said(self._dose(made, day, planned), COURSE_TOLERANCE)
        raise _no_day(self._last, self._calendar, needle=True)

    def _wanted(self, printed: tuple[int, ...]) -> date:
        assert self._last is not None
        return self._last + timedelta(days=printed[0])

    def _near(self, early: date, late: date, tolerance: int) -> date:
        """Return the open day nearest to a window that has none: later, earlier, then beyond the tolerance."""
        after = _days(late + timedelta(days=1), late + timedelta(days=tolerance))
        before = reversed(_days(early - timedelta(days=tolerance), early - timedelta(days=1)))
        beyond = _days(late + timedelta(days=tolerance + 1), late + timedelta(days=FARTHEST))
        day = next((day for day in chain(after, before, beyond) if self._opens(day)), None)
        if day is None:
            raise _no_day(late, self._calendar, needle=True)
        return day

    def _said(self, dose: Dose, tolerance: int) -> Dose:
        """Return the dose with its deviation in words, where it has one."""
        if not dose.moved:
            return dose
        beyond = max(0, abs(dose.moved) - tolerance)
        why = self._calendar.why_not(dose.planned, needle=True)
        days = days_text(tolerance)
        limit = f"{beyond} beyond the {days} permitted" if beyond else f"within the {days} permitted"
        said = f"Dose {dose.number} on {day_text(dose.placed)}, {_shift(dose.moved)}, {limit}"
        return replace(dose, beyond=beyond, deviation=f"{said}: {day_text(dose.planned)} is not possible ({why})")

    def _dose(self, made: PlacedPhase, placed: date, planned: date | None = None) -> Dose:
        meant = placed if planned is None else planned
        moved = (placed - meant).days
        return Dose(self._number + 1, made.medicine, made.amount, made.route, meant, placed, moved)

    def _kept(self, dose: Dose) -> Dose:
        self._number, self._last = dose.number, dose.placed
        return dose

    def _opens(self, day: date) -> bool:
        return self._calendar.opens(day, needle=True)

    def _open_from(self, day: date, needle: bool) -> date:
        days = _days(day, day + timedelta(days=FARTHEST))
        found = next((one for one in days if self._calendar.opens(one, needle=needle)), None)
        if found is None:
            raise _no_day(day, self._calendar, needle=needle)
        return found


def _months_tolerance(phase: Mapping[str, Any]) -> int:
    return MONTH_TOLERANCE if phase["latest_months"] == 1 else LONG_TOLERANCE


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=day) for day in range((last - first).days + 1)]


def days_text(days: int) -> str:
    """Return a number of days in words: 1 day, 3 days."""
    return f"{days} day{'s' if days != 1 else ''}"


def _shift(days: int) -> str:
    return f"{days_text(abs(days))} {'later' if days > 0 else 'earlier'}"


def _no_day(day: date, calendar: Calendar, *, needle: bool) -> ProblemsFound:
    what = "on which an injection can be given" if needle else "on which the practice is open"
    message = f"no day {what} lies within {FARTHEST} days of {day_text(day)} ({calendar.name})"
    return ProblemsFound((Problem("calendar", message),))
