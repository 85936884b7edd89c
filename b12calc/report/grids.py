"""Set rows and columns: tables, facts with their labels, and the plain grids that hold other things in place.

A table and a set of facts are tables in the structure, with heads for their columns or their rows. A plain grid is
looks alone: what stands in it has its own place there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from reportlab.platypus import Flowable

from b12calc.report import document as content
from b12calc.report import faces, style
from b12calc.report.columns import fitted_columns, lowered
from b12calc.report.cutting import cut_rows
from b12calc.report.rows import Grid, Looks, rows_of
from b12calc.report.setting import Style, Text
from b12calc.report.style import GRID, paragraph
from b12calc.report.tags import Element
from b12calc.report.words import NOT_GIVEN

_ENDLESS: Final = 10_000.0
WIDE: Final = 400.0  # points; a narrower column gets one pair of label and value a line
_LABEL: Final = 0.225  # of the width; labels below each other stand so from one section to the next
EMPTY: Final[tuple[Flowable, ...]] = ()  # an empty string would be drawn as a text

PLAIN: Final[Looks] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2 * GRID),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_RULED: Final[Looks] = [
    ("LEFTPADDING", (0, 0), (-1, -1), GRID),
    ("RIGHTPADDING", (0, 0), (-1, -1), GRID),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.7, style.INK),
    ("BACKGROUND", (0, 0), (-1, 0), style.TINT),
]
_FINE: Final[Looks] = [*_RULED, ("TOPPADDING", (0, 0), (-1, -1), 0.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]


def grid(rows: list[Any], widths: list[float], looks: Looks, head: int = 0) -> Grid:
    """Return the rows as a grid that never leaves its first or its last row alone on a page; a tall row is cut."""
    rows, looks = cut_rows(rows, widths, looks)
    if len(rows) > head + 1:
        looks = [*looks, ("NOSPLIT", (0, 0), (-1, head + 1)), ("NOSPLIT", (0, len(rows) - 2), (-1, -1))]
    return Grid(rows_of(rows, len(widths), looks), widths, head)


def height_of(part: Iterable[Flowable], width: float) -> float:
    """Return how high flowables are together in a column of this width, both in points."""
    return sum(one.wrap(width, _ENDLESS)[1] for one in part)


def start_of(part: Iterable[Flowable], width: float, rows: int = 2) -> float:
    """Return the height in points that may not be parted: of a grid the head and the first ``rows``."""
    parts = list(part)
    kept = [one.start(rows) for one in parts if isinstance(one, Grid)]
    kept += [one.start(width) for one in parts if isinstance(one, Text)]
    return sum(kept) + height_of((one for one in parts if not isinstance(one, Grid | Text)), width)


def table_flow(block: content.Table, width: float, into: Element) -> list[Flowable]:
    """Return a table with its heads; where the first column names every row, it holds heads too."""
    table = into.add("Table")
    face, line = style.SMALL_STRONG if block.small else style.COLUMN, table.add("TR")
    rows: list[list[Any]] = [[paragraph(text, face, piece=line.add("TH", "Column")) for text in block.header]]
    named, looks, ends = _names_rows(block), [*(_FINE if block.small else _RULED)], []
    for row, note in block.rows_with_notes():
        cells, last = _cells(block, row, table.add("TR"), named)
        rows.append(cells)
        if note:
            rows.append(_note(cells, last, note))
            looks += _joined(len(rows) - 2)
        ends.append(len(rows) - 1)
    looks += [_hair(place, place) for place in ends[:-1]] if block.under else [_hair(1, -2)]
    return [grid(rows, fitted_columns(block, width), looks, head=1)]


def _cells(block: content.Table, row: tuple[str, ...], line: Element, named: bool) -> tuple[list[Any], Element]:
    """Return the cells of one row, and the piece of the last of them."""
    plain, strong = (style.SMALL, style.SMALL_STRONG) if block.small else (style.CELL, style.CELL_STRONG)
    cells: list[Any] = []
    for column, text in enumerate(row):
        piece = line.add("TH", "Row") if named and column == 0 else line.add("TD")
        face = strong if column in block.strong else plain
        cells.append(_cell(text, face, plain, piece) if block.lines else paragraph(text, face, piece=piece))
    return cells, piece


def _note(cells: list[Any], last: Element, text: str) -> list[Any]:
    """Return the row that holds a text below the cells: seen under them all, heard as the end of the last."""
    cells[-1].piece = last.add("P")
    return [paragraph(text, style.CELL, piece=last.add("P")), *[EMPTY] * (len(cells) - 1)]


def _joined(row: int) -> Looks:
    """Return the looks that make a row and the one below it, of a single cell, one."""
    whole = (0, row + 1), (-1, row + 1)
    return [("SPAN", *whole), ("NOSPLIT", (0, row), whole[1]), ("BOTTOMPADDING", (0, row), (-1, row), 0)]


def _hair(first: int, last: int) -> tuple[Any, ...]:
    return ("LINEBELOW", (0, first), (-1, last), 0.35, style.HAIR)


def _names_rows(block: content.Table) -> bool:
    """Tell whether the first column names its rows: every name stands there once, and heads are fewer than cells."""
    rows, columns = len(block.rows), len(block.header)
    names = {row[0] for row in block.rows}
    return len(names) == rows and not names & {"", NOT_GIVEN} and columns + rows <= rows * (columns - 1)


def _cell(text: str, face: Style, plain: Style, piece: Element) -> list[Any]:
    """Return one paragraph for each line, the first of them in the face of the column."""
    first, *rest = text.split("\n")
    if not rest:
        return [paragraph(first, face, piece=piece)]
    texts = [(first, face), *((line, plain) for line in rest)]
    return [paragraph(line, look, piece=piece.add("P")) for line, look in texts]


def facts_flow(block: content.KeyValues, width: float, into: Element) -> list[Flowable]:
    """Return short facts: in the structure a table with one row for each, its label the head."""
    facts = [(name, value, row.add("TH", "Row"), row.add("TD")) for name, value, row in _rows(block, into)]
    if block.strip and width >= WIDE:
        cells = [
            [paragraph(name, style.SMALL_LABEL, piece=head), paragraph(value, style.CELL_STRONG, piece=cell)]
            for name, value, head, cell in facts
        ]
        return _strip(block, cells, width)
    pairs = 2 if width >= WIDE and not block.below else 1
    label = max(faces.width_of(name, faces.REGULAR, style.LABEL.size) for name, _ in block.rows) + 3 * GRID
    label = max(label, _LABEL * width) if block.below else label
    rows: list[list[Any]] = []
    for place, (name, value, head, cell) in enumerate(facts):
        if place % pairs == 0:
            rows.append([])
        rows[-1] += [paragraph(name, style.LABEL, piece=head), paragraph(value, style.CELL, piece=cell)]
    rows[-1] += [EMPTY] * (2 * pairs - len(rows[-1]))
    return [grid(rows, [label, width / pairs - label] * pairs, PLAIN)]


def _rows(block: content.KeyValues, into: Element) -> list[tuple[str, str, Element]]:
    table = into.add("Table")
    return [(name, value, table.add("TR")) for name, value in block.rows]


def _strip(block: content.KeyValues, cells: list[Any], width: float) -> list[Flowable]:
    """Set the facts side by side like the boxes of a form, each as wide as its text asks."""
    sizes = (style.SMALL_LABEL.size, style.CELL.size)
    asked = [
        max(faces.width_of(name, faces.REGULAR, sizes[0]), faces.width_of(value, faces.BOLD, sizes[1])) + 5 * GRID
        for name, value in block.rows
    ]
    spare = (width - sum(asked)) / len(asked)
    wanted = [part + spare for part in asked] if spare >= 0 else lowered(asked, width)
    looks = [*PLAIN, ("LEFTPADDING", (1, 0), (-1, 0), 2 * GRID)]
    looks += [("LINEBEFORE", (column, 0), (column, 0), 0.5, style.HAIR) for column in range(1, len(cells))]
    return [grid([cells], wanted, looks)]
