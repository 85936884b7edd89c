"""Say of each result beside others of its analyte whether it counts; the choice is that of the chart."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from b12calc.models.case import Case
from b12calc.rules.chart import newest_results


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold whether one of several results of an analyte counts, and what it was held against.

    ``day`` is the day it is taken as of, that of its visit where ``dated`` is false; ``taken_day`` and ``taken_dated``
    are those of the one that counts, ``taken_before`` tells that it came with an earlier visit. ``count`` is how many
    there are, at all visits.
    """

    counts: bool
    day: date
    dated: bool
    taken_day: date
    taken_dated: bool
    taken_before: bool
    count: int


def which_count(case: Case) -> tuple[Choice | None, ...]:
    """Return the choice for each result of the last visit, None for a result that is the only one of its analyte."""
    here = case.visits[-1]
    counts = Counter(result.analyte for visit in case.visits for result in visit.results)
    taken, days = newest_results(case)
    return tuple(
        None
        if counts[one.analyte] == 1
        else Choice(
            counts=taken[one.analyte] is one,
            day=one.collected or here.date,
            dated=one.collected is not None,
            taken_day=days[one.analyte],
            taken_dated=taken[one.analyte].collected is not None,
            taken_before=not any(taken[one.analyte] is result for result in here.results),
            count=counts[one.analyte],
        )
        for one in here.results
    )
