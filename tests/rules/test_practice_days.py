"""The file of the practice's own days is read strictly: every fault in one sentence at its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.plan.open_days import Span
from b12calc.problems import ProblemsFound
from b12calc.rules import read_away, read_closed_days

WHOLE = """
title = "Llanfair Surgery"
open = ["monday", "tuesday", "wednesday", "friday", "saturday"]
injections = ["monday", "friday"]
[[closed]]
first = "2026-12-28"
last = "2026-12-31"
why = "staff training"
[[closed]]
day = "2026-12-24"
[[closed]]
day = 2027-01-04
"""


def test_a_whole_file_is_read() -> None:
    made = read_closed_days(WHOLE.encode(), "ours.toml")
    assert made.weekdays == frozenset({0, 1, 2, 4, 5}) and made.nurse_days == frozenset({0, 4})
    assert made.closed[0] == Span(date(2026, 12, 24), date(2026, 12, 24))
    assert made.closed[1] == Span(date(2026, 12, 28), date(2026, 12, 31), "staff training")
    assert made.why_not(date(2026, 12, 30), needle=False) == "closed: staff training"
    assert made.why_not(date(2026, 12, 24), needle=False) == "closed on Thursdays"
    assert made.why_not(date(2027, 1, 4), needle=False) == "closed"
    assert made.why_not(date(2026, 12, 16), needle=True) == "no injections on Wednesdays"
    assert made.opens(date(2026, 12, 16), needle=False)
    days = "open Monday, Tuesday, Wednesday, Friday, Saturday"
    assert made.name == f"{days}; closed days of Llanfair Surgery; injections on Monday, Friday"


def test_what_a_file_leaves_out_stays_as_usual() -> None:
    made = read_closed_days(b'[[closed]]\nday = "2026-12-24"', "ours.toml")
    assert (made.weekdays, made.nurse_days) == (frozenset(range(5)), None)
    assert made.name == "open Monday to Friday; closed days of the practice"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ours.toml: nothing is set; open, injections or closed was expected"),
        ("open = []", "ours.toml: open: expected days of the week"),
        ('open = ["mon"]', "ours.toml: open[0]: 'mon' was given; expected monday, tuesday"),
        ('open = ["monday", "monday"]', "ours.toml: open[1]: monday is there twice; expected once"),
        ('injections = "monday"', "ours.toml: injections: expected days of the week"),
        ('close = ["monday"]', "ours.toml: close: no such entry; expected title, open, injections, closed"),
        ('open = ["monday"]\ntitle = 3', "ours.toml: title: one line of text of at most 120 characters was expected"),
        ("closed = 3", "ours.toml: closed: expected at most 1000 entries [[closed]]"),
        ("closed = [3]", "ours.toml: closed[0]: expected day, or first and last"),
        ('[[closed]]\nday = "24.12.2026"', "closed[0].day: expected a day such as \"2026-12-24\"; '24.12.2026'"),
        ('[[closed]]\nday = "20261224"', "closed[0].day: expected a day"),
        ("[[closed]]\nday = 2026-12-24T09:00:00", "closed[0].day: expected a day"),
        ('[[closed]]\nfirst = "2026-12-24"', "closed[0]: expected day, or first and last"),
        ('[[closed]]\nfirst = "2026-12-24"\nlast = "2026-12-23"', "closed[0].last: expected a day not before first"),
        ('[[closed]]\nfirst = "2026-12-24"\nlast = "2028-12-24"', "closed[0].last: expected a span of at most 366"),
        ('[[closed]]\nday = "2026-12-24"\nwhy = "a\\nb"', "closed[0].why: one line of text"),
        ('[[closed]]\nday = "2026-12-24"\nreason = "x"', "closed[0]: expected day, or first and last"),
        ("open = [", "a calendar profile in TOML was expected"),
    ],
)  # fmt: skip
def test_every_fault_is_one_sentence_at_its_place(text: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_closed_days(text.encode(), "ours.toml")
    lines = [line for line in str(found.value).splitlines() if said in line]
    assert lines, str(found.value)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    try:
        read_closed_days(data, "ours.toml")
    except ProblemsFound as found:
        assert found.problems


def test_days_of_a_patient_are_single_days_or_spans() -> None:
    found = read_away(["2026-12-01", "2026-12-05..2026-12-08"], "--away")
    assert found == (Span(date(2026, 12, 1), date(2026, 12, 1)), Span(date(2026, 12, 5), date(2026, 12, 8)))


@pytest.mark.parametrize("text", ["", "1 Dec", "2026-12-01..", "..2026-12-01", "2026-12-08..2026-12-05", "2026-1-1"])
def test_days_of_a_patient_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ProblemsFound, match=r"^--away: expected YYYY-MM-DD, or YYYY-MM-DD\.\.YYYY-MM-DD"):
        read_away([text], "--away")
