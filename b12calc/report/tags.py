"""What each piece of a page is, for readers who hear it or reflow it: structure elements and marked content.

The elements are made with the flow, in reading order, before anything is drawn; where a piece is drawn later, its marks
are hung on its element. So the order in which ReportLab draws has no say in the order in which the file is read, and a
text cut by the end of a page stays one text. Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal, TypeAlias

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from b12calc.report.ink import Ink, Line

Role = Literal["Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure"]
Scope = Literal["Column", "Row"]
Furniture = Literal["Layout", "Header", "Footer", "Repeat"]
Mark: TypeAlias = tuple[int, int]  # page, counted from 0, and number of the mark on that page
Box: TypeAlias = tuple[float, float, float, float]

_ARTIFACTS: Final = {
    "Layout": "/Artifact <</Type/Layout>> BDC",
    "Header": "/Artifact <</Type/Pagination/Subtype/Header>> BDC",
    "Footer": "/Artifact <</Type/Pagination/Subtype/Footer>> BDC",
    "Repeat": "/Artifact <</Type/Pagination>> BDC",
}


class Element:
    """Be one piece of the structure: its role, its pieces in reading order, and the marks that show it on paper.

    ``alt`` says a figure in words, ``box`` is where it stands on its page in points; a list is ``numbered`` or not.
    What is printed on later pages ``again``, such as the head of a table, is read once and is an artifact there.
    """

    __slots__ = ("again", "alt", "box", "kids", "numbered", "role", "scope")

    def __init__(self, role: Role, scope: Scope | None = None, alt: str = "", numbered: bool = False) -> None:
        self.role, self.scope, self.alt, self.numbered = role, scope, alt, numbered
        self.kids: list[Element | Mark] = []
        self.box: Box | None = None
        self.again: Furniture | None = "Repeat" if scope == "Column" else None

    def add(self, role: Role, scope: Scope | None = None, alt: str = "", numbered: bool = False) -> Element:
        """Return a new piece, put behind the others."""
        made = Element(role, scope, alt, numbered)
        self.kids.append(made)
        return made


class TaggedCanvas(Canvas):
    """Be a canvas on which everything drawn is a piece of the structure or an artifact, and never both."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._leaf = self._marks = 0
        self._open = False
        self._ink = Ink(self._doc, self._escape)  # type: ignore[attr-defined]

    def write(self, lines: Iterable[Line], top: float, size: float, leading: float, color: Color) -> None:
        """Write lines of text, each with its left edge; ``top`` is the base line of the first. All in points."""
        self._code.append(self._ink.lines(lines, top, size, leading, color))  # type: ignore[attr-defined]

    def put(self, code: Iterable[str]) -> None:
        """Put code on the page that leaves the canvas as it found it."""
        self._code.append(f"q {' '.join(code)} Q")  # type: ignore[attr-defined]

    def turn(self) -> None:
        """Begin the marks of the next page."""
        self._leaf, self._marks = self._leaf + 1, 0

    def _begin(self, opening: str) -> int:
        """Open a pair of marks; return how much is on the page with it."""
        if self._open:
            raise RuntimeError("marked content stands inside marked content")
        code: list[Any] = self._code  # type: ignore[attr-defined]
        code.append(opening)
        self._open = True
        return len(code)

    def _end(self, before: int) -> bool:
        """Close the pair, or take it back where nothing was drawn inside; return whether something was."""
        code: list[Any] = self._code  # type: ignore[attr-defined]
        self._open = False
        if drawn := len(code) > before:
            code.append("EMC")
        else:
            code.pop()
        return drawn

    @contextmanager
    def piece(self, element: Element) -> Iterator[None]:
        """Draw a piece of the structure, or a part of it; what is only printed again is an artifact."""
        if element.again and element.kids:
            with self.artifact(element.again):
                yield
            return
        before = self._begin(f"/{element.role} <</MCID {self._marks}>> BDC")
        yield
        if self._end(before):
            element.kids.append((self._leaf, self._marks))
            self._marks += 1

    @contextmanager
    def artifact(self, kind: Furniture = "Layout") -> Iterator[None]:
        """Draw what says nothing by itself: rules, grounds, and what stands on every page."""
        before = self._begin(_ARTIFACTS[kind])
        yield
        self._end(before)
