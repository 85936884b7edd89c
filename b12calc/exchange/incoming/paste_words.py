"""The words around a result, read once from paste_words.toml: flags, states, labels, days, headings, people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from b12calc.exchange.incoming.names import denied, folded, name_words

LABELS: Final = ("range", "value", "name", "unit", "flag_label", "taken", "day", "other_day", "comment", "specimen")
STATES: Final = ("final", "corrected", "preliminary", "cancelled")
_KINDS: Final = (
    *((word, "label") for word in LABELS),
    ("plain", "plain"),
    ("flag", "flag"),
    *((word, "status") for word in STATES),
    ("not_now", "not_now"),
    ("then", "not_now"),
)
_SETS: Final = (
    *(
        "blood",
        "department",
        "whole_report",
        "comment",
        "again",
        "chrome",
        "lead",
        "owner",
        "other_time",
        "speaker",
        "beside_urine",
        "urine",
        "shows",
    ),
    *("aside", "method", "method_around", "judge", "judge_around", "earlier", "diagnosis"),
)
LONGEST_PHRASE: Final = 6
_SHORT: Final = 3  # letters of a phrase that may mean anything behind a preposition: "n", "vr"
FLAG_SIGNS: Final = frozenset({"H", "L", "HH", "LL", "HI", "LO", "*H", "*L"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Hold what phrases mean: ``kind`` and ``mean`` by phrase, and the sets that only headings and people need."""

    meaning: Mapping[str, tuple[str, str]]
    openers: frozenset[str]
    blood: frozenset[str]
    department: frozenset[str]
    whole_report: frozenset[str]
    comment: frozenset[str]
    again: frozenset[str]
    chrome: frozenset[str]
    lead: frozenset[str]
    owner: frozenset[str]
    other_time: frozenset[str]
    speaker: frozenset[str]
    beside_urine: frozenset[str]
    urine: frozenset[str]
    alarm: re.Pattern[str]
    aside: frozenset[str]
    shows: frozenset[str]
    method: frozenset[str]
    method_stems: tuple[str, ...]
    method_around: frozenset[str]
    judge: frozenset[str]
    earlier: frozenset[str]
    diagnosis: frozenset[str]
    judge_around: frozenset[str]
    head: Mapping[str, frozenset[str]]
    who: Mapping[str, str]
    female: frozenset[str]
    male: frozenset[str]


@cache
def phrases() -> Phrases:
    """Return the lists; a later kind of the file's order wins where a phrase stands in two."""
    with Path(__file__).with_name("paste_words.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    meaning = {folded(text): ("plain", "whole_report") for text in data["whole_report"]}
    meaning |= {f"{where} {folded(text)}": ("flag", "flag") for where in data["where"] for text in _long(data["range"])}
    meaning |= {folded(text): (kind, word) for word, kind in _KINDS for text in data[word]}
    who = data["who"]
    people = {folded(text): word for word in ("first", "name", "birth", "identifier", "sex") for text in who[word]}
    return Phrases(
        meaning=meaning,
        openers=frozenset(phrase.split(" ", 1)[0] for phrase in meaning) | name_words(),
        method_stems=tuple(data["method_stems"]),
        alarm=re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_set(data["alarm"]), reverse=True))) + ")"),
        head={word: _set(texts) for word, texts in data["head"].items()},
        who=people,
        female=_set(who["female"]),
        male=_set(who["male"]),
        **{word: _set(data[word]) for word in _SETS},
    )


def _long(texts: list[str]) -> list[str]:
    return [text for text in texts if len(text) > _SHORT]


def _set(texts: list[str]) -> frozenset[str]:
    return frozenset(folded(text) for text in texts)


def is_heading(text: str) -> bool:
    """Tell whether a line is the heading of a material or a department and nothing else."""
    plain = folded(text)
    return plain in phrases().blood or plain in phrases().department


def is_specimen_label(text: str) -> bool:
    """Tell whether a text is the label of a material or of the taking of a sample."""
    return phrases().meaning.get(folded(text)) in {("label", "specimen"), ("label", "taken")}  # "Prélèvement : sang"


def is_aside(text: str) -> bool:
    """Tell whether a line says how or where a test was done: it stands between a name and its figure."""
    bare = text.strip()
    if denied((bare,), specimens=True):
        return False  # of another material
    if bare[:1] == "(" and bare[-1:] == ")" and not any(sign.isdigit() for sign in bare):
        return True
    lead, parted, _ = bare.partition(":")
    return bool(parted) and folded(lead) in phrases().aside


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return one word or phrase in the spelling the lists are kept in."""
    return folded(word)
