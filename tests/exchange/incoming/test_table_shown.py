"""What is shown of a table before its columns are named: which of several readings, how much of it, which guesses."""

import pytest

from b12calc.exchange.incoming.mapping import ColumnMap, Use
from b12calc.exchange.incoming.table_columns import Columns, columns_in


def shown(text: str | bytes) -> Columns:
    found = columns_in(text.encode() if isinstance(text, str) else text)
    assert found is not None
    return found


@pytest.mark.parametrize(("text", "headings"), [
    ("a,b;c\n1,2;3\n", ("a", "b;c")), ("a;b;c,d\n1;2;3,4\n", ("a", "b", "c,d")), ("a\tb\n1\t2\n", ("a", "b")),
    ("a|b\n1|2\n", ("a", "b")),
    ("Title;\na;b\n1;2\n", ("a", "b")), ("t;t\nu;u\nv;v\na;b\n1;2\n", ("t", "t")), (" a ;b\n1;2\n", ("a", "b")),
    ("1;2\na;b\n3;4\n", ("a", "b")), ("x" * 300 + ";b\n1;2\n", ("x" * 200, "b")),
])  # fmt: skip
def test_the_reading_with_most_columns_is_shown(text: str, headings: tuple[str, ...]) -> None:
    assert shown(text).headings == headings


@pytest.mark.parametrize(("text", "is_one"), [
    ("a;b\nx;y\n", False), ("a;b\nx;< 1,5 %\n", True), ("a;b\nx;1 mg\n", False), ("a;b\n1;2\n1;2\n1;2\n9\n", True),
    ("a;b\n1;2\n1;2\n9\n", False),
    ("a\n1\n", False), ("a;b\n", False), (";".join(["a"] * 60) + "\n" + ";".join("1" * 60) + "\n", True),
    (";".join(["a"] * 61) + "\n" + ";".join("1" * 61) + "\n", False), ("a;b\nc;d\ne;f\ng;h\n1;2\n", True),
    ("t\nt\nt\nt\na;b\n1;2\n", False), ("t\nt\nt\na;b\n1;2\n", True), ("MSH|^~\\&|A\n1|2|3\n", False),
    ("a;b\n1;2" + "\x00", False),
])  # fmt: skip
def test_a_table_has_heads_rows_as_wide_as_they_and_a_figure(text: str, is_one: bool) -> None:
    assert (columns_in(text.encode()) is not None) is is_one


def test_the_first_five_rows_are_shown_as_they_can_be_seen() -> None:
    text = "a;b\n" + "".join(f'{at};"x\ny"\n' for at in range(6))
    assert shown(text).rows == tuple((str(at), "x y") for at in range(5))


@pytest.mark.parametrize(("columns", "sampled"), [(2, 100), (8, 100), (9, 88), (16, 50), (60, 13)])
def test_of_a_wide_table_fewer_rows_are_tried(columns: int, sampled: int) -> None:
    row = ";".join("1" * columns) + "\n"
    text = ";".join(f"c{at}" for at in range(columns)) + "\n" + row * 200
    found = shown(text)
    assert (found.sampled, found.whole) == (sampled, False)
    assert found.sample.decode() == text[: len(text) - len(row) * (200 - sampled) - 1]


def test_empty_rows_and_titles_are_part_of_the_sample_and_not_counted() -> None:
    found = shown("Title;\n;\na;b\n1;2\n;\n3;4\n \n")
    assert (found.sampled, found.whole) == (2, True)
    assert found.sample.decode().startswith("Title;\n;\na;b\n1;2\n;\n3;4")
    assert shown("a;b\n1;2").whole and shown("a;b\n1;2\n\n  \n").whole


def test_a_table_longer_than_is_looked_at_is_shown_by_its_beginning() -> None:
    long = "a;b\n1;2\n" + "3;" + "x" * 399_990
    assert (shown(long).sampled, shown(long).whole) == (2, True)
    longer = shown(long + "xx\n")
    assert (longer.sampled, longer.whole, longer.sample) == (1, False, b"a;b\n1;2")


def test_a_sign_that_is_no_text_is_shown_as_such() -> None:
    assert shown(b"a;b\n\xff1;2\n").rows == (("\u00ff1", "2"),)


def test_guesses_say_units_of_nobody_and_uses_what_a_mapping_says() -> None:
    columns = shown("Pat ID;B12 (ng/L);total_b12_unit;Cobal; ;04/03/2026\n1;142;x;5;6;7\n")
    assert columns.guesses == (Use("id"), Use("total_b12"), Use("total_b12_unit"), None, None, Use("day"))
    assert columns.unread == ("Cobal",)
    made = ColumnMap({"Cobal": (Use("mma", "nmol/L"),)})
    assert columns.uses(made) == (*columns.guesses[:3], Use("mma", "nmol/L"), None, Use("day"))


def test_a_mapping_is_made_by_headings_and_days_speak_for_themselves() -> None:
    columns = shown("Wert;WERT;Tag;x\n1;2;3;4\n")
    made = columns.mapping((Use("value"), Use("ignore"), Use("day"), Use("id")))
    assert made.columns == {"Wert": (Use("value"), Use("ignore")), "x": (Use("id"),)}
