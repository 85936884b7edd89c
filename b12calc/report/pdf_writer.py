"""Write a report as PDF: pages, margins, and what stands on every page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer

from b12calc.report import faces, style
from b12calc.report.document import ReportDocument, Scale, texts
from b12calc.report.drawing import labels
from b12calc.report.faces import width_of
from b12calc.report.finish import finish
from b12calc.report.flow import section_flow, title_flow
from b12calc.report.sheet import FOOT_LEADING, FOOT_SIZE, HEADING_LINE, HEADING_NAME, PAGE_NUMBER, Sheet, sheet_of
from b12calc.report.style import GRID, draw_text, fitted
from b12calc.report.tags import Element, Furniture, TaggedCanvas


def write(document: ReportDocument, paper: str, landed: dict[str, int] | None = None) -> bytes:
    """Return the PDF file, tagged and finished; see ``b12calc.report``.

    Every heading is put into ``landed`` with the page it stands on.
    """
    faces.register_fonts()
    sheet = sheet_of(document, paper)
    faces.refuse_unprintable(_all_texts(document))
    width, height = sheet.column, sheet.size[1] - sheet.head(2) - sheet.foot
    stream = BytesIO()
    template = BaseDocTemplate(
        stream, pagesize=sheet.size, pageTemplates=_templates(sheet), title=document.title,
        author=document.author, subject=document.statement, creator=document.author, lang=document.language,
        invariant=1, pageCompression=1,
    )  # fmt: skip
    root = Element("Document")
    said = {part: _said(root, "Header") for part in ("heading", "identity") if part != "heading" or sheet.heading}
    flow = [title_flow(document.title, document.subtitle, width, root), Spacer(1, GRID)]
    for section in document.sections:
        flow += section_flow(section, width, height, root)
    said |= {part: _said(root, "Footer") for part in ("edition", "statement")}

    def canvas(*arguments: Any, **settings: Any) -> PageCanvas:
        made = PageCanvas(document, sheet, said, *arguments, **settings)
        made.found = {} if landed is None else landed
        return made

    template.build(flow, canvasmaker=canvas)
    return finish(stream.getvalue(), root, document)


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
                yield from ((section.title, label.text) for label in labels(block, 10_000))


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
        """Finish every page and write the file."""
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            self._furniture(number, len(self._held))
            for title in (title for title, page in self.found.items() if page == number and self._document.outline):
                self.bookmarkPage(title)
                self.addOutlineEntry(title, title, 0)
            super().showPage()
        super().save()

    def _furniture(self, number: int, total: int) -> None:
        sheet = self._sheet
        side, (width, height), top = sheet.side, sheet.size, sheet.letterhead(number)
        foot = sheet.foot - GRID
        self.saveState()
        self.setStrokeColor(style.INK)
        self.setFillColor(style.INK)
        self.setLineWidth(0.7)
        with self.artifact("Layout"):
            self.line(side, height - top - 8 * GRID, width - side, height - top - 8 * GRID)
            self.line(side, foot, width - side, foot)
        self._letterhead((side, height - 7 * GRID + 1), number)
        self._header((side, height - top - 7 * GRID + 1), sheet.column)
        self._footer((side, foot - 2.5 * GRID), sheet.column, f"Page {number} of {total}")
        self.restoreState()

    def _letterhead(self, place: tuple[float, float], number: int) -> None:
        """Print the practice's heading: name and lines on page 1, the name alone and small on the others."""
        if not self._sheet.heading:
            return
        (name, *lines), (x, y) = self._sheet.heading, place
        if number > 1:
            self.setFillColor(style.QUIET)
            with self.piece(self._said["heading"]):
                draw_text(self, (x, y + 1), name, faces.REGULAR, FOOT_SIZE)
            self.setFillColor(style.INK)
            return
        with self.piece(self._said["heading"]):
            draw_text(self, (x, y), name, *HEADING_NAME)
            for place_of, line in enumerate(lines, 1):
                draw_text(self, (x, y - 1 - 9.5 * place_of), line, *HEADING_LINE)

    def _header(self, place: tuple[float, float], column: float) -> None:
        """Print who the sheet is about; a long part is cut with a visible … so that no other part is lost."""
        parts = self._document.identity
        share = column / len(parts)
        wide = [width_of(part, faces.BOLD, 8.5) for part in parts]
        if sum(wide) + 12 * (len(parts) - 1) > column:
            parts = tuple(fitted(part, faces.BOLD, 8.5, share - 12) for part in parts)
        with self.piece(self._said["identity"]):
            draw_text(self, place, " · ".join(parts), faces.BOLD, 8.5)

    def _footer(self, place: tuple[float, float], column: float, page: str) -> None:
        """Print edition and page number, and under them the statement over the whole width."""
        (x, y), sheet = place, self._sheet
        self._foot_lines("edition", sheet.edition, place)
        self.setFillColor(style.INK)
        with self.artifact("Footer"):
            draw_text(self, (x + column - width_of(page, *PAGE_NUMBER), y), page, *PAGE_NUMBER)
        self._foot_lines("statement", sheet.statement, (x, y - 1 - FOOT_LEADING * len(sheet.edition)))

    def _foot_lines(self, part: str, lines: tuple[str, ...], place: tuple[float, float]) -> None:
        self.setFillColor(style.QUIET)
        with self.piece(self._said[part]):
            for number, words in enumerate(lines):
                draw_text(self, (place[0], place[1] - number * FOOT_LEADING), words, faces.REGULAR, FOOT_SIZE)
