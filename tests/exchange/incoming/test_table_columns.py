"""Columns that a person names: what is shown of a table, what a mapping does to its reading, what is kept of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.analytes import analytes
from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.imported import Import
from b12calc.exchange.incoming.mapping import FIELDS, ColumnMap, Use, from_words
from b12calc.exchange.incoming.table_columns import Columns, columns_in
from b12calc.problems import ProblemsFound

TODAY = date(2026, 11, 22)
WIDE = "Klient;Cobal;Blutbild V;Sonst\nK7;142;98;ja\nK8;<150;;nein\n"
SAID = {"Klient": "id", "Cobal": "total_b12 ng/L", "Blutbild V": "mcv fL", "Sonst": "ignore"}


def read(text: str, said: dict[str, str]) -> Import:
    return read_results(text.encode(), Reading(TODAY, True, said))


def told(found: Import) -> list[str]:
    return [
        f"{one.verdict} {one.analyte} {one.comparator or ''}{one.value} {one.unit or '-'}"
        for patient in found.patients
        for one in patient.results
    ]


def shown(text: str) -> Columns:
    found = columns_in(text.encode())
    assert found is not None
    return found


def test_a_wide_table_is_read_by_the_tests_and_units_a_person_named() -> None:
    found = read(WIDE, SAID)
    assert found.read_as == "csv"
    assert told(found) == ["accepted total_b12 142 ng/L", "accepted mcv 98 fL", "accepted total_b12 <150 ng/L"]
    assert [patient.identity.identifier for patient in found.patients] == ["K7", "K8"]
    assert "named for this column by a person" in found.patients[0].results[0].remarks[0]


def test_a_unit_that_the_table_prints_stands_against_the_one_named() -> None:
    found = read("Klient;Cobal (pmol/L)\nK7;142\n", {"Klient": "id", "Cobal (pmol/L)": "total_b12 ng/L"})
    assert told(found) == ["doubtful total_b12 142 pmol/L"]
    assert "different units" in found.patients[0].results[0].why[0]
    alike = read("Klient;Cobal (ng/L)\nK7;142\n", {"Klient": "id", "Cobal (ng/L)": "total_b12 ng/L"})
    assert told(alike) == ["accepted total_b12 142 ng/L"] and not alike.patients[0].results[0].remarks


@pytest.mark.parametrize(
    ("heading", "said", "why"),
    [
        ("Folate (ug/L)", "total_b12", "the heading 'Folate (ug/L)' names another test: Serum folate"),
        ("Urine Crea", "creatinine umol/L", "the heading says 'urine'"),
        ("Urin MMA", "urine_mma_creatinine_ratio mmol/mol", ""),
        ("Vit B12", "total_b12 ng/L", ""),
        ("Cobal", "total_b12 ng/L", ""),
    ],
)
def test_a_heading_that_speaks_against_what_was_named_is_a_doubt(heading: str, said: str, why: str) -> None:
    (one,) = read(f"Klient;{heading}\nK7;142\n", {"Klient": "id", heading: said}).patients[0].results
    assert one.why[:1] == ((why,) if why else ())


def test_what_is_named_stands_before_what_is_guessed() -> None:
    text = "id;Patient;B12 (ng/L);Result\n1;Z9;142;300\n"
    found = read(text, {"Patient": "id"})
    assert found.patients[0].identity.identifier == "Z9"
    assert told(read(text, {"Result": "active_b12 pmol/L"})) == [
        "accepted total_b12 142 ng/L",
        "accepted active_b12 300 pmol/L",
    ]
    assert told(read(text, {"id": "analyte", "Result": "value"})) == []


def test_what_stands_beside_the_one_test_of_a_row_is_said_of_it() -> None:
    text = "Klient;Cobal;Einh;Bereich;Stand\nK7;142;ng/L;180-900;final\nK8;99;ng/L;180-900;preliminary\n"
    said = {"Klient": "id", "Cobal": "total_b12", "Einh": "unit", "Bereich": "range", "Stand": "status"}
    found = read(text, said)
    assert told(found) == ["accepted total_b12 142 ng/L"]
    one = found.patients[0].results[0]
    assert (one.reference_low, one.reference_high, one.status, one.remarks) == ("180", "900", "final", ())
    assert "preliminary" in found.patients[1].ignored[0].why
    both = {**said, "Bereich": "mcv fL", "Einh": "ignore"}
    assert len(told(read(text.replace("180-900", "98"), both))) == 2


def test_columns_with_one_heading_are_told_apart_by_their_order() -> None:
    text = "Test;Wert;Wert;Unit\nB12;142;120;ng/L\n"
    assert told(read(text, {"Wert": "value|ignore"})) == ["accepted total_b12 142 ng/L"]
    assert told(read(text, {"Wert": "ignore|value"})) == ["accepted total_b12 120 ng/L"]
    columns = shown(text)
    uses = (Use("analyte"), Use("ignore"), Use("value"), Use("unit"))
    assert columns.mapping(uses).words() == {"Test": "analyte", "Wert": "ignore|value", "Unit": "unit"}
    assert columns.uses(columns.mapping(uses)) == uses


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"Kunde": "id"}, "no column is headed 'Kunde'; expected the headings of the table"),
        ({"Klient": "id"}, "the heads of the table are not known"),
        ({"Klient": "klient"}, "'klient' is not known; expected a test such as total_b12"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(said: dict[str, str], why: str) -> None:
    with pytest.raises(ProblemsFound, match=why):
        read(WIDE, said)


def test_columns_are_named_in_tables_alone() -> None:
    with pytest.raises(ProblemsFound, match="in a table of text alone; the file is read as hl7"):
        read("MSH|^~\\&|A|B|C|D|20260310||ORU^R01|1|P|2.3\rPID|1\r", {"A": "id"})


def test_a_table_of_unknown_heads_is_shown_as_it_is() -> None:
    columns = shown(WIDE)
    assert columns.headings == ("Klient", "Cobal", "Blutbild V", "Sonst")
    assert columns.rows == (("K7", "142", "98", "ja"), ("K8", "<150", "", "nein"))
    assert columns.guesses == (None, None, None, None) and columns.unread == columns.headings
    assert columns.sample.decode() == WIDE.rstrip() and columns.sampled == 2 and columns.whole


def test_known_heads_are_guessed_and_the_rest_is_unread() -> None:
    columns = shown("Pat ID\tB12 (ng/L)\t10.03.2026\tXyz\t\n1\t142\t5\t6\t7\n")
    assert columns.guesses == (Use("id"), Use("total_b12"), Use("day"), None, None)
    assert columns.unread == ("Xyz",)
    said = columns.mapping((Use("id"), Use("total_b12", "ng/L"), Use("day"), Use("ignore"), Use("ignore")))
    assert said == ColumnMap({
        "Pat ID": (Use("id"),), "B12 (ng/L)": (Use("total_b12", "ng/L"),), "Xyz": (Use("ignore"),),
        "": (Use("ignore"),),
    })  # fmt: skip


def test_a_long_table_is_tried_by_its_beginning() -> None:
    text = WIDE + "K9;142;98;ja\n" * 1000
    columns = shown(text)
    assert (columns.sampled, columns.whole) == (100, False)
    assert len(columns.sample.decode().splitlines()) == 101
    assert text.startswith(columns.sample.decode())
    assert len(shown(WIDE + "K9;142;98;" + "x" * 1_000_000 + "\n").sample) < 100
    wide = ";".join(f"c{count}" for count in range(50)) + "\n" + (";".join("1" * 50) + "\n") * 50
    assert shown(wide).sampled == 16


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleague, thank you.\nKind regards, Anna\n",
        "Vitamin B12 142 ng/L\nFolate 5.0 ug/L\n",
        "B12;142;ng/L\nMCV;98;fL\n",
        "only;heads\n",
        "",
        "MSH|^~\\&|A|B|C\rPID|1|2|3|4\r",
        "a;b\n" + "1;2;3\n" * 5,
        "%PDF-1.4",
        WIDE * 20 + ";" * 2000 + "\n",
        ";".join(f"c{count}" for count in range(61)) + "\n" + ";".join("1" * 61) + "\n",
    ],
)
def test_other_text_is_no_table_to_name(text: str) -> None:
    assert columns_in(text.encode()) is None


CELLS = st.sampled_from([
    "B12", "Cobal", "id", "Name", "Wert", "Unit", "12.03.2026", "142", "<150", "ng/L", '"a;b"', '"x\ny"', "", " ", "%",
    "\x00", "sep=;", "Result (ng/L)", "positive", "=1+1", "|", "Ω" * 300, "total_b12_unit", "?",
])  # fmt: skip
WORDS = st.sampled_from([*FIELDS, *analytes(), "mma_comparator", "total_b12_unit", "total_b12 ng/L"])
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=4), min_size=2, max_size=6)


@settings(max_examples=150)
@given(TABLES, st.lists(WORDS, min_size=4, max_size=4))
def test_whatever_is_said_of_whatever_table_is_read_or_refused(cells: list[list[str]], said: list[str]) -> None:
    data = "\n".join(";".join(row) for row in cells).encode()
    columns = columns_in(data)
    if columns is None:
        return
    uses = [Use(*text.split(" ")) for text in said[: len(columns.headings)]]
    made = columns.mapping(uses)
    assert from_words(made.words()) == made and columns.uses(made) == tuple(uses)
    try:
        found = read_results(data, Reading(TODAY, True, made.words()))
    except ProblemsFound as refused:
        assert len(refused.problems) == 1
    else:
        assert found.read_as == "csv"
