"""The ways in: file, clipboard, drop and open; own files go the way they always went, and nothing is kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from b12calc.assets import asset
from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import Import
from b12calc.problems import Problem, ProblemsFound
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.import_patients import PatientsDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.opening import is_report

from .conftest import press, settle, write
from .import_made import ANNA, TEXT, several, usual

SAMPLE = asset("sample_case.json")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Let every report give the usual results; return what was read."""
    seen: list[bytes] = []

    def give(data: bytes, *_how: Any, **_more: Any) -> Import:
        seen.append(data)
        return several(usual())

    monkeypatch.setattr(worker, "read_in_worker", give)
    return seen


def wait(window: MainWindow) -> None:
    """Wait until nothing is read any more."""
    readings = window.files.imports.readings
    for _ in range(200):
        settle()
        if readings is None or not readings.runs():
            return
        QTest.qWait(10)
    raise AssertionError("still reading")


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def under_review(window: MainWindow) -> bool:
    return isinstance(window.files.imports.dialog, ReviewDialog)


def test_copied_results_are_read_and_reviewed(window: MainWindow, read: list[bytes]) -> None:
    copy(TEXT)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wait(window)
    assert read == [TEXT.encode()] and under_review(window)


def test_the_keys_work_from_inside_a_field_and_paste_nothing_into_it(window: MainWindow, read: list[bytes]) -> None:
    copy(TEXT)
    field = window.form.identity.fields["name"]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wait(window)
    assert under_review(window) and window.form.identity.state()["name"] == ""


def test_an_empty_clipboard_is_said(window: MainWindow, read: list[bytes]) -> None:
    copy("  ")
    window.files.imports.paste()
    assert window.bar.text() == "Nothing is copied: copy the results from the record first." and not read


def test_a_note_that_is_pasted_as_results_is_read_as_the_note_it_is(window: MainWindow, read: list[bytes]) -> None:
    window.files.open_path(SAMPLE)
    settle()
    case = window.form.case()
    assert window.files.copy_note()
    text = QGuiApplication.clipboard().text()
    window.new()
    copy(text)
    window.files.imports.paste()
    settle()
    assert window.form.case().visits == case.visits and not read


def test_pasting_results_where_a_note_was_expected_offers_to_read_them(window: MainWindow, read: list[bytes]) -> None:
    copy(TEXT)
    assert not window.files.paste_note() and window.bar.offer.text() == "Read it as results"
    window.bar.offer.click()
    wait(window)
    assert under_review(window)


@pytest.mark.parametrize(
    ("name", "data", "report"),
    [
        ("a.txt", TEXT.encode(), True), ("a.hl7", b"MSH|^~\\&|x", True), ("A.GDT", b"01380006302", True),
        ("a.json", b'{"resourceType": "Bundle"}', True), ("a.json", b"{", False), ("a.pdf", b"text", False),
        ("a.txt", b"%PDF-1.7", False), ("a.txt", b'{"format": "b12calc-case/1"}', False),
        ("a.txt", b"b12calc note 1, 3 lines [x]", False), ("a.txt", b"", False), ("a.gdt", b"8315b12calc", True),
        ("a.txt", b"> end of b12calc\r\n> note", False),
    ],
)  # fmt: skip
def test_own_files_are_told_from_reports(name: str, data: bytes, report: bool) -> None:
    assert is_report(data, Path(name)) is report


def test_open_and_drop_show_a_report_for_review_and_own_files_as_before(
    window: MainWindow, read: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "report.hl7"
    path.write_bytes(b"MSH|^~\\&|")
    assert window.files.open_path(path)
    wait(window)
    assert under_review(window) and window.form.is_blank()
    window.files.imports.close()
    assert window.files.drop_path(path)
    wait(window)
    assert under_review(window)
    window.files.imports.close()
    assert window.files.open_path(SAMPLE) and not window.form.is_blank() and len(read) == 2


def test_text_dropped_on_the_window_is_read(window: MainWindow, read: list[bytes]) -> None:
    data = QMimeData()
    data.setText(TEXT)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), *how))
    event = QDropEvent(QPointF(5, 5), *how)
    QApplication.sendEvent(window, event)
    wait(window)
    assert event.isAccepted() and read and under_review(window)


def test_a_file_too_large_is_refused_before_it_is_read(window: MainWindow, read: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "large.hl7"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    window.files.imports.open_path(path)
    assert "larger than 20 MB" in window.bar.text() and not read


def test_a_report_that_cannot_be_read_is_said_in_one_sentence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_all: Any, **_more: Any) -> Import:
        raise ProblemsFound((Problem("file", "the file is empty; expected a laboratory report"),))

    monkeypatch.setattr(worker, "read_in_worker", fail)
    window.files.imports.read(b"x")
    wait(window)
    assert window.bar.text() == (
        "Not imported: the file is empty; expected a laboratory report. Nothing was changed."
    ) and not under_review(window)  # fmt: skip


def test_an_unforeseen_fault_of_a_reader_says_nothing_of_the_report(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_all: Any, **_more: Any) -> Import:
        raise KeyError("Anna Berg")

    monkeypatch.setattr(worker, "read_in_worker", fail)
    window.files.imports.read(b"x")
    wait(window)
    assert "could not be read as a laboratory report" in window.bar.text()
    assert "Anna" not in window.bar.text() + "".join(capfd.readouterr())


def test_a_long_reading_leaves_the_window_live_shows_itself_and_is_given_up(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_data: bytes, _how: object, watch: Watch) -> Import:
        while True:
            watch.step(0.4)

    monkeypatch.setattr(worker, "read_in_worker", slow)
    window.files.imports.read(b"x")
    readings = window.files.imports.readings
    assert readings is not None
    write(window.form.identity.fields["age"], "41")
    assert window.form.identity.state()["age"] == "41" and readings.runs()
    QTest.qWait(600)
    assert readings.notice is not None and readings.notice.bar.value() == 40
    readings.notice.cancel.click()
    wait(window)
    assert window.bar.text().startswith("Not imported: the reading was stopped") and readings.notice is None


def test_no_review_opens_over_a_dialog_in_which_somebody_chooses(window: MainWindow, read: list[bytes]) -> None:
    chooser = QDialog(window)
    chooser.open()
    copy(TEXT)
    window.files.imports.paste()
    QTest.qWait(300)
    assert read and QApplication.activeModalWidget() is chooser and not under_review(window)
    chooser.reject()
    wait(window)
    assert under_review(window)


def test_a_new_patient_calls_a_reading_off_and_closes_a_review(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, read: list[bytes]
) -> None:
    window.files.imports.read(b"x")
    wait(window)
    assert under_review(window)
    window.new()
    settle()
    assert not under_review(window) and window.form.is_blank()
    window.files.imports.read(b"x")
    window.new()
    QTest.qWait(100)
    settle()
    assert not under_review(window) and window.bar.text() == ""


def test_of_several_patients_one_is_picked_and_nobody_is_chosen_beforehand(window: MainWindow) -> None:
    window.files.imports.show(several(usual(who=ANNA), usual()), TEXT)
    settle()
    dialog = window.files.imports.dialog
    assert isinstance(dialog, PatientsDialog)
    assert [dialog.list.item(row).text() for row in (0, 1)] == [
        "1. BERG, Anna, 12 Mar 1959, Female, 943 476 5919 – 5 results", "2. not named – 5 results",
    ]  # fmt: skip
    dialog.accept()
    assert dialog.isVisible() and "Choose the patient first" in dialog.trouble.text()
    press(dialog.list, Qt.Key.Key_Down, Qt.Key.Key_Return)
    shown = window.files.imports.dialog
    assert isinstance(shown, ReviewDialog) and shown.identity.who.report.startswith("BERG")


def test_nothing_of_a_report_stands_in_titles_or_settings(
    window: MainWindow, read: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "Anna Berg.hl7"
    path.write_bytes(b"MSH|^~\\&|")
    window.files.imports.open_path(path)
    wait(window)
    titles = [one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not any("Berg" in title or "Anna" in title for title in titles)
