"""A case of before, or a report, is offered across the top of the window until one of two buttons is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class OfferBar(QWidget):
    """Say that a case was kept or a report came, and when; never whose it is."""

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, opens: tuple[str, str] | None = None, leaves: tuple[str, str] | None = None) -> None:
        super().__init__()
        self.words = Words()
        self.words.setWordWrap(True)
        self.open = FlatButton(*(opens or (tr("&Open it"), tr("Open the case that was kept"))), main=True)
        self.discard = FlatButton(*(leaves or (tr("&Discard"), tr("Discard the case that was kept"))))
        self.open.clicked.connect(self.wanted)
        self.discard.clicked.connect(self.unwanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.open)
        row.addWidget(self.discard)
        self.hide()

    def say(self, sentence: str, readable: bool) -> None:
        """Offer to open and to discard, or only to discard what cannot be read."""
        self.words.setText(f"◆ {sentence}" if readable else f"▲ {sentence}")
        self.setAccessibleName(sentence)
        self.open.setVisible(readable)
        self.show()
        announce(self, sentence)

    def clear(self) -> None:
        """Offer nothing any more."""
        self.words.clear()
        self.setAccessibleName("")
        self.hide()

    def stands(self) -> bool:
        """Tell whether something is offered."""
        return not self.isHidden()

    def text(self) -> str:
        """Return the sentence in sight, or an empty text."""
        return self.words.text()[2:] if self.stands() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the wash and the bar at the left edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("wash"))
        painter.fillRect(0, 0, look.px(6), self.height(), look.colour("accent"))
