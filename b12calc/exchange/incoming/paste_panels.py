"""Find the states that a report gives its panels one by one: "BLOOD COUNT [Final]", "HAEMATINICS [Preliminary]"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, cast

from b12calc.exchange.incoming.found import Status
from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_alarms import alarmed
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_MOST_OF_A_HEADING: Final = 6  # words
_NEAR: Final = 3  # lines
_LEAST_OF_A_PANEL: Final = 2  # tokens
_NOT_IN_HEADINGS: Final = frozenset({"number", "unit", "range", "finding", "date", "odd", "titre", "flag"})

Read = tuple[Line, tuple[Token, ...]]


def panel_states(given: Sequence[Read]) -> Mapping[int, Status]:
    """Return the state of each panel by the place of its heading; empty where the panels do not differ in it.

    One heading with a state among others without does not say where it ends, and counts for the whole report.
    """
    states = {
        line.start: state
        for place, (line, tokens) in enumerate(given)
        if (state := _state(line, tokens)) and _again(tokens, given[place + 1 : place + _NEAR])
    }
    told = [line.start in states for line, tokens in given if tokens]
    listed = any(one and other for one, other in pairwise(told))  # states below each other are a list, no headings
    return states if len(set(states.values())) > 1 and not listed else {}


def _again(tokens: Sequence[Token], below: Sequence[Read]) -> bool:
    """Tell whether the test a heading names stands in the lines below it once more; true where it names none."""
    names = {token.mean for token in tokens if token.kind == "name"}
    return not names or any(token.kind == "name" and token.mean in names for _, told in below for token in told)


def heads_panel(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is the heading of a panel that names one of its tests: "CBC with platelet count"."""
    plain = (
        len(tokens) > _LEAST_OF_A_PANEL and tokens[0].kind == tokens[1].kind == "plain" and tokens[-1].kind == "name"
    )
    alone = all(token.kind in {"plain", "name", "join"} and token.cell == tokens[0].cell for token in tokens)
    return plain and alone and folded(tokens[0].text) in phrases().blood


def _state(line: Line, tokens: Sequence[Token]) -> Status | None:
    if not tokens or tokens[0].cell == tokens[-1].cell or any(token.kind in _NOT_IN_HEADINGS for token in tokens):
        return None
    told = [token for token in tokens if token.cell == tokens[-1].cell]
    head = line.text[: told[0].start]
    means = [token.mean for token in told if token.kind == "status"]
    twice = any(token.kind == "status" for token in tokens if token not in told)
    if twice or ":" in head or len(folded(head).split()) > _MOST_OF_A_HEADING:
        return None
    said = [token for token in told if token.kind != "join"]
    if not said:
        return None
    if alarmed(line.text[told[0].start :]) or said[0].kind == "not_now":
        return "preliminary"
    return cast(Status, means[0]) if means and said[0].kind == "status" else None
