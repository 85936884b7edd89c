"""Rows and columns of texts on paper: set, parted between rows, and drawn; a head stands again on every page.

ReportLab's own table takes a third of the time of a record, for what is not needed here. Looks are given in its words,
so far as they are used: padding and VALIGN, lines, BACKGROUND, SPAN from the first column on, and NOSPLIT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from b12calc.report.ink import drawing, filling
from b12calc.report.setting import Text
from b12calc.report.tags import TaggedCanvas

Looks: TypeAlias = list[tuple[Any, ...]]
_BIT: Final = 1e-6
_SQUARE: Final = "2 J"  # ends of lines, so that corners are whole


class Air(NamedTuple):
    """Hold the room around what stands in a cell, in points, and where in a higher row it stands."""

    left: float = 6.0
    right: float = 6.0
    top: float = 3.0
    foot: float = 3.0
    stands: Literal["TOP", "MIDDLE", "BOTTOM"] = "BOTTOM"


class Rule(NamedTuple):
    """Hold one line of a row: on which side of which columns, how heavy in points, in which grey."""

    side: Literal["LINEABOVE", "LINEBELOW", "LINEBEFORE", "GRID"]
    first: int
    last: int
    weight: float
    color: Color


_AIRS: Final = {"LEFTPADDING": "left", "RIGHTPADDING": "right", "TOPPADDING": "top", "BOTTOMPADDING": "foot",
                "VALIGN": "stands"}  # fmt: skip


@dataclass(slots=True)
class Row:
    """Hold one row: its first cell goes over ``span`` columns; one that is ``joined`` is kept with the next."""

    cells: list[Sequence[Text]]
    airs: list[Air]
    rules: tuple[Rule, ...] = ()
    ground: Color | None = None
    span: int = 1
    joined: bool = False
    height: float = 0.0

    def look(self, name: str, first: int, last: int, values: Sequence[Any]) -> None:
        """Take one look for a stretch of columns."""
        if name in _AIRS:
            self.airs[first : last + 1] = [_aired(air, name, values[0]) for air in self.airs[first : last + 1]]
        elif name == "BACKGROUND":
            self.ground = values[0]
        elif name == "SPAN":
            self.span = last + 1
        elif name == "NOSPLIT":
            self.joined = True
        else:
            self.rules = (*self.rules, Rule(name, first, last, *values))  # type: ignore[arg-type]


@cache
def _aired(air: Air, name: str, value: Any) -> Air:
    return air._replace(**{_AIRS[name]: value})


def rows_of(cells: Sequence[Sequence[Any]], columns: int, looks: Looks) -> list[Row]:
    """Return the rows with their looks, given in the words of ReportLab's tables."""
    count, every = len(cells), Air()
    whole = [look for look in looks if look[0] in _AIRS and look[1:3] == ((0, 0), (-1, -1))]
    for name, _, _, value in whole:
        every = _aired(every, name, value)
    rows = [Row([_texts(cell) for cell in row], [every] * columns) for row in cells]
    for name, (left, top), (right, foot), *values in (look for look in looks if look not in whole):
        last = foot % count - (name == "NOSPLIT")
        for row in rows[top % count : last + 1]:
            row.look(name, left % columns, right % columns, values)
    return rows


def _texts(cell: Any) -> Sequence[Text]:
    return cell if isinstance(cell, list | tuple) else (cell,)


class Grid(Flowable):
    """Be rows of cells; the first ``head`` of them stand again on every page."""

    def __init__(self, rows: list[Row], widths: Sequence[float], head: int = 0) -> None:
        super().__init__()
        self.rows, self.widths, self.head = rows, widths, head
        self.width, self.height = sum(widths), 0.0

    def wrap(self, _available: float, _height: float) -> tuple[float, float]:
        """Return width and height in points; the columns are as wide as they were made."""
        if not self.height:
            for row in self.rows:
                row.height = row.height or max(map(self._cell_height, *self._cells(row)))
            self.height = sum(row.height for row in self.rows)
        return self.width, self.height

    def _cells(self, row: Row) -> tuple[Any, ...]:
        """Return the cells of a row that are seen, their airs and their widths."""
        after = slice(row.span, None)
        return (
            [row.cells[0], *row.cells[after]],
            [row.airs[0], *row.airs[after]],
            [sum(self.widths[: row.span]), *self.widths[after]],
        )

    @staticmethod
    def _cell_height(cell: Sequence[Text], air: Air, width: float) -> float:
        room = width - (air.left + air.right)  # as cutting.py has it: the lines are broken once
        return air.top + air.foot + sum([text.wrap(room, 0)[1] for text in cell])

    def start(self, count: int) -> float:
        """Return the height in points of the head and of so many rows; of all where only one more would be left."""
        self.wrap(0, 0)
        first = self.head + count
        return sum(row.height for row in (self.rows[:first] if len(self.rows) > first + 1 else self.rows))

    def split(self, _available: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest, with the head again; nothing where none fits that may be parted."""
        self.wrap(0, 0)
        ends = zip(self.rows, accumulate(row.height for row in self.rows), strict=True)
        fits = [place for place, (row, high) in enumerate(ends, 1) if high <= height + _BIT and not row.joined]
        if not fits or fits[-1] <= self.head:
            return []
        if fits[-1] == len(self.rows):
            return [self]
        heads = [replace(row) for row in self.rows[: self.head]]
        parts = self.rows[: fits[-1]], [*heads, *self.rows[fits[-1] :]]
        return [type(self)(part, self.widths, self.head) for part in parts]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw grounds and lines, which say nothing, then the texts, from the lower left corner, in points."""
        edges = [x, *(x + used for used in accumulate(self.widths))]
        tops = [y + self.height, *(y + self.height - used for used in accumulate(row.height for row in self.rows))]
        code = [*self._grounds(edges, tops), *self._lines(edges, tops)]
        if code:
            with canvas.artifact():
                canvas.put((_SQUARE, *code))
        for row, top in zip(self.rows, tops, strict=False):
            self._draw_row(canvas, row, (x, top))

    def _grounds(self, edges: list[float], tops: list[float]) -> Iterator[str]:
        for row, top in zip(self.rows, tops, strict=False):
            if row.ground is not None:
                box = f"{edges[0]:.2f} {top - row.height:.2f} {self.width:.2f} {row.height:.2f}"
                yield f"{filling(row.ground)} {box} re f"

    def _lines(self, edges: list[float], tops: list[float]) -> Iterator[str]:
        pen = None
        for place, row in enumerate(self.rows):
            for rule in row.rules:
                if pen != (pen := (rule.color, rule.weight)):
                    yield drawing(*pen)
                yield from _rule(rule, edges, (tops[place], tops[place + 1]), first=not place)

    def _draw_row(self, canvas: TaggedCanvas, row: Row, place: tuple[float, float]) -> None:
        x, top = place
        for cell, air, width in zip(*self._cells(row), strict=True):
            if cell:
                y, room = top - air.top, width - (air.left + air.right)
                if air.stands != "TOP":
                    spare = row.height - self._cell_height(cell, air, width)
                    y -= spare / 2 if air.stands == "MIDDLE" else spare
                for text in cell:
                    text.wrap(room, 0)
                    text.draw_at(canvas, x + air.left, y)
                    y -= text.height
            x += width


def _rule(rule: Rule, edges: list[float], ends: tuple[float, float], first: bool) -> Iterator[str]:
    """Yield the code of one line; of a full grid the line above a row is the one below the row before it."""
    top, foot = ends
    left, right = f"{edges[rule.first]:.2f}", f"{edges[rule.last + 1]:.2f}"
    if rule.side == "LINEABOVE" or (rule.side == "GRID" and first):
        yield f"{left} {top:.2f} m {right} {top:.2f} l S"
    if rule.side in ("LINEBELOW", "GRID"):
        yield f"{left} {foot:.2f} m {right} {foot:.2f} l S"
    if rule.side in ("LINEBEFORE", "GRID"):
        for x in edges[rule.first : rule.last + (2 if rule.side == "GRID" else 1)]:
            yield f"{x:.2f} {foot:.2f} m {x:.2f} {top:.2f} l S"


__all__ = ["Grid", "Looks", "Row", "rows_of"]
