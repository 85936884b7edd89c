"""A line of text into which text can be dragged, but no file."""

from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit


class DropLine(QLineEdit):
    """Leave a dragged file to the window: as text its path would be entered, and that may hold a name."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text, and no file."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)
