"""Keep what was found and left aside, for one patient after the other."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Final

from b12calc.exchange.incoming.found import Found, Identity, Leftover, Report
from b12calc.exchange.incoming.guard import MAX_RESULTS, refuse, visible
from b12calc.exchange.incoming.names import analyte_named
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_marks import mark_of
from b12calc.exchange.incoming.paste_people import Said, another, birth_date, both
from b12calc.exchange.incoming.paste_pieces import Piece

_ABOVE: Final = "the day in the line above may be that of the result above it"
_MOST_ALARMS: Final = 3  # that are said with each result


class Book:
    """Hold the reports that are done and the one that is being read."""

    def __init__(self, day_first: bool | None) -> None:
        self._day_first = day_first
        self._done: list[Report] = []
        self._identity = Identity()
        self._found: list[Found] = []
        self._lent: set[int] = set()
        self._left: list[Leftover] = []
        self._alarms: list[str] = []
        self._marks: list[tuple[str, str]] = []
        self._spoilt: list[tuple[frozenset[str], str]] = []
        self._withdrawn: dict[tuple[str, str], str] = {}
        self._count = 0

    def alarm(self, line: Line) -> None:
        """Keep a line that puts every result of the patient in question, those before it too."""
        said = f"{line.where} says: {visible(line.raw)}"
        if mark := mark_of(line.text):
            self._marks.append((mark, said))
        else:
            self._alarms.append(said)

    def _marked(self) -> None:
        """Doubt the results beside which a mark stands that is explained so; all, where it may be said of all."""
        for mark, said in self._marks:
            left = [one.text for one in self._left if mark in one.text and not one.text.lstrip().startswith(mark)]
            heads = any(not any(sign.isdigit() for sign in text) for text in left)
            if heads or not (left or any(mark in one.text for one in self._found)):
                self._alarms.append(said)
            self._found = [replace(one, doubts=(*one.doubts, said)) if mark in one.text else one for one in self._found]

    def doubt(self, line: Line, named: frozenset[str]) -> None:
        """Keep a line without a figure that puts results in question: those of the tests it names, else all."""
        if named:
            self.spoil(line, named)
        else:
            self.alarm(line)

    def spoil(self, line: Line, codes: frozenset[str]) -> None:
        """Keep a line that puts a sample in question: for the tests it names, for all where it names none."""
        self._spoilt.append((codes, f"{line.where} says: {visible(line.raw)}"))

    def bearing(self, mark: str) -> frozenset[str]:
        """Return the tests of the results so far in whose text a mark stands."""
        names = (name for one in self._found if mark in one.text for name in one.names)
        return frozenset(code for name in names if (code := analyte_named(name)))

    def withdraw(self, line: Line, pieces: Sequence[Piece]) -> None:
        """Keep the figures of a line that speaks of what does not count; the same ones elsewhere do not either."""
        figures = [(piece.name.mean, token.text) for piece in pieces for token in piece.figures]
        self._withdrawn |= {one: f"{line.where} says: {visible(line.raw)}" for one in figures}

    def find(self, found: Found, *, lent: bool) -> None:
        """Keep a result; ``lent``: its day is that of a line above. Raises ProblemsFound for far too many."""
        self._count += 1
        if self._count > MAX_RESULTS:
            raise refuse(f"the text holds more than {MAX_RESULTS:,} results; paste the report of one patient", "text")
        if lent:
            self._lent.add(len(self._found))
        self._found.append(found)

    def leave(self, line: Line, why: str, *, again: bool = False) -> None:
        """Keep a line that is no result; ``again``: the reason stands in place of the one given just before."""
        if again and self._left and self._left[-1].where == line.where:
            self._left.pop()
        self._left.append(Leftover(visible(line.raw), line.where, why))

    def parts(self, said: Said) -> bool:
        """Tell whether a line speaks of another patient than those before."""
        return another(self._identity, self._of(said))

    def meet(self, said: Said) -> None:
        """Add what a line says of the patient."""
        self._identity = both(self._identity, self._of(said))

    def _of(self, said: Said) -> Identity:
        return Identity(said.name, birth_date(said.birth, self._day_first), said.sex, said.identifier)

    def turn(self, only_day: date | None, unsure: Set[date | None]) -> None:
        """End the patient; ``only_day`` is the one day of a sample that the part names, for results without one.

        Days of ``unsure`` are taken from the results: whether they stand above or below them is not clear.
        """
        self._marked()
        found = [one if one.collected or one.notes or not only_day else replace(one, collected=only_day)
                 for one in self._found]  # fmt: skip
        found = [replace(one, collected=None, notes=(*one.notes, _ABOVE))
                 if place in self._lent and one.collected in unsure else one
                 for place, one in enumerate(found)]  # fmt: skip
        if self._alarms:
            found = [replace(one, doubts=(*one.doubts, *self._alarms[:_MOST_ALARMS])) for one in found]
        for codes, said in self._spoilt:
            found = [replace(one, doubts=(*one.doubts, said)) if _meant(one, codes) else one for one in found]
        if self._withdrawn:
            found = [self._still(one) for one in found]
        if found or self._left or self._identity.told:
            self._merge(Report(self._identity, tuple(found), tuple(self._left)))
        self._identity, self._found, self._left, self._alarms, self._spoilt = Identity(), [], [], [], []
        self._withdrawn, self._marks, self._lent = {}, [], set()

    def _still(self, found: Found) -> Found:
        """Doubt a figure that another line of the text speaks of as withdrawn."""
        said = next((self._withdrawn.get((analyte_named(name) or "", found.value or "")) for name in found.names), None)
        same = said is None or said.startswith(f"{found.where} ")
        return found if same else replace(found, doubts=(*found.doubts, str(said)))

    def reports(self) -> tuple[Report, ...]:
        """Return all that is done."""
        return tuple(self._done)

    def _merge(self, report: Report) -> None:
        for place, one in enumerate(self._done):
            if report.identity.told and one.identity == report.identity:
                self._done[place] = Report(one.identity, one.found + report.found, one.left + report.left)
                return
        self._done.append(report)


def _meant(found: Found, codes: frozenset[str]) -> bool:
    return not codes or any(analyte_named(name) in codes for name in found.names)
