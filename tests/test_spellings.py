"""Every spelling of every unit the program knows, written out; figures and factors at the ends of what is allowed."""

from decimal import Decimal

import pytest

from b12calc.analytes import analytes, convert, zone
from b12calc.units import MAX_CHARACTERS, NumberTrouble, Quantity, normal_unit, read_number, shown

CANONICAL = (
    "ng/L", "pg/mL", "ng/mL", "ug/L", "ug/dL", "mg/L", "mg/dL", "g/L", "g/dL", "pmol/L", "nmol/L", "umol/L", "mmol/L",
    "mmol/mol", "umol/mmol", "mEq/L", "mIU/L", "U/L", "U/mL", "fL", "%", "L/L", "10*9/L", "mL/min/1.73m2",
)  # fmt: skip
OTHERS = [
    ("nmol/mL", "umol/L"), ("uIU/mL", "mIU/L"), ("m[IU]/L", "mIU/L"), ("u[IU]/mL", "mIU/L"), ("µIU/mL", "mIU/L"),
    ("10^9/L", "10*9/L"), ("x10*9/L", "10*9/L"), ("x10^9/L", "10*9/L"), ("×10⁹/L", "10*9/L"), ("10*3/uL", "10*9/L"),
    ("10^3/uL", "10*9/L"), ("x10*3/uL", "10*9/L"), ("x10^3/uL", "10*9/L"), ("10³/µL", "10*9/L"), ("K/uL", "10*9/L"),
    ("mmol/mol{creat}", "mmol/mol"), ("mmol/mol creat", "mmol/mol"), ("mmol/mol creatinine", "mmol/mol"),
    ("umol/mmol{creat}", "umol/mmol"), ("umol/mmol creat", "umol/mmol"), ("µmol/mmol creatinine", "umol/mmol"),
    ("mL/min/{1.73_m2}", "mL/min/1.73m2"), ("mL/min/1.73m^2", "mL/min/1.73m2"), ("mL/min/1.73 m²", "mL/min/1.73m2"),
    ("mcg/L", "ug/L"), ("mcmol/L", "umol/L"), ("μg/dL", "ug/dL"), ("μmol/L", "umol/L"),
]  # fmt: skip


@pytest.mark.parametrize("unit", CANONICAL)
def test_a_unit_is_known_in_small_and_in_capital_letters(unit: str) -> None:
    assert normal_unit(unit) == unit
    assert normal_unit(f" {unit.lower()} ") == unit
    assert unit == "g/L" or normal_unit(unit.upper()) == unit  # G/L may be gram or giga


@pytest.mark.parametrize(("text", "unit"), OTHERS)
def test_another_spelling_of_the_same_size_is_that_unit(text: str, unit: str) -> None:
    assert normal_unit(text) == unit


@pytest.mark.parametrize("text", ["G/L", "mmol", "mcu/L", "ng", "IU/L~"])
def test_what_is_not_known_comes_back_as_it_was_written(text: str) -> None:
    assert normal_unit(f" {text} ") == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a" * MAX_CHARACTERS, "not_a_number"),
        ("a" * (MAX_CHARACTERS + 1), "length"),
        ("1234567890.,", "separator"),
        ("0.1,2345678.9", "separator"),
        ("1.~5.", "not_a_number"),
        ("~5", "not_a_number"),
    ],
)
def test_a_text_at_the_edge_of_a_refusal_gets_its_own_reason(text: str, kind: str) -> None:
    with pytest.raises(NumberTrouble) as refused:
        read_number(text)
    assert refused.value.kind == kind


def test_a_number_may_have_twenty_characters() -> None:
    assert read_number("0.000000000000000001") == Decimal("1E-18")


def test_a_unit_that_an_analyte_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="known units: ng/L, pg/mL, pmol/L"):
        zone(analytes()["total_b12"], Quantity(Decimal(1), "g/dL"))
    with pytest.raises(ValueError, match="known units: none fixed"):
        convert(analytes()["blood_film"], Quantity(Decimal(1), "g/dL"), "g/L")


def test_nothing_is_a_figure_and_less_than_nothing_is_none() -> None:
    assert Quantity(Decimal(0), "ng/L").value == 0
    with pytest.raises(ValueError, match="zero or more"):
        Quantity(Decimal("-0.1"), "ng/L")


def test_both_ends_of_what_is_usual_and_of_what_can_be_belong_to_it() -> None:
    b12 = analytes()["total_b12"]
    range_ = b12.units["ng/L"].plausible
    assert range_ is not None
    for value in (range_.usual_low, range_.usual_high):
        assert range_.zone(value) == "fine"
    for value in (range_.hard_low, range_.hard_high):
        assert range_.zone(value) == "unusual"
    assert range_.zone(range_.hard_high + 1) == "impossible"


def test_a_figure_in_a_foreign_unit_is_refused_even_where_that_unit_is_asked_for() -> None:
    with pytest.raises(ValueError, match="is not known in 'g/dL'"):
        convert(analytes()["total_b12"], Quantity(Decimal(1), "g/dL"), "g/dL")


def test_a_number_may_have_twelve_digits_and_no_more() -> None:
    assert read_number("1" * 12) == Decimal("1" * 12)
    with pytest.raises(NumberTrouble, match="at most 12 digits"):
        read_number("1" * 13)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1", "1"),
        ("1.00049", "1"),
        ("1.005", "1.01"),
        ("0.99949", "0.9995"),
        ("0.123456", "0.1235"),
        ("12345.678", "12346"),
    ],
)
def test_a_figure_is_shown_with_four_digits_and_beside_a_whole_part_two_decimals(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


# From UNT-01, UNT-02, UNT-03, UNT-05 and UNT-07 of the reference; the rest by the metre convention.
@pytest.mark.parametrize(
    ("analyte", "unit", "figure"),
    [
        ("total_b12", "ng/L", "1"), ("total_b12", "pg/mL", "1"), ("haemoglobin", "g/dL", "10"),
        ("mma", "umol/L", "1000"), ("creatinine", "umol/L", "1"),
    ],
)  # fmt: skip
def test_the_factor_of_a_unit_leads_to_the_canonical_one(analyte: str, unit: str, figure: str) -> None:
    assert analytes()[analyte].units[unit].factor == Decimal(figure)


def test_a_figure_in_another_unit_is_its_factor_and_no_more() -> None:
    grams = analytes()["haemoglobin"].units
    assert (grams["g/dL"].to_base(Decimal("15.1")), grams["g/L"].to_base(Decimal(151))) == (Decimal(151), Decimal(151))
    assert grams["g/dL"].from_base(Decimal(151)) == Decimal("15.1")


def test_a_factor_is_held_to_34_digits() -> None:
    factors = [rule.factor for one in analytes().values() for rule in one.units.values() if rule.factor]
    assert max(len(factor.as_tuple().digits) for factor in factors) == 34


@pytest.mark.parametrize(
    ("limit", "below", "above"),
    [("89", False, True), ("90", False, None), ("100", None, None), ("110", None, False), ("111", True, False)],
)
def test_about_100_is_any_figure_from_90_to_110(limit: str, below: bool | None, above: bool | None) -> None:
    about = Quantity(Decimal(100), "ng/L", "~")
    assert about.definitely_below(Decimal(limit)) is below
    assert about.definitely_above(Decimal(limit)) is above


def test_a_picture_has_the_words_it_may_add() -> None:
    assert analytes()["gastric_biopsy"].film_words == ("dysplasia", "body_atrophy")
    assert analytes()["total_b12"].film_words == ()


def test_a_definition_is_exact_and_a_molar_mass_is_not() -> None:
    units = analytes()["total_b12"].units
    assert [units[unit].exact for unit in ("ng/L", "pg/mL", "pmol/L")] == [True, True, False]


def test_a_unit_that_no_factor_leads_from_has_none() -> None:
    unfit = [rule for one in analytes().values() for rule in one.units.values() if not rule.convertible]
    assert unfit and all(rule.factor is None for rule in unfit)
    assert all(rule.factor for one in analytes().values() for rule in one.units.values() if rule.convertible)


@pytest.mark.parametrize(("unit", "code"), [("ng/L", "2132-9"), ("pmol/L", "14685-2")])
def test_a_unit_has_the_code_of_its_own_and_not_that_of_another(unit: str, code: str) -> None:
    assert analytes()["total_b12"].units[unit].loinc == code


def test_a_code_is_given_only_for_the_units_it_stands_for() -> None:
    for analyte in analytes().values():
        codes = [rule.loinc for rule in analyte.units.values() if rule.loinc]
        assert analyte.loinc is None or not set(codes) - {analyte.loinc}
