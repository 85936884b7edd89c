"""The course under treatment on the record: it takes the place of a beginning, and says what was seen."""

from datetime import date

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.report import build, note
from b12calc.report.course import course_blocks, treatment_facts
from b12calc.report.document import KeyValues, Table
from b12calc.rules import assess
from tests.rules.making import case, haemoglobin, read, total, visit


def followed(**treatment: str | None) -> tuple[Case, Assessment]:
    first = case(total("142"), haemoglobin("105", collected="2026-03-10"), yes="fatigue vegan_diet")
    running = {"route": "oral", "started": "2026-03-13", **treatment}
    again = visit(
        haemoglobin("126", collected="2026-06-12"), on="2026-06-15",
        details={"fatigue": {"course": "resolved"}}, treatment=running,
    )  # fmt: skip
    one = read({**first, "visits": [*first["visits"], again]})
    return one, assess(one, today=date(2026, 6, 15))


def test_a_visit_without_treatment_has_no_such_section() -> None:
    one = read(case(total("142"), yes="fatigue"))
    answer = assess(one, today=date(2026, 3, 12))
    assert course_blocks(answer) == ()
    assert treatment_facts(answer)[0] == ("Treatment", "Start treatment now")


def test_a_running_treatment_is_not_started_again_on_paper() -> None:
    one, answer = followed()
    text = note(build(one, answer))
    assert treatment_facts(answer) == (("Treatment", "Continue"), ("Route", "Tablets, running"))
    assert "Start tablets now" not in text.partition("REASONS")[0].partition("WHY")[0]
    assert "Tablets since 13 Mar 2026 (13 weeks)" in " ".join(text.replace("\u00a0", " ").split())


def test_what_is_expected_stands_in_order_with_what_was_seen() -> None:
    facts, *_, table = course_blocks(followed()[1])
    assert isinstance(facts, KeyValues)
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows][:1] == ["Reticulocytes"]
    seen = {row[0]: row[2:] for row in table.rows}
    assert seen["Haemoglobin and MCV"] == ("haemoglobin 105 g/L before, then 126 g/L (12 Jun 2026)", "As expected")


def test_without_the_day_of_the_first_dose_nothing_is_dated() -> None:
    blocks = course_blocks(followed(started=None)[1])
    assert len(blocks) == 1
    assert isinstance(blocks[0], KeyValues)
    assert "day of the first dose not known" in str(blocks[0])
