"""What one key leaves alone: the other rows, the message that stays, and the layout of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from b12calc_ui import result_entry
from b12calc_ui.controls import FlatButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_entry import read_row
from b12calc_ui.result_message import ResultMessage
from b12calc_ui.row_state import RowState
from b12calc_ui.value_box import ValueBox

from .conftest import TODAY, choose_unit, row_of, settle, write

CASE = Path(__file__).with_name("case.json")


class Layouts(QObject):
    """Count how often a widget is asked to lay itself out."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def type_figure(window: MainWindow, text: str) -> None:
    """Type a figure over the one that stands in the first row."""
    box = row_of(window, "total_b12").fields["value"]
    assert isinstance(box, ValueBox)
    box.setFocus()
    box.field.selectAll()
    QTest.keyClicks(box, text)
    settle()


def test_a_key_reads_the_row_it_changed_and_no_other(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.files.open_path(CASE)
    settle()
    read = list[str]()

    def counted(state: RowState, today: object) -> object:
        read.append(state.analyte)
        return read_row(state, today)  # type: ignore[arg-type]

    monkeypatch.setattr(result_entry, "read_row", counted)
    row_of(window, "total_b12").show_me()
    settle()
    read.clear()
    QTest.keyClick(row_of(window, "total_b12").fields["value"], Qt.Key.Key_Backspace)
    settle()
    assert read == ["total_b12"]


def test_what_a_row_remembers_of_itself_is_what_stands_in_it(window: MainWindow) -> None:
    first, second = (row_of(window, code) for code in ("total_b12", "folate"))
    write(first.fields["value"], "142")
    choose_unit(first, "ng/L")
    write(second.fields["value"], "7")
    choose_unit(second, "µg/L")
    write(first.fields["collected"], "10 Mar 2026*")
    settle()
    window.form.step_back()
    window.form.step_back()
    window.form.step_on()
    settle()
    for row in window.form.results.rows:
        assert row.state() == row._gathered()
        assert row.reading == read_row(row._gathered(), TODAY)
    assert second.state().collected == ""


def test_other_words_below_a_row_come_in_the_same_message(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    below = row_of(window, "total_b12").below
    assert isinstance(below, ResultMessage)
    said = below.words.text()
    type_figure(window, "147")
    assert row_of(window, "total_b12").below is below
    assert below.words.text() != said and "pmol/L" in below.words.text()


def test_buttons_come_and_go_with_what_is_asked_and_take_their_keys_along(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    row = row_of(window, "total_b12")
    type_figure(window, "14")
    below = row.below
    assert isinstance(below, ResultMessage)
    asked = below.findChildren(FlatButton)
    assert [one.text() for one in asked] == ["Confirm 14 ng/L"] and asked[0] in row.stops()
    assert below.words.geometry().right() < asked[0].geometry().left()
    QTest.keyClick(row.fields["value"], Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settle()
    assert row.state().confirmed == "14 ng/L" and row.below is below
    assert not below.findChildren(FlatButton) and below.words.width() > below.width() / 2
    assert not any(one.isEnabled() for one in row.findChildren(QShortcut))


def test_a_figure_that_turns_the_conclusion_lays_out_the_answer_and_not_the_window(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    type_figure(window, "147")
    watched = {one: Layouts(window) for one in (window, window.form.results, window.splitter)}
    for one, layouts in watched.items():
        one.installEventFilter(layouts)
    before = window.answer.urgent.line.text()
    type_figure(window, "400")
    assert window.answer.urgent.line.text() != before
    assert not any(layouts.count for layouts in watched.values())


def test_words_that_need_more_lines_get_them_and_give_them_back(window: MainWindow) -> None:
    urgent = window.answer.urgent
    urgent.say("soon", "Soon", "short")
    settle()
    low = urgent.height()
    urgent.say("soon", "Soon", "words that go on and on " * 12)
    window.answer.settle()
    QApplication.processEvents()
    assert urgent.height() > low
    assert all(one.height() >= one.heightForWidth(one.width()) for one in urgent.findChildren(QLabel))
    urgent.say("soon", "Soon", "short")
    settle()
    assert urgent.height() == low
