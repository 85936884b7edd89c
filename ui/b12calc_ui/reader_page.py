"""A long text that ships with the program: links lead inside it, and to nothing outside."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextTable, QTextTableCell
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_MOST = 999


class ReaderPage(QTextBrowser):
    """Show one text made for the width at hand; follow its own links, and find words in it."""

    refused = Signal(str)

    def __init__(self, name: str, make: Callable[[int], str], picture: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._make, self._picture = make, picture
        self._html, self._style = "", ""
        self._places: dict[str, int] = {}
        self._read: int | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._return)
        self.trail: list[str] = []
        self.marked: list[QTextTableCell] = []
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(16)
        self.anchorClicked.connect(self._on_link)

    def fill(self) -> None:
        """Make the text for the present width, theme and text size; keep the place where it was read."""
        html, style = self._make(self.viewport().width() - 32), style_sheet()
        if (html, style) == (self._html, self._style):
            return
        self._html, self._style, self._places, self.marked = html, style, {}, []
        self._note()
        self.document().setDefaultFont(look.font())
        self.document().setDefaultStyleSheet(style)
        self.setHtml(html)

    def go(self, anchor: str) -> bool:
        """Bring an anchor to the top and mark its row; return False where the text has no such place."""
        where = self.places().get(anchor)
        if where is None:
            return False
        self._read = None
        cursor = QTextCursor(self.document())
        cursor.setPosition(where)
        self.setTextCursor(cursor)
        if not self._top(where):
            self._read = where
            self._later.start()
        self._mark_row(cursor)
        self.trail = [*self.trail[-50:], anchor]
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Note where the text was read before a new font moves it."""
        if event.type() == QEvent.Type.FontChange:
            self._note()
        super().changeEvent(event)

    def _note(self) -> None:
        """Note where the text is read, to come back there once all that moves it has happened."""
        if self._html and self._read is None:
            self._read = self.cursorForPosition(QPoint(32, look.px(12))).position()
            self._later.start()

    def _return(self) -> None:
        self.restyle()
        if self._read is not None and not self._top(self._read):
            self._later.start()  # the text is laid out piece by piece
            return
        self._read = None

    def _top(self, position: int) -> bool:
        """Scroll until a position of the text stands at the top; return False while the bar does not reach so far."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        wanted = bar.value() + self.cursorRect(cursor).top() - look.px(8)
        bar.setValue(wanted)
        whole = self.document().size().height() - self.viewport().height()
        return bar.value() == wanted or bar.maximum() >= min(wanted, whole - 1)

    def back(self) -> None:
        """Go back to the place before the last link."""
        if len(self.trail) > 1:
            self.trail.pop()
            self.go(self.trail.pop())

    def places(self) -> dict[str, int]:
        """Return every anchor of the text with its position."""
        if not self._places:
            block = self.document().begin()
            while block.isValid():
                pieces: Any = block.begin()
                while not pieces.atEnd():
                    piece = pieces.fragment()
                    for name in piece.charFormat().anchorNames():
                        self._places.setdefault(name, piece.position())
                    pieces += 1
                block = block.next()
        return self._places

    def _mark_row(self, cursor: QTextCursor) -> None:
        """Mark the row in which a cursor stands, or its line where it stands in no table."""
        table: QTextTable | None = cursor.currentTable()
        row = table.cellAt(cursor).row() if table is not None else 0
        cells = [table.cellAt(row, column) for column in range(table.columns())] if table is not None else []
        self._shade(cells)
        line = QTextCursor(cursor)
        line.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setExtraSelections([] if cells else [_marked(line, "wash")])

    def _shade(self, cells: list[QTextTableCell]) -> None:
        """Lay a tint under these cells, and take it from those that had it."""
        for cell, colour in (*((cell, None) for cell in self.marked), *((cell, look.theme.wash) for cell in cells)):
            form = cell.format()
            if colour is None:
                form.clearBackground()
            else:
                form.setBackground(QColor(colour))
            cell.setFormat(form)
        self.marked = cells

    def find_all(self, words: str) -> list[QTextCursor]:
        """Mark every place where the words stand, from top to bottom; at most 999."""
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while words and len(found) < _MOST:
            cursor = self.document().find(words, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        self.mark(found, -1)
        return found

    def mark(self, found: list[QTextCursor], chosen: int) -> None:
        """Mark the places found, the chosen one more strongly, and bring that into sight."""
        marks = [_marked(cursor, "middle") for cursor in found]
        if 0 <= chosen < len(found):
            marks[chosen] = _marked(found[chosen], "accent", "on_accent")
            bare = QTextCursor(found[chosen])
            bare.setPosition(found[chosen].selectionStart())
            self.setTextCursor(bare)
            self.ensureCursorVisible()
        self.setExtraSelections(marks)

    def restyle(self) -> None:
        """Follow theme and text size."""
        if self._html:
            self.fill()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load the pictures that ship with the text, and nothing else."""
        if kind == QTextDocument.ResourceType.ImageResource.value and self._picture is not None:
            return self._picture(QUrl(name).toString())
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width."""
        self._note()
        super().resizeEvent(event)
        # Later, not now: the text being set changes the width itself, and would be set into itself.
        self._later.start()

    def _on_link(self, url: QUrl) -> None:
        """Follow a link inside the text; any other address is only named."""
        if url.scheme() or url.host() or url.path():
            self.refused.emit(tr("This address is outside the program and is not opened: {url}", url=url.toString()))
        else:
            self.go(url.fragment())


def _marked(cursor: QTextCursor, ground: str, ink: str = "text") -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    words = QTextCharFormat()
    words.setBackground(QColor(getattr(look.theme, ground)))
    words.setForeground(QColor(getattr(look.theme, ink)))
    mark.cursor, mark.format = cursor, words
    return mark


def style_sheet() -> str:
    """Return the few rules Qt's text knows, in the colours and sizes in force."""
    theme = look.theme
    small, large, huge = (look.font(scale).pointSizeF() for scale in (0.88, 1.3, 1.6))
    gap, side = look.px(6), look.px(8)
    cell = f"padding:{gap // 2}px {side}px"
    return (
        f"body {{color:{theme.text};}} a {{color:{theme.accent};text-decoration:none;}}"
        f"h1 {{font-size:{huge:.1f}pt;margin:0 0 {gap}px 0;}}"
        f"h2 {{font-size:{large:.1f}pt;color:{theme.accent};margin:{4 * gap}px 0 {gap}px 0;}}"
        f"h3 {{font-size:{look.font(1.08).pointSizeF():.1f}pt;margin:{2 * gap}px 0 {gap // 2}px 0;}}"
        f"p {{margin:0 0 {gap}px 0;}} li {{margin:0 0 {gap // 2}px 0;}}"
        f"th {{text-align:left;color:{theme.muted};border-bottom:1px solid {theme.line};{cell};}}"
        f"td {{border-bottom:1px solid {theme.line};{cell};}}"
        f".quiet, .by, .place, .kicker, .lead, .withheld, .due, code, i {{color:{theme.muted};}}"
        f".quiet, .by, .place, .kicker, .withheld, .due, code, i {{font-size:{small:.1f}pt;}}"
        f"i {{font-style:normal;}} code, kbd {{font-family:'{look.family}';}} kbd {{font-weight:bold;}}"
        f".review, .unconfirmed {{color:{theme.urgent};}} .strength {{color:{theme.text};}}"
    )
