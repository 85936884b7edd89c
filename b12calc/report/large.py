"""Set a document for easy reading: one column, print of 10 to 24 points, lists with a dot, tables with boxes.

The same content model and tags as the record's; only sizes and looks differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable

from b12calc.report import document as content
from b12calc.report.columns import spread
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.grids import EMPTY, PLAIN, grid, height_of
from b12calc.report.rows import Grid, Looks
from b12calc.report.setting import Gap, Style
from b12calc.report.style import GRID, HAIR, INK, paragraph
from b12calc.report.tags import Element, Role

_DOT: Final = "•"
_TOGETHER: Final = 2  # rows of a grid, its head aside
_KEEP: Final = 0.3  # a section up to this share of the page is not cut in two
_LONG_LIST: Final = 6
_MOST_BESIDE: Final = 3
_CELL, _SMALL = 0.9, 0.7  # of the print of a table by the size of the print
_LINE: Final = 1.3  # line height by size: print for weak eyes needs room between lines


@dataclass(frozen=True, slots=True)
class Looking:
    """Hold the styles of one size of print, in points."""

    size: float

    def style(self, times: float = 1.0, face: str = REGULAR) -> Style:
        """Return the style of running text, some times as large."""
        return Style(self.size * times, _LINE * self.size * times, INK, face)


def large_flow(document: content.ReportDocument, width: float, height: float, root: Element) -> list[Flowable]:
    """Return title and sections for a column of this width and height in points, put into the structure in order."""
    look = Looking(document.size)
    flow: list[Flowable] = [
        paragraph(document.title, look.style(1.4, BOLD), piece=root.add("H1")),
        paragraph(document.subtitle, look.style(), piece=root.add("P")),
    ]
    for section in document.sections:
        part = _section(section, width, root, look)
        whole = height_of((one for one in part if not isinstance(one, CondPageBreak)), width)
        kept = [CondPageBreak(whole)] if whole <= _KEEP * height else []
        flow += [Gap(1, look.size * 0.6), *kept, *part]
    return flow


def _section(section: content.Section, width: float, root: Element, look: Looking) -> list[Flowable]:
    """Return heading and blocks.

    The heading stays with what it heads, a lead with the first lines of its list, the last block with the one before.
    """
    head: list[Flowable] = []
    if section.title:
        head.append(paragraph(section.title, look.style(1.15, BOLD), piece=root.add("H2")))
    level: Role = "H3" if section.title else "H2"
    parts = [_block(block, width, root, look, level) for block in section.blocks]
    starts = [_start(part, width, _is_whole(block)) for part, block in zip(parts, section.blocks, strict=True)]
    tables = [place for place, block in enumerate(section.blocks) if isinstance(block, content.Table)]
    gap = look.size * 0.3
    rooms = [*starts[:-2], sum(starts[-2:]) + gap, starts[-1]] if len(starts) > 1 else starts
    chain = sum(high + gap for high in starts[: tables[0] + 1]) if tables else 0.0
    headed = max([chain, *rooms[:1]])
    flow: list[Flowable] = [CondPageBreak(_start(head, width) + 2 * gap + headed), *head]
    for part, room in zip(parts, rooms, strict=True):
        flow += [Gap(1, gap), CondPageBreak(room), *part]
    return flow


def _is_whole(block: content.Block) -> bool:
    """Tell whether a block is never cut by the end of a page: cells to be filled in and then read in one go."""
    return isinstance(block, content.Table) and block.small


def _start(part: list[Flowable], width: float, whole: bool = False) -> float:
    """Return the height in points that has to stand together: all of it, or of a grid its first rows."""
    if whole:
        return height_of(part, width)
    return sum(one.start(_TOGETHER) if isinstance(one, Grid) else height_of([one], width) for one in part)


def _block(block: content.Block, width: float, into: Element, look: Looking, level: Role) -> list[Flowable]:
    match block:
        case content.Paragraph():
            return [paragraph(block.text, look.style(), lead=block.lead, piece=into.add("P"))]
        case content.ActionList():
            return _dotted(block, width, into, look, level)
        case content.Table():
            return _boxes(block, width, into, look)
        case content.WriteIn():
            return _write_in(block, width, into, look)
        case _:
            raise TypeError(f"print for easy reading has no {type(block).__name__}")


def _dotted(block: content.ActionList, width: float, into: Element, look: Looking, level: Role) -> list[Flowable]:
    lead = paragraph(block.lead, look.style(1.0, BOLD), piece=into.add(level))
    things = into.add("L")
    beside, indent = _beside(block, width, look), 1.4 * look.size
    cells: list[Any] = []
    for item in block.items:
        thing = things.add("LI")
        dot = paragraph(_DOT, look.style(), piece=thing.add("Lbl"))
        cells += [dot, paragraph(item.text, look.style(), piece=thing.add("LBody"))]
    cells += [EMPTY] * (-len(cells) % (2 * beside))
    rows = [cells[place : place + 2 * beside] for place in range(0, len(cells), 2 * beside)]
    return [lead, grid(rows, [indent, width / beside - indent] * beside, list(PLAIN))]


def _beside(block: content.ActionList, width: float, look: Looking) -> int:
    """Return how many things stand side by side: more than one only in a long list of short ones, such as days."""
    if len(block.items) < _LONG_LIST:
        return 1
    widest = max(width_of(item.text, REGULAR, look.size) for item in block.items) + 2.4 * look.size
    return max(1, min(_MOST_BESIDE, int(width / widest)))


def _boxes(block: content.Table, width: float, into: Element, look: Looking) -> list[Flowable]:
    """Return a table with every cell ruled, its rows high enough to be written in."""
    table = into.add("Table")
    line, rows = table.add("TR"), []
    times = _SMALL if block.small else _CELL
    heads = [paragraph(text, look.style(times, BOLD), piece=line.add("TH", "Column")) for text in block.header]
    for row in block.rows:
        line, cells = table.add("TR"), []
        for column, text in enumerate(row):
            piece = line.add("TH", "Row") if column == 0 else line.add("TD")
            face = BOLD if column in block.strong else REGULAR
            cells.append(paragraph(text, look.style(times, face), piece=piece) if text else EMPTY)
        rows.append(cells)
    room = look.size * block.air
    looks: Looks = [
        *PLAIN, ("LEFTPADDING", (0, 0), (-1, -1), GRID), ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
        ("TOPPADDING", (0, 1), (-1, -1), room), ("BOTTOMPADDING", (0, 1), (-1, -1), room),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"), ("GRID", (0, 0), (-1, -1), 0.7, INK if block.boxes else HAIR),
    ]  # fmt: skip
    return [grid([heads, *rows], spread(block.shares, width), looks, head=1)]


def _write_in(block: content.WriteIn, width: float, into: Element, look: Looking) -> list[Flowable]:
    """Return lines to be filled in, each label in front of its line."""
    cells: list[list[Any]] = []
    for label in block.labels:
        cells.append([paragraph(label, look.style(), piece=into.add("P")), EMPTY])
    looks: Looks = [*PLAIN, ("TOPPADDING", (0, 0), (-1, -1), look.size * 0.6)]
    looks += [("LINEBELOW", (1, row), (1, row), 0.7, INK) for row in range(len(cells))]
    return [grid(cells, [8 * look.size, width - 8 * look.size], looks)]
