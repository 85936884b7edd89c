"""One page of paper in the preview: its picture for the eye, its words for the ear."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from b12calc_ui.flat import paint_ring
from b12calc_ui.paper_pages import PaperPages
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_SCROLLS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PageView(QWidget):
    """Show a page as wide as there is room, drawn anew for every width; Page Up and Page Down turn it."""

    turned = Signal(int)

    def __init__(self, pages: PaperPages) -> None:
        super().__init__()
        self._pages, self.number, self.grey = pages, 1, False
        self._picture = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def go(self, number: int) -> None:
        """Show a page; beyond the first and the last nothing changes."""
        if number != self.number and 1 <= number <= self._pages.count:
            self.number = number
            self._name()
            self._fit()
            self.turned.emit(number)

    def paint_grey(self, grey: bool) -> None:
        """Show the pages in colour or as a printer without colour would print them."""
        self.grey = grey
        self._picture = QImage()
        self.update()

    def words(self) -> str:
        """Return which page of how many this is."""
        return tr("Page {number} of {count}", number=self.number, count=self._pages.count)

    def sizeHint(self) -> QSize:
        """Return the size of the sheet at the present width."""
        return QSize(look.px(240), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page, or scroll it."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.go(self.number + _KEYS[key])
        elif key in _SCROLLS and isinstance(area := self._area(), QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[key] * look.px(60))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of the paper."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, its edge, and the ring while the keyboard is here."""
        painter = QPainter(self)
        sheet = self._sheet()
        if self._picture.isNull():
            ratio = self.devicePixelRatioF()
            dots = 72 * sheet.width() * ratio / self._pages.size(self.number).width()
            self._picture = self._pages.picture(self.number, dots, self.grey)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(sheet, self._picture)
        painter.setPen(QPen(look.colour("edge")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            paint_ring(self, painter)

    def _sheet(self) -> QRect:
        return self.rect().adjusted(4, 4, -4, -4)

    def _area(self) -> QWidget | None:
        port = self.parentWidget()
        return port.parentWidget() if port is not None else None

    def _name(self) -> None:
        self._picture = QImage()
        self.setAccessibleName(self.words())
        self.setAccessibleDescription(self._pages.text(self.number))

    def _fit(self) -> None:
        size = self._pages.size(self.number)
        self.setFixedHeight(round((self.width() - 8) * size.height() / size.width()) + 8)
        self._picture = QImage()
        self.update()
