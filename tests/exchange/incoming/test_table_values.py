"""What one cell of a table says: a value with what stands beside it, a day, a state, a code, a unit."""

from datetime import date

import pytest

from b12calc.exchange.incoming.found import Code, Span
from b12calc.exchange.incoming.table_cells import Cell
from b12calc.exchange.incoming.table_values import (
    Value,
    codes_of,
    parted_range,
    status_of,
    units_differ,
    value_of,
    whole_day,
)


def read(text: str) -> Value | str:
    """Read a cell that stands inside a text."""
    return value_of(Cell(text, 2, 2 + len(text)), f"xx{text}yy")


@pytest.mark.parametrize(("text", "value"), [
    ("142", Value("142", Span(2, 5))), ("< 142 ng/L", Value("142", Span(4, 7), "<", "ng/L")),
    ("~142", Value("142", Span(3, 6), "~")),
    ("142 (L)", Value("142", Span(2, 5), flag="L")), ("142*", Value("142", Span(2, 5), flag="*")),
    ("12,5", Value("12,5", Span(2, 6))),
    ("142 ng/L 180-900", Value("142", Span(2, 5), unit="ng/L", range_text="180-900")),
    ("142 H preliminary", Value("142", Span(2, 5), flag="H", status="preliminary")),
    ("positive", Value("positive", None)),
    ("positive (H) corrected", Value("positive", None, flag="H", status="corrected")),
])  # fmt: skip
def test_a_value_keeps_all_that_stands_beside_it(text: str, value: Value) -> None:
    assert read(text) == value


@pytest.mark.parametrize("text", ["\uff11\uff14\uff12", "1\u200b42", "\u202e142", "142\u202e"])
def test_a_figure_in_other_signs_than_plain_ones_is_a_doubt(text: str) -> None:
    got = read(text)
    assert isinstance(got, Value)
    assert (got.text, got.doubts) == (
        "142", ("the figure is written with signs that are not seen, or with other digits than 0 to 9",)
    )  # fmt: skip


@pytest.mark.parametrize("text", ["see note", "142 150", "", "L", "ng/L", "pending", "142 Smith", "B12 142"])
def test_what_is_no_single_figure_and_no_finding_says_so(text: str) -> None:
    assert read(text) == f"the value {text!r} is no single figure and no known finding"


@pytest.mark.parametrize("text", ["=1+1", "  =A1"])
def test_a_formula_is_never_a_value(text: str) -> None:
    assert read(text) == "a formula stands in place of the value"


@pytest.mark.parametrize("text", [
    "2026-03-10", "2026-03-10 09:30", "2026-03-10T09:30", "2026-03-10T09:30:00Z", "2026-03-10T09:30:00.000+01:00",
    " 10.03.2026 09:30 ", "10 March 2026", "13/03/2026",
])  # fmt: skip
def test_a_cell_that_is_a_day_is_one_with_or_without_its_time(text: str) -> None:
    day = whole_day(text)
    assert day is not None and day.settled(None) in (date(2026, 3, 10), date(2026, 3, 13))


@pytest.mark.parametrize(
    "text", ["", "soon", "10.03.2026x", "2026-03-10 at noon", "10.03.2026 and 11.03.2026", "x 10.03.2026"]
)
def test_a_cell_that_says_more_than_a_day_is_none(text: str) -> None:
    assert whole_day(text) is None


@pytest.mark.parametrize(("text", "status"), [
    ("F", "final"), ("f", "final"), (" C ", "corrected"), ("P", "preliminary"), ("X", "cancelled"), ("W", "cancelled"),
    ("I", "preliminary"), ("Q", "not_told"), ("", "not_told"), ("whatever", "not_told"), ("final", "final"),
    ("corrected", "corrected"),
    ("preliminary", "preliminary"), ("cancelled", "cancelled"), ("Vorl\u00e4ufig", "preliminary"),
    ("Pending", "preliminary"), ("low", "not_told"),
])  # fmt: skip
def test_a_state_is_a_word_or_a_letter_of_hl7(text: str, status: str) -> None:
    assert status_of(text) == status


def test_a_code_is_one_of_loinc_with_its_check_digit_right() -> None:
    assert codes_of("2132-9") == (Code("loinc", "2132-9"),)
    for text in ("2132-8", "2132", "2132-", "-9", "a-1", "2132-9-1", " 2132-9", "x2132-9", "2132-9x", ""):
        assert codes_of(text) == (), text


def test_units_of_one_row_that_differ_are_a_doubt_and_spellings_are_not() -> None:
    assert units_differ("total_b12", []) == units_differ("total_b12", ["ng/L", "NG/L", "ng/l"]) == []
    assert units_differ("total_b12", ["pmol/L", "ng/L"]) == ["the row names different units: ng/L, pmol/L"]
    assert units_differ("total_b12", ["Apples", "apples"]) == []
    assert units_differ("total_b12", ["ng/L", "Apples"]) == ["the row names different units: apples, ng/L"]


@pytest.mark.parametrize(("text", "parted"), [
    ("11.7 - 15.5 g/dL", ("11.7 - 15.5", "g/dL")), (">=5.4 ng/mL", (">=5.4", "ng/mL")),
    ("35.0 - 45.0 %", ("35.0 - 45.0", "%")),
    ("(3.4-10.8) x10E3/uL", ("(3.4-10.8)", "x10E3/uL")), ("11.7 - 15.5", ("11.7 - 15.5", "")), ("", ("", "")),
    ("0 - 5 years", ("0 - 5 years", "")), ("up to 42 mmol/mol", ("up to 42 mmol/mol", "")),
])  # fmt: skip
def test_a_unit_behind_the_range_in_one_cell_is_parted_from_it(text: str, parted: tuple[str, str]) -> None:
    assert parted_range(text) == parted
