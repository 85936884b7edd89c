"""One line above results from a table: which columns were not read, or that they were named; and the way to do it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from b12calc_ui.controls import FlatButton, LongWords
from b12calc_ui.flow import Flow
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.columns_table import Table

_NAMED: Final = 3


class ColumnsLine(QWidget):
    """Say how the columns were read; the button leads to where they are named."""

    def __init__(self, table: "Table", name: "Callable[[Table], object]") -> None:
        super().__init__()
        self.setMinimumWidth(1)
        self.words = LongWords(_sentence(table))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = FlatButton(offer(table), tr("{offer} {why}", offer=offer(table), why=self.words.text()))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: name(table))
        line = Flow(self, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words)
        line.addWidget(self.button)


def offer(table: "Table") -> str:
    """Return the words of the button."""
    return tr("Name the columns…") if table.named is None else tr("Change…")


def _sentence(table: "Table") -> str:
    if table.named is not None and table.remembered:
        return tr("The columns were read as you named them before for these headings.")
    if table.named is not None:
        return tr("The columns were read as you named them.")
    names = ", ".join(table.columns.unread[:_NAMED])
    if len(table.columns.unread) > _NAMED:
        return tr("Columns not read: {names} and {count} more.", names=names,
                  count=len(table.columns.unread) - _NAMED)  # fmt: skip
    return tr("Columns not read: {names}.", names=names)
