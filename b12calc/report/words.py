"""How a report writes dates, figures with their unit, and code words; language only, no clinical decision."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from b12calc.days import MONTHS, day_text, since_text
from b12calc.models.wording import label

NOT_GIVEN: Final = "–"
_CONTROLS: Final = ("Cc", "Zl", "Zp")
TIE: Final = "\u00a0"  # no-break space: a date and a figure with its unit stay on one line


_UNIT: Final = r"(?:[munp]?(?:g|mol|IU|Eq)|U|mL|L|10\*9|fL)/|(?:fL|mg|g|micrograms|days|weeks|months)\b|%"
_DATE_OR_FIGURE: Final = re.compile(  # begins with one class of letters, so that all others are passed over quickly
    rf"[0-9<>~≤≥](?:(?<=[<>~≤≥])=? [0-9][0-9.,]* (?={_UNIT})"
    rf"|(?<=[0-9])(?<!\w.)(?:[0-9]? (?:{'|'.join(MONTHS)}) [0-9]{{4}}\b|[0-9.,]* (?={_UNIT})))"
)


def tied(text: str) -> str:
    """Return the text with its spaces made unbreakable."""
    return text.replace(" ", TIE)


def uncontrolled(text: str) -> str:
    """Return the text with a space for every control character and line end: a page or a note has no place for them."""
    return "".join(" " if unicodedata.category(letter) in _CONTROLS else letter for letter in text)


def keep_figures(text: str) -> str:
    """Return a sentence in which no line may break inside a date or between a figure and its unit."""
    return _DATE_OR_FIGURE.sub(lambda match: tied(match.group()), text)


def day(value: date | None) -> str:
    """Write a date unambiguously, the month in letters, the same in every locale: 12 Mar 2026."""
    return NOT_GIVEN if value is None else tied(day_text(value))


def since(value: str) -> str:
    """Write the time since which something is so, as exactly as it is known: 2026, Nov 2025 or 3 Nov 2025."""
    return tied(since_text(value))


def days(values: Iterable[date]) -> str:
    """Write several dates in full, in order."""
    return ", ".join(day(value) for value in sorted(values))


def figure(value: str, unit: str | None, comparator: str | None = None) -> str:
    """Write a figure as printed, never away from its unit: < 150 ng/L."""
    return tied(" ".join(filter(None, (comparator, value, unit))))


def span(low: str | None, high: str | None, unit: str | None) -> str:
    """Write a range with its unit, open at either end: 180 to 900 ng/L, from 180 ng/L, up to 900 ng/L."""
    if low is not None and high is not None:
        return tied(f"{low} to {figure(high, unit)}")
    if low is not None:
        return tied(f"from {figure(low, unit)}")
    return NOT_GIVEN if high is None else tied(f"up to {figure(high, unit)}")


def say(kind: str, code: str) -> str:
    """Return the words for a code; a code without words of its own is shown with its underscores as spaces."""
    try:
        return label(kind, code)
    except KeyError:
        return capital(code.replace("_", " "))


def capital(text: str) -> str:
    """Return the text with its first letter large; a first word spelt with a large letter inside, as eGFR, stays."""
    first = text.partition(" ")[0]
    return text if first != first.lower() else text[:1].upper() + text[1:]


def listed(parts: Iterable[str], join: str = "; ") -> str:
    """Join the parts that say something; a dash where none does."""
    return join.join(part for part in parts if part) or NOT_GIVEN
