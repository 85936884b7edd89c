"""Words as they are printed."""

import pytest

from b12calc.report.words import capital


@pytest.mark.parametrize(
    ("text", "printed"),
    [("no anaemia", "No anaemia"), ("eGFR 60 or more", "eGFR 60 or more"), ("MMA raised", "MMA raised"), ("", "")],
)
def test_a_text_begins_with_a_large_letter_and_a_name_keeps_its_spelling(text: str, printed: str) -> None:
    assert capital(text) == printed
