"""What a case may not say: each contradiction is one Problem, with the path and what was expected."""

from collections.abc import Callable
from typing import Any

import pytest

from b12calc.problems import ProblemsFound
from b12calc.rules.check import find_problems
from tests.rules.making import TODAY, Raw, assessed, case, egfr, figure, finding, mma, read, total, visit

FIRST = "$.visits[0]"


def only(raw: Raw) -> tuple[str, str]:
    """Path and sentence of the one problem of a case."""
    problems = find_problems(read(raw), TODAY)
    assert len(problems) == 1, [str(one) for one in problems]
    return problems[0].path, problems[0].message


@pytest.mark.parametrize(
    ("treatment", "field", "said"),
    [
        ({"started": "2099-01-01"}, "started", "expected a date up to"),
        ({"last_given": "2099-01-01"}, "last_given", "expected a date up to"),
        ({"started": "2026-03-01", "last_given": "2026-02-28"}, "last_given", "expected 2026-03-01 or later"),
    ],
)
def test_days_of_a_treatment_that_cannot_be_are_named(treatment: dict[str, Any], field: str, said: str) -> None:
    path, message = only(case(total("142"), treatment={"route": "im", **treatment}))
    assert path == f"{FIRST}.treatment.{field}"
    assert said in message


def test_a_plain_case_holds_no_problem() -> None:
    assert find_problems(read(case(total("142"), yes="paraesthesia")), TODAY) == ()


@pytest.mark.parametrize(
    ("patient", "field", "said"),
    [
        ({"age_years": None, "date_of_birth": "2026-03-13"}, "date_of_birth", "earlier date was expected"),
        ({"age_years": None, "date_of_birth": "1905-03-12"}, "date_of_birth", "less than 120 years"),
        ({"age_years": 41, "date_of_birth": "1985-06-01"}, "age_years", "does not fit the date of birth"),
        ({"sex": "male", "pregnancy": "pregnant"}, "pregnancy", "contradicts the sex"),
        ({"sex": "male", "pregnancy": "breastfeeding"}, "pregnancy", "contradicts the sex"),
        ({"trimester": 2}, "trimester", "expected pregnancy: pregnant"),
        ({"age_years": 15, "age_group": "adult"}, "age_group", "does not fit the age of 15 years"),
        ({"age_years": 16, "age_group": "child"}, "age_group", "does not fit the age of 16 years"),
    ],
)
def test_a_patient_who_contradicts_himself_is_named(patient: dict[str, Any], field: str, said: str) -> None:
    path, message = only(case(total("142"), **patient))
    assert path == f"$.patient.{field}"
    assert said in message


@pytest.mark.parametrize(
    "patient",
    [
        {"age_years": 40, "date_of_birth": "1985-06-01"},
        {"age_years": None, "date_of_birth": "2026-03-12"},
        {"age_years": None, "date_of_birth": "1906-03-12"},
        {"age_years": 15, "age_group": "child"},
        {"age_years": 16, "age_group": "adult"},
        {"pregnancy": "pregnant", "trimester": 2},
        {"sex": "male", "pregnancy": "not_pregnant"},
    ],
)
def test_a_patient_who_agrees_with_himself_is_taken(patient: dict[str, Any]) -> None:
    assert find_problems(read(case(total("142"), **patient)), TODAY) == ()


@pytest.mark.parametrize(
    ("result", "field", "said"),
    [
        ({"analyte": "b12"}, ".analyte", "'b12' is no analyte of the case format"),
        (total("142", collected="2026-03-13"), ".collected", "a date up to 2026-03-12 was expected"),
        ({"analyte": "mma"}, "", "a value with its unit, or a finding, was expected"),
        ({**mma("300"), "finding": "raised"}, ".finding", "not both"),
        (finding("mma", "positive"), ".finding", "'positive' was given"),
        (finding("blood_film", "abnormal", "megaloblastic"), ".findings", "'megaloblastic' was given"),
        (finding("mma", "raised", "blasts"), ".findings", "no findings list"),
        ({"analyte": "mma", "finding": "raised", "comparator": "<"}, "", "without a value"),
        ({"analyte": "mma", "finding": "raised", "reference_high": "280"}, "", "without a value"),
        ({"analyte": "mma", "value": "300"}, ".unit", "the unit is missing; expected one of nmol/L"),
        (figure("mma", "300", "  "), ".unit", "the unit is missing; expected one of nmol/L"),
        (figure("intrinsic_factor_antibody", "12", ""), ".unit", "the unit is missing"),
        (figure("mma", "300", "mg/L"), ".unit", "'mg/L' was given"),
        (figure("mri_spine", "3", "mm"), ".unit", "'mm' was given"),
        (mma("1,500"), ".value", "can be read as two numbers"),
        (mma("-3"), ".value", "'-3' was given"),
        (mma("300", reference_high="2e2"), ".reference_high", "'2e2' was given"),
        (total("142", reference_low="abc"), ".reference_low", "'abc' was given"),
        (total("0.142"), ".value", "cannot be; expected between 10 and 200000 ng/L"),
        (egfr("500"), ".value", "cannot be"),
    ],
)
def test_a_result_that_cannot_be_read_is_named(result: Raw, field: str, said: str) -> None:
    path, message = only(case(result))
    assert path == f"{FIRST}.results[0]{field}"
    assert said in message


def test_a_sample_taken_before_birth_is_named() -> None:
    raw = case(total("142", collected="1985-05-31"), age_years=None, date_of_birth="1985-06-01")
    assert only(raw) == (
        f"{FIRST}.results[0].collected",
        "the sample was taken before the date of birth; a later date was expected",
    )


def late(raw: Raw) -> None:
    raw["visits"][0]["date"] = "2026-03-13"


def ancient(raw: Raw) -> None:
    raw["visits"][0]["date"] = "0001-01-01"


def same_day(raw: Raw) -> None:
    raw["visits"].append(visit())


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        (late, f"{FIRST}.date", "the visit lies in the future"),
        (ancient, f"{FIRST}.date", "expected a date from 1900 on"),
        (same_day, "$.visits[1].date", "expected a date after that of the visit before it"),
    ],
)
def test_a_visit_on_an_impossible_day_is_named(change: Callable[[Raw], None], path: str, said: str) -> None:
    raw = case(total("142", collected="2026-03-10"))
    change(raw)
    found = only(raw)
    assert found[0] == path
    assert said in found[1]


@pytest.mark.parametrize(
    ("fields", "place", "said"),
    [
        ({"before": {"kind": "none", "last_taken": "2026-01-01"}}, "b12_before_test.last_taken", "kind none"),
        ({"before": {"kind": "unknown", "last_taken": "2026-01-01"}}, "b12_before_test.last_taken", "kind unknown"),
        ({"before": {"kind": "oral", "last_taken": "2026-03-13"}}, "b12_before_test.last_taken", "up to 2026-03-12"),
        ({"treatment": {"route": "im", "started": "2026-03-13"}}, "treatment.started", "up to 2026-03-12"),
        ({"details": {"fatigue": {"since": "2026-03-13"}}}, "details.fatigue.since", "2026-03-13 was given"),
        ({"details": {"fatigue": {"since": "2026-04"}}}, "details.fatigue.since", "2026-04 was given"),
        ({"details": {"nitrous_oxide": {"last": "2027"}}}, "details.nitrous_oxide.last", "2027 was given"),
        ({"details": {"nitrous_oxide": {"last": "2025-02-30"}}}, "details.nitrous_oxide.last", "day of the calendar"),
        ({"details": {"metformin": {"since": "2025-04-31"}}}, "details.metformin.since", "day of the calendar"),
        ({"details": {"metformin": {"since": "0000"}}}, "details.metformin.since", "day of the calendar"),
    ],
)
def test_a_day_of_the_story_that_cannot_be_is_named(fields: Raw, place: str, said: str) -> None:
    path, message = only(case(total("142"), yes="fatigue metformin nitrous_oxide", **fields))
    assert path == f"{FIRST}.{place}"
    assert said in message


@pytest.mark.parametrize("since", ["2026", "2026-03", "2026-03-12", "2024-02-29"])
def test_a_day_up_to_today_is_taken(since: str) -> None:
    raw = case(total("142"), yes="fatigue", details={"fatigue": {"since": since}})
    assert find_problems(read(raw), TODAY) == ()


def test_two_different_results_of_one_day_are_asked_about() -> None:
    path, message = only(case(total("142"), total("200")))
    assert path == f"{FIRST}.results[1]"
    assert "two different results on 2026-03-12" in message


def test_two_different_results_of_one_day_at_two_visits_are_asked_about() -> None:
    raw = case(on="2026-03-11", visits=[visit(total("200", collected="2026-03-10"))])
    raw["visits"][0]["results"] = [total("142", collected="2026-03-10")]
    assert only(raw)[0] == "$.visits[1].results[0]"


@pytest.mark.parametrize(
    "other", [total("142.0"), total("142", comment="copied"), total("300", collected="2026-03-11"), mma("300")]
)
def test_a_result_given_again_or_of_another_day_changes_nothing(other: Raw) -> None:
    assert find_problems(read(case(total("142"), other)), TODAY) == ()


def test_a_comparator_makes_a_different_result() -> None:
    assert only(case(total("142"), total("142", comparator="<")))[0] == f"{FIRST}.results[1]"


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    raw = case(figure("mma", "300", "mg/L"), finding("mcv", "positive"), sex="male", pregnancy="pregnant")
    with pytest.raises(ProblemsFound) as caught:
        assessed(raw)
    paths = [one.path for one in caught.value.problems]
    assert paths == ["$.patient.pregnancy", f"{FIRST}.results[0].unit", f"{FIRST}.results[1].finding"]
