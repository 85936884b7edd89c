"""Doses move to nurse days within their tolerance, in order, none lost that could be kept."""

from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.plan.nurse_days import fit

MONDAY = date(2026, 3, 9)
COURSE = tuple(MONDAY + timedelta(days=gap) for gap in (0, 2, 4, 7, 9, 11))


def test_a_dose_on_a_nurse_day_stays() -> None:
    assert fit(COURSE, {0, 2, 4}, first_fixed=True) == COURSE


def test_a_dose_moves_by_one_day_at_most_and_two_never_share_a_day() -> None:
    assert fit(COURSE[:3], {0, 3}, first_fixed=False) == (MONDAY, MONDAY + timedelta(days=3), None)


def test_an_urgent_first_dose_does_not_move_and_no_first_dose_comes_early() -> None:
    assert fit(COURSE[:2], {1}, first_fixed=True) == (None, MONDAY + timedelta(days=1))
    assert fit(COURSE[:2], {1}, first_fixed=False)[0] == MONDAY + timedelta(days=1)
    assert fit((MONDAY,), {6}, first_fixed=False) == (MONDAY + timedelta(days=6),)
    assert fit((MONDAY,), {6}, first_fixed=True) == (None,)


@pytest.mark.parametrize("count", range(8))
def test_of_all_ways_to_place_the_doses_none_keeps_more(count: int) -> None:
    for weekdays in combinations(range(7), count):
        got = fit(COURSE[:4], weekdays, first_fixed=False)
        choices = [
            [None, *(day for shift in (-1, 0, 1) if (day := meant + timedelta(days=shift)).weekday() in weekdays)]
            for meant in COURSE[:4]
        ]
        choices[0] = [day for day in choices[0] if day is None or day >= MONDAY]
        ways = [way for way in product(*choices) if in_order([day for day in way if day is not None])]
        assert got.count(None) == min(way.count(None) for way in ways)


def in_order(days: list[date]) -> bool:
    return all(one < other for one, other in pairwise(days))


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=12),
    st.frozensets(st.integers(0, 6)),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.booleans(),
)
def test_kept_doses_are_on_nurse_days_in_order_and_near(
    gaps: list[int], weekdays: frozenset[int], start: date, fixed: bool
) -> None:
    dates = tuple(start + timedelta(days=sum(gaps[:place])) for place in range(len(gaps)))
    got = fit(dates, weekdays, first_fixed=fixed)
    assert len(got) == len(dates)
    assert in_order([day for day in got if day is not None])
    for day, meant in zip(got, dates, strict=True):
        assert day is None or (day.weekday() in weekdays and abs((day - meant).days) <= (1 if len(dates) > 1 else 7))
    assert got[0] is None or got[0] >= start
