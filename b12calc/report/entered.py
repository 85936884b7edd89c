"""What was typed, each text with the name of its field, so that a refusal can say where it is to be mended."""

from __future__ import annotations

from collections.abc import Iterator

from b12calc.analytes import analytes
from b12calc.days import day_text
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case, LabResult, Visit
from b12calc.models.wording import question

Named = tuple[str, str]  # the field in words, and what stands in it


def entered_texts(case: Case, assessment: Assessment, heading: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """Return every text of a case, and of the profiles and the heading it is printed under, that is not empty."""
    patient = case.patient
    found = [("practice heading", line) for line in heading]
    found += [
        ("patient's name", patient.name or ""),
        ("patient's number", patient.identifier or ""),
        ("kind of the patient's number", patient.identifier_kind or ""),
        ("name of the laboratory profile", assessment.laboratory or ""),
        ("name of the clinic profile", assessment.clinic or ""),
    ]
    for visit in reversed(case.visits):
        when = f", visit of {day_text(visit.date)}" if len(case.visits) > 1 else ""
        found += [(f"{field}{when}", text) for field, text in _of_visit(visit)]
    return tuple((field, text) for field, text in found if text)


def _of_visit(visit: Visit) -> Iterator[Named]:
    for result in visit.results:
        yield from _of_result(result)
    for code, detail in visit.details.items():
        yield f"note on {question(code).short}", detail.note or ""
        yield f"daily dose of {question(code).short}", detail.daily_dose or ""
    if visit.b12_before_test is not None:
        yield "dose of B12 before the test", visit.b12_before_test.dose_micrograms or ""
    if visit.treatment is not None:
        yield "regimen of the B12 treatment", visit.treatment.regimen or ""


def _of_result(result: LabResult) -> Iterator[Named]:
    name = analytes()[result.analyte].name if result.analyte in analytes() else result.analyte
    yield f"{name}, value", result.value or ""
    yield f"{name}, unit", result.unit or ""
    yield f"{name}, laboratory", result.laboratory or ""
    yield f"{name}, comment", result.comment or ""
    yield from ((f"{name}, what was seen", word) for word in result.findings)
    yield f"{name}, printed range", f"{result.reference_low or ''} {result.reference_high or ''}".strip()
