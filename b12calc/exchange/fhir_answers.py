"""What was asked at a visit as a FHIR R4 QuestionnaireResponse: a question that was not asked is not there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from b12calc.exchange.fhir_blocks import Node, filled, plain, reference, resource
from b12calc.models.case import Case, Visit
from b12calc.models.wording import group_title, questions

_ABOUT: Final = {
    "age_years": "Age in completed years",
    "age_group": "Age group",
    "pregnancy": "Pregnancy",
    "trimester": "Trimester",
    "altitude_metres": "Altitude of residence in metres",
    "adjust_haemoglobin_for_smoking": "Haemoglobin adjusted for smoking",
}
_BEFORE: Final = {
    "kind": "Vitamin B12 before the test",
    "dose_micrograms": "Dose in micrograms",
    "last_taken": "Last taken",
}
_TREATMENT: Final = {
    "route": "Route",
    "regimen": "Regimen",
    "started": "Started",
    "last_given": "Last given",
    "missed_doses": "Doses missed",
    "limits_daily_life": "What is left limits daily life",
}
_DETAIL: Final = {
    "since": "Since",
    "last": "Last exposure",
    "severity": "Severity",
    "course": "Course",
    "daily_dose": "Daily dose",
    "note": "Note",
}


def answers(case: Case, visit: Visit, name: str, patient: Node) -> Node | None:
    """Return what was answered at a visit, None if nothing; with the last one what the case says of the patient.

    Every ``linkId`` is a code of the case format. Unknown is never written: a question without an answer is left out.
    """
    groups = [
        _group("patient", "About the patient", _ABOUT, case.patient if visit is case.visits[-1] else None),
        *_asked(visit),
        _group("b12_before_test", "Vitamin B12 before the test", _BEFORE, visit.b12_before_test),
        _group("treatment", "Treatment that is running", _TREATMENT, visit.treatment),
    ]
    items = [group for group in groups if group]
    if not items:
        return None
    return resource(
        "QuestionnaireResponse",
        name,
        status="completed",
        subject=reference(patient),
        authored=visit.date.isoformat(),
        item=items,
    )


def _asked(visit: Visit) -> list[Node]:
    """Return the questions that were answered, in the groups and the order of the form."""
    groups: dict[str, list[Node]] = {}
    for code, question in questions().items():
        answer, detail = visit.answers.get(code), visit.details.get(code)
        more = _items(code, _DETAIL, detail)
        if answer is not None or more:
            said = [filled({"valueBoolean": answer == "yes", "item": more})] if answer is not None else []
            beside = [] if said else more
            item = {"linkId": code, "text": question.ask, "answer": said, "item": beside}
            groups.setdefault(question.group, []).append(filled(item))
    return [{"linkId": group, "text": group_title(group), "item": items} for group, items in groups.items()]


def _group(name: str, title: str, texts: dict[str, str], holder: object) -> Node | None:
    items = _items(name, texts, holder)
    return {"linkId": name, "text": title, "item": items} if items else None


def _items(prefix: str, texts: dict[str, str], holder: object) -> list[Node]:
    """Return the fields of a block that are known."""
    known = ((field, _value(getattr(holder, field, None))) for field in texts)
    return [{"linkId": f"{prefix}.{field}", "text": texts[field], "answer": [value]} for field, value in known if value]


def _value(value: Any) -> Node | None:
    """Return a value as an answer; None for what is not known or only the rest of the form."""
    if value is None or value is False or value == "unknown":
        return None
    if value is True:
        return {"valueBoolean": True}
    if isinstance(value, int):
        return {"valueInteger": Decimal(value)}
    if isinstance(value, str):
        return {"valueString": words} if (words := plain(value)) else None
    return {"valueDate": value.isoformat()}
