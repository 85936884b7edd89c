"""Know words that change nothing: a judgement of a figure, "which is a bit low", and "her", "your" before a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.not_spoilt import without_denials
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import fold, phrases

_MOST_WORDS: Final = 8
_ANSWERS: Final = frozenset({"no", "yes", "nein", "ja", "non", "oui", "si"})
_LABELLED: Final = ["flag", "stop"]
_WHOSE: Final = frozenset({"your", "the", "her", "his", "my"})
_IN_TWO: Final = frozenset({"the patient s", "his patient s"} | {f"{a} {b}" for a in ("and", "that") for b in _WHOSE})


def judges(text: str) -> bool:
    """Tell whether words are a judgement of the figure before them, or of its sample as sound, and nothing else."""
    words = folded(text).split()
    if words and not without_denials(" ".join(words)).strip():
        return True
    told = phrases()
    known = all(word in told.judge or word in told.judge_around for word in words)
    return known and 0 < len(words) <= _MOST_WORDS and any(word in told.judge for word in words)


def answers_flag(before: Sequence[Token], text: str) -> bool:
    """Tell whether a word answers the label of a flag: "abnormal: no"."""
    return folded(text) in _ANSWERS and [token.kind for token in before[-2:]] == _LABELLED


def whose(words: Sequence[Token]) -> int:
    """Return how many words in front only say that the test is the patient's; else 0."""
    plain = [fold(word.text) for word in words[:2]]
    lead = 2 if " ".join(plain) in _IN_TWO else 1 if plain[0] in _WHOSE else 0
    return lead if lead < len(words) else 0
