"""The rule book inside the program: the page that is generated for print, in the few words Qt's text knows."""

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.reader import Entry, Reader
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.texts import tr

_WIDTHS = {
    "rows": ("6%", "42%", "52%"),
    "limits": ("22%", "18%", "36%", "24%"),
    "facts": ("22%", "50%", "28%"),
    "varied": ("26%", "26%", "22%", "26%"),
}


class Book(NamedTuple):
    """Hold the rule book of one pack: its text, the sections, and where each row stands."""

    html: str
    sections: tuple[Entry, ...]
    rows: dict[str, str]

    def anchor(self, mark: str) -> str:
        """Return the anchor of a row or a source."""
        return self.rows.get(mark) or f"source-{mark}"


@cache
def book(pack: str) -> Book:
    """Return the rule book of a pack, made once from the loaded rules."""
    from b12calc.rulebook import rule_book
    from b12calc.rules import read_book

    text = rule_book(pack).decode()
    rows = {row.id: f"row-{table.id}-{row.id}" for table in read_book(pack).tables for row in table.rows}
    contents = re.search(r"<nav.*?</nav>", text, re.DOTALL)
    assert contents is not None
    found = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', contents[0])
    return Book(for_qt(text), tuple((anchor, unescape(title)) for anchor, title in found), rows)


def for_qt(text: str) -> str:
    """Return the page with the same words and anchors, its style left out and its tables as wide as the page."""
    text = re.sub(r"<style>.*?</style>|<meta[^>]*>", "", text, flags=re.DOTALL)
    text = re.sub(r'<span class="sign">.*?</span>', "", text)
    text = re.sub(r"<(/?)(?:section|article|header|main|footer|nav)\b", r"<\1div", text)
    text = re.sub(r'<tr id="([^"]+)">\s*<(td|th)([^>]*)>', r'<tr><\2\3><a name="\1"></a>', text)
    text = re.sub(r'<div([^>]*) id="([^"]+)"([^>]*)>\s*<h(\d)>', r'<div\1\3><h\4><a name="\2"></a>', text)
    text = re.sub(r'<table class="(?:plain )?(\w+)">(.*?)</tr>', _wide, text, flags=re.DOTALL)
    text = re.sub(r"</?d[ld]\b[^>]*>", " ", text)
    return re.sub(r"<(/?)dt>", r"<\1b>", text)


def _wide(match: re.Match[str]) -> str:
    """Give a table its whole width, and its columns theirs."""
    head = match[2]
    for width in _WIDTHS.get(match[1], ()):
        head = re.sub(r"<th(?=[ >])(?! width)", f'<th width="{width}"', head, count=1)
    return f'<table class="{match[1]}" width="100%" cellspacing="0" cellpadding="0">{head}</tr>'


def show_rule_book(pack: str, mark: str, parent: QWidget) -> Reader:
    """Open the rule book of a pack at a row or source; a book that stands open is used again."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        whole = book(pack)
        reader = parent.findChild(Reader, f"rule book {pack}")
        if reader is None:
            page = ReaderPage(tr("Rule book"), lambda _width: whole.html)
            reader = Reader(tr("Rule book"), page, lambda: whole.sections, parent)
            reader.setObjectName(f"rule book {pack}")
        reader.start(whole.anchor(mark) if mark else "")
    finally:
        QApplication.restoreOverrideCursor()
    return reader
