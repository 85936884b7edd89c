"""The other windows and the draft: opened, looked at and left as hands do it; none of it enters anything."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from b12calc_ui.main_window import MainWindow

from .memory_store import MemoryStore
from .window_moves import NOTHING, Touched
from .window_stage import settle, wake_up

TOLD = ("date", "b12_before_test")


def practice(window: MainWindow, one: int) -> Touched:
    """Open the settings of the practice and leave them, or keep them as they are."""
    window.actions_.all["practice"].trigger()
    settle()
    sheet = window.practice.sheet
    assert sheet is not None and sheet.isVisible()
    assert sheet.choices().pack == window.form.identity.pack.code()
    if one % 2:
        sheet.accept()
        settle()
    _leave(window, sheet)
    assert window.practice.sheet is None
    return NOTHING


def printing(window: MainWindow, _one: int) -> Touched:
    """Open the preview of the record and leave it; without an answer the line at the top says why not."""
    window.bar.clear()
    window.actions_.all["print"].trigger()
    settle()
    dialog = window.files.printing.dialog
    assert (dialog is None) == (window.answer.shown is None) == window.bar.trouble, window.bar.text()
    if dialog is not None:
        assert dialog.isVisible()
        _leave(window, dialog)
        assert window.files.printing.dialog is None
    return NOTHING


def draft(window: MainWindow, _one: int) -> Touched:
    """Switch the draft on or off; its key is kept in memory here."""
    found = window.privacy.draft
    if found.opener is None:
        found.opener = MemoryStore()
    on = found.switch.isChecked()
    found.switch.trigger()
    settle()
    assert found.switch.isChecked() != on, window.bar.text()
    return NOTHING


def told(window: MainWindow) -> dict[str, Any]:
    """Return what a note must bring back to the letter: all but free text."""
    visit = window.form.case().model_dump(mode="json")["visits"][-1]
    results = [{key: text for key, text in one.items() if key not in ("comment", "laboratory")}
               for one in visit["results"]]  # fmt: skip
    key = "analyte"
    return {**{name: visit[name] for name in TOLD}, "answers": dict(sorted(visit["answers"].items())),
            "results": sorted(results, key=lambda one: (one[key], str(one)))}  # fmt: skip


def _leave(window: MainWindow, dialog: QDialog) -> None:
    """Press Esc in a dialog until it is gone; one that holds something asks once more."""
    for _ in range(3):
        if isValid(dialog) and dialog.isVisible():
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
            settle()
    assert not isValid(dialog) or not dialog.isVisible()
    wake_up(window)
