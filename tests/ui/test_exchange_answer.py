"""Whom a request of a record system is about, as the window compares and offers it."""

from dataclasses import replace
from datetime import date

import pytest

from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc_ui.exchange_answer import identity_of

ASKED = GdtRequest("EDV1", "B12C", None, "4711", "Berg", "Anna", "", "2")


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("03041959", date(1959, 4, 3)), ("13031959", date(1959, 3, 13)), ("29022000", date(2000, 2, 29)),
        ("31021959", None), ("03131959", None), ("1959", None), ("", None),
    ],
)  # fmt: skip
def test_the_day_of_birth_is_read_day_first_and_no_day_is_guessed(sent: str, day: date | None) -> None:
    found = identity_of(replace(ASKED, birth_date=sent))
    assert (found.date_of_birth, found.name, found.identifier) == (day, "Berg, Anna", "4711")
