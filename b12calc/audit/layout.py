"""The headings of one table held against what is known: which columns are read, and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

from b12calc.analytes import analytes
from b12calc.audit.columns import Column, Known, known_columns
from b12calc.audit.mapping import AuditMap, find
from b12calc.exchange.incoming.mapping import plain_heading
from b12calc.problems import Problem, ProblemsFound

Form = Literal["wide", "long"]
_SHOWN: Final = 60
_ROW_DAY: Final = Known("long", "collected", "collected")


@dataclass(frozen=True)
class Layout:
    """Hold the columns of one table that are read, in their order, and the headings that are not known."""

    columns: tuple[Column, ...]
    width: int
    unread: tuple[str, ...]

    @cached_property
    def form(self) -> Form:
        """Tell whether a row holds one patient, or one result of a patient."""
        return "long" if any(one.known.code in ("analyte", "value") for one in self.columns) else "wide"

    @cached_property
    def identity(self) -> Column:
        """Return the column of the patient's number."""
        return next(one for one in self.columns if one.known.kind == "id")

    def of(self, *kinds: str) -> tuple[Column, ...]:
        """Return the columns of some kinds."""
        return tuple(one for one in self.columns if one.known.kind in kinds)

    @cached_property
    def by_analyte(self) -> Mapping[str, Mapping[str, Column]]:
        """Return for each test, in the order of the format, its columns by what they hold; the figure is value."""
        found: dict[str, dict[str, Column]] = {}
        for one in self.of("value", "part"):
            found.setdefault(one.known.code, {})[one.known.part or "value"] = one
        row_day = next((one for one in self.columns if one.known == _ROW_DAY), None)
        if row_day is not None:
            found = {code: {"collected": row_day, **parts} for code, parts in found.items()}
        return {code: found[code] for code in analytes() if code in found}


def layout_of(headings: Sequence[str], mapping: AuditMap | None) -> Layout:
    """Return what the columns of a table are, by the mapping, else by the names of the case format.

    A heading that neither knows is not read. Raises ProblemsFound where two columns hold the same, where the patient's
    number has no column, or where nothing else is known.
    """
    mapping = mapping or AuditMap()
    columns: list[Column] = []
    unread: list[str] = []
    ignored = {plain_heading(one) for one in mapping.ignored}
    for place, heading in enumerate(headings):
        known = known_columns().get(heading.strip().lower())
        said = find(mapping.columns, heading)
        if said is not None:
            columns.append(replace(said, place=place, heading=heading.strip()))
        elif plain_heading(heading) in ignored or not heading.strip():
            continue
        elif known is not None:
            columns.append(Column(place, heading.strip(), known))
        else:
            unread.append(heading.strip())
    made = Layout(tuple(columns), len(headings), tuple(unread))
    _refuse(made, mapping, headings)
    return made


def _refuse(made: Layout, mapping: AuditMap, headings: Sequence[str]) -> None:
    problems: list[Problem] = []
    first: dict[Known, str] = {}
    for one in made.columns:
        if first.setdefault(one.known, one.heading) is not one.heading:
            message = f"{first[one.known][:_SHOWN]!r} and {one.heading[:_SHOWN]!r} hold the same; one was expected"
            problems.append(Problem("headings", message))
    there = {plain_heading(one) for one in headings}
    for heading in (*mapping.columns, *mapping.ignored):
        if plain_heading(heading) not in there and heading != "-":
            problems.append(Problem("--map", f"the table has no column {heading[:_SHOWN]!r}"))
    if not made.of("id"):
        problems.append(Problem("headings", "no column holds the patient's number; expected one called id, or a --map"))
    elif len(made.columns) == 1:
        problems.append(Problem("headings", "no column but the patient's number is known; expected some, or a --map"))
    elif made.form == "long":
        problems += _of_long(made)
    if problems:
        raise ProblemsFound(problems)


def _of_long(made: Layout) -> list[Problem]:
    there = {one.known.code for one in made.of("long")}
    if made.of("value", "part"):
        message = "a table has a column for each test or a test in each row; expected one of the two, not both"
        return [Problem("headings", message)]
    wanted = [name for name in ("analyte",) if name not in there]
    wanted += [] if there & {"value", "finding"} else ["value"]
    return [Problem("headings", f"a test stands in each row, but no column holds the {name}") for name in wanted]
