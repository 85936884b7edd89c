"""The guard against a useless test: each laboratory's first day of a repeat, the day before it and the day after.

The days stand here in full, so that a rule moved by one day in a profile fails a test (D9 of the comparison).
"""

from datetime import date, timedelta
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.rules import Laboratory, assess, laboratories, read_laboratory
from tests.rules.making import active, case, read, total

VISIT = date(2026, 3, 12)
# Profile, and the last sampling day on which a visit of 12 March 2026 still counts as too early.
SHIPPED = {
    "ruh-bath": (42, date(2026, 1, 30)),
    "leeds": (56, date(2026, 1, 16)),
    "australia": (None, date(2025, 4, 13)),
}
CODE = "do_not_repeat_b12_on_treatment"


def answer(result: dict[str, Any], laboratory: Laboratory | str | None) -> Assessment:
    return assess(read(case(result)), today=VISIT, laboratory=laboratory)


def own(rule: str) -> Laboratory:
    """A practice's profile with nothing but a repeat rule and a limit."""
    text = f'title = "Ours"\nedition = "2026-02-03"\nsource = "handbook"\nrepeat = {{ {rule} }}\n'
    return read_laboratory((text + '[total_b12.limits]\n"ng/L" = { low = "150" }\n').encode(), "own.toml")


def test_every_shipped_profile_with_a_repeat_rule_has_its_days_here() -> None:
    assert {one.id for one in laboratories() if one.repeat is not None} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("marker", [total, active])
def test_the_day_before_warns_the_day_itself_and_the_day_after_do_not(name: str, marker: Any) -> None:
    days, last_early = SHIPPED[name]
    assert days is None or (VISIT - last_early).days == days - 1
    for shift, early in ((0, True), (-1, False), (-2, False)):
        collected = last_early + timedelta(days=shift)
        figure = "250" if marker is total else "50"
        got = answer(marker(figure, collected=collected.isoformat()), name)
        assert (CODE in got.warnings) is early, (name, collected)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_warning_names_the_laboratory_the_interval_and_the_first_day(name: str) -> None:
    days, last_early = SHIPPED[name]
    got = answer(total("250", collected=last_early.isoformat()), name)
    line = next(one for one in got.recommendations if one.code == CODE)
    interval = "11 months" if days is None else f"{days} days"
    assert any("do not repeat B12 before 13 Mar 2026" in fact and interval in fact for fact in line.because)


def test_a_profile_without_a_repeat_rule_never_warns_of_the_day() -> None:
    result = total("250", collected=VISIT.isoformat())
    for one in laboratories():
        assert (CODE in answer(result, one).warnings) is (one.id in SHIPPED)


@pytest.mark.parametrize("days", [28, 42, 56])
def test_a_rule_in_days_turns_on_its_very_day(days: int) -> None:
    """27, 28 and 29 days; 41, 42 and 43; 55, 56 and 57."""
    profile = own(f"days = {days}")
    for passed, early in ((days - 1, True), (days, False), (days + 1, False)):
        result = total("250", collected=(VISIT - timedelta(days=passed)).isoformat())
        assert (CODE in answer(result, profile).warnings) is early, passed


@pytest.mark.parametrize("days", [28, 42, 56])
def test_a_rule_moved_by_one_day_answers_otherwise_on_one_day(days: int) -> None:
    on_the_day = total("250", collected=(VISIT - timedelta(days=days)).isoformat())
    before = total("250", collected=(VISIT - timedelta(days=days - 1)).isoformat())
    assert CODE in answer(on_the_day, own(f"days = {days + 1}")).warnings
    assert CODE not in answer(before, own(f"days = {days - 1}")).warnings


def test_a_rule_in_months_counts_by_the_calendar() -> None:
    profile = own("months = 11")
    for collected, early in ((date(2025, 4, 13), True), (date(2025, 4, 12), False), (date(2025, 4, 11), False)):
        assert (CODE in answer(total("250", collected=collected.isoformat()), profile).warnings) is early


def test_the_end_of_a_short_month_shifts_no_day() -> None:
    assert profile_day("months = 11", date(2025, 3, 31)) == date(2026, 2, 28)
    assert profile_day("days = 28", date(2026, 2, 1)) == date(2026, 3, 1)


def profile_day(rule: str, day: date) -> date | None:
    return own(rule).repeat_from(day)
