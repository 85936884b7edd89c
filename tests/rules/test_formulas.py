"""Formulas against their published figures, and what they refuse."""

from decimal import Decimal
from typing import Any

import pytest

from b12calc.rules.formulas import anaemia_degrees, ckd_epi_2021
from b12calc.units import Quantity
from tests.rules.making import case, facts, haemoglobin, pack

HAEMOGLOBIN = pack().limits.haemoglobin


@pytest.mark.parametrize(
    ("sex", "creatinine", "age", "egfr"),
    [
        ("female", "0.9", 55, "75.50"),
        ("female", "0.6", 30, "123.76"),
        ("male", "1.0", 50, "91.69"),
        ("male", "0.8", 25, "125.95"),
        ("male", "1.5", 72, "49.16"),
        ("female", "2.2", 80, "22.11"),
        ("female", "1.2", 65, "50.23"),
    ],
)
def test_ckd_epi_2021_gives_the_figures_of_its_source(sex: str, creatinine: str, age: int, egfr: str) -> None:
    assert ckd_epi_2021(Decimal(creatinine), age, sex).quantize(Decimal("0.01")) == Decimal(egfr)


def test_ckd_epi_2021_meets_at_the_bend_of_each_sex() -> None:
    assert ckd_epi_2021(Decimal("0.9"), 18, "male") == pytest.approx(142 * Decimal("0.9938") ** 18)
    bend = ckd_epi_2021(Decimal("0.7"), 18, "female")
    assert bend == pytest.approx(142 * Decimal("0.9938") ** 18 * Decimal("1.012"))


def test_ckd_epi_2021_falls_with_creatinine_and_with_age() -> None:
    figures = [ckd_epi_2021(Decimal(mass) / 10, 50, "male") for mass in range(3, 40)]
    assert figures == sorted(figures, reverse=True)
    assert len(set(figures)) == len(figures)
    assert ckd_epi_2021(Decimal(1), 51, "male") < ckd_epi_2021(Decimal(1), 50, "male")


@pytest.mark.parametrize(
    ("creatinine", "age", "sex"),
    [("1.0", 17, "male"), ("1.0", 40, "other"), ("1.0", 40, "unknown"), ("0", 40, "male"), ("-1", 40, "male")],
)
def test_ckd_epi_2021_refuses_what_it_was_not_made_for(creatinine: str, age: int, sex: str) -> None:
    with pytest.raises(ValueError, match="needs an adult, a sex and a creatinine above zero"):
        ckd_epi_2021(Decimal(creatinine), age, sex)


# For each group the lowest figure without anaemia, then the lowest that is mild, then the lowest that is moderate.
DEGREES = [
    ("female", 120, 110, 80),
    ("male", 130, 110, 80),
    ("pregnant_1", 110, 100, 70),
    ("pregnant_2", 105, 95, 70),
    ("pregnant_3", 110, 100, 70),
]


@pytest.mark.parametrize(("group", "none", "mild", "moderate"), DEGREES)
def test_anaemia_is_graded_by_the_figures_of_2024(group: str, none: int, mild: int, moderate: int) -> None:
    edges = ((none, "none", "mild"), (mild, "mild", "moderate"), (moderate, "moderate", "severe"))
    for edge, on_it, below in edges:
        assert anaemia_degrees(Quantity(Decimal(edge), "g/L"), HAEMOGLOBIN[group]) == {on_it}
        assert anaemia_degrees(Quantity(Decimal(edge) - Decimal("0.1"), "g/L"), HAEMOGLOBIN[group]) == {below}


@pytest.mark.parametrize(
    ("figure", "comparator", "degree"),
    [
        ("130", ">", "none"),
        ("120", ">=", "none"),
        ("100", ">", "none mild moderate"),
        ("120", "<", "mild moderate severe"),
        ("110", "<", "moderate severe"),
        ("80", "<", "severe"),
        ("125", "<", "none mild moderate severe"),
        ("95", "<=", "moderate severe"),
        ("118", "~", "none mild moderate"),
    ],
)
def test_a_censored_haemoglobin_says_only_what_is_sure(figure: str, comparator: str, degree: str) -> None:
    found = anaemia_degrees(Quantity(Decimal(figure), "g/L", comparator), HAEMOGLOBIN["female"])
    assert found == frozenset(degree.split())


@pytest.mark.parametrize(
    ("patient", "figure", "degree"),
    [
        ({"sex": "female"}, "125", "none"),
        ({"sex": "male"}, "125", "mild"),
        ({"sex": "unknown"}, "125", "none_or_mild"),
        ({"sex": "other"}, "125", "none_or_mild"),
        ({"sex": "unknown"}, "135", "none"),
        ({"sex": "unknown"}, "115", "mild"),
        ({"sex": "unknown"}, "70", "severe"),
        ({"pregnancy": "pregnant", "trimester": 1}, "107", "mild"),
        ({"pregnancy": "pregnant", "trimester": 2}, "107", "none"),
        ({"pregnancy": "pregnant"}, "107", "none_or_mild"),
        ({"pregnancy": "pregnant"}, "102", "mild"),
        ({"pregnancy": "breastfeeding"}, "115", "mild"),
        ({"pregnancy": "unknown"}, "115", "mild"),
    ],
)
def test_the_figures_of_the_person_grade_the_anaemia(patient: dict[str, Any], figure: str, degree: str) -> None:
    assert facts(case(haemoglobin(figure), **patient))["anaemia"] == degree
