"""Write a report as PDF: pages, margins, and what stands on every page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from b12calc.report import drawing, faces, style
from b12calc.report.document import ReportDocument, Scale, Timeline, texts
from b12calc.report.faces import width_of
from b12calc.report.finish import finish
from b12calc.report.flow import section_flow, title_flow
from b12calc.report.large import large_flow
from b12calc.report.printable import refuse_unprintable
from b12calc.report.setting import Gap
from b12calc.report.sheet import (
    EDITION_SIZE,
    FOOT_LEADING,
    FOOT_SIZE,
    HEADING_LINE,
    HEADING_NAME,
    PAGE_NUMBER,
    Sheet,
    sheet_of,
)
from b12calc.report.style import GRID, draw_text, fitted
from b12calc.report.tags import Element, Furniture, TaggedCanvas


def write(document: ReportDocument, paper: str, landed: dict[str, int] | None = None) -> bytes:
    """Return the PDF file, tagged and finished; see ``b12calc.report``.

    Every heading is put into ``landed`` with the page it stands on.
    """
    try:
        return _written(document, paper, landed)
    finally:
        faces.measure.cache_clear()  # nothing that was typed is kept


def _written(document: ReportDocument, paper: str, landed: dict[str, int] | None) -> bytes:
    faces.register_fonts()
    sheet = sheet_of(document, paper)
    refuse_unprintable(_all_texts(document), document.entered)
    width, height = sheet.column, sheet.size[1] - sheet.head(2) - sheet.foot
    template = BaseDocTemplate(
        BytesIO(), pagesize=sheet.size, pageTemplates=_templates(sheet), title=document.title,
        author=document.author, subject=document.statement, creator=document.author, invariant=1,
    )  # fmt: skip
    root = Element("Document")
    said = {part: _said(root, "Header") for part in ("heading", "identity") if part != "heading" or sheet.heading}
    flow = large_flow(document, width, height, root) if document.size else _record_flow(document, width, height, root)
    said |= {part: _said(root, "Footer") for part in ("edition", "statement")}

    drawn: list[PageCanvas] = []

    def canvas(*arguments: Any, **settings: Any) -> PageCanvas:
        made = PageCanvas(document, sheet, said, *arguments, **settings)
        made.found = {} if landed is None else landed
        drawn.append(made)
        return made

    template.build(flow, canvasmaker=canvas)
    return finish(drawn[0], root, document)


def _record_flow(document: ReportDocument, width: float, height: float, root: Element) -> list[Flowable]:
    """Return title and sections in the record's own small print."""
    flow = [title_flow(document.title, document.subtitle, width, root), Gap(1, GRID)]
    for section in document.sections:
        flow += section_flow(section, width, height, root)
    return flow


def _said(root: Element, place: Furniture) -> Element:
    """Return the piece for what stands on every page: read on the first, furniture on the others."""
    piece = root.add("P")
    piece.again = place
    return piece


def _templates(sheet: Sheet) -> list[PageTemplate]:
    """Return page 1 and the pages after it, which differ by the room for the practice's heading."""
    made = []
    for page, name in ((1, "first"), (2, "later")):
        height = sheet.size[1] - sheet.head(page) - sheet.foot
        frame = Frame(sheet.side, sheet.foot, sheet.column, height, 0, 0, 0, 0, id="body")
        made.append(PageTemplate(name, [frame], autoNextPageTemplate="later"))
    return made


def _all_texts(document: ReportDocument) -> Iterator[tuple[str, str]]:
    yield from texts(document)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Scale):
                yield from ((section.title, label.text) for label in drawing.labels(block, 10_000))
            elif isinstance(block, Timeline):
                from b12calc.report import timeline  # few records have one

                yield from ((section.title, label.text) for label in timeline.labels(block, 10_000))


class PageCanvas(TaggedCanvas):
    """Hold the pages back until their number is known, then add identity, statement and "Page x of y" to each."""

    def __init__(
        self, document: ReportDocument, sheet: Sheet, said: dict[str, Element], *arguments: Any, **settings: Any
    ) -> None:
        settings["initialFontName"] = faces.REGULAR
        super().__init__(*arguments, **settings)
        self._document, self._sheet, self._said = document, sheet, said
        self._held: list[dict[str, Any]] = []
        self.found: dict[str, int] = {}

    def showPage(self) -> None:
        """Keep the finished page for later."""
        self._held.append(dict(self.__dict__))
        self.turn()
        self._startPage()  # type: ignore[attr-defined]

    def landed(self, title: str) -> None:
        """Take down on which page a heading stands."""
        self.found.setdefault(title, len(self._held) + 1)

    def save(self) -> None:
        """Finish every page; the file is written by ``finish``."""
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            self._furniture(number, len(self._held))
            for title in (title for title, page in self.found.items() if page == number and self._document.outline):
                self.bookmarkPage(title)
                self.addOutlineEntry(title, title, 0)
            super().showPage()

    def _furniture(self, number: int, total: int) -> None:
        sheet = self._sheet
        side, (width, height), top = sheet.side, sheet.size, sheet.letterhead(number)
        grid = sheet.scale * GRID
        foot = sheet.foot - grid
        self.saveState()
        self.setStrokeColor(style.INK)
        self.setFillColor(style.INK)
        self.setLineWidth(0.7)
        with self.artifact("Layout"):
            self.line(side, height - top - 8 * grid, width - side, height - top - 8 * grid)
            self.line(side, foot, width - side, foot)
        self._letterhead((side, height - 7 * grid + 1), number)
        self._header((side, height - top - 7 * grid + 1), sheet.column)
        self._footer((side, foot - 2.5 * grid), sheet.column, f"Page {number} of {total}")
        self.restoreState()

    def _letterhead(self, place: tuple[float, float], number: int) -> None:
        """Print the practice's heading: name and lines on page 1, the name alone and small on the others."""
        if not self._sheet.heading:
            return
        (name, *lines), (x, y), scale = self._sheet.heading, place, self._sheet.scale
        if number > 1:
            with self.piece(self._said["heading"]):
                self._line((x, y + 1), name, faces.REGULAR, FOOT_SIZE)
            return
        with self.piece(self._said["heading"]):
            self._line((x, y), name, *HEADING_NAME)
            for place_of, line in enumerate(lines, 1):
                self._line((x, y - 1 - 9.5 * scale * place_of), line, *HEADING_LINE)

    def _line(self, place: tuple[float, float], text: str, face: str, size: float) -> None:
        """Draw one line of the head as large as the sheet asks, but never wider than it."""
        most = size * self._sheet.column / max(width_of(text, face, size), 1.0)
        draw_text(self, place, text, face, max(size, min(size * self._sheet.scale, most)))

    def _header(self, place: tuple[float, float], column: float) -> None:
        """Print who the sheet is about; a long part is cut with a visible … so that no other part is lost."""
        parts = self._document.identity
        share = column / len(parts)
        wide = [width_of(part, faces.BOLD, 8.5) for part in parts]
        if sum(wide) + 12 * (len(parts) - 1) > column:
            parts = tuple(fitted(part, faces.BOLD, 8.5, share - 12) for part in parts)
        with self.piece(self._said["identity"]):
            self._line(place, " · ".join(parts), faces.BOLD, 8.5)

    def _footer(self, place: tuple[float, float], column: float, page: str) -> None:
        """Print edition and page number, and under them the statement over the whole width."""
        (x, y), sheet, (face, size) = place, self._sheet, PAGE_NUMBER
        size *= sheet.scale
        self._foot_lines("edition", sheet.edition, place, EDITION_SIZE)
        with self.artifact("Footer"):
            draw_text(self, (x + column - width_of(page, face, size), y), page, face, size)
        below = y - 1 - sheet.scale * FOOT_LEADING * len(sheet.edition)
        self._foot_lines("statement", sheet.statement, (x, below), FOOT_SIZE)

    def _foot_lines(self, part: str, lines: tuple[str, ...], place: tuple[float, float], size: float) -> None:
        scale = self._sheet.scale
        with self.piece(self._said[part]):
            for number, words in enumerate(lines):
                y = place[1] - number * scale * FOOT_LEADING
                draw_text(self, (place[0], y), words, faces.REGULAR, scale * size)
