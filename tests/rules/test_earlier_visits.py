"""What earlier visits told: a follow-up asks how it went since of what stands, and of nothing else."""

import json

from b12calc.models.reading import read_case
from b12calc.rules import denied_before, told_before
from tests.rules.making import Raw


def told(*visits: Raw) -> dict[str, list[tuple[str, str | None, str | None]]]:
    found = told_before(read_case(json.dumps({"format": "b12calc-case/1", "visits": list(visits)})))
    return {
        code: [(one.day.isoformat(), one.answer, one.detail.course) for one in story] for code, story in found.items()
    }


def denied(*visits: Raw) -> tuple[str, ...]:
    return denied_before(read_case(json.dumps({"format": "b12calc-case/1", "visits": list(visits)})))


FIRST: Raw = {"date": "2026-01-05", "answers": {"fatigue": "yes", "falls": "no", "metformin": "yes"},
              "details": {"fatigue": {"since": "2025-11"}}}  # fmt: skip


def test_what_was_answered_yes_stands_with_its_day_and_a_no_does_not() -> None:
    assert told(FIRST) == {
        "fatigue": [("2026-01-05", "yes", None)], "metformin": [("2026-01-05", "yes", None)],
    }  # fmt: skip
    assert denied(FIRST) == ("falls",)


def test_a_later_course_is_told_after_the_first_word() -> None:
    later = {"date": "2026-03-01", "answers": {"fatigue": "yes"}, "details": {"fatigue": {"course": "improved"}}}
    assert told(FIRST, later)["fatigue"] == [("2026-01-05", "yes", None), ("2026-03-01", "yes", "improved")]


def test_what_resolved_or_was_denied_since_does_not_stand() -> None:
    resolved = {"date": "2026-03-01", "details": {"fatigue": {"course": "resolved"}}}
    assert "fatigue" not in told(FIRST, resolved) and denied(FIRST, resolved) == ("falls", "fatigue")
    gone = {"date": "2026-03-01", "answers": {"fatigue": "no"}, "details": {"fatigue": {"course": "resolved"}}}
    assert "fatigue" not in told(FIRST, gone) and denied(FIRST, gone) == ("falls", "fatigue")


def test_a_symptom_told_by_its_course_alone_stands_with_its_answer() -> None:
    later = {"date": "2026-03-01", "details": {"visual_loss": {"course": "new"}}}
    assert told(FIRST, later)["visual_loss"] == [("2026-03-01", "yes", "new")]


def test_what_came_back_stands_with_its_whole_story() -> None:
    gone = {"date": "2026-02-01", "answers": {"fatigue": "no"}}
    back = {"date": "2026-03-01", "answers": {"fatigue": "yes"}}
    assert [day for day, *_ in told(FIRST, gone, back)["fatigue"]] == ["2026-01-05", "2026-02-01", "2026-03-01"]
