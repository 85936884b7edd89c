"""A date is read in one way or refused: forty spellings, and everything that is no date of this century or the last."""

from datetime import date

import pytest

from b12calc_ui.text_dates import DateTrouble, read_day, read_since

READ = {
    "2026-03-12": (2026, 3, 12),
    "20260312": (2026, 3, 12),
    "12 Mar 2026": (2026, 3, 12),
    "12 March 2026": (2026, 3, 12),
    "12-Mar-2026": (2026, 3, 12),
    "12.Mar.2026": (2026, 3, 12),
    "12Mar2026": (2026, 3, 12),
    "12 mar 2026": (2026, 3, 12),
    "  12   Mar  2026 ": (2026, 3, 12),
    "1 Jan 1900": (1900, 1, 1),
    "29 Feb 2024": (2024, 2, 29),
    "29 Feb 2000": (2000, 2, 29),
    "31 Dec 2199": (2199, 12, 31),
    "7 Sept 2025": (2025, 9, 7),
}
REFUSED = (
    "", " ", "0", "1", "-1", "46093", "1773273600", "03/04/2026", "3/4/26", "03-04-2026", "12.03.2026", "12/03/26",
    "12 Mar 26", "12 Mar", "Mar 2026", "2026", "2026-3-12", "2026-13-01", "2026-02-30", "29 Feb 2025", "29 Feb 1900",
    "31 Apr 2026", "0 Mar 2026", "32 Mar 2026", "12 Ma 2026", "12 Ju 2026", "12 Mrz 2026", "12032026", "03122026",
    "2026-03-12T00:00", "2026-03-12 10:00", "2026/03/12", "12 Mar 1899", "12 Mar 2200", "12 Mar 20266", "today",
    "yesterday", "١٢ Mar ٢٠٢٦", "２０２６-０３-１２", "12 Mar 2026 or so",
)  # fmt: skip


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_what_can_be_read_in_one_way_is_that_day(text: str, day: tuple[int, int, int]) -> None:
    assert read_day(text) == date(*day)


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_be_another_day_or_is_none_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(DateTrouble) as refused:
        read_day(text)
    assert str(refused.value).endswith(".")


def test_forty_spellings_are_refused() -> None:
    assert len(set(REFUSED)) == 40


@pytest.mark.parametrize("text", ["", "26", "3/2026", "03/04/2026", "12 Mar 26", "2026-3", "5 years ago"])
def test_a_time_since_when_is_no_less_strict(text: str) -> None:
    with pytest.raises(DateTrouble):
        read_since(text)
