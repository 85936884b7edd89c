"""Write a report as PDF: pages, margins, and what stands on every page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4, A5, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer

from b12calc.report import faces, style
from b12calc.report.document import ReportDocument, Scale, texts
from b12calc.report.drawing import labels
from b12calc.report.faces import width_of
from b12calc.report.flow import section_flow, title_flow
from b12calc.report.style import GRID, draw_text, fitted

PAPERS: Final = {"A4": A4, "Letter": LETTER, "A5": A5}
_HEAD: Final = 9.0 * GRID
_FOOT: Final = 10.0 * GRID
_SMALL: Final = 450.0  # points; narrower paper gets narrower margins


def write(document: ReportDocument, paper: str, landed: dict[str, int] | None = None) -> bytes:
    """Return the PDF file; see ``b12calc.report``. Every heading is put into ``landed`` with the page it stands on."""
    if paper not in PAPERS:
        raise ValueError(f"paper is one of {', '.join(PAPERS)}, not {paper!r}")
    faces.register_fonts()
    faces.refuse_unprintable(_all_texts(document))
    size = PAPERS[paper]
    side = 7.0 * GRID if size[0] < _SMALL else 11.0 * GRID
    width = size[0] - 2 * side
    frame = Frame(side, _FOOT, width, height := size[1] - _HEAD - _FOOT, 0, 0, 0, 0, id="body")
    stream = BytesIO()
    template = BaseDocTemplate(
        stream, pagesize=size, pageTemplates=[PageTemplate("page", [frame])], title=document.title,
        author=document.author, subject=document.statement, creator=document.author, lang=document.language,
        invariant=1, pageCompression=1,
    )  # fmt: skip
    flow = [title_flow(document.title, document.subtitle, width), Spacer(1, GRID)]
    for section in document.sections:
        flow += section_flow(section, width, height)

    def canvas(*arguments: Any, **settings: Any) -> PageCanvas:
        made = PageCanvas(document, side, *arguments, **settings)
        made.found = {} if landed is None else landed
        return made

    template.build(flow, canvasmaker=canvas)
    return stream.getvalue()


def _all_texts(document: ReportDocument) -> Iterator[tuple[str, str]]:
    yield from texts(document)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Scale):
                yield from ((section.title, label.text) for label in labels(block, 10_000))


class PageCanvas(Canvas):
    """Hold the pages back until their number is known, then add identity, statement and "Page x of y" to each."""

    def __init__(self, document: ReportDocument, side: float, *arguments: Any, **settings: Any) -> None:
        settings["initialFontName"] = faces.REGULAR
        super().__init__(*arguments, **settings)
        self._document, self._side = document, side
        self._held: list[dict[str, Any]] = []
        self.found: dict[str, int] = {}
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:
        """Keep the finished page for later."""
        self._held.append(dict(self.__dict__))
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
        side, (width, height) = self._side, self._pagesize  # type: ignore[attr-defined]
        column = width - 2 * side
        self.saveState()
        self.setStrokeColor(style.INK)
        self.setFillColor(style.INK)
        self.setLineWidth(0.7)
        self.line(side, height - 8 * GRID, width - side, height - 8 * GRID)
        self.line(side, 9 * GRID, width - side, 9 * GRID)
        self._header((side, height - 7 * GRID + 1), column)
        self._footer((side, 6.5 * GRID), column, f"Page {number} of {total}")
        self.restoreState()

    def _header(self, place: tuple[float, float], column: float) -> None:
        """Print who the sheet is about; a long part is cut with a visible … so that no other part is lost."""
        parts = self._document.identity
        share = column / len(parts)
        wide = [width_of(part, faces.BOLD, 8.5) for part in parts]
        if sum(wide) + 12 * (len(parts) - 1) > column:
            parts = tuple(fitted(part, faces.BOLD, 8.5, share - 12) for part in parts)
        draw_text(self, place, " · ".join(parts), faces.BOLD, 8.5)

    def _footer(self, place: tuple[float, float], column: float, page: str) -> None:
        """Print edition and page number, and under them the statement over the whole width."""
        x, y = place
        wide = width_of(page, faces.BOLD, 8)
        edition = fitted(self._document.edition, faces.REGULAR, 7, column - wide - 3 * GRID)
        self.setFillColor(style.QUIET)
        draw_text(self, place, edition, faces.REGULAR, 7)
        self.setFillColor(style.INK)
        draw_text(self, (x + column - wide, y), page, faces.BOLD, 8)
        self.setFillColor(style.QUIET)
        draw_text(self, (x, y - 10), self._document.statement, faces.REGULAR, 7)
