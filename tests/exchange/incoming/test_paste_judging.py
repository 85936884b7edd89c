"""Words behind a figure judge it, or say something else of it."""

import pytest

from b12calc.exchange.incoming.paste_judging import judges


@pytest.mark.parametrize(
    "text",
    [
        "this is low",
        "which is a bit low",
        "both fine",
        "still in the prediabetes range",
        "leicht erniedrigt",
        "zu niedrig",
    ],
)
def test_a_judgement_is_known_by_its_words(text: str) -> None:
    assert judges(text)


@pytest.mark.parametrize(
    "text",
    ["this was low", "low in the mother", "low before treatment", "is", "", "low last year", "low, repeat in May",
     "after two units", "not low", "suggests deficiency", "deficiency"],
)  # fmt: skip
def test_words_that_say_more_are_no_judgement(text: str) -> None:
    assert not judges(text)
