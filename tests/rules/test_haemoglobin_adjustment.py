"""Haemoglobin adjusted for altitude and smoking: every row of the tables, and only when it was asked for."""

from decimal import Decimal
from typing import Any

import pytest

from b12calc.problems import ProblemsFound
from b12calc.rules.haemoglobin_adjustment import NO_STEPS, adjusted, adjustments, read_steps
from b12calc.units import Quantity
from tests.rules.making import assessed, case, chart, facts, figure, finding, haemoglobin, pack, read

STEPS = pack().limits.adjustment
SMOKES: dict[str, Any] = {"yes": "smoking", "adjust_haemoglobin_for_smoking": True}
# WHO-20: first and last metre of each step, and what is subtracted. The last is 33 by the table (CON-22).
ALTITUDES = [
    (1, 499, "0"),
    (500, 999, "4"),
    (1000, 1499, "8"),
    (1500, 1999, "11"),
    (2000, 2499, "14"),
    (2500, 2999, "18"),
    (3000, 3499, "21"),
    (3500, 3999, "25"),
    (4000, 4499, "29"),
    (4500, 4999, "33"),
]
SMOKING = [("1", 3), ("5", 3), ("9", 3), ("10", 5), ("15", 5), ("19", 5), ("20", 6), ("30", 6), ("60", 6)]


def subtracted(**more: Any) -> Decimal:
    """What is taken off a haemoglobin of 150 g/L."""
    whole = Quantity(Decimal(150), "g/L")
    return whole.value - adjusted(whole, chart(case(haemoglobin("150"), **more)), STEPS).value


@pytest.mark.parametrize(("first", "last", "grams"), ALTITUDES)
def test_each_step_of_altitude_subtracts_the_printed_figure(first: int, last: int, grams: str) -> None:
    assert subtracted(altitude_metres=first) == subtracted(altitude_metres=last) == Decimal(grams)


@pytest.mark.parametrize(("first", "last", "grams"), ALTITUDES[:-1])
def test_the_table_agrees_with_the_equation_at_the_middle_of_each_step(first: int, last: int, grams: str) -> None:
    """WHO-21 gives the table but for its last step, where the table counts (CON-22); the first is left alone."""
    middle = Decimal(first + last + 1) / 2
    figure_there = Decimal("0.0056384") * middle + Decimal("0.0000003") * middle**2
    assert abs(figure_there - Decimal(grams)) < Decimal("1.5") if grams == "0" else round(figure_there) == int(grams)


@pytest.mark.parametrize(("dose", "grams"), SMOKING)
def test_each_step_of_smoking_subtracts_the_printed_figure(dose: str, grams: int) -> None:
    assert subtracted(details={"smoking": {"daily_dose": dose}}, **SMOKES) == grams


@pytest.mark.parametrize("dose", ["15 cigarettes", "15/day", "15 a day", "15 cigarettes per day", " 15 "])
def test_the_number_of_cigarettes_is_read_as_people_write_it(dose: str) -> None:
    assert subtracted(details={"smoking": {"daily_dose": dose}}, **SMOKES) == 5


@pytest.mark.parametrize("dose", ["a packet", "10 to 20", "some", "1.5 packs"])
def test_an_amount_that_cannot_be_read_counts_as_not_known(dose: str) -> None:
    assert subtracted(details={"smoking": {"daily_dose": dose}}, **SMOKES) == 3


def test_smoking_without_an_amount_subtracts_three() -> None:
    assert subtracted(**SMOKES) == 3


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"altitude_metres": None},
        {"altitude_metres": 0},
        {"yes": "smoking"},
        {"yes": "smoking", "details": {"smoking": {"daily_dose": "30"}}},
        {"adjust_haemoglobin_for_smoking": True},
        {"adjust_haemoglobin_for_smoking": True, "no": ["smoking"]},
        {**SMOKES, "details": {"smoking": {"daily_dose": "0"}}},
    ],
)
def test_nothing_is_adjusted_that_was_not_asked_for(more: dict[str, Any]) -> None:
    assert subtracted(**more) == 0
    assert adjustments(chart(case(haemoglobin("150"), **more)), STEPS) == ()


def test_of_altitude_and_smoking_the_larger_counts_and_their_sum_is_said_to_be_unconfirmed() -> None:
    both = case(haemoglobin("118"), altitude_metres=1200, details={"smoking": {"daily_dose": "20"}}, **SMOKES)
    line = assessed(both).measurements[0].text
    assert "graded as 110 g/L (less 8 g/L for 1,200 m above sea level; WHO-20)" in line
    assert "unconfirmed: with smoking 20 cigarettes a day added (WHO-22), 14 g/L would be subtracted" in line
    assert facts(both)["anaemia"] == "mild"


def test_the_adjustment_finds_anaemia_and_the_reason_says_both_figures() -> None:
    raw = case(figure("total_b12", "150", "ng/L"), haemoglobin("125"), altitude_metres=1600)
    assert facts(case(haemoglobin("125")))["anaemia"] == "none"
    assert facts(raw)["anaemia"] == "mild"
    answer = assessed(raw)
    line = next(one for one in answer.measurements if one.analyte == "haemoglobin")
    assert line.text.endswith(
        "Hb 125 g/L, graded as 114 g/L (less 11 g/L for 1,600 m above sea level; WHO-20): mild anaemia"
    )
    assert line.value == "125"
    assert line.adjustment == "graded as 114 g/L (less 11 g/L for 1,600 m above sea level; WHO-20)"
    assert any(line.text in rec.because for rec in answer.recommendations)
    assert "WHO-20" in {one.id for one in answer.citations}


def test_an_unadjusted_haemoglobin_cites_no_adjustment() -> None:
    answer = assessed(case(haemoglobin("125")))
    assert answer.measurements[0].adjustment is None
    assert not {"WHO-20", "WHO-22"} & {one.id for one in answer.citations}


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("g/dL", "12.5", "graded as 11.4 g/dL (less 1.1 g/dL for"),
        ("g/L", "125", "graded as 114 g/L (less 11 g/L for"),
    ],
)
def test_both_figures_are_said_in_the_unit_reported(unit: str, value: str, words: str) -> None:
    raw = case(figure("haemoglobin", value, unit), altitude_metres=1600)
    assert words in assessed(raw).measurements[0].text
    assert facts(raw)["anaemia"] == "mild"


def test_an_adjustment_never_lowers_the_degree_of_anaemia() -> None:
    order = ("none", "mild", "moderate", "severe")
    for grams in range(60, 171):
        plain = facts(case(haemoglobin(str(grams))))["anaemia"]
        for metres in (499, 500, 2600, 4999):
            high = facts(case(haemoglobin(str(grams)), altitude_metres=metres))["anaemia"]
            assert order.index(high) >= order.index(plain)


def test_a_comparator_is_kept_and_the_figure_never_falls_below_zero() -> None:
    there = chart(case(haemoglobin("118"), altitude_metres=4999))
    assert adjusted(Quantity(Decimal(125), "g/L", "<"), there, STEPS) == Quantity(Decimal(92), "g/L", "<")
    assert adjusted(Quantity(Decimal(20), "g/L"), there, STEPS).value == 0


def test_a_haemoglobin_in_words_is_not_adjusted() -> None:
    raw = case(finding("haemoglobin", "normal"), altitude_metres=3000)
    assert assessed(raw).measurements[0].adjustment is None


@pytest.mark.parametrize("metres", [-1, 5000])
def test_an_altitude_outside_the_table_is_refused_by_name(metres: int) -> None:
    with pytest.raises(ProblemsFound, match="altitude_metres"):
        read(case(haemoglobin("118"), altitude_metres=metres))


def test_limits_without_the_tables_adjust_nothing() -> None:
    assert read_steps({}) is NO_STEPS
    assert adjustments(chart(case(haemoglobin("118"), altitude_metres=3000)), NO_STEPS) == ()
