"""One assessment as a sheet that many rows share: its words, and its reasons with gaps for each row's own figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from b12calc.audit.coding import Pool
from b12calc.audit.options import AuditOptions
from b12calc.audit.plain import COLUMNS, Judged
from b12calc.audit.summary import OPEN, OTHER, Tally
from b12calc.csv_text import safe
from b12calc.models.assessment import Assessment

REASONS, PROBLEMS = COLUMNS.index("reasons"), COLUMNS.index("problems")
WORDS: Final = COLUMNS[1:REASONS]
LAST: Final = COLUMNS[PROBLEMS + 1 :]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold what rows that are alike share, as numbers of texts in a pool.

    ``reasons`` are pieces in their order: a text, or below zero a gap for what the row prints of an analyte, -1 being
    the first. ``opening`` is what a CSV line says before its reasons, ``chosen`` whether the row is to be written,
    ``tally`` what is counted of each row besides its age and sex.
    """

    tally: Tally
    chosen: bool
    words: tuple[int, ...]
    opening: int
    reasons: tuple[int, ...]
    problems: int


def sheet_of(judged: Judged, options: AuditOptions, pool: Pool, gaps: dict[str, int]) -> Sheet | None:
    """Return the sheet of one assessment; ``gaps`` are the analytes that a row may have.

    None where its texts would be written otherwise in a spreadsheet: such a row is written alone.
    """
    cells, answer = {"id": "", **judged.cells()}, judged.assessment
    remarks = [f"{one.name}: {remark}" for one in answer.measurements for remark in one.remarks]
    first = answer.problems[: len(answer.problems) - len(remarks)]
    if [*first, *remarks] != list(answer.problems):
        raise ValueError("the remarks on results were expected at the end of the problems")
    if any(safe(cells[name]) != cells[name] for name in ("reasons", "problems")):
        return None
    return Sheet(
        tally=replace(judged.tally, age=OPEN, sex=OTHER),
        chosen=options.chosen(cells),
        words=tuple(pool.of(cells[name]) for name in WORDS),
        opening=pool.of(f',{line([safe(cells[name]) for name in WORDS])},"'),
        reasons=tuple(_numbered(_pieces(answer, gaps), pool)),
        problems=pool.of("".join(f"{one}; " for one in first)),
    )


def line(cells: Sequence[str]) -> str:
    """Return cells as a line of CSV, without its end."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _pieces(answer: Assessment, gaps: dict[str, int]) -> Iterator[str | int]:
    """Yield the reasons as they are printed, each printed figure with its day as a gap."""
    measured = {one.text: one for one in answer.measurements}
    for place, reason in enumerate(answer.reasons):
        yield f"{'; ' if place else ''}{reason.decision}: {reason.text}"
        for number, because in enumerate(reason.because):
            yield "; " if number else " ("
            one = measured.get(because)
            if one is None:
                yield because
            else:
                yield gaps[one.analyte]
                yield f": {one.reading}" if one.reading else ""
        if reason.because:
            yield ")"


def _numbered(pieces: Iterator[str | int], pool: Pool) -> Iterator[int]:
    """Yield the numbers of the pieces, neighbouring texts as one."""
    held = ""
    for piece in pieces:
        if isinstance(piece, str):
            held += piece
            continue
        if held:
            yield pool.of(held)
        yield piece
        held = ""
    if held:
        yield pool.of(held)
