"""Every single change of a raw case, written from the definition of "what would change this" and nothing else.

Sizes: an open question answered 0.5; an answer turned round 2; a result not measured so far coming back 1; another
word of a result 2; pregnancy or B12 before the test 0.5 when unknown, else 2; a plain figure its share of the old one.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from b12calc.analytes import analytes
from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment, Change
from b12calc.models.wording import label
from b12calc.units import normal_unit

Case = dict[str, Any]
OPEN, LITTLE, TURNED = Fraction(1, 2), Fraction(1), Fraction(2)
GRID: Final = 400
LIMITS: Final = ("low_limit", "high_limit", "doubt_low", "doubt_high", "reference_low", "reference_high")
NEW_FINDINGS: Final = {
    "total_b12": ("low", "raised"),
    "active_b12": ("low", "raised"),
    "mma": ("raised", "normal"),
    "homocysteine": ("raised", "normal"),
    "intrinsic_factor_antibody": ("positive", "negative"),
}
BEFORE: Final = ("none", "oral", "injection")
PREGNANCY: Final = ("not_pregnant", "pregnant", "breastfeeding")
REPLACED: Final = ("value", "unit", "comparator", "reference_low", "reference_high", "finding")


@dataclass(frozen=True)
class Step:
    """One input set to one word or figure."""

    input: str
    word: str
    size: Fraction


@dataclass(frozen=True)
class Standing:
    """What of a raw case counts now."""

    answers: dict[str, str]
    places: dict[str, tuple[int, int]]
    before: Case
    pregnancy: str


def standing(raw: Case) -> Standing:
    """Read the visits together: a yes stays, a no must be asked again, the newest result counts, silence is no stop."""
    answers: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    days: dict[str, str] = {}
    before: Case = {"kind": "unknown"}
    for number, visit in enumerate(raw["visits"]):
        courses = {code: detail.get("course") for code, detail in visit.get("details", {}).items()}
        told = {code: "no" if course == "resolved" else "yes" for code, course in courses.items() if course}
        answers = {code: word for code, word in answers.items() if word == "yes"}
        answers |= {code: word for code, word in told.items() if code in words.SYMPTOM_CODES} | visit["answers"]
        for index, result in enumerate(visit["results"]):
            day = result.get("collected") or visit["date"]
            if day >= days.get(result["analyte"], ""):
                places[result["analyte"]], days[result["analyte"]] = (number, index), day
        taken = visit.get("b12_before_test")
        before = taken if taken and taken["kind"] != "unknown" else before
    return Standing(answers, places, before, raw["patient"].get("pregnancy", "unknown"))


def steps(raw: Case, said: Assessment) -> Iterator[Step]:
    """Name every single change of a case; figures on a grid and at every limit the assessment shows."""
    now = standing(raw)
    for code in words.ANSWER_CODES:
        given = now.answers.get(code)
        yield from (Step(code, word, TURNED if given else OPEN) for word in words.ANSWERS if word != given)
    for analyte, found in NEW_FINDINGS.items():
        if analyte not in now.places:
            yield from (Step(analyte, word, LITTLE) for word in found)
    kind = now.before["kind"]
    size = OPEN if kind == "unknown" else TURNED
    yield from (Step("b12_before_test", word, size) for word in BEFORE if word != kind)
    size = OPEN if now.pregnancy == "unknown" else TURNED
    yield from (Step("pregnancy", word, size) for word in PREGNANCY if word != now.pregnancy)
    for analyte, (visit, index) in now.places.items():
        result = raw["visits"][visit]["results"][index]
        if result.get("finding"):
            others = (word for word in analytes()[analyte].findings if word != result["finding"])
            yield from (Step(analyte, word, TURNED) for word in others)
        elif not result.get("comparator"):
            yield from _figures(analyte, result["value"], limits_of(said, analyte))


def limits_of(said: Assessment, analyte: str) -> list[Decimal]:
    """Return every limit the assessment shows for an analyte."""
    shown = [one for one in said.measurements if one.analyte == analyte]
    return [Decimal(value) for one in shown for name in LIMITS if (value := getattr(one, name)) is not None]


def figure_step(analyte: str, old: str, new: str) -> Step:
    """Return a change of a figure with its size."""
    before, after = Fraction(old), Fraction(new)
    return Step(analyte, new, abs(after - before) / before if before else TURNED)


def places_after_point(value: str) -> int:
    """Return how many decimals a figure is printed with."""
    return len(value.partition(".")[2])


def printed(number: int, decimals: int) -> str:
    """Return a count of last digits as it is printed."""
    return f"{Decimal(number).scaleb(-decimals):f}"


def _figures(analyte: str, value: str, limits: list[Decimal]) -> Iterator[Step]:
    decimals = places_after_point(value)
    old = int(Decimal(value).scaleb(decimals))
    low, high = max(1, math.ceil(old / 5)), old * 5
    if high - low < GRID:
        numbers = set(range(low, high + 1))
    else:
        numbers = {round(low * (high / low) ** (place / (GRID - 1))) for place in range(GRID)}
    for limit in limits:
        at = math.floor(limit.scaleb(decimals))
        numbers |= {number for number in range(at - 1, at + 3) if number > 0}
    yield from (figure_step(analyte, value, printed(number, decimals)) for number in sorted(numbers - {old}))


def apply(raw: Case, step: Step, dated: bool = True) -> Case:
    """Return the raw case with one input changed in what counts now; without ``dated`` the last dose loses its date."""
    if step.input == "pregnancy":
        patient = {key: value for key, value in raw["patient"].items() if key != "trimester"}
        return {**raw, "patient": {**patient, "pregnancy": step.word}}
    if step.input == "b12_before_test":
        told = standing(raw).before
        kept = {} if step.word == "none" or not dated else told
        return in_last_visit(raw, b12_before_test={**kept, "kind": step.word})
    if step.input in analytes():
        return with_result(raw, step.input, {"finding" if step.word in words.FINDINGS else "value": step.word})
    return with_answers(raw, {step.input: step.word})


def in_last_visit(raw: Case, **fields: Any) -> Case:
    """Return the raw case with fields of the last visit set."""
    return {**raw, "visits": [*raw["visits"][:-1], {**raw["visits"][-1], **fields}]}


def with_answers(raw: Case, answers: dict[str, str]) -> Case:
    """Return the raw case with answers given at the last visit, each without a course beside it that denies it."""
    last = raw["visits"][-1]
    details = {code: dict(detail) for code, detail in last.get("details", {}).items()}
    for code, word in answers.items():
        course = details.get(code, {}).get("course")
        if course and (course == "resolved") is (word == "yes"):
            del details[code]["course"]
    beside = {"details": details} if "details" in last else {}
    return in_last_visit(raw, answers={**last.get("answers", {}), **answers}, **beside)


def with_result(raw: Case, analyte: str, fields: dict[str, str]) -> Case:
    """Return the raw case with the result that counts saying something else, or a new one at the last visit.

    Another value alone keeps unit and range; any other field takes the place of figure, unit, range and word.
    """
    place = standing(raw).places.get(analyte)
    last = len(raw["visits"]) - 1
    visit, index = place or (last, len(raw["visits"][last]["results"]))
    results = [*raw["visits"][visit]["results"]]
    old = results.pop(index) if place else {"analyte": analyte}
    if fields.keys() != {"value"}:
        old = {key: value for key, value in old.items() if key not in REPLACED}
    results.insert(index, {**old, **fields})
    visits = [*raw["visits"]]
    visits[visit] = {**visits[visit], "results": results}
    return {**raw, "visits": visits}


def stated(raw: Case, change: Change) -> list[Step]:
    """Return what an entry states as one change of the raw case; none if it is no such change, or worded otherwise."""
    now = standing(raw)
    place = now.places.get(change.input)
    if change.input in ("pregnancy", "b12_before_test"):
        unknown = now.pregnancy if change.input == "pregnancy" else now.before["kind"]
        choices = PREGNANCY if change.input == "pregnancy" else BEFORE
        said = _said("b12_before" if change.input != "pregnancy" else change.input, change.value) in change.text
        return (
            [Step(change.input, change.value, _turned(unknown != "unknown"))]
            if change.value in choices and said
            else []
        )
    if change.input in words.ANSWER_CODES:
        said = f": {change.value} instead of " in change.text
        return [Step(change.input, change.value, _turned(change.input in now.answers))] if said else []
    if change.unit is not None and place:
        result = raw["visits"][place[0]]["results"][place[1]]
        said = f": {change.value} {change.unit} instead of " in change.text
        whole = said and normal_unit(result["unit"]) == change.unit
        return [figure_step(change.input, result["value"], change.value)] if whole else []
    if _said("finding", change.value) in change.text:
        return [Step(change.input, change.value, TURNED if place else LITTLE)]
    return []


def _turned(known: bool) -> Fraction:
    return TURNED if known else OPEN


def _said(kind: str, word: str) -> str:
    """Return the label of a word but for its first letter, whose case is free."""
    return label(kind, word)[1:]
