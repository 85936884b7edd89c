"""A result beside an earlier one of its analyte: further apart than chance explains, or not comparable at all.

The newest result decides (decisions, section 14); what is said here is a remark, made after everything is decided, and
no table of the plan reads it. A difference counts as more than chance where it is larger than two standard deviations
of it, |a - b| > 2 sqrt(sd_a² + sd_b²); the figures are those of repeats.toml with their sources.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Context, Decimal
from typing import Final

from b12calc.models.assessment import Assessment, Measurement
from b12calc.models.case import Case, LabResult
from b12calc.models.repeat import Repeat
from b12calc.rules.certainty import COVERAGE
from b12calc.rules.chart import Chart
from b12calc.rules.decide import Decision
from b12calc.rules.repeat_content import Variation
from b12calc.rules.repeat_words import Dated, Words, differing, one_method
from b12calc.units import Quantity

_EXACT: Final = Context(prec=80)  # figures of 20 digits squared and added: nothing is rounded
_OTHER_TEST: Final = {"total_b12": "active_b12", "active_b12": "total_b12"}


def any_repeated(case: Case, chart: Chart) -> bool:
    """Tell quickly whether a case may hold two results to be compared; most hold none."""
    results, days = chart.results, chart.days
    if sum([len(visit.results) for visit in case.visits]) > len(results):
        return True
    return "active_b12" in results and "total_b12" in results and days["active_b12"] != days["total_b12"]


def with_repeats(answer: Assessment, case: Case, chart: Chart, decision: Decision) -> Assessment:
    """Return an answer with a remark on each earlier result that one can be made of; nothing else is touched.

    The remarks stand with the results and among the problems, their sources among the citations.
    """
    content = decision.pack.repeats
    if content is None:
        return answer
    desk = _Desk(case, chart, decision, Words(content, decision.pack))
    codes = content.variations.keys() & chart.results.keys()
    found = {code: tuple(desk.repeats(code, content.variations[code])) for code in codes}
    measured = tuple(_remarked(one, found.get(one.analyte, ())) for one in answer.measurements)
    # What is said of the laboratory's profile comes first and is no remark on a result.
    first = len(answer.problems) - sum(len(one.remarks) for one in answer.measurements)
    known = {one.id for one in answer.citations}
    cited = dict.fromkeys(key for one in measured for repeat in one.repeats for key in repeat.sources)
    return answer.but(
        measurements=measured,
        problems=(*answer.problems[:first], *(f"{one.name}: {said}" for one in measured for said in one.remarks)),
        citations=(*answer.citations, *(decision.pack.citations[key] for key in cited if key not in known)),
    )


def further_apart(first: Decimal, second: Decimal, percents: Sequence[Decimal]) -> bool:
    """Tell whether two figures of one unit differ by more than two standard deviations of their difference.

    ``percents`` are standard deviations in percent of the figure, independent of each other. Exact, in either order.
    """
    times, plus = _EXACT.multiply, _EXACT.add
    gap = _EXACT.subtract(first, second)
    percent = sum((one * one for one in percents), Decimal(0)) * COVERAGE * COVERAGE
    return times(times(gap, gap), Decimal(10_000)) > times(plus(times(first, first), times(second, second)), percent)


def _remarked(one: Measurement, found: tuple[Repeat, ...]) -> Measurement:
    if not found:
        return one
    return one.but(repeats=found, remarks=(*one.remarks, *(repeat.text for repeat in found)))


class _Desk:
    """Compare the results of one case, each with the earlier ones of its analyte."""

    def __init__(self, case: Case, chart: Chart, decision: Decision, words: Words) -> None:
        self._chart, self._words = chart, words
        self._limits = decision.pack.limits
        self._taken = {fact: decision.words[fact] for fact in ("treated", "injected")}
        self._all = [(result, result.collected or visit.date) for visit in case.visits for result in visit.results]

    def repeats(self, analyte: str, variation: Variation) -> Iterator[Repeat]:
        """Yield what is said of the last comparable figure, of an older one that was left behind, of other methods."""
        newest = _plain(self._chart.results[analyte], self._chart.days[analyte])
        if newest is None:
            return
        earlier = self._earlier(analyte, newest.day)
        alike = [one for one in earlier if not differing(newest, one)]
        unlike = [one for one in earlier if differing(newest, one)]
        said = [self._compared(newest, one, variation) for one in alike]
        yield from said[:1]
        if said and said[0].verdict != "changed":
            # Small steps one way: the oldest one that the newest has moved away from.
            yield from [one for one in said if one.verdict == "changed"][-1:]
        yield from (self._words.not_comparable(newest, one, variation) for one in unlike[:1])
        yield from self._other_test(newest)

    def _earlier(self, analyte: str, before: date) -> list[Dated]:
        """Return the plain figures of earlier days, the newest first, one for each day."""
        by_day = {day: result for result, day in self._all if result.analyte == analyte and day < before}
        plain = (_plain(by_day[day], day) for day in sorted(by_day, reverse=True))
        return [one for one in plain if one is not None]

    def _compared(self, newest: Dated, earlier: Dated, variation: Variation) -> Repeat:
        apart = self._apart(newest.quantity, earlier.quantity, variation)
        method = "one" if one_method(newest, earlier) else "not_told"
        close = (newest.day - earlier.day).days <= self._limits.intervals["out_of_date_days"]
        return self._words.compared(newest, earlier, variation, apart, method, self._taken, close)

    def _apart(self, newest: Quantity, earlier: Quantity, variation: Variation) -> str:
        """Return the least that explains the difference, or larger where nothing does."""
        stated = Decimal(self._limits.intervals["doubt_percent"]) / COVERAGE if variation.stated else None
        measuring, within = stated or variation.measuring, variation.within_person
        if measuring is None:
            return "not_known"
        if not further_apart(newest.value, earlier.value, (measuring,)):
            return "measuring"
        person = within is not None and not further_apart(newest.value, earlier.value, (measuring, within))
        return "within_person" if person else "larger"

    def _other_test(self, newest: Dated) -> Iterator[Repeat]:
        """Yield that the other test of B12, taken on an earlier day, is no earlier result of this one."""
        code = _OTHER_TEST.get(newest.result.analyte, "")
        result = self._chart.results.get(code)
        earlier = None if result is None else _plain(result, self._chart.days[code])
        if earlier is not None and earlier.day < newest.day:
            yield self._words.other_test(newest, earlier)


def _plain(result: LabResult, day: date) -> Dated | None:
    quantity = result.reported().quantity
    plain = quantity is not None and quantity.comparator is None and quantity.value
    return Dated(result, quantity, day) if plain and quantity is not None else None
