"""Days of the practice are remembered, days of a visit go with it, and a file that is gone is said once."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.app import build
from b12calc_ui.dose_dialog import DoseDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.visit_days import VisitDays

from .conftest import SAMPLE, TODAY, settle, write
from .follow_up_stage import LATER, window_on

VISIT = VisitDays(date(2026, 3, 16), 2, True, ((date(2026, 3, 23), date(2026, 3, 27)),))
FILE = '[[closed]]\nday = "2026-03-13"\n'


def opened(window: MainWindow) -> DoseDialog:
    settle()
    dialog = window.practice.days.dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def test_days_of_the_practice_are_in_force_at_the_next_start(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nbegun=yes\nholidays=wales\ninjection_days=monday\n", encoding="utf-8")
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    window.show()
    window.live.wake()
    window.files.open_path(SAMPLE)
    settle()
    said = window.answer.body.toPlainText().replace("\u00a0", " ")
    assert "open Monday to Friday; bank holidays of Wales; injections on Monday." in said
    window.leaving.keep()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_dialog_opens_by_key_by_menu_and_from_the_answer(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    settle()
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    opened(window).reject()
    settle()
    assert "Dates of the doses…" in window.answer.body.toPlainText()
    window.answer.body.anchorClicked.emit(QUrl("days:"))
    dialog = opened(window)
    write(dialog.start, "16 Mar 2026")
    dialog.then.put("given")
    write(dialog.before, "2")
    write(dialog.away, "23 Mar 2026 to 27 Mar 2026")
    QTest.keyClick(dialog.away, Qt.Key.Key_Return)
    settle()
    assert window.live.placing.visit == VISIT
    window.actions_.all["days"].trigger()
    again = opened(window)
    assert (again.start.text(), again.before.text(), again.then.code()) == ("16 Mar 2026", "2", "given")
    assert again.away.text() == "23 Mar 2026 to 27 Mar 2026"
    again.reject()
    assert window.live.placing.visit == VISIT


@pytest.mark.parametrize(("field", "text"), [("start", "3/4/26"), ("before", "many"), ("away", "next week")])
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_changes(
    window: MainWindow, field: str, text: str
) -> None:
    window.practice.days.write()
    dialog = opened(window)
    write(getattr(dialog, field), text)
    dialog.keep.click()
    assert dialog.isVisible() and getattr(dialog, field).wrong and dialog.trouble.text().startswith("▲ ")
    assert QApplication.focusWidget() is getattr(dialog, field)
    assert window.live.placing.visit == VisitDays()
    dialog.reject()


def test_days_of_a_visit_go_with_a_new_patient_and_with_another_case(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    window.practice.days.put(VISIT)
    before = window.form.case()
    window.files.open_path(SAMPLE)
    assert window.live.placing.visit == VisitDays() and window.form.case() == before
    window.practice.days.put(VISIT)
    window.practice.days.write()
    dialog = opened(window)
    window.new()
    settle()
    assert window.live.placing.visit == VisitDays() and window.live.placing.last is None
    assert window.practice.days.dialog is None and dialog is not window.practice.days.dialog


def test_days_of_a_visit_go_with_a_follow_up_and_are_in_no_file(tmp_path: Path, qapp: QApplication) -> None:
    with window_on(LATER) as window:
        window.files.open_path(SAMPLE)
        settle()
        plain = tmp_path / "plain.json"
        assert window.files.save_path(plain)
        window.practice.days.put(VISIT)
        assert window.files.save_path(tmp_path / "with.json")
        assert (tmp_path / "with.json").read_bytes() == plain.read_bytes()
        assert window.follow_up.begin()
        assert window.live.placing.visit == VisitDays()
        window.practice.days.put(VISIT)
        assert window.follow_up.give_up() and window.live.placing.visit == VisitDays()


def test_a_file_that_is_gone_is_said_once_and_what_was_read_before_counts(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(FILE, encoding="utf-8")
    window.practice.days.take(OpenDays(closed_file=str(file)))
    assert window.live.placing.own is not None and not window.bar.text()
    file.unlink()
    window.new()
    assert "could not be read again; what was read before counts: ours.toml: cannot be read" in window.bar.text()
    assert window.live.placing.own is not None
    window.new()
    assert not window.bar.text()
    window.practice.days.take(OpenDays(closed_file=str(file)))
    assert "could not be read, and its days do not count" in window.bar.text() and window.live.placing.own is None
    file.write_text(FILE.replace("13", "16"), encoding="utf-8")
    window.new()
    assert window.live.placing.own is not None and window.live.placing.own.closed[0].first == date(2026, 3, 16)
