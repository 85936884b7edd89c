"""A result beside an earlier one: what is said of the two, by what figures, and that it stands with the result."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from b12calc.models.repeat import Repeat
from b12calc.models.vocabulary import PACKS, REPEATS
from b12calc.rules import assess, assess_by_edition, find_edition
from b12calc.rules.completeness import faults
from b12calc.rules.knowledge import load_pack
from b12calc.rules.lab_profile import read_laboratory
from b12calc.rules.repeats import further_apart
from tests.rules.making import TODAY, Raw, active, assessed, bare, case, figure, finding, homocysteine, mma, read, total
from tests.rules.test_kept import caches, held

OLD = "2026-01-10"
LABORATORIES = ("Planted Laboratories North", "Planted Laboratories South")


def said(*results: Raw, **more: Any) -> tuple[Repeat, ...]:
    """What is said of the first analyte of a case."""
    return assessed(case(*results, **more)).measurements[0].repeats


def one(*results: Raw, **more: Any) -> Repeat:
    (found,) = said(*results, **more)
    return found


@pytest.mark.parametrize(
    ("first", "second", "percents", "apart"),
    [
        ("200", "175", ("5",), False),  # 25 against 2 sqrt(10² + 8.75²) = 26.6
        ("200", "170", ("5",), True),  # 30 against 2 sqrt(10² + 8.5²) = 26.2
        ("4", "3", ("10",), False),  # 1 against 2 sqrt(0.4² + 0.3²) = 1: not larger
        ("4.001", "3", ("10",), True),
        ("400", "182", ("5", "23"), True),  # 218 against 2 sqrt(400² + 182²) 0.23537 = 206.9
        ("380", "182", ("5", "23"), False),  # 198 against 198.3
        ("400", "300", ("4",), True),  # 100 against 40
        ("400", "300", ("4", "15"), False),  # 100 against 155
        ("180", "180", ("5",), False),
    ],
)
def test_the_difference_is_held_against_two_standard_deviations_of_it(
    first: str, second: str, percents: tuple[str, ...], apart: bool
) -> None:
    spread = tuple(map(Decimal, percents))
    assert further_apart(Decimal(first), Decimal(second), spread) is apart
    assert further_apart(Decimal(second), Decimal(first), spread) is apart


@pytest.mark.parametrize(
    ("results", "row", "verdict"),
    [
        ((total("182"), total("178", collected=OLD)), "repeat-same", "same_result"),
        ((total("182"), total("240", collected=OLD)), "repeat-within_person", "within_person"),
        ((total("182"), total("400", collected=OLD)), "repeat-changed", "changed"),
        ((active("30"), active("33", collected=OLD)), "repeat-same", "same_result"),
        ((active("30"), active("50", collected=OLD)), "repeat-changed-active", "changed"),
        ((mma("300"), mma("310", collected=OLD)), "repeat-same", "same_result"),
        ((mma("300"), mma("400", collected=OLD)), "repeat-within_person", "within_person"),
        ((mma("300"), mma("900", collected=OLD)), "repeat-changed-mma", "changed"),
        ((homocysteine("12"), homocysteine("30", collected=OLD)), "repeat-not_known", "not_known"),
        (
            (figure("folate", "8", "ug/L"), figure("folate", "2", "ug/L", collected=OLD)),
            "repeat-not_known",
            "not_known",
        ),
    ],
)
def test_each_verdict_is_that_of_its_row(results: tuple[Raw, ...], row: str, verdict: str) -> None:
    got = one(*results)
    assert (got.row, got.verdict) == (row, verdict)


def test_the_words_name_the_earlier_figure_the_uncertainty_the_sources_and_what_decides() -> None:
    answer = assessed(case(total("182"), total("178", collected=OLD)))
    (got,) = answer.measurements[0].repeats
    assert got.text in answer.measurements[0].remarks
    assert answer.problems == tuple(f"Total vitamin B12: {remark}" for remark in answer.measurements[0].remarks)
    assert got.text == (
        "Earlier 178 ng/L (10 Jan 2026). Within measuring error: count the two as one result. Both together: about "
        "1 in 2 that it is truly from 180 to 350 ng/L, if nothing changed in between and the errors are independent; "
        "the newest decides (uncertainty 10 %, own assumption; NAT-25 P)."
    )
    assert set(got.sources) <= {line.id for line in answer.citations}


def test_without_a_stated_uncertainty_no_figure_is_given() -> None:
    got = one(homocysteine("12"), homocysteine("30", collected=OLD))
    assert "No stated uncertainty" in got.text
    assert "%" not in got.text and got.together_percent is None and got.sources == ("DESIGN",)


def test_the_uncertainty_of_the_laboratory_counts_and_is_named() -> None:
    text = 'title = "Hilltop"\nedition = "2025-03"\nsource = "Hilltop handbook"\nuncertainty_percent = {}\n'
    text += '[total_b12.limits]\n"ng/L" = {{ low = "150", high = "200" }}\n'
    sharp, blunt = (
        assess(
            read(case(total("170"), total("185", collected=OLD))),
            today=TODAY,
            laboratory=read_laboratory(text.format(percent).encode(), "hilltop.toml"),
        ).measurements[0].repeats[0]
        for percent in (4, 20)
    )  # fmt: skip
    assert (sharp.verdict, blunt.verdict) == ("within_person", "same_result")
    assert "uncertainty 4 %, stated by Hilltop" in sharp.text and "NAT-25" not in sharp.text
    at_auckland = assess(read(case(total("150", "pmol/L"))), today=TODAY, laboratory="auckland").problems
    both = case(total("150", "pmol/L"), total("155", "pmol/L", collected=OLD))
    assert assess(read(both), today=TODAY, laboratory="auckland").problems[:-1] == at_auckland != ()


# ── method ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("newest", "earlier", "words"),
    [
        (total("182"), bare("140", "pmol/L"), "in another unit"),
        (total("182", laboratory="North"), total("178", laboratory="South"), "from another laboratory"),
        (total("182"), total("178", reference_low="150"), "with another printed range"),
        (total("182", laboratory="North"), total("140", "pmol/L", laboratory="South"), "unit, from another laboratory"),
    ],
)
def test_another_method_is_said_and_nothing_is_compared(newest: Raw, earlier: Raw, words: str) -> None:
    got = one(newest, earlier | {"collected": OLD})
    assert (got.row, got.verdict) == ("repeat-method-b12", "not_comparable")
    assert words in got.text and "eyond" not in got.text and "%" not in got.text and got.together_percent is None


@pytest.mark.parametrize(
    ("newest", "earlier", "assumed"),
    [
        (bare("182"), bare("178"), True),
        (total("182"), bare("178"), True),
        (bare("182", laboratory="North"), bare("178"), True),
        (bare("182", laboratory="North  Lab"), bare("178", laboratory=" north lab"), False),
        (bare("182", reference_low="180"), total("178"), False),
        (bare("182"), bare("178", "pg/mL"), True),
    ],
)
def test_what_only_one_report_tells_shows_no_other_method(newest: Raw, earlier: Raw, assumed: bool) -> None:
    got = one(newest, earlier | {"collected": OLD})
    assert got.verdict == "same_result"
    assert ("one method assumed" in got.text) is assumed


def test_the_newest_is_held_against_the_last_comparable_one_and_the_other_method_named_beside_it() -> None:
    results = (total("182"), bare("140", "pmol/L", collected="2026-02-01"), total("178", collected=OLD))
    assert [(got.row, got.earlier) for got in said(*results)] == [
        ("repeat-same", "178 ng/L"), ("repeat-method-b12", "140 pmol/L"),
    ]  # fmt: skip


def test_small_steps_one_way_do_not_hide_that_the_level_has_moved() -> None:
    days = ("2025-06-01", "2025-09-01", "2025-12-01")
    steps = [total(value, collected=day) for value, day in zip(("480", "420", "240"), days, strict=True)]
    assert [(got.verdict, got.earlier) for got in said(total("182"), *steps)] == [
        ("within_person", "240 ng/L"), ("changed", "480 ng/L"),
    ]  # fmt: skip


def test_total_and_active_b12_of_different_days_are_no_repeats() -> None:
    answer = assessed(case(active("30"), total("150", collected=OLD)))
    by_name = {line.analyte: line.repeats for line in answer.measurements}
    assert [got.row for got in by_name["active_b12"]] == ["repeat-other_test"]
    assert by_name["total_b12"] == ()
    same_day = assessed(case(active("30"), total("150")))
    assert all(not line.repeats for line in same_day.measurements)


# ── counted together ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("newest", "earlier", "percent", "share"),
    [
        ("182", "178", 50, "1 in 2"),  # mean 180, on the limit
        ("182", "170", 26, "1 in 4"),  # mean 176, sd 6.23: 1 - F(0.642) = 0.260
        ("174", "178", 74, "3 in 4"),  # mean 176, sd 6.22: F(0.643) = 0.740
        ("182", "200", 95, "19 in 20"),  # mean 191, sd 6.76: F(1.627) = 0.948
    ],
)
def test_near_a_limit_two_that_count_as_one_are_counted_together(
    newest: str, earlier: str, percent: int, share: str
) -> None:
    got = one(total(newest), total(earlier, collected=OLD))
    assert got.together_percent == percent
    assert f"about {share} that it is truly" in got.text


@pytest.mark.parametrize(
    ("results", "more"),
    [
        ((total("142"), total("150", collected=OLD)), {}),  # not near a limit
        ((total("182"), total("178", collected="2025-10-01")), {}),  # too long ago
        ((total("182"), total("240", collected=OLD)), {}),  # not one result
        ((total("182"), total("178", collected=OLD)), {"before": {"kind": "oral"}}),
        ((mma("281"), mma("279", collected=OLD)), {}),
    ],
)
def test_elsewhere_they_are_not(results: tuple[Raw, ...], more: dict[str, Any]) -> None:
    got = one(*results, **more)
    assert got.together_percent is None and "Both together" not in got.text


@pytest.mark.parametrize(
    ("kind", "row"), [("oral", "treated"), ("injection", "injected"), ("some", "treated"), ("none", "")]
)
def test_under_treatment_a_change_of_the_level_says_nothing_of_need(kind: str, row: str) -> None:
    got = one(total("400"), total("150", collected=OLD), before={"kind": kind})
    assert got.row == f"repeat-changed-{row}".rstrip("-")


@pytest.mark.parametrize(
    "earlier",
    [total("178", comparator="<"), finding("total_b12", "low"), total("182"), total("178", comparator="~")],
)
def test_no_plain_figure_of_an_earlier_day_nothing_is_said(earlier: Raw) -> None:
    day = {} if earlier == total("182") else {"collected": OLD}
    assert said(total("182"), earlier | day) == ()
    assert said(total("182", comparator=">"), total("178", collected=OLD)) == ()


# ── the table, the past, what is kept ────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("pack", PACKS)
def test_the_table_has_no_gap_no_dead_row_and_no_unused_word(pack: str) -> None:
    content = load_pack(pack).repeats
    assert content is not None
    assert faults(content.table) == []
    assert content.table.review == "Not yet reviewed by a clinician"
    assert content.table.outputs["repeat"] == REPEATS
    for variation in content.variations.values():
        assert all(not load_pack(pack).citations[key].unconfirmed for key in variation.sources)


def test_an_edition_of_before_says_nothing_of_it() -> None:
    raw = read(case(total("182"), total("178", collected=OLD)))
    before = assess_by_edition(raw, edition=find_edition("2026-11-22.4"), today=TODAY)
    assert before.measurements[0].repeats == ()
    assert len(before.measurements[0].remarks) == 1


def test_no_name_of_a_laboratory_is_kept() -> None:
    for north, south in product(LABORATORIES, repeat=2):
        assessed(case(total("182", laboratory=north), total("178", laboratory=south, collected=OLD)))
    kept = "\n".join(held(list(caches())))
    assert not [name for name in LABORATORIES if name in kept]
