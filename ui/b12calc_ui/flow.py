"""A layout that fills lines as they are read and goes on below, for strips that must fit a narrow window."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from b12calc_ui.theme import look

_NARROWEST = 180


class Flow(QLayout):
    """Place widgets side by side as long as there is room."""

    def __init__(self, parent: QWidget | None = None, across: int = 12, down: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._across, self._down = across, down

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one item, or None past the end, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one item away, or None past the end, as Qt expects."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width, counted once until an item changes: it is asked for often."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Count anew: an item came, went, or asks for another size."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Return the least size; the height comes from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest item with the margins; a very wide one is squeezed rather than cut off."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        size.setWidth(min(size.width(), look.px(_NARROWEST)))
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, move: bool) -> int:
        margins, parent = self.contentsMargins(), self.parentWidget()
        way = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _fitted(item, area.width())
            if x + size.width() > area.right() + 1 and line:
                x, y, line = area.x(), y + line + self._down, 0
            if move:
                item.setGeometry(as_read(way, area, QRect(QPoint(x, y), size)))
            x += size.width() + self._across
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()


def as_read(way: Qt.LayoutDirection, area: QRect, rect: QRect) -> QRect:
    """Return a place in an area as it is read from the left, or its mirror image; the style's own is slow to load."""
    if way != Qt.LayoutDirection.RightToLeft:
        return rect
    return rect.translated(area.left() + area.right() - rect.left() - rect.right(), 0)


def _fitted(item: QLayoutItem, room: int) -> QSize:
    """Return the size an item takes in lines this wide; words that may wrap grow downwards."""
    size = item.sizeHint()
    if size.width() <= room:
        return size
    return QSize(room, item.heightForWidth(room) if item.hasHeightForWidth() else size.height())


def give_way(field: QWidget) -> None:
    """Let a field be narrower than its text where there is no room: for prose, which scrolls in it, never a figure."""
    field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    field.setMinimumWidth(look.px(60))
