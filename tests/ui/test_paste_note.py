"""The note in the window: what Copy note gives comes back by Ctrl+V or Open, and a damaged one changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from b12calc.assets import asset
from b12calc.models.reading import read_case
from b12calc_ui.main_window import MainWindow
from tests.ui.conftest import row_of, settle

SAMPLE = asset("sample_case.json")


@pytest.fixture
def note(window: MainWindow) -> str:
    """The note of the sample case; the window is empty again."""
    window.files.open_path(SAMPLE)
    settle()
    assert window.files.copy_note()
    text = QGuiApplication.clipboard().text()
    window.actions_.all["new"].trigger()
    settle()
    assert window.form.is_blank()
    return text


def paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_.all["paste"].trigger()
    settle()


def test_what_was_copied_comes_back_by_its_key(window: MainWindow, note: str) -> None:
    QGuiApplication.clipboard().setText(f"Seen on 12-Mar-2026\n{note}\nNext visit booked")
    window.form.rows["falls"].yes.setFocus()
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_a_note_in_a_text_file_is_opened(window: MainWindow, note: str, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(note, encoding="utf-8")
    assert window.files.open_path(path)
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_a_damaged_note_is_refused_at_its_line_and_nothing_changes(window: MainWindow, note: str) -> None:
    before = window.form.case()
    line = next(n for n, row in enumerate(note.splitlines(), 1) if row.startswith("Total B12: 142"))
    paste(window, note.replace("Total B12: 142", "Total B12: 241"))
    assert f"line {line}:" in window.bar.text() and "Nothing was changed." in window.bar.text()
    assert window.form.case() == before


def test_entries_are_not_given_up_without_asking(window: MainWindow, note: str) -> None:
    window.form.put(read_case(SAMPLE.read_bytes()))
    window.leaving.lose()
    before = window.form.case()
    paste(window, note)
    assert "Choose Paste note once more" in window.bar.text()
    assert window.form.case() == before
    paste(window, note)
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_an_empty_clipboard_is_said(window: MainWindow) -> None:
    paste(window, "")
    assert "Nothing is copied" in window.bar.text()


def test_in_a_text_field_the_key_pastes_text(window: MainWindow, note: str) -> None:
    field = window.findChildren(QLineEdit)[0]
    field.setFocus()
    QGuiApplication.clipboard().setText("Ada")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert field.text() == "Ada"


def test_what_is_no_note_is_said_before_anything_is_asked(window: MainWindow) -> None:
    window.form.put(read_case(SAMPLE.read_bytes()))
    window.leaving.lose()
    paste(window, "Seen today, well.")
    assert "no b12calc note was found" in window.bar.text()


@pytest.mark.parametrize("name", ["age", "mcv"])
def test_a_whole_note_is_taken_in_a_text_field_too(window: MainWindow, note: str, name: str) -> None:
    row = row_of(window, "mcv").fields["value"]
    field = row if name == "mcv" else window.focusWidget()
    field.setFocus()
    QGuiApplication.clipboard().setText(note)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_both_notes_rebuild_the_case_and_only_one_holds_the_reasons(window: MainWindow, note: str) -> None:
    window.files.open_path(SAMPLE)
    window.leaving.keep()
    settle()
    window.actions_.all["copy_whole"].trigger()
    whole = QGuiApplication.clipboard().text()
    assert "WHY NOT OTHERWISE" in whole and "WHY NOT OTHERWISE" not in note
    window.actions_.all["new"].trigger()
    paste(window, whole)
    assert window.form.case() == read_case(SAMPLE.read_bytes())
