"""Packs and laboratories by hand: whose limit decides, and what stays open without one."""

from typing import Any

import pytest

from .answer import Answer
from .building import (
    KIDNEY,
    NO_NERVES,
    NO_SYMPTOMS,
    TODAY,
    active,
    answer,
    case,
    figure,
    homocysteine,
    mma,
    total,
    word,
)
from .decide import decide

Result = dict[str, Any]
NARROW = {"limits": {"total_b12": {"ng/L": {"low": "145", "high": "180"}}}}
LOW_ONLY = {"limits": {"total_b12": {"ng/L": {"low": "200"}}}}
WORDS = ("status", "urgency", "start", "route", "neurological_involvement", "lifelong", "warnings", "next_tests")


def bare(value: str, unit: str = "ng/L", **more: str) -> Result:
    """Total B12 without a printed range."""
    return figure("total_b12", value, unit, **more)


def by(pack: str, *results: Result, laboratory: dict[str, Any] | None = None, **more: Any) -> Answer:
    """The answer of a pack, with a laboratory's limits."""
    return decide(case(*results, **more), TODAY, pack, laboratory)


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(ValueError, match="pack"):
        by("moon", total("100"))


@pytest.mark.parametrize(
    ("value", "unit", "uk", "us"),
    [
        ("179.9", "pg/mL", "low", "low"),
        ("180", "pg/mL", "middle", "middle"),
        ("350", "ng/L", "middle", "middle"),
        ("350.1", "pg/mL", "high", "high"),
        ("132.7", "pmol/L", "low", "low"),
        ("132.8", "pmol/L", "low", "middle"),
        ("132.9", "pmol/L", "low", "middle"),
        ("258.1", "pmol/L", "high", "middle"),
        ("258.2", "pmol/L", "high", "middle"),
        ("258.3", "pmol/L", "high", "high"),
    ],
)
def test_each_pack_prints_its_own_limit_in_pmol(value: str, unit: str, uk: str, us: str) -> None:
    got = [by(pack, bare(value, unit)).facts["total_b12_band"] for pack in ("uk", "us")]
    assert got == [uk, us]


@pytest.mark.parametrize("pack", ["us", "article"])
def test_active_b12_has_no_limit_outside_the_uk_but_the_printed_lower_end(pack: str) -> None:
    assert by(pack, active("10")).facts["active_b12_band"] == "unresolved"
    printed = {"reference_low": "25", "reference_high": "165"}
    assert by(pack, figure("active_b12", "24.9", "pmol/L", **printed)).status == "deficient"
    assert by(pack, figure("active_b12", "25", "pmol/L", **printed)).facts["active_b12_band"] == "unresolved"


def test_an_active_b12_without_limit_takes_the_reassurance_of_a_high_total_but_not_the_concern_of_a_low_one() -> None:
    assert (by("us", total("600")).status, by("us", total("600"), active("90")).status) == ("unlikely", "indeterminate")
    assert by("us", total("100"), active("90")).status == "deficient"


@pytest.mark.parametrize(
    ("result", "band", "status"),
    [
        (bare("10"), "unresolved", "indeterminate"),
        (bare("2000"), "unresolved", "indeterminate"),
        (bare("2000", reference_high="900"), "unresolved", "indeterminate"),
        (bare("196", reference_low="197"), "low", "deficient"),
        (bare("197", reference_low="197"), "unresolved", "indeterminate"),
        (bare("999", reference_low="197", reference_high="771"), "unresolved", "indeterminate"),
        (bare("150", reference_low="197", comparator="<"), "low", "deficient"),
        (bare("300", reference_low="197", comparator="<"), "unresolved", "indeterminate"),
        (word("total_b12", "low"), "low", "deficient"),
        (word("total_b12", "raised"), "high", "unlikely"),
    ],
)
def test_the_article_calls_low_what_the_laboratory_prints_as_low_and_nothing_unlikely_by_figure(
    result: Result, band: str, status: str
) -> None:
    got = by("article", result)
    assert (got.facts["total_b12_band"], got.status) == (band, status)


def test_the_article_stays_indeterminate_with_a_normal_mma_and_without_nerves() -> None:
    got = by("article", bare("400", reference_low="197"), mma("200"), KIDNEY, no={**NO_SYMPTOMS, **NO_NERVES})
    assert (got.status, got.rows["section 4"], got.start) == ("indeterminate", "10", "not_indicated")


def test_the_fallback_limits_of_the_metabolites_are_no_packs() -> None:
    for pack in ("uk", "us", "article"):
        assert by(pack, bare("250"), mma("281"), KIDNEY).status == "functional_deficiency"
        assert by(pack, homocysteine("15.1")).facts["homocysteine_band"] == "raised"
        assert by(pack, figure("folate", "2.9", "ug/L")).facts["folate_band"] == "low"


def test_near_and_doubt_in_the_article_follow_the_printed_lower_end() -> None:
    near = by("article", bare("210", reference_low="200"))
    assert near.facts["total_b12_near_limit"] == "yes"
    assert by("article", bare("185")).facts["total_b12_near_limit"] == "no"
    for result in (bare("150"), bare("150", reference_low="145"), bare("170", reference_low="145")):
        got = by("article", result)
        assert (got.facts["unit_doubt"], got.facts["limits_conflict"]) == ("no", "no")


def test_above_a_thousand_without_a_high_limit_warns_and_leaves_the_band_open() -> None:
    got = by("article", bare("1001", reference_low="197"))
    assert (got.status, got.facts["total_b12_band"]) == ("indeterminate", "unresolved")
    assert "high_b12_look_for_cause" in got.warnings


@pytest.mark.parametrize(
    ("value", "unit", "status"),
    [
        ("144", "ng/L", "deficient"),
        ("145", "pg/mL", "indeterminate"),
        ("180", "pg/mL", "indeterminate"),
        ("400", "ng/L", "unlikely"),
        ("132", "pmol/L", "deficient"),
        ("250", "pmol/L", "indeterminate"),
    ],
)
def test_a_laboratory_replaces_the_limits_of_its_unit_only(value: str, unit: str, status: str) -> None:
    assert by("uk", bare(value, unit, reference_low="1"), laboratory=NARROW).status == status


def test_a_laboratory_that_differs_from_the_pack_is_shown_and_withholds_unlikely() -> None:
    got = by("uk", bare("200"), laboratory=NARROW)
    assert (got.status, got.rows["section 4"]) == ("indeterminate", "11b")
    assert "lab_limits_differ" in got.warnings
    assert by("article", bare("200"), laboratory=NARROW).status == "unlikely"
    assert "lab_limits_differ" not in by("uk", bare("144"), laboratory=NARROW).warnings
    assert "lab_limits_differ" in by("article", bare("170", reference_low="175"), laboratory=NARROW).warnings


def test_a_laboratory_without_a_high_limit_leaves_middle_or_high_open() -> None:
    got = by("uk", bare("600"), laboratory=LOW_ONLY)
    assert (got.status, got.facts["total_b12_band"]) == ("indeterminate", "unresolved")
    assert "lab_limits_differ" not in got.warnings
    assert by("uk", bare("199"), laboratory=LOW_ONLY).status == "deficient"


def test_a_laboratory_with_limits_in_the_unit_corroborates_it() -> None:
    doubtful = bare("150", "ng/L")
    assert by("us", doubtful).facts["unit_doubt"] == "yes"
    same = {"limits": {"total_b12": {"pg/mL": {"low": "180", "high": "350"}}}}
    other = {"limits": {"total_b12": {"pmol/L": {"low": "133", "high": "258"}}}}
    assert by("us", doubtful, laboratory=same).facts["unit_doubt"] == "no"
    assert by("us", doubtful, laboratory=other).facts["unit_doubt"] == "yes"


def test_near_the_limit_means_the_limit_in_use() -> None:
    assert by("uk", bare("150"), laboratory=NARROW).facts["total_b12_near_limit"] == "yes"
    assert by("uk", bare("350"), laboratory=NARROW).facts["total_b12_near_limit"] == "no"


def test_the_printed_range_goes_before_the_laboratorys_metabolite_limit_and_that_before_the_fallback() -> None:
    kind = {"limits": {"mma": {"nmol/L": {"raised": "400"}}, "folate": {"ng/mL": {"low": "4"}}}}
    assert by("uk", mma("399"), laboratory=kind).facts["mma_band"] == "normal"
    assert by("uk", mma("401"), laboratory=kind).facts["mma_band"] == "raised"
    printed = figure("mma", "399", "nmol/L", reference_high="300")
    assert by("uk", printed, laboratory=kind).facts["mma_band"] == "raised"
    assert by("uk", figure("mma", "0.399", "umol/L"), laboratory=kind).facts["mma_band"] == "raised"
    assert by("uk", figure("folate", "3.5", "ug/L"), laboratory=kind).facts["folate_band"] == "low"


@pytest.mark.parametrize("yes", ["", "paraesthesia", "bariatric_surgery", "leber_optic_neuropathy", "spasticity"])
def test_with_the_same_bands_every_pack_decides_the_same(yes: str) -> None:
    bands = {"limits": {"total_b12": {"ng/L": {"low": "180", "high": "350"}}}}
    for value in ("100", "250", "600"):
        home = answer(total(value), yes=yes)
        for pack in ("us", "article"):
            there = by(pack, total(value), yes=yes, laboratory=bands)
            assert [getattr(there, name) for name in WORDS] == [getattr(home, name) for name in WORDS]
