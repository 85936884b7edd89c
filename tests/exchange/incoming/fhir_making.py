"""Make FHIR files for the tests: one plain observation, changed as a test needs it, and read or judged."""

import json
from datetime import date
from typing import Any

from b12calc.exchange.incoming.fhir import read
from b12calc.exchange.incoming.found import Found, Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.exchange.incoming.judge import judged

TODAY = date(2026, 11, 22)
UCUM = "http://unitsofmeasure.org"
Node = dict[str, Any]


def quantity(value: Any = 142, unit: str = "ng/L", code: str | None = None, **more: Any) -> Node:
    coded = {"system": UCUM, "code": code} if code else {}
    return {"value": value, "unit": unit, **coded, **more}


def observation(**changed: Any) -> Node:
    node: Node = {
        "resourceType": "Observation",
        "status": "final",
        "code": {
            "text": "Serum vitamin B12",
            "coding": [{"system": "http://loinc.org", "code": "2132-9", "display": "Vitamin B12"}],
        },
        "subject": {"reference": "Patient/1"},
        "effectiveDateTime": "2026-03-10T09:30:00+00:00",
        "valueQuantity": quantity(),
    }
    node |= changed
    return {key: value for key, value in node.items() if value is not None}


def bundle(*resources: Node, **more: Any) -> Node:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **more}


PATIENT: Node = {
    "resourceType": "Patient", "id": "1", "name": [{"family": "Marsh", "given": ["Ada"]}], "gender": "female",
    "birthDate": "1958-04-02", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990001112"}],
}  # fmt: skip


def reports(sent: Any) -> tuple[Report, ...]:
    data = sent if isinstance(sent, bytes) else (sent if isinstance(sent, str) else json.dumps(sent)).encode()
    return read(data, Watch())


def found(**changed: Any) -> Found:
    """Read one observation changed in some elements (None leaves one out)."""
    (report,) = reports(observation(**changed))
    (one,) = report.found
    return one


def judged_one(**changed: Any) -> ImportedResult:
    (report,) = reports(observation(**changed))
    (one,) = judged(report, TODAY).results
    return one
