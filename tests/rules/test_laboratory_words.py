"""What a laboratory profile says beside the guideline: both bands, conflicts, its repeat rule."""

import pytest

from tests.rules.making import SYMPTOMS, Raw, active, bare, case, figure, total
from tests.rules.profiles import at, facts_at, remarks


# ── conflict, in words ───────────────────────────────────────────────────────────────────────────────────────────────
def test_both_bands_stand_side_by_side_where_profile_and_pack_part() -> None:
    raw = case(total("250"), no=SYMPTOMS)
    got = at("ruh-bath", raw)
    said = "RUH Bath: high (limits 145 to 180 ng/L) · guideline: indeterminate (limits 180 to 350 ng/L)"
    assert said in remarks("ruh-bath", raw)
    assert (got.status, "lab_limits_differ" in got.warnings) == ("indeterminate", True)
    line = next(one for one in got.recommendations if one.code == "lab_limits_differ")
    assert any(said in because for because in line.because)
    assert "The laboratory states that the NG239 limits for total B12 do not apply" in " ".join(got.problems)


@pytest.mark.parametrize(
    ("name", "result", "conflict"),
    [
        ("ruh-bath", total("140"), "no"),
        ("ruh-bath", total("170", reference_low="145"), "yes"),
        ("ruh-bath", total("400"), "no"),
        ("south-west-london", total("190"), "yes"),
        ("nwl", active("30"), "no"),
        ("nwl", total("250"), "no"),
        ("mayo", bare("380"), "yes"),
        ("severn", bare("160", comparator="<"), "yes"),
        ("york", bare("190"), "yes"),
        ("york", bare("250"), "no"),
        ("york", total("190", reference_low="180"), "no"),
    ],
)
def test_profile_and_pack_conflict_exactly_where_they_part(name: str, result: Raw, conflict: str) -> None:
    assert facts_at(name, case(result)).words["limits_conflict"] == conflict


def test_without_limits_in_the_pack_there_is_nothing_to_part_from() -> None:
    raw = case(bare("190"), no=SYMPTOMS)
    assert "lab_limits_differ" not in at("ruh-bath", raw, "article").warnings
    assert at("york", raw, "article").status == "deficient"  # the lower end of the interval serves as the low limit


def test_a_printed_range_that_is_not_that_of_the_laboratory_is_named() -> None:
    said = remarks("york", case(total("250", reference_low="180", reference_high="900")))
    assert "The report prints 180 to 900 ng/L, York and Scarborough 197 to 771 ng/L" in said
    same = remarks("york", case(total("250", reference_low="197.0", reference_high="771")))
    assert "The report prints" not in same
    half = remarks("york", case(figure("total_b12", "250", "ng/L", reference_low="180")))
    assert "The report prints from 180 ng/L" in half


def test_a_laboratory_that_prints_the_unit_speaks_for_it() -> None:
    raw = case(bare("300"))
    assert facts_at(None, raw).words["unit_doubt"] == "yes"
    assert facts_at("york", raw).words["unit_doubt"] == "no"
    assert facts_at("york", case(bare("300", "pmol/L"))).words["unit_doubt"] == "yes"
    assert facts_at("gloucestershire", case(bare("160"))).words["unit_doubt"] == "yes"  # its own unit is only inferred


# ── repeat rule ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "collected", "early"),
    [
        ("leeds", "2026-01-16", True),  # the 55th day
        ("leeds", "2026-01-15", False),  # the 56th
        ("leeds", "2026-01-14", False),
        ("ruh-bath", "2026-01-30", True),  # the 41st day
        ("ruh-bath", "2026-01-29", False),
        ("australia", "2025-04-13", True),
        ("australia", "2025-04-12", False),
        ("york", "2026-03-12", False),
    ],
)
def test_a_repeat_inside_the_interval_of_the_laboratory_is_warned_of(name: str, collected: str, early: bool) -> None:
    got = at(name, case(total("250", collected=collected)))
    assert ("do_not_repeat_b12_on_treatment" in got.warnings) is early
    assert ("Do not repeat B12 before" in remarks(name, case(total("250", collected=collected)))) is early


def test_the_first_day_of_a_repeat_is_named_on_the_result_and_in_the_reason() -> None:
    got = at("ruh-bath", case(total("250")))
    line = next(one for one in got.recommendations if one.code == "do_not_repeat_b12_on_treatment")
    said = "do not repeat B12 before 23 Apr 2026 (RUH Bath: 42 days after the last one)"
    assert said in line.because
    assert f"D{said[1:]}." in got.measurements[0].remarks


def test_no_word_is_warned_of_twice_when_injections_run_inside_the_interval() -> None:
    for raw in (
        case(total("100"), yes="paraesthesia"),
        case(total("250"), before={"kind": "injection", "last_taken": "2026-03-01"}),
    ):
        assert at("leeds", raw).warnings.count("do_not_repeat_b12_on_treatment") == 1
