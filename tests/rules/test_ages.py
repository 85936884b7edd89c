"""The age in completed years, wherever the program reckons it, against birthdays walked one by one and a second sum."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import cast

import pytest

from b12calc.audit import AuditOptions, audit_rows
from b12calc.report.content import _age as on_paper
from b12calc.rules.chart import Chart
from b12calc.rules.facts import age_at

DRAWN = 200_000


def birthdays(born: date, day: date) -> int:
    """How many birthdays have been; who was born on 29 February has it on 1 March where there is none."""
    count = 0
    for year in range(born.year + 1, day.year + 1):
        try:
            birthday = date(year, born.month, born.day)
        except ValueError:
            birthday = date(year, 3, 1)
        count += birthday <= day
    return count


def as_one_number(born: date, day: date) -> int:
    """The old sum: both days as numbers of eight digits, their difference without the last four."""
    return (day.year * 10_000 + day.month * 100 + day.day - born.year * 10_000 - born.month * 100 - born.day) // 10_000


def by_the_rules(born: date, day: date) -> int | None:
    patient = SimpleNamespace(date_of_birth=born, age_years=None)
    return age_at(cast(Chart, SimpleNamespace(patient=patient, day=day)))


def test_every_birth_on_a_leap_day_grows_older_on_the_right_day() -> None:
    for year in range(1904, 2027, 4):
        born = date(year, 2, 29)
        for later in range(1, 121):
            days = [date(year + later, 2, 28), date(year + later, 3, 1)]
            if (year + later) % 4 == 0 and year + later != 2100:
                days.append(date(year + later, 2, 29))
            for day in days:
                assert by_the_rules(born, day) == on_paper(born, day) == birthdays(born, day), (born, day)


def test_rules_and_paper_agree_with_birthdays_and_a_second_sum_on_any_two_days() -> None:
    draw, first = Random(2026), date(1900, 1, 1)
    for number in range(DRAWN):
        born = first + timedelta(draw.randrange(46_000))
        day = born + timedelta(draw.randrange(44_000))
        assert by_the_rules(born, day) == on_paper(born, day) == as_one_number(born, day), (born, day)
        assert number % 20 or birthdays(born, day) == as_one_number(born, day), (born, day)


@pytest.mark.parametrize("born", [date(2010, 11, 23), date(2010, 11, 24), date(2008, 2, 29), date(1960, 1, 1)])
def test_a_practice_list_reckons_the_same_age(born: date) -> None:
    for day in (date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29)):
        row = {"id": "a", "date_of_birth": born.isoformat(), "total_b12": "100", "total_b12_unit": "ng/L"}
        (answer,) = audit_rows([row], AuditOptions(day))
        assert (answer["status"] == "out_of_scope") == (birthdays(born, day) < 16), (born, day, answer)


def test_the_day_before_a_birthday_is_a_year_less() -> None:
    draw, first = Random(16), date(1900, 1, 1)
    for _ in range(2_000):
        born = first + timedelta(draw.randrange(46_000))
        leap = (born.month, born.day) == (2, 29) and (born.year + 16) % 4
        birthday = date(born.year + 16, 3, 1) if leap else born.replace(year=born.year + 16)
        assert (by_the_rules(born, birthday - timedelta(1)), by_the_rules(born, birthday)) == (15, 16), born
