"""What one row of a table gives: a result with all that its columns say of it, or one sentence why it gives none."""

from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming.found import Code, Found, Leftover, Span
from b12calc.exchange.incoming.mapping import ColumnMap, Use
from b12calc.exchange.incoming.table_cells import records
from b12calc.exchange.incoming.table_heads import heads_of
from b12calc.exchange.incoming.table_rows import Sheet, left_over

TOLD = "the unit was named for this column by a person; it does not stand in the table"


def rows(text: str, *, day_first: bool | None = True, **said: tuple[Use, ...]) -> list[Found | Leftover]:
    found = heads_of(text, ColumnMap(said))
    assert found is not None
    sheet = Sheet(text, found[0], day_first)
    given = [record for record in records(text, found[0].delimiter) if record.line > found[0].row]
    if sheet.is_units_row(given[0]):
        given = given[1:]
    return [one for record in given for one in sheet.results(record)]


def one(text: str, *, day_first: bool | None = True, **said: tuple[Use, ...]) -> Found:
    (found,) = rows(text, day_first=day_first, **said)
    assert isinstance(found, Found), found
    return found


def left(text: str) -> list[str]:
    return [one.why for one in rows(text) if isinstance(one, Leftover)]


def test_all_that_stands_in_the_columns_of_a_row_is_said_of_its_result() -> None:
    text = (
        "Test;Comparator;Result;Unit;Low;High;Range;Flag;Status;Collected;Specimen;LOINC;Comment\n"
        "Vitamin B12;lt;142;ng/L;180;900;1-2;L;C;10/03/2026;Serum;2132-9;repeat\n"
    )
    place = text.index("142")
    assert one(text) == Found(
        names=("Vitamin B12",), codes=(Code("loinc", "2132-9"),), value="142", comparator="<", unit="ng/L", low="180",
        high="900", range_text="1-2", flag="L", status="corrected", collected=date(2026, 3, 10), specimen="Serum",
        notes=("repeat",), text=text.split("\n")[1], where="line 2", span=Span(place, place + 3),
    )  # fmt: skip


def test_what_stands_in_the_cell_of_the_value_counts_before_the_columns() -> None:
    text = "Test;Result;Unit;Range;Flag;Status\nFerritin;88 ug/L H 20-300 preliminary;ug/L;1-2;L;F\n"
    got = one(text)
    assert (got.unit, got.flag, got.status, got.doubts) == ("ug/L", "H", "preliminary", ())
    assert one("Test;Result;Range\nFerritin;88;1-2\n").range_text == "1-2"


@pytest.mark.parametrize(("cells", "sign", "doubt"), [
    (";142", None, None), ("<;142", "<", None), ("LE;142", None, "'LE' stands where a comparator is expected"),
    ("gt;142", ">", None), ("eq;142", None, None), ("=;142", None, None), ("\u2264;142", "<=", None),
    ("\u2265;142", ">=", None),
    ("=<;142", "<=", None), ("=>;142", ">=", None), ("~;142", "~", None), ("<;<142", "<", None), (";>142", ">", None),
    (">;<142", "<", "'>' and '<' stand before one figure"),
    ("x;<142", "<", "'x' stands where a comparator is expected"),
    ("=;<142", "<", None),
])  # fmt: skip
def test_a_comparator_stands_in_its_column_or_beside_the_figure_and_never_both_ways(
    cells: str, sign: str | None, doubt: str | None
) -> None:
    got = one(f"Test;Comparator;Result;Unit\nB12;{cells};ng/L\n")
    assert (got.comparator, got.doubts) == (sign, (doubt,) if doubt else ())


def test_units_of_cell_column_head_and_name_have_to_agree() -> None:
    differ = "the row names different units: ng/L, pmol/L"
    assert one("Test;Result\nB12 (ng/L);142\n").unit == "ng/L" and one("Test;Result\nB12 (ng/L);142\n").names == (
        "B12",
    )
    assert one("Test;Result;Unit\nB12 (ng/L);142;pmol/L\n").doubts == (differ,)
    assert one("Test;Result (ng/L);Unit\nB12;142;pmol/L\n").doubts == (differ,)
    assert one("Test;Result;Unit\nB12;142 pmol/L;ng/L\n").doubts == (differ,)
    assert one("Test;Result (ng/L)\nB12;142\n").unit == "ng/L" and one("Test;Result\nB12;142\n").unit is None
    assert one("id;B12 (pmol/L);Unit\n1;142;ng/L\n").doubts == (differ,)
    assert one("id;B12;total_b12_unit;Unit\n1;142;pmol/L;ng/L\n").doubts == ()
    two = rows("id;B12;MCV;Unit\n1;142;98;ng/L\n")
    assert [found.unit for found in two if isinstance(found, Found)] == [None, None], "whose unit is not told"


def test_a_row_of_units_below_the_heads_is_no_row_of_results() -> None:
    assert one("id;B12;MCV\n;ng/L;\n1;142;\n").unit == "ng/L"
    for word in ("Unit", "units", "Einheit", "unité", "Unidad"):
        assert one(f"id;B12;MCV\n{word};ng/L;fL\n1;142;\n").unit == "ng/L", word
    assert one("id;B12 (pmol/L)\nunit;ng/L\n1;142\n").doubts == ("the row names different units: ng/L, pmol/L",)
    for row in (";;", "Einheit;Units;ng/L", "x;ng/L;", "Einheit;;", "1;142;"):
        text = f"id;B12;MCV\n{row}\n"
        found = heads_of(text)
        assert found is not None
        assert not Sheet(text, found[0], True).is_units_row(list(records(text, ";"))[1]), row


@pytest.mark.parametrize(("unit", "note", "doubt"), [
    ("", (TOLD,), ()), ("ng/L", (), ()), ("pmol/L", (), ("the row names different units: ng/L, pmol/L",)),
])  # fmt: skip
def test_a_unit_that_a_person_named_is_said_to_be_theirs(
    unit: str, note: tuple[str, ...], doubt: tuple[str, ...]
) -> None:
    got = one(f"id;Cobal\n1;142 {unit}\n", Cobal=(Use("total_b12", "ng/L"),))
    assert (got.unit, got.notes, got.doubts) == (unit or "ng/L", note, doubt)


def test_a_named_column_is_called_by_its_heading_where_that_is_a_name_of_the_test() -> None:
    assert one("id;Cobalamin (ng/L)\n1;142\n").names == ("Cobalamin",)
    assert one("id;total_b12\n1;142\n").names == ("total_b12",)
    assert one("id;Cobal\n1;142\n", Cobal=(Use("total_b12"),)).names == ("Total vitamin B12",)


@pytest.mark.parametrize(("heading", "doubt"), [
    ("Folate (ug/L)", "the heading 'Folate (ug/L)' names another test: Serum folate"),
    ("Urine B12x", "the heading says 'urine'"),
    ("Cobal", None), ("B12 (ng/L)", None),
])  # fmt: skip
def test_a_heading_against_the_test_that_was_named_is_a_doubt(heading: str, doubt: str | None) -> None:
    said: dict[str, Any] = {heading: (Use("total_b12", "ng/L"),)}
    got = one(f"id;{heading}\n1;142\n", **said)
    assert (doubt in got.doubts) if doubt else not got.doubts


def test_of_one_test_in_a_row_its_own_columns_and_the_common_ones_count() -> None:
    text = (
        "id;B12;total_b12_reference_low;total_b12_reference_high;total_b12_collected;Low;High;Range;Flag;Status;LOINC;"
        "Comparator;Collected\n1;142;180;900;10/03/2026;1;2;3-4;L;P;2132-9;<;11/03/2026\n"
    )
    got = one(text)
    assert (got.low, got.high, got.range_text, got.flag, got.status) == ("180", "900", "3-4", "L", "preliminary")
    assert (got.codes, got.comparator, got.collected) == ((Code("loinc", "2132-9"),), "<", date(2026, 3, 10))
    bare = one(text.replace(";180;900;10/03/2026;", ";;;;"))
    assert (bare.low, bare.high, bare.collected) == ("1", "2", date(2026, 3, 11))


def test_of_several_tests_in_a_row_only_their_own_columns_count_and_day_and_sample_are_common() -> None:
    text = (
        "id;B12;mma;mma_comparator;mma_unit;Low;Range;Flag;Status;LOINC;Comparator;Collected;Specimen;Comment\n"
        "1;142;410;>;nmol/L;1;3-4;L;P;2132-9;<;10/03/2026;Serum;repeat\n"
    )
    b12, mma = rows(text)
    assert isinstance(b12, Found) and isinstance(mma, Found)
    for got, sign, unit in ((b12, None, None), (mma, ">", "nmol/L")):
        assert (got.comparator, got.unit, got.low, got.range_text, got.flag, got.codes) == (
            sign,
            unit,
            None,
            None,
            None,
            (),
        )
        assert (got.status, got.collected, got.specimen, got.notes) == (
            "not_told",
            date(2026, 3, 10),
            "Serum",
            ("repeat",),
        )
    beside = rows("id;B12;hiv_finding;Flag\n1;142;positive;L\n")
    assert [(found.value, found.flag) for found in beside if isinstance(found, Found)] == [
        ("142", None), ("positive", None)
    ]  # fmt: skip
    named = rows(text, Status=(Use("status"),))
    assert [found.status for found in named if isinstance(found, Found)] == ["preliminary", "preliminary"]


@pytest.mark.parametrize(("text", "why"), [
    ("Test;Result;Unit\nB12;;ng/L\n", "no value stands in the row"),
    ("Test;Result;Finding\nB12;142;positive\n", "two columns hold a value in this row"),
    ("Test;Result\n;142\n", "no test is named in the row"),
    ("Test;Result\nSodium;140\n", "'Sodium' is not a test this program uses"),
    ("Test;Result\nB12;torn\n", "the value 'torn' is no single figure and no known finding"),
    ("id;B12;MCV\n1;;\n", "no value stands in the row"),
    ("id;B12;total_b12_unit\n1;;ng/L\n", "no value stands in the row"),
    ("Test,Result,Unit\nB12,142\n", "the row has 2 cells, the heads 3; its columns cannot be told"),
    ("Test;Result\nB12;142;7\n", "the row has 3 cells, the heads 2; its columns cannot be told"),
])  # fmt: skip
def test_a_row_that_gives_no_result_says_why_with_its_text_and_line(text: str, why: str) -> None:
    assert rows(text) == [Leftover(text.split("\n")[1], "line 2", why)]


def test_empty_cells_too_many_or_too_few_behind_other_delimiters_do_no_harm() -> None:
    assert one("Test;Result\nB12;142;; \n").value == "142" and one("Test;Result;Unit\nB12;142\n").value == "142"
    assert one("Test;Finding;Result\nB12;;142\n").value == "142"


def test_columns_of_days_give_a_result_each_with_its_day() -> None:
    text = "Test\t12/03/2026\t13.03.2026\tUnit\tRange\nB12\t142\t231 L\tng/L\t1-2\nSodium\t1\t\t\t\n\t7\t\t\t\n"
    first, second, *rest = rows(text)
    assert isinstance(first, Found) and isinstance(second, Found)
    assert [(got.collected, got.value, got.unit, got.range_text) for got in (first, second)] == [
        (date(2026, 3, 12), "142", "ng/L", "1-2"), (date(2026, 3, 13), "231", "ng/L", "1-2")
    ]  # fmt: skip
    assert [got.why for got in rest if isinstance(got, Leftover)] == [
        "'Sodium' is not a test this program uses", "no test is named in the row"
    ]  # fmt: skip
    asked = one("Test\t04/03/2026\nB12\t142\n", day_first=None)
    assert asked.collected is None and "can be read as" in asked.notes[0]


def test_a_day_that_was_not_read_is_said() -> None:
    got = one("Test;Result;Collected\nB12;142;soon\n")
    assert (got.collected, got.notes) == (None, ("the day soon was not read",))
    assert one("Test;Result;Collected\nB12;142;\n").notes == ()


def test_a_row_left_over_shows_its_text_in_one_line() -> None:
    text = 'a;"b\nc"'
    (record,) = records(text, ";")
    assert left_over(record, text, "why") == Leftover('a;"b c"', "line 1", "why")
    assert left("Test;Result\nB12;=1\n") == ["a formula stands in place of the value"]


def test_a_column_of_ranges_with_their_units_gives_the_figures_under_the_days_their_unit() -> None:
    text = "Component\tLatest Ref Rng & Units\t3/9/2026\t9/14/2025\nHemoglobin\t11.7 - 15.5 g/dL\t11.2 (L)\t12.4\n"
    got = [found for found in rows(text, day_first=False) if isinstance(found, Found)]
    assert [(found.value, found.unit, found.range_text, found.collected) for found in got] == [
        ("11.2", "g/dL", "11.7 - 15.5", date(2026, 3, 9)), ("12.4", "g/dL", "11.7 - 15.5", date(2025, 9, 14)),
    ]  # fmt: skip


def test_a_unit_behind_the_range_that_is_not_the_one_of_its_column_is_a_doubt() -> None:
    found = one("Test\tResult\tUnit\tRange\nVitamin B12\t142\tng/L\t140 - 650 pmol/L\n")
    assert (found.unit, found.range_text) == ("ng/L", "140 - 650")
    assert found.doubts == ("the row names different units: ng/L, pmol/L",)
