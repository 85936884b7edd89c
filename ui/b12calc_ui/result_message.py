"""The line under a result: what was understood, whether it counts, or what is asked before the value is used."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from b12calc_ui.controls import FlatButton, LongWords, Words, control_height
from b12calc_ui.flow import Flow
from b12calc_ui.result_entry import Reading
from b12calc_ui.texts import shown_unit, tr


class Below(QWidget):
    """Stand below a row for a while, with the keys it listens to; a long one begins at the left edge of the row."""

    long = False

    def __init__(self, row: QWidget) -> None:
        super().__init__(row)
        # One height for every kind of message: the rows below stand still while a value is typed.
        self.setMinimumHeight(control_height())
        self._row, self._keys = row, list[QShortcut]()

    def listen(self, keys: str, deed: Callable[[], object]) -> None:
        """Do something when these keys are pressed anywhere in the row, so that several rows may ask at once."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut = QShortcut(QKeySequence(keys), self._row, context=context)
        shortcut.activated.connect(deed)
        self._keys.append(shortcut)

    def keyed(self, button: FlatButton, number: int) -> FlatButton:
        """Let Alt and this number press a button, and let its tip say so."""
        keys = f"Alt+{number}"
        button.setToolTip(tr("{tip} ({keys})", tip=button.accessibleName() or button.text(), keys=keys))
        self.listen(keys, button.click)
        return button

    def go(self) -> None:
        """Leave the row, and let its keys be free again."""
        for shortcut in self._keys:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        # Hidden first: its layout may still be about to show it, and without a parent that would open a window.
        self.hide()
        self.setParent(None)
        self.deleteLater()


class ResultMessage(Below):
    """Echo a value, or ask which number is meant or whether an unusual one is right."""

    def __init__(
        self,
        reading: Reading,
        choose: Callable[[str, str], None],
        confirm: Callable[[str], None],
        remark: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(8)
        mark = "" if not reading.sentence else "▲ " if reading.standing == "wrong" else "? "
        said = " ".join(filter(None, (reading.sentence, reading.echo)))
        words = Words(mark + " · ".join(filter(None, (said, remark))), 0.9, muted=not mark)
        words.setWordWrap(True)
        line.addWidget(words, 1)
        for number, text in enumerate(reading.readings, 1):
            button = FlatButton(text, tr("I mean {number}", number=text))
            button.clicked.connect(lambda _on=False, text=text: choose(reading.where, text))
            line.addWidget(self.keyed(button, number))
        if reading.confirm:
            button = FlatButton(tr("Confirm {value}", value=reading.confirm))
            button.clicked.connect(lambda: confirm(reading.confirm))
            line.addWidget(self.keyed(button, 1))


class UnitQuestion(Below):
    """Ask which unit the report prints, where the other one would put the figure in another band."""

    long = True

    def __init__(self, reading: Reading, other: str, settle: Callable[[str], None], remark: str, row: QWidget) -> None:
        super().__init__(row)
        entry = reading.entry or {}
        figure = f"{entry['comparator'] or ''}{entry['value']}"
        units = (str(entry["unit"]), other)
        one, two = map(shown_unit, units)
        line = Flow(self, across=8)
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
            line.addWidget(self.keyed(button, number))
        if remark:
            line.addWidget(LongWords(remark, 0.9))
