"""Whether report and form name one patient: said in words, stopped where they differ, opened by typing who it is."""

from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming.imported import ImportedIdentity
from b12calc_ui.import_identity import checkable, compare, is_blank, patient_of, retyped, same_name

from .import_made import ANNA, NOBODY

TODAY = date(2026, 3, 12)


def form(**told: str) -> dict[str, str]:
    return {"name": "", "age": "", "sex": "", "identifier": "", "visit": "12 Mar 2026", **told}


def report(**told: Any) -> ImportedIdentity:
    return ImportedIdentity(**{**NOBODY.model_dump(), **told})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "BERG, Anna", True), ("Anna Berg", "Mrs Anna Maria Berg", True), ("A. Berg", "Anna Berg", True),
        ("Müller", "MUELLER", False), ("José Peña", "PENA JOSE", True), ("Anna Berg", "Anne Berg", False),
        ("Anna Berg", "Anna Borg", False), ("Berg", "Anna Berg", True), ("Ann Lee", "Ann Ann", False),
        ("Mrs", "Anna Berg", False), ("Mr", "Dr", False), ("–", "Anna Berg", False), ("", "Anna Berg", False),
    ],
)  # fmt: skip
def test_names_are_one_where_one_holds_every_word_of_the_other(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same and same_name(other, one) is same


def test_what_differs_is_said_field_by_field() -> None:
    who = compare(ANNA, form(name="Peter Cole", age="1 Feb 1950", sex="male", identifier="111"), TODAY)
    assert who.differ == (
        "Name: Peter Cole in the form, BERG, Anna in the report",
        "Date of birth: 1 Feb 1950 in the form, 12 Mar 1959 in the report",
        "Sex: Male in the form, Female in the report",
        "Number: 111 in the form, 943 476 5919 in the report",
    )


def test_the_same_patient_differs_in_nothing_however_it_is_spelt() -> None:
    who = compare(ANNA, form(name="Anna Berg", age="1959-03-12", sex="female", identifier="9434765919"), TODAY)
    assert who.differ == () and who.alike == ("Name", "Date of birth", "Sex", "Number")
    assert who.one_patient() and not compare(ANNA, form(age="67", sex="female"), TODAY).one_patient()
    assert compare(ANNA, form(age="67"), TODAY).differ == ()
    assert compare(ANNA, form(age="66"), TODAY).differ == ("Age: 66 in the form, 12 Mar 1959 in the report",)


def test_silence_on_either_side_is_said_and_stops_nothing() -> None:
    assert compare(NOBODY, form(), TODAY).sentence() == "Neither the report nor the form names anybody."
    assert compare(NOBODY, form(name="Anna Berg"), TODAY).sentence().startswith("The report names nobody.")
    assert compare(ANNA, form(), TODAY).sentence().endswith("The form names nobody yet.")
    apart = compare(report(name="Anna Berg"), form(age="67"), TODAY)
    assert not apart.differ and apart.sentence().endswith("They share nothing to compare.")


def test_only_initials_and_birth_year_of_the_form_open_the_way() -> None:
    here = form(name="Dr Peter James Cole", age="1 Feb 1950")
    assert checkable(here)
    assert all(retyped(here, typed, "1950") for typed in ("PJC", "pc", "P. J. C.", " CP "))
    assert not any(retyped(here, typed, "1950") for typed in ("", "AB", "P", "PJCX"))
    assert not any(retyped(here, "PC", year) for year in ("", "1959", "50"))
    assert retyped(form(name="Peter Cole", age="76"), "PC", "1950") and retyped(
        form(name="Peter Cole", age="76"), "PC", "1949"
    )


def test_a_form_without_name_or_age_cannot_be_checked() -> None:
    assert not checkable(form(name="Peter Cole")) and not checkable(form(age="76"))
    assert not checkable(form(name="Peter Cole", age="nonsense"))
    assert not retyped(form(age="76"), "", "1950")


def test_the_details_of_a_report_are_those_the_strip_holds() -> None:
    assert is_blank(form()) and not is_blank(form(sex="female"))
    assert patient_of(ANNA) == {
        "name": "BERG, Anna", "age": "12 Mar 1959", "sex": "female", "identifier": "943 476 5919",
    }  # fmt: skip
    assert patient_of(NOBODY) == {}
