"""Tell what reads like a result and is none: a rule, a dose, a judgement of limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.paste_pieces import Piece
from b12calc.exchange.incoming.paste_tokens import Token

JUDGEMENTS: Final = frozenset({"normal", "abnormal", "equivocal"})  # of a figure, no results of their own
_DOSES: Final = frozenset(
    "mg mcg µg μg ug microgram micrograms g ml iu ie ui units tablet tablets mikrogramm milligramm µgr amp comp".split()  # noqa: SIM905
)


def _dose(piece: Piece, value: Token) -> bool:
    return (
        bool(piece.tail)
        and piece.tail.split()[0].casefold().strip(".") in _DOSES
        and all(token.kind != "unit" for token in piece.tokens)
    )


def no_result(
    piece: Piece, tokens: Sequence[Token], value: Token | None, findings: Sequence[Token], *, rule: bool
) -> str:
    """Return why what reads like a result is none; "" where it is one."""
    if not value and findings and _of_limits(findings[0], tokens):
        return "a judgement with a range and no figure reads like a rule"
    if value and value.comparator and rule:
        return "this reads like a rule or a comment, not like a result"
    if value and _dose(piece, value):
        return "this reads like a dose, not like a result"
    if value and piece.name.mean == "neutrophils" and [one.text for one in tokens if one.kind == "unit"] == ["%"]:
        return "a share of the white cells; this program uses the count"
    return ""


def _of_limits(finding: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a judgement stands behind limits: "levels of 140-250 pmol/L are equivocal"."""
    return finding.mean in JUDGEMENTS and any(token.kind == "range" and token.end <= finding.start for token in tokens)
