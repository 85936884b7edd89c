"""What a follow-up need not ask again: one line with what was told, and a button that opens the questions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.models.wording import label
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.flow import Flow
from b12calc_ui.form_plan import Section
from b12calc_ui.texts import tr
from b12calc_ui.visits import Earlier, told_words


class Fold(QWidget):
    """Stand below the head of a section in place of its questions until they are asked for."""

    opened = Signal()

    def __init__(self, section: Section, earlier: Earlier, pieces: Sequence[QWidget]) -> None:
        super().__init__()
        self.pieces = pieces
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 0, 6)
        for sentence in _told(section, earlier):
            words = Words(sentence, 0.9)
            words.setWordWrap(True)
            column.addWidget(words)
        self.button = FlatButton(
            tr("Ask again"), tr("Ask again: open section {number}, {title}", number=section.number, title=section.title)
        )
        self.button.setToolTip(tr("Ctrl+{number}", number=section.number))
        self.button.clicked.connect(self.open)
        self._keys = QWidget()
        line = Flow(self._keys)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        column.addWidget(self._keys)
        for piece in pieces:
            piece.hide()

    def is_open(self) -> bool:
        """Tell whether the questions are in sight."""
        return self._keys.isHidden()

    def open(self) -> None:
        """Show the questions; they stay in sight for this visit."""
        if not self.is_open():
            self._keys.hide()
            self.show_pieces()
            self.opened.emit()

    def show_pieces(self) -> None:
        """Put the questions back in sight."""
        for piece in self.pieces:
            piece.show()


def _told(section: Section, earlier: Earlier) -> list[str]:
    """Say what was told of the questions of a section: each yes in full, the noes counted."""
    codes = [code for group in section.groups for code in ANSWER_GROUPS[group]]
    lines = [
        tr("{question} ({told})", question=label("answer", code), told=told_words(earlier.told[code]))
        for code in codes if code in earlier.told
    ]  # fmt: skip
    if section.number == 4 and (before := earlier.before_test()):
        lines.insert(0, tr("B12 before the test: {told}", told=before))
    noes = sum(code in earlier.denied for code in codes)
    if noes:
        lines.append(tr("Answered No before: {count}. A No counts for this visit only once it is asked again.",
                        count=noes))  # fmt: skip
    return lines or [tr("Nothing was told before.")]
