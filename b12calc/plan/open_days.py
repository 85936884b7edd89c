"""The days on which a dose can be given or a review held, and in words why another day is none of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from b12calc.days import day_text
from b12calc.models.vocabulary import WEEKDAYS
from b12calc.models.wording import label
from b12calc.plan.bank_holidays import bank_holidays, region_name
from b12calc.plan.schedule import OPEN_WEEKDAYS

_EVERY_DAY: Final = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a first and a last day, both included, and why nothing is done on them; empty where it was not said."""

    first: date
    last: date
    why: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold when a practice is open: weekly days (Monday is 0), a region's holidays, closed days, the patient's days.

    ``nurse_days`` are the weekdays on which injections are given; None where the practice does not say, and then any
    open day will do. ``region`` is one of ``bank_holidays.REGIONS``; on ``away`` the patient cannot come.
    """

    region: str | None = None
    weekdays: frozenset[int] = OPEN_WEEKDAYS
    nurse_days: frozenset[int] | None = None
    closed: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    title: str = ""

    def why_not(self, day: date, *, needle: bool) -> str:
        """Return why a day will not do, in words, empty where it will; ``needle`` asks for somebody who injects."""
        if day.weekday() not in self.weekdays:
            return f"closed on {_named(day)}s"
        if self.region is not None and (name := bank_holidays(self.region, day.year).get(day)):
            return name
        if closed := next((span for span in self.closed if span.holds(day)), None):
            return f"closed: {closed.why}" if closed.why else "closed"
        if any(span.holds(day) for span in self.away):
            return "the patient cannot come"
        if needle and self.nurse_days is not None and day.weekday() not in self.nurse_days:
            return f"no injections on {_named(day)}s"
        return ""

    def opens(self, day: date, *, needle: bool) -> bool:
        """Tell whether a day will do."""
        return not self.why_not(day, needle=needle)

    @property
    def name(self) -> str:
        """Return in words what was taken into account."""
        parts = [f"open {weekdays_text(self.weekdays)}"]
        if self.region is not None:
            parts.append(region_name(self.region))
        if self.closed:
            parts.append(f"closed days of {self.title}" if self.title else "closed days of the practice")
        if self.nurse_days is not None:
            parts.append(f"injections on {weekdays_text(self.nurse_days)}")
        if self.away:
            parts.append(f"the patient cannot come on {', '.join(map(_span_text, self.away))}")
        return "; ".join(parts)


def weekdays_text(weekdays: Collection[int]) -> str:
    """Return weekdays in words: Monday to Friday, or Monday, Thursday."""
    numbers = sorted(weekdays)
    if not numbers:
        return "no day"
    names = [label("weekday", WEEKDAYS[number]) for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:  # noqa: PLR2004
        return "every day" if len(numbers) == _EVERY_DAY else f"{names[0]} to {names[-1]}"
    return ", ".join(names)


def _named(day: date) -> str:
    return label("weekday", WEEKDAYS[day.weekday()])


def _span_text(span: Span) -> str:
    return day_text(span.first) if span.first == span.last else f"{day_text(span.first)} to {day_text(span.last)}"
