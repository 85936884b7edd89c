"""The licences and notices inside the program: what is handed on with it, whose it is, and every licence in full."""

import re
from functools import cache
from html import escape

from PySide6.QtWidgets import QWidget

from b12calc.assets import asset
from b12calc_ui.reader import Entry, Reader
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.texts import tr

_WRAPPED = re.compile(r"(\S.{50,}\S) *\n(?=[^\s*•-])")
_HEAD = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)


@cache
def notices_text() -> str:
    """Return the notices as they ship."""
    return asset("notices.txt").read_text(encoding="utf-8")


def notices_contents() -> list[Entry]:
    """Return every heading below the first, with its anchor; what stands below another is set in."""
    found = list(_HEAD.finditer(notices_text()))[1:]
    return [(f"notice-{one.start()}", ("\u2003" if len(one[1]) > 1 else "") + one[2]) for one in found]


@cache
def notices_html() -> str:
    """Return the notices for the reader: the words as written, long lines of a paragraph set anew for its width."""
    text, parts, at = notices_text(), [], 0
    for one in _HEAD.finditer(text):
        parts.append(_lines(text[at : one.start()]))
        depth = len(one[1])
        parts.append(f"<h{depth}><a name='notice-{one.start()}'></a>{escape(one[2])}</h{depth}>")
        at = one.end()
    return "".join([*parts, _lines(text[at:])])


def _lines(text: str) -> str:
    blocks = (escape(_WRAPPED.sub(r"\1 ", block.strip("\n"))) for block in re.split(r"\n\s*\n", text) if block.strip())
    return "".join(f"<p style='white-space:pre-wrap'>{block}</p>" for block in blocks)


def show_notices(parent: QWidget) -> Reader:
    """Open the notices; a reader that stands open is used again."""
    reader = parent.findChild(Reader, "notices")
    if reader is None:
        page = ReaderPage(tr("Licences and notices"), lambda _width: notices_html())
        reader = Reader(tr("Licences and notices"), page, notices_contents, parent)
        reader.setObjectName("notices")
    reader.start()
    return reader
