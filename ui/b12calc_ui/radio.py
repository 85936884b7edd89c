"""One of several ways, of which one is chosen: a flat radio button with a line below it that says what it is."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from b12calc_ui.controls import control_height
from b12calc_ui.flat import FAINT, paint_ring
from b12calc_ui.theme import look

_RING = 7


class Radio(QRadioButton):
    """Offer one way; the ring and its dot, not colour, say which one is chosen."""

    def __init__(self, words: str, about: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the width of ring and words, and the common height."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + look.px(40), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: the words are never cut."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring, dot and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1 if self.isEnabled() else FAINT)
        near, radius = look.px(14), look.px(_RING)
        middle = QPointF(self.width() - near if self.isRightToLeft() else near, self.height() / 2)
        painter.setPen(QPen(look.colour("accent" if self.isChecked() else "edge"), max(1.4, look.zoom / 70)))
        painter.setBrush(look.colour("field"))
        painter.drawEllipse(middle, radius, radius)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(middle, radius * 0.55, radius * 0.55)
        if self.hasFocus():
            paint_ring(self, painter)
        painter.setPen(look.colour("text"))
        gap = look.px(28)
        room = QRect(0 if self.isRightToLeft() else gap, 0, self.width() - gap, self.height())
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), self.text())
