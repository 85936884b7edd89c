"""Join the cells of a table that a page was copied from one below the other: heads, then name, range and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_days import day_at
from b12calc.exchange.incoming.paste_flow import joined
from b12calc.exchange.incoming.paste_head_words import role_by_words
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_runs import tokens_of
from b12calc.exchange.incoming.paste_words import phrases

_AGO: Final = re.compile(r"\d+ (?:min|h|hr|d|day|wk|week|mo|month|y|yr|year)s? ago", re.I)
_CELL: Final = re.compile(r"[^\t]+")
_LEAST_DAYS: Final = 2  # with one day the cells are read one by one
_MOST_DAYS: Final = 12
_LONGEST: Final = 80  # signs of a cell
_WORDS: Final = frozenset({"name", "unknown", "plain", "join", "stop", "label", "code"})
_FIGURES: Final = frozenset({"number", "finding", "flag", "join", "unit", "status"})


def stacked(lines: Sequence[Line]) -> list[Line]:
    """Give the lines, those of a stacked table joined to rows with tabs between their cells.

    A row that has not one figure for each day is joined without tabs: which figure is missing is not known.
    """
    out: list[Line] = []
    place = 0
    while place < len(lines):
        heads = _heads(lines, place)
        if not heads:
            out.append(lines[place])
            place += 1
            continue
        days = len(heads) - 2
        out.append(_row(heads, "\t"))
        place = _after(lines, heads[-1])
        place = _rows(lines, place, days, out)
    return out


def _rows(lines: Sequence[Line], place: int, days: int, out: list[Line]) -> int:
    """Add the rows that begin at a place, and return the place behind them."""
    while True:
        rows, end = _cells(lines, place)
        if len(rows) <= 1:
            return place
        if "\t" in rows[1].text:
            rows, end = rows[:2], _after(lines, rows[1])
        fits = rows[1].text.count("\t") == days if "\t" in rows[1].text else _fits(rows, days)
        out.append(_row(rows, "\t" if fits else " "))
        place = end


def _after(lines: Sequence[Line], last: Line) -> int:
    """Return the place behind a line; the numbers of lines count from one."""
    return last.number - lines[0].number + 1


def _heads(lines: Sequence[Line], place: int) -> list[Line]:
    """Return the heads that begin at a place, without "8 mo ago"; empty where fewer than two days stand there."""
    text = lines[place].text
    if len(text) > _LONGEST or phrases().meaning.get(folded(text)) != ("label", "name"):
        return []
    told = [part for line in lines[place + 1 : place + 1 + 4 * _MOST_DAYS] for part in _parts(line)]
    if not told or not _is_range(told[0].text):
        return []
    days: list[Line] = []
    for line in told[1:]:
        text = line.text.strip().strip("()")
        day = day_at(text, 0)
        if day and not text[day.end :].strip():
            days.append(line)
        elif not _AGO.fullmatch(text):
            break
    return [lines[place], told[0], *days] if _LEAST_DAYS <= len(days) <= _MOST_DAYS else []


def _parts(line: Line) -> list[Line]:
    """Return the cells of a line that hold anything."""
    cells = [(match.start(), match[0]) for match in _CELL.finditer(line.text)] if len(line.text) <= _LONGEST else []
    return [replace(line, text=text, shift=line.shift + start) for start, text in cells if text.strip()]


def _is_range(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return phrases().meaning.get(folded(text)) == ("label", "range") or role_by_words(text) == "range"


def _cells(lines: Sequence[Line], place: int) -> tuple[list[Line], int]:
    """Return the cells of the row that begins at a place, a name and what is none below it, and the place behind."""
    while place < len(lines) and not lines[place].text.strip():
        place += 1
    if place >= len(lines) or not _named(lines[place]):
        return [], place
    out, end = [lines[place]], place + 1
    for at, line in enumerate(lines[place + 1 : place + 1 + 3 * _MOST_DAYS], place + 1):
        if not line.text.strip():
            continue
        if len(line.text) > _LONGEST or _named(line):
            break
        end = at + 1
        if len(out) > 1 and {token.kind for token in tokens_of(line)} == {"flag"}:
            out[-1] = joined(out[-1], line)
        else:
            out.append(line)
    return out, end


def _named(line: Line) -> bool:
    kinds = {token.kind for token in tokens_of(line)} if len(line.text) <= _LONGEST else set()
    return bool(kinds) and kinds <= _WORDS and bool(kinds & {"name", "unknown"})


def _fits(cells: Sequence[Line], days: int) -> bool:
    """Tell whether a row holds a range or none, and one figure for each day."""
    told = [tokens_of(line) for line in cells[1:]]
    ranged = any(token.kind == "range" or (token.comparator and len(told) > days) for token in told[0])
    expected = len(told) == days + 1 and all({token.kind for token in one} == {"finding"} for one in told)
    figures = told[1:] if ranged or expected else told
    whole = all({token.kind for token in one} <= _FIGURES for one in figures)
    single = all(sum(token.kind in {"number", "finding"} for token in one) == 1 for one in figures)
    return len(figures) == days and whole and single


def _row(cells: Sequence[Line], sign: str) -> Line:
    out = cells[0]
    for line in cells[1:]:
        out = joined(out, line, sign)
    return out
