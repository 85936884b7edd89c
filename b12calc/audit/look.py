"""One batch looked at column by column: what its cells mean, as codes, and what each row prints of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

from b12calc.audit.cells import LOST
from b12calc.audit.coding import Coded, coded, combinations, constant, joint
from b12calc.audit.columns import Column
from b12calc.audit.layout import Layout
from b12calc.audit.meanings import Day, Meanings, State
from b12calc.rules import Person

ALONE: Final = -1
_B12: Final = ("total_b12", "active_b12")
_LATE: Final = date.max.toordinal()
_BESIDE: Final = {"creatinine": "egfr", "red_cell_folate": "folate"}
_NOTHING: Final = State(0, 0, 0, None)
States = dict[str, tuple[Coded, list[State | None]]]


@dataclass
class Parts:
    """Gather what the key of a row is made of: for each part the codes of the rows and what each code means.

    A meaning of -1 says that such a row is to be read alone; so do the masks in ``alone``.
    """

    codes: list[Coded] = field(default_factory=list)
    meanings: list[list[int]] = field(default_factory=list)
    alone: list[pl.Series] = field(default_factory=list)
    figures: list[pl.Series] = field(default_factory=list)
    days: list[pl.Series | None] = field(default_factory=list)
    remarks: list[pl.Series] = field(default_factory=list)

    def add(self, codes: Coded, values: Sequence[int | None]) -> None:
        """Add one part by what each of its codes means; codes that mean the same become one."""
        met: dict[int, int] = {}
        places = [met.setdefault(ALONE if value is None else value, len(met)) for value in values]
        if len(met) == 1 and ALONE not in met:
            self.codes.append(constant(len(codes.codes)))
        else:
            self.codes.append(Coded(codes.spread(places), len(met)))
        self.meanings.append(list(met))

    def print(self, into: list[pl.Series], codes: Coded, numbers: Sequence[int | None]) -> None:
        """Add the texts that the rows print by each code; a code without is to be read alone."""
        into.append(codes.spread([number or 0 for number in numbers]))
        if None in numbers:
            self.alone.append(codes.spread([number is None for number in numbers]) == 1)


class Look:
    """Look at one batch through what is known of its columns."""

    def __init__(self, frame: pl.DataFrame, layout: Layout, meanings: Meanings) -> None:
        self._frame, self._layout, self._of = frame, layout, meanings
        self._rows = len(frame)
        self._coded: dict[int, tuple[Coded, list[str]]] = {}
        self._days: dict[int, tuple[Coded, list[Day | None]]] = {}

    @cached_property
    def identity(self) -> pl.Series:
        """Return the patients' numbers."""
        return self._frame.to_series(self._layout.identity.place).str.strip_chars()

    def parts(self) -> Parts:
        """Return everything the rules can tell apart in the rows, and what each row prints."""
        made = Parts()
        lost = self.identity.str.contains(LOST, literal=True)
        made.alone.append((self.identity == "") | lost)
        for column in self._layout.of("answer", "detail", "before", "treatment"):
            codes, texts = self._column(column)
            alone = column.known.kind == "treatment" or column.known.code == "b12_before_test_last_taken"
            mean = self._of.empty if alone else self._of.answer
            made.add(codes, [mean(column, text) for text in texts])
        who, people, ages = self._people(made)
        self._results(made, who, people)
        self._born_before(made, ages)
        return made

    def _column(self, column: Column) -> tuple[Coded, list[str]]:
        if column.place not in self._coded:
            self._coded[column.place] = coded(self._frame.to_series(column.place))
        return self._coded[column.place]

    def _day(self, column: Column) -> tuple[Coded, list[Day | None]]:
        if column.place not in self._days:
            codes, texts = self._column(column)
            self._days[column.place] = codes, [self._of.day(column, text) for text in texts]
        return self._days[column.place]

    def _people(self, made: Parts) -> tuple[Coded, list[Person], pl.Series | None]:
        """Return who the rows tell of, and the days of birth where there are any."""
        columns = [one for one in self._layout.of("patient") if one.known.code != "date_of_birth"]
        birth = next((one for one in self._layout.of("patient") if one.known.code == "date_of_birth"), None)
        given = [self._column(one) for one in columns]
        ages, ordinals = [""], None
        if birth is not None:
            codes, texts = self._column(birth)
            born = [self._of.born(birth, text) for text in texts]
            ages = list(dict.fromkeys("" if one is None else one[0] for one in born))
            places = {age: place for place, age in enumerate(ages)}
            made.print([], codes, [None if one is None else 0 for one in born])
            age_of = Coded(codes.spread([places["" if one is None else one[0]] for one in born]), len(ages))
            ordinals = codes.spread([0 if one is None else one[1] or 0 for one in born])
        else:
            age_of = constant(self._rows)
        parts = [*(codes for codes, _ in given), age_of]
        who, first = joint(parts, self._rows)
        people: list[Person | None] = []
        for *row, age in combinations(parts, first):
            texts_of = tuple(texts[code] for (_, texts), code in zip(given, row, strict=True))
            people.append(self._of.person(columns, texts_of, ages[age]))
        made.add(who, [None if one is None else self._of.numbers.of(self._of.alike.person(one)) for one in people])
        return who, [one or Person(None, "unknown", "unknown", None) for one in people], ordinals

    def _results(self, made: Parts, who: Coded, people: list[Person]) -> None:
        states = {code: self._states(code) for code in self._layout.by_analyte}
        for code, (codes, found) in states.items():
            made.add(codes, [None if one is None else one.alike for one in found])
            made.print(made.figures, codes, [None if one is None else one.told for one in found])
            self._dated(made, code)
        self._kidney(made, states, who, people)
        self._b12_apart(made, states)
        for code in states:
            self._remarked(made, code, states, who, people)

    def _states(self, code: str) -> tuple[Coded, list[State | None]]:
        """Return the results of one analyte as the rules read them."""
        columns = {part: one for part, one in self._layout.by_analyte[code].items() if part != "collected"}
        if not columns:
            return constant(self._rows), [_NOTHING]
        given = [self._column(one) for one in columns.values()]
        parts = [codes for codes, _ in given]
        codes, first = joint(parts, self._rows) if len(parts) > 1 else (parts[0], None)
        rows = combinations(parts, first) if first is not None else [(place,) for place in range(codes.size)]
        names, found = tuple(columns), []
        for row in rows:
            texts = tuple(texts[place] for (_, texts), place in zip(given, row, strict=True))
            found.append(self._of.state(code, names, texts))
        return codes, found

    def _dated(self, made: Parts, code: str) -> None:
        """Add the days of the samples of one analyte."""
        column = self._layout.by_analyte[code].get("collected")
        if column is None:
            made.days.append(None)
            return
        codes, days = self._day(column)
        of, alike = self._of.numbers.of, self._of.alike
        told = [None if one is None else of(("day", one.day and alike.day(code, one.day))) for one in days]
        made.add(codes, told)
        made.days.append(codes.spread([0 if one is None else one.printed for one in days]))

    def _kidney(self, made: Parts, states: States, who: Coded, people: list[Person]) -> None:
        """Add what is read of creatinine and eGFR together."""
        if not states.keys() & {"egfr", "creatinine"}:
            return
        egfr, creatinine = (states.get(code, (constant(self._rows), [_NOTHING])) for code in ("egfr", "creatinine"))
        parts = [egfr[0], creatinine[0], who]
        codes, first = joint(parts, self._rows)
        kidneys = (
            self._of.kidney(egfr[1][one] or _NOTHING, creatinine[1][other] or _NOTHING, people[person])
            for one, other, person in combinations(parts, first)
        )
        made.add(codes, list(kidneys))

    def _remarked(self, made: Parts, code: str, states: States, who: Coded, people: list[Person]) -> None:
        """Add the remarks on the results of one analyte, which may hang on who it is and on what stands beside."""
        nothing: tuple[Coded, list[State | None]] = (constant(self._rows), [None])
        beside = states.get(_BESIDE[code], nothing) if code in _BESIDE else nothing
        person = who if code in ("haemoglobin", "creatinine") else constant(self._rows)
        parts = [states[code][0], person, beside[0]]
        waits = code in _B12 and self._of.alike.waits
        dated = [self._b12_days(states, one) for one in _B12] if waits else []
        parts += [codes for codes, _ in dated]
        codes, first = joint(parts, self._rows)
        numbers: list[int | None] = []
        for own, who_at, other, *days in combinations(parts, first):
            state = states[code][1][own]
            told = tuple(
                day for (_, found), place in zip(dated, days, strict=True) if (day := found[place]) is not None
            )
            numbers.append(None if state is None else self._of.remarks(state, people[who_at], beside[1][other], told))
        if any(numbers) or None in numbers:
            made.print(made.remarks, codes, numbers)

    def _b12_days(self, states: States, code: str) -> tuple[Coded, list[date | None]]:
        """Return the days of the samples of one B12 analyte; one without a day was taken today."""
        if code not in states:
            return constant(self._rows), [None]
        codes, found = states[code]
        there = Coded(codes.spread([int(one is not None and one.one is not None) for one in found]), 2)
        column = self._layout.by_analyte[code].get("collected")
        dated, days = (constant(self._rows), [Day(None, 0)]) if column is None else self._day(column)
        parts = [there, dated]
        both, first = joint(parts, self._rows)
        told = [(days[place], taken) for taken, place in combinations(parts, first)]
        return both, [(day.day or self._of.today) if taken and day is not None else None for day, taken in told]

    def _b12_apart(self, made: Parts, states: States) -> None:
        """Have every row read alone that has total and active B12 of different days: the one is said of the other."""
        if not states.keys() >= set(_B12):
            return
        dated = [self._b12_days(states, code) for code in _B12]
        codes, first = joint([one for one, _ in dated], self._rows)
        days = [
            [found[place] for (_, found), place in zip(dated, row, strict=True)]
            for row in combinations([one for one, _ in dated], first)
        ]
        made.alone.append(codes.spread([int(None not in two and two[0] != two[1]) for two in days]) == 1)

    def _born_before(self, made: Parts, born: pl.Series | None) -> None:
        """Have every row read alone whose sample is older than the patient."""
        if born is None:
            return
        columns = [parts["collected"] for parts in self._layout.by_analyte.values() if "collected" in parts]
        for column in {one.place: one for one in columns}.values():
            codes, days = self._day(column)
            made.alone.append(codes.spread([one.day.toordinal() if one and one.day else _LATE for one in days]) < born)
