"""How wide the columns of a table are: as the content asks, but never so narrow that a date or a figure breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.report.document import Table
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.style import CELL, GRID, SMALL

_MOST: Final = 0.4  # a single unbroken word may claim this share of the table, no more
_MOST_NARROW: Final = 0.27
_NARROW: Final = 400.0  # points; the column of A5 paper
_BIT: Final = 2.0
_SIDES: Final = 2 * GRID + 0.6


def spread(shares: Sequence[float], width: float) -> list[float]:
    """Return column widths in points in the proportion of the shares."""
    return [width * share / sum(shares) for share in shares]


def fitted_columns(table: Table, width: float) -> list[float]:
    """Return column widths in points: by share, each at least as wide as its longest word.

    On small paper by what stands in them, so that the table is low.
    """
    most = width * (_MOST_NARROW if width < _NARROW else _MOST)
    needs = [min(_need(table, column), most) for column in range(len(table.header))]
    if sum(needs) >= width:
        return lowered(needs, width)
    if width < _NARROW:
        return _levelled(table, needs, width)
    widths = spread(table.shares, width)
    narrow: set[int] = set()
    while len(narrow) < len(widths):
        found = {column for column, need in enumerate(needs) if column not in narrow and widths[column] < need}
        if not found:
            break
        narrow |= found
        left = width - sum(needs[column] for column in narrow)
        others = sum(share for column, share in enumerate(table.shares) if column not in narrow)
        widths = [
            needs[column] if column in narrow else left * share / others for column, share in enumerate(table.shares)
        ]
    return widths


def lowered(needs: list[float], width: float) -> list[float]:
    """Return the needs cut at one height, so that they fill the width: a date keeps its column, long words do not."""
    left = width
    for number, need in enumerate(sorted(needs)):
        level = left / (len(needs) - number)
        if need >= level:
            return [min(one, level) for one in needs]
        left -= need
    return needs


def _levelled(table: Table, needs: list[float], width: float) -> list[float]:
    """Return widths under which the rows are as low as can be: each bit of spare room goes where it saves most lines.

    Shares are made for wide paper; on small paper they leave a column half empty beside one that runs down the page.
    """
    size = (SMALL if table.small else CELL).size
    faces = [BOLD if column in table.strong else REGULAR for column in range(len(needs))]
    inks = [[width_of(cell, face, size) for cell, face in zip(row, faces, strict=True)] for row in table.rows]
    widths = list(needs)
    while (spare := width - sum(widths)) > _BIT:
        tall = [max(_lines(ink, wide) for ink, wide in zip(row, widths, strict=True)) for row in inks]
        wanted = [sum(_pull(row, widths, column, high) for row, high in zip(inks, tall, strict=True))
                  for column in range(len(widths))]  # fmt: skip
        best = max(range(len(widths)), key=lambda column: (wanted[column], table.shares[column], -column))
        if not wanted[best]:
            return [wide + spare * share / sum(table.shares) for wide, share in zip(widths, table.shares, strict=True)]
        widths[best] += _BIT
    return spread(widths, width)


def _lines(ink: float, wide: float) -> float:
    """Return about how many lines an unbroken text of this width takes in a column."""
    return max(1.0, 1.08 * ink / (wide - _SIDES))


def _pull(row: list[float], widths: list[float], column: int, tall: float) -> float:
    """Return how much a row would gain by a wider column: nothing unless this column makes it tall."""
    here = _lines(row[column], widths[column])
    return here / widths[column] if here >= tall > 1 else 0.0


def _need(table: Table, column: int) -> float:
    """Return the width of the longest word of one column, no-break spaces counted as part of the word."""
    face, size = BOLD if column in table.strong else REGULAR, (SMALL if table.small else CELL).size
    words = {max(row[column].replace("\n", " ").split(" "), key=len) for row in table.rows}
    widest = max((width_of(word, face, size) for word in sorted(words, key=len)[-6:]), default=0.0)
    head = width_of(max(table.header[column].split(" "), key=len), BOLD, size)
    return max(widest, head) + _SIDES
