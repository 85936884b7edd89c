"""Know how a test was done from what it was: words of methods, machines and their makers change nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_words import phrases

_MACHINE: Final = re.compile(r"[a-z]{0,4}\d{2,5}[a-z]{0,2}|[a-z]")  # "c702", "i2000sr"
_MOST_WORDS: Final = 10


def is_method(texts: Sequence[str]) -> bool:
    """Tell whether words say a method or a machine and nothing else: "chemiluminescence, Beckman DxI"."""
    words = [word for text in texts for word in folded(text).split()]
    if not 0 < len(words) <= _MOST_WORDS or _MACHINE.fullmatch(words[0]):
        return False
    told = phrases()
    strong = [word in told.method or word.startswith(told.method_stems) for word in words]
    around = (word in told.method_around or _MACHINE.fullmatch(word) for word in words)
    return any(strong) and all(known or beside for known, beside in zip(strong, around, strict=True))


def without_method(text: str) -> str:
    """Return a name without the method in brackets that ends it: "VITAMIN B12; CYANOCOBALAMIN, SERUM (CLIA"."""
    head, bracket, inside = text.rpartition("(")
    return head.rstrip() if bracket and is_method((inside,)) else text


def method_behind(texts: Sequence[str]) -> int | None:
    """Return the place in words from which on they all say a method; None where the last ones do not."""
    first = max(1, len(texts) - _MOST_WORDS)
    return next((place for place in range(first, len(texts)) if is_method(texts[place:])), None)
