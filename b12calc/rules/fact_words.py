"""What facts and their words are called where a clinician reads them: rule book, reasons and why not."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from b12calc.models import wording
from b12calc.models.answers import ANSWER_CODES
from b12calc.parsed import read_toml
from b12calc.rules.knowledge import CLINICAL

_ASKED = frozenset(ANSWER_CODES)


@cache
def fact_titles() -> dict[str, Any]:
    """Return the readable names of every derived fact, as kept in fact_titles.toml."""
    return read_toml((CLINICAL / "shared" / "fact_titles.toml").read_text(encoding="utf-8"))


def fact_title(fact: str, titles: Mapping[str, Any]) -> str:
    """Return what a fact is called in the middle of a sentence, by the titles of a pack."""
    if fact in _ASKED:
        return wording.question(fact).short
    title: str = titles["facts"][fact]["title"]
    # A name that starts with an abbreviation (MMA, B12) keeps its capitals.
    return title if title[1:2].isupper() or title[1:2].isdigit() else title[:1].lower() + title[1:]


def fact_word(fact: str, word: str, titles: Mapping[str, Any]) -> str:
    """Return one word of a fact as it is read, by the titles of a pack."""
    if fact in _ASKED:
        return "not asked" if word == "unknown" else word
    return said_word(word, titles["facts"][fact], titles["words"])


def said_word(word: str, entry: Mapping[str, Any], common: Mapping[str, str]) -> str:
    """Return a word by the entry of its fact, else by its kind, else by the common words."""
    if word in entry.get("says", {}):
        return str(entry["says"][word])
    if "kind" in entry:
        label = wording.label(entry["kind"], word)
        return label[:1].lower() + label[1:]
    return common.get(word, word.replace("_", " "))
