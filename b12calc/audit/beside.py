"""What a practice list tells beside the case: columns of a running treatment that no rule reads, only the findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from b12calc.audit.cells import Unclear, understood
from b12calc.audit.columns import Column
from b12calc.audit.days import iso_day
from b12calc.audit.layout import Layout
from b12calc.problems import Problem

_NEVER: Final = "none"
_NUMBER: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
_WHOLE: Final = re.compile(r"[0-9]{1,4}")
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold what is told beside a case; None is not told.

    ``held`` are the tests that have a column in the table, None where each could stand in it. ``last_review`` is a day,
    or "none" where it was told that there was none. ``micrograms`` is the dose of a day by mouth or of one injection,
    ``every_days`` how far injections lie apart.
    """

    held: frozenset[str] | None = None
    last_review: date | Literal["none"] | None = None
    micrograms: Decimal | None = None
    every_days: int | None = None


def held_by(layout: Layout) -> frozenset[str] | None:
    """Return the tests whose results have a column; None for a table with a test in each row, which may hold any."""
    if layout.form == "long":
        return None
    return frozenset(code for code, parts in layout.by_analyte.items() if parts.keys() & {"value", "finding"})


def beside_of(layout: Layout, rows: Sequence[Cells], today: date) -> tuple[Beside, tuple[Problem, ...]]:
    """Return what one patient's rows tell beside the case, and what could not be read."""
    problems: list[Problem] = []
    found: dict[str, str] = {}
    columns = {one.known.code: one for one in layout.of("treatment")}
    for code in ("treatment_last_review", "treatment_dose_micrograms", "treatment_every_days"):
        if code in columns:
            try:
                found[code] = _agreed(columns[code], rows, today)
            except Unclear as why:
                problems.append(Problem(columns[code].heading, str(why)))
    review, dose, every = (
        found.get(f"treatment_{name}", "") for name in ("last_review", "dose_micrograms", "every_days")
    )
    day: date | Literal["none"] | None = None
    if review:
        day = "none" if review == _NEVER else date.fromisoformat(review)
    told = Beside(held_by(layout), day, Decimal(dose) if dose else None, int(every) if every else None)
    return told, tuple(problems)


def _agreed(column: Column, rows: Sequence[Cells], today: date) -> str:
    """Return what the rows of one patient say in a column. Raises Unclear with what was expected."""
    said = dict.fromkeys(filter(None, (_said(column, cells, today) for cells in rows)))
    if len(said) > 1:
        raise Unclear("the rows of one patient say different things; one was expected")
    return next(iter(said), "")


def _said(column: Column, cells: Cells, today: date) -> str:
    said = understood(column, cells[column.place])
    if not said:
        return ""
    code = column.known.code
    if code == "treatment_last_review":
        return _review(column, said, today)
    if code == "treatment_every_days":
        if not _WHOLE.fullmatch(said) or not int(said):
            raise Unclear(f"expected a whole number of days; {said[:20]!r} was given")
    elif not _NUMBER.fullmatch(said) or not Decimal(said):
        raise Unclear(f"expected a dose in micrograms, as 1000; {said[:20]!r} was given")
    return said


def _review(column: Column, said: str, today: date) -> str:
    if said.lower() == _NEVER:
        return _NEVER
    day = iso_day(said, column.day)
    if day is None:
        raise Unclear(f"expected a day written {column.day}, or none; {said[:20]!r} was given")
    if date.fromisoformat(day) > today:
        raise Unclear(f"the day lies after {today.isoformat()}; one before was expected")
    return day
