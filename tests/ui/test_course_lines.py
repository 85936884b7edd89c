"""A running treatment in the answer: its verdict in bold, and each thing expected with what was seen of it."""

import json
from pathlib import Path

from b12calc_ui.main_window import MainWindow
from tests.rules.making import case, haemoglobin, total, visit

from .conftest import settle


def follow_up(folder: Path) -> Path:
    first = case(total("142"), haemoglobin("105", collected="2026-02-01"), yes="fatigue vegan_diet", on="2026-02-01")
    again = visit(
        haemoglobin("110", collected="2026-03-11"), on="2026-03-12", details={"fatigue": {"course": "unchanged"}},
        treatment={"route": "oral", "started": "2026-02-02"},
    )  # fmt: skip
    path = folder / "case.json"
    path.write_text(json.dumps({**first, "visits": [*first["visits"], again]}), encoding="utf-8")
    return path


def test_the_verdict_and_what_is_expected_stand_in_the_answer(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(follow_up(tmp_path))
    settle()
    text = window.answer.body.toPlainText().replace("\u00a0", " ")
    assert "Course under treatment" in text
    assert "Too early to judge" in text
    assert "Haemoglobin and MCV … Not yet, within the time it takes" in text
    assert "haemoglobin 105 g/L before, then 110 g/L (11 Mar 2026)" in text
    assert "Start tablets now" not in text


def test_without_a_treatment_the_answer_has_no_such_section(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case(total("142"), yes="fatigue", on="2026-03-12")), encoding="utf-8")
    window.files.open_path(path)
    settle()
    assert "Course under treatment" not in window.answer.body.toPlainText()


def test_the_sources_stand_beside_each_line_while_why_is_open(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(follow_up(tmp_path))
    settle()
    assert "TIM-02" not in window.answer.body.toPlainText()
    window.answer.fold("why")
    assert "TIM-02" in window.answer.body.toPlainText()
