"""Doses on open days: none on a closed one, every interval as printed or flagged by how much, counts equal to doses."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.models.vocabulary import PACKS
from b12calc.plan.open_days import Calendar, Span
from b12calc.plan.placing import Due, Given, place, place_reviews
from b12calc.plan.schedule import dated
from b12calc.plan.schedule_words import Dose, Schedule
from b12calc.problems import ProblemsFound
from b12calc.rules.knowledge import load_pack

from .schedule_laws import Phases, any_calendar, any_given, broken, misplaced

NAMES = [(pack, name) for pack in PACKS for name in load_pack(pack).regimens]
STARTS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
WEEK, NEW = Calendar(), Given()
ENGLAND = Calendar(region="england")


def phases(name: str, pack: str = "uk") -> Phases:
    return list(load_pack(pack).regimens[name]["phases"])


def placed(name: str, start: date, calendar: Calendar = WEEK, past: Given = NEW) -> Schedule:
    return place(phases(name), start, calendar, given=past)


def days(made: Schedule) -> list[str]:
    return [dose.placed.strftime("%a %d %b") for dose in made.doses]


@pytest.mark.parametrize(("pack", "name"), NAMES)
@given(start=STARTS, random=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_every_regimen_keeps_the_laws_on_any_calendar(pack: str, name: str, start: date, random: Random) -> None:
    calendar, past = any_calendar(random, start), any_given(random)
    made = place(phases(name, pack), start, calendar, given=past, until=start + timedelta(days=90))
    assert not list(broken(made, phases(name, pack), calendar, start, past))


@pytest.mark.parametrize(("pack", "name"), NAMES)
@given(start=STARTS)
@settings(max_examples=40)
def test_without_holidays_the_dates_are_those_of_the_plan(pack: str, name: str, start: date) -> None:
    made = place(phases(name, pack), start, WEEK)
    for plan, mine in zip(dated(phases(name, pack), start), made.phases, strict=True):
        bounded = mine.latest is not None
        assert plan.dates == tuple(dose.placed for dose in mine.doses)[: -1 if bounded else None]
        assert (plan.earliest, plan.latest) == (mine.earliest, mine.latest)


def test_christmas_is_gone_round_and_said_with_its_figures() -> None:
    made = placed("uk-im-neuro", date(2026, 12, 21), ENGLAND)
    assert days(made)[:6] == ["Mon 21 Dec", "Wed 23 Dec", "Thu 24 Dec", "Tue 29 Dec", "Thu 31 Dec", "Mon 04 Jan"]
    third, fourth = made.doses[2:4]
    assert (third.moved, third.beyond) == (-1, 0)
    assert third.deviation == (
        "Dose 3 on 24 Dec 2026, 1 day earlier, within the 1 day permitted: 25 Dec 2026 is not possible (Christmas Day)"
    )
    assert (fourth.moved, fourth.beyond) == (3, 2)
    assert "3 days later, 2 beyond the 1 day permitted" in fourth.deviation


def test_alternate_days_add_no_dose_because_a_holiday_ends_the_course() -> None:
    assert len(placed("uk-im-neuro", date(2026, 3, 12), ENGLAND).doses) == 10


def test_nurse_days_are_kept_and_a_course_that_takes_longer_is_said() -> None:
    calendar = Calendar(nurse_days=frozenset({0, 3}))
    made = placed("uk-im-standard", date(2026, 3, 16), calendar)
    assert {dose.placed.weekday() for dose in made.doses[:6]} == {0, 3}
    assert made.phases[0].said == ("The 6 doses take 17 days instead of 2 weeks",)
    once = placed("uk-im-standard", date(2026, 3, 16), Calendar(nurse_days=frozenset({1})))
    assert [dose.beyond for dose in once.doses[1:6]] == [3] * 5


def test_days_of_the_patient_move_a_dose_and_are_named() -> None:
    away = Calendar(away=(Span(date(2026, 3, 18), date(2026, 3, 19)),))
    made = placed("uk-im-standard", date(2026, 3, 16), away)
    assert days(made)[1] == "Fri 20 Mar"
    assert made.doses[1].deviation.endswith("19 Mar 2026 is not possible (the patient cannot come)")
    assert (made.doses[1].moved, made.doses[1].beyond) == (1, 0)


def test_a_dose_given_today_counts_even_where_today_is_closed() -> None:
    made = placed("uk-im-standard", date(2026, 3, 14), past=Given(today=True))
    assert days(made)[:3] == ["Sat 14 Mar", "Mon 16 Mar", "Wed 18 Mar"]
    assert made.doses[0].given
    (count,) = made.counts
    assert (count.units, count.to_give) == (7, 6)
    assert count.text == "7 ampoules of hydroxocobalamin 1 mg, one for each dose, 1 of them given"


def test_a_course_goes_on_after_doses_given_before() -> None:
    made = placed("uk-im-standard", date(2026, 3, 16), past=Given(before=4))
    assert [dose.number for dose in made.doses] == [5, 6, 7]
    done = placed("uk-im-standard", date(2026, 3, 16), past=Given(before=6))
    assert [dose.number for dose in done.doses] == [7, 8]
    assert days(done)[0] == "Mon 16 Mar"


def test_a_start_on_a_closed_day_is_said() -> None:
    first = placed("uk-im-neuro", date(2026, 4, 3), ENGLAND).doses[0]
    assert first.deviation == (
        "Dose 1 on 7 Apr 2026, 4 days later than asked for: 3 Apr 2026 is not possible (Good Friday)"
    )
    assert first.beyond == 4


def test_tablets_are_counted_for_every_day_and_begin_on_an_open_one() -> None:
    made = place(phases("uk-oral-high"), date(2026, 3, 14), WEEK, until=date(2026, 6, 15))
    assert (made.doses[0].placed, made.doses[-1].placed) == (date(2026, 3, 16), date(2026, 6, 15))
    assert all((after.placed - before.placed).days == 1 for before, after in pairwise(made.doses))
    (count,) = made.counts
    assert count.units == len(made.doses) == 92
    assert count.text.endswith("more where a dose takes several tablets")


def test_a_window_without_an_open_day_is_left_by_seven_days_at_most_unless_it_is_said() -> None:
    start = date(2026, 3, 16)
    last = placed("uk-im-dietary", start).doses[5].placed
    middle = date(last.year, last.month + 6, last.day)
    week = placed("uk-im-dietary", start, Calendar(closed=(Span(middle, middle + timedelta(days=3)),)))
    assert 0 < week.doses[-1].moved <= 7 and week.doses[-1].beyond == 0
    month = placed("uk-im-dietary", start, Calendar(closed=(Span(middle - timedelta(days=8), middle + timedelta(30)),)))
    assert month.doses[-1].beyond == month.doses[-1].moved - 7 > 0


def test_a_practice_without_a_day_is_refused_in_one_sentence() -> None:
    with pytest.raises(ProblemsFound) as found:
        placed("uk-im-standard", date(2026, 3, 16), Calendar(nurse_days=frozenset()))
    assert "no day on which an injection can be given lies within 60 days of 16 Mar 2026" in str(found.value)
    assert "injections on no day" in str(found.value)


@pytest.mark.parametrize("name", ["uk-im-standard", "uk-im-prophylaxis", "uk-im-neuro"])
def test_a_practice_that_closes_for_good_is_refused_whatever_dose_comes_next(name: str) -> None:
    start = date(2026, 3, 16)
    shut = Calendar(closed=(Span(start + timedelta(days=1), start + timedelta(days=900)),))
    with pytest.raises(ProblemsFound, match="no day on which an injection can be given lies within 60 days of"):
        placed(name, start, shut)
    with pytest.raises(ProblemsFound, match="no day on which the practice is open lies within 60 days of 16 Mar 2026"):
        place_reviews([Due(start, ("fbc",), "")], start, replace(shut, closed=(Span(start, date(2029, 1, 1)),)))


def test_parts_in_words_stay_without_dates() -> None:
    assert [phase.dated for phase in placed("uk-im-neuro", date(2026, 3, 16)).phases] == [True, False]
    assert not place(phases("us-im", "us"), date(2026, 3, 16), WEEK).doses


@given(st.lists(STARTS, max_size=6), STARTS, st.randoms(use_true_random=False))
def test_reviews_stand_on_the_nearest_open_day_and_every_shift_is_said(
    dues: list[date], first: date, random: Random
) -> None:
    calendar = any_calendar(random, first)
    made = place_reviews([Due(max(due, first), ("fbc",), "") for due in dues], first, calendar)
    assert [one.placed for one in made] == sorted(one.placed for one in made)
    assert not list(misplaced(made, calendar, first))


def test_the_laws_notice_a_planted_fault() -> None:
    start = date(2026, 12, 21)
    made = placed("uk-im-neuro", start, ENGLAND)
    course = made.phases[0]

    def faults(*doses: Dose) -> list[str]:
        wrong = replace(made, phases=(replace(course, doses=doses), made.phases[1]))
        return list(broken(wrong, phases("uk-im-neuro"), ENGLAND, start, NEW))

    assert not faults(*course.doses)
    one, two, three, *rest = course.doses
    assert "an injection on a closed day, 2026-12-25" in faults(one, two, replace(three, placed=three.planned), *rest)
    assert "a shift that is not said" in faults(one, two, replace(three, deviation=""), *rest)
    assert "numbers do not count through" in faults(one, *rest)
    assert "two doses share a day or change their order" in faults(one, replace(two, placed=one.placed), three, *rest)
    assert any("beyond" in fault for fault in faults(one, two, three, replace(rest[0], beyond=0), *rest[1:]))
