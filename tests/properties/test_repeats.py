"""A repeated result: an older one changes remarks alone, order and unit change no verdict, and a second way agrees."""

import copy
import json
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.reading import read_case
from b12calc.models.repeat import Repeat
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from b12calc.rules.repeats import further_apart
from tests.oracle.generate import last_visit_day, random_case

Raw = dict[str, Any]
OLD, NEW = "2026-01-10", "2026-03-10"
ANALYTES: Final = ("total_b12", "active_b12", "mma", "homocysteine", "folate", "red_cell_folate")
FIGURES = st.decimals(min_value="0.1", max_value="99999", places=2)
PERCENTS = st.lists(st.decimals(min_value="0.5", max_value="60", places=1), min_size=1, max_size=2)


def pair(analyte: str, newest: str, earlier: str, unit: str, **more: Any) -> Raw:
    """A case with one result repeated."""
    results = [
        {"analyte": analyte, "value": value, "unit": unit, "collected": day, **more}
        for value, day in ((newest, NEW), (earlier, OLD))
    ]
    visit = {"date": "2026-03-12", "results": results, "b12_before_test": {"kind": "none"}}
    return {"format": "b12calc-case/1", "patient": {"age_years": 45, "sex": "female"}, "visits": [visit]}


def beside(raw: Raw) -> Repeat:
    (found,) = assess(read_case(json.dumps(raw)), today=date(2026, 3, 12)).measurements[0].repeats
    return found


# ── an older result decides nothing ──────────────────────────────────────────────────────────────────────────────────
def with_an_older_one(raw: Raw, rng: Random) -> Raw | None:
    """The case with an older result of an analyte it holds, at any visit; None where it holds none."""
    held = [(one, visit["date"]) for visit in raw["visits"] for one in visit["results"]]
    held = [(one, day) for one, day in held if one["analyte"] in ANALYTES and one.get("value")]
    if any(visit.get("treatment") for visit in raw["visits"]):
        # The course of a treatment is judged by the metabolite that stood before it.
        held = [(one, day) for one, day in held if one["analyte"] != "mma"]
    if not held:
        return None
    one, _ = rng.choice(held)
    same = [result.get("collected") or day for result, day in held if result["analyte"] == one["analyte"]]
    # Every result of the analyte counts here, words too: the added one is older than all of them.
    same += [
        other.get("collected") or visit["date"]
        for visit in raw["visits"] for other in visit["results"] if other["analyte"] == one["analyte"]
    ]  # fmt: skip
    day = date.fromisoformat(min(same)) - timedelta(days=rng.randint(1, 200))
    value = Decimal(one["value"].replace(",", ".")) * Decimal(rng.choice(("0.4", "0.9", "1", "1.1", "2.5")))
    older = {**one, "value": f"{value.normalize():f}"[:12], "collected": day.isoformat()}
    older["laboratory"] = rng.choice((None, "North", "South"))
    made = copy.deepcopy(raw)
    made["visits"][rng.randrange(len(made["visits"]))]["results"].append(older)
    return made


def decided(raw: Raw, today: date, pack: str) -> tuple[Raw, int]:
    """Everything an answer says but the remarks of results, and how many repeats it speaks of."""
    answer = assess(read_case(json.dumps(raw)), today=today, pack=pack).model_dump(mode="json")
    count = sum(len(one.pop("repeats")) for one in answer["measurements"])
    for one in answer["measurements"]:
        one.pop("remarks")
    del answer["problems"], answer["citations"]
    return answer, count


def test_an_older_result_changes_nothing_but_remarks() -> None:
    rng, compared, spoken = Random(20261122), 0, 0
    for _ in range(900):
        raw = random_case(rng)
        made, today, pack = with_an_older_one(raw, rng), last_visit_day(raw), rng.choice(("uk", "us", "article"))
        try:
            expected, before = decided(raw, today, pack)
            got, after = (expected, before) if made is None else decided(made, today, pack)
        except ProblemsFound:
            continue
        assert got == expected
        compared += made is not None
        spoken += after > before
    assert compared > 200 and spoken > 100


# ── order, unit, distance ────────────────────────────────────────────────────────────────────────────────────────────
@given(FIGURES, FIGURES, PERCENTS)
def test_which_of_the_two_comes_first_changes_no_verdict(
    first: Decimal, second: Decimal, spread: list[Decimal]
) -> None:
    assert further_apart(first, second, spread) is further_apart(second, first, spread)


@given(FIGURES, FIGURES, PERCENTS, st.decimals(min_value="0.001", max_value="9999", places=3))
def test_a_figure_in_another_scale_changes_no_verdict(
    first: Decimal, second: Decimal, spread: list[Decimal], factor: Decimal
) -> None:
    assert further_apart(first, second, spread) is further_apart(first * factor, second * factor, spread)


@given(FIGURES, FIGURES, PERCENTS)
def test_a_wider_spread_never_makes_a_change(first: Decimal, second: Decimal, spread: list[Decimal]) -> None:
    if not further_apart(first, second, spread):
        assert not further_apart(first, second, [*spread, Decimal(7)])
    if further_apart(first, second, spread) and first < second:
        assert further_apart(first, second * 2, spread)


def scaled_text(value: int, factor: Decimal) -> str:
    """Four decimals, since three could be read as thousands."""
    return f"{value * factor:.4f}"


@pytest.mark.parametrize(
    ("analyte", "unit", "other", "factor"),
    [("total_b12", "ng/L", "pg/mL", Decimal(1)), ("mma", "nmol/L", "umol/L", Decimal("0.001"))],
)
def test_the_same_two_in_a_scaled_unit_get_the_same_verdict(
    analyte: str, unit: str, other: str, factor: Decimal
) -> None:
    rng = Random(7)
    for _ in range(60):
        first = rng.randint(150, 600)
        second = round(first * rng.uniform(0.4, 2.2))
        plain = beside(pair(analyte, str(first), str(second), unit))
        scaled = beside(pair(analyte, scaled_text(first, factor), scaled_text(second, factor), other))
        swapped = beside(pair(analyte, str(second), str(first), unit))
        assert plain.verdict == scaled.verdict == swapped.verdict


# ── a second implementation, in plain floats ─────────────────────────────────────────────────────────────────────────
SPREAD: Final = {"total_b12": (5.0, 23.0), "active_b12": (5.0,), "mma": (4.0, 15.0)}
UNITS: Final = {"total_b12": "ng/L", "active_b12": "pmol/L", "mma": "nmol/L"}
CUTS: Final = {"total_b12": (180.0, 350.0), "active_b12": (25.0, 70.0)}
BETWEEN: Final = {"total_b12": (90, 700), "active_b12": (12, 120), "mma": (100, 1500)}


def by_hand(analyte: str, a: float, b: float) -> tuple[str, float]:
    """The verdict of the formula, and how far the difference lies from where it turns."""
    gaps = [
        abs(a - b)
        - 2 * sqrt((a * sqrt(sum(p * p for p in used)) / 100) ** 2 + (b * sqrt(sum(p * p for p in used)) / 100) ** 2)
        for used in (SPREAD[analyte][:1], SPREAD[analyte])
    ]
    if gaps[0] <= 0:
        return "same_result", min(map(abs, gaps))
    return ("changed" if gaps[1] > 0 else "within_person"), min(map(abs, gaps))


def share_by_hand(analyte: str, newest: float, earlier: float) -> float | None:
    """The share of true values in the band of the newest figure, by both errors added; None away from the limits."""
    low, high = CUTS[analyte]
    if not any(newest * 0.9 <= cut <= newest * 1.1 for cut in (low, high)):
        return None
    true = (NormalDist(newest, newest * 0.05) + NormalDist(earlier, earlier * 0.05)) / 2
    if newest < low:
        return true.cdf(low)
    return 1 - true.cdf(high) if newest > high else true.cdf(high) - true.cdf(low)


def test_a_second_implementation_in_plain_floats_agrees() -> None:
    rng, verdicts, shares = Random(1122), set(), 0
    for _ in range(700):
        analyte = rng.choice(sorted(SPREAD))
        newest, least = float(rng.randint(*BETWEEN[analyte])), BETWEEN[analyte][0]
        earlier = float(max(least, round(newest * rng.choice((rng.uniform(0.85, 1.2), rng.uniform(0.3, 3))))))
        verdict, margin = by_hand(analyte, newest, earlier)
        got = beside(pair(analyte, f"{newest:.0f}", f"{earlier:.0f}", UNITS[analyte]))
        if margin > 1e-9:
            assert got.verdict == verdict, (analyte, newest, earlier)
        share = share_by_hand(analyte, newest, earlier) if verdict == "same_result" and analyte in CUTS else None
        assert (got.together_percent is None) == (share is None)
        if share is not None and got.together_percent is not None:
            assert abs(got.together_percent - share * 100) <= 0.5 + 1e-6
            shares += 1
        verdicts.add(verdict)
    assert verdicts == {"same_result", "within_person", "changed"} and shares > 40


def test_counted_together_a_mean_on_the_limit_is_one_half_and_further_from_it_is_surer() -> None:
    assert beside(pair("total_b12", "182", "178", "ng/L")).together_percent == 50
    shares = [
        beside(pair("total_b12", "182", str(value), "ng/L")).together_percent or 0 for value in range(164, 202, 2)
    ]
    assert shares == sorted(shares) and shares[0] < 20 and shares[-1] > 90
