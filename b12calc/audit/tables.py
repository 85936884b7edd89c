"""The file an audit reads and the files it writes, by their endings: CSV or Parquet."""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.audit.source import CsvShape, csv_rows, csv_shape
from b12calc.csv_text import safe
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl

CSV, PARQUET = ".csv", ".parquet"
_SYSTEM: Final = re.compile(r"\(os error (\d+)\)")
_SLICE: Final = 20_000  # rows of a Parquet file that are held at a time
Numbered = tuple[int, tuple[str, ...], str, float]
"""The line of a row, its cells, what is wrong with it or nothing, and the share of the file that is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the file that is read: its headings, and how it is written where it is CSV."""

    path: Path
    headings: tuple[str, ...]
    shape: CsvShape | None

    def rows(self) -> Iterator[Numbered]:
        """Yield every row that holds anything."""
        if self.shape is not None:
            yield from csv_rows(self.path, self.shape)
            return
        done = 0
        for frame, total in parquet_slices(self.path, _SLICE):
            for row in frame.iter_rows():
                done += 1
                yield done, row, "", done / total


def open_source(path: Path) -> Source:
    """Return a file ready to be read. Raises ProblemsFound for another ending or what is no table, and OSError."""
    ending = path.suffix.lower()
    if ending not in (CSV, PARQUET):
        raise ProblemsFound((Problem(path.name, f"expected a file ending in {CSV} or {PARQUET}"),))
    if ending == CSV:
        shape = csv_shape(path)
        return Source(path, shape.headings, shape)
    import polars as pl
    from polars.exceptions import PolarsError

    with path.open("rb"):
        pass  # what is not there or may not be read is said as of any file
    try:
        return Source(path, tuple(pl.scan_parquet(path, glob=False).collect_schema()), None)
    except PolarsError as error:
        raise ProblemsFound((Problem(path.name, f"cannot be read as Parquet: {_first_line(error)}"),)) from None


def parquet_slices(path: Path, size: int, columns: Sequence[str] = ()) -> Iterator[tuple[pl.DataFrame, int]]:
    """Yield a Parquet file, or some of its columns, in slices, every cell as text, with the number of all its rows.

    Raises ProblemsFound where a column cannot be read, or holds what is no text, number, day, or yes and no.
    """
    import polars as pl
    from polars.exceptions import PolarsError

    try:
        table = pl.scan_parquet(path, glob=False)
        table = table.select(columns) if columns else table
        total = int(table.select(pl.len()).collect().item())
        for start in range(0, total, size):
            yield as_text(table.slice(start, size).collect(), path.name), total
    except PolarsError as error:
        raise ProblemsFound((Problem(path.name, f"cannot be read as Parquet: {_first_line(error)}"),)) from None


def as_text(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return a table with every cell as text, empty where there is none; a figure has no digit more or less."""
    import polars as pl

    made = []
    for column in frame.get_columns():
        kind = column.dtype
        if kind == pl.Boolean:
            text = column.replace_strict({True: "yes", False: "no"}, default=None, return_dtype=pl.String)
        elif kind.is_float():
            # A point in a number of the machine is that of decimals: 1.158 cannot mean thousands.
            text = column.cast(pl.String).str.replace(r"^(\d+\.\d{3})$", "${1}0").str.replace(r"\.0$", "")
        elif kind in (pl.String, pl.Date, pl.Null, pl.Categorical) or kind.is_integer() or kind.is_decimal():
            text = column.cast(pl.String)
        else:
            raise ProblemsFound((Problem(f"{name}: {column.name[:60]}", f"{kind} was found; text was expected"),))
        made.append(text.fill_null(""))
    return pl.DataFrame(made)


def refused_beside(target: Path) -> Path:
    """Return where the list of refused rows is written: OUT.refused.csv beside OUT."""
    return target.with_suffix(".refused.csv")


@contextmanager
def csv_list(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Give what writes one row after another to a CSV file, safe for a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(columns)
        yield lambda row: writer.writerow([safe(row.get(column, "")) for column in columns]) and None


def write_parquet(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows to a Parquet file, every column text, some thousands at a time."""
    import polars as pl

    schema = pl.Schema(dict.fromkeys(columns, pl.String()))
    sink_parquet(path, schema, (pl.DataFrame(some, schema=schema) for some in _some(rows, _SLICE)))


def sink_parquet(path: Path, schema: pl.Schema, frames: Iterable[pl.DataFrame]) -> None:
    """Write frames to a Parquet file as they come; what goes wrong in making them is raised as it was.

    Raises OSError where the file cannot be written, which polars tells in words of its own.
    """
    from polars.exceptions import PolarsError
    from polars.io.plugins import register_io_source

    if not _is_text(str(path)):
        raise OSError(errno.EILSEQ, "its path is not UTF-8")
    failed: list[BaseException] = []

    def given(*_: object) -> Iterator[pl.DataFrame]:
        try:
            yield from frames
        except BaseException as error:
            failed.append(error)
            raise

    try:
        register_io_source(given, schema=schema).sink_parquet(path, compression="zstd")
    except BaseException as error:
        if failed:
            raise failed[0] from None
        if isinstance(error, PolarsError):
            code = _SYSTEM.search(str(error))
            number = int(code[1]) if code else errno.EIO
            raise OSError(number, os.strerror(number)) from None
        raise


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _some(rows: Iterable[Mapping[str, str]], most: int) -> Iterator[list[Mapping[str, str]]]:
    held: list[Mapping[str, str]] = []
    for row in rows:
        held.append(row)
        if len(held) == most:
            yield held
            held = []
    if held:
        yield held


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
