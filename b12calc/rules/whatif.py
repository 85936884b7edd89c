"""What would change this: every single change of an input, tried; for each other answer the smallest one is kept.

The search is the definition: each change is put into the chart and decided anew, so what is listed really happens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from b12calc.analytes import analytes, convert
from b12calc.models import wording
from b12calc.models.answers import ANSWER_CODES
from b12calc.models.assessment import Change
from b12calc.models.case import B12BeforeTest, LabResult
from b12calc.rules.chart import Chart
from b12calc.rules.decide import core
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack
from b12calc.units import Quantity

DECISIONS = ("status", "urgency", "start", "route")
FLIPS = ("status", "urgency", "route")
# An open question is nearer than an answer that would have to be turned round; a figure counts by its share.
OPEN, TURNED, NEW_RESULT = Decimal("0.5"), Decimal(2), Decimal(1)
NEW_RESULTS: Mapping[str, tuple[str, ...]] = {
    "total_b12": ("low", "raised"),
    "active_b12": ("low", "raised"),
    "mma": ("raised", "normal"),
    "homocysteine": ("raised", "normal"),
    "intrinsic_factor_antibody": ("positive", "negative"),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold one changed chart: which input, how far away, and in words."""

    input: str
    size: Decimal
    text: str
    chart: Chart


def outcome(pack: Pack, chart: Chart) -> tuple[str, ...]:
    """Return status, urgency, start and route of a chart."""
    words = core(pack, read_facts(chart, pack.limits)).words
    return tuple(words[name] for name in DECISIONS)


def would_change(pack: Pack, chart: Chart) -> tuple[Change, ...]:
    """Return for each other status, urgency and route the smallest single change that leads there."""
    now = dict(zip(DECISIONS, outcome(pack, chart), strict=True))
    best: dict[tuple[str, str], Trial] = {}
    for trial in sorted(trials(pack, chart), key=lambda one: one.size):
        then = dict(zip(DECISIONS, outcome(pack, trial.chart), strict=True))
        for name in FLIPS:
            if then[name] != now[name]:
                best.setdefault((name, then[name]), trial)
    return tuple(
        Change(input=trial.input, text=trial.text, decision=name, now=now[name], then=word)
        for (name, word), trial in sorted(best.items(), key=lambda item: FLIPS.index(item[0][0]))
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
                added = LabResult(analyte=analyte, finding=finding)
                text = f"{analytes()[analyte].name}, not known so far, came back {_lower('finding', finding)}"
                yield Trial(analyte, NEW_RESULT, text, _with_result(chart, added))
    yield from _circumstances(chart)


def with_answer(chart: Chart, code: str, word: str) -> Chart:
    """Return the chart with one question answered yes or no."""
    answers = {**chart.answers, code: word}
    ordered = {one: answers[one] for one in ANSWER_CODES if one in answers}
    yes = chart.yes | {code} if word == "yes" else chart.yes - {code}
    no = chart.no | {code} if word == "no" else chart.no - {code}
    return replace(chart, answers=ordered, yes=yes, no=no)


def _answers(chart: Chart) -> Iterator[Trial]:
    for code in ANSWER_CODES:
        known = chart.answers.get(code)
        for word in ("yes", "no"):
            if word != known:
                asked = "not asked" if known is None else known
                text = f"{wording.question(code).short} were {word} (now {asked})"
                yield Trial(code, OPEN if known is None else TURNED, text, with_answer(chart, code, word))


def _with_result(chart: Chart, result: LabResult) -> Chart:
    days = chart.days if result.analyte in chart.days else {**chart.days, result.analyte: chart.day}
    return replace(chart, results={**chart.results, result.analyte: result}, days=days)


def _figures(pack: Pack, chart: Chart, result: LabResult) -> Iterator[Trial]:
    """Yield the figure just below, at and just above each limit, in its own unit and last printed digit."""
    quantity = result.quantity()
    if quantity is None or quantity.comparator is not None:
        return
    exponent = quantity.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    for cut in sorted(_cuts(pack, result, quantity)):
        at = cut.quantize(step)
        for value in (at - step, at, at + step):
            if value > 0 and value != quantity.value:
                share = abs(value - quantity.value) / max(quantity.value, step)
                changed = result.model_copy(update={"value": f"{value:f}"})
                text = f"{analytes()[result.analyte].name} were {value:f} {result.unit} (now {quantity.text()})"
                yield Trial(result.analyte, share, text, _with_result(chart, changed))


def _cuts(pack: Pack, result: LabResult, quantity: Quantity) -> set[Decimal]:
    cuts = set(pack.limits.of(result.analyte, quantity).values())
    cuts |= {limit for limit in result.reference_limits() if limit is not None}
    if result.analyte == "haemoglobin":
        for group in pack.limits.haemoglobin.values():
            for limit in group.values():
                cuts.add(convert(analytes()["haemoglobin"], Quantity(limit, "g/L"), quantity.unit).value)
    return cuts


def _findings(chart: Chart, result: LabResult) -> Iterator[Trial]:
    if result.finding is None:
        return
    for finding in analytes()[result.analyte].findings:
        if finding != result.finding:
            changed = result.model_copy(update={"finding": finding})
            name = analytes()[result.analyte].name
            text = f"{name} were {_lower('finding', finding)} (now {_lower('finding', result.finding)})"
            yield Trial(result.analyte, TURNED, text, _with_result(chart, changed))


def _circumstances(chart: Chart) -> Iterator[Trial]:
    """Yield B12 before the test and pregnancy, each the other way."""
    kind = chart.b12_before.kind
    for word in ("none", "oral", "injection"):
        if word != kind:
            size = OPEN if kind == "unknown" else TURNED
            text = f"B12 before the test were: {_lower('b12_before', word)} (now {_lower('b12_before', kind)})"
            yield Trial("b12_before_test", size, text, replace(chart, b12_before=B12BeforeTest(kind=word)))
    pregnancy = chart.patient.pregnancy
    if chart.patient.sex == "male":
        return
    for word in ("not_pregnant", "pregnant", "breastfeeding"):
        if word != pregnancy:
            size = OPEN if pregnancy == "unknown" else TURNED
            patient = chart.patient.model_copy(update={"pregnancy": word, "trimester": None})
            text = f"the patient were {_lower('pregnancy', word)} (now {_lower('pregnancy', pregnancy)})"
            yield Trial("pregnancy", size, text, replace(chart, patient=patient))


def _lower(kind: str, word: str) -> str:
    text = wording.label(kind, word)
    return text[:1].lower() + text[1:]
