"""Read a line of a table by the order of its cells, where it does not stand under the heads but holds one for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from b12calc.exchange.incoming.paste_heads import Column, Table
from b12calc.exchange.incoming.paste_tokens import Token

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


def _under(cell: Sequence[Token], column: Column) -> bool:
    return cell[0].start < column.end and column.start < cell[-1].end


def _fits(cell: Sequence[Token], role: str) -> bool:
    kinds = [token.kind for token in cell]
    allowed = _MAY_HOLD.get(role)
    if allowed is None:
        return "name" not in kinds
    needed = _MUST_HOLD.get(role)
    return set(kinds) <= allowed and (needed is None or kinds.count(needed) == 1)  # type: ignore[arg-type]
