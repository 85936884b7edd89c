"""Numbers in bands: in the unit reported, the edges in the middle, and unclear stays unclear."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.case import LabResult, Reported
from b12calc.rules.limits import above_band, b12_band, doubt, is_low, is_raised, three
from b12calc.units import Quantity
from tests.rules.making import pack

LIMITS = pack().limits
MASS = LIMITS.cuts["total_b12"]["ng/L"]


def quantity(text: str, unit: str = "ng/L") -> Quantity:
    comparator, _, value = text.rpartition(" ")
    return Quantity(Decimal(value), unit, comparator or None)


@pytest.mark.parametrize(
    ("text", "unit", "band"),
    [
        ("179.9", "ng/L", "low"),
        ("180", "ng/L", "middle"),
        ("180", "pg/mL", "middle"),
        ("350", "ng/L", "middle"),
        ("350.1", "ng/L", "high"),
        ("1000", "ng/L", "high"),
        ("1000.1", "ng/L", "very_high"),
        ("132.9", "pmol/L", "low"),
        ("133", "pmol/L", "middle"),
        ("258", "pmol/L", "middle"),
        ("258.2", "pmol/L", "high"),
        ("738", "pmol/L", "very_high"),
    ],
)
def test_total_b12_is_placed_by_the_limit_printed_for_its_unit(text: str, unit: str, band: str) -> None:
    given_as = quantity(text, unit)
    assert b12_band(given_as, LIMITS.of("total_b12", given_as)) == band


@pytest.mark.parametrize(("text", "band"), [("24.9", "low"), ("25", "middle"), ("70", "middle"), ("70.1", "high")])
def test_active_b12_is_placed_by_its_own_limits_and_is_never_very_high(text: str, band: str) -> None:
    given_as = quantity(text, "pmol/L")
    assert b12_band(given_as, LIMITS.of("active_b12", given_as)) == band
    huge = quantity("900", "pmol/L")
    assert b12_band(huge, LIMITS.of("active_b12", huge)) == "high"


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("< 180", "low"),
        ("<= 180", "low_or_middle"),
        ("< 300", "low_or_middle"),
        ("< 350", "low_or_middle"),
        ("< 351", "unresolved"),
        ("> 100", "unresolved"),
        ("> 179", "unresolved"),
        ("> 180", "middle_or_high"),
        (">= 180", "middle_or_high"),
        (">= 350", "middle_or_high"),
        ("> 350", "high"),
        ("> 900", "high"),
        ("> 1000", "very_high"),
        (">= 1000", "high"),
        ("~ 185", "low_or_middle"),
        ("~ 250", "middle"),
        ("~ 360", "middle_or_high"),
        ("~ 100", "low"),
    ],
)
def test_a_censored_figure_is_placed_only_where_its_whole_range_lies_in_one_band(text: str, band: str) -> None:
    assert b12_band(quantity(text), MASS) == band


FIGURES = st.integers(10, 15000).map(lambda tenths: Decimal(tenths) / 10)


@given(FIGURES, st.sampled_from(("<", "<=", ">", ">=")), FIGURES)
def test_no_true_figure_ever_lies_outside_the_band_of_its_censored_one(
    reported: Decimal, comparator: str, true: Decimal
) -> None:
    allowed = {"<": true < reported, "<=": true <= reported, ">": true > reported, ">=": true >= reported}[comparator]
    if allowed:
        said = b12_band(Quantity(reported, "ng/L", comparator), MASS)
        band = b12_band(Quantity(true, "ng/L"), MASS).replace("very_", "")
        assert said == "unresolved" or band in said.replace("very_", "").split("_or_")


def test_a_limit_is_taken_as_printed_where_one_is_printed_for_the_unit() -> None:
    assert LIMITS.of("total_b12", quantity("1", "pmol/L"))["low"] == Decimal(133)
    assert LIMITS.of("total_b12", quantity("1", "pg/mL"))["low"] == Decimal(180)
    assert LIMITS.of("folate", quantity("1", "nmol/L"))["low"] == Decimal(7)


def test_a_limit_is_converted_only_where_none_is_printed_for_the_unit() -> None:
    mass = LIMITS.of("mma", quantity("1", "ug/L"))["raised"]
    assert Decimal("33.0") < mass < Decimal("33.1")
    assert Decimal("2.02") < LIMITS.of("homocysteine", quantity("1", "mg/L"))["raised"] < Decimal("2.04")


def test_an_analyte_without_a_limit_has_none() -> None:
    assert LIMITS.of("copper", quantity("1", "umol/L")) == {}


STEPS = (("raised", Decimal(280)), ("markedly_raised", Decimal(750)))


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("280", "normal"),
        ("280.1", "raised"),
        ("750", "raised"),
        ("750.1", "markedly_raised"),
        ("< 280", "normal"),
        ("< 281", "unresolved"),
        ("> 279", "unresolved"),
        ("> 280", "raised"),
        (">= 280", "unresolved"),
        ("> 600", "raised"),
        ("> 750", "markedly_raised"),
        ("~ 290", "unresolved"),
    ],
)
def test_a_step_counts_only_when_the_figure_is_surely_above_it(text: str, band: str) -> None:
    assert above_band(quantity(text, "nmol/L"), STEPS) == band


def result(text: str | None = None, **more: str) -> Reported:
    if text is None:
        return LabResult.model_validate({"analyte": "platelets", **more}).reported()
    given_as = quantity(text, "10*9/L")
    fields = {"analyte": "platelets", "value": str(given_as.value), "unit": given_as.unit}
    return LabResult.model_validate({**fields, "comparator": given_as.comparator, **more}).reported()


CUTS = {"low": Decimal(50)}


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (None, "unknown"),
        (result("149", reference_low="150"), "yes"),
        (result("150", reference_low="150"), "no"),
        (result("> 100", reference_low="150"), "unknown"),
        (result("49"), "yes"),
        (result("50"), "unknown"),
        (result("200"), "unknown"),
        (result(finding="low"), "yes"),
        (result(finding="undetectable"), "yes"),
        (result(finding="normal"), "no"),
        (result(finding="raised"), "no"),
        (result(finding="equivocal"), "unknown"),
    ],
)
def test_low_is_told_by_the_printed_range_then_by_the_pack_then_by_the_word(one: Reported | None, answer: str) -> None:
    assert is_low(one, CUTS) == answer


def test_without_range_and_without_limit_nobody_knows_whether_it_is_low() -> None:
    assert is_low(result("10")) == "unknown"


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (None, "unknown"),
        (result("451", reference_high="450"), "yes"),
        (result("450", reference_high="450"), "no"),
        (result("< 500", reference_high="450"), "unknown"),
        (result("900"), "unknown"),
        (result("900", reference_low="150"), "unknown"),
        (result(finding="raised"), "yes"),
        (result(finding="normal"), "no"),
        (result(finding="low"), "no"),
        (result(finding="equivocal"), "unknown"),
    ],
)
def test_raised_is_told_by_the_printed_range_or_by_the_word_alone(one: Reported | None, answer: str) -> None:
    assert is_raised(one) == answer


@pytest.mark.parametrize(("truth", "word"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_what_is_not_known_is_never_read_as_no(truth: bool | None, word: str) -> None:
    assert three(truth) == word


def test_the_doubt_of_a_figure_is_a_share_of_it_on_either_side() -> None:
    assert doubt(quantity("200"), 10) == (Decimal(180), Decimal(220))


def test_every_limit_of_the_pack_lies_in_its_order() -> None:
    for analyte in ("total_b12", "active_b12"):
        for cuts in LIMITS.cuts[analyte].values():
            assert cuts["low"] < cuts["high"] < cuts.get("very_high", Decimal(100000))
    for group in LIMITS.haemoglobin.values():
        assert group["severe"] < group["moderate"] < group["anaemia"]
    assert all(0 < count <= 90 for count in LIMITS.intervals.values())
