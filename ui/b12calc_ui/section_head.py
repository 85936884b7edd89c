"""The numbered heading of a section of the form, and the thin line between parts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from b12calc_ui.theme import look


def rule_line() -> QFrame:
    """Return a thin line across the page."""
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(rule.palette().ColorRole.Mid)
    return rule


class SectionHead(QWidget):
    """Paint number and title over a rule, like the head of a printed form."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.number, self.title = number, title
        self.setAccessibleName(f"{number} {title}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the larger type with room above."""
        return QSize(look.px(120), look.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(1.25, bold=True))
        side = look.px(22)
        top = self.height() - side - look.px(6)
        circle = QRectF(look.px(4), top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(circle)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(look.font(1.0, bold=True))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(1.25, bold=True))
        rest = QRectF(look.px(34), top, self.width(), side)
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self.title)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRect(QRectF(0, self.height() - 2, self.width(), 2))
