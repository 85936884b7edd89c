"""Read the two limits of a range that a line names by words: "Low: 180   High: 2000"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_heads import HIGH, LOW
from b12calc.exchange.incoming.paste_tokens import Token

_BETWEEN: Final = frozenset({"stop", "join", "unit"})


def with_limits(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a line of named limits and nothing else as one range; any other line as it is."""
    limits: dict[str, Token] = {}
    word = ""
    for token in tokens:
        said = folded(token.text)
        if said in LOW or said in HIGH:
            word = "low" if said in LOW else "high"
        elif token.kind == "number" and word and word not in limits and not token.comparator:
            limits[word], word = token, ""
        elif token.kind not in _BETWEEN and not (token.kind == "label" and token.mean == "range"):
            return list(tokens)
    if not limits or not any(folded(token.text) in HIGH for token in tokens):
        return list(tokens)
    units = [token for token in tokens if token.kind == "unit"]
    return [_range(limits), *units]


def _range(limits: dict[str, Token]) -> Token:
    low, high = limits.get("low"), limits.get("high")
    if low and high:
        return replace(low, kind="range", text=f"{low.text} - {high.text}", end=max(low.end, high.end))
    if high:
        return replace(high, kind="range", comparator="<=")
    assert low is not None
    return replace(low, kind="range", comparator=">=")
