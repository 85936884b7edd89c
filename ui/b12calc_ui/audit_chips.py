"""Chips that narrow a work list: words of urgency, status and what is missing, each with its count."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc.models.vocabulary import STATUSES, URGENCIES
from b12calc.models.wording import label
from b12calc_ui.audit_list import WorkList
from b12calc_ui.audit_missing import missing_words
from b12calc_ui.audit_model import urgency
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.flow import Flow
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class Chip(FlatButton):
    """Offer one word with its count; pressed, it is marked by a tick too. Where there is no room the word is cut."""

    def __init__(self, words: str, count: int, column: str) -> None:
        super().__init__(f"{words} {count:,}", tr("{column}: {words}, {count} patients",
                                                  column=column, words=words, count=f"{count:,}"))  # fmt: skip
        self.setCheckable(True)
        self.said, self._count = words, f" {count:,}"

    def shown_words(self) -> str:
        """Return the words as painted, with a tick where it is pressed."""
        tick, metrics = "✓ " if self.isChecked() else "", self.fontMetrics()
        room = self.width() - look.px(12) - metrics.horizontalAdvance(f"{tick}{self._count}")
        words = metrics.elidedText(self.said, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if words == self.said else self.text())
        return f"{tick}{words}{self._count}"

    def sizeHint(self) -> QSize:
        """Return the room of the words with the tick, so that nothing moves when it is pressed."""
        return super().sizeHint() + QSize(self.fontMetrics().horizontalAdvance("✓ "), 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room of a word."""
        return QSize(min(look.px(120), self.sizeHint().width()), self.sizeHint().height())


class Chips(QWidget):
    """Show a line of chips for each column; ``changed`` says that others are pressed."""

    changed = Signal()

    def __init__(self, made: WorkList) -> None:
        super().__init__()
        self.setMinimumWidth(1)
        self.chips: dict[tuple[str, str], Chip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        missing = made.counts("missing")
        lines = {
            "urgency": (tr("Urgency"), [(word, urgency(word)) for word in URGENCIES]),
            "status": (tr("Status"), [(word, label("status", word)) for word in STATUSES]),
            "missing": (tr("Missing"), [(word, missing_words(word)) for word in sorted(missing)]),
        }
        for name, (title, words) in lines.items():
            counts = made.counts(name)
            if made.has_missing or name != "missing":
                column.addWidget(self._line(name, title, [(word, shown, counts.get(word, 0)) for word, shown in words]))

    def words(self) -> dict[str, set[str]]:
        """Return the words that are pressed, by column."""
        found: dict[str, set[str]] = {}
        for (name, word), chip in self.chips.items():
            if chip.isChecked():
                found.setdefault(name, set()).add(word)
        return found

    def pressed(self) -> list[str]:
        """Return the words of the chips that are pressed."""
        return [chip.said for chip in self.chips.values() if chip.isChecked()]

    def stops(self) -> list[QWidget]:
        """Return the chips in their order."""
        return list(self.chips.values())

    def _line(self, name: str, title: str, words: list[tuple[str, str, int]]) -> QWidget:
        line = QWidget()
        line.setMinimumWidth(1)
        flow = Flow(line, across=6)
        flow.setContentsMargins(0, 0, 0, 0)
        head = Words(title, 0.9, muted=True)
        head.setMinimumHeight(look.px(26))
        flow.addWidget(head)
        for word, shown, count in words:
            if count:
                chip = self.chips[name, word] = Chip(shown, count, title)
                chip.clicked.connect(self.changed)
                flow.addWidget(chip)
        return line
