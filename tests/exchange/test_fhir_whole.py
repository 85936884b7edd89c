"""A whole bundle, word for word: results and answers as they were once written, the plan as the assessment has it."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from b12calc.exchange.fhir_blocks import written as written_text
from b12calc.exchange.fhir_writer import write_bundle
from b12calc.models.assessment import Assessment
from b12calc.models.wording import label
from b12calc.rules import assess
from tests.exchange.fhir_written import TODAY, resources
from tests.exchange.noted import case_of
from tests.exchange.test_note_words import FULL_CASE
from tests.rules.clinic_cases import clinic

HELD = Path(__file__).with_name("fhir_of_a_full_case.json")
ROUTES = {"im": "intramuscular injection", "oral": "by mouth"}
MRI = {"analyte": "mri_spine", "finding": "abnormal", "findings": ["cord_compression"]}


def raw_case() -> dict[str, Any]:
    raw = json.loads(json.dumps(FULL_CASE))
    raw["visits"][1] |= {"results": [MRI], "answers": {"fatigue": "no"}, "details": {"falls": {"note": "none since"}}}
    return dict(raw)


@cache
def answer() -> Assessment:
    here = clinic({"active_b12": False, "copper": False, "nurse_days": True})
    return assess(case_of(raw_case()), today=TODAY, clinic=here, laboratory="york")


def bundle() -> bytes:
    return write_bundle(case_of(raw_case()), answer())


def written(kind: str) -> list[dict[str, Any]]:
    return resources(bundle(), kind)


def test_patient_results_and_answers_are_written_as_they_always_were() -> None:
    held = json.loads(HELD.read_text(encoding="utf-8"))
    assert held.keys() == {"Patient", "Observation", "QuestionnaireResponse"}
    for kind, nodes in held.items():
        assert [json.loads(json.dumps(node, default=float)) for node in written(kind)] == nodes


def test_what_was_concluded_stands_with_its_reasons_and_sources() -> None:
    (risk,) = written("RiskAssessment")
    made = answer()
    assert risk["method"] == {"text": f"b12calc {made.program}, rules of edition {made.edition}, pack uk"}
    assert risk["code"] == {"text": "Vitamin B12 deficiency: decision support"}
    assert (risk["status"], risk["occurrenceDateTime"]) == ("preliminary", "2026-03-12")
    seen = [*written("Observation"), *written("QuestionnaireResponse")]
    assert risk["basis"] == [{"reference": f"urn:uuid:{node['id']}"} for node in seen]
    assert risk["subject"] == {"reference": f"urn:uuid:{written('Patient')[0]['id']}"}
    (status,) = [one for one in made.reasons if one.decision == "status"]
    told = {"outcome": {"text": made.status_text}, "rationale": "; ".join(status.because)}
    assert (risk["prediction"], risk["mitigation"]) == ([told], made.headline)
    texts = [note["text"] for note in risk["note"]]
    assert texts[0] == (
        f"Made by the program b12calc {made.program} on 2026-03-12. Rules: edition {made.edition}, pack uk, "
        f"{made.stamp}. laboratory profile {made.laboratory}. clinic profile {made.clinic}. {made.review}. "
        "Decision support for a clinician, no diagnosis"
    )
    assert texts[1 : 1 + len(made.problems)] == [f"Problem: {text}" for text in made.problems]
    lines = [line for line in made.recommendations if line.kind not in ("test", "referral")]
    assert texts[1 + len(made.problems) : 1 + len(made.problems) + len(lines)] == [
        " ".join(
            [line.text, *([f"Because: {'; '.join(line.because)}."] if line.because else []),
             *([f"Sources: {', '.join(line.sources)}."] if line.sources else []), *line.notes]
        ) for line in lines
    ]  # fmt: skip
    assert made.course is not None
    rest = [f"{made.course.title}: {made.course.line.text}", *(one.text for one in made.course.notes)]
    assert texts[1 + len(made.problems) + len(lines) :] == rest


def test_the_plan_holds_every_dose_request_and_review_and_no_other() -> None:
    (plan,) = written("CarePlan")
    made = answer()
    assert (plan["status"], plan["intent"], plan["created"]) == ("draft", "proposal", "2026-03-12")
    assert (plan["title"], plan["description"]) == ("Proposed plan for vitamin B12 deficiency", made.headline)
    assert plan["supportingInfo"] == [{"reference": f"urn:uuid:{written('RiskAssessment')[0]['id']}"}]
    assert made.regimen is not None and made.here
    doses = [
        {
            "kind": "MedicationRequest", "status": "not-started", "productCodeableConcept": {"text": one.medicine},
            "code": {"text": f"{one.medicine} {one.dose}, {ROUTES[one.route]}"},
            **({"scheduledTiming": {"event": [day.isoformat() for day in one.dates]}} if one.dates
               else {"scheduledString": one.every}),
        }
        for one in made.regimen.phases
    ]  # fmt: skip
    requests = [
        {"kind": "ServiceRequest", "status": "not-started", "code": {"text": label(line.kind, line.code or "")},
         "description": line.text}
        for line in made.recommendations if line.kind in ("test", "referral")
    ]  # fmt: skip
    details = [one["detail"] for one in plan["activity"]]
    described = [one.pop("description") for one in details[: len(doses)]]
    assert details[: len(doses)] == doses
    assert all(one.startswith(f"{phase.medicine} {phase.dose}, {ROUTES[phase.route]}, {phase.every}")
               for one, phase in zip(described, made.regimen.phases, strict=True))  # fmt: skip
    assert details[len(doses) : len(doses) + len(requests)] == requests
    reviews = details[len(doses) + len(requests) :]
    assert [one["scheduledTiming"]["event"] for one in reviews] == [[due.due.isoformat()] for due in made.follow_up]
    assert [one["description"] for one in reviews] == [
        f"{due.text}{f' Because: {due.why}.' if due.why else ''}" for due in made.follow_up
    ]
    assert {(one["kind"], one["status"]) for one in reviews} == {("Appointment", "not-started")}
    texts = [note["text"] for note in plan["note"]]
    assert texts[0] == made.regimen.text
    assert texts[-len(made.here) :] == [f"{one.ideal} Here: {one.here} {one.reason} {one.risk}" for one in made.here]


def test_a_bundle_is_laid_out_one_member_a_line_and_a_figure_keeps_its_digits() -> None:
    nested = {"a": [{"b": Decimal("1.50"), "c": [True, "ü"]}, "d"], "e": 2}
    assert written_text(nested) == json.dumps({**nested, "a": [{"b": 0, "c": [True, "ü"]}, "d"]}, indent=1,
                                              ensure_ascii=False).replace('"b": 0', '"b": 1.50')  # fmt: skip
