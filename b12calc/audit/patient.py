"""One patient's cells as a case: the one way in which a row of a practice list is understood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from b12calc.audit.cells import Unclear, parted, understood
from b12calc.audit.columns import BESIDE, Column
from b12calc.audit.layout import Layout
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import CASE_FORMAT
from b12calc.problems import Problem, ProblemsFound

_WHOLE: Final = ("age_years", "trimester", "altitude_metres", "treatment_missed_doses")
_RESULT: Final = ("unit", "comparator", "collected", "reference_low", "reference_high", "finding")
_WORDED: Final = ("comparator", "collected", "finding")  # these stand beside a word too, and are refused there if wrong
_MOST_DIGITS: Final = 6
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Hold the case of one patient, and for each of its fields the heading of the column it was read from.

    ``problems`` are what could not be read; without them the case holds everything.
    """

    case: Case
    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """Gather what one patient's rows say; ``places`` names the column of each field of the case."""

    patient: dict[str, Any] = field(default_factory=dict)
    visit: dict[str, Any] = field(default_factory=dict)
    results: list[dict[str, Any]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, column: Column, cells: Cells) -> str:
        """Return what a cell says; what cannot be read is noted and says nothing."""
        try:
            return understood(column, cells[column.place])
        except Unclear as why:
            self.problems.append(Problem(column.heading, str(why)))
            return ""

    def trouble(self, column: Column, message: str) -> None:
        """Note what is wrong in a column."""
        self.problems.append(Problem(column.heading, message))


def case_of(layout: Layout, rows: Sequence[Cells], today: date) -> Told:
    """Return the case of one patient: of one row of a wide table, or of all the rows of a long one.

    Raises ProblemsFound where what can be read is no case.
    """
    made = _Sheet(visit={"date": today.isoformat()})
    _person(made, layout, rows)
    _answers(made, layout, rows)
    if layout.form == "wide":
        for code, parts in layout.by_analyte.items():
            _result(made, code, parts, rows[0])
    else:
        parts = {column.known.code: column for column in layout.of("long")}
        for cells in rows:
            code = made.read(parts["analyte"], cells)
            if code:
                _result(made, code, parts, cells)
    if made.results:
        made.visit["results"] = made.results
    return _checked(made)


def _checked(made: _Sheet) -> Told:
    """Return the case of what was read; what the format refuses is a problem and left out, so that all is found."""
    raw = {"format": CASE_FORMAT, "patient": made.patient, "visits": [made.visit]}
    text = json.dumps(raw)
    try:
        return Told(Case.model_validate_json(text), made.places, tuple(made.problems))
    except ValidationError:
        pass
    try:
        read_case(text)  # says the same in sentences
    except ProblemsFound as found:
        problems = (*made.problems, *named(found.problems, made.places))
        for one in found.problems:
            _leave_out(raw, one.path)
    try:
        return Told(Case.model_validate_json(json.dumps(raw)), made.places, problems)
    except ValidationError:
        raise ProblemsFound(problems) from None


def _leave_out(raw: dict[str, Any], path: str) -> None:
    """Take one field out of a case that is not yet one; a path that leads nowhere changes nothing."""
    *way, last = re.findall(r"[A-Za-z0-9_]+", path) or [""]
    here: Any = raw
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here.get(step, {})
    if isinstance(here, dict):
        here.pop(last, None)


def named(problems: Sequence[Problem], places: Mapping[str, str]) -> Iterator[Problem]:
    """Yield problems of a case with the heading of the column in place of the path in the case."""
    for one in problems:
        path = one.path
        while path and path not in places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        yield Problem(places.get(path, one.path.removeprefix("$.")), one.message)


def _person(made: _Sheet, layout: Layout, rows: Sequence[Cells]) -> None:
    """Take in who the patient is, B12 before the sample and the treatment that runs."""
    before: dict[str, Any] = {}
    running: dict[str, Any] = {}
    for column in layout.of("patient", "before", "treatment"):
        if column.known.code in BESIDE:
            continue
        name, said = column.known.code, _agreed(made, column, rows)
        if not said:
            continue
        into, place = made.patient, "$.patient"
        if column.known.kind == "before":
            into, place = before, "$.visits[0].b12_before_test"
            name = "kind" if name == "b12_before_test" else "last_taken"
        elif column.known.kind == "treatment":
            into, place = running, "$.visits[0].treatment"
            name = name.removeprefix("treatment_")
        made.places[f"{place}.{name}"] = column.heading
        into[name] = _typed(made, column, said)
    if before:
        made.visit["b12_before_test"] = before
    if running:
        made.visit["treatment"] = running
        made.places.setdefault("$.visits[0].treatment.route", "treatment_route")


def _typed(made: _Sheet, column: Column, said: str) -> object:
    """Return a whole number, or true and false, where the case format has them."""
    name = column.known.code
    if name == "adjust_haemoglobin_for_smoking":
        if said not in ("yes", "no"):
            made.trouble(column, f"expected yes, no or nothing; {said[:20]!r} was given")
        return said == "yes"
    if name not in _WHOLE:
        return said
    if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS:
        return int(said)
    made.trouble(column, f"expected a whole number; {said[:20]!r} was given")
    return None


def _agreed(made: _Sheet, column: Column, rows: Sequence[Cells]) -> str:
    """Return what the rows of one patient say in a column that is the same in all of them."""
    said = dict.fromkeys(filter(None, (made.read(column, cells) for cells in rows)))
    if len(said) > 1:
        made.trouble(column, "the rows of one patient say different things; one was expected")
    return next(iter(said), "")


def _answers(made: _Sheet, layout: Layout, rows: Sequence[Cells]) -> None:
    answers: dict[str, str] = {}
    details: dict[str, dict[str, str]] = {}
    for column in layout.of("answer", "detail"):
        said, code, part = _agreed(made, column, rows), column.known.code, column.known.part
        if said and part:
            details.setdefault(code, {})[part] = said
            made.places[f"$.visits[0].details.{code}.{part}"] = column.heading
        elif said:
            answers[code] = said
            made.places[f"$.visits[0].answers.{code}"] = column.heading
    if answers:
        made.visit["answers"] = answers
    if details:
        made.visit["details"] = details


def _result(made: _Sheet, code: str, parts: Mapping[str, Column], cells: Cells) -> None:
    """Add the result of one test, if the row has one."""
    said = {part: text for part, column in parts.items() if (text := made.read(column, cells))}
    finding = parts.get("finding")
    if finding is not None and finding.replaces and "finding" in said:
        said = {part: text for part, text in said.items() if part in ("finding", "collected")}
    if not said.keys() & {"value", "finding", "findings", "comparator"}:
        return
    result: dict[str, Any] = {"analyte": code}
    if "value" in said:
        _figure(made, parts, said, result)
        if "unit" not in said and parts["value"].unit is not None:
            said["unit"] = parts["value"].unit
    result |= {part: said[part] for part in _RESULT if part in said and (part in _WORDED or "value" in said)}
    if "findings" in said:
        result["findings"] = said["findings"].replace(";", " ").split()
    if said.get("unit_confirmed") == "yes":
        result["unit_confirmed"] = True
    _place(made, code, parts, result)


def result_of(
    code: str, parts: Mapping[str, Column], texts: Mapping[str, str]
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Return the result that some cells alone tell, None where they tell none, and what cannot be read in them."""
    made = _Sheet()
    cells = [""] * (1 + max(column.place for column in parts.values()))
    for part, text in texts.items():
        cells[parts[part].place] = text
    _result(made, code, parts, cells)
    return (made.results[0] if made.results else None), made.problems


def _figure(made: _Sheet, parts: Mapping[str, Column], said: dict[str, str], result: dict[str, Any]) -> None:
    """Part a figure from the comparator in its cell; one beside it must say the same."""
    sign, result["value"] = parted(said["value"])
    if sign is not None and said.setdefault("comparator", sign) != sign:
        made.trouble(parts["value"], "the comparator in the cell and the one beside it differ; one was expected")


def _place(made: _Sheet, code: str, parts: Mapping[str, Column], result: dict[str, Any]) -> None:
    """Add a result, and the headings of the columns its fields were read from."""
    place = f"$.visits[0].results[{len(made.results)}]"
    named_by = parts.get("value") or next(iter(parts.values()))
    made.places[place] = named_by.heading if named_by.known.kind == "value" else f"{named_by.heading} ({code[:40]})"
    for part, column in parts.items():
        if part != "analyte":
            made.places[f"{place}.{part}"] = column.heading
    made.results.append(result)
