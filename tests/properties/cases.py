"""Plain helpers for the properties: build a case as raw JSON data, change one thing, assess it, compare concern."""

import copy
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.rules import assess

Raw = dict[str, Any]

TODAY: Final = date(2026, 3, 15)
VISIT: Final = "2026-03-12"
SAMPLED: Final = "2026-03-10"

# Section 4 of the decisions: least concerned first. not_tested and out_of_scope stand outside the order.
CONCERN: Final = ("unlikely", "indeterminate", "not_interpretable", "probable", "functional_deficiency", "deficient")
URGENCY: Final = ("routine", "soon", "urgent", "emergency")

NERVE_AND_BALANCE: Final = (*words.SYMPTOM_GROUPS["nerve"], *words.SYMPTOM_GROUPS["balance"])
# Section 1: each of these alone makes nerve involvement "yes" (the others are open or need company).
NEURO_ITEMS: Final = tuple(
    code for code in NERVE_AND_BALANCE if code not in ("other_neurological", "dizziness", "falls")
)
MEASUREMENT_DOUBTS: Final = frozenset({"assay_units_check", "lab_limits_differ"})


def figure(analyte: str, value: str, unit: str, **more: Any) -> Raw:
    """Return one result with a figure, sampled on the usual day."""
    return {"analyte": analyte, "value": value, "unit": unit, "collected": SAMPLED, **more}


def finding(analyte: str, word: str, **more: Any) -> Raw:
    """Return one result in words, sampled on the usual day."""
    return {"analyte": analyte, "finding": word, "collected": SAMPLED, **more}


def make_case(
    results: Iterable[Raw] = (),
    answers: Mapping[str, str] | None = None,
    patient: Mapping[str, Any] | None = None,
    before: str | None = "none",
) -> Raw:
    """Return a case: a woman of 45, not pregnant, everything asked and answered no unless ``answers`` says more."""
    said = dict.fromkeys(words.ANSWER_CODES, "no") | dict(answers or {})
    visit: Raw = {"date": VISIT, "results": [dict(one) for one in results], "answers": said}
    if before is not None:
        visit["b12_before_test"] = {"kind": before}
    person: Raw = {"age_years": 45, "sex": "female", "pregnancy": "not_pregnant"} | dict(patient or {})
    return {"format": words.CASE_FORMAT, "patient": person, "visits": [visit]}


def judge(raw: Raw) -> Assessment:
    """Read the case as a file and assess it with the UK pack on the usual day."""
    return assess(read_case(json.dumps(raw)), today=TODAY)


def visit_of(raw: Raw) -> Raw:
    """Return the only visit of a case, for reading or changing."""
    visit: Raw = raw["visits"][-1]
    return visit


def with_answer(raw: Raw, code: str, answer: str | None) -> Raw:
    """Return a copy in which one question has this answer; None means it was not asked."""
    changed = copy.deepcopy(raw)
    visit = visit_of(changed)
    visit["answers"].pop(code, None)
    if answer is not None:
        visit["answers"][code] = answer
    if answer != "yes":
        visit.get("details", {}).pop(code, None)
    return changed


def with_answers(raw: Raw, answers: Mapping[str, str | None]) -> Raw:
    """Return a copy with several answers changed."""
    for code, answer in answers.items():
        raw = with_answer(raw, code, answer)
    return raw


def without(raw: Raw, *analytes: str) -> Raw:
    """Return a copy in which these analytes were not measured."""
    changed = copy.deepcopy(raw)
    visit = visit_of(changed)
    visit["results"] = [one for one in visit["results"] if one["analyte"] not in analytes]
    return changed


def with_result(raw: Raw, *results: Raw) -> Raw:
    """Return a copy with these results in place of any other result of the same analytes."""
    changed = without(raw, *(one["analyte"] for one in results))
    visit_of(changed)["results"] += [dict(one) for one in results]
    return changed


def with_patient(raw: Raw, **facts: Any) -> Raw:
    """Return a copy with other facts about the patient."""
    changed = copy.deepcopy(raw)
    changed["patient"] |= facts
    return changed


def with_treatment(raw: Raw, before: Raw | None, treatment: Raw | None = None) -> Raw:
    """Return a copy with another history of B12 taken before the sample."""
    changed = copy.deepcopy(raw)
    visit_of(changed)["b12_before_test"] = before
    visit_of(changed)["treatment"] = treatment
    return changed


def normal_kidney(raw: Raw) -> Raw:
    """Return a copy whose kidney function was measured and is normal."""
    healthy = with_result(without(raw, "creatinine"), figure("egfr", "90", "mL/min/1.73m2"))
    return with_answer(healthy, "kidney_disease", None)


def made_pregnant(raw: Raw, trimester: int | None = None) -> Raw:
    """Return a copy about a pregnant woman of 30."""
    person = with_patient(raw, sex="female", age_years=30, pregnancy="pregnant", trimester=trimester)
    return with_answer(person, "oral_contraceptive", None)


def pregnant(raw: Raw) -> bool:
    """Tell whether the patient is known to be pregnant."""
    return bool(raw["patient"].get("pregnancy") == "pregnant")


def answer_of(raw: Raw, code: str) -> str | None:
    """Return what was answered, None when it was not asked."""
    answer: str | None = visit_of(raw)["answers"].get(code)
    return answer


def concern(seen: Assessment) -> int | None:
    """Return the place in the order of concern, None for a status outside it."""
    return CONCERN.index(seen.status) if seen.status in CONCERN else None


def urgency(seen: Assessment) -> int:
    """Return the place in the order of urgency."""
    return URGENCY.index(seen.urgency)


def no_less_concerned(after: Assessment, before: Assessment) -> None:
    """Fail when the second conclusion is the more reassuring one."""
    now, then = concern(after), concern(before)
    if now is not None and then is not None:
        assert now >= then, f"concern fell from {before.status} to {after.status}"


def no_less_urgent(after: Assessment, before: Assessment) -> None:
    """Fail when the second conclusion is the less urgent one."""
    assert urgency(after) >= urgency(before), f"urgency fell from {before.urgency} to {after.urgency}"


def band(seen: Assessment, analyte: str) -> str | None:
    """Return the band in which the only result of an analyte was read."""
    bands = [one.band for one in seen.measurements if one.analyte == analyte]
    assert len(bands) == 1, f"{analyte} is shown {len(bands)} times"
    return bands[0]


def decisions(seen: Assessment) -> Raw:
    """Return what was decided, without the echo of figures as typed."""
    kept = (
        "status", "urgency", "start", "route", "neurological_involvement", "causes", "lifelong", "next_tests",
        "referrals", "warnings", "open_questions", "unanswered_red_flags", "problems",
    )  # fmt: skip
    return {
        **{name: getattr(seen, name) for name in kept},
        "bands": sorted((one.analyte, str(one.band)) for one in seen.measurements),
        "recommendations": [one.id for one in seen.recommendations],
        "regimen": seen.regimen and seen.regimen.id,
        "follow_up": [(one.due, one.what) for one in seen.follow_up],
    }


def sentences(seen: Assessment) -> list[str]:
    """Return every sentence that advises something: headline, conclusion, recommendations and plan."""
    return [
        seen.headline,
        seen.status_text,
        *(one.text for one in seen.recommendations),
        *(one.text for one in seen.follow_up),
    ]
