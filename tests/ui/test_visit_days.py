"""Days typed for one visit: read in one way or refused by name, and written as they are read back."""

from datetime import date

import pytest

from b12calc_ui.text_dates import DateTrouble
from b12calc_ui.visit_days import MOST_GIVEN, VisitDays, read_away, read_given, read_start, show_away


def test_nothing_typed_is_nothing_said() -> None:
    assert (read_start(" "), read_given(""), read_away(" , ;")) == (None, None, ())
    assert VisitDays() == VisitDays(None, None, False, ())


SPANS = ("21 Dec 2026 to 24 Dec 2026, 2 Jan 2027", "2 Jan 2027; 2026-12-21..2026-12-24",
         "2026-12-21 – 2026-12-24\n2 Jan 2027")  # fmt: skip
WRONG = {
    "03/04/2026": "03/04/2026", "24 Dec 2026 to 21 Dec 2026": "runs backwards", "1 Jan 2026 to 2 Jan 2027": "longer",
    "31 Feb 2026": "not in the calendar", "Monday": "Write the date", ", ".join(["1 Jan 2026"] * 51): "at most 50",
}  # fmt: skip


@pytest.mark.parametrize("text", SPANS)
def test_days_and_spans_are_read_in_any_order(text: str) -> None:
    away = read_away(text)
    assert away == ((date(2026, 12, 21), date(2026, 12, 24)), (date(2027, 1, 2), date(2027, 1, 2)))
    assert read_away(show_away(away)) == away


@pytest.mark.parametrize(("text", "why"), WRONG.items())
def test_what_is_no_day_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(DateTrouble, match="The patient cannot come: ") as wrong:
        read_away(text)
    assert why in str(wrong.value)


@pytest.mark.parametrize("text", ["-1", "1.5", "two", str(MOST_GIVEN + 1), "²", "00000000000000"])
def test_a_number_of_doses_is_a_whole_one(text: str) -> None:
    with pytest.raises(DateTrouble, match="Doses given before it"):
        read_given(text)


def test_numbers_and_days_are_read() -> None:
    assert (read_given(" 0 "), read_given("1000"), read_start("16 Mar 2026")) == (0, 1000, date(2026, 3, 16))
    with pytest.raises(DateTrouble, match="Next dose on: Write the date"):
        read_start("16.3")
