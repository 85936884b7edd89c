"""The work list of an audit: of every row a few bytes, read from the file it wrote; a row's case from the table."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.models.vocabulary import STATUSES, URGENCIES
from b12calc.problems import Problem, ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.audit import AuditOptions
    from b12calc.audit.layout import Layout
    from b12calc.audit.plain import Patient
    from b12calc.models.case import Case

MOST: Final = 500_000
"""Rows that are listed; the file holds all."""
_ASKED_EVERY: Final = 1_000
_NONE: Final = -1
_SEXES: Final = ("", "female", "male", "other", "unknown")
COLUMNS: Final = ("id", "age", "sex", "urgency", "status", "missing", "next_tests", "next_review")


@dataclass
class Pool:
    """Hold texts that come again and again once each."""

    texts: list[str] = field(default_factory=lambda: [""])
    places: dict[str, int] = field(default_factory=lambda: {"": 0})

    def place(self, text: str) -> int:
        """Return the place of a text."""
        found = self.places.get(text)
        if found is None:
            found = self.places[text] = len(self.texts)
            self.texts.append(text)
        return found


class WorkList:
    """Hold the rows in columns of numbers, some forty bytes a row; texts that come again are kept once."""

    def __init__(self, source: Path, target: Path, options: "AuditOptions") -> None:
        self.source, self.target, self.options = source, target, options
        self.line, self.age, self.review = array("q"), array("h"), array("i")
        self.sex, self.urgency, self.status = array("B"), array("B"), array("B")
        self.missing, self.tests, self.pool = array("I"), array("I"), Pool()
        self._ids, self._ends = bytearray(), array("Q", [0])
        self.has_missing = self.has_age = self.has_sex = False
        self.more = 0
        self.by_missing: Counter[str] = Counter()

    def __len__(self) -> int:
        """Return how many rows are listed."""
        return len(self.line)

    def identity(self, row: int) -> str:
        """Return the patient's number of a row."""
        return self._ids[self._ends[row] : self._ends[row + 1]].decode("utf-8", "replace")

    def cells(self, row: int) -> dict[str, str]:
        """Return what is listed of a row, in the words of the audit table."""
        return {
            "id": self.identity(row), "age": "" if self.age[row] == _NONE else str(self.age[row]),
            "sex": _SEXES[self.sex[row]], "urgency": URGENCIES[self.urgency[row]],
            "status": STATUSES[self.status[row]], "missing": self.pool.texts[self.missing[row]],
            "next_tests": self.pool.texts[self.tests[row]],
            "next_review": date.fromordinal(self.review[row]).isoformat() if self.review[row] else "",
        }  # fmt: skip

    def counts(self, column: str) -> Mapping[str, int]:
        """Return how many rows have each word of a column: urgency, status or missing."""
        if column == "missing":
            return self.by_missing
        words, held = (URGENCIES, self.urgency) if column == "urgency" else (STATUSES, self.status)
        found = Counter(held)
        return {word: found[place] for place, word in enumerate(words) if found[place]}

    def add(self, patient: "Patient", who: tuple[str, int, str], answer: Mapping[str, str]) -> None:
        """Take one row of answers, of the patient it was given for: number, age and sex."""
        identity, age, sex = who
        self.line.append(patient.line)
        self._ids += identity.encode("utf-8", "replace")
        self._ends.append(len(self._ids))
        self.age.append(age)
        self.sex.append(_SEXES.index(sex) if sex in _SEXES else 0)
        self.urgency.append(URGENCIES.index(answer["urgency"]))
        self.status.append(STATUSES.index(answer["status"]))
        self.missing.append(self.pool.place(answer.get("missing", "")))
        self.tests.append(self.pool.place(answer["next_tests"]))
        review = answer["next_review"]
        self.review.append(date.fromisoformat(review).toordinal() if review else 0)
        self.by_missing.update(filter(None, answer.get("missing", "").split(";")))


def work_list(source: Path, target: Path, options: "AuditOptions", called_off: Callable[[], bool]) -> WorkList:
    """Return the rows that were written, each beside the patient of the table it belongs to, up to MOST.

    Raises ProblemsFound where file and table do not belong together, Cancelled, and OSError.
    """
    from b12calc.audit import Cancelled
    from b12calc.audit.layout import layout_of
    from b12calc.audit.tables import open_source

    made, layout = WorkList(source, target, options), layout_of(open_source(source).headings, options.mapping)
    answers = open_source(target)
    made.has_age = any(one.known.code in ("age_years", "date_of_birth") for one in layout.of("patient"))
    made.has_sex = any(one.known.code == "sex" for one in layout.of("patient"))
    patients = classed(source, layout, target)
    for done, (_line, cells, _wrong, _share) in enumerate(answers.rows()):
        if done % _ASKED_EVERY == 0 and called_off():
            raise Cancelled
        if done >= MOST:
            made.more += 1
            continue
        answer = dict(zip(answers.headings, cells, strict=True))
        patient = next(patients, None)
        if patient is None or not _is_of(answer["id"], layout, patient):
            raise ProblemsFound((Problem("", tr("the table was changed while it was read; run the audit again")),))
        made.add(patient, _who(layout, patient, options.today), answer)
    made.has_missing = bool(made.by_missing)
    return made


def classed(source: Path, layout: "Layout", target: Path) -> "Iterator[Patient]":
    """Yield the patients of a table that were not refused, in the order of the answers."""
    from b12calc.audit.people import people
    from b12calc.audit.plain import is_empty
    from b12calc.audit.tables import open_source, refused_beside

    refused = (int(cells[0]) for _line, cells, _wrong, _share in open_source(refused_beside(target)).rows())
    out = next(refused, None)
    for patient, _share in people(layout, open_source(source).rows()):
        if patient.line == out:
            out = next(refused, None)
        elif patient.problems or not is_empty(layout, patient.rows):
            yield patient


def case_at(made: WorkList, row: int) -> "Case":
    """Return the case of a row as the audit understood it, with the patient's number.

    Raises ProblemsFound where the table no longer holds the row, and OSError.
    """
    from b12calc.audit.layout import layout_of
    from b12calc.audit.patient import case_of
    from b12calc.audit.people import people
    from b12calc.audit.plain import identity_of
    from b12calc.audit.tables import open_source
    from b12calc.models.reading import read_case

    table = open_source(made.source)
    layout, line = layout_of(table.headings, made.options.mapping), made.line[row]
    patient = next((one for one, _share in people(layout, table.rows()) if one.line == line), None)
    identity = made.identity(row)
    if patient is None or patient.problems or identity_of(layout, patient.rows) != identity:
        raise ProblemsFound((Problem("", tr("the table was changed since the audit; run it again")),))
    told = case_of(layout, patient.rows, made.options.today).case.model_dump(mode="json")
    told["patient"]["identifier"] = identity
    return read_case(json.dumps(told))


def _is_of(written: str, layout: "Layout", patient: "Patient") -> bool:
    from b12calc.audit.plain import identity_of
    from b12calc.csv_text import safe

    identity = identity_of(layout, patient.rows)
    return written in (identity, safe(identity))


def _who(layout: "Layout", patient: "Patient", today: date) -> tuple[str, int, str]:
    """Return number, age in completed years and sex, as far as the row tells them."""
    from b12calc.audit.cells import understood
    from b12calc.audit.plain import identity_of

    said = {one.known.code: next(filter(None, (understood(one, cells[one.place]) for cells in patient.rows)), "")
            for one in layout.of("patient") if one.known.code in ("age_years", "date_of_birth", "sex")}  # fmt: skip
    age = int(said["age_years"]) if said.get("age_years") else _NONE
    if born := said.get("date_of_birth"):
        day = date.fromisoformat(born)
        age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return identity_of(layout, patient.rows), age, said.get("sex", "")
