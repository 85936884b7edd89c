"""The case as a model: strict, frozen, and a figure kept exactly as the laboratory printed it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from b12calc.models import vocabulary as words
from b12calc.models.case import Case, Detail, LabResult, Patient, Treatment, Visit
from b12calc.units import NumberTrouble, Quantity


def lab(**fields: Any) -> LabResult:
    return LabResult.model_validate({"analyte": "total_b12", **fields})


def visit(**fields: Any) -> Visit:
    return Visit.model_validate({"date": date(2026, 3, 12), **fields})


def test_what_is_not_said_is_unknown_and_never_no() -> None:
    patient = Patient()
    assert (patient.sex, patient.pregnancy) == ("unknown", "unknown")
    assert (patient.age_years, patient.date_of_birth, patient.age_group, patient.trimester) == (None, None, None, None)
    assert visit().b12_before_test is None
    assert "fatigue" not in visit(answers={"falls": "no"}).answers


@pytest.mark.parametrize(
    ("fields", "quantity"),
    [
        ({"value": "142", "unit": "ng/L"}, Quantity(Decimal("142"), "ng/L")),
        ({"value": "142.0", "unit": "pg/ml"}, Quantity(Decimal("142.0"), "pg/mL")),
        ({"value": "150", "unit": "ng/L", "comparator": "<"}, Quantity(Decimal("150"), "ng/L", "<")),
        ({"value": "0,28", "unit": "µmol/l"}, Quantity(Decimal("0.28"), "umol/L")),
        ({"value": "142"}, None),
        ({"finding": "low"}, None),
    ],
)
def test_a_result_gives_its_quantity_with_the_digits_as_printed(fields: Any, quantity: Quantity | None) -> None:
    got = lab(**fields).quantity()
    assert got == quantity
    if got is not None and quantity is not None:
        assert str(got.value) == str(quantity.value)


def test_a_number_that_could_be_two_is_refused_when_it_is_read() -> None:
    with pytest.raises(NumberTrouble):
        lab(value="1,500", unit="ng/L").quantity()


def test_the_printed_range_may_be_open_at_either_end() -> None:
    assert lab(reference_low="180", reference_high="900").reference_limits() == (Decimal(180), Decimal(900))
    assert lab(reference_high="900").reference_limits() == (None, Decimal(900))
    assert lab().reference_limits() == (None, None)


FROZEN: list[tuple[Callable[[], Any], str, Any]] = [
    (lambda: Patient(age_years=40), "age_years", 15),
    (lambda: lab(value="142", unit="ng/L"), "value", "242"),
    (visit, "results", ()),
    (lambda: Case(format="b12calc-case/1", visits=(visit(),)), "visits", ()),
]


@pytest.mark.parametrize(("make", "field", "value"), FROZEN)
def test_nothing_in_a_case_can_be_changed_once_it_is_made(make: Callable[[], Any], field: str, value: Any) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(make(), field, value)


def test_the_answers_cannot_be_changed_through_the_dict_they_came_from() -> None:
    said = {"fatigue": "yes"}
    made = visit(answers=said, details={"fatigue": Detail(since="2025")})
    said["fatigue"] = "no"
    assert made.answers == {"fatigue": "yes"}
    for held in (made.answers, made.details):
        with pytest.raises(TypeError):
            held["falls"] = "yes"  # type: ignore[index]
    with pytest.raises(TypeError):
        visit().answers["falls"] = "yes"  # type: ignore[index]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Patient, {"age_years": 40.0}),
        (Patient, {"age_years": "40"}),
        (Patient, {"age_years": True}),
        (Patient, {"sex": "F"}),
        (Patient, {"surname": "x"}),
        (Patient, {"trimester": 0}),
        (LabResult, {"analyte": "mma", "value": ""}),
        (LabResult, {"analyte": "mma", "value": "1" * 21}),
        (LabResult, {"analyte": "mma", "value": Decimal(1)}),
        (LabResult, {"analyte": "mma", "findings": tuple("abcdefghi")}),
        (Detail, {"since": "2025-13"}),
        (Detail, {"since": "2025-1"}),
        (Detail, {"since": "25"}),
        (Detail, {"last": "2025-01-32"}),
        (Detail, {"since": "2025-01-01\n"}),
        (Treatment, {}),
        (Treatment, {"route": "im_or_oral"}),
        (Treatment, {"route": "im", "missed_doses": -1}),
        (Visit, {}),
        (Visit, {"date": "12 March 2026"}),
        (Case, {"format": "b12calc-case/1", "visits": ()}),
    ],
)
def test_a_wrong_shape_is_refused_and_never_bent_into_the_right_one(model: type[Any], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(fields)


@pytest.mark.parametrize("since", ["2025", "2025-01", "2025-12-31"])
def test_a_time_of_the_past_may_be_a_year_a_month_or_a_day(since: str) -> None:
    assert Detail(since=since, last=since).since == since


def test_every_answer_code_is_taken_and_every_word_of_each_list() -> None:
    assert len(visit(answers=dict.fromkeys(words.ANSWER_CODES, "no")).answers) == len(words.ANSWER_CODES)
    for sex in words.SEXES:
        assert Patient(sex=sex).sex == sex
    for finding in words.FINDINGS:
        assert lab(finding=finding).finding == finding
    for course in words.COURSES:
        assert Detail(course=course).course == course


def test_two_equal_figures_are_read_once_whatever_is_written_beside_them() -> None:
    one = lab(value="142", unit="ng/L", collected="2026-03-10", comment="asked for by Dr Grey", laboratory="Hilltop")
    assert lab(value="142", unit="ng/L").reported() is one.reported()
    assert lab(value="142.0", unit="ng/L").reported() is not one.reported()


def test_a_unit_in_free_text_is_never_kept() -> None:
    one = lab(analyte="intrinsic_factor_antibody", value="12", unit="units of Mrs Grey")
    assert one.reported().quantity == one.quantity()
    assert one.reported() is not one.reported()
