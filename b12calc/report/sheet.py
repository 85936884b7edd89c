"""The measures of one sheet of paper: margins, and the room that head and foot of its pages need for their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4, A5, LETTER

from b12calc.report.document import ReportDocument
from b12calc.report.faces import BOLD, REGULAR, clean, width_of
from b12calc.report.setting import lines_of, words_of
from b12calc.report.style import GRID

PAPERS: Final = {"A4": A4, "Letter": LETTER, "A5": A5}
HEADING_NAME: Final = (BOLD, 10.0)
HEADING_LINE: Final = (REGULAR, 7.5)
FOOT_SIZE: Final = 7.0
EDITION_SIZE: Final = 7.75  # its figures are what a poor copy loses first
FOOT_LEADING: Final = 9.0
PAGE_NUMBER: Final = (BOLD, 8.0)
_HEAD: Final = 9.0 * GRID
_FOOT: Final = 10.0 * GRID
_NAME_ROOM, _LINE_ROOM, _LATER_ROOM = 13.0, 9.5, 10.0
_SMALL: Final = 450.0  # points; narrower paper gets narrower margins
_WIDEST_NUMBER: Final = "Page 888 of 888"
_LARGER: Final = {0: 1.0, 10: 1.0, 12: 1.15, 18: 1.4, 24: 1.7}  # of head and foot, by the size of the print
_LARGEST_NARROW: Final = 1.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold paper size, margin and the broken lines of the foot, in points; ``edition`` stands above ``statement``.

    Head and foot are ``scale`` times as large as on the record.
    """

    size: tuple[float, float]
    side: float
    heading: tuple[str, ...]
    edition: tuple[str, ...]
    statement: tuple[str, ...]
    scale: float = 1.0

    @property
    def column(self) -> float:
        """Return the width of the text."""
        return self.size[0] - 2 * self.side

    @property
    def foot(self) -> float:
        """Return the room below the text: two lines, and one more for each that the words need."""
        return self.scale * (_FOOT + FOOT_LEADING * (len(self.edition) + len(self.statement) - 2))

    def letterhead(self, page: int) -> float:
        """Return the room for the practice's heading above the identity: whole on page 1, one small line later."""
        if not self.heading:
            return 0.0
        return self.scale * (_NAME_ROOM + _LINE_ROOM * (len(self.heading) - 1) + GRID if page == 1 else _LATER_ROOM)

    def head(self, page: int) -> float:
        """Return the room above the text of a page."""
        return self.scale * _HEAD + self.letterhead(page)


def sheet_of(document: ReportDocument, paper: str) -> Sheet:
    """Return the measures for a document on ``A4``, ``Letter`` or ``A5``; raises ValueError for another paper."""
    if paper not in PAPERS:
        raise ValueError(f"paper is one of {', '.join(PAPERS)}, not {paper!r}")
    size = PAPERS[paper]
    side = _side(size)
    column = size[0] - 2 * side
    scale = _LARGER[document.size] if side > 6.0 * GRID else min(_LARGER[document.size], _LARGEST_NARROW)
    beside = column / scale - width_of(_WIDEST_NUMBER, *PAGE_NUMBER) - 3 * GRID
    edition = _broken(document.edition, beside, EDITION_SIZE)
    statement = _broken(document.statement, column / scale, FOOT_SIZE)
    return Sheet(size, side, document.heading, edition, statement, scale)


def narrowest_column() -> float:
    """Return the width of the text on the smallest paper, in points."""
    return min(size[0] - 2 * _side(size) for size in PAPERS.values())


def _side(size: tuple[float, float]) -> float:
    return 6.0 * GRID if size[0] < _SMALL else 11.0 * GRID


def _broken(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return a text of the foot in lines of this width, nothing cut off."""
    lines = lines_of(words_of(clean(text), REGULAR, size), width, size)
    return tuple(" ".join("".join(part for _, part in word.parts) for word in line) for line, _ in lines)
