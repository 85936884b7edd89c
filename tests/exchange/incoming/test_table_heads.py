"""What each column of a table is: by its head in the lists, by a person's word, by its unit, or nothing known."""

from datetime import date

import pytest

from b12calc.exchange.incoming.mapping import ColumnMap, Use
from b12calc.exchange.incoming.table_cells import Cell, Record, first_records
from b12calc.exchange.incoming.table_heads import Head, columns_of, heads_of, may_be_heads, roles, with_unit


def head(text: str) -> Head:
    (one,) = columns_of([text], {})
    return one


def held(headings: list[str], **said: tuple[Use, ...]) -> list[str | None]:
    """Return what each column holds, some of them by a person's word."""
    return [one.role for one in columns_of(headings, said)]


@pytest.mark.parametrize(("text", "known"), [
    ("Patient ID", Head("Patient ID", "id")), ("TOTAL B12", Head("TOTAL B12", "total_b12", "total_b12")),
    ("total_b12_unit", Head("total_b12_unit", "total_b12_unit", "total_b12", "unit")),
    ("mma comparator", Head("mma comparator", "mma_comparator", "mma", "comparator")),
    ("mma_collected", Head("mma_collected", "mma_collected", "mma", "collected")),
    ("mma_reference_low", Head("mma_reference_low", "mma_reference_low", "mma", "low")),
    ("mma_reference_high", Head("mma_reference_high", "mma_reference_high", "mma", "high")),
    ("hiv_finding", Head("hiv_finding", "hiv_finding", "hiv", "finding")), ("mma_odd", Head("mma_odd", None)),
    ("x_unit", Head("x_unit", None)), ("unit", Head("unit", "unit")),
    ("Vitamin B12", Head("Vitamin B12", "total_b12", "total_b12")),
    ("B12 (ng/L)", Head("B12 (ng/L)", "total_b12", "total_b12", unit="ng/L")),
    ("B12 [pg/mL] ", Head("B12 [pg/mL] ", "total_b12", "total_b12", unit="pg/mL")),
    ("B12, ng/L", Head("B12, ng/L", "total_b12", "total_b12", unit="ng/L")),
    ("RDW %", Head("RDW %", "rdw", "rdw", unit="%")),
    ("MCV_fL", Head("MCV_fL", "mcv", "mcv", unit="fL")), ("Result (ng/L)", Head("Result (ng/L)", "value", unit="ng/L")),
    ("Seltsam (ng/L)", Head("Seltsam (ng/L)", None)), ("B12 (apples)", Head("B12 (apples)", None)),
    ("", Head("", None)),
    ("x" * 201, Head("x" * 200, None)),
])  # fmt: skip
def test_a_head_is_known_by_the_case_format_by_the_lists_or_as_a_test_with_its_unit(text: str, known: Head) -> None:
    assert head(text) == known


def test_a_day_is_a_head_of_results_of_that_day() -> None:
    one = head("12.03.2026")
    assert one.role == "day" and one.day is not None and one.day.settled(True) == date(2026, 3, 12)
    assert head("12.03.2026 B12").role is None


def test_every_role_stands_in_the_lists_by_its_folded_text() -> None:
    assert roles()["geburtsdatum"] == "birth" and roles()["numero de dossier"] == "id"


@pytest.mark.parametrize(("text", "parts"), [
    ("B12 (ng/L)", ("B12", "ng/L")), ("B12_[ ng/L ]", ("B12", "ng/L")), ("B12,{ng/L}", ("B12", "ng/L")),
    ("B12 ng/L", ("B12", "ng/L")),
    ("B12_NG/L", ("B12", "NG/L")), ("MCV fl", ("MCV", "fl")), ("MCV FL", ("MCV", "FL")), ("RDW %", ("RDW", "%")),
    ("B12", None),
    ("B12 (x)", None), ("B12 n/L", None), ("(ng/L)", ("", "ng/L")), ("B12 (ng/L) neu", None), ("ng/L", None),
])  # fmt: skip
def test_a_unit_behind_a_name_is_parted_from_it(text: str, parts: tuple[str, str] | None) -> None:
    assert with_unit(text) == parts


@pytest.mark.parametrize(("cells", "maybe"), [
    (["a", "b"], True), (["a", " "], False), (["a"], False), (["a", "142"], False), (["a", " < 2,5 % "], False),
    (["a", "2 b"], True),
    (["a", "b", "\u22645*"], False), (["a", "b", ""], True),
])  # fmt: skip
def test_heads_are_more_than_one_and_no_figure(cells: list[str], maybe: bool) -> None:
    assert may_be_heads(Record(tuple(Cell(text, 0, 0) for text in cells), 1, 0, 0)) is maybe


@pytest.mark.parametrize(("text", "form", "row", "delimiter", "known"), [
    ("Test;Result;Unit\n", "long", 1, ";", 3), ("Test|Finding\n", "long", 1, "|", 2),
    ("Test\t12.03.2026\n", "by_day", 1, "\t", 2),
    ("Test,Unit\n", "unknown", 1, ",", 2), ("id,B12\n", "wide", 1, ",", 2),
    ("id,total_b12_unit\n", "unknown", 1, ",", 2),
    ("a,b\n", "unknown", 1, ",", 0), ("Report of May,x\n\nTest,Result\n", "long", 3, ",", 2),
    ("Report of May\nTest,Result\n", "long", 2, ",", 2),
    ("a,b,c\nd;e\n", "unknown", 1, ",", 0),
    ("a;b\nc;d\ne;f\nTest;Result\n", "long", 4, ";", 2), ("a;b\nc;d\ne;f\ng;h\nTest;Result\n", "unknown", 1, ";", 0),
    ("Test;Result,x;Unit\n", "unknown", 1, ";", 2), ("Test;Result;x\nTest;Result\n", "long", 1, ";", 2),
])  # fmt: skip
def test_the_heads_are_the_row_that_most_is_known_of(
    text: str, form: str, row: int, delimiter: str, known: int
) -> None:
    found = heads_of(text)
    assert found is not None
    assert (found[0].form, found[0].row, found[0].delimiter, found[1]) == (form, row, delimiter, known)


def test_a_text_without_two_heads_in_a_row_has_none() -> None:
    assert heads_of("Test\nB12\n") is None and heads_of("1,2\n3,4\n") is None and heads_of("") is None


def test_what_a_person_said_counts_for_the_columns_of_their_heading_in_order() -> None:
    value, ignore = Use("value"), Use("ignore")
    assert held(["Wert", "Wert", "Wert"], wert=(value,)) == ["value", "value", "value"]
    assert held(["Wert", "WERT", "Wert"], wert=(value, ignore)) == ["value", "ignore", "ignore"]
    assert held(["Wert", "Wert"], wert=(ignore, value)) == ["ignore", "value"]
    (one,) = columns_of(["B12 (ng/L)"], {"b12 ng l": (Use("total_b12", "pmol/L"),)})
    assert one == Head("B12 (ng/L)", "total_b12", "total_b12", unit="ng/L", told="pmol/L", mapped=True)
    (part,) = columns_of(["X (ng/L)"], {"x ng l": (Use("mma_unit"),)})
    assert part == Head("X (ng/L)", "mma_unit", "mma", "unit", mapped=True)
    (plain,) = columns_of(["Wert (ng/L)"], {"wert ng l": (value,)})
    assert plain == Head("Wert (ng/L)", "value", unit="ng/L", mapped=True)
    long = columns_of(["y" * 300], {"y" * 200: (value,)})
    assert long == (Head("y" * 200, "value", mapped=True),)


def test_what_a_person_named_stands_before_what_the_lists_guess() -> None:
    assert held(["id", "Klient"], klient=(Use("id"),)) == [None, "id"]
    assert held(["Comment", "x"], x=(Use("comment"),)) == ["comment", "comment"]
    assert held(["Previous", "x"], x=(Use("ignore"),)) == ["ignore", "ignore"]
    assert held(["Test", "Result", "Finding", "Unit", "x"], x=(Use("mma"),)) == [None, None, None, "unit", "mma"]
    assert held(["B12", "MCV", "Unit", "x"], x=(Use("value"),)) == [None, None, "unit", "value"]
    assert held(["B12", "total_b12_unit", "x"], x=(Use("analyte"),)) == [None, None, "analyte"]
    assert held(["B12", "x"], x=(Use("unit"),)) == ["total_b12", "unit"]
    assert held(["B12", "x"], x=(Use("mma"),)) == ["total_b12", "mma"]
    kept = columns_of(["B12 (ng/L)", "x"], {"x": (Use("value"),)})
    assert (kept[0].text, kept[0].analyte, kept[0].part) == ("B12 (ng/L)", None, "")


def test_a_name_is_that_of_the_test_where_figures_stand_beside_it_and_no_test_does() -> None:
    assert held(["Name", "Result"]) == ["analyte", "value"] and held(["Name", "Unit"]) == ["name", "unit"]
    assert held(["Name", "Test", "Result"]) == ["name", "analyte", "value"]
    assert held(["Name", "Result"], name=(Use("name"),)) == ["name", "value"]
    assert held(["Name", "id", "Result"]) == ["analyte", "id", "value"]


def test_a_mapping_is_looked_up_without_case_and_accents() -> None:
    found = heads_of("W\u00c4S;Wert\n", ColumnMap({"was": (Use("analyte"),), "Wert": (Use("value"),)}))
    assert found is not None and found[0].form == "long"


@pytest.mark.parametrize("cell", ["*139", "142 ng/L", "142 (L)", "180 - 914", "(180 - 914)", "< 150 L", "12.4 H"])
def test_a_row_with_a_figure_and_what_stands_beside_it_is_none_of_heads(cell: str) -> None:
    (record,) = first_records(f"Serum B12\t{cell}\t13/06/2026\n", "\t")
    assert not may_be_heads(record)


@pytest.mark.parametrize("cell", ["13/06/2026", "25-OH vitamin D", "2 wk ago", "17 OH progesterone"])
def test_a_head_that_begins_with_a_figure_is_one(cell: str) -> None:
    (record,) = first_records(f"Test\t{cell}\tUnit\n", "\t")
    assert may_be_heads(record)
