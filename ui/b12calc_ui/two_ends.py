"""A line of a list with its words at the left end, and what kind of thing it is at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from b12calc_ui.theme import look

BETWEEN = "  ·  "
_Index = QModelIndex | QPersistentModelIndex


class TwoEnds(QStyledItemDelegate):
    """Paint the two halves of a text apart; whoever reads the text hears both."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a line high enough to be hit."""
        return QSize(super().sizeHint(option, index).width(), look.px(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, then both ends; the words give way where there is not room for both."""
        place: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(place, look.colour("accent"))
        rect = place.adjusted(look.px(8), 0, -look.px(8), 0)
        words, _, kind = str(index.data()).partition(BETWEEN)
        painter.setFont(look.font(0.9))
        painter.setPen(look.colour("on_accent" if chosen else "muted"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), kind)
        room = rect.width() - painter.fontMetrics().horizontalAdvance(kind) - look.px(16)
        painter.setFont(look.font())
        painter.setPen(look.colour("on_accent" if chosen else "text"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)
