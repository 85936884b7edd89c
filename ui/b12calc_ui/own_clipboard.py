"""The clipboard: text only, marked as not to be kept by whoever keeps a history of it, and cleared if still ours."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 60
_KDE = "x-kde-passwordManagerHint"
_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
_NO = bytes(4)


def hints(platform: str = sys.platform) -> dict[str, bytes]:
    """Return the formats by which a desktop tells its clipboard history to leave a text alone; macOS has none here."""
    if platform == "win32":
        names = {"ExcludeClipboardContentFromMonitorProcessing": b"1", "CanIncludeInClipboardHistory": _NO,
                 "CanUploadToCloudClipboard": _NO}  # fmt: skip
        return {_WINDOWS.format(name=name): value for name, value in names.items()}
    return {} if platform == "darwin" else {_KDE: b"secret"}


def note_is_copied() -> bool:
    """Tell whether the clipboard seems to hold a note that can be read back: too much for a field."""
    return "b12calc note" in " ".join(QGuiApplication.clipboard().text().split())


class OwnClipboard(QObject):
    """Put texts of this program on the clipboard and take them off again.

    Whatever is copied in its windows by other means, a selection with Ctrl+C, becomes such a text too.
    """

    def __init__(self, parent: QObject, owns: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._owns = owns or self._board.ownsClipboard
        self._mark = b""
        self._putting = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SECONDS * 1000)
        self.timer.timeout.connect(self.forget)
        self._board.dataChanged.connect(self._on_change)
        app = QGuiApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.forget)

    def put(self, text: str) -> None:
        """Put a text on the clipboard for a minute."""
        data = QMimeData()
        data.setText(text)
        for name, value in hints().items():
            data.setData(name, value)
        self._mark = _digest(text)
        self._putting = True
        try:
            self._board.setMimeData(data)
        finally:
            self._putting = False
        self.timer.start()

    def forget(self) -> None:
        """Clear the clipboard if it still holds our text; the text itself was never kept, only its digest."""
        self.timer.stop()
        mark, self._mark = self._mark, b""
        if mark and _digest(self._board.text()) == mark:
            self._board.clear()
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(QClipboard.Mode.Selection)

    def _on_change(self) -> None:
        """Put a text that was copied in our windows on the clipboard once more, the way ours go there."""
        if self._putting or not self._owns():
            return
        text, data = self._board.text(), self._board.mimeData()
        if text and (_digest(text) != self._mark or data.hasHtml()):
            self.put(text)


def _digest(text: str) -> bytes:
    """Return what tells one text from another; line ends differ between systems and count for nothing."""
    from hashlib import sha256

    return sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).digest()
