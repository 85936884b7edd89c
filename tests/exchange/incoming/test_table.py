"""Tables of results: encodings, delimiters, both forms, heads of four languages, rows that cannot be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.exchange.incoming import table
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc.exchange.incoming.judge import judged
from b12calc.exchange.incoming.table_cells import text_of
from b12calc.problems import ProblemsFound

TODAY = date(2026, 11, 22)


def patients(
    text: str | bytes, mapping: dict[str, str] | None = None, *, day_first: bool | None = True
) -> list[ImportedPatient]:
    data = text.encode() if isinstance(text, str) else text
    return [judged(report, TODAY) for report in table.read(data, Watch(), day_first, mapping)]


def accepted(text: str | bytes, mapping: dict[str, str] | None = None, *, day_first: bool | None = True) -> list[str]:
    return [
        f"{one.analyte} {one.comparator or ''}{one.value or one.finding} {one.unit or '-'} {one.collected or '-'}"
        for patient in patients(text, mapping, day_first=day_first)
        for one in patient.results
        if one.verdict == "accepted"
    ]


def test_the_long_form_holds_one_result_a_row() -> None:
    text = "Test,Result,Units,Range,Flag\nVitamin B12,142,ng/L,180-900,L\nFolate,<2.0,ug/L,3.0-20.0,\n"
    assert accepted(text) == ["total_b12 142 ng/L -", "folate <2.0 ug/L -"]
    first = patients(text)[0].results[0]
    assert (first.reference_low, first.reference_high, first.flag) == ("180", "900", "L")


def test_the_wide_form_of_the_audit_is_read_by_its_codes() -> None:
    text = (
        "id,sex,total_b12,total_b12_unit,mma,mma_unit,intrinsic_factor_antibody_finding,total_b12_collected\n"
        "7,female,142,ng/L,,,positive,2026-03-10\n8,male,<150,pmol/L,410,nmol/L,,\n"
    )
    first, second = patients(text)
    assert (first.identity.identifier, first.identity.sex) == ("7", "female")
    assert accepted(text) == [
        "total_b12 142 ng/L 2026-03-10",
        "intrinsic_factor_antibody positive - -",
        "total_b12 <150 pmol/L -",
        "mma 410 nmol/L -",
    ]
    assert second.identity.identifier == "8"


@pytest.mark.parametrize("head", ["B12 (ng/L)", "Vitamin B12 [ng/L]", "B12 ng/L"])
def test_a_unit_in_the_head_counts_for_its_column(head: str) -> None:
    assert accepted(f"id;{head};MCV\n1;142;\n") == ["total_b12 142 ng/L -"]


def test_a_row_of_units_counts_for_the_rows_below() -> None:
    assert accepted("Patient;B12;Folat\n;ng/l;µg/l\nA;142;3,2\n") == ["total_b12 142 ng/L -", "folate 3,2 ug/L -"]


def test_days_as_heads_give_each_figure_its_day() -> None:
    text = "Test\t12/03/2026\t25/09/2025\tUnit\nB12\t142\t231\tng/L\nMCV\t\t98\tfL\n"
    assert accepted(text) == ["total_b12 142 ng/L 2026-03-12", "total_b12 231 ng/L 2025-09-25", "mcv 98 fL 2025-09-25"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Untersuchung;Ergebnis;Einheit;Entnahme\nFolsäure;3,2;ng/ml;12.03.2026\n", "folate 3,2 ng/mL 2026-03-12"),
        (
            "Analyse;Résultat;Unité;Date de prélèvement\nVitamine B12;142;pg/mL;12/03/2026\n",
            "total_b12 142 pg/mL 2026-03-12",
        ),
        ("Prueba;Resultado;Unidad;Fecha\nVitamina B12;142;pg/mL;12/03/2026\n", "total_b12 142 pg/mL 2026-03-12"),
        ("Test|Value|Unit|Collected\nB12|142|ng/L|2026-03-12\n", "total_b12 142 ng/L 2026-03-12"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_heads_and_encodings_of_four_languages_are_known(text: str, wanted: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert accepted(data) == [wanted]
    assert table.seems_table(text_of(data))


def test_a_line_break_between_quotes_belongs_to_its_cell_and_the_line_is_counted() -> None:
    text = 'Test,Result,Unit,Comment\r\n"Vitamin B12","142","ng/L","low,\r\nrepeat"\r\n"Folate","8.4","ug/L",""\r\n'
    results = patients(text)[0].results
    assert [one.source.where for one in results] == ["line 2", "line 4"]
    assert results[0].remarks == ("low, repeat",)


def test_the_place_of_a_figure_is_that_in_the_decoded_text() -> None:
    text = 'id;"B12 (ng/L)";Folate [ug/L]\n1;"142 (L)"; < 2.0\n'
    for one in patients(text)[0].results:
        assert one.source.start is not None
        assert text[one.source.start : one.source.end] == one.value


def test_a_bad_row_is_left_aside_and_the_rest_goes_on() -> None:
    rows = ("Folate,3,2,ug/L", "B12,haemolysed,ng/L", "B12,=1+1,ng/L", ",5,ng/L", "B12,142,ng/L", "Sodium,140,mmol/L")
    text = "\n".join(("Test,Result,Unit", *rows))
    assert accepted(text) == ["total_b12 142 ng/L -"]
    whys = " ".join(one.why for one in patients(text)[0].ignored)
    for piece in ("4 cells, the heads 3", "haemolysed", "formula", "no test is named", "'Sodium' is not a test"):
        assert piece in whys


@pytest.mark.parametrize("row", ["B12,,ng/L", "B12,142,180-900", "B12,142"])
def test_a_row_with_a_cell_too_few_is_left_aside_since_its_columns_cannot_be_told(row: str) -> None:
    (found,) = patients(f"Test,Result,Unit,Range\n{row}\n")
    assert found.results == () and "the heads 4; its columns cannot be told" in found.ignored[0].why


def test_a_figure_in_two_units_or_with_two_comparators_is_doubtful() -> None:
    assert accepted("Test,Result,Unit\nFerritin,88 ug/L,ng/mL\n") == []
    assert accepted("Test,Comparator,Result,Unit\nFolate,>,<2,ug/L\n") == []
    assert accepted("Test,Comparator,Result,Unit\nFolate,<,2,ug/L\n") == ["folate <2 ug/L -"]


def test_a_comparator_in_a_column_of_its_test_is_that_of_its_figure_alone() -> None:
    text = "id,total_b12,total_b12_comparator,total_b12_unit,folate,folate_unit\n1,150,<,ng/L,3.5,ug/L\n"
    assert accepted(text) == ["total_b12 <150 ng/L -", "folate 3.5 ug/L -"]


def test_the_previous_column_is_never_the_value() -> None:
    text = "Test;Resultat;Vorwert;Einheit\nVitamin B12;;412;pg/ml\nMCV;101;98;fl\n"
    assert accepted(text) == ["mcv 101 fL -"]


def test_a_preliminary_row_is_not_offered_and_another_material_neither() -> None:
    rows = ("B12,142,ng/L,P,Serum", "Creatinine,98,umol/L,F,Urine", "Folate,8,ug/L,Final,Serum")
    text = "\n".join(("Test,Result,Unit,Status,Specimen", *rows))
    assert accepted(text) == ["folate 8 ug/L -"]


def test_each_patient_of_the_table_has_a_report_and_a_row_without_one_is_left_aside() -> None:
    text = "id,analyte,value,unit\n1,B12,142,ng/L\n2,B12,99,ng/L\n1,MCV,101,fL\n,B12,7,ng/L\n"
    found = patients(text)
    assert [(one.identity.identifier, len(one.results)) for one in found] == [("1", 2), ("2", 1), (None, 0)]
    assert "whose result" in found[2].ignored[0].why


def test_one_day_of_a_column_settles_the_others() -> None:
    text = "Test,Result,Unit,Collected\nB12,142,ng/L,03/12/2025\nMCV,101,fL,25/12/2025\n"
    assert accepted(text, day_first=False)[0].endswith("2025-12-03")
    alone = "Test,Result,Unit,Collected\nB12,142,ng/L,03/12/2025\n"
    assert accepted(alone, day_first=None)[0].endswith("-")
    assert "can be read as" in patients(alone, day_first=None)[0].results[0].remarks[0]


def test_a_word_in_the_column_of_comparators_is_a_doubt_and_never_one_of_them() -> None:
    (found,) = patients("Test,Result,Unit,Qualifier\nB12,142,ng/L,abnormal\n")[0].results
    assert (found.value, found.comparator, found.verdict) == ("142", None, "doubtful")
    assert "'abnormal' stands where a comparator is expected" in found.why
    assert accepted("Test,Result,Unit,Qualifier\nB12,142,ng/L,LT\n") == ["total_b12 <142 ng/L -"]


def test_a_mapping_says_what_unknown_heads_are() -> None:
    text = "Wer;Was;Wieviel;Worin;Seltsam\n1;B12;142;ng/L;9\n"
    with pytest.raises(ProblemsFound):
        patients(text)
    mapping = {"Wer": "id", "Was": "analyte", "Wieviel": "value", "Worin": "unit", "Seltsam": "ignore"}
    assert accepted(text, mapping) == ["total_b12 142 ng/L -"]
    assert accepted("\ufeffWER ; was;Wieviel;Worin;Seltsam\n2;MCV;98;fL;1\n", mapping) == ["mcv 98 fL -"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b,c\n1,2,3\n",
        "B12 142 ng/L\n",
        "Vitamin B12: 142 ng/L, normal\nFolate\n",
        "Test,Result\n",
        "Dear, all\nB12, 142\n",
    ],
)
def test_other_texts_are_no_tables(text: str) -> None:
    assert not table.seems_table(text)


@given(st.text(alphabet="idB12 ,;\t|\n\r\"'=<>0123456789.,ng/LTestResultUnit\u00e9\u0000\u202e", max_size=300))
def test_any_text_is_read_or_refused_and_no_figure_is_invented(tail: str) -> None:
    text = "id,Test,Result,Unit\n" + tail
    try:
        found = patients(text, day_first=None)
    except ProblemsFound:
        return
    assert found == patients(text, day_first=None)
    for one in (one for patient in found for one in patient.results if one.value and one.verdict == "accepted"):
        assert one.source.start is not None
        assert text[one.source.start : one.source.end] == one.value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, b"Test,Result,Unit\n" + data):
        try:
            table.read(whole, Watch(), None)
        except ProblemsFound as refused:
            assert str(refused)
