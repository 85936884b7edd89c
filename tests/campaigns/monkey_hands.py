"""The hands of the monkey: events as plain data, and how each is done wherever it happens to land."""

import time
from random import Random
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from shiboken6 import isValid

from b12calc_ui.main_window import MainWindow
from tests.ui.window_reading import seen
from tests.ui.window_stage import settle, shut_others, type_sign

Event = tuple[Any, ...]
_KEY, _MODIFIER = Qt.Key, Qt.KeyboardModifier
PLAIN: Final = (_KEY.Key_Tab, _KEY.Key_Backtab, _KEY.Key_Up, _KEY.Key_Down, _KEY.Key_Left, _KEY.Key_Right,
                _KEY.Key_Home, _KEY.Key_End, _KEY.Key_PageUp, _KEY.Key_PageDown, _KEY.Key_Return, _KEY.Key_Escape,
                _KEY.Key_Space, _KEY.Key_Delete, _KEY.Key_Backspace, _KEY.Key_Y, _KEY.Key_N, _KEY.Key_Question,
                _KEY.Key_F6, _KEY.Key_Insert, _KEY.Key_Menu, _KEY.Key_Enter)  # fmt: skip
WITH_CONTROL: Final = "NOZYKR1234AXCVEKZYL=-"
SELDOM: Final = ("Ctrl+S", "Ctrl+P", "Ctrl+Shift+S", "Ctrl+Shift+C", "Ctrl+Q", "F1", "Ctrl+F1", "Ctrl+B", "Alt+F4",
                 "Alt+1", "Alt+2", "Alt+Down", "Alt+F", "F10", "Ctrl+Shift+Z")  # fmt: skip
SIGNS: Final = "0123456789142.,<>=~ ynYNabmgL/pos2026-03-éß≤µ"
HOSTILE: Final = (
    "142 ng/L", "<script>alert(1)</script>", "'; DROP TABLE patients; --", "%s %n {0} {name}", "\x00\x01\x07\x1b[31m",
    "\u202eevil", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚", "😀" * 40, "9" * 4000, "1e309", "-1", "NaN", "12 Mar 2026", "2026-03-10",
    "line\r\nline\r\n142 ng/L",
    "١٢٣", "１４２", "a" * 70_000, "<b>Jane</b> &amp; <a href='fault:9'>x</a>", "\ud800", "1.234,5", "0" * 30, "\t\t\t",
)  # fmt: skip
KINDS: Final = {"sign": 30, "key": 22, "control": 8, "seldom": 1, "click": 16, "double": 3, "wheel": 8, "drag": 3,
                "resize": 1, "paste": 3, "focus": 3, "right": 1, "turn": 1}  # fmt: skip
_LONG: Final = 1.0  # seconds that no deed takes but one in which something is waited for
_NAMES, _WEIGHTS = tuple(KINDS), tuple(KINDS.values())


def draw(chance: Random) -> Event:
    """Return one event as plain data: its kind, where in the window as a share of it, and which of a list."""
    kind = chance.choices(_NAMES, _WEIGHTS)[0]
    return kind, round(chance.random(), 4), round(chance.random(), 4), chance.randrange(1 << 16)


class Hands:
    """Do events to a window; whatever stands in front of it gets them, as with a person."""

    def __init__(self, window: MainWindow) -> None:
        self.hold(window)
        self._resting, self._began = False, time.monotonic()
        self._wait()

    def hold(self, window: MainWindow) -> None:
        """Go on at another window."""
        self.window = window

    def rest(self) -> None:
        """Let go."""
        self._resting = True

    def do(self, event: Event) -> str:
        """Do one event; return what went wrong, or an empty text."""
        kind, across, down, number = event
        self._began = time.monotonic()
        if kind == "wheel":
            settle()
        target = self._front()
        if kind == "wheel":
            self._take_list(target, number)
        before = seen(self.window) if kind == "wheel" else {}
        try:
            getattr(self, f"_{kind}")(target, across, down, number)
            QApplication.processEvents()
        except Exception as fault:
            return f"{type(fault).__name__}: {fault}"
        if kind == "wheel":
            settle()
            after = seen(self.window)
            changed = {key: (text, after.get(key)) for key, text in before.items() if after.get(key) != text}
            return f"the wheel changed {changed}" if changed else ""
        return ""

    def come_back(self) -> None:
        """Shut what stands in front, uncover, and take the keyboard to the window."""
        shut_others(self.window)
        if self.window.privacy.cover.is_on():
            self.window.privacy.show_again()
        self.window.activateWindow()
        settle()

    def _front(self) -> QWidget:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        front = popup or modal or QApplication.activeWindow()
        if front is None or not isValid(front) or not front.isVisible():
            self.window.activateWindow()
            return self.window
        return front

    def _wait(self) -> None:
        """Come back in a while: a dialog of the system runs a loop of its own, and only a timer closes it from inside.

        A timer of its own each time: none is called again inside its own call, where one dialog's end opens the next.
        """
        QTimer.singleShot(30, self._close_modal)

    def _close_modal(self) -> None:
        if self._resting:
            return
        self._wait()
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        # Those of the system, and the one of our own that the program waits for.
        waited_for = ("PySide6", "b12calc_ui.password")
        waits = isinstance(modal, QDialog) and type(modal).__module__.startswith(waited_for)
        # A menu that a press opens, or a dialog over another, may hold a deed as well.
        held = time.monotonic() - self._began > _LONG
        if popup is not None and held:
            popup.close()
        elif isinstance(modal, QDialog) and (waits or held):
            modal.reject()

    @staticmethod
    def _at(target: QWidget, across: float, down: float) -> tuple[QWidget, QPoint]:
        place = QPoint(int(across * target.width()), int(down * target.height()))
        child = target.childAt(place) or target
        return child, child.mapFrom(target, place)

    @staticmethod
    def _typist(target: QWidget) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None and isValid(focus) and focus.isVisible() else target

    def _sign(self, target: QWidget, _across: float, _down: float, number: int) -> None:
        type_sign(self._typist(target), SIGNS[number % len(SIGNS)])

    def _key(self, target: QWidget, _across: float, _down: float, number: int) -> None:
        modifier = (_MODIFIER.NoModifier, _MODIFIER.NoModifier, _MODIFIER.ShiftModifier)[number % 3]
        QTest.keyClick(self._typist(target), PLAIN[number % len(PLAIN)], modifier)

    def _control(self, target: QWidget, _across: float, _down: float, number: int) -> None:
        sign = WITH_CONTROL[number % len(WITH_CONTROL)]
        QTest.keyClick(self._typist(target), Qt.Key(ord(sign)), _MODIFIER.ControlModifier)

    def _seldom(self, target: QWidget, _across: float, _down: float, number: int) -> None:
        QTest.keySequence(self._typist(target), SELDOM[number % len(SELDOM)])

    def _click(self, target: QWidget, across: float, down: float, number: int) -> None:
        child, place = self._at(target, across, down)
        modifier = _MODIFIER.ShiftModifier if number % 9 == 0 else _MODIFIER.NoModifier
        QTest.mouseClick(child, Qt.MouseButton.LeftButton, modifier, place)

    def _double(self, target: QWidget, across: float, down: float, _number: int) -> None:
        child, place = self._at(target, across, down)
        QTest.mouseDClick(child, Qt.MouseButton.LeftButton, _MODIFIER.NoModifier, place)

    def _right(self, target: QWidget, across: float, down: float, number: int) -> None:
        child, place = self._at(target, across, down)
        button = Qt.MouseButton.RightButton if number % 2 else Qt.MouseButton.MiddleButton
        QTest.mouseClick(child, button, _MODIFIER.NoModifier, place)

    def _wheel(self, target: QWidget, across: float, down: float, number: int) -> None:
        child, place = self._at(target, across, down)
        focused = QApplication.focusWidget()
        if number % 2 and target is self.window and isinstance(focused, QComboBox):
            child, place = focused, focused.rect().center()
        step = QPoint(0, 120 if number % 6 < 3 else -120)
        where = QPointF(child.mapToGlobal(place))
        modifier = _MODIFIER.ControlModifier if number % 5 == 0 else _MODIFIER.NoModifier
        event = QWheelEvent(QPointF(place), where, QPoint(), step, Qt.MouseButton.NoButton, modifier,
                            Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(child, event)

    def _take_list(self, target: QWidget, number: int) -> None:
        """Take the keyboard to a list, where a wheel does harm; the field that is left writes its words anew first."""
        lists = [one for one in self.window.findChildren(QComboBox) if one.isVisible() and one.isEnabled()]
        if number % 2 and target is self.window and lists:
            lists[number // 2 % len(lists)].setFocus()
            settle()

    def _drag(self, target: QWidget, across: float, down: float, number: int) -> None:
        child, place = self._at(target, across, down)
        end = place + QPoint(number % 400 - 200, number // 400 % 160 - 80)
        QTest.mousePress(child, Qt.MouseButton.LeftButton, _MODIFIER.NoModifier, place)
        if isValid(child):
            move = QMouseEvent(QEvent.Type.MouseMove, QPointF(end), QPointF(child.mapToGlobal(end)),
                               Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, _MODIFIER.NoModifier)  # fmt: skip
            QApplication.sendEvent(child, move)
            QTest.mouseRelease(child, Qt.MouseButton.LeftButton, _MODIFIER.NoModifier, end)

    def _resize(self, _target: QWidget, across: float, down: float, _number: int) -> None:
        self.window.resize(320 + int(across * 1300), 240 + int(down * 900))

    def _paste(self, target: QWidget, _across: float, _down: float, number: int) -> None:
        QApplication.clipboard().setText(HOSTILE[number % len(HOSTILE)])
        QTest.keyClick(self._typist(target), _KEY.Key_V, _MODIFIER.ControlModifier)

    def _focus(self, _target: QWidget, _across: float, _down: float, number: int) -> None:
        stops = [one for one in self.window.findChildren(QWidget)
                 if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible() and one.isEnabled()]  # fmt: skip
        if stops:
            stops[number % len(stops)].setFocus()

    def _turn(self, _target: QWidget, _across: float, _down: float, number: int) -> None:
        """Choose theme or size, cover the window, or switch the indicator."""
        named = [one for one in self.window.findChildren(QAction)
                 if one.isEnabled() and (one.isCheckable() or "now" in one.text())]  # fmt: skip
        named[number % len(named)].trigger()
