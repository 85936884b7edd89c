"""A window to act on for a long time: real events, every complaint of Qt and Python kept, begun again when asked."""

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from shiboken6 import isValid

from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow

TODAY = date(2026, 3, 12)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_OF_THE_PLATFORM = "This plugin does not support"


class Watch:
    """Keep what Qt warns of and what Python raises where nobody catches it."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._before: tuple[Any, ...] = ()

    def __enter__(self) -> "Watch":
        self._before = sys.excepthook, sys.unraisablehook, qInstallMessageHandler(self._on_message)
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda found: self.heard.append(f"unraisable: {found.exc_value!r} in {found.object!r}")
        return self

    def __exit__(self, *_found: object) -> None:
        sys.excepthook, sys.unraisablehook, handler = self._before
        qInstallMessageHandler(handler)

    def take(self) -> list[str]:
        """Return what was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard

    def _on_message(self, kind: QtMsgType, _where: object, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and _OF_THE_PLATFORM not in message:
            self.heard.append(f"Qt: {message}")

    def _on_exception(self, kind: type[BaseException], found: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
        self.heard.append(f"{kind.__name__}: {found} ({where})")


class Stage:
    """Hold one window at a time, in a folder of settings of its own."""

    def __init__(self, windows_last: int = 20) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="b12-stage-")
        self.folder = Path(self._folder.name)
        self._windows_last, self._uses = windows_last, 0
        self.window: MainWindow | None = None

    def begin(self) -> MainWindow:
        """Return a window in which nobody wrote anything, with the settings of the first start."""
        self._uses += 1
        if self.window is None or not self.window.isVisible() or self._uses % self._windows_last == 0:
            self.end()
            (self.folder / "window.ini").unlink(missing_ok=True)
            _app, self.window = build(["b12calc"], today=lambda: TODAY, settings=self.folder / "window.ini")
            self.window.show()
            self.window.activateWindow()
            self.window.live.wake()
        self.reset(self.window)
        return self.window

    def reset(self, window: MainWindow) -> None:
        """Begin a new patient under the preferences of the first start."""
        shut_others(window)
        if window.privacy.cover.is_on():
            window.privacy.show_again()
        for chooser, code in ((window.form.identity.pack, "uk"), (window.form.identity.limits, ""),
                              (window.clinic.chooser, "")):  # fmt: skip
            if chooser.code() != code:
                chooser.put(code)
                chooser.picked.emit()
        draft_off(window)
        if window.live.experimental:
            next(one for one in window.actions_.view.actions() if "cB12" in one.text()).trigger()
        if window.looks.choice != "light" or zoom() != 100:
            window.set_look("light", 100)
        window.resize(1366, 720)
        window.new()
        settle()

    def leave(self) -> None:
        """Close the window and take the folder away."""
        self.end()
        self._folder.cleanup()

    def end(self) -> None:
        """Close the window for good."""
        if self.window is not None:
            shut_others(self.window)
            draft_off(self.window)
            self.window.leaving.keep()
            self.window.close()
            self.window.deleteLater()
            self.window = None
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def zoom() -> int:
    """Return the text size in force."""
    from b12calc_ui.theme import look

    return look.zoom


def draft_off(window: MainWindow) -> None:
    """Switch the draft off, if it is on: another window may keep it then."""
    if window.privacy.draft.switch.isChecked():
        window.privacy.draft.switch.trigger()


def settle() -> None:
    """Let what was set off come to an end."""
    for _ in range(4):
        QApplication.processEvents()


def shut_others(window: MainWindow) -> None:
    """Close every list, dialog and second window."""
    for _ in range(5):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    for one in QApplication.topLevelWidgets():
        if isValid(one) and one is not window and one.isVisible():
            one.close()
    settle()


def type_over(field: QWidget, text: str) -> None:
    """Type over what stands in a field, key by key."""
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    for sign in text:
        type_sign(line, sign)


def type_sign(widget: QWidget, sign: str) -> None:
    """Type one sign; Qt's own hand for tests ends the process at one that is not ASCII."""
    if sign.isascii():
        QTest.keyClick(widget, sign)  # type: ignore[call-overload]
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def pick(choice: QComboBox, index: int) -> None:
    """Choose an entry of a list from the keyboard: open it, walk to the entry, take it."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down, ALT)
    settle()
    QTest.keyClick(choice.view(), Qt.Key.Key_Home)
    for _ in range(index % choice.count()):
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    wake_up(choice.window())


def wake_up(window: QWidget) -> None:
    """Give the keyboard back to a window: the offscreen platform leaves it with a list that was closed."""
    settle()
    window.activateWindow()
    settle()


def keys(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is; the window must be the one in front."""
    assert QApplication.activeWindow() is window, QApplication.activeWindow()
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


class PretendedDialog:
    """Answer the system's own dialogs, which no test can reach, with one path."""

    def __init__(self) -> None:
        self.path = ""
        self._kept: tuple[Callable[..., Any], Callable[..., Any]] | None = None

    def __enter__(self) -> "PretendedDialog":
        self._kept = QFileDialog.getOpenFileName, QFileDialog.getSaveFileName
        QFileDialog.getOpenFileName = lambda *_words: (self.path, "")  # type: ignore[method-assign]
        QFileDialog.getSaveFileName = lambda *_words: (self.path, "")  # type: ignore[method-assign]
        return self

    def __exit__(self, *_found: object) -> None:
        assert self._kept is not None
        QFileDialog.getOpenFileName, QFileDialog.getSaveFileName = self._kept  # type: ignore[method-assign]
