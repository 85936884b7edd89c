"""Far more than a report of one patient can hold is refused in one sentence, in every format."""

import json
from types import ModuleType

import pytest

from b12calc.exchange.incoming import (
    edifact,
    edifact_text,
    fhir,
    fhir_tree,
    gdt,
    gdt_text,
    hl7_text,
    hl7v2,
    paste,
    paste_book,
    table,
    table_cells,
)
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import bundle, observation
from tests.exchange.incoming.hl7_making import B12, MSH, OBR, PID
from tests.exchange.incoming.message_reading import read
from tests.exchange.incoming.test_edifact import interchange

LINES = "\n".join(json.dumps(observation(id=str(number))) for number in range(4))
ROWS = "Name,Test,Result,Units\n" + "Ada Marsh,Vitamin B12,142,ng/L\n" * 4
PASTED = "".join(f"Vitamin B12 {value} ng/L (180 - 900)\n" for value in range(140, 146))


def said(read_it: object, *given: object) -> str:
    assert callable(read_it)
    with pytest.raises(ProblemsFound) as refused:
        read_it(*given)
    (problem,) = refused.value.problems
    return problem.message


@pytest.mark.parametrize(
    ("where", "limit", "reader", "text", "expected"),
    [
        (edifact_text, "MAX_LINES", edifact, interchange("UNH+1", "A+1", "B+2", "UNT+4+1"), "more than 3 segments"),
        (hl7_text, "MAX_LINES", hl7v2, "\r".join((MSH, PID, OBR, B12)), "more than 3 segments"),
        (gdt_text, "MAX_LINES", gdt, "01380006310\r\n0143101Marsh\r\n" * 3, "more than 3 lines"),
        (fhir, "MAX_LINES", fhir, LINES, "more than 3 lines"),
    ],
    ids=["EDIFACT", "HL7 v2", "GDT", "FHIR a line each"],
)
def test_more_lines_than_any_report_has_are_refused(
    monkeypatch: pytest.MonkeyPatch, where: ModuleType, limit: str, reader: ModuleType, text: str, expected: str
) -> None:
    monkeypatch.setattr(where, limit, 3)
    assert expected in said(read, reader, text)


def test_more_resources_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_tree, "MAX_RESULTS", 0)
    text = json.dumps(bundle(*(observation(id=str(number)) for number in range(4))))
    assert "resources; no usual report does" in said(read, fhir, text)


def test_more_pasted_results_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste_book, "MAX_RESULTS", 3)
    assert "more than 3 results; paste the report of one patient" in said(paste.read, PASTED, Watch(), True)


def test_a_table_of_a_whole_practice_is_sent_to_the_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_RESULTS", 3)
    assert "more than 3 results; use the audit" in said(table.read, ROWS.encode(), Watch(), True)


def test_a_table_with_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_cells, "MAX_LINES", 3)
    assert "more than 3 lines" in said(list, table_cells.records(ROWS, ","))
