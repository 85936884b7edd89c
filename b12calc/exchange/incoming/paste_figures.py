"""Tell figures of a result from those that are printed beside it: repeats, limits, the end of an assay's scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.figures import read_range
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.units import NumberTrouble, read_number

_WITH_LIMITS: Final = 3  # figures: both limits and the value


def off_scale(value: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a figure with a comparator lies outside a printed range: at the end of the assay's scale."""
    printed = next((token.text for token in tokens if token.kind == "range" and not token.comparator), "")
    low, high = read_range(printed) or (None, None)
    try:
        figure = read_number(value.line.text[slice(*value.figure)] if value.line else "")
        above = bool(high) and figure > read_number(high or "")
        below = bool(low) and figure < read_number(low or "")
    except NumberTrouble:
        return False
    return above if (value.comparator or "")[:1] == ">" else below


def once(tokens: Sequence[Token]) -> list[Token]:
    """Leave out a figure that is printed a second time."""
    seen: set[tuple[str | None, str]] = set()
    out: list[Token] = []
    for token in tokens:
        said = token.comparator, token.line.text[slice(*token.figure)] if token.line else token.text
        if token.kind != "number" or said not in seen:
            out.append(token)
        if token.kind == "number":
            seen.add(said)
    return out


def in_own_cell(limit: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a limit in words fills the cell behind a figure and its unit."""
    alone = [token.cell for token in tokens].count(limit.cell) == 1
    return alone and any(token.kind == "unit" and token.end <= limit.start for token in tokens)


def several_ranges(tokens: Sequence[Token]) -> bool:
    """Tell whether more than one range is printed."""
    return len({"".join(token.text.split()) for token in tokens if token.kind == "range"}) > 1


def measured_first(tokens: Sequence[Token]) -> bool:
    """Tell whether the first figure is a plain one with its unit behind it, before any range or limit."""
    told = [token for token in tokens if token.kind in {"number", "unit", "range"}]
    kinds = [token.kind for token in told[:2]]
    return kinds == ["number", "unit"] and not told[0].comparator


def without_limits(tokens: list[Token]) -> list[Token]:
    """Leave out limits of the printed range that fill lines of their own, as the ends of a drawn scale do.

    Only where one more figure stands there and a label says that it is the value.
    """
    numbers = [token for token in tokens if token.kind == "number"]
    range_text = next((token.text for token in tokens if token.kind == "range" and not token.comparator), "")
    if len(numbers) != _WITH_LIMITS or not range_text:
        return tokens
    limits = [token for token in numbers if token.line and token.line.text.strip() == token.text]
    value = next((token for token in numbers if _labelled(token, tokens)), None)
    limits = [token for token in limits if token is not value]
    if value is None or tuple(token.text for token in limits) != read_range(range_text):
        return tokens
    return [token for token in tokens if token not in limits]


def _labelled(number: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether the last thing before a figure is a label of the value."""
    told = [token for token in tokens[: tokens.index(number)] if token.kind not in {"stop", "join"}]
    return bool(told) and told[-1].kind == "label" and told[-1].mean == "value"
