"""The pieces of a report that are no results to offer, folded away, each with the reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QSizePolicy, QVBoxLayout, QWidget

from b12calc_ui.controls import FlatButton
from b12calc_ui.review_table import sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import Ignored

_MOST: Final = 1000


class IgnoredList(QWidget):
    """List what was left out under a button that folds it; ``moved`` names the piece in use."""

    moved = Signal(int)

    def __init__(self, pieces: "Sequence[Ignored]") -> None:
        super().__init__()
        self._pieces = pieces
        words = tr("Left out: 1 piece") if len(pieces) == 1 else tr("Left out: {count} pieces", count=len(pieces))
        self._words = words
        self.fold = FlatButton(f"▸ {words}", words, framed=False)
        self.fold.setCheckable(True)
        self.fold.setAutoDefault(False)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Left out, with the reason"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setTabKeyNavigation(False)
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)  # no field for a single line
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.list.hide()
        self.fold.toggled.connect(self._on_fold)
        self.list.currentRowChanged.connect(self._on_row)
        self.setVisible(bool(pieces))

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.fold, self.list]

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.list.setMinimumHeight(look.px(64))
        self.list.setMaximumHeight(look.px(240))
        self.list.setStyleSheet(sheet("QListWidget") + f"QListWidget::item {{color: {look.theme.muted};}}")

    def _on_fold(self, on: bool) -> None:
        if on and not self.list.count():
            self.list.addItems([self._line(piece) for piece in self._pieces[:_MOST]])
            if len(self._pieces) > _MOST:
                self.list.addItem(tr("and {count} more", count=len(self._pieces) - _MOST))
        self.fold.setText(f"{'▾' if on else '▸'} {self._words}")
        self.list.setVisible(on)
        self.restyle()

    def _line(self, piece: "Ignored") -> str:
        return tr("{text} — {why}", text=piece.source.text, why=piece.why)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._pieces[:_MOST]):
            self.moved.emit(row)
