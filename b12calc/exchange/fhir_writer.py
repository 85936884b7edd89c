"""Write a case and its assessment as one FHIR R4 Bundle: the same bytes for the same case."""

from __future__ import annotations

from b12calc.exchange.fhir_answers import answers
from b12calc.exchange.fhir_blocks import Node, address, entry, filled, plain, resource, written
from b12calc.exchange.fhir_plan import care_plan, risk_assessment
from b12calc.exchange.fhir_results import observation
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case


def write_bundle(case: Case, assessment: Assessment) -> bytes:
    """Return a Bundle of type collection: patient, results, answers, assessment and plan, as UTF-8 JSON.

    Only what the case holds is written, and nothing that is unknown. Addresses are made of the whole case, so that
    two cases without a name do not become one patient.
    """
    seed = case.model_dump_json()
    patient = _patient(case, address("Patient", seed))
    results = [
        observation(result, address("Observation", seed, str(visit_at), str(at)), patient)
        for visit_at, visit in enumerate(case.visits)
        for at, result in enumerate(visit.results)
    ]
    said = [
        answers(case, visit, address("QuestionnaireResponse", seed, str(at)), patient)
        for at, visit in enumerate(case.visits)
    ]
    told = [node for node in said if node is not None]
    answer = assessment.model_dump_json()
    risk = risk_assessment(assessment, address("RiskAssessment", seed, answer), patient, (*results, *told))
    plan = care_plan(assessment, address("CarePlan", seed, answer), patient, risk)
    every = [patient, *results, *told, risk, *([] if plan is None else [plan])]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [entry(node) for node in every]}
    return (written(bundle) + "\n").encode()


def _patient(case: Case, name: str) -> Node:
    """Return who the patient is as far as the case says."""
    person = case.patient
    kind = plain(person.identifier_kind)
    identifier = plain(person.identifier)
    named = plain(person.name)
    return resource(
        "Patient",
        name,
        identifier=[filled({"type": {"text": kind} if kind else None, "value": identifier})] if identifier else [],
        name=[{"text": named}] if named else [],
        gender=None if person.sex == "unknown" else person.sex,
        birthDate=None if person.date_of_birth is None else person.date_of_birth.isoformat(),
    )
