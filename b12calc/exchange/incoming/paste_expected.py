"""Tell what a finding should be from what it is: of "Positive    Negative" the second is the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token

_NEAR: Final = 15  # lines on either side that are looked at for the column of ranges
_SLACK: Final = 2  # signs by which a cell may stand beside its column
_BOTH: Final = 2

Read = tuple[Line, tuple[Token, ...]]


def without_expected(given: Sequence[Read]) -> list[Read]:
    """Take a second finding for harmless that stands in the column in which lines near it have their ranges."""
    out = list(given)
    for number, (line, tokens) in enumerate(given):
        pair = _pair(tokens)
        if pair is None:
            continue
        near = given[max(0, number - _NEAR) : number + _NEAR]
        ranges = {place for other, told in near for place in _ranges(other, told)}
        first, second = (_place(token, line) for token in pair)
        if any(_same(second, place) for place in ranges) and not any(_same(first, place) for place in ranges):
            out[number] = line, tuple(replace(one, kind="plain") if one is pair[1] else one for one in tokens)
    return out


def _pair(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return the two findings of a line that names one test and holds no figure; None for any other line."""
    findings = [token for token in tokens if token.kind == "finding"]
    kinds = [token.kind for token in tokens]
    if len(findings) != _BOTH or kinds.count("name") > 1 or "number" in kinds or findings[0].cell == findings[1].cell:
        return None
    return findings[0], findings[1]


def _ranges(line: Line, tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Return the places of the ranges of a line that bears a figure before them."""
    places = []
    measured = False
    for token in tokens:
        limit = token.kind == "number" and bool(token.comparator) and measured
        if (token.kind == "range" and measured) or limit:
            places.append(_place(token, line))
        measured = measured or token.kind == "number"
    return places


def _place(token: Token, line: Line) -> tuple[str, int]:
    """Return the column a token stands in: the number of its cell where signs part them, else where it begins."""
    for sign in "\t|":
        if sign in line.text:
            return sign, line.text.count(sign, 0, token.start)
    return "", token.start


def _same(one: tuple[str, int], other: tuple[str, int]) -> bool:
    return one[0] == other[0] and abs(one[1] - other[1]) <= (0 if one[0] else _SLACK)
