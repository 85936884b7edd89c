"""The laboratory chooser: a preference that re-assesses, and no part of any case."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc.rules import assess, laboratories
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")
GUIDELINE = "Guideline limits"


def choose(window: MainWindow, laboratory: str) -> None:
    """Pick a laboratory as the user does."""
    window.form.identity.limits.put(laboratory)
    window.form.identity.limits.picked.emit()
    settle()


def test_every_laboratory_is_offered_once_below_the_guideline_limits(window: MainWindow) -> None:
    window.live.wake()
    box = window.form.identity.limits
    entries = [box.itemText(index) for index in range(box.count())]
    assert entries == [GUIDELINE, *(one.title for one in laboratories())]


def test_the_open_list_is_wide_enough_for_every_title(window: MainWindow) -> None:
    box = window.form.identity.limits
    box.widen_list()
    widest = max(box.fontMetrics().horizontalAdvance(one.title) for one in laboratories())
    assert box.view().minimumWidth() > widest > box.width()


def test_another_laboratory_assesses_anew_and_is_named(window: MainWindow) -> None:
    window.files.open_path(CASE)
    before, edits = window.form.case(), window.form.edits
    for one in laboratories():
        choose(window, one.id)
        assert window.answer.shown == assess(window.form.case(), today=TODAY, laboratory=one.id)
        assert f"limits of {one.title}" in window.status_line.edition.text()
        assert f"limits of {one.name}" in window.answer.body.toPlainText()
    choose(window, "")
    assert window.answer.shown == assess(before, today=TODAY)
    assert "limits of" not in window.status_line.edition.text()
    assert window.form.case() == before and window.form.edits == edits


def test_the_explanation_is_that_of_the_laboratory(window: MainWindow) -> None:
    window.files.open_path(CASE)
    choose(window, "york")
    window.answer.fold("why_not")
    assert window.answer.shown == assess(window.form.case(), today=TODAY, laboratory="york", explain=True)
    choose(window, "leeds")
    assert window.answer.shown == assess(window.form.case(), today=TODAY, laboratory="leeds")


def test_a_new_patient_keeps_the_laboratory(window: MainWindow) -> None:
    window.files.open_path(CASE)
    choose(window, "york")
    window.new()
    settle()
    assert (window.live.laboratory, window.form.identity.limits.code()) == ("york", "york")


@pytest.mark.parametrize(("kept", "used"), [("york", "york"), ("nonsense", ""), ("", "")])
def test_the_laboratory_is_remembered(qapp: QApplication, tmp_path: Path, kept: str, used: str) -> None:
    path = tmp_path / "window.ini"
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(window, MainWindow)
    window.live.wake()
    choose(window, "york")
    window.settings.put("laboratory", kept)
    window.close()
    _app, again = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(again, MainWindow)
    again.live.wake()
    assert again.live.laboratory == again.form.identity.limits.code() == used
    again.close()
