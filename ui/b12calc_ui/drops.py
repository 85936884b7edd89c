"""One file dropped on the window is opened like one that was chosen; dropped text is read for results."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.cover import Sheet
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr

_OURS = (QEvent.Type.DragEnter, QEvent.Type.Drop)


class Drops(QObject):
    """Watch the window for dragged files; a covered window, or one behind a dialog, takes none."""

    def __init__(
        self,
        window: QWidget,
        bar: MessageBar,
        take: Callable[[Path], object],
        take_text: Callable[[str], object] = lambda _text: None,
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._take, self._take_text = window, bar, take, take_text
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept a drag that brings files or text, and take it when it is let go."""
        if event.type() not in _OURS or not isinstance(event, QDropEvent):
            return False
        files = event.mimeData().hasUrls()
        if not files and not event.mimeData().hasText():
            return False
        covered = self._window.findChild(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly) is not None
        if covered or QApplication.activeModalWidget() is not None:
            event.ignore()
            return True
        # A file is read and never moved: whatever the other program offers, this is a copy.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop and not files:
            self._take_text(event.mimeData().text())
        elif event.type() == QEvent.Type.Drop:
            self._on_files([url.toLocalFile() for url in event.mimeData().urls()])
        return True

    def _on_files(self, names: list[str]) -> None:
        if len(names) != 1:
            self._bar.say(tr("Drop one file at a time. Nothing was changed."), True)
        elif not names[0]:
            self._bar.say(tr("Only a file of this computer is opened here. Nothing was changed."), True)
        else:
            self._take(Path(names[0]))
