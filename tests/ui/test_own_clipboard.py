"""What is copied: text only, marked private, gone after a minute, with New and at the end, unless replaced since."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.main_window import MainWindow
from b12calc_ui.own_clipboard import SECONDS, OwnClipboard, hints

from .conftest import settle, write

CASE = Path(__file__).with_name("case.json")


def board() -> QClipboard:
    return QApplication.clipboard()


def copied(window: MainWindow) -> str:
    window.files.open_path(CASE)
    settle()
    assert window.files.copy_note()
    text = board().text()
    assert "142" in text
    return text


def test_the_note_is_text_only_and_marked_as_private(window: MainWindow) -> None:
    copied(window)
    data = board().mimeData()
    assert set(data.formats()) == {"text/plain", "x-kde-passwordManagerHint"}
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_each_system_gets_the_marks_it_reads() -> None:
    windows = hints("win32")
    assert {name.split('"')[1]: value for name, value in windows.items()} == {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": b"\0\0\0\0",
        "CanUploadToCloudClipboard": b"\0\0\0\0",
    }
    assert all(name.startswith("application/x-qt-windows-mime;value=") for name in windows)
    assert hints("linux") == {"x-kde-passwordManagerHint": b"secret"} and hints("darwin") == {}


def test_a_minute_later_it_is_gone(window: MainWindow) -> None:
    copied(window)
    timer = window.files.clipboard.timer
    assert timer.isActive() and timer.isSingleShot() and timer.interval() == SECONDS * 1000 == 60_000
    timer.timeout.emit()
    assert board().text() == "" and not timer.isActive()


@pytest.mark.parametrize("way", ["time", "new", "open", "exit"])
@pytest.mark.parametrize("other", ["", "of another program"])
def test_it_goes_with_the_patient_unless_somebody_else_copied_since(
    window: MainWindow, qapp: QApplication, way: str, other: str
) -> None:
    copied(window)
    if other:
        board().setText(other)
    if way == "new":
        window.new()
    elif way == "open":
        window.files.open_path(CASE)
    else:
        (window.files.clipboard.timer.timeout if way == "time" else qapp.aboutToQuit).emit()
    assert board().text() == other


def test_line_ends_of_another_system_do_not_hide_our_text(window: MainWindow) -> None:
    text = copied(window)
    board().setText(text.replace("\n", "\r\n"))
    window.new()
    assert board().text() == ""


def test_a_file_that_cannot_be_opened_leaves_the_clipboard(window: MainWindow, tmp_path: Path) -> None:
    text = copied(window)
    (tmp_path / "bad.json").write_bytes(b"{")
    assert not window.files.open_path(tmp_path / "bad.json")
    assert board().text() == text


def test_what_is_copied_by_hand_in_our_window_is_treated_the_same(window: MainWindow) -> None:
    window.files.clipboard._owns = lambda: True
    name = window.form.identity.fields["name"]
    write(name, "Jane Canary")
    name.selectAll()  # type: ignore[union-attr]
    QTest.keySequence(name, QKeySequence(QKeySequence.StandardKey.Copy))
    settle()
    assert board().text() == "Jane Canary"
    assert set(board().mimeData().formats()) == {"text/plain", "x-kde-passwordManagerHint"}
    assert window.files.clipboard.timer.isActive()
    window.new()
    assert board().text() == ""


def test_a_formatted_selection_becomes_plain_text(window: MainWindow) -> None:
    window.files.clipboard._owns = lambda: True
    data = QMimeData()
    data.setText("142 ng/L")
    data.setHtml("<b>142 ng/L</b>")
    board().setMimeData(data)
    settle()
    assert set(board().mimeData().formats()) == {"text/plain", "x-kde-passwordManagerHint"}
    window.files.clipboard.forget()
    assert board().text() == ""


def test_what_another_program_copies_is_left_alone(qapp: QApplication) -> None:
    parent = QObject()
    mine = OwnClipboard(parent, owns=lambda: False)
    board().setText("of another program")
    settle()
    assert board().mimeData().formats() == ["text/plain"] and not mine.timer.isActive()
    mine.forget()
    assert board().text() == "of another program"
    board().clear()
    parent.deleteLater()
