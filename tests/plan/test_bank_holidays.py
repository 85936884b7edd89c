"""The library's holidays equal a table written out by hand from the published rules, day for day."""

import socket
from datetime import date

import pytest

from b12calc.plan.bank_holidays import REGIONS, YEARS, bank_holidays, region_name
from b12calc.problems import ProblemsFound

from ..oracle.bank_holidays import easter, holidays_of

# Easter Sundays as the almanacs print them.
SUNDAYS = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21"]
SUNDAYS += ["2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2038-04-25"]
# As GOV.UK printed them for England and Wales.
ENGLAND_2027 = ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]


@pytest.mark.parametrize("sunday", SUNDAYS)
def test_the_table_knows_easter(sunday: str) -> None:
    assert easter(int(sunday[:4])).isoformat() == sunday


def test_the_table_gives_the_printed_days_of_a_year_with_two_days_in_lieu() -> None:
    weekdays = sorted(day for day in holidays_of("england", 2027) if day.weekday() < 5)
    assert [day.isoformat()[5:] for day in weekdays] == ENGLAND_2027


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("year", range(2026, 2036))
def test_ten_years_of_every_region_equal_the_table(region: str, year: int) -> None:
    assert set(bank_holidays(region, year)) == holidays_of(region, year)


@pytest.mark.parametrize("region", [one for one in REGIONS if one != "us-federal"])
@pytest.mark.parametrize("year", range(2019, 2026))
def test_the_single_days_of_past_years_are_there(region: str, year: int) -> None:
    assert set(bank_holidays(region, year)) == holidays_of(region, year)


def test_england_and_wales_keep_the_same_days_and_scotland_does_not() -> None:
    for year in range(2026, 2036):
        assert bank_holidays("england", year) == bank_holidays("wales", year)
        assert set(bank_holidays("scotland", year)) != set(bank_holidays("england", year))


def test_names_do_not_follow_the_language_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL"):
        monkeypatch.setenv(name, "th_TH.UTF-8")
    assert bank_holidays.__wrapped__("england", 2031)[date(2031, 12, 25)] == "Christmas Day"
    assert bank_holidays.__wrapped__("us-federal", 2031)[date(2031, 11, 27)] == "Thanksgiving Day"


def test_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket, "socket", refuse)
    assert bank_holidays.__wrapped__("scotland", 2032)


def test_a_year_that_nobody_knows_is_refused_in_one_sentence() -> None:
    assert bank_holidays("england", YEARS[-1])
    with pytest.raises(ProblemsFound, match="are known for the years 1980 to 2100; 2101 was asked for"):
        bank_holidays("england", 2101)


def test_every_region_has_a_name_to_print() -> None:
    assert [region_name(region).split()[-1] for region in REGIONS] == [
        "England",
        "Wales",
        "Scotland",
        "Ireland",
        "States",
    ]
