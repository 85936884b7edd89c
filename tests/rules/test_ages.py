"""The age in completed years, wherever the program reckons it, against an oracle that walks birthdays."""

from datetime import date, timedelta
from functools import cache
from random import Random

from b12calc.report.content import _age as on_paper
from b12calc.rules.chart import Chart
from b12calc.rules.facts import age_at
from tests.rules.making import case, chart


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


@cache
def somebody() -> Chart:
    return chart(case(age_years=None, date_of_birth="1960-01-01"))


def by_the_rules(born: date, day: date) -> int | None:
    from dataclasses import replace

    patient = somebody().patient.model_copy(update={"date_of_birth": born})
    return age_at(replace(somebody(), patient=patient, day=day))


def test_every_birth_on_a_leap_day_grows_older_on_the_right_day() -> None:
    for year in range(1904, 2027, 4):
        born = date(year, 2, 29)
        for later in range(1, 121):
            for month, day in ((2, 28), (3, 1)):
                on = date(year + later, month, day)
                assert by_the_rules(born, on) == on_paper(born, on) == birthdays(born, on), (born, on)
            if (year + later) % 4 == 0 and year + later != 2100:
                on = date(year + later, 2, 29)
                assert by_the_rules(born, on) == on_paper(born, on) == later


def test_rules_paper_and_birthdays_agree_on_any_two_days() -> None:
    draw, first = Random(2026), date(1900, 1, 1)
    for _ in range(10_000):
        born = first + timedelta(draw.randrange(46_000))
        day = born + timedelta(draw.randrange(44_000))
        assert by_the_rules(born, day) == on_paper(born, day) == birthdays(born, day), (born, day)


def test_the_day_before_a_birthday_is_a_year_less() -> None:
    draw, first = Random(16), date(1900, 1, 1)
    for _ in range(2_000):
        born = first + timedelta(draw.randrange(46_000))
        birthday = date(born.year + 16, 3, 1) if (born.month, born.day) == (2, 29) and (born.year + 16) % 4 else None
        birthday = birthday or date(born.year + 16, born.month, min(born.day, 29 if born.month == 2 else 31))
        assert (by_the_rules(born, birthday - timedelta(1)), by_the_rules(born, birthday)) == (15, 16), born
