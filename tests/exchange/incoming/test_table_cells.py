"""How the text of a table is parted: quotes, ends of lines, delimiters, places, encodings, and far too much of it."""

import pytest

from b12calc.exchange.incoming import table_cells
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.table_cells import Cell, Record, first_records, records, text_of
from b12calc.problems import ProblemsFound


def rows(text: str, delimiter: str = ";") -> list[list[str]]:
    return [[cell.text for cell in record.cells] for record in records(text, delimiter)]


def test_cells_and_rows_stand_where_they_say() -> None:
    text = 'a; "b ""c""" ;\r\n"d\ne";f\r;\n\ng'
    got = list(records(text, ";"))
    assert [[cell.text for cell in record.cells] for record in got] == [
        ["a", 'b "c"', ""], ["d\ne", "f"], ["", ""], [""], ["g"]
    ]  # fmt: skip
    assert [(record.line, text[record.start : record.end]) for record in got] == [
        (1, 'a; "b ""c""" ;'), (2, '"d\ne";f'), (4, ";"), (5, ""), (6, "g")
    ]  # fmt: skip
    assert [text[cell.start : cell.end] for cell in got[0].cells] == ["a", 'b ""c""', ""]


@pytest.mark.parametrize(("text", "cells"), [
    ('"a;b";c', [["a;b", "c"]]), ('"a"x;c', [['"a"x', "c"]]), ('a"b";c', [['a"b"', "c"]]), ('"a;b', [['"a', "b"]]),
    ('  "a"  ;c', [["a", "c"]]), ('"a"', [["a"]]), ('"a"\n"b"\r"c"', [["a"], ["b"], ["c"]]), ("", []),
    ('"";', [["", ""]]),
    ("a;", [["a", ""]]), (";\n", [["", ""]]), ("a\r\nb\rc\nd", [["a"], ["b"], ["c"], ["d"]]),
])  # fmt: skip
def test_quotes_count_only_around_a_whole_cell(text: str, cells: list[list[str]]) -> None:
    assert rows(text) == cells


@pytest.mark.parametrize("mark", ["sep=;\n", "SEP=,\r\n", " sep=| \r"])
def test_a_line_that_names_the_delimiter_is_no_row(mark: str) -> None:
    (record,) = records(f"{mark}a;b", ";")
    assert ([cell.text for cell in record.cells], record.line, record.start) == (["a", "b"], 2, len(mark))
    assert rows("sep=;") == [["sep=", ""]] and rows("x\nsep=;\n")[0] == ["x"]


def test_other_delimiters_are_plain_signs() -> None:
    for delimiter in table_cells.DELIMITERS:
        others = "".join({*table_cells.DELIMITERS} - {delimiter}) + "."
        assert rows(f"a{others}{delimiter}b", delimiter) == [[f"a{others}", "b"]]


def test_as_many_columns_and_lines_as_the_caps_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(rows(";" * 999)[0]) == 1000
    with pytest.raises(ProblemsFound, match="a row has more than 1,000 columns"):
        rows(";" * 1000)
    assert first_records(";" * 1000, ";") == []
    monkeypatch.setattr(table_cells, "MAX_LINES", 3)
    assert len(rows("a\nb")) == 2 and len(rows('"a\nb"')) == 1
    for text in ("a\nb\nc", '"a\nb\nc"'):
        with pytest.raises(ProblemsFound, match="the table has more than 3 lines"):
            rows(text)


def test_the_first_rows_that_hold_anything_are_looked_at() -> None:
    text = ";\n\n" + "".join(f"{at};\n" for at in range(60))
    assert [record.cells[0].text for record in first_records(text, ";")] == [str(at) for at in range(12)]
    assert [record.cells[0].text for record in first_records("\n" * 46 + "a\nb\nc\n", ";")] == ["a", "b"]
    assert len(list(records(text, ";", most=5))) == 5 and list(records(text, ";", most=0)) == []


def test_how_far_the_reading_is_is_the_beginning_of_the_row() -> None:
    told: list[float] = []
    list(records("a\nb\n", ";", Watch(progress=told.append)))
    assert told == [0.0]
    with pytest.raises(ProblemsFound, match="stopped"):
        list(records("a", ";", Watch(called_off=lambda: True)))


def test_a_row_is_empty_where_no_cell_holds_anything() -> None:
    assert Record((Cell(" ", 0, 1), Cell("", 2, 2)), 1, 0, 2).empty
    assert not Record((Cell(" ", 0, 1), Cell("x", 2, 3)), 1, 0, 3).empty


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(codec: str) -> None:
    text = "Name;Wert\nB\u00e4r;142\n"
    assert text_of(text.encode(codec)).lstrip("\ufeff") == text


def test_zeros_far_down_are_no_sign_of_an_encoding() -> None:
    assert text_of(b"x" * 200 + b"\x00a") == "x" * 200 + "\x00a"
    assert text_of(b"x" * 199 + b"\x00") != "x" * 199 + "\x00"
    with pytest.raises(ProblemsFound, match="is empty"):
        text_of(b" ")
