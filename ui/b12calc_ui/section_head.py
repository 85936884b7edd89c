"""The numbered heading of a section of the form, and the thin line between parts."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from b12calc_ui.theme import look

_WRAPPED = int(Qt.TextFlag.TextWordWrap)


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
        self._heights: dict[int, int] = {}
        self.setAccessibleName(f"{number} {title}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the height of the larger type with room above."""
        return QSize(look.px(120), look.px(36))

    def hasHeightForWidth(self) -> bool:
        """Say that a long title takes more lines in a narrow window."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines of the title at this width."""
        if width not in self._heights:
            room = QRect(0, 0, width - look.px(34), 10_000)
            words = QFontMetrics(look.font(1.25, bold=True)).boundingRect(room, _WRAPPED, self.title)
            self._heights[width] = look.px(14) + max(look.px(22), words.height())
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        self._heights.clear()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(1.25, bold=True))
        side, top = look.px(22), look.px(8)
        first = painter.fontMetrics().height()
        mirrored = self.isRightToLeft()
        left = self.width() - look.px(4) - side if mirrored else look.px(4)
        circle = QRectF(left, top + max(0, first - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(circle)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(look.font(1.0, bold=True))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(1.25, bold=True))
        rest = QRectF(0 if mirrored else look.px(34), top, self.width() - look.px(34), self.height() - top - look.px(6))
        painter.drawText(rest, _WRAPPED | int(Qt.AlignmentFlag.AlignVCenter), self.title)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRect(QRectF(0, self.height() - 2, self.width(), 2))
