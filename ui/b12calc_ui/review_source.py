"""The report as it came in, as plain text, with the figure of the row in use marked."""

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from b12calc_ui.review_table import sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import Source

_WHOLE: Final = 100_000  # characters up to which the whole text is laid out
_AROUND: Final = 4_000  # characters shown on either side of a figure in a longer one
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_MARK: Final = "\ufffd"  # stands for a sign that would be invisible or turn the text round


class SourceView(QPlainTextEdit):
    """Show text and never markup; what cannot be seen is shown as a mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._shown: tuple[int, int] | None = None
        self._alone = ""
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("The report as it came in"))
        self.restyle()

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.setStyleSheet(sheet("QPlainTextEdit"))
        self.setMinimumHeight(look.px(96))
        self.setExtraSelections([_coloured(one) for one in self.extraSelections()])

    def show_source(self, source: "Source | None") -> None:
        """Show where a result was read; without its place in the text its own line, and None shows the beginning."""
        if source is not None and source.start is not None and source.end is not None:
            self._show_part(source.start, source.end)
        elif source is not None:
            self._put_alone(f"{source.where}\n{source.text}" if source.where else source.text)
        else:
            self._show_part(0, 0)

    def marked(self) -> str:
        """Return the text that is marked."""
        found = self.extraSelections()
        return found[0].cursor.selectedText() if found else ""

    def _show_part(self, start: int, end: int) -> None:
        whole = len(self._text) <= _WHOLE
        part = (0, len(self._text)) if whole else (max(0, start - _AROUND), min(len(self._text), end + _AROUND))
        if part != self._shown:
            self._shown, self._alone = part, ""
            self.setPlainText(plain(self._text[part[0] : part[1]]))
        first = _units(plain(self._text[part[0] : start]))
        self._mark(first, first + _units(plain(self._text[start:end])))

    def _put_alone(self, text: str) -> None:
        if text != self._alone:
            self._shown, self._alone = None, text
            self.setPlainText(plain(text))
        self._mark(0, 0)

    def _mark(self, first: int, last: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        self.setTextCursor(cursor)
        self.centerCursor()
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        one = QTextEdit.ExtraSelection()
        one.cursor = cursor
        self.setExtraSelections([_coloured(one)] if last > first else [])
        self.setAccessibleDescription(tr("The row in use was read from: {text}", text=self.marked())
                                      if last > first else self._alone)  # fmt: skip


def _coloured(mark: QTextEdit.ExtraSelection) -> QTextEdit.ExtraSelection:
    """Give a mark the colours of the theme in force."""
    form = QTextCharFormat()
    form.setBackground(QColor(look.theme.accent))
    form.setForeground(QColor(look.theme.on_accent))
    mark.format = form
    return mark


def plain(text: str) -> str:
    """Return a text in which every line end is one sign, and signs nobody sees are marks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign if sign in "\n\t" or unicodedata.category(sign) not in _HIDDEN else _MARK for sign in lines)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
