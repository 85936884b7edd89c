"""Read the cells of a table: a value with what stands beside it, a day, a state, a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.found import NOT_TOLD, Code, Span, Status
from b12calc.exchange.incoming.guard import visible
from b12calc.exchange.incoming.names import folded, is_unit, unit_of
from b12calc.exchange.incoming.paste_days import Printed, day_at
from b12calc.exchange.incoming.paste_lines import line_at
from b12calc.exchange.incoming.paste_runs import tokens_of
from b12calc.exchange.incoming.paste_shapes import is_loinc
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import STATES, phrases
from b12calc.exchange.incoming.table_cells import Cell

_LETTERS: Final[dict[str, Status]] = {"F": "final", "C": "corrected", "P": "preliminary", "X": "cancelled",
                                      "W": "cancelled", "I": "preliminary"}  # fmt: skip
_FORMULA: Final = "="
_TIME_BEHIND: Final = re.compile("(?<=[0-9])T(?=[0-9])")  # as computers write it: 2026-03-10T09:30
_WITH_UNIT: Final = re.compile(r"(?P<range>[^A-Za-z%µμ]{1,30}[0-9][)\]]?) *(?P<unit>[A-Za-z%µμ/].{0,20})")
_EXPECTED: Final = frozenset({"number", "finding", "flag", "unit", "range", "status", "join", "stop", "plain"})


@dataclass(frozen=True, slots=True)
class Value:
    """Hold what a value cell says: a figure or a finding, with what stands beside it in the cell."""

    text: str
    span: Span | None
    comparator: str | None = None
    unit: str | None = None
    flag: str | None = None
    range_text: str | None = None
    status: str | None = None
    doubts: tuple[str, ...] = ()


def value_of(cell: Cell, text: str) -> Value | str:
    """Return what a cell of figures says, or one sentence why that is nothing to read."""
    raw = text[cell.start : cell.end]
    if raw.lstrip().startswith(_FORMULA):
        return "a formula stands in place of the value"
    line = line_at(0, cell.start, raw)
    tokens = tokens_of(line)
    numbers = [token for token in tokens if token.kind == "number"]
    findings = [token for token in tokens if token.kind == "finding"]
    strange = [token.text for token in tokens if token.kind not in _EXPECTED]
    if len(numbers) > 1 or strange or not (numbers or findings):
        return f"the value {visible(raw)!r} is no single figure and no known finding"
    flag = next((token.text for token in (*_kind(tokens, "flag"), *(findings if numbers else ()))), None)
    unit = next((token.text for token in _kind(tokens, "unit")), None)
    inside = next((token.text for token in _kind(tokens, "range")), None)
    status = next((token.mean for token in _kind(tokens, "status")), None)
    if not numbers:
        return Value(findings[0].text, None, flag=flag, status=status)
    first, last = numbers[0].figure
    given = line.text[first:last]
    same = line.given(first, last) == given and not line.turned
    doubts = () if same else ("the figure is written with signs that are not seen, or with other digits than 0 to 9",)
    return Value(given, line.span(first, last), numbers[0].comparator, unit, flag, inside, status, doubts)


def parted_range(text: str) -> tuple[str, str]:
    """Part a range from the unit behind it in one cell, "11.7 - 15.5 g/dL"; the unit is "" where none stands."""
    match = _WITH_UNIT.fullmatch(text.strip())
    return (match["range"], match["unit"]) if match and is_unit(match["unit"]) else (text, "")


def _kind(tokens: tuple[Token, ...], kind: str) -> list[Token]:
    return [token for token in tokens if token.kind == kind]


def whole_day(text: str) -> Printed | None:
    """Return the day that a whole cell says, with or without its time."""
    bare = _TIME_BEHIND.sub(" ", text.strip())
    day = day_at(bare, 0)
    return day if day and not bare[day.end :].strip(" .:0123456789TZ+-") else None


def units_differ(code: str, units: list[str]) -> list[str]:
    """Return a doubt where a row names more than one unit."""
    said = {unit_of(code, unit) or unit.casefold() for unit in units}
    return [f"the row names different units: {', '.join(sorted(said))}"] if len(said) > 1 else []


def codes_of(text: str) -> tuple[Code, ...]:
    """Return the LOINC code a cell holds, where it is one."""
    lead, parted, check = text.partition("-")
    loinc = parted and lead.isdigit() and check.isdigit() and is_loinc(text)
    return (Code("loinc", text),) if loinc else ()


def status_of(text: str) -> Status:
    """Return the state a cell says, in words or as a letter of HL7."""
    if not text:
        return NOT_TOLD
    if text in STATES:
        return text  # type: ignore[return-value]
    kind, mean = phrases().meaning.get(folded(text), ("", ""))
    if kind == "status":
        return mean  # type: ignore[return-value]
    return _LETTERS.get(text.strip().upper(), NOT_TOLD)
