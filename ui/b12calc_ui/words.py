"""Words on the form, in one of two weights; how high they are at a width is measured once."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from b12calc_ui.flat import align_leading, control_height
from b12calc_ui.theme import look


class Words(QLabel):
    """Show words in one of two weights and a size relative to the text size; muted ones follow the theme."""

    def __init__(self, words: str = "", scale: float = 1.0, bold: bool = False, muted: bool = False) -> None:
        super().__init__(words)
        self._scale, self._bold = scale, bold
        self._heights: dict[int, int] = {}
        align_leading(self)
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.restyle()

    def restyle(self) -> None:
        """Follow the text size."""
        if self._scale != 1.0 or self._bold:
            self.setFont(look.font(self._scale, self._bold))

    def setText(self, words: str) -> None:
        """Show other words."""
        if words != self.text():
            self._heights.clear()
            super().setText(words)

    def setWordWrap(self, on: bool) -> None:
        """Fold the words, or keep them on one line."""
        self._heights.clear()
        super().setWordWrap(on)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        self._heights.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width, measured once: a layout asks for all of them at every key."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


class LongWords(Words):
    """Show words on one line as high as a control where there is room, else on as many as they need."""

    def __init__(self, words: str = "", scale: float = 1.0, bold: bool = False) -> None:
        super().__init__(words, scale, bold)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """Return the size of one line; a plain label would fold its words at a width of its own choice."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a word."""
        return QSize(look.px(120), control_height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return max(control_height(), super().heightForWidth(width))
