"""One case for each row of the urgency table that no other row would answer for, and the window of the antibody."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.rules import assess

DAY = date(2026, 3, 12)


def seen(
    results: list[dict[str, Any]] | None = None,
    yes: tuple[str, ...] = (),
    details: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
) -> Assessment:
    """Assess one visit of a woman of 40."""
    visit = {
        "date": DAY.isoformat(),
        "results": results or [],
        "answers": dict.fromkeys(yes, "yes"),
        "details": details or {},
        "b12_before_test": before,
    }
    patient = {"age_years": 40, "sex": "female", "pregnancy": "not_pregnant"}
    raw = {"format": "b12calc-case/1", "patient": patient, "visits": [visit]}
    return assess(read_case(json.dumps(raw)), today=DAY)


LOW = {"analyte": "total_b12", "value": "142", "unit": "ng/L", "reference_low": "180"}


def row(answer: Assessment) -> str:
    """Return the row that decided the urgency."""
    return next(reason.row for reason in answer.reasons if reason.decision == "urgency")


def test_stable_nerve_symptoms_with_deficiency_are_urgent() -> None:
    answer = seen([LOW], ("paraesthesia",), {"paraesthesia": {"course": "stable"}})
    assert (answer.urgency, row(answer)) == ("urgent", "urgency-urgent-neuro-status")


@pytest.mark.parametrize(
    ("results", "status"),
    [
        (
            [
                {"analyte": "total_b12", "value": "250", "unit": "ng/L", "reference_low": "180"},
                {"analyte": "mma", "finding": "raised"},
            ],
            "functional_deficiency",
        ),
        ([{"analyte": "intrinsic_factor_antibody", "finding": "positive"}], "probable"),
    ],
)
def test_stable_nerve_symptoms_are_urgent_with_functional_and_probable_deficiency(
    results: list[dict[str, Any]], status: str
) -> None:
    answer = seen(results, ("paraesthesia",), {"paraesthesia": {"course": "stable"}})
    assert (answer.status, answer.urgency, row(answer)) == (status, "urgent", "urgency-urgent-neuro-status")


def test_stable_nerve_symptoms_alone_are_soon() -> None:
    answer = seen(None, ("paraesthesia",), {"paraesthesia": {"course": "stable"}})
    assert (answer.urgency, row(answer)) == ("soon", "urgency-soon-neuro")


def test_falls_alone_are_soon() -> None:
    answer = seen(None, ("falls",))
    assert (answer.urgency, row(answer)) == ("soon", "urgency-soon-falls")


@pytest.mark.parametrize("flag", ["frequent_falls", "personality_change"])
def test_frequent_falls_or_a_change_of_personality_are_urgent(flag: str) -> None:
    answer = seen(None, (flag,))
    assert (answer.urgency, row(answer)) == ("urgent", "urgency-urgent-flags")


@pytest.mark.parametrize(("days", "positive"), [(0, False), (13, False), (14, False), (15, True)])
def test_a_positive_antibody_is_trusted_from_the_fifteenth_day_after_an_injection(days: int, positive: bool) -> None:
    sampled = DAY - timedelta(days=1)
    antibody = {"analyte": "intrinsic_factor_antibody", "finding": "positive", "collected": sampled.isoformat()}
    taken = {"kind": "injection", "last_taken": (sampled - timedelta(days=days)).isoformat()}
    answer = seen([antibody], before=taken)
    assert ("gastric_cancer_vigilance" in answer.warnings) == positive
    assert ("intrinsic_factor_antibody" in answer.next_tests) != positive
