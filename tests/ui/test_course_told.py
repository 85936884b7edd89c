"""A symptom that a file tells by its course alone stands as answered, and no press leaves a course that denies it."""

import json
from pathlib import Path
from typing import Any

import pytest

from b12calc_ui.main_window import MainWindow

from .conftest import settle


def opened(window: MainWindow, folder: Path, answers: dict[str, str], course: str) -> None:
    """Open a case of two visits; the last one tells of the sight by its course."""
    last = {
        "date": "2026-03-12",
        "answers": answers,
        "details": {"visual_loss": {"course": course, "note": "left eye"}},
    }
    visits: list[dict[str, Any]] = [{"date": "2026-01-05", "answers": {"fatigue": "yes"}}, last]
    path = folder / "case.json"
    path.write_text(json.dumps({"format": "b12calc-case/1", "visits": visits}), encoding="utf-8")
    window.files.open_path(path)
    settle()


@pytest.mark.parametrize(("course", "answer"), [("new", "yes"), ("unchanged", "yes"), ("resolved", "no")])
def test_a_red_flag_told_by_its_course_alone_stands_as_answered(
    window: MainWindow, tmp_path: Path, course: str, answer: str
) -> None:
    opened(window, tmp_path, {}, course)
    row = window.form.rows["visual_loss"]
    assert (row.yes.isChecked(), row.no.isChecked()) == (answer == "yes", answer == "no")
    now = window.live.now()
    assert now is not None
    assert (now[1].urgency == "emergency") is (answer == "yes")
    assert not window.isWindowModified()


@pytest.mark.parametrize(("course", "answer"), [("new", "no"), ("resolved", "yes")])
def test_another_answer_takes_the_course_with_it_that_denies_it(
    window: MainWindow, tmp_path: Path, course: str, answer: str
) -> None:
    opened(window, tmp_path, {}, course)
    window.form.rows["visual_loss"].give(answer)
    settle()
    assert window.live.now() is not None
    visit = window.form.data()["visits"][-1]
    assert visit["answers"] == {"visual_loss": answer}
    assert "course" not in visit["details"].get("visual_loss", {})
    window.form.step_back()
    assert window.form.data()["visits"][-1]["details"]["visual_loss"] == {"course": course, "note": "left eye"}


@pytest.mark.parametrize(("course", "answer"), [("new", "no"), ("resolved", "yes")])
def test_a_file_that_says_both_opens_and_can_be_mended(
    window: MainWindow, tmp_path: Path, course: str, answer: str
) -> None:
    opened(window, tmp_path, {"visual_loss": answer}, course)
    assert window.live.now() is None
    row = window.form.rows["visual_loss"]
    row.toggle(answer)
    row.give(answer)
    settle()
    assert window.live.now() is not None
    assert window.form.data()["visits"][-1]["answers"] == {"visual_loss": answer}
