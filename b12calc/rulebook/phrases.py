"""Conditions, answers and limits of a pack put into words; language only, nothing is decided here."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.analytes import analytes
from b12calc.models import wording
from b12calc.rulebook import formulas
from b12calc.rules import Book, BookCondition, BookLimit, BookRegimen, BookRow, BookTable

NOT_MEASURED: Final = "not measured"
_FEW: Final = 3  # up to so many words are always named one by one
HOW_READ: Final = {
    "first": "Read from the top: the first row that holds decides, and the rows below it are not looked at.",
    "unique": "Exactly one row holds.",
    "collect": "Every row that holds counts.",
}

WITHHELD: Final = "While a red flag is unanswered, this is said instead"
CHANGED: Final = "Where a circumstance changes the route, or nothing is given yet, this is said instead"


@cache
def words() -> Mapping[str, Any]:
    """Return what the rule book adds to the words of the rules."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def condition(part: BookCondition) -> tuple[str, str]:
    """Return the name of a fact and what it has to be."""
    if len(part.allowed) <= _FEW or len(part.refused) >= len(part.allowed):
        return part.fact.title, either(part.allowed)
    rest = tuple(word for word in part.refused if word != NOT_MEASURED)
    if NOT_MEASURED in part.refused:
        return part.fact.title, f"measured, and not {either(rest)}" if rest else "measured"
    also = ", not measured included" if NOT_MEASURED in part.allowed else ""
    return part.fact.title, f"anything but {either(rest)}{also}"


def either(parts: Sequence[str]) -> str:
    """Join words by commas and an "or"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def otherwise(table: BookTable) -> str:
    """Return what a row without a condition means."""
    return "Always." if table.hit == "collect" else "In every other case."


def answers(row: BookRow) -> Iterator[tuple[str, str]]:
    """Yield what a row answers, each with its title; an answer that only repeats the sentence is left out."""
    for name, word in row.then.items():
        said = words()["output"][name]
        text = "" if said.get("hidden") else _answer(name, word, said)
        if text:
            yield said["title"], text


def _answer(name: str, word: str, said: Mapping[str, Any]) -> str:
    if "kind" in said:
        return wording.label(said["kind"], word)
    if word in said.get("says", {}):
        return str(said["says"][word])
    return wording.question(word).label if name == "question" else word


def sentence(text: str) -> str:
    """Return a sentence as the book prints it: the program names the B12 test that was done."""
    return text.replace("{b12}", "total or active B12").replace("{B12}", "Total or active B12")


def due(row: BookRow) -> str:
    """Return when a follow-up falls due, counted from the first dose."""
    start, end, unit = row.due["from"], row.due["to"], row.due["unit"]
    unit = unit[:-1] if end == 1 else unit
    return f"{end} {unit}" if start == end else f"{start} to {end} {unit}"


def limit_lines(limit: BookLimit) -> Iterator[tuple[str, str]]:
    """Yield each unit, or each group of people, with its limits in words."""
    special = words()["cut_of"].get(limit.analyte, {})
    for name, cuts in limit.cuts.items():
        said = {**words()["cut"], **special}
        parts = [said.get(cut, f"{cut} {{value}}").format(value=value, **cuts) for cut, value in cuts.items()]
        yield unit(name) if limit.unit is None else words()["group"][name], "; ".join(parts)


def in_order(limits: Iterable[BookLimit]) -> list[BookLimit]:
    """Return the limits in the order in which results are asked and shown, B12 first."""
    order = list(analytes())
    return sorted(limits, key=lambda limit: order.index(limit.analyte))


def analyte(code: str) -> str:
    """Return the name of what is measured."""
    return analytes()[code].name


def unit(code: str) -> str:
    """Return a unit as a clinician writes it."""
    return str(words()["unit"].get(code, code))


def intervals(book: Book) -> Iterator[str]:
    """Yield the days, months and ages the rules count in."""
    said = words()["interval"]
    for name, value in book.intervals.items():
        yield said.get(name, name.replace("_", " ") + ": {value}").format(value=value)


def cited(book: Book) -> set[str]:
    """Return the sources any row, limit or regimen of a pack cites, notes included."""
    found = {key for table in book.tables for row in table.rows for key in row.sources}
    found |= {key for limit in book.limits for key in limit.sources}
    for regimen in book.regimens:
        found |= set(regimen.sources)
        found |= set(noted(regimen))
    return (found & set(book.sources)) | formulas.sources(book)


def noted(regimen: BookRegimen) -> Iterator[str]:
    """Yield the sources the notes of a regimen name."""
    for note in regimen.notes:
        yield from re.findall(r"\b[A-Z]{1,3}-[0-9]+[a-z]?\b", note)
