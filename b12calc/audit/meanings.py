"""What different cells mean to the rules, each looked at once: results, days, people and answers.

Everything is read by the same functions as a row alone; ``None`` says that a row with this cell is to be read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from b12calc.audit.cells import Unclear, understood
from b12calc.audit.coding import Coder, Numbers, Pool
from b12calc.audit.columns import Column
from b12calc.audit.layout import Layout
from b12calc.audit.options import AuditOptions
from b12calc.audit.patient import case_of, result_of
from b12calc.csv_text import safe
from b12calc.models.case import LabResult, Reported
from b12calc.models.vocabulary import ANSWERS
from b12calc.problems import ProblemsFound
from b12calc.rules import Alike, Person, assess, names, printed_day

_OLDEST: Final = 120
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """Hold one result as the rules read it: ``alike`` is what they cannot tell apart, ``told`` what is printed.

    ``number`` is its own; ``hangs`` tells whether a remark on it may hang on whose it is. Without a result ``one`` is
    None and all else says nothing.
    """

    number: int
    alike: int
    told: int
    one: Reported | None
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """Hold one day, None where none is told, and what is printed of it behind a figure."""

    day: date | None
    printed: int


class Meanings:
    """Look at cells for one audit, and remember what they mean."""

    def __init__(self, layout: Layout, options: AuditOptions, pool: Pool) -> None:
        self.alike = Alike(options.pack, options.laboratory, options.today)
        self.numbers = Numbers()
        self.today = options.today
        self._layout, self._options, self._pool = layout, options, pool
        self._names = names()
        self._states: dict[tuple[str, tuple[str, ...]], State | None] = {}
        self._people: dict[tuple[str, ...], Person | None] = {}
        self._remarks: dict[Hashable, int | None] = {}
        self._together: dict[Hashable, int] = {}
        self._coders: dict[int, Coder] = {}
        self._by_code: dict[Hashable, list[Any]] = {}

    def __len__(self) -> int:
        """Return how much is remembered."""
        texts = sum(len(one.texts) for one in self._coders.values())
        return texts + len(self._states) + len(self._people) + len(self._remarks) + len(self._together)

    def coder(self, place: int) -> Coder:
        """Return the codes of the texts of a column."""
        return self._coders.setdefault(place, Coder())

    def by_code(self, what: Hashable, size: int, mean: Callable[[int], T]) -> list[T]:
        """Return what each code means, asked once for each code."""
        known = self._by_code.setdefault(what, [])
        known += [mean(code) for code in range(len(known), size)]
        return known

    def state(self, code: str, parts: Sequence[str], texts: tuple[str, ...]) -> State | None:
        """Return the result that some cells tell, by the names of their parts."""
        key = (code, texts)
        if key not in self._states:
            self._states[key] = self._state(code, dict(zip(parts, texts, strict=True)))
        return self._states[key]

    def _state(self, code: str, texts: dict[str, str]) -> State | None:
        parts = self._layout.by_analyte[code]
        raw, problems = result_of(code, {part: parts[part] for part in texts}, texts)
        if problems:
            return None
        if raw is None:
            return State(0, self.numbers.of(None), 0, None)
        try:
            result = LabResult.model_validate(raw | {"findings": tuple(raw.get("findings", ()))})
        except ValidationError:
            return None
        if not self.alike.sound(result):
            return None
        one = result.reported()
        told = self.alike.told(one, result.findings)
        if safe(told) != told:
            return None
        alike = self.numbers.of((code, self.alike.result(one, result.findings)))
        return State(len(self._states) + 1, alike, self._pool.of(told), one, self.alike.hangs(one))

    def day(self, column: Column, text: str) -> Day | None:
        """Return the day that a cell tells; one after today is to be read alone."""
        try:
            iso = understood(column, text)
        except Unclear:
            return None
        if not iso:
            return Day(None, 0)
        day = date.fromisoformat(iso)
        return None if day > self._options.today else Day(day, self._pool.of(printed_day(day)))

    def born(self, column: Column, text: str) -> tuple[str, int | None] | None:
        """Return the age in completed years that a date of birth makes, as a cell and as the ordinal of the day."""
        today = self._options.today
        try:
            iso = understood(column, text)
        except Unclear:
            return None
        if not iso:
            return "", None
        day = date.fromisoformat(iso)
        age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        return None if day > today or today.year - day.year > _OLDEST else (str(age), day.toordinal())

    def person(self, columns: Sequence[Column], texts: tuple[str, ...], age: str) -> Person | None:
        """Return who some cells tell of, with an age told by the date of birth or an empty text."""
        key = (*texts, age)
        if key not in self._people:
            self._people[key] = self._person(columns, texts, age)
        return self._people[key]

    def _person(self, columns: Sequence[Column], texts: tuple[str, ...], age: str) -> Person | None:
        cells = [""] * self._layout.width
        for column, text in zip(columns, texts, strict=True):
            cells[column.place] = text
        cells[self._layout.identity.place] = "-"
        try:
            told = case_of(self._layout, [cells], self._options.today)
            if not told.problems:
                assess(told.case, today=self._options.today, pack=self._options.pack)
        except ProblemsFound:
            return None
        one = told.case.patient
        adjusted = one.altitude_metres is not None or one.adjust_haemoglobin_for_smoking
        unclear = one.age_years is not None and (one.age_group is not None or age)
        if told.problems or adjusted or unclear:
            return None
        group = one.age_group or ""
        return Person(int(age) if age else one.age_years, one.sex, one.pregnancy, one.trimester, group)

    def answer(self, column: Column, text: str) -> int | None:
        """Return the number of an answer, or of what is told beside one."""
        try:
            said = understood(column, text)
        except Unclear:
            return None
        if said and column.known.kind == "answer" and said not in ANSWERS:
            return None
        return self.numbers.of((column.place, said))

    def empty(self, column: Column, text: str) -> int | None:
        """Return a number for a cell that says nothing; any other is to be read alone."""
        try:
            return 0 if not understood(column, text) else None
        except Unclear:
            return None

    def kidney(self, egfr: State, creatinine: State, person: Person) -> int:
        """Return the number of what is read of the two kidney figures together."""
        key = (egfr.number, creatinine.number, person.age, person.sex)
        if key not in self._together:
            self._together[key] = self.numbers.of(("kidney", self.alike.kidney(egfr.one, creatinine.one, person)))
        return self._together[key]

    def anaemia(self, state: State, person: Person) -> int:
        """Return the number of what is read of a haemoglobin and whose it is together."""
        key = ("haemoglobin", state.number, self.alike.groups(person))
        if key not in self._together:
            self._together[key] = self.numbers.of(("anaemia", self.alike.anaemia(state.one, person)))
        return self._together[key]

    def remarks(self, state: State, person: Person, beside: State | None, days: tuple[date, ...]) -> int | None:
        """Return the number of the remarks on a result, each ended by a semicolon.

        ``beside`` is the eGFR beside a creatinine and serum folate beside that of red cells, ``days`` those of B12.
        """
        one = state.one
        if one is None or one.quantity is None:
            return 0
        key = (state.number, beside and beside.number, self.of_person(one.analyte, person), days)
        if key not in self._remarks:
            told = beside.one if beside is not None else None
            asked = self.alike.asked(one, person, told, told is not None)
            name = self._names[one.analyte][0]
            text = "".join(f"{name}: {remark}; " for remark in self.alike.remarks(one, asked, days))
            self._remarks[key] = self._pool.of(text) if safe(f"{text}.") == f"{text}." else None
        return self._remarks[key]

    def of_person(self, code: str, person: Person) -> Hashable:
        """Return what the remark on the unit of a figure reads of a person."""
        if code == "creatinine":
            return person.age, person.sex
        return self.alike.groups(person) if code == "haemoglobin" else None
