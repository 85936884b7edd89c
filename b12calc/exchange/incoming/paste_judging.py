"""Know words that only judge a figure, "which is a bit low", "both fine", from those that say something else of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_MOST_WORDS: Final = 8
_ANSWERS: Final = frozenset({"no", "yes", "nein", "ja", "non", "oui", "si"})
_LABELLED: Final = ["flag", "stop"]


def judges(text: str) -> bool:
    """Tell whether words are a judgement of the figure before them and nothing else."""
    words = folded(text).split()
    told = phrases()
    known = all(word in told.judge or word in told.judge_around for word in words)
    return known and 0 < len(words) <= _MOST_WORDS and any(word in told.judge for word in words)


def answers_flag(before: Sequence[Token], text: str) -> bool:
    """Tell whether a word answers the label of a flag: "abnormal: no"."""
    return folded(text) in _ANSWERS and [token.kind for token in before[-2:]] == _LABELLED
