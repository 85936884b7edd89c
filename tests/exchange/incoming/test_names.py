"""Names, codes and units are matched whole, from one closed list."""

import tomllib
from pathlib import Path

import pytest

from b12calc.analytes import analytes
from b12calc.exchange.incoming import names
from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.names import analyte_named, finding_named, is_unit, known_code, unit_of

LISTS = tomllib.loads(Path(names.__file__).with_name("names.toml").read_text())


@pytest.mark.parametrize("code", list(analytes()))
def test_every_analyte_is_known_by_its_own_name(code: str) -> None:
    analyte = analytes()[code]
    if code in LISTS["names"]:
        assert {analyte_named(analyte.name), analyte_named(analyte.short)} == {code}


@pytest.mark.parametrize(("code", "aliases"), list(LISTS["names"].items()))
def test_every_alias_leads_to_its_analyte(code: str, aliases: list[str]) -> None:
    assert {alias: analyte_named(alias) for alias in aliases} == dict.fromkeys(aliases, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [("S-Kobalamin", "total_b12"), ("Vit. B 12", "total_b12"), ("SERUM VITAMIN B12 LEVEL", "total_b12"),
     ("Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma", "total_b12"), ("Hämoglobin", "haemoglobin"),
     ("Platelets [#/volume] in Blood by Automated count", "platelets"), ("Methylmalonsäure", "mma"),
     ("MCV [Entitic volume] by Automated count", "mcv"), ("Urine MMA/creatinine ratio", "urine_mma_creatinine_ratio"),
     ("Mean cell", None), ("Blood folate", None), ("B12 binding capacity", None), ("Vitamin B12 deficiency", None)],
)  # fmt: skip
def test_words_that_make_no_difference_are_passed_over(text: str, code: str | None) -> None:
    assert analyte_named(text) == code


def test_a_unit_is_read_for_the_analyte_it_stands_with() -> None:
    assert (unit_of("white_cells", "G/L"), unit_of("haemoglobin", "G/L")) == ("10*9/L", "g/L")
    assert unit_of("haemoglobin", "g/l-1") is None
    assert unit_of("white_cells", "{cells}/uL") is None
    assert unit_of("total_b12", "mg/L") is None


def test_every_spelling_of_a_unit_leads_to_it_where_an_analyte_has_it() -> None:
    for unit, spellings in LISTS["units"].items():
        holders = [code for code, analyte in analytes().items() if unit in analyte.units]
        assert holders, unit
        for spelling in spellings:
            assert is_unit(spelling), spelling
            assert unit_of(holders[0], spelling) == unit, (spelling, holders[0])


def test_no_spelling_of_a_unit_stands_for_two_units_of_one_analyte() -> None:
    spelt: dict[str, set[str]] = {}
    for unit, spellings in LISTS["units"].items():
        for spelling in spellings:
            spelt.setdefault(spelling.lower(), set()).add(unit)
    for analyte in analytes().values():
        assert not [text for text, units in spelt.items() if len(units & set(analyte.units)) > 1]


def test_every_code_names_an_analyte_of_ours_and_a_unit_it_has() -> None:
    for system, rows in LISTS["codes"].items():
        for row in rows:
            known = known_code(Code(system, row["code"]))
            assert known is not None
            assert set(row.get("units", ())) <= set(analytes()[row["analyte"]].units)


@pytest.mark.parametrize(
    "code", [r["code"] for rows in (LISTS["codes"]["loinc"], LISTS["other_codes"]["loinc"]) for r in rows]
)
def test_every_loinc_code_has_its_check_digit(code: str) -> None:
    body, check = code.split("-")
    digits = [int(sign) for sign in reversed(body)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2]) + sum(digits[1::2])
    assert -doubled % 10 == int(check)


def test_findings_are_read_in_five_languages_and_never_in_part() -> None:
    assert {finding_named(word) for word in ("Positive", "POSITIV", "reactive", "positivo", "positif")} == {"positive"}
    assert finding_named("not detected") == "negative"
    assert finding_named("positive control failed") is None
