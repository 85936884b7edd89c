"""Part the text of a table into records and cells, each cell knowing where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.guard import MAX_LINES, Watch, refuse, within_size
from b12calc.exchange.pasted import text_of as decoded
from b12calc.problems import ProblemsFound

DELIMITERS: Final = (",", ";", "\t", "|")
_MARK: Final = re.compile(r"[ \t]*sep=(.)[ \t]*(?:\r\n|\r|\n)", re.I)
_END: Final = re.compile(r"\r\n|\r|\n")
_QUOTED: Final = re.compile(r'[ ]*"((?:[^"]|"")*)"[ ]*')
_HEAD_RECORDS: Final = 12
_MOST_COLUMNS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold the text of a cell without its quotes, and where that text stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one row: its cells, the number of the line it begins in, and its place."""

    cells: tuple[Cell, ...]
    line: int
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Tell whether no cell holds anything."""
        return not any(cell.text.strip() for cell in self.cells)


def text_of(data: bytes) -> str:
    """Return the text of a table; UTF-16 is known without its mark by its zeros."""
    within_size(data)
    if b"\0" in data[:200] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    return decoded(data)


def records(text: str, delimiter: str, watch: Watch | None = None, most: int | None = None) -> Iterator[Record]:
    """Give the records of a table one by one; a line break between quotes belongs to its cell.

    Raises ProblemsFound for more lines or columns than any table of results has.
    """
    mark = _MARK.match(text)
    place, line, given = mark.end() if mark else 0, 2 if mark else 1, 0
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    while place < len(text) and (most is None or given < most):
        if watch:
            watch.step(place / len(text))
        cells, end, after, breaks = _record(text, place, delimiter, plain)
        record = Record(tuple(cells), line, place, end)
        line += breaks
        place = after
        if line > MAX_LINES:
            raise refuse(f"the table has more than {MAX_LINES:,} lines")
        given += 1
        yield record


def _record(text: str, place: int, delimiter: str, plain: re.Pattern[str]) -> tuple[list[Cell], int, int, int]:
    cells: list[Cell] = []
    breaks = 1
    while True:
        quoted = _QUOTED.match(text, place)
        behind = text[quoted.end() : quoted.end() + 1] if quoted else ""
        if quoted and behind in ("", delimiter, "\r", "\n"):
            cells.append(Cell(quoted[1].replace('""', '"'), quoted.start(1), quoted.end(1)))
            breaks += len(_END.findall(quoted[1]))
            place = quoted.end()
        else:
            match = plain.match(text, place)
            assert match is not None
            cells.append(Cell(match[0], match.start(), match.end()))
            place = match.end()
        if len(cells) > _MOST_COLUMNS:
            raise refuse(f"a row has more than {_MOST_COLUMNS:,} columns")
        if text[place : place + 1] != delimiter:
            break
        place += 1
    end = _END.match(text, place)
    return cells, place, end.end() if end else len(text) if place >= len(text) else place + 1, breaks


def first_records(text: str, delimiter: str) -> list[Record]:
    """Return the first records that hold anything."""
    try:
        given = list(records(text, delimiter, most=4 * _HEAD_RECORDS))
    except ProblemsFound:  # far too many columns: it is not this delimiter
        return []
    return [record for record in given if not record.empty][:_HEAD_RECORDS]
