"""Whose each row of a table is, which day its columns mean, and when a text is a table at all."""

from datetime import date

import pytest

from b12calc.exchange.incoming import table
from b12calc.exchange.incoming.found import Identity, Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import ProblemsFound

B12 = "B12;142;ng/L"


def read(text: str, *, day_first: bool | None = True, said: dict[str, str] | None = None) -> tuple[Report, ...]:
    return table.read(text.encode(), Watch(), day_first, said)


def who(heads: str, *cells: str) -> list[Identity]:
    text = "".join(f"{row};{B12}\n" for row in cells)
    return [report.identity for report in read(f"{heads};Test;Result;Unit\n{text}")]


def refused(text: str, said: dict[str, str] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as found:
        read(text, said=said)
    return [(problem.path, problem.message) for problem in found.value.problems]


@pytest.mark.parametrize(("heads", "cells", "identity"), [
    ("id;Patient name;First name;Born;Sex",
    "7;Bell;Ann;04/03/1962;F", Identity("Ann Bell", date(1962, 3, 4), "female", "7")),
    ("id;Patient name", "7;", Identity(identifier="7")), ("Patient name", " Bell ", Identity("Bell")),
    ("First name", "Ann", Identity("Ann")), ("id", "Ann Bell", Identity("Ann Bell")),
    ("id", "A7", Identity(identifier="A7")),
    ("id;Patient name", "Ann;Bell", Identity("Bell", identifier="Ann")),
    ("id;Born;Sex", "Ann;04/03/1962;m", Identity("Ann", date(1962, 3, 4), "male")),
    ("id;id", "7;8", Identity(identifier="7")), ("id;id", " ;8", Identity(identifier="8")),
    ("id;Born", "7;soon", Identity(identifier="7")),
    ("Specimen", "Serum", Identity()),
])  # fmt: skip
def test_a_row_is_of_the_one_its_columns_name(heads: str, cells: str, identity: Identity) -> None:
    assert who(heads, cells) == [identity]


@pytest.mark.parametrize(("sent", "sex"), [
    ("female", "female"), ("Weiblich", "female"), ("male", "male"), ("Mann", "male"), ("other", "other"),
    ("Divers", "other"), ("d", "other"),
    ("X", "other"), ("autre", "other"), ("otro", "other"), ("diverse", "other"), ("unknown", None), ("", None),
])  # fmt: skip
def test_sex_is_told_by_a_word_of_several_languages(sent: str, sex: str | None) -> None:
    assert who("id;Sex", f"7;{sent}") == [Identity(identifier="7", sex=sex)]  # type: ignore[arg-type]


def test_rows_are_of_one_patient_only_where_all_that_names_them_is_the_same() -> None:
    heads = "id;Patient name;First name;Born"
    same = ("7;Bell;Ann;04/03/1962", "7;BELL;ann;04/03/1962")
    assert len(who(heads, *same)) == 1
    for other in (
        "8;Bell;Ann;04/03/1962",
        "7;Bull;Ann;04/03/1962",
        "7;Bell;Eve;04/03/1962",
        "7;Bell;Ann;05/03/1962",
        "7;;;",
    ):
        assert len(who(heads, same[0], other)) == 2, other
    assert len(who("id;Sex", "7;F", "7;M")) == 1 and len(who("Specimen", "Serum", "Plasma")) == 1


def test_a_row_of_nobody_is_left_aside_where_the_table_names_people() -> None:
    for head in ("id", "Patient name", "First name", "Born"):
        (report,) = read(f"{head};Test;Result;Unit\n;{B12}\n")
        (piece,) = report.left
        assert (piece.text, piece.where, piece.why) == (f";{B12}", "line 2", "the row does not say whose result it is")
        assert report.found == ()
    assert read(f"Sex;Test;Result;Unit\n;{B12}\n")[0].found


@pytest.mark.parametrize(("heads", "rows", "days"), [
    ("Test;Result;Collected", ("B12;1;04/03/2026", "MCV;9;13/03/2026"), [date(2026, 3, 4), date(2026, 3, 13)]),
    ("Test;Result;Collected", ("B12;1;04/03/2026", "MCV;9;03/13/2026"), [date(2026, 4, 3), date(2026, 3, 13)]),
    ("Test;Result;Collected", ("B12;1;04/03/2026", "MCV;9;"), [None, None]),
    ("Born;Test;Result;Collected", ("13/05/1960;B12;1;04/03/2026",), [date(2026, 3, 4)]),
    ("id;B12;total_b12_collected;MCV;mcv_collected", ("7;1;04/03/2026;9;13/03/2026",),
     [date(2026, 3, 4), date(2026, 3, 13)]),
    ("Test;04/03/2026;13/03/2026", ("B12;1;2",), [date(2026, 3, 4), date(2026, 3, 13)]),
    ("Test;Result;Received;Collected", ("B12;1;13/03/2026;04/03/2026",), [None]),
    ("Test;Result;Collected", ("B12;1", "MCV;9;13/03/2026"), [None, date(2026, 3, 13)]),
])  # fmt: skip
def test_a_day_that_has_one_reading_alone_settles_the_others_of_its_table(
    heads: str, rows: tuple[str, ...], days: list[date | None]
) -> None:
    got = read("\n".join((heads, *rows)), day_first=None)
    assert [found.collected for report in got for found in report.found] == days


def test_titles_above_the_heads_and_empty_rows_are_no_rows() -> None:
    (report,) = read(f"Report of May;x\n\nTest;Result;Unit\n;;\n{B12}\n\n")
    assert [found.where for found in report.found] == ["line 5"] and report.left == ()
    (report,) = read("Test;Result;Unit\n;;ng/L\nB12;142;\n")
    assert [(found.where, found.unit) for found in report.found] == [("line 3", None)] and report.left == ()
    (report,) = read("id;B12\n;ng/L\n7;142\n")
    assert [found.unit for found in report.found] == ["ng/L"] and report.left == ()
    assert read("Test;Result;Unit\n") == ()


def test_what_a_mapping_names_has_to_stand_in_the_heads() -> None:
    text = f"Test;Result;Unit\n{B12}\n"
    said = {"Te\tst": "analyte", "Wie viel": "value"}
    message = "no column is headed 'Wie viel'; expected the headings of the table"
    assert refused(text, {"TEST": "analyte", "Wie viel": "value"}) == [('columns."Wie viel"', message)]
    assert refused("1;2\n3;4\n", said)[0][1].startswith("the heads of the table are not known")
    unknown = "the heads of the table are not known; expected columns for the test, its value and its unit"
    assert refused("a;b\n1;2\n") == [("file", unknown)]


def test_as_many_results_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_RESULTS", 2)
    text = f"Test;Result;Unit\n{B12}\nMCV;98;fL\n"
    assert len(read(text)[0].found) == 2
    message = "the table holds more than 2 results; use the audit for a whole practice"
    assert refused(f"{text}Folate;3;ug/L\n") == [("file", message)]


def test_a_reading_of_many_rows_can_be_called_off() -> None:
    with pytest.raises(ProblemsFound, match="stopped"):
        table.read(f"Test;Result;Unit\n{B12}\n".encode(), Watch(called_off=lambda: True), True)


@pytest.mark.parametrize(("text", "is_one"), [
    ("Test,Result\nB12,142\n", True), ("Test,x\nB12,142\n", False), ("Test,Result\n", False),
    ("Test,Result\nB12,142\nMCV\n", False),
    ("Test,Result\nB12,142,7\n", False), ("x,y\nTest,Result\nB12,142\n", False), ("Test,Unit\nB12,ng/L\n", False),
    ("\n\nTest,Result\n\nB12,142\n", True), ("id,B12\n1,142\n", True), ("Test,04/03/2026\nB12,142\n", True),
    ("B12,142\n", False),
    ("Test,Result\nB12,142\n" + "MCV,98\n" * 20 + "torn\n", True),
])  # fmt: skip
def test_a_text_is_a_table_where_its_first_row_is_of_known_heads_and_the_next_are_as_wide(
    text: str, is_one: bool
) -> None:
    assert table.seems_table(text) is is_one
