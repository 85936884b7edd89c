"""Read CSV row by row, in bounded memory; a row that is broken never takes another along."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from b12calc.problems import Problem, ProblemsFound

_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 1 << 20
_MOST_LINES: Final = 20  # lines that one row may run over, by line breaks between quotes
LONGEST: Final = 1 << 20  # characters of a line
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
OPEN_QUOTE: Final = "a quotation mark is not closed, or stands where none can; the row was not read"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvShape:
    """Hold how a CSV file is written: its text, what parts its cells, its headings, and where its rows begin.

    ``line`` is the line on which the first row stands, ``start`` its place in bytes.
    """

    encoding: str
    delimiter: str
    headings: Cells
    line: int
    start: int


def csv_shape(path: Path) -> CsvShape:
    """Return how a CSV file is written. Raises ProblemsFound where it has no headings, OSError where it is not read."""
    with path.open("rb") as stream:
        head = stream.read(_LOOKED_AT)
    if not head.strip(b"\xef\xbb\xbf\r\n\t ,;"):
        raise ProblemsFound((Problem(path.name, "the table is empty; a line of headings was expected"),))
    if b"\0" in head[:200] and not head.startswith(_UTF_16):
        raise ProblemsFound((Problem(path.name, "this is no text; a CSV table in UTF-8 was expected"),))
    encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    skipped = text.lower().startswith("sep=")
    lines = _LINE.findall(text)
    marked = lines[0][4:5] if skipped else ""
    first = lines[1] if skipped and len(lines) > 1 else lines[0]
    delimiter = marked if marked in _DELIMITERS else max(_DELIMITERS, key=first.count)
    headings = cells_of(first, delimiter)
    if headings is None:
        raise ProblemsFound((Problem(path.name, "the line of headings holds a quotation mark that is not closed"),))
    start = len("".join(lines[: 1 + skipped]).encode()) + (3 if head.startswith(b"\xef\xbb\xbf") else 0)
    return CsvShape(encoding, delimiter, headings, 2 + skipped, start)


def csv_rows(path: Path, shape: CsvShape) -> Iterator[tuple[int, Cells, str, float]]:
    """Yield of each row its line, its cells, what is wrong with it or nothing, and the share of the file read."""
    size = max(path.stat().st_size, 1)
    with path.open(encoding=shape.encoding, errors="surrogateescape", newline="") as stream:
        for _ in range(shape.line - 1):
            stream.readline()
        for line, cells, wrong in Lines(stream, shape).rows():
            yield line, cells, wrong, min(stream.buffer.tell() / size, 1.0)  # type: ignore[attr-defined]


class Lines:
    """Read rows out of a stream of lines; one that opens a quotation mark and never closes it is given up alone.

    ``further`` gives lines behind the end of the stream to a row that runs over it. ``line`` is the next line's number.
    """

    def __init__(self, stream: IO[str], shape: CsvShape, further: Callable[[], str] = str) -> None:
        self._stream, self._shape, self._further = stream, shape, further
        self._held: list[str] = []  # lines that were looked at and given back
        self.line = shape.line

    def rows(self) -> Iterator[tuple[int, Cells, str]]:
        """Yield of each row its line, its cells and what is wrong with it; empty rows are none."""
        for at, text in self.texts(self.line):
            cells, wrong = self.row(text)
            if wrong == OPEN_QUOTE or any(map(str.strip, cells)):
                yield at, cells, wrong

    def texts(self, line: int) -> Iterator[tuple[int, str]]:
        """Yield the line on which each row begins, with its number and without its end; empty lines are left out."""
        self.line = line
        while text := self._held.pop() if self._held else self._stream.readline(LONGEST):
            self.line += 1
            bare = text.rstrip("\r\n")
            if bare:
                yield self.line - 1, bare

    def row(self, text: str) -> tuple[Cells, str]:
        """Return the cells of the row that begins with a line, and what is wrong with it; takes the lines it needs."""
        cells = cells_of(text, self._shape.delimiter)
        if cells is None:
            cells = self._over_lines(text)
        return ((), OPEN_QUOTE) if cells is None else (cells, ragged(len(cells), len(self._shape.headings)))

    def _over_lines(self, text: str) -> Cells | None:
        """Return a row that goes on over line breaks; None where it never ends."""
        more: list[str] = []
        while len(more) < _MOST_LINES and (line := self._next()):
            more.append(line)
            if '"' in line:
                cells = cells_of("".join((f"{text}\n", *more)), self._shape.delimiter)
                if cells is not None and len(cells) == len(self._shape.headings):
                    self.line += len(more)
                    return cells
        self._held += reversed(more)
        return None

    def _next(self) -> str:
        return (self._held.pop() if self._held else self._stream.readline(LONGEST)) or self._further()


def ragged(given: int, expected: int) -> str:
    """Return what is wrong with a row of so many cells, or nothing."""
    if given == expected:
        return ""
    return f"the row has {given} cell{'' if given == 1 else 's'}; {expected} were expected, as there are headings"


def cells_of(text: str, delimiter: str) -> Cells | None:
    """Return the cells of one row, None where a quotation mark is not closed or stands where none can."""
    bare = text.rstrip("\r\n")
    if '"' not in bare:
        return tuple(bare.split(delimiter))
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None
