"""Run an audit from file to file: whole at the end or not at all, with every refused row on a list beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.audit.blocks import Block, ahead, behind, blocks
from b12calc.audit.layout import Layout, layout_of
from b12calc.audit.options import AuditCount, AuditOptions, Cancelled
from b12calc.audit.people import people
from b12calc.audit.plain import COLUMNS, REFUSED, Refused, answered, identity_of, is_empty, last_cells, printable
from b12calc.audit.summary import Summary
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
    summary: Summary | Path | None = None,
) -> AuditCount:
    """Write one row of answers for each patient of a table, and the list of those refused beside it.

    Into a ``summary`` every row is counted; where it is a path, it is written there as HTML. ``progress`` is told the
    rows done and the share of the file read; ``cancelled`` is asked as often. Nothing is put in place before everything
    is written. Raises ProblemsFound where the table cannot be read, Cancelled, and OSError
    naming the file that could not be written; then every older file is untouched.
    """
    table = open_source(source)
    pages = (summary,) if isinstance(summary, Path) else ()
    _refuse(source, target, *pages)
    layout = layout_of(table.headings, options.mapping)
    counted = Summary() if isinstance(summary, Path) else summary
    with parts_of((target, refused_beside(target), *pages)) as (part, refused_part, *page_parts):
        with csv_list(refused_part, REFUSED) as note:
            work = Work(layout, options, note, progress, cancelled, counted)
            wide, parquet = layout.form == "wide", target.suffix.lower() == PARQUET
            (work.by_blocks if wide else work.by_rows)(table, part, parquet=parquet)
        for page_part in page_parts:
            work.write_page(page_part, source.name)
    return work.count()


@dataclass
class Work:
    """Hold one run: what it is asked, whom it tells, and what became of the rows so far."""

    layout: Layout
    options: AuditOptions
    note: Callable[[Mapping[str, str]], None]
    progress: Progress
    cancelled: Callable[[], bool]
    summary: Summary | None = None
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
            behind((compose.lines_of(one, last) for one in batches), lambda lines: compose.write_lines(lines, stream))

    def _batches(self, table: Source, fast: Fast) -> Iterator[Batch]:
        """Yield the answers block by block, noting every refused row in the order of the table. Raises Cancelled."""
        from b12calc.audit.groups import groups_of

        share = 0.0
        for block in ahead(blocks(table, self.layout)):
            self.tell(share)
            batch = fast.batch(block.frame, block.lines)
            empty = self._note(batch, block)
            self.rows += len(block.frame) + len(block.broken) - empty
            self.by_status.update(batch.statuses())
            self.written += batch.written()
            if self.summary is not None:
                batch.count(self.summary, groups_of(block.frame, fast.layout, self.options.today))
            self.sheets, share = fast.assessments, block.share
            yield batch
        self.tell(1.0)

    def _note(self, batch: Batch, block: Block) -> int:
        """Note the refused rows of a block; return how many rows hold nothing that is read."""
        found = [one for one in batch.alone.values() if isinstance(one, Refused)]
        for line, cells, wrong in block.broken:
            identity = identity_of(self.layout, (cells,) if cells else ())
            found.append(Refused(line, printable(identity), (Problem("", wrong),)))
        for one in sorted(found, key=lambda one: one.line):
            self._refused(one)
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
                self._refused(answer)
                continue
            if self.summary is not None:
                self.summary.add(answer.tally)
            self.by_status[answer["status"]] += 1
            if self.options.chosen(answer):
                self.written += 1
                yield answer
        self.tell(1.0)

    def _refused(self, one: Refused) -> None:
        self.refused += 1
        self.note(one.cells())
        if self.summary is not None:
            self.summary.refuse(one.problems, named=self.layout.form == "long")

    def write_page(self, part: Path, name: str) -> None:
        """Write the summary as a page; ``name`` is that of the table."""
        from b12calc.audit.summary_page import about, page

        if self.summary is not None:
            text = page(self.summary, about(name, self.options, self.rows, self.refused))
            part.write_text(text, encoding="utf-8", newline="\n")

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


def _refuse(source: Path, target: Path, *pages: Path) -> None:
    """Refuse a target that is no table or would replace what is read, and a page that is none."""
    if target.suffix.lower() not in (CSV, PARQUET):
        raise ProblemsFound((Problem(target.name, f"expected a file ending in {CSV} or {PARQUET} to write"),))
    if source.resolve() in (target.resolve(), refused_beside(target).resolve()):
        raise ProblemsFound((Problem(target.name, "it would replace the table that is read; another was expected"),))
    for page in pages:
        if page.suffix.lower() not in (".html", ".htm"):
            raise ProblemsFound((Problem(page.name, "expected a file ending in .html for the summary"),))
    if target.is_dir():
        raise ProblemsFound((Problem(target.name, "a folder stands there; a file was expected"),))
