"""Read the signs between the cells of an exported table, semicolons, commas, quotation marks, as the ends of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from b12calc.exchange.incoming.names import is_unit
from b12calc.exchange.incoming.paste_lines import Line

_LEAST_COLUMNS: Final = 2  # semicolons of a line that is a row of a table
_LEAST_COMMAS: Final = 3
_LEAST_ROWS: Final = 3
_CELL_END: Final = re.compile(r";(?! |$)| ;")  # of a list in a sentence a space follows
_QUOTED: Final = re.compile(r'[ ]*"[^"]*"(?:[,;\t]"[^"]*")+[ ]*')
_BETWEEN: Final = re.compile(r'"([,;\t])"')


def in_columns(lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines, with tabs for what ends the cells of those in a row that have the same number of them."""
    unquoted = (_unquoted(line) for line in lines)
    for count, block in groupby(unquoted, key=lambda line: line.text.count(";")):
        rows = list(block)
        table = count >= _LEAST_COLUMNS and len(rows) >= _LEAST_ROWS and any(_CELL_END.search(row.text) for row in rows)
        yield from (_tabbed(row, ";") for row in rows) if table else _by_commas(rows)


def _by_commas(lines: Sequence[Line]) -> Iterator[Line]:
    for count, block in groupby(lines, key=lambda line: line.text.count(",")):
        rows = list(block)
        table = count >= _LEAST_COMMAS and len(rows) >= _LEAST_ROWS - 1 and _exported([row.text for row in rows])
        yield from (_tabbed(row, ",") for row in rows) if table else rows


def _exported(rows: Sequence[str]) -> bool:
    """Tell whether commas part cells: no space behind any, and heads above or a unit alone in a cell of each line."""
    if any(", " in row or "\t" in row for row in rows):
        return False
    return not any(sign.isdigit() for sign in rows[0]) or all(any(map(is_unit, row.split(","))) for row in rows)


def _unquoted(line: Line) -> Line:
    if '"' not in line.text or not _QUOTED.fullmatch(line.text):
        return line
    return replace(line, text=_BETWEEN.sub(" \t ", line.text).replace('"', " "))


def _tabbed(line: Line, sign: str) -> Line:
    return replace(line, text=line.text.replace(sign, "\t"))
