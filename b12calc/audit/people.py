"""From rows to patients: one row each in a wide table; in a long one all that stand together under one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from b12calc.audit.layout import Layout
from b12calc.audit.plain import Patient, identity_of
from b12calc.audit.tables import Numbered
from b12calc.problems import Problem, ProblemsFound

MOST_REMEMBERED: Final = 1_000_000
_MOST_ROWS: Final = 200


def people(layout: Layout, rows: Iterable[Numbered]) -> Iterator[tuple[Patient, float]]:
    """Yield every patient with the share of the file that is read; a broken row stands alone.

    Raises ProblemsFound where a number comes again in a long table after others stood between.
    """
    if layout.form == "long":
        yield from _long(layout, rows)
        return
    for line, cells, wrong, share in rows:
        yield _one(line, cells, wrong), share


def _one(line: int, cells: tuple[str, ...], wrong: str) -> Patient:
    return Patient(line, (cells,) if cells else (), (Problem("", wrong),) if wrong else ())


def _long(layout: Layout, rows: Iterable[Numbered]) -> Iterator[tuple[Patient, float]]:
    order, held, number, first = _Order(), list[tuple[str, ...]](), "", 0
    share = 0.0
    for line, cells, wrong, share in rows:
        if wrong:
            yield _one(line, cells, wrong), share
            continue
        identity = identity_of(layout, (cells,))
        if held and identity != number:
            yield _patient(first, held), share
            held = []
        if not held:
            order.meet(identity, line)
            number, first = identity, line
        held.append(cells)
    if held:
        yield _patient(first, held), share


def _patient(line: int, rows: list[tuple[str, ...]]) -> Patient:
    if len(rows) <= _MOST_ROWS:
        return Patient(line, tuple(rows))
    message = f"one patient has {len(rows)} rows; at most {_MOST_ROWS} results were expected"
    return Patient(line, tuple(rows[:1]), (Problem("", message),))


class _Order:
    """Watch that no number comes again; of a sorted table only the last one is remembered, of others a million."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._rising = self._falling = self._counting = True
        self._met: set[str] = set()

    def meet(self, identity: str, line: int) -> None:
        """Take in the next number. Raises ProblemsFound where it was met before, or where that cannot be told."""
        last, self._last = self._last, identity
        if last is not None:
            self._rising &= last < identity
            self._falling &= last > identity
            self._counting &= _is_number(last) and _is_number(identity) and int(last) < int(identity)
        if identity in self._met:
            _refuse(line, "the number of this row stood further above, with others between")
        if len(self._met) < MOST_REMEMBERED:
            self._met.add(identity)
        elif not (self._rising or self._falling or self._counting):
            _refuse(line, f"the table holds more than {MOST_REMEMBERED:,} patients in no order")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _refuse(line: int, why: str) -> None:
    message = f"{why}; with a test in each row the table must be sorted by the patient's number"
    raise ProblemsFound((Problem(f"row {line}", message),))
