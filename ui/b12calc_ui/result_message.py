"""The line under a result: what was understood, whether it counts, or what is asked before the value is used."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QWidget

from b12calc_ui.controls import FlatButton, LongWords, Words, control_height
from b12calc_ui.flow import Flow
from b12calc_ui.row_state import Reading
from b12calc_ui.settled import Settled
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.theme import look

_BETWEEN, _EDGE = 8, 16


class RowKeys:
    """Hold the keys a message listens to anywhere in its row, so that several rows may ask at once."""

    def __init__(self, row: QWidget) -> None:
        self._row, self._keys = row, list[QShortcut]()

    def give(self, button: FlatButton, number: int) -> None:
        """Let Alt and this number press a button, and let its tip say so."""
        keys = f"Alt+{number}"
        button.setToolTip(tr("{tip} ({keys})", tip=button.accessibleName() or button.text(), keys=keys))
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut = QShortcut(QKeySequence(keys), self._row, context=context)
        shortcut.activated.connect(button.click)
        self._keys.append(shortcut)

    def free(self) -> None:
        """Let the keys be free again."""
        for shortcut in self._keys:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._keys.clear()


def leave(piece: QWidget) -> None:
    """Take a piece out of its row."""
    # Hidden first: a layout may still be about to show it, and without a parent that would open a window.
    piece.hide()
    piece.setParent(None)
    piece.deleteLater()


class ResultMessage(Settled):
    """Echo a value, or ask which number is meant or whether an unusual one is right; its words change in place."""

    def __init__(self, choose: Callable[[str, str], None], confirm: Callable[[str], None], row: QWidget) -> None:
        super().__init__(row)
        self._choose, self._confirm, self._keys = choose, confirm, RowKeys(row)
        self._near, self._asked = 4, tuple[str, ...](("", ""))
        self.buttons: list[FlatButton] = []
        self.words = Words("", 0.9)
        self.words.setParent(self)
        self.words.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, reading: Reading, remark: str) -> bool:
        """Say how a row was read, with what is asked of it; return whether the buttons are other ones now."""
        mark = "" if not reading.sentence else "▲ " if reading.standing == "wrong" else "? "
        said = " ".join(filter(None, (reading.sentence, reading.echo)))
        self.words.setForegroundRole(QPalette.ColorRole.WindowText if mark else QPalette.ColorRole.PlaceholderText)
        self.words.setText(mark + " · ".join(filter(None, (said, remark))))
        asked = (reading.where, reading.confirm, *reading.readings)
        new = asked[1:] != self._asked[1:] or (bool(self.buttons) and asked != self._asked)
        if new:
            self._ask(reading)
        self._asked = asked
        self.settle()
        return new

    def indent(self, near: int) -> None:
        """Begin at this distance from the edge of the row."""
        if near != self._near:
            self._near = near
            self.settle()

    def go(self) -> None:
        """Leave the row, and let its keys be free again."""
        self._keys.free()
        leave(self)

    def place(self) -> None:
        """Put the words first and the buttons behind them."""
        room = self._room(self.width())
        self.put(self.words, self._near, 0, room, self.height())
        at = self._near + room + _BETWEEN
        for button in self.buttons:
            size = button.sizeHint()
            self.put(button, at, (self.height() - size.height()) // 2, size.width(), size.height())
            at += size.width() + _BETWEEN

    def heightForWidth(self, width: int) -> int:
        """Return one height for every short message: the rows below stand still while a value is typed."""
        return max(control_height(), self.words.heightForWidth(self._room(width)))

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return QSize(self.minimumSizeHint().width() + self.words.sizeHint().width(), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a word and all buttons."""
        return QSize(look.px(120) - self._room(0), control_height())

    def _room(self, width: int) -> int:
        """Return how wide the words may be."""
        return width - self._near - sum(button.sizeHint().width() + _BETWEEN for button in self.buttons)

    def _ask(self, reading: Reading) -> None:
        self._keys.free()
        for button in self.buttons:
            leave(button)
        self.buttons = []
        for text in reading.readings:
            button = self._button(FlatButton(text, tr("I mean {number}", number=text)))
            button.clicked.connect(lambda _on=False, text=text: self._choose(reading.where, text))
        if reading.confirm:
            button = self._button(FlatButton(tr("Confirm {value}", value=reading.confirm)))
            button.clicked.connect(lambda: self._confirm(reading.confirm))

    def _button(self, button: FlatButton) -> FlatButton:
        button.setParent(self)
        button.show()
        self.buttons.append(button)
        self._keys.give(button, len(self.buttons))
        return button


class UnitQuestion(QWidget):
    """Ask which unit the report prints, where the other one would put the figure in another band."""

    def __init__(self, reading: Reading, other: str, settle: Callable[[str], None], remark: str, row: QWidget) -> None:
        super().__init__(row)
        self.setMinimumHeight(control_height())
        self._keys = RowKeys(row)
        entry = reading.entry or {}
        figure = f"{entry['comparator'] or ''}{entry['value']}"
        units = (str(entry["unit"]), other)
        one, two = map(shown_unit, units)
        self._line = line = Flow(self, across=_BETWEEN)
        line.setContentsMargins(4, 0, 0, 0)
        sentence = tr("{figure}: {one} or {two}? The other unit would put it in another band.",
                      figure=figure, one=one, two=two)  # fmt: skip
        self.words = LongWords("? " + sentence, 0.9)
        line.addWidget(self.words)
        for number, unit in enumerate(units, 1):
            words = tr("The report says {unit}", unit=shown_unit(unit))
            button = FlatButton(words if unit == units[0] else shown_unit(unit), words)
            button.setAccessibleDescription(sentence)
            button.clicked.connect(lambda _on=False, unit=unit: settle(unit))
            self._keys.give(button, number)
            line.addWidget(button)
        if remark:
            line.addWidget(LongWords(remark, 0.9))

    def indent(self, _near: int) -> None:
        """Begin at the edge of the row whatever the distance: these are many words."""
        right = self.isRightToLeft()
        self._line.setContentsMargins(0 if right else _EDGE, 2, _EDGE if right else 0, 0)

    def go(self) -> None:
        """Leave the row, and let its keys be free again."""
        self._keys.free()
        leave(self)
