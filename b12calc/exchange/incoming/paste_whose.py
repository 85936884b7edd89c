"""Know words in front of a name that only say that the test is the patient's: "and her", "your", "the patient's"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import fold

_WHOSE: Final = frozenset({"your", "the", "her", "his", "my"})
_IN_TWO: Final = frozenset({"the patient s", "his patient s"} | {f"{a} {b}" for a in ("and", "that") for b in _WHOSE})


def whose(words: Sequence[Token]) -> int:
    """Return how many words in front only say that the test is the patient's; else 0."""
    plain = [fold(word.text) for word in words[:2]]
    lead = 2 if " ".join(plain) in _IN_TWO else 1 if plain[0] in _WHOSE else 0
    return lead if lead < len(words) else 0
