"""Knows how long nobody has touched the program, and when the computer slept or its screen was locked."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

CHOICES = (2, 5, 10, 20)
USUAL = 10
WARNING = 30
_TURN = 5_000
_SLEPT = 60
_INPUT = frozenset((
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
))  # fmt: skip
_AWAY = (Qt.ApplicationState.ApplicationHidden, Qt.ApplicationState.ApplicationSuspended)


class Idle(QObject):
    """Tell when nobody has touched the program for the chosen minutes, half a minute before, and when it is used again.

    ``clock`` returns seconds of the day's clock, which goes on while the computer sleeps.
    """

    soon = Signal()
    over = Signal()
    used = Signal()

    def __init__(self, parent: QObject, minutes: int = USUAL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self.minutes, self._clock = minutes, clock
        self._last = self._ticked = clock()
        self._warned = False
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.setInterval(_TURN)
        self.timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Begin to watch: every window that gets the keyboard, from now on."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        app.applicationStateChanged.connect(self._on_state)
        self._watch(QGuiApplication.focusWindow())
        self.touch()
        self.timer.start()

    def touch(self) -> None:
        """Take it that somebody is there, now."""
        self._last = self._ticked = self._clock()
        if self._warned:
            self._warned = False
            self.used.emit()

    def tick(self) -> None:
        """See how long it has been; a turn that comes far too late means that the computer slept."""
        now = self._clock()
        slept, self._ticked = now - self._ticked > _SLEPT, now
        self._last = min(self._last, now)
        idle = now - self._last
        if slept or idle >= self.minutes * 60:
            self.over.emit()
        elif idle >= self.minutes * 60 - WARNING and not self._warned:
            self._warned = True
            self.soon.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note input and let it pass; on the window itself, since few events come by there.

        The first input after sleep may come before the next turn of the timer: it is swallowed and the window covered.
        """
        if event.type() not in _INPUT:
            return False
        slept = self._clock() - self._ticked > _SLEPT
        self.touch()
        if slept:
            self.over.emit()
        return slept

    def _watch(self, window: "QWindow | None") -> None:
        if window is not None:
            window.installEventFilter(self)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state in _AWAY:
            self.over.emit()
