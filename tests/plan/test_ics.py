"""Calendar files: a second reader finds the same days, and a file that is written again replaces the earlier one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.plan.ics import Event, calendar_file

from .ics_reading import by_uid, calendar_in, events_of

MADE = date(2026, 3, 12)
DAYS = st.dates(date(2021, 1, 1), date(2060, 12, 31))
# Whatever a file may hold as text, the characters that would end or part a value among it.
TEXTS = st.text(st.sampled_from("aé€𝄞\\;,:\"'\n\t\r\x00\u00a0 =^BEGIN") | st.characters(), max_size=120)


def written(*days: date, made: date = MADE, earlier: bytes = b"", summary: str = "Dose") -> bytes:
    events = [Event(f"case-{number}", day, summary) for number, day in enumerate(days)]
    return calendar_file(events, made, family="case-", earlier=earlier)


@given(st.lists(DAYS, max_size=20))
def test_a_second_reader_finds_the_same_days(days: list[date]) -> None:
    found = events_of(written(*days))
    assert [one["DTSTART"].dt for one in found] == days
    assert [one["DTEND"].dt - one["DTSTART"].dt for one in found] == [timedelta(days=1)] * len(days)
    assert all(type(one["DTSTART"].dt) is date for one in found)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Pacific/Apia", "Pacific/Honolulu", "Asia/Tokyo"]
)
@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1)])
def test_no_time_zone_and_no_change_of_the_clock_shifts_a_day(zone: str, change: date) -> None:
    days = [change + timedelta(days=shift) for shift in range(-3, 4)]
    found = events_of(written(*days))
    for one, day in zip(found, days, strict=True):
        start = one["DTSTART"].dt
        assert start == day and not isinstance(start, datetime) and "TZID" not in one["DTSTART"].params
        assert datetime(start.year, start.month, start.day, 12, tzinfo=ZoneInfo(zone)).date() == day


@given(TEXTS, TEXTS)
def test_any_text_comes_back_and_every_line_has_75_octets_at_most(summary: str, description: str) -> None:
    data = calendar_file([Event("case-0", MADE, summary, description)], MADE, family="case-", alarm_days=2)
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    (one,) = events_of(data)
    assert str(one["SUMMARY"]) == kept(summary)
    assert str(one.get("DESCRIPTION", "")) == kept(description)


def kept(text: str) -> str:
    """A text without characters of control."""
    plain = text.replace("\r\n", "\n").replace("\u00a0", " ")
    return "".join(sign for sign in plain if sign == "\n" or sign.isprintable())


@pytest.mark.parametrize(("days", "hours"), [(0, 9), (1, -15), (2, -39), (7, -159)])
def test_an_alarm_rings_at_nine_so_many_days_before(days: int, hours: int) -> None:
    (one,) = events_of(calendar_file([Event("case-0", MADE, "Dose")], MADE, family="case-", alarm_days=days))
    (alarm,) = one.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=hours)
    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", "Dose")
    assert not events_of(written(MADE))[0].walk("VALARM")


def test_what_a_reader_requires_is_there() -> None:
    data = written(MADE)
    calendar = calendar_in(data)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    (one,) = events_of(data)
    assert {"UID", "DTSTAMP", "SEQUENCE", "CLASS", "STATUS"} <= set(one)
    assert not calendar.errors and not one.errors


def test_a_file_written_again_on_the_same_day_is_the_same() -> None:
    first = written(MADE, MADE + timedelta(days=2))
    assert written(MADE, MADE + timedelta(days=2), earlier=first) == first


def test_what_changed_gets_a_higher_number_and_what_did_not_keeps_its_own() -> None:
    first = written(MADE, MADE + timedelta(days=2))
    again = by_uid(written(MADE, MADE + timedelta(days=3), earlier=first))
    old = by_uid(first)
    assert again["case-0"] == old["case-0"]
    assert again["case-1"]["SEQUENCE"] == old["case-1"]["SEQUENCE"] + 1
    later = by_uid(written(MADE + timedelta(days=1), made=MADE + timedelta(days=30)))
    assert later["case-0"]["SEQUENCE"] > old["case-0"]["SEQUENCE"]


def test_what_is_no_longer_there_is_cancelled_and_comes_back_when_it_is() -> None:
    first = written(MADE, MADE + timedelta(days=2))
    less = written(MADE, earlier=first)
    gone = by_uid(less)["case-1"]
    assert str(gone["STATUS"]) == "CANCELLED" and gone["DTSTART"].dt == MADE + timedelta(days=2)
    assert gone["SEQUENCE"] > by_uid(first)["case-1"]["SEQUENCE"]
    assert written(MADE, earlier=less) == less
    back = by_uid(written(MADE, MADE + timedelta(days=2), earlier=less))["case-1"]
    assert str(back["STATUS"]) == "CONFIRMED" and back["SEQUENCE"] > gone["SEQUENCE"]


def test_events_of_another_case_or_of_another_program_are_left_out() -> None:
    other = calendar_file([Event("other-0", MADE, "Dose")], MADE, family="other-")
    assert written(MADE, earlier=other) == written(MADE)
    foreign = written(MADE, MADE).replace(b"b12calc", b"another")
    assert written(MADE, earlier=foreign) == written(MADE)


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_no_earlier_file_makes_it_fall_over(noise: bytes, place: int, byte: int) -> None:
    whole = bytearray(written(MADE, MADE + timedelta(days=2)))
    whole[place % len(whole)] = byte
    for earlier in (noise, bytes(whole)):
        found = by_uid(written(MADE, earlier=earlier))
        assert found["case-0"]["DTSTART"].dt == MADE


@pytest.mark.parametrize("spoilt", [
    (b"STATUS:CONFIRMED\r\nEND:VEVENT", b"STATUS:CONFIRMED\r\x00END:VEVENT"),  # two events run into one
    (b"END:VEVENT\r\nBEGIN:VEVENT", b"END:VEVENT-BEGIN:VEVENT"),
    (b"END:VEVENT\r\nBEGIN:VEVENT\r\n", b""),
    (b"DTSTART;VALUE=DATE:20260312", b"DTSTART;VALUE=DATE:2026-312"),
    (b"SEQUENCE:2262", b"SEQUENCE:" + b"9" * 5000),
    (b"SEQUENCE:2262", "SEQUENCE:\u0662\u0662".encode()),
])  # fmt: skip
def test_a_spoilt_earlier_file_never_cancels_a_day_that_stands(spoilt: tuple[bytes, bytes]) -> None:
    whole = written(MADE, MADE + timedelta(days=2))
    assert whole.count(spoilt[0]) >= 1
    for days in ((MADE,), (MADE, MADE + timedelta(days=2))):
        made = written(*days, earlier=whole.replace(*spoilt, 1))
        uids = [str(one["UID"]) for one in events_of(made)]
        assert len(uids) == len(set(uids))
        for number, day in enumerate(days):
            one = by_uid(made)[f"case-{number}"]
            assert (str(one["STATUS"]), one["DTSTART"].dt) == ("CONFIRMED", day)
