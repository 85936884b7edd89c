"""A box to tick that grows with the text, and its words, which fold where there is little room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from b12calc_ui.controls import control_height
from b12calc_ui.flat import paint_ring
from b12calc_ui.flow import as_read
from b12calc_ui.theme import look

_BOX, _GAP = 16, 30


class TickBox(QCheckBox):
    """Take a yes or nothing; a click anywhere on the line counts."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the width of box and words on one line, and the common height."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + look.px(_GAP + 8), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the box and a word."""
        return QSize(look.px(_GAP + 80), control_height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        room = QRect(0, 0, max(20, width - look.px(_GAP)), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()
        return max(control_height(), lines + look.px(8))

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        painter = QPainter(self)
        box = QRect(look.px(4), look.px(5), look.px(_BOX), look.px(_BOX))
        paint_tick(painter, as_read(self.layoutDirection(), self.rect(), box), self.isChecked())
        if self.hasFocus():
            paint_ring(self, painter)
        painter.setPen(look.colour("text"))
        gap = look.px(_GAP)
        words = QRect(gap, look.px(4), self.width() - gap, self.height() - look.px(4))
        flow = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(as_read(self.layoutDirection(), self.rect(), words), flow, self.text())


def paint_tick(painter: QPainter, box: QRect, on: bool) -> None:
    """Paint the box, and the tick in it where it is on."""
    size = box.width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("text"), max(1.2, look.zoom / 80)))
    painter.setBrush(look.colour("field"))
    painter.drawRoundedRect(box, 2, 2)
    if on:
        painter.setPen(QPen(look.colour("text"), max(2.0, look.zoom / 45)))
        low, mid = box.bottom() - size // 4, box.left() + size * 2 // 5
        painter.drawLine(box.left() + size // 5, box.top() + size // 2, mid, low)
        painter.drawLine(mid, low, box.right() - size // 6, box.top() + size // 4)
