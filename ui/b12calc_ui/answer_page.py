"""One selectable text of the answer, shown at its full height; loaded when there is something to say."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from b12calc_ui.answer_pieces import Known, exchange, pieces_of
from b12calc_ui.theme import look
from b12calc_ui.unbroken import plain, unbroken


class Page(QTextBrowser):
    """Show one selectable text at its full height; the column around it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._html: str | None = None
        self._pieces: list[str] = []
        # Paragraphs as they were read, many of which come back; they go with the page, and so with the patient.
        self._known: Known = {}
        self.setAccessibleName(name)
        self.document().setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.viewport().setAutoFillBackground(False)
        # Longer or shorter by some lines, it is painted where lines changed and not all over.
        for piece in (self, self.viewport()):
            piece.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def put(self, html: str) -> None:
        """Show a text; where most of it stands already, only what changed is written."""
        font, document = look.font(), self.document()
        same = font == document.defaultFont()
        if html == self._html and same:
            return
        pieces = pieces_of(html)
        if not (same and exchange(document, self._pieces, pieces, self._known)):
            if not same:
                self._known.clear()
                document.setDefaultFont(font)
            self.setHtml(unbroken(html))
        self._html, self._pieces = html, pieces
        self.setVisible(bool(html))
        self._fit()

    def toPlainText(self) -> str:
        """Return the words without the marks that keep figures and units together."""
        return plain(super().toPlainText())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words as anybody would type them."""
        data = QMimeData()
        data.setText(plain(self.textCursor().selection().toPlainText()))
        return data

    def sizeHint(self) -> QSize:
        """Return the height of the text at the present width."""
        return QSize(look.px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the ring while the keyboard is here."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(look.colour("line"))
        for y in self._rules():
            painter.drawLine(4, y, self.viewport().width() - 5, y)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the column scroll."""
        event.ignore()

    def _rules(self) -> Iterator[int]:
        """Yield where a line is ruled below a title."""
        document, layout = self.document(), self.document().documentLayout()
        for number, piece in enumerate(self._pieces):
            if piece.startswith("<h4"):
                yield int(layout.blockBoundingRect(document.findBlockByNumber(number)).bottom()) + 1

    def _fit(self) -> None:
        # The same width said again would still lay the whole text out again.
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + 2
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
