"""The first page of the practice audit: the table, what its columns hold, and by what it is judged."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc.models.vocabulary import PACKS
from b12calc.models.wording import label
from b12calc_ui.audit_card import AuditCard
from b12calc_ui.audit_said import Said
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.section_head import SectionHead
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.tick_box import TickBox

if TYPE_CHECKING:
    from b12calc_ui.audit_look import Seen

MOST_CARDS: Final = 80
_NAMED: Final = 6


class Setup(QWidget):
    """Take the answers; ``edited`` says that they changed, what is done with them is the window's."""

    edited = Signal()

    def __init__(self, judged: tuple[str, str], laboratories: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.seen: Seen | None = None
        self.cards: list[AuditCard] = []
        self.choose = FlatButton(tr("Choose a &table…"), main=True)
        self.about = wrapped(tr("No table is chosen yet. A CSV or Parquet file can also be dropped on this window."))
        self.columns = wrapped("")
        self.pack = Choice(tr("Guideline"), [(pack, label("pack", pack)) for pack in PACKS], 26, None)
        self.limits = Choice(tr("Laboratory"), laboratories, 26, tr("limits of the guideline"))
        self.pack.put(judged[0])
        self.limits.put(judged[1])
        self.load, self.save = FlatButton(tr("&Load mapping…")), FlatButton(tr("&Save mapping…"))
        self.all = FlatButton(tr("Show &all columns"))
        self.keep = TickBox(tr("Remember this on this computer for tables with the same headings"))
        self.keep.setChecked(True)
        self.trouble = wrapped("")
        self.run = FlatButton(tr("&Run the audit…"), main=True)
        self._arrange()
        self.all.clicked.connect(self._show_all)
        self._tell()

    def take(self, seen: "Seen", said: Mapping[str, Said]) -> None:
        """Show a table with what is already said of its columns; those that are not known are asked about."""
        self.seen = seen
        self.about.setText(tr("{name}: {count} columns.", name=_short(seen.path.name), count=len(seen.headings)))
        self.put(said)

    def put(self, said: Mapping[str, Said]) -> None:
        """Let this be said of the columns."""
        assert self.seen is not None
        self._clear()
        for place, (heading, known) in enumerate(zip(self.seen.headings, self.seen.known(), strict=True)):
            if (not known or heading in said) and len(self.cards) < MOST_CARDS:
                self._add(place, said.get(heading))
        self._tell()

    def said(self) -> dict[str, Said]:
        """Return what was said, by heading; a heading that speaks for itself is not in it."""
        pairs = ((card.heading, card.said()) for card in self.cards)
        return {heading: one for heading, one in pairs if one is not None and heading}

    def say(self, sentence: str) -> None:
        """Say what stands in the way, or nothing."""
        self.trouble.setText(f"▲ {sentence}" if sentence else "")
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))

    def _show_all(self) -> None:
        assert self.seen is not None
        there = {card.heading for card in self.cards}
        for place, heading in enumerate(self.seen.headings):
            if heading not in there and len(self.cards) < MOST_CARDS:
                self._add(place, None)
        self._tell()

    def _add(self, place: int, said: Said | None) -> None:
        assert self.seen is not None
        card = AuditCard(self.seen.headings[place], self.seen.cells[place], self.seen.known()[place], said)
        card.changed.connect(self._on_changed)
        self._flow.addWidget(card)
        chain(self.cards[-1].others if self.cards else self.all, *card.stops())
        self.cards.append(card)
        card.show()

    def _clear(self) -> None:
        for card in self.cards:
            self._flow.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _on_changed(self) -> None:
        self.say("")
        self.edited.emit()

    def _tell(self) -> None:
        """Show what there is to do by now."""
        seen = self.seen
        self.say("")
        for one in (self.columns, self._strip, self._table, self.keep, self.run, self._head2):
            one.setVisible(seen is not None)
        self.choose.main = seen is None
        self.choose.update()
        if seen is None:
            return
        unknown = [heading for heading, known in zip(seen.headings, seen.known(), strict=True) if not known]
        known = len(seen.headings) - len(unknown)
        words = tr("All {count} columns are known by their headings.", count=known)
        if unknown:
            names = ", ".join(map(_short, unknown[:_NAMED])) + (" …" if len(unknown) > _NAMED else "")
            words = tr("{count} columns are known by their headings. Say of the others what they hold, or leave them "
                       "as not used: {names}. Units and words are never guessed.", count=known,
                       names=names)  # fmt: skip
        self.columns.setText(words)
        self.all.setVisible(len(self.cards) < min(len(seen.headings), MOST_CARDS))

    def _arrange(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, look.px(8), 0)
        inner.setSpacing(look.px(8))
        self._head2 = SectionHead(2, tr("Its columns"))
        inner.addWidget(wrapped(tr("Every row of a practice list goes through the rules, on this computer alone. Rows "
                                   "that cannot be read are listed with the reason.")))  # fmt: skip
        inner.addWidget(SectionHead(1, tr("Table and guideline")))
        inner.addWidget(strip(self.choose))
        inner.addWidget(self.about)
        judged = strip(Captioned(tr("Guideline"), self.pack), Captioned(tr("Laboratory"), self.limits))
        inner.addWidget(judged)
        inner.addWidget(self._head2)
        inner.addWidget(self.columns)
        self._strip = strip(self.load, self.save, self.all)
        inner.addWidget(self._strip)
        self._table = QWidget()
        self._table.setMinimumWidth(1)
        self._flow = Flow(self._table, across=12, down=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._table)
        inner.addWidget(self.keep)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(ScrollColumn(page, tr("Table and columns")), 1)
        column.addWidget(self.trouble)
        column.addWidget(strip(self.run))


def wrapped(words: str, muted: bool = False) -> Words:
    """Return words that fold, shown as they are and never as markup."""
    made = Words(words, 1.0, muted=muted)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


def strip(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, on more lines where there is little room."""
    made = QWidget()
    made.setMinimumWidth(1)
    line = Flow(made, across=8)
    line.setContentsMargins(0, 0, 0, 0)
    for one in widgets:
        line.addWidget(one)
    return made


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
