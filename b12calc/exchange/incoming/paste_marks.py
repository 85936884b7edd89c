"""Tell figures in brackets behind a name that are none of the result: the number of a footnote or of an order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token

_SIGN: Final = re.compile(r"[A-Z]{1,3}\d{0,3}")
_LEAST_OF_A_CODE: Final = 5  # digits
_BRACKETED: Final = 3  # a bracket, its figure, the other bracket

Read = tuple[Line, tuple[Token, ...]]


def without_marks(tokens: list[Token]) -> list[Token]:
    """Take a whole number in brackets behind a name for a mark where a figure with its unit follows."""
    out = list(tokens)
    for place, token in enumerate(tokens):
        inside = tokens[place + 1 : place + 1 + _BRACKETED]
        if token.kind == "name" and _marks(inside) and _measured(tokens[place + 1 + _BRACKETED :]):
            out[place + 2] = replace(inside[1], kind="code")
    return out


def without_shared(given: Sequence[Read]) -> list[Read]:
    """Take a sign in brackets behind names for that of a laboratory or a note where several tests share it: "(Z99)"."""
    tests: dict[str, set[str]] = defaultdict(set)
    places: dict[int, int] = {}
    for number, (_, tokens) in enumerate(given):
        for place, (name, sign) in enumerate(pairwise(tokens), 1):
            if name.kind == "name" and sign.inside and _SIGN.fullmatch(sign.text) and sign.kind in {"odd", "word"}:
                places[number] = place
                tests[sign.text].add(name.mean)
    out = list(given)
    for number, place in places.items():
        line, tokens = out[number]
        if len(tests[tokens[place].text]) > 1:
            out[number] = line, (*tokens[:place], replace(tokens[place], kind="code"), *tokens[place + 1 :])
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
