"""The strokes all flat controls share: frame, chevron and focus ring."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from b12calc_ui.theme import look

FAINT = 0.6  # what cannot be used now stands back in every theme, where grey alone would not in high contrast


def control_height() -> int:
    """Return the height all controls share: at least 24 pixels, growing with the text."""
    return look.px(26)


def align_leading(words: QLabel) -> None:
    """Begin words at the side where the window is read from, in whatever script they are."""
    if words.isRightToLeft():
        flags = Qt.AlignmentFlag
        words.setAlignment(flags.AlignRight | flags.AlignAbsolute | flags.AlignVCenter)


def paint_frame(widget: QWidget, painter: QPainter, focus: bool, wrong: bool, fill: QColor | None = None) -> None:
    """Paint the flat frame of a control: thin edge, 2-pixel ring on focus, heavy left edge when something is wrong."""
    rect = QRectF(widget.rect())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1 if widget.isEnabled() else FAINT)
    width = 2.0 if focus else 1.0
    colour = look.colour("accent" if focus else "error" if wrong else "edge")
    painter.setPen(QPen(colour, width))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 2, 2)
    if wrong:
        paint_edge(widget, painter, 4, "error")


def paint_edge(widget: QWidget, painter: QPainter, pixels: int, colour: str) -> None:
    """Paint the heavy edge at the side where reading begins."""
    width = look.px(pixels)
    left = widget.width() - width if widget.isRightToLeft() else 0
    # Drawn, not filled: the first fillRect makes PySide load all there is about gradients.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(colour))
    painter.drawRect(QRectF(left, 0, width, widget.height()))


def paint_chevron(widget: QWidget, painter: QPainter) -> None:
    """Paint the small arrow that says a list opens here."""
    step, end, y = look.px(4), look.px(12), widget.height() / 2
    x = end if widget.isRightToLeft() else widget.width() - end
    painter.setPen(QPen(look.colour("muted"), max(1.4, look.zoom / 70)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(x - step, y - step / 2), QPointF(x, y + step / 2), QPointF(x + step, y - step / 2)])


def paint_row(painter: QPainter, rect: QRect, current: bool, focus: bool) -> None:
    """Paint the ground of a cell; the row in use is washed and framed, and so told without colour alone."""
    painter.fillRect(rect, look.colour("wash" if current else "paper"))
    painter.setPen(look.colour("line"))
    painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
    if current and focus:
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())


def paint_ring(button: QWidget, painter: QPainter) -> None:
    """Paint the 2-pixel focus ring inside a button."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 2, 2)
    if getattr(button, "main", False):
        painter.setPen(QPen(look.colour("on_accent"), 1))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
