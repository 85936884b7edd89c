"""One clear sentence across the top of the window; it never blocks and goes when it is closed or replaced."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.flat import paint_edge
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_NARROW = 560


class MessageBar(QWidget):
    """Say what happened, or what went wrong and what is still safe."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble = False
        self.words = Words()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offer = FlatButton("", main=True)
        self._deed: Callable[[], object] = self.clear
        self.offer.clicked.connect(self._on_offer)
        self.offer.hide()
        close = FlatButton("×", tr("Close this message"), framed=False)
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.addWidget(self.words, 1)
        self._said.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(self._said, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, sentence: str, trouble: bool = False) -> None:
        """Show one sentence."""
        self.trouble = trouble
        self.words.setText(f"▲ {sentence}" if trouble else f"✓ {sentence}")
        self.setAccessibleName(sentence)
        self._drop_offer()
        self.show()
        self.update()
        announce(self, sentence)

    def add_offer(self, words: str, deed: Callable[[], object]) -> None:
        """Offer one deed beside the sentence in sight, until another sentence takes its place."""
        self._deed = deed
        self.offer.setText(words)
        self.offer.setAccessibleName(words)
        self.offer.setAccessibleDescription(self.text())
        self.offer.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the offer below the sentence where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(_NARROW)
        self._said.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _drop_offer(self) -> None:
        self._deed = self.clear
        self.offer.hide()
        self.offer.setText("")
        self.offer.setAccessibleName("")
        self.offer.setAccessibleDescription("")

    def _on_offer(self) -> None:
        self._deed()

    def clear(self) -> None:
        """Forget the sentence, which may name the patient, and go."""
        self.words.clear()
        self.setAccessibleName("")
        self.trouble = False
        self._drop_offer()
        self.hide()

    def text(self) -> str:
        """Return the sentence in sight, or an empty text."""
        return self.words.text()[2:] if not self.isHidden() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the wash and the bar at the left edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("wash"))
        paint_edge(self, painter, 6, "error" if self.trouble else "accent")
