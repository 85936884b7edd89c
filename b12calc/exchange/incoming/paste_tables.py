"""Read the lines of a pasted table by its columns; what stands in none of them is never taken for a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_cells import Places, in_cells, of_cells, parted_ranges
from b12calc.exchange.incoming.paste_head_words import Role
from b12calc.exchange.incoming.paste_heads import FIGURES, Column, Table, cell_of
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import Piece, ranged
from b12calc.exchange.incoming.paste_tokens import Token

_NOT: Final = frozenset({"not", "non", "nicht", "noch", "no", "sin", "un", "niet"})
_OVERRUN: Final = frozenset({"value", "flag", "unit", "name"})  # columns a long name can push its figure into
_OWN_WORDS: Final = frozenset({"day", "analyte", "value", "previous"})  # what words stand there is said of that figure


def row_of(table: Table, tokens: Sequence[Token], line: Line) -> list[Piece] | None:
    """Return the pieces of a line of the table, one for each figure column; None where the line is none of its rows."""
    if table.layout in {"tab", "pipe"} and ("\t" if table.layout == "tab" else "|") not in line.text:
        return None
    names = [token for token in tokens if token.kind == "name"]
    if table.has("analyte"):
        return _under_names(table, tokens, line) if not names else None
    if len({name.mean for name in names}) != 1 or (table.layout == "order" and not table.several):
        return None
    tokens = parted_ranges(table, ranged(tokens))
    places = in_cells(table, tokens) or _placed(table, tokens, line)
    if any(_beside_name(table, token, line) and token.start < names[0].start for token in tokens):
        return None
    if any(token is names[0] and column and column.role in FIGURES for token, column in places):
        return None  # the name stands where a figure should: head and line have slipped
    return _figures_of(table, places, names[0], line)


def _beside_name(table: Table, token: Token, line: Line) -> bool:
    """Tell whether something stands that may be said of the test: words, or a letter under no head of flags."""
    if token.kind == "flag" and token.text.isalpha():
        column = _under(table, token, line)
        return column is not None and column.role == "unknown"
    return token.kind == "unknown"


def _figures_of(table: Table, places: Places, name: Token, line: Line) -> list[Piece] | None:
    shared = _shared(table, places)
    values = [one for one in table.columns if one.role == "value"]
    if table.layout == "fixed" and not table.several and not any(_filled(one, places) for one in values):
        astray = any(
            token.kind == "number" and not token.comparator and column and column.role not in _OVERRUN
            for token, column in places
        )
        return [Piece(name, [line], blocked=_words(places))] if astray else None
    if table.layout == "fixed" and table.has("previous") and not (table.has("value") or table.has("day")):
        return [_beside_earlier(places, name, shared, line), *_dated_before(table, places, name, shared, line)]
    present = [
        _piece(column, places, name, shared, line, ranged_apart=table.has("range"))
        for column in table.columns
        if column.role in {"value", "day"} and _filled(column, places)
    ]
    return [*present, *_dated_before(table, places, name, shared, line)] or [
        Piece(name, [line], blocked=_words(places))
    ]


def _dated_before(table: Table, places: Places, name: Token, shared: list[Token], line: Line) -> list[Piece]:
    """Return the pieces of earlier results whose day stands at their head or beside them."""
    dated = [column for column in table.columns if _is_earlier(column, places) and _filled(column, places)]
    present = [token for token in shared if token.kind != "date"]
    pieces = [_piece(column, places, name, present, line) for column in dated]
    for piece in pieces:
        piece.doubts = [doubt for doubt in piece.doubts if not doubt.startswith("a figure stands under none")]
    return pieces


def _is_earlier(column: Column, places: Places) -> bool:
    """Tell whether a column holds an earlier result whose one day is known."""
    days = [token for token, place in places if place is column and token.kind == "date"]
    return column.role == "previous" and (column.day is not None or len(days) == 1)


def _words(places: Places) -> str:
    return next((token.text for token, _ in places if token.kind == "unknown"), "")


def _filled(column: Column, places: Places) -> bool:
    said = {"number", "finding", "odd", "unknown", "titre", "status", "range"}
    return any(token.kind in said for token, place in places if place is column)


def _placed(table: Table, tokens: Sequence[Token], line: Line) -> Places:
    if table.layout == "order":
        return _in_order(table, tokens)
    return of_cells([(token, _under(table, token, line)) for token in tokens])


def _in_order(table: Table, tokens: Sequence[Token]) -> Places:
    wanted = [column for column in table.columns if column.role in FIGURES]
    numbers = [token for token in tokens if token.kind == "number"]
    fits = len(numbers) == len(wanted)
    given = iter(wanted)
    return [(token, next(given) if token.kind == "number" and fits else None) for token in tokens]


def _under(table: Table, token: Token, line: Line) -> Column | None:
    """Return the column a token stands in; None where it stands in none or touches two."""
    if table.layout in {"tab", "pipe"}:
        cell = cell_of(token, line, table.layout)
        return next((column for column in table.columns if column.cell == cell), None)
    touched = [column for column in table.columns if token.start < column.end and column.start < token.end]
    if len(touched) > 1 and token.kind in {"range", "unit"}:
        touched = [column for column in touched if column.role == token.kind]
    return touched[0] if len(touched) == 1 else None


def _shared(table: Table, places: Places) -> list[Token]:
    """Return what holds for every figure of the line: unit, range, code, row day, state."""
    shared: list[Token] = []
    for token, column in places:
        role = column.role if column else None
        if token.kind == "number" and role == "range" and token.comparator:
            shared.append(replace(token, kind="range"))
        elif _is_sex(token, column, table):
            continue
        elif token.kind == "date" and column is None and table.has("previous"):
            continue  # it may be the day of the earlier result
        elif role == "status" and token.kind == "unknown" and folded(token.text).split()[0] in _NOT:
            shared.append(replace(token, kind="status", mean="preliminary"))  # "not verified"
        elif role == "comment" and token.mean in {"preliminary", "cancelled"}:
            shared += [token] * (sum(place is column for _, place in places) == 1)
        elif _holds_for_all(token.kind, role, several=table.has("day")):
            shared.append(token)
    return shared


def _is_sex(token: Token, column: Column | None, table: Table) -> bool:
    """Tell whether a letter F is not "final" but stands under another head, as that of the sex."""
    unknown = column is not None and column.role == "unknown"
    return token.kind == "status" and token.text == "F" and unknown and table.layout in {"tab", "pipe"}


def _holds_for_all(kind: str, role: Role | None, *, several: bool) -> bool:
    if kind in {"unit", "range", "code"}:
        return role not in {"previous", "comment", "day"} and (role != "unknown" or kind == "range")
    if kind == "status":
        return role not in {"previous", "comment", "day"}
    if kind == "date":
        return role in {"date", "unknown", None, "name"}
    return kind == "flag" and role in {"flag", None} and not several


def _piece(
    column: Column, places: Places, name: Token, shared: list[Token], line: Line, *, ranged_apart: bool = False
) -> Piece:
    own = [token for token, place in places if place is column and token not in shared and token is not name]
    piece = Piece(name, [line], day=column.day)
    unit = [column.unit] if column.unit and not any(token.kind == "unit" for token in shared) else []
    piece.tokens = [*(token for token in own if token.kind != "unknown"), *unit, *shared]
    piece.blocked = next((token.text for token in own if token.kind == "unknown"), "")
    loose = [token.text for token, place in places if place is None and token.kind in {"number", "odd", "titre"}]
    if _slipped(places, ranged_apart=ranged_apart):
        piece.doubts.append("the line does not stand under the heads of its table")
    if loose:
        piece.doubts.append(f"a figure stands under none of the columns: {', '.join(loose)}")
    others = [place for place in dict.fromkeys(place for _, place in places) if place and place.role in _OWN_WORDS]
    outside = (token.text for token, place in places if token.kind == "unknown" and place not in [column, *others])
    piece.tail = next(outside, "")
    piece.low = _limit(places, "low")
    piece.high = _limit(places, "high")
    return piece


def _slipped(places: Places, *, ranged_apart: bool) -> bool:
    """Tell whether what can only stand in one kind of column stands in another; of two-sided ranges, units, figures."""
    roles = {
        (token.kind, column.role if column else None)
        for token, column in places
        if token.kind in {"unit", "range", "number"} and not token.comparator and not token.inside
    }
    if ranged_apart and ("range", None) in roles:
        return True
    return bool(roles & {("range", "unit"), ("range", "day"), ("range", "flag"),
                         ("number", "unit"), ("number", "name"), ("number", "range"), ("unit", "flag")})  # fmt: skip


def _beside_earlier(places: Places, name: Token, shared: list[Token], line: Line) -> Piece:
    """Return the piece of a line where only the earlier results have a head: what stands under no head is its own."""
    own = [
        token
        for token, place in places
        if (place is None or (place.role != "previous" and token.kind == "number"))
        and token is not name
        and token not in shared
    ]
    piece = Piece(name, [line], [*(token for token in own if token.kind != "unknown"), *shared])
    piece.blocked = next((token.text for token in own if token.kind == "unknown"), "")
    return piece


def _limit(places: Places, role: Role) -> str | None:
    figures = [token.text for token, place in places if place and place.role == role and token.kind == "number"]
    return figures[0] if len(figures) == 1 else None


def _under_names(table: Table, tokens: Sequence[Token], line: Line) -> list[Piece] | None:
    """Return the pieces of a line of figures under heads that are tests."""
    if any(token.kind == "not_now" or (token.kind == "label" and token.mean in {"range", "unit"}) for token in tokens):
        return []
    places = _placed(table, tokens, line)
    words = [
        column for token, column in places if token.kind == "unknown"
    ]  # in place of one figure: that one falls out
    if not all(column and column.role == "analyte" for column in words) or not any(
        token.kind == "number" for token in tokens
    ):
        return None
    days = [
        token for token, column in places if token.kind == "date" and (not column or column.role in {"date", "name"})
    ]
    if words and table.has("date") and not days:
        return None
    pieces = []
    for column in table.columns:
        if column.name is None or not _filled(column, places):
            continue
        piece = _piece(column, places, column.name, days, line)
        piece.lines = [line]
        pieces.append(piece)
    return pieces or None
