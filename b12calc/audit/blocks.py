"""A practice list in blocks of many rows, as tables of text: CSV cut at row ends, or slices of Parquet.

A row that is broken is taken out of its block by itself; what is in a block is what reading row by row gives.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, TypeVar

from b12calc.audit.layout import Layout
from b12calc.audit.source import LONGEST, Cells, CsvShape, Lines, ragged
from b12calc.audit.tables import Source, parquet_slices

if TYPE_CHECKING:
    import polars as pl

BLOCK: Final = 16 << 20  # bytes of text that are read at a time
SLICE: Final = 100_000  # rows of Parquet
_MARK: Final = b"\x02"
Piece = TypeVar("Piece")
Broken = tuple[int, Cells, str]
"""A row that could not be read: its line, its cells as far as there are, and why."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold some rows: the cells of the columns that are read, the line of each row, and the rows that are broken."""

    frame: pl.DataFrame
    lines: Sequence[int]
    broken: Sequence[Broken]
    share: float


def blocks(source: Source, layout: Layout, size: int = BLOCK) -> Iterator[Block]:
    """Yield a table block by block; a block has at most about ``size`` bytes of CSV."""
    if source.shape is not None:
        yield from _of_csv(source, source.shape, layout, size)
        return
    done = 0
    names = [source.headings[column.place] for column in layout.columns]
    for frame, total in parquet_slices(source.path, SLICE, names):
        first = done + 1
        done += len(frame)
        yield Block(frame, range(first, done + 1), (), done / total)


def ahead(made: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks while the next one is being read beside."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, made, None)
        while (block := coming.result()) is not None:
            coming = pool.submit(next, made, None)
            yield block


def behind(pieces: Iterable[Piece], write: Callable[[Piece], object]) -> None:
    """Write pieces in their order, each while the next one is being made; raises what making or writing raises."""
    with ThreadPoolExecutor(1) as pool:
        going: Future[object] | None = None
        for piece in pieces:
            if going is not None:
                going.result()
            going = pool.submit(write, piece)
        if going is not None:
            going.result()


def _of_csv(source: Source, shape: CsvShape, layout: Layout, size: int) -> Iterator[Block]:
    line = shape.line
    with source.path.open("rb") as raw:
        text = _Text(raw, shape)
        total = max(source.path.stat().st_size, 1)
        while data := text.block(size):
            made = _at_once(data, shape, layout, line)
            frame, lines, broken, line = made or _by_lines(data, text.line, shape, layout, line)
            yield Block(frame, lines, broken, min(raw.tell() / total, 1.0))


class _Text:
    """Read a file in pieces that end with a line, as UTF-8; bytes that are no text become a sign of their own."""

    def __init__(self, raw: IO[bytes], shape: CsvShape) -> None:
        self._wide = shape.encoding != "utf-8-sig"
        self._stream: IO[bytes] | IO[str] = raw
        if self._wide:
            self._stream = io.TextIOWrapper(raw, shape.encoding, errors="replace", newline="")
            for _ in range(shape.line - 1):
                self._stream.readline()
        else:
            raw.seek(shape.start)

    def block(self, size: int) -> bytes:
        """Return about so many bytes, up to the end of a line; nothing at the end of the file."""
        data = self._stream.read(size)
        if data and data[-1:] not in ("\n", b"\n"):
            data += self._stream.readline(LONGEST)  # type: ignore[operator]
        return _as_utf8(data)

    def line(self) -> str:
        """Return one line more."""
        return _as_utf8(self._stream.readline(LONGEST)).decode()


def _as_utf8(data: bytes | str) -> bytes:
    """Return text with one sign for the end of a line."""
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    elif not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError:
            data = data.decode("utf-8", "replace").encode()
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


_Read = tuple["pl.DataFrame", Sequence[int], Sequence[Broken], int]


def _at_once(data: bytes, shape: CsvShape, layout: Layout, line: int) -> _Read | None:
    """Return a block in which no cell is quoted and no line empty, so that every line is a row; None for any other.

    A mark is put behind the last cell of each line; where it is found elsewhere, the row has not as many cells as there
    are headings.
    """
    data = data if data.endswith(b"\n") else data + b"\n"
    if b'"' in data or _MARK in data or b"\n\n" in data or data.startswith(b"\n"):
        return None
    mark = shape.delimiter.encode() + _MARK
    marked = data.replace(b"\n", mark + b"\n")
    frame = _parsed(marked, shape, layout, quoted=False, marks=1)
    if len(frame) * len(mark) != len(marked) - len(data):
        return None
    whole = frame.to_series(-1) == _MARK.decode()
    frame, after = frame.drop(frame.columns[-1]), line + len(frame)
    if whole.all():
        return frame, range(line, after), (), after
    texts = data.decode().split("\n")
    ragged_rows = (_ragged(texts[row], shape, line + row) for row in (~whole).arg_true().to_list())
    broken = [one for one in ragged_rows if any(map(str.strip, one[1]))]
    return frame.filter(whole), [line + row for row in whole.arg_true().to_list()], broken, after


def _ragged(text: str, shape: CsvShape, line: int) -> Broken:
    cells = tuple(text.split(shape.delimiter))
    return line, cells, ragged(len(cells), len(shape.headings))


def _by_lines(data: bytes, further: Callable[[], str], shape: CsvShape, layout: Layout, line: int) -> _Read:
    """Return a block with every line looked at: rows that are broken or run over lines are read with care."""
    width, good, lines, broken = len(shape.headings), list[str](), list[int](), list[Broken]()
    whole = _whole_row(shape.delimiter, width)
    reader = Lines(io.StringIO(data.decode(), newline="\n"), shape, further)
    for at, text in reader.texts(line):
        if '"' not in text:
            if text.count(shape.delimiter) + 1 == width:
                good.append(text)
                lines.append(at)
            elif text.replace(shape.delimiter, "").strip():
                broken.append(_ragged(text, shape, at))
        elif whole.fullmatch(text):
            good.append(text)
            lines.append(at)
        else:
            cells, wrong = reader.row(text)
            if wrong and any(map(str.strip, cells or "-")):
                broken.append((at, cells, wrong))
            elif not wrong:
                good.append(_written(cells, shape.delimiter))
                lines.append(at)
    return _parsed("\n".join(good).encode(), shape, layout, quoted=True), lines, broken, reader.line


def _whole_row(delimiter: str, width: int) -> re.Pattern[str]:
    """Return what a row is in which every cell with a quotation mark is quoted as it should be."""
    cell = rf'(?:[^"{re.escape(delimiter)}]*|"(?:[^"]|"")*")'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell}){{{width - 1}}}")


def _written(cells: Cells, delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="", quoting=csv.QUOTE_ALL).writerow(cells)
    return out.getvalue()


def _parsed(data: bytes, shape: CsvShape, layout: Layout, *, quoted: bool, marks: int = 0) -> pl.DataFrame:
    """Return the columns that are read, every cell as text."""
    import polars as pl

    names = [f"column_{place + 1}" for place in range(len(shape.headings) + marks)]
    wanted = [names[column.place] for column in layout.columns] + names[len(shape.headings) :]
    if not data:
        return pl.DataFrame(schema=dict.fromkeys(wanted, pl.String()))
    # Without a line of names polars would take the number of columns from the first row, which may be broken.
    head = f"{shape.delimiter.join(names)}\n".encode()
    return pl.read_csv(
        head + data, has_header=True, separator=shape.delimiter, quote_char='"' if quoted else None, infer_schema=False,
        schema=dict.fromkeys(names, pl.String()), columns=wanted,
        empty_string_is_null=False, truncate_ragged_lines=bool(marks),
    ).select(wanted)  # fmt: skip
