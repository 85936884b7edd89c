"""The blank sheet: it comes when nobody is there, hides every word about the patient, and loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout

from b12calc_ui.cover import Sheet
from b12calc_ui.idle import Idle
from b12calc_ui.main_window import MainWindow

from .conftest import row_of, settle, write

CASE = Path(__file__).with_name("case.json")


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def turn(self, idle: Idle, seconds: float, step: float = 5) -> None:
        """Let time pass in turns of the timer."""
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + step)
            idle.tick()


@pytest.fixture
def clock(window: MainWindow) -> Iterator[Clock]:
    """A clock of ours behind the window's watch, whose own timer rests."""
    window.privacy.begin()
    window.privacy.idle.timer.stop()
    mine = Clock()
    window.privacy.idle._clock = mine
    window.privacy.idle.touch()
    yield mine
    window.privacy.cover.take_off()


def visible_words() -> str:
    """Return every word that stands in a widget in sight, its name and title included."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        if not widget.isVisible():
            continue
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
    return "\n".join(found)


def fill(window: MainWindow) -> None:
    window.files.open_path(CASE)
    write(window.form.identity.fields["name"], "Jane Canary")
    settle()
    assert "Jane Canary" in visible_words() and "142" in visible_words()


def press_key(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the window system would send it."""
    QTest.keyClick(window.windowHandle(), key, held)
    settle()


def test_the_window_is_covered_after_ten_minutes_and_warns_half_a_minute_before(
    window: MainWindow, clock: Clock
) -> None:
    said = window.status_line.currentMessage
    clock.turn(window.privacy.idle, 565)
    assert not said() and not window.privacy.cover.is_on()
    clock.turn(window.privacy.idle, 5)
    assert "30 seconds" in said() and not window.privacy.cover.is_on()
    clock.turn(window.privacy.idle, 30)
    assert window.privacy.cover.is_on() and not said()


def test_any_input_begins_the_minutes_anew_and_takes_the_warning_back(window: MainWindow, clock: Clock) -> None:
    for _ in range(3):
        clock.turn(window.privacy.idle, 575)
        assert window.status_line.currentMessage()
        QTest.mouseMove(window.windowHandle(), QPoint(40, 40))
        press_key(window, Qt.Key.Key_Shift)
        assert not window.status_line.currentMessage()
    assert not window.privacy.cover.is_on()


def test_under_the_cover_nothing_about_the_patient_is_in_sight_and_everything_comes_back(
    window: MainWindow, clock: Clock
) -> None:
    fill(window)
    before, data, steps = visible_words(), window.form.data(), window.form.stack.count()
    window.form.identity.fields["name"].setFocus()
    window.privacy.hide_now()
    settle()
    words = visible_words()
    assert "Canary" not in words and "142" not in words and "2026" not in words
    assert {line for line in words.split("\n") if line} == {
        "b12calc", "The window is covered. Any key or click shows it again.",
    }  # fmt: skip
    press_key(window, Qt.Key.Key_X)
    assert not window.privacy.cover.is_on()
    assert visible_words() == before
    assert (window.form.data(), window.form.stack.count()) == (data, steps)
    assert QApplication.focusWidget() is window.form.identity.fields["name"]


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_the_key_that_uncovers_does_nothing_else(
    window: MainWindow, clock: Clock, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    window.form.rows["fatigue"].give("no")
    window.form.rows["fatigue"].no.setFocus()
    data = window.form.data()
    window.privacy.hide_now()
    QTest.keyPress(window.windowHandle(), key, held)
    assert not window.privacy.cover.is_on() and window.isVisible()
    QTest.keyRelease(window.windowHandle(), key, held)
    settle()
    assert window.form.data() == data
    press_key(window, Qt.Key.Key_Y)
    assert window.form.rows["fatigue"].answer == "yes", "the next key works as ever"


def test_a_click_uncovers_and_presses_no_button_below(window: MainWindow, clock: Clock) -> None:
    button = row_of(window, "total_b12").end
    place = button.mapTo(window, button.rect().center())
    for opens in (False, True):
        if not opens:
            window.privacy.hide_now()
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        settle()
        menu = QApplication.activePopupWidget()
        assert not window.privacy.cover.is_on() and (menu is not None) == opens
    assert menu is not None and menu.close()


def test_a_key_held_down_writes_nothing_and_shift_uncovers_when_let_go(window: MainWindow, clock: Clock) -> None:
    field = row_of(window, "total_b12").fields["value"]
    field.setFocus()
    window.privacy.hide_now()
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_7)
    for _ in range(2):
        again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7", True)
        QApplication.sendEvent(QApplication.focusWidget() or window, again)
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_7)
    assert field.text() == ""  # type: ignore[union-attr]
    window.privacy.hide_now()
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.privacy.cover.is_on()
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Shift)
    assert not window.privacy.cover.is_on()
    press_key(window, Qt.Key.Key_7)
    assert field.text() == "7"  # type: ignore[union-attr]


def test_a_dialog_in_front_is_covered_too(window: MainWindow, clock: Clock) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLabel("Jane Canary"))
    dialog.open()
    settle()
    window.privacy.hide_now()
    assert "Canary" not in visible_words()
    window.privacy.show_again()
    assert "Canary" in visible_words() and dialog.isVisible()
    dialog.close()
    dialog.deleteLater()


def test_the_sheet_fills_the_window_at_any_size(window: MainWindow, clock: Clock) -> None:
    window.privacy.hide_now()
    window.resize(900, 640)
    settle()
    sheet = window.privacy.cover._sheets[0]
    assert sheet.geometry() == window.rect()
    picture = window.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height() // 3, 7)}
    assert len(colours) == 1, "the upper third is blank"


def test_the_computer_having_slept_covers_at_once(window: MainWindow, clock: Clock) -> None:
    clock.now += 61
    window.privacy.idle.tick()
    assert window.privacy.cover.is_on()


def test_the_first_key_after_sleep_covers_and_writes_nothing(window: MainWindow, clock: Clock) -> None:
    field = row_of(window, "total_b12").fields["value"]
    field.setFocus()
    clock.now += 3600
    press_key(window, Qt.Key.Key_7)
    assert window.privacy.cover.is_on()
    press_key(window, Qt.Key.Key_7)
    assert not window.privacy.cover.is_on() and field.text() == ""  # type: ignore[union-attr]


def test_a_clock_set_back_neither_covers_nor_puts_the_cover_off_for_ever(window: MainWindow, clock: Clock) -> None:
    clock.now -= 86_400
    window.privacy.idle.tick()
    assert not window.privacy.cover.is_on()
    clock.turn(window.privacy.idle, 600)
    assert window.privacy.cover.is_on()


@pytest.mark.parametrize(
    ("state", "covered"),
    [
        (Qt.ApplicationState.ApplicationSuspended, True),
        (Qt.ApplicationState.ApplicationHidden, True),
        (Qt.ApplicationState.ApplicationInactive, False),
        (Qt.ApplicationState.ApplicationActive, False),
    ],
)
def test_the_system_putting_the_program_away_covers_and_another_window_in_front_does_not(
    window: MainWindow, clock: Clock, state: Qt.ApplicationState, covered: bool
) -> None:
    QApplication.instance().applicationStateChanged.emit(state)  # type: ignore[union-attr]
    assert window.privacy.cover.is_on() is covered


def test_covering_twice_and_uncovering_twice_is_harmless(window: MainWindow, clock: Clock) -> None:
    window.privacy.hide_now()
    window.privacy.hide_now()
    assert len(window.findChildren(Sheet)) == 1
    window.privacy.show_again()
    window.privacy.show_again()
    assert window.splitter.isVisible() and not window.privacy.cover.is_on()
