"""What is told to be alike is read alike: results and people with one key have the same facts."""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from b12calc.models.case import Reported
from b12calc.rules.alike import Alike, Person
from b12calc.rules.numbers import filtration_band
from tests.rules.making import TODAY, Raw, case, facts, figure, finding, haemoglobin, read, total

WOMAN = Person(40, "female", "not_pregnant", None)


def alike(laboratory: str | None = None) -> Alike:
    return Alike("uk", laboratory, TODAY)


def reported(raw: Raw) -> Reported:
    return read(case(raw)).visits[0].results[0].reported()


FIGURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "total_b12": ("ng/L", ("100", "162", "179", "180", "181", "250", "350", "351", "385", "386", "1000", "1001")),
    "active_b12": ("pmol/L", ("10", "24.9", "25", "27.5", "27.6", "50", "70", "70.1", "77", "78", "120")),
    "mma": ("nmol/L", ("100", "280", "281", "750", "751")),
    "homocysteine": ("umol/L", ("9", "15", "15.1", "50", "50.1")),
    "folate": ("ug/L", ("2.9", "3", "3.9", "4", "5", "8", "20", "30")),
    "mcv": ("fL", ("70", "79", "80", "100", "100.1", "115", "115.1")),
    "white_cells": ("10*9/L", ("1", "3.9", "4", "11", "30")),
    "neutrophils": ("10*9/L", ("0.5", "0.99", "1", "1.4", "1.5", "2", "8")),
    "platelets": ("10*9/L", ("20", "49", "50", "100", "149", "150", "400")),
    "ferritin": ("ug/L", ("5", "14", "15", "29", "30", "31", "100", "500")),
    "ldh": ("U/L", ("100", "250", "251", "900")),
    "haptoglobin": ("g/L", ("0.1", "0.29", "0.3", "1", "3")),
    "intrinsic_factor_antibody": ("U/mL", ("0.5", "1.4", "1.5", "1.6", "20")),
}
# Beside these each count can turn a fact: low platelets, broken cells and a raised LDH make one picture together.
BESIDE = (
    haemoglobin("95"),
    figure("platelets", "90", "10*9/L", reference_low="150"),
    figure("ldh", "900", "U/L", reference_high="250"),
    figure("haptoglobin", "0.1", "g/L", reference_low="0.3"),
)


def printings(middle: str) -> tuple[Mapping[str, str], ...]:
    low, high, both = (
        {"reference_low": middle},
        {"reference_high": middle},
        {"reference_low": middle, "reference_high": "999"},
    )
    return ({}, low, high, both, {"comparator": "<", **low}, {"comparator": ">", **high}, {"comparator": ">", **low})


@pytest.mark.parametrize("analyte", FIGURES)
def test_figures_with_one_key_are_read_the_same(analyte: str) -> None:
    unit, values = FIGURES[analyte]
    one, found, tried = alike(), dict[Hashable, Mapping[str, str]](), 0
    beside = [raw for raw in BESIDE if raw["analyte"] != analyte]
    for printed in printings(values[len(values) // 2]):
        for value in values:
            raw = figure(analyte, value, unit, **printed)
            if one.sound(read(case(raw)).visits[0].results[0]):
                tried += 1
                told = facts(case(raw, *beside))
                assert found.setdefault(one.result(reported(raw), ()), told) == told, (value, printed)
    assert tried > len(found) > 1
    assert len({tuple(told.items()) for told in found.values()}) > 1


def test_results_in_words_with_one_key_are_read_the_same() -> None:
    one = alike()
    raws = [finding("total_b12", word) for word in ("low", "normal", "raised", "undetectable")]
    raws += [finding("blood_film", "abnormal", seen) for seen in ("hypersegmented_neutrophils", "schistocytes")]
    keys = [one.result(reported(raw), tuple(raw.get("findings", ()))) for raw in raws]
    assert len(set(keys)) == len(raws)
    assert one.remarks(reported(raws[0]), None, ()) == ()
    assert one.asked(reported(raws[0]), WOMAN, None, False) is None
    assert not one.hangs(reported(raws[0]))
    assert one.told(reported(raws[0]), ()).startswith("Total B12")


@pytest.mark.parametrize("seed", range(4))
def test_a_kidney_is_read_as_if_no_other_had_been_read_before(seed: int) -> None:
    random, one = Random(seed), alike()
    people = [Person(age, sex, "unknown", None) for age in (20, 60, 90) for sex in ("female", "male", "unknown")]
    for _ in range(600):
        person = random.choice(people)
        sign = random.choice(({}, {}, {}, {"comparator": "<"}, {"comparator": ">"}))
        unit, most = random.choice((("umol/L", 400), ("mg/dL", 5)))
        value = Decimal(random.randint(20 if most > 5 else 3, most * 10)) / 10
        creatinine = reported(figure("creatinine", str(value), unit, **sign))
        egfr = reported(figure("egfr", "45", "mL/min/1.73m2")) if random.random() < 0.1 else None
        told = filtration_band(egfr, creatinine, person.age, person.sex, one.limits)
        assert one.kidney(egfr, creatinine, person) == told, (person, value, unit, sign)
    assert one.kidney(None, None, WOMAN) is None


PEOPLE: list[tuple[Person, dict[str, Any]]] = [
    (WOMAN, {}),
    (Person(40, "male", "unknown", None), {"sex": "male", "pregnancy": None}),
    (Person(40, "unknown", "unknown", None), {"sex": "unknown", "pregnancy": None}),
    *[
        (Person(40, "female", "pregnant", trimester), {"pregnancy": "pregnant", "trimester": trimester})
        for trimester in (1, 2, 3)
    ],
    (Person(40, "female", "pregnant", None), {"pregnancy": "pregnant"}),
]


def test_a_haemoglobin_is_graded_by_the_groups_of_the_person() -> None:
    one = alike()
    groups = [one.groups(person) for person, _ in PEOPLE]
    assert groups == [
        ("female",), ("male",), ("female", "male"), ("pregnant_1",), ("pregnant_2",), ("pregnant_3",),
        ("pregnant_1", "pregnant_2", "pregnant_3"),
    ]  # fmt: skip
    assert one.groups(Person(40, "male", "pregnant", None)) == ("male",)
    assert one.anaemia(None, WOMAN) is None
    assert one.anaemia(reported(finding("haemoglobin", "low")), WOMAN) is None


def test_haemoglobins_and_people_with_one_key_have_the_same_anaemia() -> None:
    one = alike()
    found: dict[Hashable, str] = {}
    for person, more in PEOPLE:
        for value in ("60", "69", "70", "79", "80", "99", "100", "109", "110", "119", "120", "129", "130", "150"):
            raw = haemoglobin(value)
            fields: dict[str, Any] = {"sex": "female", "pregnancy": "not_pregnant", **more}
            fields = {key: said or "unknown" for key, said in fields.items()}
            told = facts(case(raw, **fields))["anaemia"]
            assert found.setdefault(one.anaemia(reported(raw), person), told) == told
    assert len(found) > 4


@pytest.mark.parametrize(("age", "next_one"), [(15, 16), (59, 60), (64, 65)])
def test_people_are_told_apart_at_every_age_that_decides_and_nowhere_else(age: int, next_one: int) -> None:
    one = alike()

    def key(years: int | None) -> Hashable:
        return one.person(Person(years, "female", "unknown", None))

    assert key(age) != key(next_one)
    assert key(next_one) == key(next_one + 1)
    assert key(None) not in {key(years) for years in (0, 15, 16, 60, 65, 100)}
    others = (("male", "not_pregnant", None, ""), ("female", "pregnant", None, ""), ("female", "not_pregnant", 2, ""))
    for sex, pregnancy, trimester, group in (*others, ("female", "not_pregnant", None, "adult")):
        other = Person(40, sex, pregnancy, trimester, group)
        assert one.person(other) != one.person(WOMAN)


def test_the_day_of_a_sample_tells_whether_it_is_out_of_date_and_when_b12_may_be_taken_again() -> None:
    plain, waiting = alike(), alike("york")
    old, new = TODAY - timedelta(days=91), TODAY - timedelta(days=90)
    for analyte in ("total_b12", "active_b12", "mma", "homocysteine"):
        assert plain.day(analyte, old)[0] is True and plain.day(analyte, new)[0] is False  # type: ignore[index]
    assert plain.day("folate", old) == plain.day("folate", date(2000, 1, 1))
    assert plain.day("total_b12", new) == plain.day("total_b12", TODAY)
    if waiting.waits:
        assert waiting.day("total_b12", new) != waiting.day("total_b12", TODAY)
        assert waiting.day("mma", new) == waiting.day("mma", TODAY)


@pytest.mark.parametrize(("code", "unit", "most"), [("creatinine", "umol/L", 900), ("haemoglobin", "g/L", 200)])
def test_where_a_remark_on_the_unit_is_said_not_to_hang_on_the_person_it_does_not(
    code: str, unit: str, most: int
) -> None:
    one, hanging = alike(), 0
    people = [person for person, _ in PEOPLE] + [Person(90, "male", "unknown", None)]
    for value in range(1, most, 3):
        seen = reported(figure(code, str(value), unit))
        asked = {one.asked(seen, person, None, False) for person in people}
        assert len(asked) == 1 or one.hangs(seen), value
        hanging += one.hangs(seen)
    assert hanging > 0
    assert not one.hangs(reported(total("250")))
    assert one.asked(reported(total("250")), WOMAN, None, False) is None


def test_a_red_cell_folate_is_not_asked_about_beside_a_serum_folate() -> None:
    one, seen = alike(), reported(figure("red_cell_folate", "4", "ug/L"))
    assert one.asked(seen, WOMAN, None, True) is None
