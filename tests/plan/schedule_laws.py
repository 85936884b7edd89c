"""What every schedule must keep, told without the code that places doses; and random practices to try it on."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from b12calc.plan.bank_holidays import REGIONS
from b12calc.plan.open_days import Calendar, Span
from b12calc.plan.placing import Given
from b12calc.plan.schedule import add_months
from b12calc.plan.schedule_words import PlacedPhase, Review, Schedule

from ..oracle.bank_holidays import holidays_of

DAY = timedelta(days=1)
PRINTED = {"alternate_days": (2, 2), "three_a_week": (2, 3)}
Phases = list[Mapping[str, Any]]


def shut(calendar: Calendar, day: date, needle: bool) -> bool:
    """Tell by the table written out by hand whether a day will not do."""
    spans = (*calendar.closed, *calendar.away)
    return (
        day.weekday() not in calendar.weekdays
        or (calendar.region is not None and day in holidays_of(calendar.region, day.year))
        or any(span.first <= day <= span.last for span in spans)
        or (needle and calendar.nurse_days is not None and day.weekday() not in calendar.nurse_days)
    )


def broken(made: Schedule, phases: Phases, calendar: Calendar, start: date, given: Given) -> Iterator[str]:
    """Yield every law that a schedule without reviews breaks."""
    doses = made.doses
    if [dose.number for dose in doses] != [given.before + place for place in range(1, len(doses) + 1)]:
        yield "numbers do not count through"
    if any(one.placed >= other.placed for one, other in pairwise(doses)):
        yield "two doses share a day or change their order"
    for dose in doses:
        if dose.route == "im" and not dose.given and shut(calendar, dose.placed, True):
            yield f"an injection on a closed day, {dose.placed}"
        if (dose.moved != (dose.placed - dose.planned).days) or (bool(dose.moved) != bool(dose.deviation)):
            yield "a shift that is not said"
        if dose.moved and f", {abs(dose.moved)} day" not in dose.deviation:
            yield "a shift said with another figure"
    if sum(count.units for count in made.counts) != len(doses):
        yield "ampoules or tablets differ from the doses"
    if sum(count.to_give for count in made.counts) != len(doses) - (bool(doses) and given.today):
        yield "what is still to give is miscounted"
    if doses:
        yield from _first(made, calendar, start, given)
    for placed, phase in zip(made.phases, phases, strict=True):
        yield from _course(placed, phase, calendar, given)
    yield from _windows(made, phases, calendar)


def _first(made: Schedule, calendar: Calendar, start: date, given: Given) -> Iterator[str]:
    first = made.doses[0]
    if given.today:
        if (first.placed, first.given) != (start, True):
            yield "the dose of today is not on today"
        return
    needle = first.route == "im"
    if first.placed < start or shut(calendar, first.placed, needle):
        yield "the first dose is early or on a closed day"
    if any(not shut(calendar, start + DAY * ahead, needle) for ahead in range((first.placed - start).days)):
        yield "the first dose passes an open day"
    if first.beyond != (first.placed - start).days and made.phases[0].latest is None:
        yield "a late start is not said"


def _course(placed: PlacedPhase, phase: Mapping[str, Any], calendar: Calendar, given: Given) -> Iterator[str]:
    if phase["pattern"] not in PRINTED:
        return
    low, high = PRINTED[phase["pattern"]]
    if phase["pattern"] == "three_a_week" and len(placed.doses) != max(0, phase["doses"] - given.before):
        yield "doses of a course are lost or added"
    for one, other in pairwise(placed.doses):
        gap = (other.placed - one.placed).days
        apart = max(gap - high, low - gap, 0)
        if abs(other.moved) != apart or other.beyond != max(0, apart - 1):
            yield f"an interval of {gap} days is said as {other.moved}, beyond {other.beyond}"
        near = range(max(1, low - 1), high + 2)
        as_printed = range(low, high + 1)
        closer = as_printed if apart == 1 else near if apart > 1 else ()
        if any(not shut(calendar, one.placed + DAY * days, True) for days in closer):
            yield "a nearer open day was passed over"
        if gap < low and not shut(calendar, one.placed + DAY * (high + 1), True):
            yield "a dose was brought forward although a later day within the tolerance is open"
        if apart > 1 and any(not shut(calendar, one.placed + DAY * days, True) for days in range(high + 2, gap)):
            yield "an open day beyond the tolerance was passed over"


def _windows(made: Schedule, phases: Phases, calendar: Calendar) -> Iterator[str]:
    for placed, phase in zip(made.phases, phases, strict=True):
        if phase["pattern"] != "months" or not placed.doses:
            continue
        doses = made.doses[: placed.doses[-1].number - made.doses[0].number + 1]
        if len(doses) < 2:
            continue
        early = add_months(doses[-2].placed, phase["earliest_months"])
        late = add_months(doses[-2].placed, phase["latest_months"])
        day = doses[-1].placed
        opens = [
            one for ahead in range((late - early).days + 1) if not shut(calendar, one := early + DAY * ahead, True)
        ]
        if opens and (day, placed.earliest, placed.latest, doses[-1].moved) != (opens[-1], opens[0], opens[-1], 0):
            yield "the next dose is not on the last open day of its window"
        outside = max((day - late).days, (early - day).days, 0)
        if not opens and (abs(doses[-1].moved) != outside or doses[-1].beyond != max(0, outside - 7)):
            yield f"a window missed by {outside} days is said as {doses[-1].moved}, beyond {doses[-1].beyond}"


def misplaced(reviews: tuple[Review, ...], calendar: Calendar, first: date) -> Iterator[str]:
    """Yield every law that reviews break."""
    for one in reviews:
        apart = (one.placed - one.planned).days
        if shut(calendar, one.placed, False) or one.placed < first:
            yield "a review on a closed day or before the first dose"
        if bool(apart) != bool(one.deviation) or (apart and f"{abs(apart)} day" not in one.deviation):
            yield "a review moved and not said by how much"
        shifts = range(-abs(apart) + (apart <= 0), abs(apart))
        if any(not shut(calendar, day, False) for shift in shifts if (day := one.planned + DAY * shift) >= first):
            yield "a nearer day for a review was passed over"


def any_calendar(random: Random, start: date) -> Calendar:
    """Return a practice that is open on some weekdays, with holidays, closed days and days of the patient."""
    weekdays = (
        frozenset(random.sample(range(7), random.randint(1, 7))) if random.random() < 0.4 else frozenset(range(5))
    )
    nurse = (
        frozenset(random.sample(sorted(weekdays), random.randint(1, len(weekdays)))) if random.random() < 0.5 else None
    )
    return Calendar(
        region=random.choice((None, *REGIONS)),
        weekdays=weekdays,
        nurse_days=nurse,
        closed=tuple(_span(random, start, 14) for _ in range(random.randint(0, 3))),
        away=tuple(_span(random, start, 10) for _ in range(random.randint(0, 2))),
    )


def _span(random: Random, start: date, longest: int) -> Span:
    first = start + DAY * random.randint(-5, 120)
    return Span(first, first + DAY * random.randint(0, longest - 1))


def any_given(random: Random) -> Given:
    """Return a treatment just begun, most of the time, or one that was begun before."""
    before = random.choice((0, 0, 0, random.randint(1, 9)))
    return Given(before, random.random() < 0.25)
