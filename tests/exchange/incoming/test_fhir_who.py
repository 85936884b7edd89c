"""Who a FHIR file names and which day a text says, no more of it than is written."""

from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming.fhir_tree import Item, Unreadable
from b12calc.exchange.incoming.fhir_who import day_of, identity_of
from b12calc.exchange.incoming.found import Identity


@pytest.mark.parametrize(("sent", "day"), [
    ("2026-03-10", date(2026, 3, 10)), (" 2026-03-10 ", date(2026, 3, 10)), ("2026-03", None), ("2026", None),
    ("2026-03-10T23:59:00-11:00", date(2026, 3, 10)), ("2026-03-10t00:00:00Z", date(2026, 3, 10)),
    ("2026-03-10 09:30", date(2026, 3, 10)),
])  # fmt: skip
def test_a_day_is_that_of_its_place_and_a_month_or_year_is_none(sent: str, day: date | None) -> None:
    assert day_of(sent) == day


@pytest.mark.parametrize("sent", [
    "2026-02-30", "20260310", "2026031", "2026-W11-2", "10.03.2026", "2026-03-10x", "2026-03-10X09:30", "202-03",
    "２０２６", "20x6", "20260", "2026-3-1", "", "2026-0310", "x" * 60,
])  # fmt: skip
def test_what_is_no_day_of_fhir_is_said(sent: str) -> None:
    with pytest.raises(Unreadable) as found:
        day_of(sent)
    assert str(found.value) == f"{sent[:40]} is no day"


def who(**said: Any) -> Identity:
    return identity_of(Item("x", {"resourceType": "Patient", **said}))


def test_the_current_name_stands_before_others() -> None:
    names = [{"use": use, "family": use} for use in ("old", "maiden", "temp", "nickname")]
    for old in names:
        assert who(name=[old, {"family": "Marsh", "given": ["Ada", "Eve"]}]).name == "Marsh, Ada Eve", old
    assert who(name=[{"family": "First"}, {"family": "Second"}]).name == "First"
    assert who(name=names[:1]).name == "old"


@pytest.mark.parametrize(("name", "shown"), [
    ({"text": "Ada Marsh", "family": "x"}, "Ada Marsh"), ({"family": ["van", "Marsh"]}, "van Marsh"),
    ({"given": "Ada"}, "Ada"), ({}, None), (None, None),
])  # fmt: skip
def test_a_name_is_its_text_else_family_and_given_names(name: dict[str, Any] | None, shown: str | None) -> None:
    assert who(name=[name] if name is not None else None).name == shown


def test_the_national_number_stands_before_others() -> None:
    local, empty = {"value": "7", "system": "http://lab"}, {"system": "https://fhir.nhs.uk/Id/nhs-number"}
    national = {**empty, "value": "999"}
    assert who(identifier=[local, empty, national]).identifier == "999"
    assert (who(identifier=[local, {"value": "8"}]).identifier, who(identifier=[empty]).identifier) == ("7", None)


@pytest.mark.parametrize(("sent", "sex"), [("female", "female"), ("male", "male"), ("other", "other"),
                                           ("unknown", None), (None, None)])  # fmt: skip
def test_sex_is_a_word_of_ours_or_not_told(sent: str | None, sex: str | None) -> None:
    assert who(gender=sent).sex == sex


@pytest.mark.parametrize(("sent", "born"), [
    ("1958-04-02", date(1958, 4, 2)), ("1958-04", None), ("1958", None), ("2.4.1958", None), (None, None)
])  # fmt: skip
def test_a_birth_date_that_is_none_is_not_told(sent: str | None, born: date | None) -> None:
    assert who(birthDate=sent).birth_date == born
