"""Leave out a column of words between names and figures that is none of the result's: its department, site, machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.names import denied, folded, is_spoilt, unit_of
from b12calc.exchange.incoming.paste_heads import HIGH, LOW
from b12calc.exchange.incoming.paste_leads import owned
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import ranged
from b12calc.exchange.incoming.paste_tokens import Token

_LEAST: Final = 2  # lines of different tests in which the words stand
_MOST_WORDS: Final = 3

Read = tuple[Line, tuple[Token, ...]]


def without_departments(given: Sequence[Read]) -> list[Read]:
    """Take words for harmless that fill the cell between name and figure in lines of different tests.

    Where one test stands with two such words they part persons or materials, and nothing is left out.
    """
    tests: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    places: dict[int, int] = {}
    for number, (_, tokens) in enumerate(given):
        place = _between(tokens)
        if place is not None:
            places[number] = place
            word, name = folded(tokens[place].text), tokens[place - 1].mean
            tests[word].add(name)
            words[name].add(word)
    if any(len(said) > 1 for said in words.values()):
        return list(given)
    out = list(given)
    for number, place in places.items():
        line, tokens = out[number]
        if len(tests[folded(tokens[place].text)]) >= _LEAST:
            out[number] = line, (*tokens[:place], replace(tokens[place], kind="plain"), *tokens[place + 1 :])
    return out


def _between(tokens: Sequence[Token]) -> int | None:
    """Return the place of words in a cell of their own between the one name of a line and its figure with its unit."""
    names = [place for place, token in enumerate(tokens) if token.kind == "name"]
    if len(names) != 1 or len(tokens) <= names[0] + 2:
        return None
    name, word, figure = tokens[names[0] : names[0] + 3]
    apart = name.cell != word.cell != figure.cell
    if word.kind != "unknown" or figure.kind != "number" or not apart or len(word.text.split()) > _MOST_WORDS:
        return None
    if owned([word.text]) or denied((word.text,)) or denied((word.text,), specimens=True) or is_spoilt(word.text):
        return None
    units = [token.text for token in tokens if token.kind == "unit"]
    whole = units and unit_of(name.mean, units[0]) and any(token.kind == "range" for token in ranged(tokens))
    return names[0] + 1 if whole and not set(folded(word.text).split()) & (LOW | HIGH) else None
