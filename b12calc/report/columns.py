"""How wide the columns of a table are: as the content asks, but never so narrow that a date or a figure breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.report.document import Table
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.style import CELL, GRID, SMALL

_MOST: Final = 0.4  # a single unbroken word may claim this share of the table, no more
_SIDES: Final = 2 * GRID + 0.6


def spread(shares: Sequence[float], width: float) -> list[float]:
    """Return column widths in points in the proportion of the shares."""
    return [width * share / sum(shares) for share in shares]


def fitted_columns(table: Table, width: float) -> list[float]:
    """Return column widths in points: by share, each at least as wide as its longest word."""
    needs = [min(_need(table, column), width * _MOST) for column in range(len(table.header))]
    if sum(needs) >= width:
        return spread(needs, width)
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


def _need(table: Table, column: int) -> float:
    """Return the width of the longest word of one column, no-break spaces counted as part of the word."""
    face, size = BOLD if column in table.strong else REGULAR, (SMALL if table.small else CELL).size
    words = {max(row[column].replace("\n", " ").split(" "), key=len) for row in table.rows}
    widest = max((width_of(word, face, size) for word in sorted(words, key=len)[-6:]), default=0.0)
    head = width_of(max(table.header[column].split(" "), key=len), BOLD, size)
    return max(widest, head) + _SIDES
