"""Part an earlier figure that is printed with its day in the row of the present one: "88 µmol/L … 81 le 03/01/25"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_figures import without_limits
from b12calc.exchange.incoming.paste_pieces import Piece, ranged
from b12calc.exchange.incoming.paste_rows import Setting
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_AROUND: Final = frozenset({"stop", "join", "clock", "flag", "plain"})
_DATED: Final = (["number", "unit", "date"], ["date", "number", "unit"], ["number", "date"], ["date", "number"])


def part_earlier(piece: Piece, setting: Setting, *, headed: bool) -> Piece | None:
    """Take an earlier figure with its day out of a piece; return it as one of its own where words say that it is one.

    ``headed``: a column of earlier results is headed above.
    """
    behind = _behind(piece, setting)
    return _said(piece, setting) or (behind if headed or setting.earlier_headed else None)


def _said(piece: Piece, setting: Setting) -> Piece | None:
    """Read what stands behind a word that says that it is earlier: "Ant. du 02/11/25 : 210"."""
    if not piece.past or folded(piece.past[0].text) not in phrases().earlier:
        return None
    told = _told(piece.past[1:])
    if [token.kind for token in told] not in _DATED or not _whole(piece.tokens):
        return None
    day = next(token.day.settled(setting.day_first) for token in told if token.day)
    if day is None or (setting.day and day >= setting.day):
        return None
    return _of_row(piece, told)


def _behind(piece: Piece, setting: Setting) -> Piece | None:
    """Read a last figure whose day lies before that of the sample."""
    told = _told(without_limits(ranged(piece.tokens)))
    pair = next((told[-len(kinds) :] for kinds in _DATED if [one.kind for one in told[-len(kinds) :]] == kinds), None)
    if pair is None or setting.day is None:
        return None
    day = next(token.day.settled(setting.day_first) for token in pair if token.day)
    before = told[: -len(pair)]
    if day is None or day >= setting.day or not _whole(before) or any(token.kind == "date" for token in before):
        return None
    piece.tokens = [token for token in piece.tokens if all(token.start != one.start for one in pair)]
    return _of_row(piece, pair)


def _told(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.kind not in _AROUND]


def _whole(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens hold one figure with its unit."""
    kinds = [token.kind for token in ranged(tokens)]
    return kinds.count("number") == 1 and "unit" in kinds


def _of_row(piece: Piece, told: Sequence[Token]) -> Piece:
    """Return an earlier figure with the unit and range that its row prints, its own unit first."""
    own = {"range"} if any(token.kind == "unit" for token in told) else {"range", "unit"}
    shared = [token for token in ranged(piece.tokens) if token.kind in own]
    return Piece(piece.name, [*piece.lines], [*told, *shared], doubts=[*piece.doubts], low=piece.low, high=piece.high)
