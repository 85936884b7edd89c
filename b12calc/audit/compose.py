"""The answers of a batch written out: as columns, or as the lines of a CSV file, each row with its own figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Final

import polars as pl

from b12calc.audit.coding import CODE
from b12calc.audit.fast import Batch
from b12calc.audit.plain import COLUMNS
from b12calc.audit.sheets import LAST, WORDS, line
from b12calc.csv_text import safe

SCHEMA: Final = pl.Schema(dict.fromkeys(COLUMNS, pl.String()))
_LEAST, _STEP = 4, 6  # how many pieces the shortest rows have room for, and how many more the next ones
_END: Final = "; "
Texts = Callable[[pl.Series], pl.Series]
# What a cell of the patient's number may hold to be written as it is.
_BARE: Final = r"^[0-9A-Za-z_./#-]*$"
_OPENS: Final = r"^[-]"


def frame_of(batch: Batch, last: Sequence[str]) -> pl.DataFrame:
    """Return the answers as columns; ``last`` are the cells that are the same in all rows."""
    texts = batch.pool.texts
    columns = {"id": batch.identity}
    for place, name in enumerate(WORDS):
        columns[name] = texts(_spread(batch, [sheet.words[place] for sheet in batch.sheets]))
    columns["reasons"] = _Joined(batch, texts).of_all()
    columns["problems"] = _problems(batch, texts)
    rows = len(batch.identity)
    made = pl.DataFrame(
        columns | {name: pl.repeat(cell, rows, eager=True) for name, cell in zip(LAST, last, strict=True)}
    )
    told = {row: cells for row, cells in batch.alone.items() if isinstance(cells, dict)}
    if told:
        places = pl.Series(list(told), dtype=CODE)
        made = made.with_columns(
            made[name].scatter(places, [cells[name] for cells in told.values()]) for name in COLUMNS
        )
    return made.filter(_written(batch))


def lines_of(batch: Batch, last: Sequence[str]) -> pl.DataFrame:
    """Return the answers as lines of CSV, still without their ends, in one column."""
    texts = batch.pool.quoted
    openings = batch.pool.texts(_spread(batch, [sheet.opening for sheet in batch.sheets]))
    before, after = (_cells(batch.identity), openings), (_problems(batch, texts), f'",{line(list(last))}')
    made = _Joined(batch, texts, before, ('","', *after)).of_all()
    told = {row: cells for row, cells in batch.alone.items() if isinstance(cells, dict)}
    if told:
        own = [line([safe(cells[name]) for name in COLUMNS]) for cells in told.values()]
        made = made.scatter(pl.Series(list(told), dtype=CODE), own)
    return made.filter(_written(batch)).to_frame()


def write_lines(lines: pl.DataFrame, stream: IO[bytes]) -> None:
    """Write lines of CSV with their ends."""
    lines.write_csv(stream, include_header=False, quote_style="never", line_terminator="\r\n")


def _cells(identity: pl.Series) -> pl.Series:
    """Return the patients' numbers as cells of a spreadsheet."""
    odd = (~identity.str.contains(_BARE)) | identity.str.contains(_OPENS)
    rows = odd.arg_true()
    if not len(rows):
        return identity
    return identity.clone().scatter(rows, [line([safe(text)]) for text in identity.gather(rows).to_list()])


def _written(batch: Batch) -> pl.Series:
    """Tell of each row whether it is to be written."""
    written = _spread(batch, [int(sheet.chosen) for sheet in batch.sheets]) == 1
    if batch.alone:
        kept = [isinstance(cells, dict) and batch.options.chosen(cells) for cells in batch.alone.values()]
        written = written.scatter(pl.Series(list(batch.alone), dtype=CODE), kept)
    return written


def _spread(batch: Batch, values: Sequence[int]) -> pl.Series:
    """Return for each row the number that its sheet has; 0 where there are no sheets."""
    return pl.Series(values or [0], dtype=CODE).gather(batch.shared)


def _problems(batch: Batch, texts: Texts) -> pl.Series:
    """Return the remarks of each row in the order of the analytes, a semicolon between."""
    first = _spread(batch, [sheet.problems for sheet in batch.sheets])
    return _together([texts(one) for one in (first, *batch.remarks)]).str.strip_suffix(_END)


class _Joined:
    """Join the pieces of each row, every gap filled with what the row prints of that analyte.

    ``texts`` gives the pieces by their numbers. Each row stands between ``before`` and ``after``: columns, or a text
    that is the same in all rows.
    """

    def __init__(
        self, batch: Batch, texts: Texts, before: Sequence[pl.Series | str] = (), after: Sequence[pl.Series | str] = ()
    ) -> None:
        self._batch, self._texts = batch, texts
        self._before, self._after = before, after
        self._pieces = [_with_days(batch, sheet.reasons) for sheet in batch.sheets]
        printed = [column for pair in _printed(batch) for column in pair]
        self._printed = pl.concat(printed or [batch.shared])

    def of_all(self) -> pl.Series:
        """Return every row. Those with about as many pieces are joined together: short ones need not room for long."""
        rooms = [_room(len(one)) for one in self._pieces]
        by_room = _spread(self._batch, rooms)
        order, texts = [], []
        for room in sorted(set(rooms) or {_LEAST}):
            alike = (by_room == room).arg_true() if len(set(rooms)) > 1 else None
            some = pl.arange(0, len(by_room), dtype=CODE, eager=True) if alike is None else alike
            order.append(some)
            texts.append(self._of(some, room))
        joined = pl.concat(texts)
        return joined if len(texts) == 1 else joined.gather(pl.concat(order).arg_sort())

    def _of(self, some: pl.Series, room: int) -> pl.Series:
        """Return some rows, none with more pieces than there is room for."""
        shared, rows = self._batch.shared.gather(some), len(self._batch.shared)
        columns = []
        for place in range(room):
            given = [one[place] if place < len(one) <= room else 0 for one in self._pieces] or [0]
            numbers = pl.Series([max(one, 0) for one in given], dtype=CODE).gather(shared)
            if min(given) < 0:
                at = pl.Series([max(-1 - one, 0) * rows for one in given], dtype=pl.UInt64).gather(shared) + some
                gap = pl.Series([one < 0 for one in given]).gather(shared)
                numbers = self._printed.gather(at).zip_with(gap, numbers)
            columns.append(self._texts(numbers))
        before, after = (
            [one if isinstance(one, str) else one.gather(some) for one in around]
            for around in (self._before, self._after)
        )
        return _together([*before, *columns, *after])


def _together(parts: Sequence[pl.Series | str]) -> pl.Series:
    """Return the texts of several columns as one; a text alone stands in every row."""
    return pl.select(pl.concat_str([pl.lit(one) for one in parts])).to_series()


def _with_days(batch: Batch, pieces: Sequence[int]) -> list[int]:
    """Return pieces with a gap for the day behind that of each figure whose day is told in this batch."""
    found: list[int] = []
    for piece in pieces:
        if piece >= 0:
            found.append(piece)
            continue
        place = -1 - piece
        found.append(-1 - 2 * place)
        if batch.days[place] is not None:
            found.append(-2 - 2 * place)
    return found


def _printed(batch: Batch) -> list[tuple[pl.Series, pl.Series]]:
    """Return for each analyte what its rows print: the figure, and its day."""
    return [(figure, figure if day is None else day) for figure, day in zip(batch.figures, batch.days, strict=True)]


def _room(pieces: int) -> int:
    return _LEAST if pieces <= _LEAST else _LEAST + -(-(pieces - _LEAST) // _STEP) * _STEP
