"""What can be measured: every unit, published conversions, plausible ranges and codes."""

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc import analytes as module
from b12calc.analytes import PlausibleRange, analytes, convert, same_unit_family, zone
from b12calc.units import COMPARATORS, Quantity, normal_unit

D = Decimal
ALL = analytes()
TABLE = Path(module.__file__).with_name("analytes.toml")

UNITS = {
    "total_b12": "ng/L pg/mL pmol/L", "active_b12": "pmol/L", "mma": "nmol/L umol/L ng/mL ug/L",
    "urine_mma_creatinine_ratio": "mmol/mol umol/mmol", "homocysteine": "umol/L mg/L",
    "folate": "ug/L ng/mL nmol/L", "red_cell_folate": "ug/L ng/mL nmol/L", "haemoglobin": "g/L g/dL mmol/L",
    "mcv": "fL", "rdw": "%", "white_cells": "10*9/L", "neutrophils": "10*9/L", "platelets": "10*9/L",
    "reticulocytes": "10*9/L %", "creatinine": "umol/L mg/dL", "egfr": "mL/min/1.73m2", "ferritin": "ug/L ng/mL",
    "potassium": "mmol/L mEq/L", "tsh": "mIU/L", "hba1c": "mmol/mol %", "bilirubin": "umol/L mg/dL", "ldh": "U/L",
    "haematocrit": "L/L %", "iron": "umol/L ug/dL", "zinc": "umol/L ug/dL", "haptoglobin": "g/L mg/dL",
    "gastrin": "pmol/L ng/L pg/mL", "copper": "umol/L ug/dL",
    "intrinsic_factor_antibody": "", "parietal_cell_antibody": "", "ttg_iga": "U/mL", "h_pylori": "", "hiv": "",
    "blood_film": "", "mri_spine": "", "bone_marrow": "", "gastric_biopsy": "",
}  # fmt: skip

PLAUSIBLE = """
total_b12 ng/L 10 200000 50 2000; total_b12 pmol/L 7 150000 37 1476; active_b12 pmol/L 1 1000 5 146;
mma umol/L 0.02 200 0.05 5; mma nmol/L 20 200000 50 5000; homocysteine umol/L 1 500 3 100;
folate nmol/L 0.5 500 3 100; red_cell_folate nmol/L 50 5000 200 3000; haemoglobin g/L 20 250 60 200;
mcv fL 40 160 65 130; rdw % 8 45 11 25; white_cells 10*9/L 0 500 1 50; neutrophils 10*9/L 0 400 0.5 30;
platelets 10*9/L 0 2200 20 1000; reticulocytes 10*9/L 0 1500 10 300; reticulocytes % 0 60 0.2 15;
creatinine umol/L 10 3000 30 400; egfr mL/min/1.73m2 1 200 15 130; ferritin ug/L 0.5 100000 5 1500;
potassium mmol/L 1.0 10.0 2.8 6.0; bilirubin umol/L 1 1100 2 200; ldh U/L 20 35000 80 2000; haptoglobin g/L 0 10 0 5;
gastrin pg/mL 1 20000 5 2000; tsh mIU/L 0 500 0.01 50; hba1c mmol/mol 10 250 20 150; ttg_iga U/mL 0 10000 0 500"""

PUBLISHED = [
    # UNT-01 and the converted decision points printed below the table of conversions
    *(("total_b12", ng, "ng/L", pmol, "pmol/L") for ng, pmol in {
        "100": "73.8", "150": "110.7", "180": "132.8", "200": "147.6", "203": "149.8", "211": "155.7", "232": "171.2",
        "250": "184.5", "260": "191.8", "281": "207.3", "300": "221.3", "350": "258.2", "400": "295.1",
        "914": "674.4", "1000": "737.8", "2000": "1475.6"}.items()),
    *(("total_b12", pmol, "pmol/L", pg, "pg/mL") for pmol, pg in {
        "148": "200.6", "221": "299.5", "250": "338.8", "258": "349.7", "300": "406.6"}.items()),
    ("total_b12", "10000", "pg/mL", "7378", "pmol/L"), ("total_b12", "10000", "pmol/L", "13554", "pg/mL"),
    *(("mma", nmol, "nmol/L", ng, "ng/mL") for nmol, ng in {
        "271": "32.0", "280": "33.1", "300": "35.4", "376": "44.4", "400": "47.2", "750": "88.6"}.items()),
    ("mma", "0.28", "umol/L", "280", "nmol/L"), ("mma", "1", "ng/mL", "1", "ug/L"),
    ("homocysteine", "1", "umol/L", "0.135", "mg/L"), ("homocysteine", "1", "mg/L", "7.3975", "umol/L"),
    ("folate", "1", "ng/mL", "2.2655", "nmol/L"), ("folate", "1", "nmol/L", "0.4414", "ug/L"),
    ("red_cell_folate", "1", "ng/mL", "2.2655", "nmol/L"), ("red_cell_folate", "1", "nmol/L", "0.4414", "ng/mL"),
    ("haemoglobin", "13.5", "g/dL", "135", "g/L"), ("haemoglobin", "1", "g/dL", "0.6206", "mmol/L"),
    ("haemoglobin", "1", "mmol/L", "1.6114", "g/dL"), ("creatinine", "1", "mg/dL", "88.4", "umol/L"),
    ("bilirubin", "1", "mg/dL", "17.10", "umol/L"), ("bilirubin", "1", "umol/L", "0.0585", "mg/dL"),
    ("ferritin", "15", "ng/mL", "15", "ug/L"), ("potassium", "3.4", "mEq/L", "3.4", "mmol/L"),
    ("haptoglobin", "30", "mg/dL", "0.3", "g/L"), ("haptoglobin", "0.3", "g/L", "30", "mg/dL"),
    ("haematocrit", "42", "%", "0.42", "L/L"), ("urine_mma_creatinine_ratio", "1.45", "umol/mmol", "1.45", "mmol/mol"),
]  # fmt: skip

APART = [("gastrin", "pmol/L", "ng/L"), ("gastrin", "pg/mL", "pmol/L"), ("hba1c", "mmol/mol", "%"),
         ("reticulocytes", "%", "10*9/L"), ("iron", "ug/dL", "umol/L"), ("zinc", "umol/L", "ug/dL"),
         ("copper", "ug/dL", "umol/L")]  # fmt: skip

figures = st.decimals(min_value=D("0.01"), max_value=D(100_000), places=2)
linked = [
    (code, a, b) for code, x in ALL.items() for a in x.units for b in x.units if x.units[a].base == x.units[b].base
]
pairs = st.sampled_from(linked)


def loinc_codes() -> list[str]:
    return [row["code"] for rows in tomllib.loads(TABLE.read_text(encoding="utf-8"))["loinc"].values() for row in rows]


def test_every_analyte_of_the_case_format_is_there_in_its_order() -> None:
    assert [(code, " ".join(analyte.units)) for code, analyte in ALL.items()] == list(UNITS.items())


def test_every_analyte_knows_its_code_names_and_canonical_unit() -> None:
    for code, analyte in ALL.items():
        assert analyte.code == code
        assert [other.name for other in ALL.values()].count(analyte.name) == 1
        assert analyte.canonical_unit == next(iter(analyte.units), "")
        assert analyte.numeric is (code in list(UNITS)[:28])
        for unit, rule in analyte.units.items():
            assert rule.unit == unit == normal_unit(unit)


def test_the_words_of_a_result_fit_what_is_measured() -> None:
    assert ALL["total_b12"].findings == ("raised", "low", "normal", "undetectable", "equivocal")
    assert ALL["intrinsic_factor_antibody"].findings == ("positive", "negative", "equivocal")
    assert ALL["blood_film"].findings == ALL["mri_spine"].findings == ("normal", "abnormal")
    assert ALL["mri_spine"].film_words == ("dorsal_column_change", "cord_compression")
    assert not ALL["total_b12"].film_words


def test_nothing_of_the_table_can_be_changed() -> None:
    assert len({ALL["mcv"], analytes()["mcv"]}) == 1 and ALL["mcv"] == analytes()["mcv"] != ALL["mma"]
    with pytest.raises(AttributeError):
        ALL["mma"].units["nmol/L"].unit = "g/L"  # type: ignore[misc]
    assert isinstance(ALL["mma"].units, MappingProxyType) and analytes() is ALL


@pytest.mark.parametrize(("code", "given_value", "unit", "expected", "wanted"), PUBLISHED)
def test_a_published_conversion_is_met(code: str, given_value: str, unit: str, expected: str, wanted: str) -> None:
    result = convert(ALL[code], Quantity(D(given_value), unit), wanted)
    assert result.value.quantize(D(expected), rounding=ROUND_HALF_UP) == D(expected)
    assert "E" not in str(result.value)


def test_the_conversion_printed_in_a_journal_is_met_to_its_last_digit() -> None:
    converted = convert(ALL["total_b12"], Quantity(D(205), "pg/mL"), "pmol/L")
    assert D("151.2") <= converted.value < D("151.3")


def test_the_molar_mass_of_homocysteine_follows_from_its_atoms() -> None:
    mass = 4 * D("12.011") + 9 * D("1.008") + D("14.007") + 2 * D("15.999") + D("32.06")
    over = ALL["homocysteine"].units["mg/L"].over
    assert (mass / 1000).quantize(over) == over
    assert over.quantize(D("0.001")) == D("0.135")


@settings(max_examples=1000)
@given(pairs, figures, st.sampled_from([None, *COMPARATORS]))
def test_there_and_back_is_the_same_quantity(
    pair: tuple[str, str, str], figure: Decimal, comparator: str | None
) -> None:
    code, a, b = pair
    there = convert(ALL[code], Quantity(figure, a, comparator), b)
    back = convert(ALL[code], there, a)
    assert (there.unit, there.comparator) == (b, comparator)
    assert (back.unit, back.comparator) == (a, comparator)
    assert abs(back.value - figure) <= figure * D("1E-30")
    if ALL[code].units[a].exact and ALL[code].units[b].exact:
        assert back.value == figure
    if same_unit_family(ALL[code], a, b):
        assert str(there.value) == str(figure)


@settings(max_examples=1000)
@given(pairs, figures, figures)
def test_a_conversion_keeps_the_order(pair: tuple[str, str, str], one: Decimal, other: Decimal) -> None:
    code, a, b = pair
    first, second = (convert(ALL[code], Quantity(value, a), b).value for value in (one, other))
    assert (first < second) is (one < other)


@pytest.mark.parametrize(("code", "a", "b"), APART)
def test_units_without_an_agreed_factor_are_kept_apart(code: str, a: str, b: str) -> None:
    with pytest.raises(ValueError, match="no agreed factor"):
        convert(ALL[code], Quantity(D(5), a), b)
    assert not same_unit_family(ALL[code], a, b)
    assert None in (ALL[code].units[a].factor, ALL[code].units[b].factor)


@pytest.mark.parametrize(("code", "unit"), [("total_b12", "g/L"), ("total_b12", ""), ("hiv", "U/mL")])
def test_an_unknown_unit_is_refused(code: str, unit: str) -> None:
    first = next(iter(ALL[code].units), "AU/mL")
    with pytest.raises(ValueError, match="is not known in"):
        convert(ALL[code], Quantity(D(5), first), unit)
    with pytest.raises(ValueError, match="is not known in"):
        same_unit_family(ALL[code], first, unit)


def test_a_figure_of_an_antibody_is_accepted_in_any_unit_and_never_converted() -> None:
    antibody, figure = ALL["intrinsic_factor_antibody"], Quantity(D("1.4"), "AU/mL")
    assert antibody.any_unit
    assert convert(antibody, figure, "AU/mL") is figure
    assert zone(antibody, figure) == "fine"
    assert same_unit_family(antibody, "AU/mL", "AU/mL")


@pytest.mark.parametrize(
    ("code", "a", "b", "same"),
    [("total_b12", "ng/L", "pg/mL", True), ("total_b12", "ng/L", "pmol/L", False), ("mma", "ng/mL", "ug/L", True),
     ("mma", "nmol/L", "umol/L", False), ("potassium", "mEq/L", "mmol/L", True), ("gastrin", "ng/L", "pg/mL", True)],
)  # fmt: skip
def test_a_limit_of_one_unit_holds_in_another_only_when_they_are_the_same(
    code: str, a: str, b: str, same: bool
) -> None:
    assert same_unit_family(ALL[code], a, b) is same


@pytest.mark.parametrize(
    ("code", "value", "unit", "expected"),
    [("total_b12", "50", "pg/mL", "fine"), ("total_b12", "49.9", "ng/L", "unusual"),
     ("total_b12", "10", "ng/L", "unusual"), ("total_b12", "9.99", "ng/L", "impossible"),
     ("total_b12", "200000", "pg/mL", "unusual"), ("mma", "280", "umol/L", "impossible"),
     ("mma", "0.28", "nmol/L", "impossible"), ("haemoglobin", "25.1", "g/dL", "impossible"),
     ("creatinine", "0.9", "mg/dL", "fine"), ("gastrin", "900000", "pmol/L", "fine")],
)  # fmt: skip
def test_a_figure_is_judged_in_the_unit_it_was_reported_in(code: str, value: str, unit: str, expected: str) -> None:
    assert zone(ALL[code], Quantity(D(value), unit)) == expected
    assert zone(ALL[code], Quantity(D(value), unit, "<")) == expected


def test_a_plausible_range_is_the_one_of_the_reference() -> None:  # PLA-01 to PLA-27: hard ends, usual ends
    for row in PLAUSIBLE.replace("\n", "").split(";"):
        code, unit, *ends = row.split()
        assert ALL[code].units[unit].plausible == PlausibleRange(*map(D, ends)), row
    bare = [code for code, its in ALL.items() if its.units and not any(x.plausible for x in its.units.values())]
    assert bare == ["urine_mma_creatinine_ratio", "haematocrit", "iron", "zinc", "copper"]


def test_an_offset_is_honoured_both_ways() -> None:
    fahrenheit = ALL["mcv"].units["fL"]._replace(times=D(5), over=D(9), offset=D(-160) / 9)
    assert round(fahrenheit.to_base(D(212)), 12) == 100
    assert round(fahrenheit.from_base(D(100)), 12) == 212


@pytest.mark.parametrize("code", loinc_codes())
def test_a_loinc_code_has_the_right_check_digit(code: str) -> None:
    digits, check = code.split("-")
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    assert (-sum(sum(divmod(number, 10)) for number in doubled)) % 10 == int(check)


def test_no_loinc_code_is_used_twice_or_against_the_warning() -> None:
    codes = loinc_codes()
    assert len(codes) == len(set(codes))
    assert not {"14685-1", "14732-0", "5140-4", "16695-9", "44407-5", "25130-6", "1759-0", "2577-5"} & set(codes)
    assert (ALL["total_b12"].units["pg/mL"].loinc, ALL["total_b12"].units["pmol/L"].loinc) == ("2132-9", "14685-2")
    assert (ALL["mma"].units["ng/mL"].loinc, ALL["parietal_cell_antibody"].loinc) == (None, "8087-9")


def test_ucum_has_its_own_spelling_of_three_units() -> None:
    rules = [rule for analyte in ALL.values() for rule in analyte.units.values()]
    spelt = {rule.unit: rule.ucum for rule in rules if rule.ucum != rule.unit}
    assert spelt == {"mIU/L": "m[IU]/L", "mEq/L": "meq/L", "mL/min/1.73m2": "mL/min/{1.73_m2}"}


def test_every_figure_of_the_table_is_text_with_its_source() -> None:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    assert not re.search(r"\d", re.sub("'[^']*'", "", repr(table))), "a bare number"
    for section in ("factors", "plausible"):
        for code, rows in table[section].items():
            for unit, row in rows.items():
                assert unit in ALL[code].units and row["tag"] in {"P", "P/S", "CALC", "SI", "DESIGN"}
                assert row["id"] or row["tag"] == "SI"
    for code, rows in table["loinc"].items():
        for row in rows:
            assert set(row["units"]) <= {*ALL[code].units, "any"} and row["tag"] in {"P", "S"}
    assert ALL["total_b12"].units["pmol/L"].sources == ("UNT-01 [P/S]", "LNC-02 [P]", "PLA-02 [DESIGN]")
