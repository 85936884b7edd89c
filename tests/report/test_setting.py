"""Setting text in lines: nothing is lost, nothing runs over the edge, no line stands alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.report import quiet

quiet.load()

from b12calc.report import faces, style  # noqa: E402
from b12calc.report.columns import fitted_columns  # noqa: E402
from b12calc.report.document import Table  # noqa: E402
from b12calc.report.setting import Text, lines_of, words_of  # noqa: E402
from b12calc.report.words import tied  # noqa: E402

PROSE = st.text("abc ≤WÅé–µ0123", min_size=1, max_size=200)


def _written(text: Text) -> str:
    return "".join(part for line, _ in text._lines for word in line for _, part in word.parts)


@settings(max_examples=200, deadline=None)
@given(PROSE, st.floats(20, 400))
def test_every_letter_is_set_once_and_no_line_is_wider_than_the_room(text: str, room: float) -> None:
    words = words_of(faces.clean(text), faces.REGULAR, 8)
    lines = lines_of(words, room, 8)
    assert "".join(p for line, _ in lines for word in line for _, p in word.parts) == "".join(
        faces.clean(text).split(" ")
    )
    for line, used in lines:
        assert used <= room + 1e-6 or (len(line) == 1 and len(line[0].parts[0][1]) == 1)


@settings(max_examples=200, deadline=None)
@given(PROSE, st.floats(60, 300), st.floats(0, 200))
def test_a_split_leaves_no_line_alone_and_loses_nothing(text: str, room: float, height: float) -> None:
    whole = style.paragraph(text, style.BODY)
    whole.wrap(room, 1000)
    parts = whole.split(room, height)
    if len(parts) == 2:
        first, second = parts
        assert isinstance(first, Text) and isinstance(second, Text)
        heights = [part.wrap(room, 1000)[1] for part in parts]
        assert heights[0] <= height + 1e-3
        assert min(heights) >= 2 * style.BODY.leading
        assert _written(first) + _written(second) == _written(whole)


def test_a_date_and_a_figure_with_its_unit_are_one_word() -> None:
    words = style.paragraph("Total B12 142 ng/L on 12 Mar 2026, below 180 ng/L", style.BODY)._words
    written = ["".join(part for _, part in word.parts) for word in words]
    assert "142\u00a0ng/L" in written and "12\u00a0Mar\u00a02026," in written and "180\u00a0ng/L" in written


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(PROSE, PROSE, PROSE), min_size=1, max_size=6), st.integers(200, 520))
def test_columns_fill_the_width_and_hold_their_longest_word(rows: list[tuple[str, str, str]], width: int) -> None:
    table = Table(("One", "Two", "Three"), tuple(rows), (10, 30, 60))
    found = fitted_columns(table, width)
    assert abs(sum(found) - width) < 1e-6
    assert min(found) > 0


def test_a_sign_that_only_the_second_font_has_is_set_in_it() -> None:
    assert list(faces.runs("MMA ≥ 280", faces.REGULAR)) == [
        ("B12Regular", "MMA "),
        ("B12Signs", "≥"),
        ("B12Regular", " 280"),
    ]


def test_on_small_paper_room_goes_where_it_saves_lines() -> None:
    """By their shares two columns stood half empty beside one that ran down the page."""
    table = Table(("One", "Two", "Three"), tuple(("a", "word " * 40, "b") for _ in range(3)), (40, 20, 40))
    one, two, three = fitted_columns(table, 370)
    assert two > 300
    assert one < 40 and three < 50
    assert fitted_columns(table, 507)[1] < 120


def test_a_date_keeps_its_column_where_long_words_need_more_than_the_page() -> None:
    """All columns were shrunk alike, and the year of a date went on in the next line."""
    row = ("Methylmalonic acid", tied("(>= 0.2794 umol/L)"), tied("28 Dec 2025"), tied("2.0 to 7.5 10*9/L"))
    table = Table(
        ("Test", "Result", "Sample", "Range", "Read against"), ((*row, tied("up to 33.0652 ug/L")),), (1,) * 5
    )
    columns = fitted_columns(table, 300)
    assert abs(sum(columns) - 300) < 1e-6
    assert columns[2] >= faces.width_of(row[2], faces.REGULAR, 8)


def test_what_is_tied_is_parted_at_its_ties_before_it_is_cut() -> None:
    (first, _), (second, _) = lines_of(words_of(tied("28 Dec 2025"), faces.REGULAR, 8), 40, 8)
    assert [[part for _, part in word.parts] for word in (*first, *second)] == [
        ["2", "8"],
        ["D", "e", "c"],
        ["2", "0", "2", "5"],
    ]
