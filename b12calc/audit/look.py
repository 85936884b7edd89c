"""One batch looked at column by column: what its cells mean, as codes, and what each row prints of its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

import polars as pl

from b12calc.audit.cells import LOST
from b12calc.audit.coding import Coded, constant, met
from b12calc.audit.columns import Column
from b12calc.audit.layout import Layout
from b12calc.audit.meanings import Day, Meanings
from b12calc.rules import Person

ALONE: Final = -1
_CODED: Final = ("answer", "detail", "before", "treatment", "patient", "value", "part")
_LATE: Final = date.max.toordinal()
T = TypeVar("T")


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
        self._frame, self.layout, self.of = frame, layout, meanings
        self.rows = len(frame)
        self._coded = self._all_coded()

    def _all_coded(self) -> dict[int, Coded]:
        """Return every column that is read as codes, by its place: in one request, since so the processors share it."""
        coders = {one.place: self.of.coder(one.place) for one in self.layout.of(*_CODED)}
        made = self._frame.select(pl.nth(place).cast(coder.kind) for place, coder in coders.items())
        return {place: coder.coded(made.to_series(at)) for at, (place, coder) in enumerate(coders.items())}

    @cached_property
    def identity(self) -> pl.Series:
        """Return the patients' numbers."""
        return self._frame.to_series(self.layout.identity.place).str.strip_chars()

    @cached_property
    def same(self) -> Coded:
        """Return a column in which every row has the same."""
        return constant(self.rows)

    def parts(self, add_results: Callable[[Look, Parts, Coded, list[Person]], None]) -> Parts:
        """Return everything the rules can tell apart in the rows, and what each row prints."""
        made = Parts()
        lost = self.identity.str.contains(LOST, literal=True)
        made.alone.append((self.identity == "") | lost)
        for column in self.layout.of("answer", "detail", "before", "treatment"):
            alone = column.known.kind == "treatment" or column.known.code == "b12_before_test_last_taken"
            made.add(*self.meant(column, self.of.empty if alone else self.of.answer))
        who, people, ages = self._people(made)
        add_results(self, made, who, people)
        self._born_before(made, ages)
        return made

    def column(self, column: Column) -> tuple[Coded, list[str]]:
        return self._coded[column.place], self.of.coder(column.place).texts

    def meant(self, column: Column, mean: Callable[[Column, str], T]) -> tuple[Coded, list[T]]:
        """Return a column with what each of its texts means."""
        codes, texts = self.column(column)
        return codes, self.of.by_code((column.place, mean.__name__), codes.size, lambda code: mean(column, texts[code]))

    def day(self, column: Column) -> tuple[Coded, list[Day | None]]:
        return self.meant(column, self.of.day)

    def _people(self, made: Parts) -> tuple[Coded, list[Person], pl.Series | None]:
        """Return who the rows tell of, and the days of birth where there are any."""
        columns = [one for one in self.layout.of("patient") if one.known.code != "date_of_birth"]
        birth = next((one for one in self.layout.of("patient") if one.known.code == "date_of_birth"), None)
        given = [self.column(one) for one in columns]
        ages, ordinals = [""], None
        if birth is not None:
            codes, born = self.meant(birth, self.of.born)
            ages = list(dict.fromkeys("" if one is None else one[0] for one in born))
            places = {age: place for place, age in enumerate(ages)}
            made.print([], codes, [None if one is None else 0 for one in born])
            age_of = Coded(codes.spread([places["" if one is None else one[0]] for one in born]), len(ages))
            ordinals = codes.spread([0 if one is None else one[1] or 0 for one in born])
        else:
            age_of = self.same
        parts = [*(codes for codes, _ in given), age_of]
        who, rows = met(parts, self.rows)
        people: list[Person | None] = []
        for *row, age in rows:
            texts_of = tuple(texts[code] for (_, texts), code in zip(given, row, strict=True))
            people.append(self.of.person(columns, texts_of, ages[age]))
        made.add(who, [None if one is None else self.of.numbers.of(self.of.alike.person(one)) for one in people])
        return who, [one or Person(None, "unknown", "unknown", None) for one in people], ordinals

    def _born_before(self, made: Parts, born: pl.Series | None) -> None:
        """Have every row read alone whose sample is older than the patient."""
        if born is None:
            return
        columns = [parts["collected"] for parts in self.layout.by_analyte.values() if "collected" in parts]
        for column in {one.place: one for one in columns}.values():
            codes, days = self.day(column)
            made.alone.append(codes.spread([one.day.toordinal() if one and one.day else _LATE for one in days]) < born)
