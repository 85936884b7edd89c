"""Many rows at once: rows that the rules cannot tell apart are assessed once, by the same rules as a row alone.

A batch is a table of texts. Each different cell is looked at once, each different combination of what the cells mean
is assessed once, by its first row; the answers go back to all rows that share it, with each row's own figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Final

import polars as pl

from b12calc.audit.coding import CODE, Coded, Pool, joint
from b12calc.audit.groups import Groups
from b12calc.audit.layout import Layout
from b12calc.audit.look import ALONE, Look
from b12calc.audit.meanings import Meanings
from b12calc.audit.options import AuditOptions
from b12calc.audit.plain import Answer, Patient, Refused, answered, is_empty, judged
from b12calc.audit.results import add_results
from b12calc.audit.sheets import Sheet, sheet_of
from b12calc.audit.summary import Summary, Tally
from b12calc.problems import ProblemsFound

MOST_TEXTS: Final = 400_000
MOST_SHEETS: Final = 100_000
_MOST_MEANINGS: Final = 1_000_000
Alone = dict[int, Answer | Refused | None]
"""Rows assessed by themselves, by their place; None is a row that holds nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold the answers to a batch before they are written out.

    ``shared`` says of each row which of ``sheets`` is its own; ``alone`` are the rows that were assessed by
    themselves, by their place, and of these the sheet says nothing. ``gaps`` are the numbers of the texts to print for
    each row, figure by figure, and ``remarks`` those on them.
    """

    identity: pl.Series
    sheets: list[Sheet]
    shared: pl.Series
    alone: Alone
    figures: list[pl.Series]
    days: list[pl.Series | None]
    remarks: list[pl.Series]
    pool: Pool
    options: AuditOptions

    def statuses(self) -> Counter[str]:
        """Return how many rows have each status."""
        found: Counter[str] = Counter()
        for sheet, count in self._by_sheet():
            found[sheet.tally.status] += count
        found.update(cells["status"] for cells in self.alone.values() if isinstance(cells, dict))
        return found

    def written(self) -> int:
        """Return how many rows are to be written."""
        alone = (isinstance(cells, dict) and self.options.chosen(cells) for cells in self.alone.values())
        return sum(count for sheet, count in self._by_sheet() if sheet.chosen) + sum(alone)

    def count(self, summary: Summary, groups: Groups) -> None:
        """Count every row that was classed, by its age and sex."""
        known: dict[Tally, int] = {}
        tallies = [known.setdefault(sheet.tally, len(known)) for sheet in self.sheets] or [0]
        by_tally = pl.Series(tallies, dtype=CODE).gather(self.shared)
        both = pl.DataFrame({"tally": by_tally, "group": groups.codes}).filter(self._together())
        told = list(known)
        for place, group, number in both.group_by("tally", "group").len().rows():
            age, sex = groups.names[group]
            summary.add(replace(told[place], age=age, sex=sex), number)
        for cells in self.alone.values():
            if isinstance(cells, Answer):
                summary.add(cells.tally)

    def _together(self) -> pl.Series:
        """Tell of each row whether its sheet says what it is."""
        together = pl.repeat(True, len(self.shared), dtype=pl.Boolean, eager=True)
        return together.scatter(pl.Series(list(self.alone), dtype=CODE), False) if self.alone else together

    def _by_sheet(self) -> Iterator[tuple[Sheet, int]]:
        counts = self.shared.filter(self._together()).value_counts(name="count")
        for place, count in counts.rows():
            yield self.sheets[place], count


@dataclass
class Fast:
    """Assess batches of one audit, and remember what was met; what is remembered is bounded."""

    layout: Layout
    options: AuditOptions
    pool: Pool = field(init=False)
    assessments: int = 0
    _meanings: Meanings = field(init=False)
    _sheets: dict[tuple[int, ...], Sheet | None] = field(init=False)
    _same: dict[Sheet, Sheet] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing, with the columns renumbered as a batch has them."""
        columns = tuple(replace(one, place=place) for place, one in enumerate(self.layout.columns))
        self.layout = Layout(columns, len(columns), self.layout.unread)
        self._forget()

    def _forget(self) -> None:
        self.pool = Pool()
        self._meanings = Meanings(self.layout, self.options, self.pool)
        self._sheets, self._same = {}, {}

    def batch(self, frame: pl.DataFrame, lines: Sequence[int]) -> Batch:
        """Return the answers to a table whose columns are those of the layout, every cell text, none null.

        ``lines`` are the numbers by which the rows are named where they are refused.
        """
        if len(self.pool) > MOST_TEXTS or len(self._sheets) > MOST_SHEETS or len(self._meanings) > _MOST_MEANINGS:
            self._forget()
        if frame.is_empty():
            nobody = pl.Series([], dtype=pl.String)
            return Batch(nobody, [], pl.Series([], dtype=CODE), {}, [], [], [], self.pool, self.options)
        look = Look(frame, self.layout, self._meanings)
        parts = look.parts(add_results)
        shared, first = joint(parts.codes, len(frame))
        keys = _keys(parts.codes, parts.meanings, first)
        sheets = [self._sheet(key, frame, row) for key, row in zip(keys, first.to_list(), strict=True)]
        known: dict[Sheet, int] = {}
        by_sheet = shared.spread([0 if one is None else known.setdefault(one, len(known)) for one in sheets])
        apart = [*parts.alone, shared.spread([int(one is None) for one in sheets]) == 1]
        alone = self._alone(frame, lines, reduce(or_, apart))
        return Batch(
            look.identity,
            list(known),
            by_sheet,
            alone,
            parts.figures,
            parts.days,
            parts.remarks,
            self.pool,
            self.options,
        )

    def _sheet(self, key: tuple[int, ...], frame: pl.DataFrame, row: int) -> Sheet | None:
        """Return the sheet of all rows alike, None where they are to be assessed alone."""
        if ALONE in key:
            return None
        if key not in self._sheets:
            self.assessments += 1
            try:
                answer = judged(self.layout, [frame.row(row)], self.options)
                made = sheet_of(answer, self.options, self.pool, self._gaps)
                self._sheets[key] = made and self._same.setdefault(made, made)
            except ProblemsFound:
                self._sheets[key] = None
        return self._sheets[key]

    @property
    def _gaps(self) -> dict[str, int]:
        return {code: -1 - place for place, code in enumerate(self.layout.by_analyte)}

    def _alone(self, frame: pl.DataFrame, lines: Sequence[int], apart: pl.Series) -> Alone:
        rows = apart.arg_true().to_list()
        self.assessments += len(rows)
        found: Alone = {}
        for row in rows:
            patient = Patient(lines[row], (frame.row(row),))
            empty = is_empty(self.layout, patient.rows)
            found[row] = None if empty else answered(self.layout, patient, self.options)
        return found


def _keys(parts: Sequence[Coded], meanings: Sequence[Sequence[int]], first: pl.Series) -> list[tuple[int, ...]]:
    """Return what each combination means, part by part."""
    told = [
        pl.Series(mean, dtype=pl.Int64).gather(one.codes.gather(first)).to_list()
        for one, mean in zip(parts, meanings, strict=True)
    ]
    return list(zip(*told, strict=True))
