"""Laboratory profiles: dated and cited; they move limits, never decisions; an own file is read strictly."""

import dataclasses
from decimal import Decimal
from random import Random
from typing import Final

import pytest

from b12calc.rules import laboratories
from b12calc.rules.decide import run
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import FOLDER, find_laboratory, under
from tests.oracle.generate import random_case
from tests.rules.making import SYMPTOMS, Raw, active, case, figure, mma, pack, total
from tests.rules.profiles import at, facts_at, remarks

# Written down by hand from the reference, apart from the files: profile, analyte, unit, low limit, high limit.
PRINTED: Final = [
    ("nwl", "active_b12", "pmol/L", "25", "70"),
    ("severn", "total_b12", "ng/L", "100", "200"),
    ("ruh-bath", "total_b12", "ng/L", "145", "180"),
    ("mid-north-east-essex", "total_b12", "ng/L", "145", "180"),
    ("gloucestershire", "total_b12", "ng/L", "150", "180"),
    ("south-west-london", "total_b12", "ng/L", "200", "350"),  # the upper one stays that of the pack
    ("manchester", "total_b12", "ng/L", "150", "196"),
    ("mayo", "total_b12", "ng/L", "150", "400"),
    ("labcorp", "total_b12", "pg/mL", "200", "400"),
    ("us-generic", "total_b12", "pg/mL", "200", "350"),
    ("us-generic", "total_b12", "pmol/L", "148", "258"),
    ("iowa", "total_b12", "pg/mL", "150", "231"),
    ("ucsf", "total_b12", "pg/mL", "200", "300"),
    ("auckland", "total_b12", "pmol/L", "110", "170"),
    ("australia", "total_b12", "ng/L", "180", "350"),
    ("australia", "total_b12", "pmol/L", "132.8", "258.2"),
    ("australia", "active_b12", "pmol/L", "25", "70"),
]
INTERVAL_ONLY: Final = ("york", "leeds", "basildon", "arup", "nordx")
PROFILES: Final = tuple(one.id for one in laboratories())
# What a profile may move: everything that rests on where a B12 or metabolite figure lies.
OF_LIMITS: Final = {
    "total_b12_band",
    "active_b12_band",
    "b12_band",
    "b12_discordant",
    "total_b12_near_limit",
    "limits_conflict",
    "unit_doubt",
    "repeat_too_early",
    "mma_band",
    "homocysteine_band",
}


# ── the files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_profiles_named_in_the_specification_are_there_once_each() -> None:
    assert {"nwl", "severn", "ruh-bath", "york", "gloucestershire", "mayo", "labcorp", "us-generic"} <= set(PROFILES)
    assert {path.name.removesuffix(".toml") for path in FOLDER.iterdir()} == set(PROFILES)
    assert len({one.title for one in laboratories()}) == len(PROFILES)


@pytest.mark.parametrize("one", laboratories(), ids=PROFILES)
def test_a_profile_is_dated_cited_and_confirmed_and_an_old_one_says_so(one: Laboratory) -> None:
    assert one.source
    assert one.says != one.title
    assert one.evidence == "P"
    assert not one.own
    if one.edition == "undated" or one.edition < "2024":
        assert one.note, f"{one.id} is old or undated and does not say so"
    assert one.limits or one.intervals or one.repeat


@pytest.mark.parametrize("name", PROFILES)
def test_the_source_of_the_profile_is_cited_and_its_title_stands_on_the_record(name: str) -> None:
    got, one = at(name, case(total("250"), active("40"))), find_laboratory(name)
    assert got.laboratory == one.name
    cited = {line.id: line for line in got.citations}
    assert one.source in cited
    assert all(f"{one.title}: {line}" in got.problems for line in one.statements)


def test_every_profile_with_decision_limits_is_in_the_table_written_by_hand() -> None:
    with_limits = {(one.id, analyte) for one in laboratories() for analyte in one.limits if analyte.endswith("b12")}
    assert with_limits == {row[:2] for row in PRINTED}
    assert set(PROFILES) - {row[0] for row in PRINTED} == set(INTERVAL_ONLY)


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("name", "analyte", "unit", "low", "high"), PRINTED)
def test_just_below_at_and_just_above_each_limit(name: str, analyte: str, unit: str, low: str, high: str) -> None:
    step = Decimal("0.1")
    for value, band in (
        (Decimal(low) - step, "low"),
        (Decimal(low), "middle"),
        (Decimal(low) + step, "middle"),
        (Decimal(high) - step, "middle"),
        (Decimal(high), "middle"),
        (Decimal(high) + step, "high"),
    ):
        found = at(name, case(figure(analyte, f"{value}", unit))).measurements[0]
        assert (found.band, found.low_limit, found.high_limit) == (band, low, high), f"{name}: {value} {unit}"
        assert found.limits_from is not None
        assert found.limits_from.startswith(find_laboratory(name).title)


def test_a_lower_limit_alone_keeps_the_upper_one_of_the_pack_and_says_so() -> None:
    found = at("south-west-london", case(total("190"))).measurements[0]
    assert (found.band, found.limits_from) == ("low", "South West London; upper limit: guideline")


def test_a_lower_limit_alone_never_calls_a_figure_high_where_the_pack_has_none() -> None:
    got = at("south-west-london", case(total("900"), no=SYMPTOMS), "article")
    assert (got.measurements[0].band, got.status) == ("middle_or_high", "indeterminate")
    assert at("south-west-london", case(total("199"), no=SYMPTOMS), "article").status == "deficient"
    assert at("south-west-london", case(total("190", comparator=">")), "article").measurements[0].band == "unresolved"


@pytest.mark.parametrize("name", INTERVAL_ONLY)
def test_an_interval_is_no_decision_limit_and_is_shown(name: str) -> None:
    found = at(name, case(total("250"))).measurements[0]
    assert (found.low_limit, found.high_limit, found.limits_from) == ("180", "350", "guideline")
    assert "reference interval" in remarks(name, case(total("250")))


def test_a_limit_printed_in_another_unit_is_converted_and_that_is_said() -> None:
    found = at("ruh-bath", case(total("106.9", "pmol/L"))).measurements[0]
    assert (found.band, found.low_limit, found.high_limit) == ("low", "107", "132.8")
    assert at("ruh-bath", case(total("107.1", "pmol/L"))).measurements[0].band == "middle"
    assert "RUH Bath prints no figure in pmol/L: its figures were converted (calculated" in found.remarks[0]
    assert "converted" not in remarks("ruh-bath", case(total("150", "pg/mL")))


def test_a_unit_that_the_laboratory_does_not_print_is_named_as_taken() -> None:
    assert "prints no unit with its limits: ng/L is taken" in remarks("severn", case(total("150")))
    assert "is taken" not in remarks("mayo", case(total("150")))


@pytest.mark.parametrize(
    ("name", "result", "band"),
    [
        ("mayo", mma("400"), "normal"),
        ("mayo", mma("400.1"), "raised"),
        ("mayo", mma("300", reference_high="280"), "raised"),
        ("labcorp", mma("378"), "normal"),
        ("labcorp", mma("379"), "raised"),
        ("labcorp", mma("751"), "markedly_raised"),
        ("nwl", mma("281"), "raised"),
        ("arup", figure("homocysteine", "15.1", "umol/L"), "raised"),
    ],
)
def test_a_metabolite_is_raised_by_the_report_first_then_by_the_laboratory(name: str, result: Raw, band: str) -> None:
    assert at(name, case(result)).measurements[0].band == band


def test_a_very_high_level_stays_very_high_under_every_profile() -> None:
    assert {at(name, case(total("1001"))).measurements[0].band for name in PROFILES} == {"very_high"}


def test_the_uncertainty_a_laboratory_states_is_the_doubt_that_is_shown() -> None:
    wide = dataclasses.replace(find_laboratory("auckland"), uncertainty_percent=20)
    raw = case(total("200", "pmol/L"))
    assert "near_cut_off" not in at("auckland", raw).warnings
    got = at(wide, raw)
    assert "near_cut_off" in got.warnings
    assert (got.measurements[0].doubt_low, got.measurements[0].doubt_high) == ("160", "240")
    assert any("within 20 % of a limit" in line for one in got.recommendations for line in one.because)


# ── what a profile may touch ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("edition", ["uk", "us", "article"])
def test_p11_a_profile_moves_only_facts_about_where_a_figure_lies(edition: str) -> None:
    for seed in range(40):
        raw = random_case(Random(seed))
        without = facts_at(None, raw, edition).words
        for name in PROFILES:
            other = facts_at(name, raw, edition).words
            moved = {fact for fact in other if other[fact] != without[fact]}
            assert moved <= OF_LIMITS, f"seed {seed}, {name}: {moved - OF_LIMITS}"


def test_p11_equal_facts_give_equal_decisions_whatever_the_profile() -> None:
    for seed in range(60):
        raw = random_case(Random(seed))
        plain = facts_at(None, raw)
        base = run(pack(), plain)
        for name in PROFILES:
            other = facts_at(name, raw)
            if other.words == plain.words:
                decision = run(under(pack(), name), other)
                assert decision.words == base.words
                assert {t: hit.row.id for t, hit in decision.hits.items()} == {
                    t: hit.row.id for t, hit in base.hits.items()
                }


def test_p11_without_a_b12_result_only_the_line_of_the_profile_changes() -> None:
    raw = case(yes="paraesthesia vegan_diet")
    plain = at(None, raw)
    for name in PROFILES:
        other = at(name, raw)
        moved = {field for field in type(plain).model_fields if getattr(plain, field) != getattr(other, field)}
        assert moved <= {"laboratory", "problems", "citations"}, name


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_that_parts_from_the_pack_never_leads_to_unlikely(name: str) -> None:
    for tenths in range(400, 6000, 37):
        got = at(name, case(total(f"{Decimal(tenths) / 10}"), no=SYMPTOMS))
        if "lab_limits_differ" in got.warnings:
            assert got.status != "unlikely"
