"""What tests of written FHIR share: bundles of cases, walks through them, two checkers of others, and the way back."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import fhirkit
from fhir.resources.R4B.bundle import Bundle

from b12calc.assets import asset
from b12calc.exchange.fhir_writer import write_bundle
from b12calc.exchange.incoming.fhir import read
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc.exchange.incoming.judge import judged
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess

Raw = dict[str, Any]
TODAY = date(2026, 3, 12)
VIGNETTES = sorted((Path(__file__).resolve().parent.parent / "cases").glob("*.json"))
# What R4 requires of the codes written; the checkers do not look at these.
ALLOWED = {
    ("Bundle", "type"): {"collection"},
    ("Patient", "gender"): {"male", "female", "other", "unknown"},
    ("Observation", "status"): {"final"},
    ("QuestionnaireResponse", "status"): {"completed"},
    ("RiskAssessment", "status"): {"registered", "preliminary", "final", "amended"},
    ("CarePlan", "status"): {"draft"},
    ("CarePlan", "intent"): {"proposal", "plan", "order", "option"},
}
ACTIVITY_KINDS = {
    "Appointment", "CommunicationRequest", "DeviceRequest", "MedicationRequest", "NutritionOrder", "Task",
    "ServiceRequest", "VisionPrescription",
}  # fmt: skip


def sample() -> Raw:
    raw: Raw = json.loads(asset("sample_case.json").read_bytes())
    return raw


@cache
def sample_answer() -> Assessment:
    return assess(read_case(json.dumps(sample())), today=TODAY)


def answer_to(case: Case) -> Assessment:
    """The assessment of a case, that of the sample where the rules refuse it: the writer takes any."""
    try:
        return assess(case, today=TODAY)
    except ProblemsFound:
        return sample_answer()


def bundle_of(raw: Raw) -> bytes:
    case = read_case(json.dumps(raw))
    return write_bundle(case, answer_to(case))


def resources(written: bytes, kind: str) -> list[Raw]:
    every = [entry["resource"] for entry in json.loads(written)["entry"]]
    return [one for one in every if one["resourceType"] == kind]


def members(node: Any) -> Iterator[tuple[str, Any]]:
    """Every member of every object, with its name."""
    for key, value in node.items() if isinstance(node, dict) else ():
        yield key, value
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from members(value)


def hold(written: bytes) -> None:
    """Hold a bundle against both checkers and the code sets that R4 requires."""
    assert [str(issue) for issue in fhirkit.validate(written)] == []
    Bundle.model_validate_json(written)
    bundle = json.loads(written)
    nodes = [bundle, *(entry["resource"] for entry in bundle["entry"])]
    for node in nodes:
        for (kind, key), allowed in ALLOWED.items():
            if node["resourceType"] == kind and (key in node or key != "gender"):
                assert node[key] in allowed
    assert len({node["id"] for node in nodes[1:]}) == len(nodes) - 1
    urls = {entry["fullUrl"] for entry in bundle["entry"]}
    for key, value in members(bundle):
        assert value not in (None, "", [], {}), key
        assert key != "reference" or value in urls
        assert key != "comparator" or value in {"<", "<=", ">=", ">"}
        assert key != "detail" or (value["status"] == "not-started" and value["kind"] in ACTIVITY_KINDS)
        assert not isinstance(value, str) or value.strip()


def back(written: bytes, today: date = TODAY) -> ImportedPatient:
    (report,) = read(written, Watch())
    return judged(report, today)
