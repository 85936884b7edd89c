"""One patient as one row of the audit table: what went in under the case format's heads, and what came out.

Source: case format, section 7.
"""

from collections.abc import Iterator
from typing import Final

from b12calc.analytes import analytes
from b12calc.csv_text import table
from b12calc.models.assessment import Assessment, Measurement, Reason
from b12calc.models.case import Case
from b12calc.models.vocabulary import ANSWER_CODES

WHO: Final = ("id", "age_years", "sex", "pregnancy")
_WORDS: Final = ("status", "urgency", "start", "route", "neurological_involvement", "lifelong")
_LISTS: Final = ("causes", "next_tests", "referrals", "warnings", "open_questions")
ANSWERED: Final = (*_WORDS, *_LISTS, "regimen", "next_review", "reasons", "problems", "edition", "pack", "program")
_PARTS: Final = ("", "_unit", "_comparator", "_collected", "_reference_low", "_reference_high", "_finding")


def one_row(case: Case, assessment: Assessment, *, identity: bool = False) -> bytes:
    """Return the case and its assessment as CSV with a line of heads and one row.

    Of several results of an analyte the one that counts stands in it. The patient's number stands in it only with
    ``identity``; name and date of birth never do.
    """
    cells = input_cells(case, assessment, identity=identity) | output_cells(assessment)
    return table(cells, [cells])


def input_cells(case: Case, assessment: Assessment, *, identity: bool = False) -> dict[str, str]:
    """Return what is known of the patient under the heads of the audit table; what was not asked has no head."""
    patient = case.patient
    age = patient.age_years
    born, day = patient.date_of_birth, case.visits[-1].date
    if born is not None:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    who = (
        patient.identifier or "" if identity else "",
        "" if age is None else str(age),
        patient.sex,
        patient.pregnancy,
    )
    cells = dict(zip(WHO, who, strict=True))
    counted = {one.analyte: one for one in assessment.measurements}
    for code in analytes():
        if code in counted:
            cells |= dict(_result(counted[code]))
    answers: dict[str, str] = {}
    for visit in case.visits:
        answers |= visit.told()
    return cells | {code: answers[code] for code in ANSWER_CODES if code in answers}


def _result(one: Measurement) -> Iterator[tuple[str, str]]:
    collected = one.collected.isoformat() if one.collected else None
    values = (one.value, one.unit, one.comparator, collected, one.reference_low)
    for part, value in zip(_PARTS, (*values, one.reference_high, one.finding), strict=True):
        if value or part in ("", "_unit"):
            yield f"{one.analyte}{part}", value or ""


def output_cells(assessment: Assessment) -> dict[str, str]:
    """Return every word and list of an assessment, lists joined by semicolons, with the reasons and the edition.

    A reason is ``decision: text (because; because)``, without the brackets where it rests on nothing that was told.
    """
    cells = {name: str(getattr(assessment, name)) for name in _WORDS}
    cells |= {name: ";".join(getattr(assessment, name)) for name in _LISTS}
    reviews = sorted(one.due for one in assessment.follow_up if one.due >= assessment.today)
    cells["regimen"] = assessment.regimen.id if assessment.regimen else ""
    cells["next_review"] = reviews[0].isoformat() if reviews else ""
    cells["reasons"] = "; ".join(map(_reason, assessment.reasons))
    cells["problems"] = "; ".join(assessment.problems)
    return cells | {"edition": assessment.edition, "pack": assessment.pack, "program": assessment.program}


def _reason(one: Reason) -> str:
    because = f" ({'; '.join(one.because)})" if one.because else ""
    return f"{one.decision}: {one.text}{because}"
