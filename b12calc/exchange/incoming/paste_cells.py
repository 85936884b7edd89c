"""Read a line of a table by the order of its cells, where it does not stand under the heads but holds one for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from b12calc.exchange.incoming.paste_heads import Column, Table
from b12calc.exchange.incoming.paste_tokens import Token

_WIDE: Final = re.compile(r"(?P<low>[0-9.,]+) (?P<dash>[-–])[ ]{3,}(?P<high>[0-9.,]+)")
_TWO: Final = 2
Places = list[tuple[Token, Column | None]]

_MAY_HOLD: Final = {
    "name": {"name", "code", "plain", "join"},
    "value": {"number", "flag", "join"},
    "unit": {"unit", "join"},
    "range": {"range", "join"},
    "flag": {"flag", "join"},
}
_MUST_HOLD: Final = {"name": "name", "value": "number", "unit": "unit", "range": "range"}


def in_cells(table: Table, tokens: Sequence[Token]) -> Places | None:
    """Return where the tokens stand by order: as many cells as heads, each of the kind of its head.

    None where the line stands under its heads as it should, or where kinds or numbers of cells do not fit. Only for
    tables with one column each of values, units and ranges: these prove that no cell is missing.
    """
    roles = [column.role for column in table.columns]
    cells = [list(cell) for _, cell in groupby(tokens, key=lambda token: token.cell)]
    proven = all(roles.count(role) == 1 for role in ("value", "unit", "range"))
    if table.layout != "fixed" or table.several or not proven or len(cells) != len(roles):
        return None
    if all(_under(cell, column) for cell, column in zip(cells, table.columns, strict=True)):
        return None
    named = ["name", *roles[1:]] if roles[0] == "unknown" else roles
    if not all(_fits(cell, role) for cell, role in zip(cells, named, strict=True)):
        return None
    return [(token, column) for cell, column in zip(cells, table.columns, strict=True) for token in cell]


def of_cells(places: Places) -> Places:
    """Give what stands beside a range or an earlier result under no head, or under two, the column of its cell."""
    ranges = {token.cell: column for token, column in places if token.kind == "range" and _is(column, "range", None)}
    earlier = {token.cell: column for token, column in places if token.kind == "number" and _is(column, "previous")}
    figures = {token.cell for token, _ in places if token.kind == "number" and not token.comparator}
    beside = ranges.keys() - figures
    out: Places = []
    for token, column in places:
        if token.cell in beside and (token.kind == "unit" or (token.kind == "number" and token.comparator)):
            out.append((token, ranges[token.cell]))
        elif column is None and token.kind in {"date", "unit"}:
            out.append((token, earlier.get(token.cell)))
        else:
            out.append((token, column))
    return out


def _is(column: Column | None, *roles: str | None) -> bool:
    return (column.role if column else None) in roles


def parted_ranges(table: Table, tokens: Sequence[Token]) -> list[Token]:
    """Part what looks like a range but reaches over two columns of days: "13,1 -     13,8"."""
    out: list[Token] = []
    days = [column for column in table.columns if column.role == "day"]
    for token in tokens:
        over = [day for day in days if token.start < day.end and day.start < token.end]
        wide = _WIDE.fullmatch(token.text) if token.kind == "range" and table.layout == "fixed" else None
        if wide is None or len(over) != _TWO:
            out.append(token)
            continue
        for group, kind in (("low", "number"), ("dash", "flag"), ("high", "number")):
            start, end = (token.start + place for place in wide.span(group))
            figure = (start, end) if kind == "number" else (0, 0)
            part = replace(token, text=wide[group], start=start, end=end, figure=figure)
            out.append(replace(part, kind=kind))  # type: ignore[arg-type]
    return out


def _under(cell: Sequence[Token], column: Column) -> bool:
    return cell[0].start < column.end and column.start < cell[-1].end


def _fits(cell: Sequence[Token], role: str) -> bool:
    kinds = [token.kind for token in cell]
    allowed = _MAY_HOLD.get(role)
    if allowed is None:
        return "name" not in kinds
    needed = _MUST_HOLD.get(role)
    return set(kinds) <= allowed and (needed is None or kinds.count(needed) == 1)  # type: ignore[arg-type]
