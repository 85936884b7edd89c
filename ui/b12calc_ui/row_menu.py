"""The sign at the end of a result: it opens the menu of the row, and two keys on it need no menu."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from b12calc_ui.controls import FlatButton
from b12calc_ui.texts import tr

_OPENS = (Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowDeed(NamedTuple):
    """Hold one entry of the menu, the keys that do it on the sign itself, and what it does."""

    words: str
    keys: tuple[Qt.Key, ...]
    do: Callable[[], object]


class RowSign(FlatButton):
    """Offer what can be done with a result besides typing it."""

    def __init__(self, title: str, deeds: tuple[RowDeed, ...]) -> None:
        super().__init__("⋯", tr("{name}: more for this result", name=title), framed=False)
        self.deeds = deeds
        self.setToolTip(tr("Another date, a comment, or remove"))
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """Show the menu below the sign; made when it is asked for, and gone when it closes."""
        menu = QMenu(self)
        for deed in self.deeds:
            menu.addAction(deed.words).triggered.connect(lambda _on=False, deed=deed: deed.do())
        menu.aboutToHide.connect(menu.deleteLater)
        left = 0 if self.isRightToLeft() else self.width() - menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(left, self.height())))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu, or do at once what a key stands for."""
        at_once = next((deed for deed in self.deeds if event.key() in deed.keys), None)
        if event.key() in _OPENS:
            self.open_menu()
        elif at_once is not None:
            at_once.do()
        else:
            super().keyPressEvent(event)
