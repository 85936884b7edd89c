"""The assessment as a FHIR R4 RiskAssessment and its plan as a CarePlan that is proposed, not ordered.

A RiskAssessment, since FHIR keeps it for what is derived from a patient's facts by a stated method; a
ClinicalImpression is a clinician's own, and a completed one would say that somebody had examined the patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from b12calc.exchange.fhir_blocks import Node, concept, filled, note, plain, reference, resource
from b12calc.models.assessment import Assessment, FollowUp, Phase, Recommendation
from b12calc.models.wording import label

_ACTIVITIES: Final = ("test", "referral")  # the rest of the recommendations is said in notes
_ROUTES: Final = {"im": "intramuscular injection", "oral": "by mouth"}


def risk_assessment(assessment: Assessment, name: str, patient: Node, basis: Sequence[Node]) -> Node:
    """Return what the rules concluded, with every line, its reason and its sources as notes.

    Its status is preliminary: nobody has confirmed it.
    """
    because = [reason for reason in assessment.reasons if reason.decision == "status"]
    said = [line for line in assessment.recommendations if line.kind not in _ACTIVITIES]
    course = assessment.course
    return resource(
        "RiskAssessment",
        name,
        status="preliminary",
        method=concept(f"b12calc {assessment.program}, rules of edition {assessment.edition}, pack {assessment.pack}"),
        code=concept("Vitamin B12 deficiency: decision support"),
        subject=reference(patient),
        occurrenceDateTime=assessment.today.isoformat(),
        basis=[reference(node) for node in basis],
        prediction=[
            filled(
                {
                    "outcome": concept(assessment.status_text),
                    "rationale": plain("; ".join(fact for reason in because for fact in reason.because)),
                }
            )
        ],
        mitigation=plain(assessment.headline),
        note=[
            *note(_made(assessment)),
            *(one for text in assessment.problems for one in note(f"Problem: {text}")),
            *(one for line in said for one in note(_line(line))),
            *note(None if course is None else f"{course.title}: {course.line.text}"),
            *(one for more in (course.notes if course else ()) for one in note(more.text)),
        ],
    )


def _made(assessment: Assessment) -> str:
    beside = [
        f"laboratory profile {assessment.laboratory}" if assessment.laboratory else "",
        f"clinic profile {assessment.clinic}" if assessment.clinic else "",
        assessment.review,
    ]
    return ". ".join(
        (
            f"Made by the program b12calc {assessment.program} on {assessment.today.isoformat()}",
            f"Rules: edition {assessment.edition}, pack {assessment.pack}, {assessment.stamp}",
            *filter(None, beside),
            "Decision support for a clinician, no diagnosis",
        )
    )


def _line(line: Recommendation) -> str:
    """Say a recommendation with what it was read from and by whose word."""
    because = f" Because: {'; '.join(line.because)}." if line.because else ""
    sources = f" Sources: {', '.join(line.sources)}." if line.sources else ""
    return " ".join((f"{line.text}{because}{sources}", *line.notes))


def care_plan(assessment: Assessment, name: str, patient: Node, risk: Node) -> Node | None:
    """Return the plan as a draft of proposals: doses, tests, referrals and reviews with their dates; None if empty."""
    regimen = assessment.regimen
    lines = [line for line in assessment.recommendations if line.kind in _ACTIVITIES]
    activities = [
        *(_dose(phase) for phase in (regimen.phases if regimen else ())),
        *(_request(line) for line in lines),
        *(_review(due) for due in assessment.follow_up),
    ]
    if not activities:
        return None
    texts = (
        *((regimen.text, *regimen.notes, *regimen.alternatives) if regimen else ()),
        *(_line(line) for line in lines),
        *(f"{here.ideal} Here: {here.here} {here.reason} {here.risk}" for here in assessment.here),
    )
    return resource(
        "CarePlan",
        name,
        status="draft",
        intent="proposal",
        title="Proposed plan for vitamin B12 deficiency",
        description=plain(assessment.headline),
        subject=reference(patient),
        created=assessment.today.isoformat(),
        supportingInfo=[reference(risk)],
        activity=[{"detail": activity} for activity in activities],
        note=[one for text in texts for one in note(text)],
    )


def _dose(phase: Phase) -> Node:
    doses = f"{phase.doses} doses" if phase.doses else ""
    said = ", ".join(filter(None, (f"{phase.medicine} {phase.dose}", _ROUTES[phase.route], phase.every, doses)))
    return filled(
        {
            "kind": "MedicationRequest",
            "code": concept(f"{phase.medicine} {phase.dose}, {_ROUTES[phase.route]}"),
            "status": "not-started",
            **_when(phase.dates, phase.every),
            "productCodeableConcept": concept(phase.medicine),
            "description": plain(f"{said}. {phase.note or ''}"),
        }
    )


def _request(line: Recommendation) -> Node:
    code = concept(_called(line.kind, line.code or line.kind))
    return filled({"kind": "ServiceRequest", "code": code, "status": "not-started", "description": plain(line.text)})


def _review(due: FollowUp) -> Node:
    reason = f" Because: {due.why}." if due.why else ""
    return filled(
        {
            "kind": "Appointment",
            "code": concept(", ".join(_called("test", what) for what in due.what) or "review"),
            "status": "not-started",
            **_when((due.due,), ""),
            "description": plain(f"{due.text}{reason}"),
        }
    )


def _called(kind: str, code: str) -> str:
    try:
        return label(kind, code)
    except KeyError:
        return code.replace("_", " ")


def _when(days: Sequence[date], words: str) -> Node:
    if days:
        return {"scheduledTiming": {"event": [day.isoformat() for day in days]}}
    return filled({"scheduledString": plain(words)})
