"""A day in words that nobody can read as another."""

from datetime import date, timedelta

import pytest

from b12calc.days import MONTHS, day_text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 12), "12 Mar 2026"),
        (date(2026, 12, 3), "3 Dec 2026"),
        (date(2026, 1, 1), "1 Jan 2026"),
        (date(1999, 9, 30), "30 Sep 1999"),
    ],
)
def test_a_day_is_written_with_its_month_in_letters(day: date, text: str) -> None:
    assert day_text(day) == text


def test_every_month_has_three_letters_of_its_own() -> None:
    assert len(set(MONTHS)) == 12
    assert all(len(month) == 3 and month.isalpha() for month in MONTHS)


def test_no_two_days_of_ten_years_are_written_alike() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(3653)]
    assert len({day_text(day) for day in days}) == len(days)
