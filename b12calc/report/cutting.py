"""Cut a row that is taller than a page into rows that are not; in the structure it stays one row.

ReportLab's own cutting of rows fails where a line more or less fits, and never ends on some; here a tall row is cut
once, before the table is made, at whole lines. What is cut is one piece of the structure as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from b12calc.report.rows import Looks
from b12calc.report.setting import Text

_TALL: Final = 150.0  # points; a head and two rows of this height stand on every page in every size of print
_PIECE: Final = 75.0  # points; small enough that little of a page stays empty
_ENDLESS: Final = 1e6
_LINES: Final = ("LINEABOVE", "LINEBELOW")


def cut_rows(rows: list[Any], widths: Sequence[float], looks: Looks) -> tuple[list[Any], Looks]:
    """Return rows none of which is tall, and the looks for them; both as they were where no row is tall."""
    gaps = _gaps(looks, len(widths))
    rooms = [[width - gap for width, gap in zip(widths, gaps, strict=True)]] * len(rows)
    for row in (look[1][1] for look in looks if look[0] == "SPAN" and look[2][0] == -1):
        rooms[row] = [sum(widths) - gaps[0], *rooms[row][1:]]  # a single cell over the whole width
    if not any(map(_tall, rows, rooms)):
        return rows, looks
    cut = list(map(_cut_row, rows, rooms))
    starts = [sum(map(len, cut[:place])) for place in range(len(cut) + 1)]
    found = [one for look in looks for one in _moved(look, starts)]
    for start, end in pairwise(starts):
        if end - start > 1:
            found += [("BOTTOMPADDING", (0, start), (-1, end - 2), 0), ("TOPPADDING", (0, start + 1), (-1, end - 1), 0)]
    return [piece for pieces in cut for piece in pieces], found


def _gaps(looks: Looks, columns: int) -> list[float]:
    """Return the room that is left free at both sides of each column, in points."""
    sides = {"LEFTPADDING": [6.0] * columns, "RIGHTPADDING": [6.0] * columns}
    for look in looks:
        if look[0] in sides:
            for column in range(columns)[look[1][0] : (look[2][0] + 1) or None]:
                sides[look[0]][column] = look[3]
    return [left + right for left, right in zip(*sides.values(), strict=True)]


def _texts(cell: Any) -> list[Text]:
    return [one for one in (cell if isinstance(cell, list | tuple) else [cell]) if isinstance(one, Text)]


def _tall(row: Sequence[Any], rooms: Sequence[float]) -> bool:
    return any(_height(cell, room) > _TALL for cell, room in zip(row, rooms, strict=True))


def _cut_row(row: Sequence[Any], rooms: Sequence[float]) -> list[list[Any]]:
    """Return the rows that one row becomes; a cell that has ended stays empty."""
    if not _tall(row, rooms):
        return [list(row)]
    cells = [list(_pieces(cell, room)) for cell, room in zip(row, rooms, strict=True)]
    count = max(map(len, cells))
    return [[cell[place] if place < len(cell) else () for cell in cells] for place in range(count)]


def _height(cell: Any, room: float) -> float:
    return sum(text.wrap(room, _ENDLESS)[1] for text in _texts(cell))


def _pieces(cell: Any, room: float) -> Iterator[Any]:
    """Yield what of a cell stands in each row, none of it tall."""
    if _height(cell, room) <= _TALL:
        yield cell
        return
    held: list[Text] = []
    left = _PIECE
    for text in _texts(cell):
        rest: Text | None = text
        while rest is not None:
            first, rest = rest.cut(room, left)
            if first is not None:
                held.append(first)
                left -= first.wrap(room, _ENDLESS)[1]
            if rest is not None:
                yield held
                held, left = [], _PIECE
    yield held


def _moved(look: tuple[Any, ...], starts: list[int]) -> Iterator[tuple[Any, ...]]:
    """Yield a look for the rows that its rows have become; a line stands where a whole row ends, not inside it."""
    name, (left, first), (right, last), *rest = look
    count = len(starts) - 1
    first, last = (row % count if row < 0 else row for row in (first, last))
    if name in _LINES:
        for row in range(first, last + 1):
            at = starts[row] if name == "LINEABOVE" else starts[row + 1] - 1
            yield (name, (left, at), (right, at), *rest)
    elif name == "SPAN":
        yield from ((name, (left, at), (right, at), *rest) for at in range(starts[first], starts[last + 1]))
    elif name == "NOSPLIT":  # with the first of what the last row has become
        yield (name, (left, starts[first]), (right, starts[last]), *rest)
    else:
        yield (name, (left, starts[first]), (right, starts[last + 1] - 1), *rest)
