"""The results of one batch: what the rules read of them, alone and beside each other, and what each row prints."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Final

from b12calc.audit.coding import Coded, met
from b12calc.audit.look import Look, Parts
from b12calc.audit.meanings import Day, State
from b12calc.rules import Person

_B12: Final = ("total_b12", "active_b12")
_BESIDE: Final = {"creatinine": "egfr", "red_cell_folate": "folate"}
_NOTHING: Final = State(0, 0, 0, None)
Who = tuple[Coded, list[Person]]
States = dict[str, tuple[Coded, list[State | None]]]


class Results:
    """Add the results of a batch, of people who are known already."""

    def __init__(self, look: Look, made: Parts, who: Coded, people: list[Person]) -> None:
        self._look, self._made = look, made
        self._who: Who = (who, people)
        self._results: States = {}
        self._steady: set[str] = set()  # the tests whose codes mean the same in every batch

    def add(self) -> None:
        """Add every result to what the rows are known by, and what is printed of it."""
        self._results |= {code: self._states(code) for code in self._look.layout.by_analyte}
        for code, (codes, found) in self._results.items():
            self._made.add(codes, [None if one is None else one.alike for one in found])
            self._made.print(self._made.figures, codes, [None if one is None else one.told for one in found])
            self._dated(code)
        self._kidney()
        self._anaemia()
        self._b12_apart()
        for code in self._results:
            self._remarked(code)

    def _states(self, code: str) -> tuple[Coded, list[State | None]]:
        """Return the results of one analyte as the rules read them."""
        columns = {part: one for part, one in self._look.layout.by_analyte[code].items() if part != "collected"}
        if not columns:
            return self._look.same, [_NOTHING]
        given = [self._look.column(one) for one in columns.values()]
        parts = [codes for codes, _ in given]
        names = tuple(columns)

        def state(row: tuple[int, ...]) -> State | None:
            return self._look.of.state(code, names, tuple(text[at] for (_, text), at in zip(given, row, strict=True)))

        codes, rows = met(parts, self._look.rows)
        if sum(one.size > 1 for one in parts) > 1:
            return codes, [state(row) for row in rows]
        self._steady.add(code)
        what = (code, *(one.size > 1 for one in parts))
        return codes, self._look.of.by_code(what, codes.size, lambda place: state(rows[place]))

    def _dated(self, code: str) -> None:
        """Add the days of the samples of one analyte."""
        column = self._look.layout.by_analyte[code].get("collected")
        if column is None:
            self._made.days.append(None)
            return
        codes, days = self._look.day(column)
        of, alike = self._look.of.numbers.of, self._look.of.alike
        told = [None if one is None else of(("day", one.day and alike.day(code, one.day))) for one in days]
        self._made.add(codes, told)
        self._made.days.append(codes.spread([0 if one is None else one.printed for one in days]))

    def _kidney(self) -> None:
        """Add what is read of creatinine and eGFR together."""
        if not self._results.keys() & {"egfr", "creatinine"}:
            return
        egfr, creatinine = (self._results.get(code, (self._look.same, [_NOTHING])) for code in ("egfr", "creatinine"))
        places: dict[tuple[int | None, str], int] = {}
        alike = [places.setdefault((one.age, one.sex), len(places)) for one in self._who[1]]
        parts = [egfr[0], creatinine[0], Coded(self._who[0].spread(alike), len(places))]
        people = [Person(age, sex, "unknown", None) for age, sex in places]
        codes, rows = met(parts, self._look.rows)
        kidneys = (
            self._look.of.kidney(egfr[1][one] or _NOTHING, creatinine[1][other] or _NOTHING, people[person])
            for one, other, person in rows
        )
        self._made.add(codes, list(kidneys))

    def _anaemia(self) -> None:
        """Add what is read of haemoglobin and whose it is together."""
        if "haemoglobin" not in self._results:
            return
        codes, found = self._results["haemoglobin"]
        places: dict[Hashable, int] = {}
        alike = [places.setdefault(self._look.of.alike.groups(one), len(places)) for one in self._who[1]]
        people = {place: one for place, one in zip(alike, self._who[1], strict=True)}
        both, rows = met([codes, Coded(self._who[0].spread(alike), len(places))], self._look.rows)
        self._made.add(both, [self._look.of.anaemia(found[one] or _NOTHING, people[place]) for one, place in rows])

    def _hanging(self, code: str, state: tuple[Coded, list[State | None]], who: Who) -> Who:
        """Return whose a result is, as far as a remark on it may hang on that, and anybody's elsewhere."""
        codes, found = state
        hangs = [one is not None and one.hangs for one in found]
        if not any(hangs):
            return self._look.same, who[1][:1]
        places: dict[Hashable, int] = {None: 0}
        people = who[1][:1]
        for one in who[1]:
            if places.setdefault(self._look.of.of_person(code, one), len(places)) == len(people):
                people.append(one)
        alike = who[0].spread([places[self._look.of.of_person(code, one)] for one in who[1]])
        mask = codes.spread([int(one) for one in hangs]) == 1
        return Coded(alike.zip_with(mask, self._look.same.codes), len(places)), people

    def _remarked(self, code: str) -> None:
        """Add the remarks on the results of one analyte, which may hang on who it is and on what stands beside."""
        beside = self._beside(code)
        person, people = self._hanging(code, self._results[code], self._who)
        parts = [self._results[code][0], person, beside[0]]
        waits = code in _B12 and self._look.of.alike.waits
        dated = [self._b12_days(one) for one in _B12] if waits else []
        parts += [codes for codes, _ in dated]
        codes, rows = met(parts, self._look.rows)

        def remarks(row: tuple[int, ...]) -> int | None:
            own, who_at, other, *days = row
            state = self._results[code][1][own]
            told = tuple(day for (_, at), place in zip(dated, days, strict=True) if (day := at[place]) is not None)
            return None if state is None else self._look.of.remarks(state, people[who_at], beside[1][other], told)

        alone = parts[0].size > 1 and all(one.size == 1 for one in parts[1:])
        if alone and code in self._steady and not dated:
            numbers = self._look.of.by_code(("remarks", code), codes.size, lambda place: remarks(rows[place]))
        else:
            numbers = [remarks(row) for row in rows]
        if any(numbers) or None in numbers:
            self._made.print(self._made.remarks, codes, numbers)

    def _beside(self, code: str) -> tuple[Coded, list[State | None]]:
        """Return the results beside those of one analyte that a remark on it reads."""
        nothing: tuple[Coded, list[State | None]] = (self._look.same, [None])
        codes, found = self._results.get(_BESIDE.get(code, ""), nothing)
        if code != "red_cell_folate" or len(found) == 1:
            return codes, found
        # Of serum folate it is read only whether it was measured: any figure stands for all.
        there = next((one for one in found if one is not None and one.one is not None), _NOTHING)
        return Coded(codes.spread([int(one is not None and one.one is not None) for one in found]), 2), [None, there]

    def _b12_days(self, code: str) -> tuple[Coded, list[date | None]]:
        """Return the days of the samples of one B12 analyte; one without a day was taken today."""
        if code not in self._results:
            return self._look.same, [None]
        codes, found = self._results[code]
        there = Coded(codes.spread([int(one is not None and one.one is not None) for one in found]), 2)
        column = self._look.layout.by_analyte[code].get("collected")
        dated, days = (self._look.same, [Day(None, 0)]) if column is None else self._look.day(column)
        parts = [there, dated]
        both, rows = met(parts, self._look.rows)
        told = [(days[place], taken) for taken, place in rows]
        return both, [(day.day or self._look.of.today) if taken and day is not None else None for day, taken in told]

    def _b12_apart(self) -> None:
        """Have every row read alone that has total and active B12 of different days: the one is said of the other."""
        if not self._results.keys() >= set(_B12):
            return
        dated = [self._b12_days(code) for code in _B12]
        codes, rows = met([one for one, _ in dated], self._look.rows)
        days = [[found[place] for (_, found), place in zip(dated, row, strict=True)] for row in rows]
        self._made.alone.append(codes.spread([int(None not in two and two[0] != two[1]) for two in days]) == 1)


def add_results(look: Look, made: Parts, who: Coded, people: list[Person]) -> None:
    """Add every result of a batch to what its rows are known by."""
    Results(look, made, who, people).add()
