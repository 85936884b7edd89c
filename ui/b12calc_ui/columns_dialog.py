"""Name the columns of a table: its first rows as they are, above each column a choice, below what the choices give."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.columns_card import ColumnCard
from b12calc_ui.columns_words import refusal
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.manual import offer_help
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.tick_box import TickBox

if TYPE_CHECKING:
    from b12calc.exchange.incoming.mapping import ColumnMap, Use
    from b12calc_ui.columns_trial import Trial


class ColumnsDialog(QDialog):
    """Ask what each column holds; accepted, ``mapping`` says it. Nothing is taken over here."""

    def __init__(self, trial: "Trial", uses: "Sequence[Use | None]", may_keep: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Name the columns"))
        self._trial, self._columns = trial, trial.columns
        self.cards = [
            ColumnCard(place + 1, heading, [row[place] if place < len(row) else "" for row in self._columns.rows],
                       self._columns.guesses[place], uses[place])
            for place, heading in enumerate(self._columns.headings)
        ]  # fmt: skip
        self.counts, self.trouble = _wrapped(), _wrapped()
        self.keep = TickBox(tr("Remember this on this computer for tables with the same headings"))
        self.keep.setChecked(may_keep)
        self.keep.setVisible(may_keep)
        self.not_kept = _wrapped(tr("This is not remembered: a heading looks like a date, a figure or a patient's."))
        self.not_kept.setVisible(not may_keep)
        self.go, self.leave = FlatButton(tr("&Show the results"), main=True), FlatButton(tr("Leave"))
        self.save = FlatButton(tr("Save as a file…"))
        self.save.setVisible(may_keep)
        self._arrange()
        self._listen()
        self._count()
        offer_help(self)
        self.resize(QSize(look.px(1180), look.px(640)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def uses(self) -> "tuple[Use, ...]":
        """Return what was chosen for each column."""
        return tuple(card.use() for card in self.cards)

    def mapping(self) -> "ColumnMap":
        """Return what was chosen, by the headings."""
        return self._columns.mapping(self.uses())

    def accept(self) -> None:
        """Go on to the review, or say in one sentence what stands in the way and go there."""
        wrong = self._obstacle()
        if wrong is None:
            super().accept()
            return
        place, sentence = wrong
        self._say(sentence)
        self.cards[place].holds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        wrong = self._obstacle()
        if wrong is not None:
            self._say(wrong[1])
            return
        from b12calc_ui.columns_file import save

        said = save(self.mapping(), self)
        self.trouble.setText(said)
        self.trouble.setAccessibleName(said)
        self.trouble.setVisible(bool(said))
        announce(self, said)

    def _obstacle(self) -> tuple[int, str] | None:
        from b12calc.exchange.incoming.mapping import clash

        uses = self.uses()
        if found := clash(uses):
            return found[0], refusal(found[1], uses[found[0]].holds)
        held = {use.holds for use in uses}
        long = "analyte" in held and held & {"value", "finding", "day"}
        if not long and not any(use.test or use.holds.endswith("_finding") for use in uses):
            return 0, tr("No column holds results yet. Choose the test of a column, or one column for the test's name "
                         "and one for its value.")  # fmt: skip
        return None

    def _count(self) -> None:
        self._say("")
        nothing = tr("With these choices no result is read yet.")
        said = nothing if self._obstacle() else self._trial.said(self.mapping())
        self.counts.setText(said)
        self.counts.setAccessibleName(said)

    def _on_changed(self) -> None:
        self._count()
        announce(self, self.counts.text())

    def _say(self, sentence: str) -> None:
        self.trouble.setText(f"▲ {sentence}" if sentence else "")
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _listen(self) -> None:
        for card in self.cards:
            card.changed.connect(self._on_changed)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.save.setAutoDefault(False)
        self.leave.setAutoDefault(False)
        self.go.setDefault(True)
        stops = [stop for card in self.cards for stop in (card.holds, card.unit)]
        chain(*stops, self.keep, self.go, self.save, self.leave)
        first = next((card for card in self.cards if not card.holds.code()), self.cards[0])
        first.holds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        table = QWidget()
        table.setMinimumWidth(1)
        cards = Flow(table, across=0, down=0)
        cards.setContentsMargins(0, 0, 0, 0)
        for card in self.cards:
            cards.addWidget(card)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, look.px(8), 0)
        inner.setSpacing(look.px(8))
        inner.addWidget(_wrapped(tr("Say above each column what it holds. Units are never guessed. Nothing enters the "
                                    "form here: the results go to the review.")))  # fmt: skip
        for one in (table, self.keep, self.not_kept):
            inner.addWidget(one)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(8), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(ScrollColumn(page, tr("Columns of the table")), 1)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(self.counts)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = Flow(foot, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.go)
        line.addWidget(self.save)
        line.addWidget(self.leave)
        return foot


def _wrapped(words: str = "") -> Words:
    made = Words(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
