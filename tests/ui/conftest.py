"""Windows under test: one application, no settings file, a day that stands still."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc.assets import asset
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_row import ResultRow

TODAY = date(2026, 3, 12)
SAMPLE = asset("sample_case.json")


@pytest.fixture(scope="session", autouse=True)
def clipboard_cleared_at_the_end(qapp: QApplication) -> Iterator[None]:
    """Leave nothing of ours on the clipboard of the offscreen platform: it would be deleted when Python is gone."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:
    """A shown window, awake, as a clinician finds it."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    main.activateWindow()
    # On a busy computer a minute may pass between two turns of the timer, which would be taken for sleep.
    main.privacy.idle._clock = lambda: 0.0
    main.privacy.idle.touch()
    main.live.wake()
    QApplication.processEvents()
    yield main
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def paper(window: MainWindow, tmp_path: Path) -> Path:
    """The record of the sample case, made in the window; the window is empty again."""
    window.files.open_path(SAMPLE)
    settle()
    path = tmp_path / "record.pdf"
    assert window.files.save_pdf_path(path)
    window.new()
    settle()
    assert window.form.is_blank()
    return path


def settle() -> None:
    """Let the coalesced assessment run."""
    for _ in range(3):
        QApplication.processEvents()


def row_of(window: MainWindow, code: str) -> ResultRow:
    """Return the first row of an analyte."""
    return next(row for row in window.form.results.rows if row.analyte.code == code)


def write(widget: QWidget, text: str) -> None:
    """Type a text as a hand would."""
    widget.setFocus()
    QTest.keyClicks(widget, text)
    settle()


def choose_unit(row: ResultRow, unit: str) -> None:
    """Pick a unit from the list."""
    field = row.fields["unit"]
    field.put(unit)  # type: ignore[union-attr]
    field.picked.emit()  # type: ignore[union-attr]
    settle()


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys one after the other, wherever the keyboard is by then."""
    widget.setFocus()
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key)
    settle()
