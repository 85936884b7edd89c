"""A table as a person sees it before its columns are named: headings, first rows as they are, what is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.door import format_of
from b12calc.exchange.incoming.guard import Watch, visible
from b12calc.exchange.incoming.mapping import FIELDS, ColumnMap, Use, plain_heading
from b12calc.exchange.incoming.table_cells import DELIMITERS, Record, first_records, records, text_of
from b12calc.exchange.incoming.table_heads import HEAD_ROWS, Head, columns_of, may_be_heads
from b12calc.problems import ProblemsFound

DAY: Final = "day"
"""The word for a column whose heading is itself the day of its results; it is never part of a mapping."""
MOST_COLUMNS: Final = 60  # a wider table is not named by hand
_LOOKED_AT: Final = 400_000
_ROWS: Final = 5
_SAMPLE, _LEAST, _CELLS = 100, 10, 800  # rows to try on, fewer of a wide table: it is read at every choice
_MOST_OF: Final = 0.75
_LONGEST: Final = 200
_FIGURE: Final = re.compile(r"[<>=~≤≥]* *[0-9]+([.,][0-9]+)?[ *%]*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold what is shown of a table: headings, first rows and guesses, one of each a column; ``sample`` to try on.

    ``sample`` is the beginning of the table up to ``sampled`` rows, ``whole`` tells that it is all of it.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guesses: tuple[Use | None, ...]
    sample: bytes
    sampled: int
    whole: bool

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the headings of the columns that nothing is known of."""
        pairs = zip(self.headings, self.guesses, strict=True)
        return tuple(heading for heading, guess in pairs if guess is None and heading.strip())

    def mapping(self, uses: Sequence[Use]) -> ColumnMap:
        """Return what was chosen for the columns as a mapping of their headings; days speak for themselves."""
        spelt: dict[str, str] = {}
        columns: dict[str, list[Use]] = {}
        for heading, use in zip(self.headings, uses, strict=True):
            key = spelt.setdefault(plain_heading(heading), heading)
            if use.holds != DAY:
                columns.setdefault(key, []).append(use)
        return ColumnMap({heading: tuple(said) for heading, said in columns.items()})

    def uses(self, mapping: ColumnMap) -> tuple[Use | None, ...]:
        """Return what a mapping says of each column, with what is guessed of those it does not name."""
        return tuple(map(_guess, columns_of(self.headings, mapping.uses())))


def columns_in(data: bytes) -> Columns | None:
    """Return the columns of a table that somebody could name, None where the text is no table."""
    try:
        return _found(text_of(data)) if format_of(data) in ("csv", "text") else None
    except ProblemsFound:
        return None


def _found(text: str) -> Columns | None:
    best: tuple[int, str, list[Record]] | None = None
    for delimiter in DELIMITERS:
        rows = _table(first_records(text[:_LOOKED_AT], delimiter))
        if rows and (best is None or len(rows[0].cells) > best[0]):
            best = len(rows[0].cells), delimiter, rows
    return None if best is None else _columns(text, best[1], best[2])


def _table(rows: list[Record]) -> list[Record]:
    """Return the heads and the rows below them where most have as many cells and some hold figures; else nothing."""
    for at, head in enumerate(rows[:HEAD_ROWS]):
        wide = len(head.cells)
        alike = [row for row in rows[at + 1 :] if len(row.cells) == wide]
        if wide <= MOST_COLUMNS and may_be_heads(head) and _MOST_OF * len(rows[at + 1 :]) <= len(alike) and any(
            _FIGURE.fullmatch(cell.text.strip()) for row in alike for cell in row.cells
        ):  # fmt: skip
            return rows[at:]
    return []


def _columns(text: str, delimiter: str, rows: list[Record]) -> Columns:
    headings = tuple(cell.text.strip()[:_LONGEST] for cell in rows[0].cells)
    shown = tuple(tuple(visible(cell.text) for cell in row.cells) for row in rows[1 : 1 + _ROWS])
    end, count = _sample(text, delimiter, rows[0].line, len(headings))
    guesses = tuple(map(_guess, columns_of(headings, {})))
    return Columns(headings, shown, guesses, text[:end].encode("utf-8", "replace"), count, end >= len(text.rstrip()))


def _sample(text: str, delimiter: str, head: int, wide: int) -> tuple[int, int]:
    """Return where the sample ends, and how many rows below the heads it holds."""
    end, count = 0, 0
    most = max(_LEAST, min(_SAMPLE, _CELLS // wide))
    for record in records(text, delimiter, Watch()):
        if record.end > _LOOKED_AT:
            break
        count += record.line > head and not record.empty
        end = record.end
        if count >= most:
            break
    return end, count


def _guess(head: Head) -> Use | None:
    if head.role is None:
        return None
    if head.role in (DAY, *FIELDS):
        return Use(head.role)
    return Use(head.role, head.told)
