"""Tell marks in brackets from figures: the number of a footnote or of an order, a letter that a legend explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.paste_tokens import Token

_LEGEND: Final = re.compile(r"\s*(?P<mark>[(\[][a-zA-Z]{1,2}[)\]])\s*[=:]?\s*[^\W\d_]")
_NOTES: Final = "!^~*#§†‡"  # signs that tie a note to a row
_LEAST_OF_A_CODE: Final = 5  # digits
_BRACKETED: Final = 3  # a bracket, its figure, the other bracket


def without_marks(tokens: list[Token]) -> list[Token]:
    """Take a whole number in brackets behind a name for a mark where a figure with its unit follows."""
    out = list(tokens)
    for place, token in enumerate(tokens):
        inside = tokens[place + 1 : place + 1 + _BRACKETED]
        if token.kind == "name" and _marks(inside) and _measured(tokens[place + 1 + _BRACKETED :]):
            out[place + 2] = replace(inside[1], kind="code")
    return out


def _marks(inside: Sequence[Token]) -> bool:
    if [token.kind for token in inside] != ["join", "number", "join"] or not inside[1].inside:
        return False
    text = inside[1].text
    return text.isdigit() and (len(text) == 1 or len(text) >= _LEAST_OF_A_CODE)


def _measured(behind: Sequence[Token]) -> bool:
    """Tell whether the next figure stands outside brackets with a unit, before another name."""
    end = next((place for place, token in enumerate(behind) if token.kind == "name"), len(behind))
    own = [token for token in behind[:end] if not token.inside]
    return any(token.kind == "number" for token in own) and any(token.kind == "unit" for token in own)


def mark_of(text: str) -> str:
    """Return the mark that a line explains, "(v) = preliminary", with its brackets; "" where it explains none."""
    match = _LEGEND.match(text)
    return match["mark"] if match else ""


def sign_of(text: str) -> str:
    """Return the sign that opens a note, "! These results", where it stands alone; "" where none does."""
    bare = text.lstrip()
    return bare[0] if bare[:1] and bare[0] in _NOTES and bare[1:2] != bare[0] else ""
