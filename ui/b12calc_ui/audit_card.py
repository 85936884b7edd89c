"""One column of a practice list: what it holds, in which unit, how it is written, and its words for yes and no."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui import audit_words as words
from b12calc_ui.audit_said import Said
from b12calc_ui.captioned import Captioned
from b12calc_ui.columns_card import ColumnCells
from b12calc_ui.controls import Choice, TextField, chain
from b12calc_ui.flow import give_way
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.tick_box import TickBox

_WIDE: Final = 300
_SHOWN: Final = 3
IGNORE: Final = "ignore"


class AuditCard(QWidget):
    """Ask what one column holds; ``changed`` says that it was answered anew."""

    changed = Signal()

    def __init__(self, heading: str, cells: Sequence[str], known: bool, said: Said | None) -> None:
        super().__init__()
        self.heading, self.known, self._more = heading, known, said
        name = heading or tr("without heading")
        self.holds = self._choice(tr("{heading}: what it holds", heading=name), words.entries(), tr("not used"))
        self.part = self._choice(tr("{heading}: what of it", heading=name), [], tr("the result or answer"))
        self.unit = self._choice(tr("{heading}: unit", heading=name), [], tr("unit stands in another column"))
        self.way = self._choice(tr("{heading}: how it is written", heading=name), [], tr("written as usual"))
        self.others = TickBox(tr("Any other word counts as not asked"))
        self.others.setAccessibleName(tr("{heading}: any other word counts as not asked", heading=name))
        found = ", ".join(cells) or tr("nothing in the first rows")
        self.holds.setAccessibleDescription(tr("Cells: {cells}", cells=found))
        self._cells = ColumnCells(name, [*cells[:_SHOWN], *[""] * (_SHOWN - len(cells))], bool(heading))
        self._cells.setToolTip(found)
        self.fields: dict[str, TextField] = {}
        self._captioned: list[Captioned] = []
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, look.px(8), look.px(12))
        column.setSpacing(look.px(4))
        for one in (self._cells, self.holds, self.part, self.unit, self.way, self.others):
            column.addWidget(one)
        column.addStretch(1)
        self.others.toggled.connect(lambda _on: self.changed.emit())
        self._put(said)

    def said(self) -> Said | None:
        """Return what was said, None where the heading speaks for itself."""
        code, part = self.holds.code(), self.part.code()
        if not code:
            return Said(IGNORE)
        column = "_".join(filter(None, (code, part)))
        meant = {cell: word for word, field in self.fields.items() for cell in _cells(field.text())}
        way, empty = self.way.code(), "empty" if self.others.isChecked() and self.fields else ""
        day, point = ("", way) if way == "decimal" else (way, "")
        replaces = bool(self._more and self._more.replaces and part == "finding")
        made = Said(column, self.unit.code(), meant, empty, day, point, replaces)
        return None if self.known and made == Said(self.heading.lower()) else made

    def stops(self) -> list[QWidget]:
        """Return the controls in their order."""
        return [self.holds, self.part, self.unit, self.way, *self.fields.values(), self.others]

    def sizeHint(self) -> QSize:
        """Return the width all columns share, and the height of what stands in it."""
        return QSize(look.px(_WIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the height of what stands in it; its width gives way in a narrow window."""
        return QSize(look.px(120), super().minimumSizeHint().height())

    def _choice(self, name: str, offered: list[tuple[str, str]], empty: str) -> Choice:
        made = Choice(name, offered, 12, empty)
        give_way(made)
        made.setSizePolicy(made.sizePolicy().Policy.Ignored, made.sizePolicy().Policy.Fixed)
        made.picked.connect(lambda: self._on_picked(made))
        return made

    def _put(self, said: Said | None) -> None:
        column = said.column if said is not None else self.heading.lower() if self.known else IGNORE
        code, part = words.named("" if column == IGNORE else column)
        self.holds.put(code)
        self._offer_parts(part)
        if said is None:
            return
        for choice, chosen in ((self.unit, said.unit), (self.way, said.day or said.point)):
            if chosen:
                choice.put(chosen)
        for word, field in self.fields.items():
            field.setText(", ".join(cell for cell, meant in said.words.items() if meant == word))
        self.others.setChecked(said.others == "empty")

    def _on_picked(self, choice: Choice) -> None:
        if choice is self.holds:
            self._offer_parts("")
        elif choice is self.part:
            self._offer_rest()
        self.changed.emit()

    def _offer_parts(self, part: str) -> None:
        _offer(self.part, words.parts(self.holds.code()))
        if part:
            self.part.put(part)
        self._offer_rest()

    def _offer_rest(self) -> None:
        code, part = self.holds.code(), self.part.code()
        _offer(self.unit, [] if part else words.units(code))
        _offer(self.way, words.ways(code, part))
        self._offer_words(dict(words.cell_words(code, part)))
        self.holds.setToolTip(self.holds.currentText())

    def _offer_words(self, offered: Mapping[str, str]) -> None:
        for captioned in self._captioned:
            self._column.removeWidget(captioned)
            captioned.hide()
            captioned.deleteLater()
        self.fields, self._captioned = {}, []
        place = self._column.indexOf(self.others)
        for at, (word, shown) in enumerate(offered.items()):
            caption = tr("{word} is written", word=shown)
            field = TextField(tr("{heading}: {caption}", heading=self.heading, caption=caption), 18, word)
            give_way(field)
            field.textChanged.connect(lambda _text: self.changed.emit())
            self.fields[word] = field
            self._captioned.append(Captioned(caption, field))
            self._column.insertWidget(place + at, self._captioned[-1])
        self.others.setVisible(bool(offered))
        chain(self.way, *self.fields.values(), self.others)


def _offer(choice: Choice, offered: list[tuple[str, str]]) -> None:
    choice.offer_only(offered)
    choice.setVisible(bool(offered))


def _cells(text: str) -> list[str]:
    return [cell for cell in map(str.strip, text.replace(";", ",").split(",")) if cell]
