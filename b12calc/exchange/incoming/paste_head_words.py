"""Say by its single words what a column holds whose head as a whole is not known: "Numeric result", "Test date"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

Role = Literal["name", "value", "unit", "range", "low", "high", "flag", "previous", "date", "other_date", "status",
               "comment", "specimen", "day", "analyte", "unknown", "code"]  # fmt: skip
_IN_ORDER: Final[tuple[Role, ...]] = ("status", "comment", "unit", "low", "high", "range", "flag", "value", "name")
_MOST_WORDS: Final = 5
_LEAST_HEADS: Final = 3


def role_by_words(text: str) -> Role | None:
    """Return the role of a head by its words, None where they say none or a word makes it another thing."""
    words = set(folded(text).split())
    head = phrases().head
    if not 0 < len(words) <= _MOST_WORDS or any(sign.isdigit() for sign in text) or words & head["nothing"]:
        return None
    if words & head["moment"]:
        return "date" if words & head["taken"] else "other_date"
    if words & head["unit"] and words & head["range"]:
        return "range"  # "Latest Ref Rng & Units": both in one cell
    return next((role for role in _IN_ORDER if words & head[role]), None)


def parted(tokens: Sequence[Token]) -> bool:
    """Tell whether what stands behind a label and its colon are columns: cells of their own, none of them named."""
    labelled = len(tokens) > _LEAST_HEADS and tokens[0].kind in {"label", "unknown"} and tokens[1].text == ":"
    cells = [token.cell for token in tokens if token.kind not in {"join", "clock"}]
    stops = [token for token in tokens if token.kind == "stop"]
    return labelled and len(stops) == 1 and len(set(cells)) >= _LEAST_HEADS and cells[0] != cells[2]


def states(tokens: Sequence[Token], cells: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a line says its days or its material and heads nothing: "Sample type Serum  Taken 27/02/2026"."""
    dated = [{token.kind for token in cell} for cell in cells if any(token.kind == "date" for token in cell)]
    if sum(token.kind == "date" for token in tokens) != 1 and not all(kinds & {"label", "status"} for kinds in dated):
        return False
    for cell in cells:
        means = [token.mean for token in cell if token.kind == "label"]
        material = "specimen" in means and len(cell) > 1
        if material or (set(means) & {"taken", "other_day"} and any(token.kind == "date" for token in cell)):
            return True
    return False
