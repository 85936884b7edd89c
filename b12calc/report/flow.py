"""Turn the blocks of a document into what ReportLab lays out; every text goes through the door in style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias, cast

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from b12calc.report import document as content
from b12calc.report import faces, style
from b12calc.report.columns import fitted_columns, spread
from b12calc.report.drawing import ScalePicture
from b12calc.report.headings import FromSecondPage, SectionHeading
from b12calc.report.setting import Style
from b12calc.report.style import GRID, paragraph

_WIDE: Final = 400.0  # points; a narrower column gets one pair of label and value a line
_KEEP: Final = 0.18  # a section up to this share of the page is not cut in two
_TALL: Final = 1200  # characters
_LEAD: Final = (15 * GRID, 5 * GRID)  # columns of the lead and the number; wider on wide paper

_Looks: TypeAlias = list[tuple[Any, ...]]
_PLAIN: Final[_Looks] = [
    ("FONT", (0, 0), (-1, -1), faces.REGULAR, 8, 10),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2 * GRID),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_RULED: Final[_Looks] = [
    ("FONT", (0, 0), (-1, -1), faces.REGULAR, 8, 10),
    ("LEFTPADDING", (0, 0), (-1, -1), GRID),
    ("RIGHTPADDING", (0, 0), (-1, -1), GRID),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 1), (-1, -2), 0.35, style.HAIR),
    ("LINEBELOW", (0, 0), (-1, 0), 0.7, style.INK),
    ("BACKGROUND", (0, 0), (-1, 0), style.TINT),
]


class Urgent(Flowable):
    """Be the most urgent line: a frame, a shape for the level, the word and the line."""

    _INSET = 28.0

    def __init__(self, block: content.UrgentLine) -> None:
        super().__init__()
        self.level = block.level
        self.words = [paragraph(block.text, style.STRONG if block.word else style.LARGE)]
        if block.word:
            self.words.insert(0, paragraph(block.word, style.LARGE))

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the whole width; the height follows the words, in points."""
        self.width = available
        inside = available - self._INSET - 2 * GRID
        self.height = sum(words.wrap(inside, height)[1] for words in self.words) + 2.5 * GRID
        return self.width, self.height

    def draw(self) -> None:
        """Draw frame, shape and words."""
        canvas, heavy = self.canv, self.level in ("emergency", "urgent")
        canvas.saveState()
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(1.6 if heavy else 0.8)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        canvas.setFillColor(style.INK)
        _shape(canvas, self.level, self._INSET / 2 + 1, self.height / 2 - 6)
        canvas.restoreState()
        y = self.height - 1.5 * GRID
        for words in self.words:
            y -= words.height
            words.drawOn(canvas, self._INSET, y)


def _shape(canvas: Any, level: content.Level, x: float, y: float) -> None:
    """Draw the level as a shape: filled triangle, open triangle, square, ring; the word beside it says the same."""
    canvas.setLineWidth(1.4)
    if level in ("emergency", "urgent"):
        path = canvas.beginPath()
        path.moveTo(x, y + 13)
        path.lineTo(x - 8, y - 1)
        path.lineTo(x + 8, y - 1)
        path.close()
        canvas.drawPath(path, stroke=1, fill=int(level == "emergency"))
    elif level == "soon":
        canvas.rect(x - 5, y, 10, 10, stroke=0, fill=1)
    else:
        canvas.circle(x, y + 5, 5, stroke=1, fill=0)


def _grid(rows: list[Any], widths: list[float], looks: _Looks, head: int = 0, tall: bool = False) -> Grid:
    """Return the rows as a grid that never leaves its first or its last row alone on a page."""
    if len(rows) > head + 1:
        looks = [*looks, ("NOSPLIT", (0, 0), (-1, head + 1)), ("NOSPLIT", (0, len(rows) - 2), (-1, -1))]
    return Grid(rows, colWidths=widths, style=cast("Any", looks), repeatRows=head, splitInRow=int(tall))


def _is_tall(rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether a row may be taller than a page: only then may a row be cut in two."""
    return any(len(cell) > _TALL for row in rows for cell in row)


def _table(block: content.Table, width: float) -> list[Flowable]:
    plain, strong = (style.SMALL, style.SMALL_STRONG) if block.small else (style.CELL, style.CELL_STRONG)
    rows = [[paragraph(text, style.SMALL_STRONG if block.small else style.COLUMN) for text in block.header]]
    for row in block.rows:
        faces = [strong if column in block.strong else plain for column in range(len(row))]
        rows.append([_cell(text, face, plain, block.lines) for text, face in zip(row, faces, strict=True)])
    return [_grid(rows, fitted_columns(block, width), _RULED, head=1, tall=_is_tall(block.rows))]


def _cell(text: str, face: Style, plain: Style, lines: bool) -> Any:
    """Return one paragraph, or one for each line, the first of them in the face of the column."""
    if not lines:
        return paragraph(text, face)
    first, *rest = text.split("\n")
    return [paragraph(first, face), *(paragraph(line, plain) for line in rest)]


def _key_values(block: content.KeyValues, width: float) -> list[Flowable]:
    if block.strip and width >= _WIDE:
        return _strip(block, width)
    pairs = 2 if width >= _WIDE else 1
    label = max(faces.width_of(name, faces.REGULAR, style.LABEL.size) for name, _ in block.rows) + 3 * GRID
    rows: list[list[Any]] = []
    for place, (name, value) in enumerate(block.rows):
        if place % pairs == 0:
            rows.append([])
        rows[-1] += [paragraph(name, style.LABEL), paragraph(value, style.CELL)]
    rows[-1] += [""] * (2 * pairs - len(rows[-1]))
    return [_grid(rows, [label, width / pairs - label] * pairs, _PLAIN, tall=_is_tall(block.rows))]


def _strip(block: content.KeyValues, width: float) -> list[Flowable]:
    """Set the facts side by side like the boxes of a form, each as wide as its text asks."""
    sizes = (style.SMALL_LABEL.size, style.CELL.size)
    asked = [
        max(faces.width_of(name, faces.REGULAR, sizes[0]), faces.width_of(value, faces.BOLD, sizes[1])) + 5 * GRID
        for name, value in block.rows
    ]
    spare = max(width - sum(asked), 0) / len(asked)
    wanted = [part + spare for part in asked]
    cells = [[paragraph(name, style.SMALL_LABEL), paragraph(value, style.CELL_STRONG)] for name, value in block.rows]
    looks = [*_PLAIN, ("LEFTPADDING", (1, 0), (-1, 0), 2 * GRID)]
    looks += [("LINEBEFORE", (column, 0), (column, 0), 0.5, style.HAIR) for column in range(1, len(cells))]
    return [_grid([cells], spread(wanted, width), looks)]


def _actions(block: content.ActionList, width: float) -> list[Flowable]:
    rows: list[list[Any]] = []
    looks = list(_PLAIN)
    lead_width, number_width = max(_LEAD[0], 0.135 * width), max(_LEAD[1], 0.04 * width)
    columns = [lead_width, number_width, width - lead_width - number_width]
    for place, item in enumerate(block.items):
        lead = paragraph(block.lead, style.CELL_STRONG) if place == 0 else ""
        number = paragraph(item.number, style.LABEL) if item.number else ""
        rows.append([lead, number, paragraph(item.text, style.CELL, lead=item.strength)])
        if not item.number:
            looks.append(("SPAN", (0, place), (1, place)))
    return [_grid(rows, columns, looks, tall=_is_tall([[item.text] for item in block.items]))]


def _write_in(block: content.WriteIn, width: float) -> list[Flowable]:
    cells: list[Any] = []
    looks = list(_PLAIN)
    for column, label in enumerate(block.labels):
        cells += [paragraph(label, style.LABEL), ""]
        looks.append(("LINEABOVE", (2 * column, 0), (2 * column, 0), 0.7, style.INK))
    shares = (30, 3) * len(block.labels)
    return [Spacer(1, 4 * GRID), _grid([cells[:-1]], spread(shares[:-1], width), looks)]


def _paragraph(block: content.Paragraph) -> list[Flowable]:
    looks = {"quiet": style.QUIET_TEXT, "small": style.SMALL}.get(block.tone, style.BODY)
    return [paragraph(block.text, looks, lead=block.lead)]


def block_flow(block: content.Block, width: float) -> list[Flowable]:
    """Return the flowables of one block for a column ``width`` points wide."""
    flow: list[Flowable]
    match block:
        case content.UrgentLine():
            flow = [Urgent(block)]
        case content.Paragraph():
            flow = _paragraph(block)
        case content.KeyValues():
            flow = _key_values(block, width)
        case content.Table():
            flow = _table(block, width)
        case content.Scale():
            flow = [ScalePicture(block), Spacer(1, GRID / 2)]
        case content.ActionList():
            flow = _actions(block, width)
        case content.WriteIn():
            flow = _write_in(block, width)
    return flow


def section_flow(section: content.Section, width: float, height: float) -> list[Flowable]:
    """Return the flowables of one section for a column of this width and height in points.

    A short section is kept on one page, a long one starts with room below its heading.
    """
    flow: list[Flowable] = []
    if section.title:
        flow += [paragraph(section.title, style.HEADING, SectionHeading), Spacer(1, GRID / 2)]
    for place, block in enumerate(section.blocks):
        close = isinstance(block, content.ActionList) or getattr(block, "tone", "") == "small"
        flow += [Spacer(1, GRID / 2 if close else GRID)] * bool(place) + block_flow(block, width)
    start: list[Flowable] = [FromSecondPage()] if section.new_page else []
    if section.title:
        start.append(Spacer(1, 1.5 * GRID))
    if sum(part.wrap(width, 10_000)[1] for part in flow) <= _KEEP * height:
        return [*start, KeepTogether(flow)]
    return [*start, CondPageBreak(section.room), *flow]


def title_flow(title: str, aside: str, width: float) -> Flowable:
    """Return the title of the report with the dates at its right."""
    cells = [[paragraph(title, style.TITLE), paragraph(aside, style.ASIDE)]]
    looks = [*_PLAIN, ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    return _grid(cells, spread((1, 1), width), looks)
