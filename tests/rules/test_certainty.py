"""How likely the band is right: the closed form, its words near a limit, and that it decides nothing."""

from decimal import Decimal
from random import Random
from statistics import NormalDist
from typing import Final

import pytest

from b12calc.rules import assess
from b12calc.rules.certainty import same_band_probability
from b12calc.rules.lab_profile import Laboratory, read_laboratory
from tests.rules.making import TODAY, Raw, active, assessed, case, figure, mma, read, total

DRAWS: Final = 4000
LAB: Final = """
title = "Hilltop"
edition = "2025-03"
source = "Hilltop handbook"
{more}
[total_b12.limits]
"ng/L" = {{ low = "150", high = "200" }}
"""


def probability(value: str, low: str | None, high: str | None, percent: int) -> float:
    floor, ceiling = (None if end is None else Decimal(end) for end in (low, high))
    return same_band_probability(Decimal(value), floor, ceiling, percent)


def setting(rng: Random) -> tuple[float, float, float, int]:
    """A figure, two limits, an uncertainty; the figure mostly near a limit."""
    low = rng.uniform(20, 400)
    high = low * rng.uniform(1.05, 3)
    near = rng.choice((low, high, (low + high) / 2))
    return round(near * rng.uniform(0.8, 1.25), 1), round(low, 1), round(high, 1), rng.randint(1, 50)


def drawn(rng: Random, value: float, low: float, high: float, percent: int) -> float:
    """The share of drawn true values that lie where the figure lies: one draw from each slice of the error."""
    error = NormalDist(value, value * percent / 200)
    true = (error.inv_cdf((slot + rng.uniform(1e-9, 1 - 1e-9)) / DRAWS) for slot in range(DRAWS))
    if value < low:
        return sum(one < low for one in true) / DRAWS
    if value > high:
        return sum(one > high for one in true) / DRAWS
    return sum(low <= one <= high for one in true) / DRAWS


def test_the_closed_form_agrees_with_drawn_values_within_one_point_at_500_settings() -> None:
    rng = Random(20260312)
    worst = 0.0
    for _ in range(500):
        value, low, high, percent = setting(rng)
        closed = probability(f"{value}", f"{low}", f"{high}", percent)
        worst = max(worst, abs(closed - drawn(rng, value, low, high, percent)))
    assert worst < 0.01


@pytest.mark.parametrize("percent", [1, 5, 10, 20])
@pytest.mark.parametrize(("low", "high"), [("180", None), ("133", None), (None, "350")])
def test_at_a_cut_off_it_is_one_half(low: str | None, high: str | None, percent: int) -> None:
    assert probability(low or high or "", low, high, percent) == pytest.approx(0.5)


def test_at_a_cut_off_of_the_printed_limits_it_is_one_half() -> None:
    for value in ("180", "350"):
        assert probability(value, "180", "350", 10) == pytest.approx(0.5, abs=1e-6)


def test_the_further_from_the_cut_off_the_surer() -> None:
    for percent in (2, 5, 10, 20):
        for low, high, values in (
            ("180", "350", range(179, 60, -1)),
            ("180", "350", range(351, 900)),
            ("180", None, range(180, 900)),
        ):
            shares = [probability(str(value), low, high, percent) for value in values]
            assert shares == sorted(shares)
            assert shares[0] < shares[20]


@pytest.mark.parametrize(("value", "percent"), [("0", 10), ("180", 0)])
def test_a_figure_or_an_uncertainty_of_zero_is_refused(value: str, percent: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        probability(value, "180", "350", percent)


# ── in the answer ────────────────────────────────────────────────────────────────────────────────────────────────────
def doubt_remark(result: Raw) -> str:
    said = [one for one in assessed(case(result)).measurements[0].remarks if one.startswith("Near a limit")]
    return said[0] if said else ""


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (total("174"), "about 3 in 4 that it is truly below 180 ng/L"),
        (total("180"), "about 1 in 2 that it is truly from 180 to 350 ng/L"),
        (total("182"), "about 3 in 5 that it is truly from 180 to 350 ng/L"),
        (total("380"), "about 19 in 20 that it is truly above 350 ng/L"),
        (total("135", "pmol/L"), "about 3 in 5 that it is truly from 133 to 258 pmol/L"),
        (active("24"), "about 4 in 5 that it is truly below 25 pmol/L"),
    ],
)
def test_near_a_limit_it_is_said_in_words(result: Raw, words: str) -> None:
    assert words in doubt_remark(result)
    assert "uncertainty 10 %, this program's own assumption, taken as two standard deviations" in doubt_remark(result)


@pytest.mark.parametrize(
    "result", [total("142"), total("260"), total("1200"), total("180", comparator="<"), mma("281")]
)
def test_away_from_a_limit_or_without_a_plain_b12_figure_nothing_is_said(result: Raw) -> None:
    assert doubt_remark(result) == ""


def test_the_share_stands_with_every_plain_b12_figure() -> None:
    shares = [assessed(case(one)).measurements[0].same_band_percent for one in (total("142"), total("174"), mma("281"))]
    assert shares == [100, 75, None]


def test_the_laboratorys_own_uncertainty_counts_and_is_named() -> None:
    by_own = assess(read(case(total("148"))), today=TODAY, laboratory=profile("uncertainty_percent = 4"))
    by_program = assess(read(case(total("148"))), today=TODAY, laboratory=profile(""))
    assert "uncertainty 4 %, stated by Hilltop" in " ".join(by_own.measurements[0].remarks)
    assert "uncertainty 10 %, this program's own assumption" in " ".join(by_program.measurements[0].remarks)
    assert by_own.measurements[0].same_band_percent == 75
    assert by_program.measurements[0].same_band_percent == 61


def profile(more: str) -> Laboratory:
    return read_laboratory(LAB.format(more=more).encode(), "hilltop.toml")


def test_without_limits_of_the_pack_the_printed_lower_end_is_taken() -> None:
    near = figure("total_b12", "198", "ng/L", reference_low="200")
    got = assess(read(case(near)), today=TODAY, pack="article").measurements[0]
    assert got.same_band_percent == 58
    assert "truly below 200 ng/L" in " ".join(got.remarks)
    bare = assess(read(case(figure("total_b12", "198", "ng/L"))), today=TODAY, pack="article").measurements[0]
    assert bare.same_band_percent is None


def test_it_decides_nothing() -> None:
    for value in range(120, 420, 7):
        sharp, blunt = (
            assess(read(case(total(str(value)))), today=TODAY, laboratory=profile(f"uncertainty_percent = {percent}"))
            for percent in (1, 50)
        )
        words = ("status", "urgency", "start", "route", "next_tests", "referrals", "lifelong", "causes")
        assert [getattr(sharp, word) for word in words] == [getattr(blunt, word) for word in words]
