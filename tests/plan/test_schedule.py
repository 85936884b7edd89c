"""A regimen on the calendar: open days only, intervals within their tolerance, every dose counted, month ends kept."""

import calendar
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.vocabulary import PACKS
from b12calc.plan.schedule import DatedPhase, add_months, dated, is_open, last_open, next_open
from b12calc.rules.knowledge import load_pack

DAYS: Final = st.dates(date(2020, 1, 1), date(2060, 12, 31))
NAMES: Final = [(pack, name) for pack in PACKS for name in load_pack(pack).regimens]
UK: Final = load_pack("uk").regimens


def plan(name: str, start: date, pack: str = "uk") -> tuple[DatedPhase, ...]:
    return dated(load_pack(pack).regimens[name]["phases"], start)


def gaps(days: tuple[date, ...]) -> list[int]:
    return [(after - before).days for before, after in pairwise(days)]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 12), 1, date(2027, 1, 12)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(DAYS, st.integers(0, 40))
def test_adding_months_lands_in_that_month_on_the_day_or_its_end(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(DAYS)
def test_the_next_and_the_last_open_day_are_the_nearest_ones(day: date) -> None:
    after, before = next_open(day), last_open(day)
    assert before <= day <= after
    assert is_open(after)
    assert is_open(before)
    assert not any(is_open(before + timedelta(days=n)) for n in range(1, (after - before).days))
    assert (after == day) is (before == day) is is_open(day)


@pytest.mark.parametrize(("day", "opened"), [(20, True), (21, False), (22, False), (23, True)])
def test_the_practice_is_open_from_monday_to_friday(day: int, opened: bool) -> None:
    assert is_open(date(2026, 3, day)) is opened


@pytest.mark.parametrize(("pack", "name"), NAMES)
@given(start=DAYS)
def test_no_dose_of_any_regimen_falls_on_a_closed_day_or_before_its_start(pack: str, name: str, start: date) -> None:
    phases = plan(name, start, pack)
    days = [day for phase in phases for day in phase.dates]
    assert all(is_open(day) for day in days)
    assert days == sorted(set(days))
    if phases[0].dates:
        assert phases[0].dates[0] == next_open(start)
    for phase in phases:
        assert all(is_open(day) for day in (phase.earliest, phase.latest) if day is not None)
        assert phase.doses is None or len(phase.dates) in (0, phase.doses)


@given(DAYS)
def test_alternate_days_keep_one_to_three_days_between_doses_up_to_the_review(start: date) -> None:
    days = plan("uk-im-neuro", start)[0].dates
    assert set(gaps(days)) <= {1, 2, 3}
    assert timedelta(days=18) <= days[-1] - days[0] <= timedelta(days=21)
    assert gaps(days).count(2) >= len(gaps(days)) / 2


@given(DAYS)
def test_a_moved_interval_of_the_alternate_days_is_always_said(start: date) -> None:
    phase = plan("uk-im-neuro", start)[0]
    moved = sum(gap != 2 for gap in gaps(phase.dates))
    assert moved
    assert phase.note is not None
    assert phase.note.startswith(f"{moved} of {len(gaps(phase.dates))} intervals")


@given(DAYS)
def test_six_loading_doses_take_two_weeks(start: date) -> None:
    for name in ("uk-im-standard", "uk-im-dietary"):
        days = plan(name, start)[0].dates
        assert len(days) == 6
        assert set(gaps(days)) <= {2, 3, 4}
        assert timedelta(days=11) <= days[-1] - days[0] <= timedelta(days=14)


def test_a_course_begun_on_monday_runs_monday_wednesday_friday() -> None:
    days = plan("uk-im-standard", date(2026, 3, 16))[0].dates
    assert [day.weekday() for day in days] == [0, 2, 4, 0, 2, 4]


def test_a_course_asked_for_on_a_saturday_begins_on_monday() -> None:
    assert plan("uk-im-standard", date(2026, 3, 14))[0].dates[0] == date(2026, 3, 16)


@given(DAYS)
def test_maintenance_lies_two_to_three_months_after_the_last_loading_dose(start: date) -> None:
    loading, later = plan("uk-im-standard", start)
    last = loading.dates[-1]
    assert later.earliest is not None
    assert later.latest is not None
    assert add_months(last, 2) <= later.earliest <= add_months(last, 2) + timedelta(days=2)
    assert add_months(last, 3) - timedelta(days=2) <= later.latest <= add_months(last, 3)
    assert later.dates == ()


@given(DAYS)
def test_prophylaxis_gives_its_first_dose_now_and_bounds_the_next(start: date) -> None:
    (only,) = plan("uk-im-prophylaxis", start)
    first = next_open(start)
    assert only.dates == (first,)
    assert only.earliest is not None
    assert only.latest is not None
    assert first < only.earliest < only.latest


@pytest.mark.parametrize(("pack", "name"), NAMES)
@given(start=DAYS)
def test_the_window_of_the_next_dose_never_ends_before_it_begins(pack: str, name: str, start: date) -> None:
    for phase in plan(name, start, pack):
        if phase.earliest is not None and phase.latest is not None:
            assert phase.earliest <= phase.latest


@given(DAYS)
def test_daily_tablets_are_dated_by_their_first_day_alone(start: date) -> None:
    for name in ("uk-oral-dietary", "uk-oral-high"):
        (only,) = plan(name, start)
        assert (only.dates, only.route) == ((next_open(start),), "oral")


def test_a_phase_without_figures_stays_in_words() -> None:
    loading, later = plan("uk-im-neuro", date(2026, 3, 12))
    assert loading.dates
    assert (later.dates, later.earliest, later.latest) == ((), None, None)


@pytest.mark.parametrize(("pack", "name"), NAMES)
def test_a_phase_keeps_medicine_dose_route_and_interval_as_the_pack_prints_them(pack: str, name: str) -> None:
    printed: list[dict[str, Any]] = load_pack(pack).regimens[name]["phases"]
    for made, source in zip(plan(name, date(2026, 3, 12), pack), printed, strict=True):
        assert (made.medicine, made.dose, made.route) == (source["medicine"], source["dose"], source["route"])
        assert (made.every, made.doses) == (source["every"], source.get("doses"))


@given(DAYS)
def test_the_same_start_gives_the_same_dates(start: date) -> None:
    for name in UK:
        assert plan(name, start) == plan(name, start)


@pytest.mark.parametrize(
    ("first", "until", "changed"),
    [
        (16, 0, None),
        (16, 4, None),  # Monday, Wednesday, Friday
        (16, 7, "1 of 3 intervals are 3 days"),
        (17, 7, "2 of 3 intervals are 1 to 3 days"),  # Tuesday, Thursday, Friday, Monday
        (19, 1, "1 of 1 intervals are 1 day"),
    ],
)
def test_intervals_that_a_weekend_changed_are_said_and_others_not(first: int, until: int, changed: str | None) -> None:
    phase = {"medicine": "x", "dose": "x", "route": "im", "every": "x", "pattern": "alternate_days"}
    (made,) = dated([{**phase, "until_days": until}], date(2026, 3, first))
    assert made.note == (changed and f"{changed} instead of 2 because the practice is closed at weekends.")
