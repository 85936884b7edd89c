"""How names, codes, units, findings and notes are matched: whole, in small letters, and never by resemblance."""

import tomllib
from pathlib import Path

import pytest

from b12calc.analytes import analytes
from b12calc.exchange.incoming import names
from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.names import (
    Known,
    analyte_named,
    codes_known_for,
    denied,
    finding_named,
    folded,
    is_spoilt,
    is_unit,
    known_code,
    name_words,
    unit_of,
)


@pytest.mark.parametrize(("text", "plain"), [
    ("Vit. B-12 (ng/L)", "vit b12 ng l"), ("HÄMOGLOBIN", "hamoglobin"), ("Größe ö ü", "grosse o u"),
    ("Résultat ÉLEVÉ", "resultat eleve"),
    ("Neutrophils %", "neutrophils percent"), ("V.G.M.", "vgm"), ("v.g.m.", "v g m"), ("V.G.M", "vgm"),
    ("1.2.3", "1 2 3"), ("e.g. B 12x", "e g b 12x"),
    ("a_b", "a b"), ("B 12 B12", "b12 b12"), ("", ""), ("25-OH", "25 oh"), ("AV.G.M.", "av g m"),
])  # fmt: skip
def test_words_are_folded_to_small_plain_letters(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(("text", "code"), [
    ("eGFR using creatinine CKD-EPI per 1.73 square metres (eGFR)", "egfr"), ("S-B12", "total_b12"),
    ("Vitamin B12, P", "total_b12"), ("P-Vitamin B12", "total_b12"), ("B12, S", "total_b12"),
    ("S", None), ("P B12 S", "total_b12"), ("S S B12", "total_b12"),
    ("S P B12", None), ("P P B12", None),
    ("Folic acid (folate)", "folate"), ("Folate B12", None), ("B12 cobalamin vitamin b12", "total_b12"),
    ("B12 deficiency", None),
    ("Creatinine clearance", None), ("Haemoglobin urine", None), ("Platelets by automated count", "platelets"),
    ("Vitamin B12 [Mass/volume] in Serum or Plasma", "total_b12"), ("Vitamin B12 [Colour] in Serum", None),
    ("B12 level", "total_b12"),
    ("B12 [moles/volume]", "total_b12"), ("Platelets [#/volume]", "platelets"), ("HIV [presence]", "hiv"),
    ("LDH [enzymatic activity/volume]", "ldh"),
    ("level", None), ("serum", None), ("", None), ("Ferritin" + " " * 112, "ferritin"), ("Ferritin" + " " * 113, None),
    (" ".join(["b12"] * 14), "total_b12"), (" ".join(["b12"] * 15), None), ("K", "potassium"),
])  # fmt: skip
def test_a_name_is_one_of_the_lists_with_words_beside_it_that_make_no_difference(text: str, code: str | None) -> None:
    assert analyte_named(text) == code


def test_a_word_that_denies_is_no_hindrance_where_it_is_part_of_the_name() -> None:
    assert analyte_named("Urine MMA/creatinine ratio") == "urine_mma_creatinine_ratio"
    assert denied(["Serum", "Creatinine Clearance ratio"]) == "clearance" and denied(["Serum B12"]) is None
    assert denied(["Cord blood"], specimens=True) == "cord" and denied(["ratio"], specimens=True) is None
    assert denied(["x" * 110 + " clearance"]) == "clearance" and denied(["x" * 111 + " clearance"]) is None


def test_codes_are_looked_up_as_they_are_spelt() -> None:
    assert known_code(Code("loinc", " 2132-9 ")) == Known("total_b12", ("ng/L", "pg/mL"), "", "analytes")
    assert known_code(Code("b12calc", " total_b12 ")) == Known("total_b12", (), "", "case format")
    assert known_code(Code("loinc", "31443-5")) == Known("intrinsic_factor_antibody", (), "", "analytes")
    other = known_code(Code("loinc", "11156-7"))
    assert other is not None and (other.analyte, other.units, other.means) == (None, (), "leukocyte morphology")
    assert known_code(Code("local", "2132-9")) is None and known_code(Code("read", "42t..")) is None


def test_every_code_of_the_units_of_a_test_holds_for_all_units_that_have_it() -> None:
    for analyte in analytes().values():
        for rule in analyte.units.values():
            if rule.loinc:
                known = known_code(Code("loinc", rule.loinc))
                assert known is not None and known.analyte == analyte.code
                assert rule.unit in known.units


def test_a_list_of_codes_is_asked_only_for_tests_it_knows() -> None:
    assert codes_known_for("loinc", "total_b12") and codes_known_for("b12calc", "gastrin")
    assert not codes_known_for("local", "total_b12") and not codes_known_for("loinc", "nonsense")


@pytest.mark.parametrize(("analyte", "text", "unit"), [
    ("total_b12", " NG / l ", "ng/L"), ("total_b12", "pmol.l-1", "pmol/L"), ("mma", "\u00b5mol/l", "umol/L"),
    ("mma", "\u03bcmol/l", "umol/L"),
    ("mma", "mcmol/L", "umol/L"), ("ferritin", "mcg/l", "ug/L"), ("platelets", "10\u2079/L", "10*9/L"),
    ("platelets", "\u00d710\u2079/l", "10*9/L"),
    ("platelets", "x10^3/mcl", "10*9/L"), ("platelets", "G/L", "10*9/L"), ("haemoglobin", "G/L", "g/L"),
    ("total_b12", "mcd", None), ("total_b12", "", None),
    ("total_b12", "umol/L", None), ("tsh", "mciu/l", None),
])  # fmt: skip
def test_a_unit_is_read_in_any_spelling_of_the_same_size(analyte: str, text: str, unit: str | None) -> None:
    assert unit_of(analyte, text) == unit


def test_a_text_is_a_unit_where_any_test_has_it() -> None:
    assert is_unit("ng/L") and is_unit("pmol.l-1") and is_unit("mL/min/1.73m2")
    assert not is_unit("apples") and not is_unit("")


@pytest.mark.parametrize(("text", "finding"), [
    ("Positive", "positive"), ("  POSITIV. ", "positive"), ("not detected", "negative"), ("positive control", None),
    ("", None),
    ("positive" + "." * 112, "positive"), ("positive" + "." * 112 + "x", "positive"),
    ("positive" + " " * 111 + "x", None),
])  # fmt: skip
def test_a_finding_is_a_whole_text_and_a_long_one_is_looked_at_no_further(text: str, finding: str | None) -> None:
    assert finding_named(text) == finding


@pytest.mark.parametrize(("note", "spoilt"), [
    ("Probe hämolytisch", True), ("Unhaemolysed", False), ("CLOTTED SPECIMEN received", True),
    ("contaminated", True), ("wrong-tube", True),
    ("all well", False), ("x" * 1984 + " clotted specimen", False), ("x" * 1983 + " clotted specimen", True),
])  # fmt: skip
def test_a_spoilt_sample_is_told_by_the_beginning_of_a_word(note: str, spoilt: bool) -> None:
    assert is_spoilt(note) is spoilt


def test_the_words_of_names_hold_those_beside_them_too() -> None:
    assert {"b12", "cobalamin", "serum", "fs"} <= name_words() and "urinal" not in name_words()


def test_a_name_that_stands_for_two_tests_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"names.toml: 'Vitamin B12' stands for total_b12 and for folate"):
        names._names(names._lists(), {"total_b12": [], "folate": ["Vitamin B12"]} | {"total_b12": ["Vitamin B12"]})


def test_every_word_of_the_list_says_that_a_sample_was_spoilt() -> None:
    listed = tomllib.loads(Path(names.__file__).with_name("names.toml").read_text(encoding="utf-8"))
    for word in listed["spoilt"]["words"]:
        assert is_spoilt(f"Sample: {word}."), word
