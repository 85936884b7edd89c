"""The pages of a finished PDF as pictures, drawn from memory; the only file that may know pypdfium2."""

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage


class PaperPages:
    """Draw one PDF that lies in memory; no file is opened and none is written."""

    def __init__(self, data: bytes) -> None:
        self._file = pypdfium2.PdfDocument(data)
        self.count = len(self._file)

    def size(self, number: int) -> QSizeF:
        """Return the size of a page, counted from 1, in points of 1/72 inch."""
        width, height = self._file.get_page_size(number - 1)
        return QSizeF(width, height)

    def text(self, number: int) -> str:
        """Return the words of a page, for those who do not see the picture."""
        page = self._file[number - 1]
        words = page.get_textpage()
        try:
            return str(words.get_text_bounded()).replace("\r\n", "\n")
        finally:
            words.close()
            page.close()

    def picture(self, number: int, dots: float, grey: bool = False) -> QImage:
        """Return a page at so many dots per inch, in colour or in shades of grey."""
        page = self._file[number - 1]
        drawn = page.render(scale=dots / 72, grayscale=grey, prefer_bgrx=True, maybe_alpha=False)
        kind = QImage.Format.Format_Grayscale8 if drawn.n_channels == 1 else QImage.Format.Format_RGB32
        try:
            # Copied: the dots belong to the library, and go with its page.
            return QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, kind).copy()
        finally:
            drawn.close()
            page.close()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
