"""A file dropped on the window: read whole first, asked about once, never moved, and its path never entered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from b12calc.models.reading import read_case
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, row_of, settle, write

NONE = Qt.KeyboardModifier.NoModifier


def enter(target: QWidget, files: list[Path], extra: str = "") -> tuple[QDragEnterEvent, QMimeData]:
    """Drag files over a widget; the second thing returned must outlive the event."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    if extra:
        data.setText(extra)
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    event.setAccepted(False)
    QApplication.sendEvent(target, event)
    return event, data


def drop(window: MainWindow, *files: Path) -> bool:
    """Drag files to the window and let go; return whether they were taken in hand."""
    event, data = enter(window, list(files))
    if not event.isAccepted():
        return False
    let_go = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(window, let_go)
    settle()
    return let_go.isAccepted()


@pytest.mark.parametrize("kind", ["pdf", "json", "txt"])
def test_a_dropped_file_opens_like_a_chosen_one(window: MainWindow, paper: Path, kind: str) -> None:
    path = {"pdf": paper, "json": SAMPLE}.get(kind, paper.with_name("note.txt"))
    if kind == "txt":
        window.files.open_path(SAMPLE)
        assert window.files.copy_note()
        path.write_text(QGuiApplication.clipboard().text(), encoding="utf-8")
        window.new()
    assert drop(window, path)
    assert window.form.case() == read_case(SAMPLE.read_bytes()) and path.exists()


def test_entries_are_given_up_only_when_the_same_file_is_dropped_twice(window: MainWindow, paper: Path) -> None:
    write(window.form.identity.fields["age"], "41")
    before = window.form.data()
    assert drop(window, paper) and window.form.data() == before
    words = "What is entered has not been saved. Drop the file once more to give it up."
    assert window.bar.text() == words
    assert drop(window, SAMPLE) and window.form.data() == before and window.bar.text() == words
    assert drop(window, paper) and window.form.data() == before
    assert drop(window, paper) and window.form.case() == read_case(SAMPLE.read_bytes())


def test_a_dropped_file_that_is_not_whole_is_said_before_anything_is_asked(window: MainWindow, paper: Path) -> None:
    write(window.form.identity.fields["age"], "41")
    paper.write_bytes(paper.read_bytes()[:-40])
    assert drop(window, paper) and "not opened, because" in window.bar.text()


def test_two_files_and_one_that_is_not_there_are_refused_in_a_sentence(window: MainWindow, paper: Path) -> None:
    assert drop(window, paper, SAMPLE) and window.bar.text() == "Drop one file at a time. Nothing was changed."
    assert drop(window, paper.with_name("scan.png"))
    assert window.bar.text() == "This file could not be read: No such file or directory. Nothing was changed."
    assert window.form.is_blank()


def test_a_file_over_a_field_goes_to_the_window_and_its_path_is_never_entered(window: MainWindow, paper: Path) -> None:
    field = window.form.identity.fields["name"]
    pieces = (field, row_of(window, "mma").fields["value"], window.answer.body.viewport(), window.answer.guide)
    for target in pieces:
        event, data = enter(target, [paper], str(paper))
        assert event.isAccepted() and data.hasText(), target
    field_takes_text = QMimeData()
    field_takes_text.setText("Ada")
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, field_takes_text, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(field, event)
    assert event.isAccepted()
    let_go = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, field_takes_text, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(field, let_go)
    assert window.form.identity.fields["name"].text() == "Ada"  # type: ignore[union-attr]


def test_a_covered_window_and_one_behind_a_dialog_take_no_file(window: MainWindow, paper: Path) -> None:
    window.privacy.hide_now()
    assert not drop(window, paper) and window.form.is_blank()
    window.privacy.show_again()
    window.practice.write()
    assert not drop(window, paper) and window.form.is_blank()
    assert window.practice.sheet is not None
    window.practice.sheet.close()
    settle()
    assert drop(window, paper) and not window.form.is_blank()
