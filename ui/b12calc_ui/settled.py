"""Places what stands in it by itself: other words that need no other height move nothing around them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from b12calc_ui.flow import as_read


class Settled(QWidget):
    """Hold words that change at a key without a layout, which would look through the whole window each time."""

    place: Callable[[], None]
    """Put every piece where it belongs at the present size: a method of each that is placed so."""

    def settle(self) -> None:
        """Place every piece now, and ask for another height only where one is needed."""
        self.place()
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def put(self, piece: QWidget, left: int, top: int, width: int, height: int) -> None:
        """Put one piece at a place measured from the side where reading begins."""
        piece.setGeometry(as_read(self.layoutDirection(), self.rect(), QRect(left, top, width, height)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place anew."""
        super().resizeEvent(event)
        self.place()

    def event(self, event: QEvent) -> bool:
        """Place anew when a piece asks for another size, as in another font."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return super().event(event)
