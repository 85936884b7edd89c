"""Follow the table that is being read: its heads, over one line or two, the units below them, its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from b12calc.exchange.incoming.paste_day_labels import names_panel
from b12calc.exchange.incoming.paste_head_words import Role
from b12calc.exchange.incoming.paste_heads import Column, Table, cell_of, table_of
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import Piece
from b12calc.exchange.incoming.paste_tables import row_of
from b12calc.exchange.incoming.paste_tokens import Token

_HPRIM_ROW: Final = "RES|"  # of a message HPRIM médecin: name, code, kind, value, unit, both limits, flag, status
_HPRIM_ROLES: Final[tuple[Role, ...]] = (
    "unknown", "name", "code", "unknown", "value", "unit", "low", "high", "flag", "status",
    "comment", "comment", "comment", "comment",
)  # fmt: skip
_HPRIM: Final = Table("pipe", tuple(Column(role, 0, 0, cell) for cell, role in enumerate(_HPRIM_ROLES)))


_SLACK: Final = 6  # signs by which a figure may stand before the head of its column
_PAIR: Final = 2  # heads of values: the present and the earlier one
_LEAST_UNITS: Final = 2  # of a line of units


@dataclass(slots=True)
class Grid:
    """Hold the table whose lines go by; ``begun`` tells that a row of it was read."""

    table: Table | None = None
    begun: bool = False

    def meets(self, tokens: Sequence[Token], line: Line) -> bool:
        """Take in a line of heads or of units below them; tell whether it was one."""
        if self.table and not self.begun and (with_units := _with_units(self.table, tokens, line)):
            self.table = with_units
            return True
        if self.table and not self.begun and (with_day := _with_day(self.table, tokens)):
            self.table = with_day
            return True
        if self.table and not self.begun and (with_more := _with_more(self.table, tokens)):
            self.table = with_more
            return True
        if line.text.startswith(_HPRIM_ROW):
            self.table = _HPRIM
            return False
        found = table_of(tokens, line)
        if found is None:
            return False
        joined = _joined(self.table, found) or _below(self.table, found) if self.table and not self.begun else None
        self.table, self.begun = joined or found, False
        return True

    def continued(self, piece: Piece | None, tokens: Sequence[Token], line: Line) -> list[Piece]:
        """Return the pieces of a row whose name stands alone in the line above; empty where the line goes on none."""
        table = self.table
        if piece is None or piece.answered or piece.wrapped or table is None or table.layout != "fixed":
            return []
        figures = [column for column in table.columns if column.role in {"value", "day"}]
        if not figures or tokens[0].start < figures[0].start - _SLACK or any(token.kind == "name" for token in tokens):
            return []
        pieces = row_of(table, [piece.name, *tokens], line) or []
        for one in pieces:
            one.lines = [*piece.lines, line]
            one.doubts += piece.doubts
        return pieces if any(one.answered for one in pieces) else []

    def has(self, role: Role) -> bool:
        """Tell whether a table is being read in which a column has the role."""
        return self.table is not None and self.table.has(role)

    def rows(self, tokens: Sequence[Token], line: Line) -> list[Piece] | None:
        """Return the pieces of a row of the table; None where there is no table or the line is none of its rows."""
        if self.table is _HPRIM:
            tokens = [token for token in tokens if cell_of(token, line, "pipe")]
        rows = row_of(self.table, tokens, line) if self.table else None
        self.begun = self.begun or bool(rows)
        return rows


def _joined(first: Table, second: Table) -> Table | None:
    """Join heads in two lines: the days in one, name, unit and range in the other; None where they clash."""
    dated, named = (first, second) if first.has("day") else (second, first)
    if first.layout != second.layout or not dated.has("day") or named.has("day"):
        return None
    if not (named.has("name") or named.has("unit")) or named.has("value") or named.has("previous"):
        return None
    days = [column for column in dated.columns if column.role == "day"]
    others = [column for column in named.columns if column.role != "unknown"]
    if any(_touch(day, one, first.layout == "fixed") for day in days for one in others):
        return None
    return Table(first.layout, tuple(sorted((*days, *others), key=lambda column: column.start)))


def _below(first: Table, second: Table) -> Table | None:
    """Return heads of which one of two values stands below "Previous", and its day below "Date"; else None."""
    values = [column for column in second.columns if column.role == "value"]
    earlier = [column for column in first.columns if column.role == "previous"]
    if first.layout != "fixed" or second.layout != "fixed" or len(values) != _PAIR or len(earlier) != 1:
        return None
    under = [column for column in values if _touch(earlier[0], column, fixed=True)]
    if under != values[1:]:
        return None
    days = [column for column in first.columns if column.role in {"date", "day"}]
    columns: list[Column] = []
    for column in second.columns:
        dated = column.role == "previous" and any(_touch(day, column, fixed=True) for day in days)
        role: Role = "previous" if column in under else "other_date" if dated else column.role
        columns.append(replace(column, role=role))
    return Table("fixed", tuple(columns))


def _touch(one: Column, other: Column, fixed: bool) -> bool:
    return one.start < other.end and other.start < one.end if fixed else one.cell == other.cell


def _with_units(table: Table, tokens: Sequence[Token], line: Line) -> Table | None:
    """Return a table whose heads are tests with the units of the line below; None where each unit has not its head."""
    units = [token for token in tokens if token.kind == "unit"]
    others = {token.kind for token in tokens if token.kind not in {"unit", "join", "stop"} and token.mean != "unit"
              and (table.layout != "fixed" or not _apart(table, token, line))}  # fmt: skip
    if not table.has("analyte") or len(units) < _LEAST_UNITS or others - {"unknown"}:
        return None
    columns = list(table.columns)
    for unit in units:
        under = [place for place, column in enumerate(columns) if _over(column, unit, line, table)]
        if len(under) == 1 and columns[under[0]].role == "unknown":
            continue
        if len(under) != 1 or columns[under[0]].role != "analyte" or columns[under[0]].unit:
            return None
        columns[under[0]] = replace(columns[under[0]], unit=unit)
    return Table(table.layout, tuple(columns))


def _apart(table: Table, token: Token, line: Line) -> bool:
    """Tell whether a part of a unit stands below a head that is no test of this program, or beside it: "10^12/L"."""
    over = [column for column in table.columns if _over(column, token, line, table)]
    return token.kind in {"odd", "flag"} and all(column.role == "unknown" for column in over)


def _with_day(table: Table, tokens: Sequence[Token]) -> Table | None:
    """Return a table with the day that stands alone below the head of its earlier results."""
    told = [token for token in tokens if token.kind not in {"join", "stop", "clock"}]
    if len(told) > 1 and told[0].start == 0 and names_panel(told[0]) and told[0].kind != "name":
        told = told[1:]  # the heading of the first panel stands in the same line
    if len(told) != 1 or told[0].day is None or table.layout != "fixed":
        return None
    day, start, end = told[0].day, told[0].start, told[0].end
    under = [one for one in table.columns if one.role == "previous" and start < one.end and one.start < end]
    if len(under) != 1:
        return None
    dated = replace(under[0], day=day, start=min(under[0].start, start), end=max(under[0].end, end))
    return Table(table.layout, tuple(dated if one is under[0] else one for one in table.columns))


def _with_more(table: Table, tokens: Sequence[Token]) -> Table | None:
    """Return a table of days with the heads of ranges and units that stand to their right one line below."""
    days = [column for column in table.columns if column.role == "day"]
    if table.layout != "fixed" or len(days) <= 1 or table.has("range") or any(token.kind == "name" for token in tokens):
        return None
    right = [token for token in tokens if token.start > days[-1].end]
    more = [token for token in right if token.kind == "label" and token.mean in {"range", "unit"}]
    if not more or len(more) != len(right) or len({token.mean for token in more}) != len(more):
        return None
    roles: dict[str, Role] = {"range": "range", "unit": "unit"}
    heads = [Column(roles[token.mean], token.start, token.end, token.cell) for token in more]
    return Table(table.layout, (*(one for one in table.columns if one.start < days[-1].end), *heads))


def _over(column: Column, unit: Token, line: Line, table: Table) -> bool:
    if table.layout == "fixed":
        return column.start < unit.end and unit.start < column.end
    return column.cell == cell_of(unit, line, table.layout)
