"""A case and its assessment as one row of the audit table."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from b12calc.exchange.audit_row import ANSWERED, one_row, output_cells
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.rules import assess

SAMPLE = Path(__file__).parents[2] / "resources" / "sample_case.json"
TODAY = date(2026, 3, 12)


def row_of(case: Case, *, identity: bool = False) -> Mapping[str, str]:
    data = one_row(case, assess(case, today=TODAY, pack="uk"), identity=identity)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1
    return rows[0]


def test_results_answers_and_what_was_decided_stand_in_one_row() -> None:
    row = row_of(read_case(SAMPLE.read_bytes()))
    assert (row["total_b12"], row["total_b12_unit"], row["total_b12_collected"]) == ("142", "ng/L", "2026-03-10")
    assert (row["paraesthesia"], row["falls"], row["age_years"]) == ("yes", "no", "67")
    assert (row["status"], row["urgency"], row["route"], row["pack"]) == ("deficient", "urgent", "im", "uk")
    assert row["causes"] == "drug;autoimmune_gastritis"


def test_what_was_not_asked_has_no_column() -> None:
    case = read_case(SAMPLE.read_bytes())
    unasked = {"pallor", "glossitis"} - set(case.visits[-1].answers)
    assert unasked
    assert not unasked & set(row_of(case))


def test_the_number_of_a_patient_stands_in_it_only_when_asked_for_and_the_name_never() -> None:
    case = read_case(SAMPLE.read_bytes())
    named = case.but(patient=case.patient.but(name="Zephyrine Quill", identifier="9434765919", age_years=67))
    assert row_of(named)["id"] == ""
    assert row_of(named, identity=True)["id"] == "9434765919"
    assert "Quill" not in str(row_of(named, identity=True))


def test_a_date_of_birth_is_told_as_the_age_at_the_visit() -> None:
    case = read_case(SAMPLE.read_bytes())
    born = case.but(patient=case.patient.but(age_years=None, date_of_birth=date(1958, 3, 13)))
    assert case.visits[-1].date == date(2026, 3, 12)
    assert row_of(born)["age_years"] == "67"
    assert "1958" not in str(row_of(born))


def test_every_word_and_list_of_an_assessment_has_its_column() -> None:
    case = read_case(SAMPLE.read_bytes())
    assert tuple(output_cells(assess(case, today=TODAY, pack="uk"))) == ANSWERED


def test_every_reason_stands_with_what_it_was_read_from() -> None:
    case = read_case(SAMPLE.read_bytes())
    said = assess(case, today=TODAY, pack="uk").reasons
    reasons = output_cells(assess(case, today=TODAY, pack="uk"))["reasons"]
    assert any(one.because for one in said) and not all(one.because for one in said)
    for one in said:
        because = "".join(f" ({'; '.join(one.because)})" for _ in one.because[:1])
        assert f"{one.decision}: {one.text}{because}" in reasons
    assert " ()" not in reasons
