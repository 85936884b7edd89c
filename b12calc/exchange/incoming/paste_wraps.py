"""Tell whether a line without a name may belong to the result above it: its value, unit, range or day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import Piece
from b12calc.exchange.incoming.paste_tokens import Token

_LEAST_OF_A_GRADE: Final = 4  # letters; a shorter one is a flag
_MOST_LINES: Final = 8  # of one result
_AROUND_A_DAY: Final = frozenset({"label", "date", "clock", "stop", "join", "plain"})


def follows(piece: Piece, line: Line, tokens: Sequence[Token]) -> bool:
    """Tell whether a line can be the next part of a result; one that stands whole takes no second figure."""
    kinds = {token.kind for token in tokens}
    if _grades(tokens):
        return False
    figures = Piece(piece.name, [line], list(tokens)).figures
    wrapped = piece.wrapped or not piece.answered
    if len(piece.lines) > _MOST_LINES:
        return False
    if "date" in kinds and (not wrapped or not piece.answered):
        return wrapped and (says_when(tokens) or (not piece.answered and _dated(tokens)))
    if not wrapped and (figures or "finding" in kinds) and (figures or "number" not in kinds):
        return False
    if "status" in kinds and not wrapped:
        return False
    return wrapped or not kinds <= {"label", "stop", "join"}


def _grades(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is the grade of a scale and its limits: "Deficient   < 200"."""
    told = [token for token in tokens if token.kind not in {"join", "stop"}]
    graded = bool(told) and told[0].kind in {"flag", "finding"} and len(told[0].text) >= _LEAST_OF_A_GRADE
    limits = [token for token in told[1:] if token.kind in {"number", "range"}]
    return graded and bool(limits) and all(token.comparator or token.kind == "range" for token in limits)


def of_trend(piece: Piece, line: Line, tokens: Sequence[Token]) -> Piece:
    """Return the result of a line of day and figure below the name, unit and range that several such lines share."""
    shared = {"range", "label"} if any(token.kind == "unit" for token in tokens) else {"unit", "range", "label"}
    told = [token for token in piece.tokens if token.kind in shared and token.mean != "taken"]
    return Piece(piece.name, [line], [*tokens, *told], doubts=list(piece.doubts))


def of_else(tokens: Sequence[Token]) -> bool:
    """Tell whether a line begins a comment or says of what material a sample is."""
    return any(token.kind == "label" and token.mean in {"specimen", "comment"} for token in tokens)


def earlier_below(piece: Piece, tokens: Sequence[Token]) -> bool:
    """Tell whether a line below a whole result is a day with its figure alone: an earlier one of the same test."""
    told = [token.kind for token in tokens if token.kind not in {"stop", "join", "clock", "flag"}]
    ranged = any(token.kind == "range" for token in piece.tokens)
    return (
        stands_whole(piece) and ranged and not piece.tail and told in (["date", "number"], ["date", "number", "unit"])
    )


def second_unit(piece: Piece, tokens: Sequence[Token]) -> list[str]:
    """Return a doubt for an earlier figure whose row goes on below in another unit."""
    units = {token.text for token in piece.tokens if token.kind == "unit"}
    other = [token.text for token in tokens if token.kind == "unit" and token.text not in units]
    return (
        [f"the row goes on below in {other[0]}; which unit the earlier figure has is not said"]
        if piece.day and other
        else []
    )


def lacks_unit(piece: Piece, tokens: Sequence[Token]) -> bool:
    """Tell whether a line is the one unit of a figure that has none in its row: it stands below the range."""
    alone = [token.kind for token in tokens] == ["unit"] and not piece.wrapped
    ranges = [token for token in piece.tokens if token.kind == "range" or (token.kind == "number" and token.comparator)]
    below = any(token.start < tokens[0].end and tokens[0].start < token.end for token in ranges)
    return alone and below and piece.answered and not any(token.kind == "unit" for token in piece.tokens)


def stands_whole(piece: Piece) -> bool:
    """Tell whether a result has its figure and a unit or range."""
    return piece.answered and any(token.kind in {"unit", "range"} for token in piece.tokens)


def _dated(tokens: Sequence[Token]) -> bool:
    """Tell whether a line says a day and at most of what material the sample was: "Blood sample · 9 June 2026"."""
    days = [token for token in tokens if token.kind == "date"]
    return len(days) == 1 and all(token.kind in _AROUND_A_DAY and token.mean != "comment" for token in tokens)


def says_when(tokens: Sequence[Token]) -> bool:
    """Tell whether a line says the day of the sample and nothing else."""
    days = [token for token in tokens if token.kind == "date"]
    labels = [token.mean for token in tokens if token.kind == "label"]
    return len(days) == 1 and labels == ["taken"] and all(token.kind in _AROUND_A_DAY for token in tokens)


def names_alone(tokens: Sequence[Token]) -> bool:
    """Tell whether a line holds a name and nothing that could be its value."""
    return all(token.kind in {"name", "join", "stop", "plain", "label", "unit", "range"} for token in tokens)
