"""The work list after an audit: what became of the rows, chips that narrow it, the table, and what is done with it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.audit_chips import Chips
from b12calc_ui.audit_model import WorkModel, title, worded
from b12calc_ui.audit_setup import strip, wrapped
from b12calc_ui.audit_view import WorkTable
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, TextField, chain
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.audit import AuditCount
    from b12calc_ui.audit_list import WorkList

_TYPING: Final = 200  # milliseconds


class WorkPage(QWidget):
    """Show a list; ``opened`` carries the row of a patient who is to be opened, the other signals are wishes."""

    opened = Signal(int)
    summary = Signal()
    refused = Signal()
    save = Signal()
    again = Signal()

    def __init__(self, made: "WorkList", count: "AuditCount") -> None:
        super().__init__()
        self.model = WorkModel(made)
        self.table = WorkTable(self.model)
        self.chips = Chips(made)
        self.number = TextField(tr("Number holds"), 12)
        self.filter = FlatButton(tr("&Filter"), tr("Show or hide the filters"))
        self.filter.setCheckable(True)
        names = self.model.columns
        self.order = Choice(tr("Order by"), [(name, title(name)) for name in names], 16, None)
        self.order.put("urgency")
        self.shown, self.about = wrapped("", muted=True), wrapped("")
        self.open = FlatButton(tr("&Open the patient"), main=True)
        self.plots, self.out = FlatButton(tr("S&ummary")), FlatButton(tr("&Refused rows"))
        self.out.setEnabled(bool(count.refused))
        self.keep, self.anew = FlatButton(tr("&Save this list…")), FlatButton(tr("&Another audit"))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._arrange(_told(made, count))
        self._listen()
        self._on_reordered()

    def open_current(self) -> None:
        """Wish for the patient of the row in use."""
        row = self.table.currentIndex().row()
        if row >= 0:
            self.opened.emit(self.model.rows[row])

    def fold(self, open_: bool) -> None:
        """Show the chips, or hide them where room is wanted for the table; those pressed still count."""
        self.filter.setChecked(open_)
        self.chips.setVisible(open_)

    def restyle(self) -> None:
        """Leave room for two rows at any text size."""
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)

    def narrow(self) -> None:
        """Show what chips and number ask for."""
        self.model.wanted.words = self.chips.words()
        self.model.wanted.number = self.number.text().strip()
        self.model.choose()
        announce(self, self.shown.text())

    def _on_order(self) -> None:
        self.model.wanted.column, self.model.wanted.falling = self.order.code(), False
        self.model.choose()

    def _on_reordered(self) -> None:
        self.order.put(self.model.wanted.column)
        whole, count = len(self.model.list), len(self.model.rows)
        words = tr("{count} of {whole} shown", count=f"{count:,}", whole=f"{whole:,}")
        pressed = self.chips.pressed()
        if pressed:
            words = tr("{words}: {chosen}", words=words, chosen=", ".join(pressed))
        self.shown.setText(words)
        if count:
            self.table.go(0)
        self._on_moved(self.table.currentIndex().row())

    def _on_moved(self, row: int) -> None:
        self.open.setEnabled(row >= 0)
        if row < 0 or row >= len(self.model.rows):
            self.about.setText("")
            return
        said = worded(self.model.list.cells(self.model.rows[row]))
        self.about.setText(" · ".join(tr("{title}: {words}", title=title(name), words=said[name])
                                      for name in ("id", "status", "missing", "next_tests", "next_review")
                                      if said.get(name)))  # fmt: skip

    def _listen(self) -> None:
        self.model.reordered.connect(self._on_reordered)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda row: self.opened.emit(self.model.rows[row]))
        self.chips.changed.connect(self.narrow)
        self.number.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.narrow)
        self.order.picked.connect(self._on_order)
        self.open.clicked.connect(self.open_current)
        self.filter.toggled.connect(self.fold)
        for button, wish in ((self.plots, self.summary), (self.out, self.refused), (self.keep, self.save),
                             (self.anew, self.again)):  # fmt: skip
            button.clicked.connect(wish)

    def _arrange(self, told: str) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, look.px(8), 0)
        inner.setSpacing(look.px(6))
        inner.addWidget(wrapped(told))
        inner.addWidget(strip(Captioned(tr("Number holds"), self.number), Captioned(tr("Order by"), self.order),
                              Captioned(" ", self.filter)))  # fmt: skip
        inner.addWidget(self.chips)
        inner.addWidget(self.shown)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.about)
        inner.addWidget(strip(self.open, self.plots, self.out, self.keep, self.anew))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollColumn(page, tr("Work list and what is done with it")))
        self.restyle()
        chain(self.number, self.order, self.filter, *self.chips.stops(), self.table, self.open, self.plots,
              self.out, self.keep, self.anew)  # fmt: skip
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(made: "WorkList", count: "AuditCount") -> str:
    words = tr("{rows} patients: {classed} classed, {refused} refused. Written to {name}.", rows=f"{count.rows:,}",
               classed=f"{count.classed:,}", refused=f"{count.refused:,}", name=made.target.name)  # fmt: skip
    if made.more:
        return tr("{words} The list shows the first {count}; the file holds all.", words=words,
                  count=f"{len(made):,}")  # fmt: skip
    return words
