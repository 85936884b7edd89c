"""How the note spells words of the case format, days, figures and free text, and how each is read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from b12calc.days import MONTHS
from b12calc.exchange.marks import QUOTED, entered, quoted, unquoted

_LETTERS: Final = {
    "b12": "B12", "mma": "MMA", "mcv": "MCV", "rdw": "RDW", "egfr": "eGFR", "tsh": "TSH", "hba1c": "HbA1c",
    "ldh": "LDH", "hiv": "HIV", "ttg": "tTG", "iga": "IgA", "mri": "MRI", "h": "H", "h2": "H2", "leber": "Leber",
    "lhermitte": "Lhermitte", "romberg": "Romberg",
}  # fmt: skip
_NUMBER: Final = r"[0-9]{1,12}(?:[.,][0-9]{1,12})?"
_NAME: Final = r"[A-Za-z0-9%µμ]+(?:[-.,/*^][A-Za-z0-9%µμ]+)*"
_SHORT: Final = 26  # characters of a name that may stand without quotes
COMPARATOR: Final = "<=|>=|<|>|~"


def spoken(code: str) -> str:
    """Return a word of the case format as a note says it: "proton pump inhibitor", "total B12"."""
    return " ".join(_LETTERS.get(word, word) for word in code.split("_"))


def code_of(said: str) -> str:
    """Return the word of the case format that ``spoken`` was given."""
    return said.casefold().replace(" ", "_")


def head(code: str) -> str:
    """Return a word of the case format at the beginning of a line."""
    said = spoken(code)
    return said if said.split(" ")[0] in _LETTERS.values() else said[:1].upper() + said[1:]


def day(value: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as 2025, Nov 2025 or 3 Nov 2025."""
    year, *rest = value.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])


def iso_day(text: str) -> str:
    """Read what ``day`` wrote."""
    year, *rest = reversed(text.split(" "))
    month = [f"{MONTHS.index(rest[0]) + 1:02}"] if rest else []
    return "-".join([year, *month, *(f"{int(number):02}" for number in rest[1:])])


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold how one kind of value is written, the pattern it is known by, and how it is read."""

    pattern: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _loose(plain: str) -> Kind:
    """Return a kind that stands without quotes where it has the plain form."""
    simple = re.compile(plain)

    def write(value: str) -> str:
        kept = entered(value)
        return kept if len(kept) <= _SHORT and simple.fullmatch(kept) else quoted(kept)

    return Kind(f"{plain}|{QUOTED}", write, _unloose)


def _unloose(text: str) -> str:
    return unquoted(text) if text.startswith('"') else text


def word(vocabulary: Iterable[str]) -> Kind:
    """Return the kind of a word out of a vocabulary of the case format."""
    said = sorted((re.escape(spoken(code)) for code in vocabulary), key=len, reverse=True)
    return Kind("|".join(said), spoken, code_of)


def _same(text: str) -> str:
    return text


TEXT: Final = Kind(QUOTED, quoted, unquoted)
MONTH: Final = f"(?:{'|'.join(MONTHS)})"
DAY: Final = Kind(rf"[0-9]{{1,2}} {MONTH} [0-9]{{4}}", day, iso_day)
SINCE: Final = Kind(rf"(?:(?:[0-9]{{1,2}} )?{MONTH} )?[0-9]{{4}}", day, iso_day)
COUNT: Final = Kind("[0-9]{1,6}", str, int)
FIGURE: Final = _loose(_NUMBER)
NAME: Final = _loose(_NAME)
SIGN: Final = Kind(COMPARATOR, _same, _same)
