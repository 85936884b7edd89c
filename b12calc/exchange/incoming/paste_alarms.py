"""Know lines that put all results of a patient in question: not final, withdrawn, of another person or time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_words import phrases

_LONGEST: Final = 600  # signs of a line that are looked at
_ALONE: Final = 3  # words of a line that need no other beside them: "* = not confirmed"
_REPLACES: Final = "annule et remplace"  # a corrected report: it withdraws the one before it
_REPLACED: Final = (
    re.compile(  # what it says of the report before it: "AMENDED REPORT - please disregard earlier version"
        r"(?:(?<=amended)|(?<=revised)|(?<=corrected)) (?:reports?|results?) (?:please )?(?:disregard|replaces)"
        r" (?:the |any |all )?(?:earlier|previous|prior) (?:versions?|reports?|results?|copy|copies)\b"
    )
)
_OF_A_YEAR: Final = re.compile(  # "Results from his admission in 2019"
    r"\b(?:results?|bloods?|labs?|werte|laborwerte|befunde?|bilan|analyses|resultados|analitica)(?: \w++){0,4}"
    r" (?:in|from|of|aus|von|en) (?:19|20)\d\d$"
)
_COPIES: Final = re.compile(r"(?<!draft) cop(?:y|ies) to\b")  # "Referrer Dr Example   Copy to -"
_OTHER_REPORT: Final = re.compile(  # what is said of another report than this: "a final report will follow"
    r"\b(?:final report|endbefund|rapport final|informe final) (?:will|to|shall|wird|folgt|suivra|seguira)\b"
    r"|\b(?:earlier|previous) (?:report|version of this report)\b|\binforme (?:anterior|previo)\b|\bvorbefund\b"
    r"|\bcompte rendu (?:precedent|anterieur)\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    starts: frozenset[str]  # the first words of what it looks for
    near: re.Pattern[str]
    beside: tuple[str, ...]
    never: re.Pattern[str] | None

    def holds(self, text: str, words: frozenset[str]) -> bool:
        if not self.starts & words or not self.near.search(text) or (self.never and self.never.search(text)):
            return False
        return not self.beside or len(words) <= _ALONE or any(word.startswith(self.beside) for word in words)


def alarmed(text: str) -> bool:
    """Tell whether a line puts the whole report in question: preliminary, withdrawn, of another person."""
    plain = _COPIES.sub("", _REPLACED.sub("", folded(_without_addresses(text)).replace(_REPLACES, "")))
    return phrases().alarm.search(plain) is not None or _ruled_out(plain[:_LONGEST])


def of_one(text: str) -> bool:
    """Tell whether an alarm may concern one result: it speaks of no report, of no results and of nobody else."""
    words = set(_OTHER_REPORT.sub(" ", folded(text)).split())
    scope = _scope()
    return not words & (scope["whole"] | _rules()[1]) and not any(
        word.startswith(tuple(scope["mixed"])) for word in words
    )


def of_the_row(text: str) -> bool:
    """Tell whether an alarm says of a single result that it is meant: "vorläufiges Ergebnis", "this value"."""
    return of_one(text) and bool(_scope()["one"] & set(folded(text).split()))


def of_these(text: str) -> bool:
    """Tell whether an alarm speaks of "these results" and of nobody else: those that bear its mark."""
    plain = folded(text)
    these = next((phrase for phrase in _scope()["these"] if phrase in plain), "")
    return bool(these) and of_one(plain.replace(these, " "))


def _without_addresses(text: str) -> str:
    """Leave out addresses of mail and of pages: their words say nothing of the report."""
    if "@" not in text and "://" not in text and "www." not in text:
        return text
    return " ".join(word for word in text.split() if not ("@" in word or "://" in word or word.startswith("www.")))


def _ruled_out(plain: str) -> bool:
    rules, person, around = _rules()
    words = frozenset(plain.split())
    if words & person and words <= person | around:
        return True
    return _OF_A_YEAR.search(plain) is not None or any(rule.holds(plain, words) for rule in rules)


@cache
def _scope() -> Mapping[str, frozenset[str]]:
    with Path(__file__).with_name("paste_alarms.toml").open("rb") as file:
        return {word: frozenset(texts) for word, texts in tomllib.load(file)["scope"].items()}


@cache
def _rules() -> tuple[tuple[_Rule, ...], frozenset[str], frozenset[str]]:
    with Path(__file__).with_name("paste_alarms.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    heading = data["heading"]
    return tuple(map(_rule, data["rule"])), frozenset(heading["person"]), frozenset(heading["around"])


def _rule(row: Mapping[str, Any]) -> _Rule:
    first, second = _either(row["first"]), _either(row["second"])
    between = rf"(?: \w++){{0,{row['within']}}} "
    orders = [rf"\b{first}{between}{second}", rf"\b{second}\w*+{between}{first}\b"]
    never = rf"\b{_either(row['never'])}\b" if "never" in row else None
    return _Rule(
        starts=frozenset(text.split()[0] for text in row["first"]),
        near=re.compile("|".join(orders if row.get("turned") else orders[:1])),
        beside=tuple(row.get("beside", ())),
        never=re.compile(never) if never else None,
    )


def _either(texts: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, texts)) + ")"
