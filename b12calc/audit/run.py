"""Run an audit from file to file: whole at the end or not at all, with every refused row on a list beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.audit.blocks import Block, blocks
from b12calc.audit.layout import Layout, layout_of
from b12calc.audit.options import AuditCount, AuditOptions, Cancelled
from b12calc.audit.people import people
from b12calc.audit.plain import COLUMNS, REFUSED, Refused, answered, identity_of, is_empty, last_cells, printable
from b12calc.audit.tables import (
    CSV,
    PARQUET,
    Source,
    csv_list,
    open_source,
    refused_beside,
    sink_parquet,
    write_parquet,
)
from b12calc.files import parts_of
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.audit.fast import Batch, Fast

_TOLD_EVERY: Final = 500
Progress = Callable[[int, float], None]


def audit(
    source: Path,
    target: Path,
    options: AuditOptions,
    *,
    progress: Progress = lambda _rows, _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AuditCount:
    """Write one row of answers for each patient of a table, and the list of those refused beside it.

    ``progress`` is told the rows done and the share of the file read; ``cancelled`` is asked as often. Nothing is put
    in place before everything is written. Raises ProblemsFound where the table cannot be read, Cancelled, and OSError
    naming the file that could not be written; then every older file is untouched.
    """
    table = open_source(source)
    _refuse(source, target)
    layout = layout_of(table.headings, options.mapping)
    beside = refused_beside(target)
    with parts_of((target, beside)) as (part, refused_part), csv_list(refused_part, REFUSED) as note:
        work = Work(layout, options, note, progress, cancelled)
        if layout.form == "wide":
            work.by_blocks(table, part, parquet=target.suffix.lower() == PARQUET)
        else:
            work.by_rows(table, part, parquet=target.suffix.lower() == PARQUET)
    return work.count()


@dataclass
class Work:
    """Hold one run: what it is asked, whom it tells, and what became of the rows so far."""

    layout: Layout
    options: AuditOptions
    note: Callable[[Mapping[str, str]], None]
    progress: Progress
    cancelled: Callable[[], bool]
    rows: int = 0
    refused: int = 0
    written: int = 0
    sheets: int = 0
    by_status: Counter[str] = field(default_factory=Counter)

    def by_rows(self, table: Source, part: Path, *, parquet: bool) -> None:
        """Assess every patient alone and write the answers."""
        answers = self.answers(table)
        if parquet:
            write_parquet(part, COLUMNS, answers)
            return
        with csv_list(part, COLUMNS) as write:
            for answer in answers:
                write(answer)

    def by_blocks(self, table: Source, part: Path, *, parquet: bool) -> None:
        """Assess many rows at once and write the answers; what is written is the same."""
        from b12calc.audit import compose
        from b12calc.audit.fast import Fast

        fast, last = Fast(self.layout, self.options), last_cells(self.options)
        batches = self._batches(table, fast)
        if parquet:
            sink_parquet(part, compose.SCHEMA, (compose.frame_of(one, last) for one in batches))
            return
        with part.open("wb") as stream:
            stream.write(("\ufeff" + ",".join(COLUMNS) + "\r\n").encode())
            for one in batches:
                lines = compose.lines_of(one, last)
                lines.write_csv(stream, include_header=False, quote_style="never", line_terminator="\r\n")

    def _batches(self, table: Source, fast: Fast) -> Iterator[Batch]:
        """Yield the answers block by block, noting every refused row in the order of the table. Raises Cancelled."""
        share = 0.0
        for block in blocks(table, self.layout):
            self.tell(share)
            batch = fast.batch(block.frame, block.lines)
            empty = self._note(batch, block)
            self.rows += len(block.frame) + len(block.broken) - empty
            self.by_status.update(batch.statuses())
            self.written += batch.written()
            self.sheets, share = fast.assessments, block.share
            yield batch
        self.tell(1.0)

    def _note(self, batch: Batch, block: Block) -> int:
        """Note the refused rows of a block; return how many rows hold nothing that is read."""
        found = [one for one in batch.alone.values() if isinstance(one, Refused)]
        for line, cells, wrong in block.broken:
            identity = identity_of(self.layout, (cells,) if cells else ())
            found.append(Refused(line, printable(identity), (Problem("", wrong),)))
        self.refused += len(found)
        for one in sorted(found, key=lambda one: one.line):
            self.note(one.cells())
        return sum(one is None for one in batch.alone.values())

    def answers(self, table: Source) -> Iterator[dict[str, str]]:
        """Yield the answers row by row, noting every refused row. Raises Cancelled."""
        for patient, share in people(self.layout, table.rows()):
            if self.rows % _TOLD_EVERY == 0:
                self.tell(share)
            if not patient.problems and is_empty(self.layout, patient.rows):
                continue
            self.rows += 1
            answer = answered(self.layout, patient, self.options)
            if isinstance(answer, Refused):
                self.refused += 1
                self.note(answer.cells())
                continue
            self.by_status[answer["status"]] += 1
            if self.options.chosen(answer):
                self.written += 1
                yield answer
        self.tell(1.0)

    def tell(self, share: float) -> None:
        """Say how far it is; raises Cancelled where that is wished."""
        if self.cancelled():
            raise Cancelled
        self.progress(self.rows, share)

    def count(self) -> AuditCount:
        """Return what became of the rows."""
        classed = self.by_status.total()
        by_status = dict(sorted(self.by_status.items()))
        return AuditCount(
            self.rows, classed, self.refused, self.written, by_status, self.layout.unread, self.sheets or classed
        )


def _refuse(source: Path, target: Path) -> None:
    """Refuse a target that is no table, or that would replace what is read."""
    if target.suffix.lower() not in (CSV, PARQUET):
        raise ProblemsFound((Problem(target.name, f"expected a file ending in {CSV} or {PARQUET} to write"),))
    if source.resolve() in (target.resolve(), refused_beside(target).resolve()):
        raise ProblemsFound((Problem(target.name, "it would replace the table that is read; another was expected"),))
    if target.is_dir():
        raise ProblemsFound((Problem(target.name, "a folder stands there; a file was expected"),))
