"""Why not and what would change this: asked for when opened, once, and in the record."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from b12calc.cli import main
from b12calc.models.assessment import AnswerSet
from b12calc.models.reading import read_case
from b12calc.models.wording import label, question
from b12calc.rules import assess
from b12calc_ui import live
from b12calc_ui.main_window import MainWindow
from b12calc_ui.other_ways import other_ways

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")
HEADING = "Why not, and what would change this"


def open_fold(window: MainWindow) -> None:
    """Open the fold as a click on its heading does."""
    settle()
    window.answer.body.anchorClicked.emit(QUrl("fold:why_not"))
    settle()


def test_once_shut_again_the_answer_held_is_the_plain_one_that_is_shown(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    plain = window.answer.shown
    window.answer.fold("why_not")
    assert window.answer.shown != plain
    window.answer.fold("why_not")
    assert window.answer.shown == plain


def test_the_opened_fold_shows_what_the_core_explains(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    assert HEADING in window.answer.body.toPlainText()
    assert window.answer.shown == assess(window.form.case(), today=TODAY)
    open_fold(window)
    shown = window.answer.shown
    assert shown is not None
    assert shown == assess(window.form.case(), today=TODAY, explain=True)
    text = window.answer.body.toPlainText()
    assert all(f"{label(one.decision, one.then)}: if {one.text}" in text for one in shown.would_change)
    assert all(f"{label(one.decision, one.value)}: {one.text}" in text for one in shown.why_not)
    first = shown.answer_set.ask_first
    assert first is not None
    assert f"Ask first: {question(first).ask}" in text
    assert all(label("urgency", one.urgency) in text for one in shown.answer_set.outcomes)


def test_the_question_to_ask_first_leads_to_its_place(window: MainWindow) -> None:
    window.files.open_path(CASE)
    open_fold(window)
    shown = window.answer.shown
    assert shown is not None and shown.answer_set.ask_first is not None
    window.answer.body.anchorClicked.emit(QUrl(f"open:{shown.answer_set.ask_first}"))
    assert QApplication.focusWidget() is window.form.rows[shown.answer_set.ask_first].yes


def test_the_next_edit_closes_the_fold(window: MainWindow) -> None:
    window.files.open_path(CASE)
    open_fold(window)
    window.form.rows["cobalamin_allergy"].give("yes")
    settle()
    assert "What would change this" not in window.answer.body.toPlainText()
    assert window.answer.shown == assess(window.form.case(), today=TODAY)
    window.form.step_back()
    settle()
    assert window.answer.shown == assess(window.form.case(), today=TODAY)


def test_the_explanation_is_asked_for_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.files.open_path(CASE)
    settle()
    asked: list[bool] = []
    true = live.assess_case

    def counted(*words: object) -> object:
        asked.append(words[-1] is True)
        return true(*words)  # type: ignore[arg-type]

    monkeypatch.setattr("b12calc_ui.live.assess_case", counted)
    open_fold(window)
    window.live.refresh()
    window.live.now(explain=True)
    assert asked == [True]


def test_a_bug_in_the_explanation_leaves_no_answer_standing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    window.files.open_path(CASE)
    settle()

    def broken(*_words: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("b12calc_ui.live.assess_case", broken)
    with qtbot.captureExceptions() as caught:  # type: ignore[attr-defined]
        open_fold(window)
    assert [kind for kind, *_rest in caught] == [RuntimeError]
    assert window.answer.shown is None and not window.answer.is_open("why_not")


def test_open_questions_that_change_nothing_take_one_sentence(qapp: QApplication) -> None:
    answer = assess(read_case(CASE.read_bytes()), today=TODAY)
    settled = answer.model_copy(update={"answer_set": AnswerSet(questions=("fatigue", "falls"), settled=True)})
    asked = f"{question('fatigue').short}; {question('falls').short}"
    assert f"However these open questions are answered, the plan stays the same: {asked}." in other_ways(settled)
    assert "The rules list no open yes/no question." in other_ways(answer)


def test_the_record_of_the_window_is_that_of_the_command_line(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    settle()
    ours, theirs = tmp_path / "window.pdf", tmp_path / "line.pdf"
    assert window.files.save_pdf_path(ours)
    assert main(["assess", str(CASE), "--today", TODAY.isoformat(), "--pdf", str(theirs)]) == 0
    assert ours.read_bytes() == theirs.read_bytes()
    assert window.answer.shown == assess(window.form.case(), today=TODAY)


def test_the_record_says_what_would_change_this(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    settle()
    assert window.files.save_pdf_path(tmp_path / "record.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "record.pdf").pages)
    assert "What would change this" in text
