"""Row by row: each becomes a case and is assessed alone. The fast way is held against this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from b12calc import __version__
from b12calc.audit.beside import beside_of
from b12calc.audit.cells import Unclear, understood
from b12calc.audit.findings import Found, found
from b12calc.audit.layout import Layout, layout_of
from b12calc.audit.options import AuditOptions
from b12calc.audit.patient import Cells, case_of, named
from b12calc.audit.summary import Tally, tally_of
from b12calc.exchange.audit_row import ANSWERED, output_cells
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules import assess, pack_edition

_AT = ANSWERED.index("reasons")
COLUMNS = ("id", *ANSWERED[:_AT], "missing", *ANSWERED[_AT:])
"""The columns of what is written."""
REFUSED = ("row", "id", "reasons")
"""The columns of the list of rows that were refused."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Hold the rows of one patient as read: the line of the first, and the cells of each.

    ``problems`` say why the row could not be read at all; then its cells may be missing.
    """

    line: int
    rows: tuple[Cells, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Hold one row that was not classed, with every reason."""

    line: int
    identity: str
    problems: tuple[Problem, ...]

    def cells(self) -> dict[str, str]:
        """Return it as a row of the list."""
        return {"row": str(self.line), "id": self.identity, "reasons": " | ".join(map(str, self.problems))}


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one patient with what the rules say and what is missing."""

    case: Case
    assessment: Assessment
    found: Found

    def cells(self) -> dict[str, str]:
        """Return the row of answers, still without the patient's number."""
        return output_cells(self.assessment) | {"missing": ";".join(self.found.missing)}

    @property
    def tally(self) -> Tally:
        """Return what is counted of the patient."""
        return tally_of(self.case, self.assessment, self.found)


class Answer(dict[str, str]):
    """Hold one row of answers by its columns, and what is counted of it."""

    def __init__(self, identity: str, judged: Judged) -> None:
        super().__init__(id=identity, **judged.cells())
        self.tally = judged.tally


def audit_rows(rows: Iterable[Mapping[str, str]], options: AuditOptions) -> Iterator[dict[str, str]]:
    """Yield for each row of a wide table, given by its headings, the row of answers: the reference path.

    A refused row has its number (the first is 1), its id and ``refused``, the reasons. Raises ProblemsFound where the
    headings of the first row do not do.
    """
    layout: Layout | None = None
    for number, row in enumerate(rows, 1):
        layout = layout or layout_of(tuple(row), options.mapping)
        answer = answered(layout, Patient(number, (tuple(row.values()),)), options)
        if isinstance(answer, Refused):
            told = answer.cells()
            yield {"row": told["row"], "id": told["id"], "refused": told["reasons"]}
        elif options.chosen(answer):
            yield answer


def answered(layout: Layout, patient: Patient, options: AuditOptions) -> Answer | Refused:
    """Return the row of answers of one patient, or why there is none."""
    identity = identity_of(layout, patient.rows)
    if patient.problems:
        return Refused(patient.line, printable(identity), patient.problems)
    try:
        if not understood(layout.identity, identity):
            raise Unclear("the patient's number is missing")
    except Unclear as why:
        return Refused(patient.line, printable(identity), (Problem(layout.identity.heading, str(why)),))
    try:
        return Answer(identity, judged(layout, patient.rows, options))
    except ProblemsFound as wrong:
        return Refused(patient.line, identity, wrong.problems)


def judged(layout: Layout, rows: Sequence[Cells], options: AuditOptions) -> Judged:
    """Return what is said of one patient. Raises ProblemsFound, each problem naming its column."""
    told = case_of(layout, rows, options.today)
    beside, problems = beside_of(layout, rows, options.today)
    problems = (*told.problems, *problems)
    try:
        answer = assess(told.case, today=options.today, pack=options.pack, laboratory=options.laboratory)
    except ProblemsFound as wrong:
        raise ProblemsFound((*problems, *named(wrong.problems, told.places))) from None
    if problems:
        raise ProblemsFound(problems)
    return Judged(told.case, answer, found(told.case, answer, options.today, beside))


def printable(text: str) -> str:
    """Return a text in which bytes that are no text stand as a sign of their own."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def identity_of(layout: Layout, rows: Sequence[Cells]) -> str:
    """Return the patient's number as written, empty where the row is too short to hold it."""
    place = layout.identity.place
    return rows[0][place].strip() if rows and place < len(rows[0]) else ""


def is_empty(layout: Layout, rows: Sequence[Cells]) -> bool:
    """Tell whether rows hold nothing in any column that is read: such rows are none."""
    return not any(cells[column.place].strip() for cells in rows for column in layout.columns)


def last_cells(options: AuditOptions) -> tuple[str, ...]:
    """Return the cells that are the same in every row: edition, pack and program."""
    return pack_edition(options.pack), options.pack, __version__
