"""A blank sheet over every window of the program: nobody who walks past reads the case, and nothing of it is lost."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Sheet(QWidget):
    """Cover one window; what it covers is hidden too, so that a screen reader finds nothing under it either."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAccessibleName("b12calc")
        self.setAccessibleDescription(tr("The window is covered. Any key or click shows it again."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pieces = [piece for piece in over.children() if isinstance(piece, QWidget) and piece is not self]
        self._pieces = [piece for piece in pieces if not piece.isWindow() and not piece.isHidden()]
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for piece in self._pieces:
            piece.hide()

    def lift(self) -> None:
        """Show again what was covered."""
        self._over.removeEventFilter(self)
        for piece in self._pieces:
            if isValid(piece):
                piece.show()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name of the program on empty paper, and nothing else."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("window"))
        painter.drawRect(self.rect())
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font(1.25, bold=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "b12calc")


class Cover(QObject):
    """Put the sheets on and take them off; the key or click that takes them off does nothing else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets: list[Sheet] = []
        self._focus: QWidget | None = None
        self._held = False

    def is_on(self) -> bool:
        """Tell whether the windows are covered."""
        return bool(self._sheets)

    def put_on(self) -> None:
        """Cover every window in sight; an open list or menu is closed first."""
        if self._sheets:
            return
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        QToolTip.hideText()
        self._focus = QApplication.focusWidget()
        windows = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() not in _PASSING
        ]
        self._sheets = [Sheet(window) for window in windows]
        self._held = False
        if self._sheets:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def take_off(self) -> None:
        """Show everything as it was, with the keyboard where it was."""
        sheets, self._sheets = self._sheets, []
        for sheet in sheets:
            if isValid(sheet):
                sheet.lift()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
        if not self._held:
            self._let_go()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the sheets off at a key or click, and keep that key from everything else until it is let go."""
        kind = event.type()
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride:
                return self._claim(event)
            return self._on_key(event)
        if kind in _PRESSES and self.is_on():
            self.take_off()
            return True
        return False

    def _claim(self, event: QKeyEvent) -> bool:
        """Claim a key before any shortcut does, so that it comes by as a plain key."""
        ours = self.is_on() or event.isAutoRepeat()
        if ours:
            event.accept()
        return ours

    def _on_key(self, event: QKeyEvent) -> bool:
        """Swallow what uncovers; Shift and its kind do so when let go, or Ctrl would uncover for the Z behind it."""
        pressed = event.type() == QEvent.Type.KeyPress
        if self.is_on():
            if pressed != (event.key() in _MODIFIERS):
                self._held = pressed
                self.take_off()
            return True
        if not pressed and not event.isAutoRepeat() and event.key() not in _MODIFIERS:
            self._let_go()
        return pressed and event.isAutoRepeat()

    def _let_go(self) -> None:
        self._held = False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
