from fractions import Fraction
from random import Random

import pytest

from tests.campaigns.number_text import drawn, second, tried


def test_two_readers_of_numbers_read_and_refuse_the_same_texts() -> None:
    counts, apart = tried(20_000, seed=11)
    assert apart == []
    assert counts["read"] > 5_000 and counts["refused"] > 5_000


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,738", Fraction(738, 1000)), ("142.0", Fraction(142)), (" +7 ", Fraction(7)), ("1.500", None), ("1,500", None),
     ("1_80", None), ("nan", None), ("1e3", None), ("١٤٢", None), ("00.5", None), (".5", None), ("1500.250",
     Fraction(6001, 4))],
)  # fmt: skip
def test_the_second_reader_says_what_a_person_would(text: str, value: Fraction | None) -> None:
    assert second(text) == value


def test_a_reader_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.campaigns.number_text.read_number", lambda text: Fraction(len(text)))
    assert tried(200, seed=1)[0]["differences"] > 100


def test_the_texts_drawn_are_of_every_kind() -> None:
    draw = Random(3)
    texts = [drawn(draw) for _ in range(3_000)]
    assert len(set(texts)) > 2_000
    assert any("," in text for text in texts) and any("e" in text for text in texts) and any(not text for text in texts)
