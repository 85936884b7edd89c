"""The one way in: which format a file is, and what is refused before a reader sees it."""

from datetime import date
from time import process_time

import pytest

from b12calc.exchange.incoming.door import Format, Reading, format_of, read_results
from b12calc.exchange.incoming.guard import MAX_BYTES, Watch
from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.blind_score import Row, reports

TODAY = date(2026, 11, 22)
MESSAGES = [row for row in reports() if row.get("format", "text") != "text" and "text" in row]


def results(data: bytes, day_first: bool | None = None) -> list[ImportedResult]:
    found = read_results(data, Reading(TODAY, day_first))
    return [result for patient in found.patients for result in patient.results]


@pytest.mark.parametrize("row", [row for row in MESSAGES if row["format"] != "csv"], ids=lambda row: row["id"])
def test_the_format_of_a_message_is_found_by_how_it_begins(row: Row) -> None:
    assert format_of(row["text"].encode()) == row["format"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MSH|^~\\&|", "hl7"),
        (b"\xef\xbb\xbfMSH|^~\\&|", "hl7"),
        (b"\x0bFHS|^~\\&|", "hl7"),
        (b"UNA:+.? '\r\nUNB+", "edifact"),
        (b"01380006310\r\n", "gdt"),
        (b'[{"resourceType": "Observation"}]', "fhir"),
        (b'<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir">', "fhir"),
        (b"Vitamin B12 142 ng/L", "text"),
        (b"Test,Result,Units\nVitamin B12,142,ng/L\n", "csv"),
        (b"{B12 142 ng/L}", "text"),
    ],
)
def test_the_beginning_tells_the_format(data: bytes, name: Format) -> None:
    assert format_of(data) == name


def test_a_quoted_table_is_no_table_whose_figures_are_more_than_they_are() -> None:
    quoted = b"> Result\tTest\tUnits\n> 142\tVitamin B12\tng/L\n> 6.4\tFolate\tug/L\n"
    assert format_of(quoted) == "text"
    assert not [result for result in results(quoted) if result.comparator]


def test_a_birth_date_in_a_line_of_its_own_is_not_the_day_of_the_sample() -> None:
    text = b"Name: Mary Sample\nDOB:\n12/03/1959\nSerum vitamin B12 142 ng/L (180-900)\n"
    (result,) = results(text, day_first=True)
    assert (result.value, result.collected) == ("142", None)


@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.7", b"PK\x03\x04", b"a\x00b", b"x" * (MAX_BYTES + 1)])
def test_what_is_no_report_is_refused_before_it_is_read(data: bytes) -> None:
    with pytest.raises(ProblemsFound):
        read_results(data, Reading(TODAY))


def test_a_reading_ends_when_it_is_called_off_or_takes_too_long() -> None:
    data = b"MSH|^~\\&|LAB\r" + b"OBX|1|NM|2132-9^Vitamin B12^LN||142|ng/L\r" * 5000
    for watch in (Watch(called_off=lambda: True), Watch(seconds=-1.0)):
        with pytest.raises(ProblemsFound):
            read_results(data, Reading(TODAY), watch=watch)


def test_how_far_a_reading_has_come_is_told() -> None:
    told: list[float] = []
    data = b"MSH|^~\\&|LAB\r" + b"OBX|1|NM|2132-9^Vitamin B12^LN||142|ng/L\r" * 5000
    read_results(data, Reading(TODAY), watch=Watch(progress=told.append))
    assert told == sorted(told)
    assert told
    assert 0 <= told[0] <= told[-1] <= 1


def test_many_sentences_that_begin_alike_cost_no_more_than_their_number() -> None:
    # Each "Her" once doubled the work: eighteen of them took minutes.
    text = b"I saw her on 12/03/2026. " + b"Her B12 wa2026. " * 16 + b"Her B12 was 142 ng/L and her folate 8.4 ug"
    began = process_time()
    results(text)
    assert process_time() - began < 1
