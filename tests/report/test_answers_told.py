"""A symptom told by its course alone stands among the answers of record and letter, never among what was not asked."""

import json

import pytest

from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.report import document as content
from b12calc.report.evidence import evidence_sections
from b12calc.report.letter_parts import symptoms
from tests.rules.making import assessed, case, total, visit


def told(course: str) -> Case:
    """A case of two visits of which each tells one red flag by its course alone."""
    first = visit(total("142"), on="2026-01-05", details={"syncope": {"course": "stable"}})
    return read_case(json.dumps({**case(), "visits": [first, visit(details={"visual_loss": {"course": course}})]}))


def rows(given: Case, title: str) -> list[tuple[str, ...]]:
    """The rows of the table in one section of the evidence."""
    found = evidence_sections(given, assessed(given.model_dump(mode="json")), {})
    (section,) = [one for one in found if one.title == title]
    (table,) = [block for block in section.blocks if isinstance(block, content.Table)]
    return [tuple(row) for row in table.rows]


@pytest.mark.parametrize(
    ("course", "column", "words"), [("new", 1, "visual loss (new)"), ("resolved", 2, "visual loss")]
)
def test_the_record_names_it_among_the_answers(course: str, column: int, words: str) -> None:
    (row,) = [row for row in rows(told(course), "Answers given and not asked") if "visual loss" in "".join(row)]
    assert ["visual loss" in cell for cell in row] == [place == column for place in range(4)]
    assert words in row[column]


def test_the_record_names_it_among_what_an_earlier_visit_told() -> None:
    (row,) = rows(told("new"), "Earlier visits")
    assert "(stable)" in row[2]


@pytest.mark.parametrize("course", ["new", "resolved"])
def test_the_letter_names_it_among_what_was_answered(course: str) -> None:
    lines = [(name, text) for name, text in symptoms(told(course).visits[-1]) if "visual loss" in text]
    assert len(lines) == 1
    assert "not asked" not in lines[0][0].lower()
    assert ("no" in lines[0][0].lower().split()) is (course == "resolved")
