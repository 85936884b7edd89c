"""Say by its single words what a column holds whose head as a whole is not known: "Numeric result", "Test date"."""

from __future__ import annotations

from typing import Final, Literal

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_words import phrases

Role = Literal["name", "value", "unit", "range", "low", "high", "flag", "previous", "date", "other_date", "status",
               "comment", "specimen", "day", "analyte", "unknown", "code"]  # fmt: skip
_IN_ORDER: Final[tuple[Role, ...]] = ("status", "comment", "unit", "low", "high", "range", "flag", "value", "name")
_MOST_WORDS: Final = 5


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
