"""Which reader takes a file, by how it begins, and each refusal at the door in its words."""

import codecs
from datetime import date

import pytest

from b12calc.exchange.incoming import edifact, fhir, gdt, hl7v2, paste, table
from b12calc.exchange.incoming.door import FORMATS, Format, Reading, format_of, read_results
from b12calc.exchange.incoming.found import Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import Problem, ProblemsFound

TODAY = date(2026, 11, 22)
TABLE = b"Test,Result,Units\nVitamin B12,142,ng/L\n"
READERS = {"text": paste, "csv": table, "hl7": hl7v2, "fhir": fhir, "gdt": gdt, "edifact": edifact}


@pytest.mark.parametrize(("data", "name"), [
    (b"\x0b \r\nMSH|^", "hl7"), (b"BHS|^", "hl7"), (b"FHS#^", "hl7"), (b"MSH MSH", "text"), (b"MSHX|", "text"),
    (b"xMSH|", "text"),
    (b" UNB+UNOC", "edifact"), (b"UNH+1", "edifact"), (b"UNA:+.? '\n UNB+", "edifact"), (b"UNBX", "text"),
    (b"UNA:+.? 'UNT+", "text"),
    (b"01380006310", "gdt"), (b"0138001", "text"), (b"x01380006310", "text"), (b"1380006310", "text"),
    (b' \n{"resourceType": "Patient"}', "fhir"), (b'["resourceType"]', "fhir"), (b'{"a": 1}', "text"),
    (b"x resourceType", "text"),
    (b'{"a": "' + b"x" * 5000 + b'", "resourceType": 1}', "fhir"),
    (b"<Bundle xmlns='http://hl7.org/fhir'>", "fhir"), (b"<html>", "text"), (b"x<a hl7.org/fhir", "text"),
    (b"<a " + b" " * 4096 + b"hl7.org/fhir", "text"), (TABLE, "csv"), (b"> " + TABLE, "csv"),
    (b"> a\n> b\n" + TABLE, "text"),
    (b"> a\n\n" + TABLE[:17] + b"\n", "text"), (codecs.BOM_UTF16_LE + "MSH|^".encode("utf-16-le"), "hl7"),
    (codecs.BOM_UTF16_BE + "MSH|^".encode("utf-16-be"), "hl7"), (b"x" * 4096 + b"\x00", "text"),
    ("\ufeffUNB+".encode(), "edifact"),
    (b'{"format": "b12calc-note/1"}', "text"),
])  # fmt: skip
def test_the_format_is_told_by_how_a_file_begins(data: bytes, name: Format) -> None:
    assert format_of(data) == name


PDF = "this is a PDF; a record of this program is opened with Open, other PDFs cannot be read"
BOOK = "this is a workbook or an archive; save the sheet as CSV and import that"
NO_TEXT = "the file is not text; expected a laboratory report"
OURS = "this is a case or an assessment of this program; open it with Open"


@pytest.mark.parametrize(("data", "why"), [
    (b"%PDF-1.7", PDF), (b"PK\x03\x04x", BOOK), (b"\xd0\xcf\x11\xe0x", BOOK), (b"a\x00b", NO_TEXT),
    (b"x" * 4095 + b"\x00", NO_TEXT),
    (b'{"format": "b12calc-case/1"}', OURS), (b'{"x": 1, "format" : "b12calc-assessment/2"', OURS),
    (b" ", "the file is empty; expected a laboratory report"),
])  # fmt: skip
def test_what_is_no_report_is_refused_with_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_results(data, Reading(TODAY))
    assert found.value.problems == (Problem("file", why),)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_goes_to_the_reader_of_its_format_with_all_that_was_said(
    name: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[object, ...]] = []

    def read(*how: object) -> tuple[Report, ...]:
        given.append(how)
        return ()

    monkeypatch.setattr(READERS[name], "read", read)
    watch, how = Watch(), Reading(TODAY, True)
    assert read_results(b"b\xe4r", how, name, watch).read_as == name
    more = {"text": ("b\u00e4r", watch, True), "csv": (b"b\xe4r", watch, True, None)}
    assert given == [more.get(name, (b"b\xe4r", watch))]


def test_columns_that_are_named_make_a_table_of_text_and_of_nothing_else() -> None:
    text = b"Was;Wieviel;Worin\nB12;142;ng/L\n"
    said = {"Was": "analyte", "Wieviel": "value", "Worin": "unit"}
    assert format_of(text) == "text" and read_results(text, Reading(TODAY, mapping=said)).read_as == "csv"
    assert read_results(text, Reading(TODAY, mapping={})).read_as == "text"
    for name in ("hl7", "fhir", "gdt", "edifact"):
        with pytest.raises(ProblemsFound) as found:
            read_results(text, Reading(TODAY, mapping=said), name)
        why = f"columns are named in a table of text alone; the file is read as {name}"
        assert found.value.problems == (Problem("file", why),)


def test_today_is_the_day_the_judge_goes_by() -> None:
    text = b"Test,Result,Units,Collected\nVitamin B12,142,ng/L,2026-11-22\n"
    for today, verdict in ((TODAY, "accepted"), (date(2026, 11, 21), "doubtful")):
        (patient,) = read_results(text, Reading(today)).patients
        assert patient.results[0].verdict == verdict
