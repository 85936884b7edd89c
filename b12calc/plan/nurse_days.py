"""Move doses to the days on which somebody gives injections, as far as their tolerance allows; say what cannot be kept.

Source of the tolerance: decisions, section 17.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

COURSE_TOLERANCE: Final = 1
SINGLE_TOLERANCE: Final = 7
_Choice = tuple[int, int, tuple[date | None, ...]]


def fit(dates: Sequence[date], weekdays: Collection[int], *, first_fixed: bool) -> tuple[date | None, ...]:
    """Return for each dose its nurse day, or None where none lies within the tolerance in days.

    Doses keep their order and no two share a day. As few as possible are left without one, then the days moved are
    fewest, then the earlier dose is kept. The first dose is never given earlier, and with ``first_fixed`` not later.
    """
    tolerance = COURSE_TOLERANCE if len(dates) > 1 else SINGLE_TOLERANCE

    def days_for(place: int) -> list[date]:
        early = 0 if place == 0 else -tolerance
        late = 0 if place == 0 and first_fixed else tolerance
        near = (dates[place] + timedelta(days=shift) for shift in range(early, late + 1))
        return [day for day in near if day.weekday() in weekdays]

    @cache
    def best(place: int, last: date) -> _Choice:
        if place == len(dates):
            return 0, 0, ()
        found: list[_Choice] = []
        for day in days_for(place):
            if day > last:
                missed, moved, rest = best(place + 1, day)
                found.append((missed, moved + abs((day - dates[place]).days), (day, *rest)))
        missed, moved, rest = best(place + 1, last)
        found.append((missed + 1, moved, (None, *rest)))
        return min(found, key=lambda choice: choice[:2])

    return best(0, date.min)[2]
