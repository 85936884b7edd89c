"""Turn the blocks of a document into what ReportLab lays out; every text goes through the door in style."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from b12calc.report import document as content
from b12calc.report import style
from b12calc.report.columns import spread
from b12calc.report.drawing import ScalePicture
from b12calc.report.grids import EMPTY, PLAIN, facts_flow, grid, height_of, start_of, table_flow
from b12calc.report.headings import FromSecondPage, SectionHeading
from b12calc.report.setting import Gap
from b12calc.report.style import GRID, paragraph
from b12calc.report.tags import Element, Role, TaggedCanvas

_KEEP: Final = 0.18  # a section up to this share of the page is not cut in two
_MOST_KEPT: Final = 0.6  # more than this share of a page is never left empty to keep things together
_LEAD: Final = (15 * GRID, 5 * GRID)  # columns of the lead and the number; wider on wide paper


class Urgent(Flowable):
    """Be the most urgent line: a frame, a shape for the level, the word and the line."""

    canv: TaggedCanvas
    _INSET = 28.0

    def __init__(self, block: content.UrgentLine, into: Element) -> None:
        super().__init__()
        self.level = block.level
        self.words = [paragraph(block.word, style.LARGE, piece=into.add("P"))] if block.word else []
        self.words.append(paragraph(block.text, style.STRONG if block.word else style.LARGE, piece=into.add("P")))

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the whole width; the height follows the words, in points."""
        self.width = available
        inside = available - self._INSET - 2 * GRID
        self.height = sum(words.wrap(inside, height)[1] for words in self.words) + 2.5 * GRID
        return self.width, self.height

    def draw(self) -> None:
        """Draw frame, shape and words."""
        with self.canv.artifact():
            self._draw_frame()
        y = self.height - 1.5 * GRID
        for words in self.words:
            y -= words.height
            words.drawOn(self.canv, self._INSET, y)

    def _draw_frame(self) -> None:
        canvas, heavy = self.canv, self.level in ("emergency", "urgent")
        canvas.saveState()
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(1.6 if heavy else 0.8)
        canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        canvas.setFillColor(style.INK)
        _shape(canvas, self.level, self._INSET / 2 + 1, self.height / 2 - 6)
        canvas.restoreState()


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


def _actions(block: content.ActionList, width: float, into: Element, level: Role) -> list[Flowable]:
    """Return things to do: in the structure a heading and a list."""
    rows: list[list[Any]] = []
    looks = list(PLAIN)
    lead_width, number_width = max(_LEAD[0], 0.135 * width), max(_LEAD[1], 0.04 * width)
    columns = [lead_width, number_width, width - lead_width - number_width]
    heading, numbered = into.add(level), any(item.number for item in block.items)
    things = into.add("L", numbered=numbered)
    for place, item in enumerate(block.items):
        lead: Any = paragraph(block.lead, style.CELL_STRONG, piece=heading) if place == 0 else EMPTY
        thing = things.add("LI")
        number: Any = paragraph(item.number, style.LABEL, piece=thing.add("Lbl")) if item.number else EMPTY
        rows.append([lead, number, paragraph(item.text, style.CELL, lead=item.strength, piece=thing.add("LBody"))])
        if not item.number:
            looks.append(("SPAN", (0, place), (1, place)))
    return [grid(rows, columns, looks)]


def _write_in(block: content.WriteIn, width: float, into: Element) -> list[Flowable]:
    cells: list[Any] = []
    looks = list(PLAIN)
    for column, label in enumerate(block.labels):
        cells += [paragraph(label, style.LABEL, piece=into.add("P")), EMPTY]
        looks.append(("LINEABOVE", (2 * column, 0), (2 * column, 0), 0.7, style.INK))
    shares = (30, 3) * len(block.labels)
    return [Gap(1, 4 * GRID), grid([cells[:-1]], spread(shares[:-1], width), looks)]


def _paragraph(block: content.Paragraph, into: Element, level: Role) -> list[Flowable]:
    """Return a paragraph; one that is nothing but its lead is the heading of what follows."""
    looks = {"quiet": style.QUIET_TEXT, "small": style.SMALL}.get(block.tone, style.BODY)
    piece = into.add("P" if block.text or not block.lead else level)
    return [paragraph(block.text, looks, lead=block.lead, piece=piece)]


def block_flow(block: content.Block, width: float, into: Element, level: Role = "H3") -> list[Flowable]:
    """Return the flowables of one block for a column ``width`` points wide, put ``into`` the structure.

    A heading inside the block is of this ``level``.
    """
    flow: list[Flowable]
    match block:
        case content.UrgentLine():
            flow = [Urgent(block, into)]
        case content.Paragraph():
            flow = _paragraph(block, into, level)
        case content.KeyValues():
            flow = facts_flow(block, width, into)
        case content.Table():
            flow = table_flow(block, width, into)
        case content.Scale():
            flow = [ScalePicture(block, into.add("Figure", alt=block.twin)), Gap(1, GRID / 2)]
        case content.Timeline():
            from b12calc.report.timeline import TimelinePicture  # few records have one

            flow = [TimelinePicture(block, into.add("Figure", alt=block.twin)), Gap(1, GRID / 2)]
        case content.ActionList():
            flow = _actions(block, width, into, level)
        case content.WriteIn():
            flow = _write_in(block, width, into)
    return flow


def section_flow(section: content.Section, width: float, height: float, into: Element) -> list[Flowable]:
    """Return the flowables of one section for a column of this width and height in points.

    A short section is kept on one page; in a long one the heading stays with what it heads, and so does what only
    introduces a table or a picture.
    """
    level: Role = "H3" if section.title else "H2"
    head: list[Flowable] = []
    if section.title:
        head = [paragraph(section.title, style.HEADING, SectionHeading, piece=into.add("H2")), Gap(1, GRID / 2)]
    parts = [block_flow(block, width, into, level) for block in section.blocks]
    for place, block in enumerate(section.blocks[1:], 1):
        parts[place].insert(0, Gap(1, _gap_before(block)))
    start: list[Flowable] = [FromSecondPage()] if section.new_page else []
    if section.title:
        start.append(Gap(1, 1.5 * GRID))
    whole = [*head, *chain.from_iterable(parts)]
    if height_of(whole, width) <= _KEEP * height:
        return [*start, KeepTogether(whole)]
    rooms = _rooms(section.blocks, parts, width)
    need = min(height_of(head, width) + rooms[0], _MOST_KEPT * height)
    flow: list[Flowable] = [*start, CondPageBreak(max(section.room, need)), *head, *parts[0]]
    for place, part in enumerate(parts[1:], 1):
        kept = _introduces(section.blocks, place) and not _introduces(section.blocks, place - 1)
        flow += [CondPageBreak(min(rooms[place], _MOST_KEPT * height)), *part] if kept else part
    return flow


def _gap_before(block: content.Block) -> float:
    """Return the room in points above a block that is not the first; a heavy lead shows by itself where one begins."""
    if isinstance(block, content.Paragraph) and block.tone == "small":
        return GRID / 4 if block.lead else GRID / 2
    return GRID / 2 if isinstance(block, content.ActionList) else GRID


def _introduces(blocks: Sequence[content.Block], place: int) -> bool:
    """Tell whether a block says little without the next one: facts or a paragraph before a table or a picture."""
    block, after = blocks[place], blocks[place + 1 : place + 2]
    if isinstance(block, content.Paragraph) and block.lead and not block.text:
        return bool(after)
    shown = any(isinstance(one, content.Table | content.Scale | content.Timeline) for one in after)
    return shown and isinstance(block, content.Paragraph | content.KeyValues)


def _rooms(blocks: Sequence[content.Block], parts: list[list[Flowable]], width: float) -> list[float]:
    """Return for each block the height in points that has to stand on one page from its beginning."""
    rooms = [start_of(part, width) for part in parts]
    for place in range(len(parts) - 2, -1, -1):
        if _introduces(blocks, place):
            rooms[place] = height_of(parts[place], width) + rooms[place + 1]
    return rooms


def title_flow(title: str, aside: str, width: float, into: Element) -> Flowable:
    """Return the title of the report with the dates at its right."""
    cells = [
        [
            paragraph(title, style.TITLE, piece=into.add("H1")),
            paragraph(aside, style.ASIDE, piece=into.add("P")),
        ]
    ]
    looks = [*PLAIN, ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    return grid(cells, spread((1, 1), width), looks)
