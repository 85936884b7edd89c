"""The notice of a damaged copy: all that is left of the window, so that no advice can be taken from it.

It needs nothing of the clinical files, the words of the program among them.
"""

import platform
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from b12calc import __version__
from b12calc.integrity import HERE, Fault
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.flat import paint_edge
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_SHOWN = 12


class _Paper(QWidget):
    """Paint the paper of the notice, with the mark of trouble at its edge."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        paint_edge(self, painter, 8, "error")


class DamagedWindow(QMainWindow):
    """Say that this copy is damaged, by what, and what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)
        self.setWindowTitle("b12calc")
        self.copy = FlatButton(tr("Copy the details"))
        self.copy.clicked.connect(self.copy_details)
        self.shut = FlatButton(tr("Close b12calc"), main=True)
        self.shut.clicked.connect(self.close)
        self.said = Words(muted=True)
        paper = _Paper()
        column = QVBoxLayout(paper)
        side = look.px(48)
        column.setContentsMargins(side, look.px(36), side, look.px(24))
        column.setSpacing(look.px(10))
        for words in self._words():
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        column.addStretch(1)
        self._arrange(paper)
        self.resize(look.px(900), look.px(560))
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> list[Words]:
        head = Words(tr("▲ This copy of b12calc is damaged"), 1.7, bold=True)
        head.setAccessibleName(tr("This copy of b12calc is damaged"))
        advice = tr("It gives no advice until it has been installed again.")
        safe = tr("Cases, papers and settings that were saved are as they were.")
        steps = (
            tr("1.  Take no advice from this copy, even where it seemed to work."),
            tr("2.  Install b12calc again, or ask whoever looks after this computer to do so."),
            tr("3.  Give them the details below: they name files of the program, and nothing of a patient."),
        )
        shown = [Words(f"•  {fault}") for fault in self.faults[:_SHOWN]]
        if len(self.faults) > _SHOWN:
            shown.append(Words(tr("•  and {count} more", count=len(self.faults) - _SHOWN)))
        return [
            head, Words(advice, 1.25, bold=True), Words(safe), Words(tr("What to do"), 1.1, bold=True),
            *map(Words, steps), Words(tr("What differs"), 1.1, bold=True), *shown,
        ]  # fmt: skip

    def _arrange(self, paper: QWidget) -> None:
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area = ScrollColumn(paper, tr("This copy of b12calc is damaged"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # in large type there is no other way down by keyboard
        outer.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(12))
        foot.addWidget(self.copy)
        foot.addWidget(self.said)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        outer.addLayout(foot)
        self.setCentralWidget(whole)
        chain(self.area, self.copy, self.shut)

    def details(self) -> str:
        """Return the details for whoever installs the program again, as text."""
        head = f"b12calc {__version__}, {platform.system()} {platform.machine()}, {HERE}"
        return "\n".join((head, *map(str, self.faults), ""))

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details())
        self.said.setText(tr("Copied."))
