"""What would change this: every single change of an input, tried; for each other answer the smallest one is kept.

The search is the definition: each change is put into the chart and decided anew, so what is listed really happens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter

from b12calc.analytes import analytes
from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.answers import ANSWER_CODES
from b12calc.models.assessment import Change
from b12calc.models.case import B12BeforeTest, Detail, LabResult
from b12calc.rules.chart import Chart
from b12calc.rules.cut_points import printable_figures
from b12calc.rules.decide import core
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack

DECISIONS = ("status", "urgency", "start", "route")
FLIPS = ("status", "urgency", "route")
# The tables that decide these four: a fact that none of them reads changes none of them.
TABLES = ("status", "causes", "cause_picture", "urgency", "start", "route")
# An open question is nearer than an answer that would have to be turned round; a figure counts by its share.
OPEN, TURNED, NEW_RESULT = Decimal("0.5"), Decimal(2), Decimal(1)
NEW_RESULTS: Mapping[str, tuple[str, ...]] = {
    "total_b12": ("low", "raised"),
    "active_b12": ("low", "raised"),
    "mma": ("raised", "normal"),
    "homocysteine": ("raised", "normal"),
    "intrinsic_factor_antibody": ("positive", "negative"),
}
_TITLES = {"b12_before_test": "B12 before the test", "pregnancy": "pregnancy"}
_NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold one changed chart: which input, to which word or figure, how far away, and both as they are read."""

    input: str
    value: str
    unit: str | None
    size: Decimal
    then: str
    now: str
    chart: Chart

    @property
    def text(self) -> str:
        """Return the change in words: pins and needles: yes instead of not asked."""
        if self.input in ANSWER_CODES:
            title = wording.question(self.input).short
        else:
            title = _TITLES.get(self.input) or _lower(analytes()[self.input].name)
        return f"{title}: {self.then} instead of {self.now}"


class Outcomes:
    """Decide many changes of one chart; what the deciding tables would read alike is decided once."""

    def __init__(self, pack: Pack, chart: Chart) -> None:
        known = read_facts(chart, pack.limits).words
        read = {fact for table in TABLES for fact in pack.tables[table].facts_read()}
        self._pack = pack
        self._read = itemgetter(*sorted(fact for fact in read if fact in known))
        self._found: dict[object, tuple[str, ...]] = {}

    def of(self, chart: Chart) -> tuple[str, ...]:
        """Return status, urgency, start and route of a chart of the same patient, under the same treatment."""
        read = read_facts(chart, self._pack.limits)
        key = self._read(read.words)
        found = self._found.get(key)
        if found is None:
            words = core(self._pack, read).words
            found = self._found[key] = tuple(words[name] for name in DECISIONS)
        return found


def outcome(pack: Pack, chart: Chart) -> tuple[str, ...]:
    """Return status, urgency, start and route of a chart."""
    words = core(pack, read_facts(chart, pack.limits)).words
    return tuple(words[name] for name in DECISIONS)


def would_change(pack: Pack, chart: Chart) -> tuple[Change, ...]:
    """Return for each other status, urgency and route the smallest single change that leads there."""
    outcomes = Outcomes(pack, chart)
    now = dict(zip(DECISIONS, outcomes.of(chart), strict=True))
    best: dict[tuple[str, str], Trial] = {}
    for trial in sorted(trials(pack, chart), key=lambda one: one.size):
        then = dict(zip(DECISIONS, outcomes.of(trial.chart), strict=True))
        for name in FLIPS:
            if then[name] != now[name]:
                best.setdefault((name, then[name]), trial)
    return tuple(
        Change(input=one.input, value=one.value, unit=one.unit, text=one.text, decision=name, now=now[name], then=word)
        for (name, word), one in sorted(best.items(), key=lambda item: FLIPS.index(item[0][0]))
    )


def trials(pack: Pack, chart: Chart) -> Iterator[Trial]:
    """Yield every single change: each answer, each figure across each limit, each word, each result still missing."""
    yield from _answers(chart)
    for result in chart.results.values():
        yield from _figures(pack, chart, result)
        yield from _findings(chart, result)
    for analyte, findings in NEW_RESULTS.items():
        if analyte not in chart.results:
            for finding in findings:
                added = _with_result(chart, LabResult(analyte=analyte, finding=finding))
                yield Trial(analyte, finding, None, NEW_RESULT, _said("finding", finding), _NOT_MEASURED, added)
    yield from _circumstances(chart)


def with_answer(chart: Chart, code: str, word: str) -> Chart:
    """Return the chart with one question answered yes or no at the last visit."""
    return with_answers(chart, {code: word})


def with_answers(chart: Chart, answers: Mapping[str, str]) -> Chart:
    """Return the chart with questions answered yes or no at the last visit: a yes after an earlier no is new."""
    told = frozenset(answers)
    yes = frozenset([code for code, word in answers.items() if word == "yes"])
    return replace(
        chart,
        answers={**chart.answers, **answers},
        details=_details(chart, answers),
        fresh=(chart.fresh - (told - yes)) | ((yes - chart.yes) & chart.denied),
        yes=(chart.yes - told) | yes,
        no=(chart.no - told) | (told - yes),
    )


def _details(chart: Chart, answers: Mapping[str, str]) -> Mapping[str, Detail]:
    """Return what is known beside each answer, as it stands beside the one tried, without a course that denies it."""
    details = dict(chart.details)
    for code, word in answers.items():
        details.pop(code, None)
        known = chart.beside(code, word)
        if known is not None:
            details[code] = known
    return details


def _answers(chart: Chart) -> Iterator[Trial]:
    for code in ANSWER_CODES:
        known = chart.answers.get(code)
        size, asked = (OPEN, "not asked") if known is None else (TURNED, known)
        for word in ("yes", "no"):
            if word != known:
                yield Trial(code, word, None, size, word, asked, with_answer(chart, code, word))


def _with_result(chart: Chart, result: LabResult) -> Chart:
    days = chart.days if result.analyte in chart.days else {**chart.days, result.analyte: chart.day}
    return replace(chart, results={**chart.results, result.analyte: result}, days=days)


def _figures(pack: Pack, chart: Chart, result: LabResult) -> Iterator[Trial]:
    """Yield the figures around each limit, in the unit and with the decimals printed; none for a censored figure."""
    quantity = result.quantity()
    if quantity is None or quantity.comparator is not None:
        return
    for value in printable_figures(chart, result, quantity, pack.limits):
        size = abs(value - quantity.value) / quantity.value if quantity.value else TURNED
        changed = _with_result(chart, result.model_copy(update={"value": f"{value:f}"}))
        then = f"{value:f} {quantity.unit}"
        yield Trial(result.analyte, f"{value:f}", quantity.unit, size, then, quantity.text(), changed)


def _findings(chart: Chart, result: LabResult) -> Iterator[Trial]:
    if result.finding is None:
        return
    for finding in analytes()[result.analyte].findings:
        if finding != result.finding:
            changed = _with_result(chart, result.model_copy(update={"finding": finding}))
            now = _said("finding", result.finding)
            yield Trial(result.analyte, finding, None, TURNED, _said("finding", finding), now, changed)


def _circumstances(chart: Chart) -> Iterator[Trial]:
    """Yield B12 before the test and pregnancy, each the other way; a date and a dose that were told stay."""
    before, patient = chart.b12_before, chart.patient
    now = _said("b12_before", before.kind)
    for word in ("none", "oral", "injection"):
        if word != before.kind:
            kept = B12BeforeTest(kind=word) if word == "none" else before.model_copy(update={"kind": word})
            when = "" if kept.last_taken is None else f", last taken {day_text(kept.last_taken)},"
            size = OPEN if before.kind == "unknown" else TURNED
            then = f"{_said('b12_before', word)}{when}"
            yield Trial("b12_before_test", word, None, size, then, now, replace(chart, b12_before=kept))
    if patient.sex == "male":
        return
    now = _said("pregnancy", patient.pregnancy)
    for word in ("not_pregnant", "pregnant", "breastfeeding"):
        if word != patient.pregnancy:
            size = OPEN if patient.pregnancy == "unknown" else TURNED
            other = patient.model_copy(update={"pregnancy": word, "trimester": None})
            yield Trial("pregnancy", word, None, size, _said("pregnancy", word), now, replace(chart, patient=other))


def _said(kind: str, word: str) -> str:
    return _lower(wording.label(kind, word))


def _lower(text: str) -> str:
    """Return a label as it stands inside a sentence; an abbreviation (B12, LDH, HbA1c) keeps its capitals."""
    return text[:1].lower() + text[1:] if text.split(maxsplit=1)[0][1:].islower() else text
