"""How an older edition reads what the present program says of a case: word for word, or not at all."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from b12calc.problems import Problem, ProblemsFound

# What deciding itself says of a case, not the reading of it.
_SAID_LATER = frozenset({"male", "on_treatment"})
_FILE = Path(__file__).with_name("editions") / "later_words.toml"


@dataclass(frozen=True, slots=True)
class OlderWords:
    """Hold the words an older edition knows of each fact it reads from a case."""

    edition: str
    known: Mapping[str, tuple[str, ...]]

    def read(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return the facts of a case in the words of the edition; what it never reads stays as it is.

        Raises ProblemsFound when the program says nothing of a fact it needs, or a word it has no older word for.
        """
        return {**words, **{fact: self._word(fact, words.get(fact)) for fact in self.known if fact not in _SAID_LATER}}

    def _word(self, fact: str, word: str | None) -> str:
        known, older = self.known[fact], later_words().get(fact, {})
        for one in (word, older.get(word or "")):
            if one is not None and one in known:
                return one
        message = f"edition {self.edition} cannot judge this case by the present program: it knows no {fact} = {word}"
        raise ProblemsFound((Problem("--edition", message),))


@cache
def later_words() -> Mapping[str, Mapping[str, str]]:
    """Return for each fact the words that came later, with the older word for each."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
