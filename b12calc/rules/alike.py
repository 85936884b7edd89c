"""Which figures, people and days the rules cannot tell apart, so that one of many alike need be assessed.

Of each result is told all that any fact reads of it alone, by the very functions that make the facts; what is read of
two together (the kidney figures; haemoglobin and whose it is) is told together. Two patients alike in all of this, and
in their answers, get the same words, lists and lines; only the figures printed in the lines are each one's own.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Final

from b12calc.analytes import analytes, convert
from b12calc.days import day_text
from b12calc.models.case import LabResult, Reported
from b12calc.rules import blood, check, measurements, numbers, side_by_side, unit_guard
from b12calc.rules.certainty import likelihood
from b12calc.rules.formulas import anaemia_degrees
from b12calc.rules.knowledge import load_pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import under
from b12calc.rules.limits import DecisionLimits, is_low, is_raised
from b12calc.rules.remarks import remarks_on
from b12calc.units import Quantity

B12: Final = ("total_b12", "active_b12")
DATED: Final = (*B12, "mma", "homocysteine")
"""The analytes whose samples can be out of date."""
_BANDS: Final[Mapping[str, Callable[[Reported, DecisionLimits], str]]] = {
    "mma": numbers.metabolite_band,
    "homocysteine": numbers.metabolite_band,
    "folate": blood.folate_band,
    "red_cell_folate": blood.folate_band,
    "mcv": blood._mcv,
}
_COUNTS: Final = ("white_cells", "neutrophils", "platelets", "ferritin", "ldh", "haptoglobin")


@dataclass(frozen=True, slots=True)
class Person:
    """Hold what the rules read of a person: age in completed years at the visit, and some words."""

    age: int | None
    sex: str
    pregnancy: str
    trimester: int | None
    age_group: str = ""


class Alike:
    """Tell what is alike under one pack, one laboratory and one day."""

    def __init__(self, pack: str, laboratory: Laboratory | str | None, today: date) -> None:
        self.limits: DecisionLimits = under(load_pack(pack), laboratory).limits
        self._today = today
        intervals = self.limits.intervals
        self._oldest = today - timedelta(days=intervals["out_of_date_days"])
        self._kidneys: dict[Hashable, list[tuple[Decimal, str | None]]] = {}
        self._ages = sorted({check.ADULT_FROM, *(at for name, at in intervals.items() if name.endswith("_age"))})

    def sound(self, result: LabResult) -> bool:
        """Tell whether nothing is wrong with a result; its day is not looked at."""
        one = result.but(collected=None)
        return check._is_plain(one, None, self._today) or not any(check._result(one, "", None, self._today))

    def person(self, person: Person) -> Hashable:
        """Return what the facts read of a person, the kidney left out."""
        step = None if person.age is None else sum(person.age >= cut for cut in self._ages)
        return step, person.sex, person.pregnancy, person.trimester, person.age_group

    def day(self, analyte: str, collected: date) -> Hashable:
        """Return what the facts read of the day of a sample; two B12 days may have to be waited from."""
        waited = collected if analyte in B12 and self.waits else None
        return analyte in DATED and collected < self._oldest, waited

    @property
    def waits(self) -> bool:
        """Tell whether the laboratory names a time before B12 is to be taken again."""
        return self.limits.laboratory is not None and self.limits.laboratory.repeat is not None

    def result(self, one: Reported, findings: tuple[str, ...]) -> Hashable:
        """Return all that the facts read of a result alone."""
        if one.quantity is None:
            return "words", one.finding, findings
        return "figure", findings, self._figure(one, one.quantity)

    def _figure(self, one: Reported, quantity: Quantity) -> Hashable:
        code, limits = one.analyte, self.limits
        if code in _BANDS:
            return _BANDS[code](one, limits)
        if code in B12:
            return self._b12(one)
        if code in _COUNTS:
            cuts = limits.of(code, quantity)
            below = blood._below(one, code, limits) if "low" in cuts else ""
            return is_low(one), is_low(one, cuts), is_raised(one), below
        limit = one.high if code == "intrinsic_factor_antibody" else None
        return "no limit" if limit is None else quantity.definitely_above(limit)

    def _b12(self, one: Reported) -> Hashable:
        """Return the bands of a B12 figure, every doubt about it, and what a profile says of it with figures."""
        limits = self.limits
        doubtful = numbers._doubtful_band(one, None, limits) if one.analyte == "total_b12" else None
        parted = tuple(side_by_side._parted(one, limits))
        band, near, conflict = (
            numbers._b12_band(one, limits),
            numbers._near(one, limits),
            numbers._conflict(one, limits),
        )
        return band, near, conflict, doubtful, parted

    def kidney(self, egfr: Reported | None, creatinine: Reported | None, person: Person) -> Hashable:
        """Return what the facts read of the two kidney figures of a person; None where neither tells.

        More creatinine never means a better band, so what lies between two figures of one band is in it too.
        """
        told = None if creatinine is None else creatinine.quantity
        if told is None or (egfr is not None and egfr.quantity is not None):
            return self._band(egfr, creatinine, person)
        known = self._kidneys.setdefault((told.unit, told.comparator, person.age, person.sex), [])
        place = bisect_left(known, told.value, key=itemgetter(0))
        around = known[max(place - 1, 0) : place + 1]
        if around and around[-1][0] == told.value:
            return around[-1][1]
        if 0 < place < len(known) and around[0][1] == around[1][1]:
            return around[0][1]
        found = self._band(egfr, creatinine, person)
        known.insert(place, (told.value, found))
        return found

    def _band(self, egfr: Reported | None, creatinine: Reported | None, person: Person) -> str | None:
        return numbers.filtration_band(egfr, creatinine, person.age, person.sex, self.limits)

    def anaemia(self, one: Reported | None, person: Person) -> Hashable:
        """Return what the facts read of a person's haemoglobin figure: every degree of anaemia that is possible."""
        if one is None or one.quantity is None:
            return None
        grams, groups = convert(analytes()["haemoglobin"], one.quantity, "g/L"), self.limits.haemoglobin
        return frozenset().union(*(anaemia_degrees(grams, groups[group]) for group in self.groups(person)))

    def hangs(self, one: Reported) -> bool:
        """Tell whether the remark on the unit of a figure may hang on whose it is."""
        if one.analyte not in ("creatinine", "haemoglobin") or one.quantity is None:
            return False
        return bool(unit_guard._other_units(analytes()[one.analyte], one.quantity))

    def asked(self, one: Reported, person: Person, egfr: Reported | None, folate: bool) -> str | None:
        """Return the unit in which a figure would be classed otherwise, as far as its remark names it.

        ``egfr`` is the person's reported one, ``folate`` tells whether serum folate was measured too.
        """
        code = one.analyte
        if one.quantity is None or code not in unit_guard._ASKED or code == "total_b12":
            return None
        if not unit_guard._other_units(analytes()[code], one.quantity):
            return None
        if code == "creatinine":
            return unit_guard._other_class(one, self.limits, egfr, person.age, person.sex)
        if code == "haemoglobin":
            return unit_guard._other_class(one, self.limits, self.groups(person), None)
        return None if code == "red_cell_folate" and folate else unit_guard._other_class(one, self.limits)

    def groups(self, person: Person) -> tuple[str, ...]:
        """Return the groups by which a person's haemoglobin is graded."""
        if person.pregnancy == "pregnant" and person.sex != "male":
            open_groups = ("pregnant_1", "pregnant_2", "pregnant_3")
            return (f"pregnant_{person.trimester}",) if person.trimester else open_groups
        return (person.sex,) if person.sex in ("female", "male") else ("female", "male")

    def told(self, one: Reported, findings: tuple[str, ...]) -> str:
        """Return a result as the lines print it, before its day and its band."""
        if one.quantity is None:
            return measurements._in_words.__wrapped__(one, findings, None).figure
        return measurements.named_figure(analytes()[one.analyte], one.quantity.text())

    def remarks(self, one: Reported, asked: str | None, days: tuple[date, ...]) -> tuple[str, ...]:
        """Return every remark on a result; ``days`` are those of the B12 samples, where they have to be waited from."""
        if one.quantity is None:
            return ()
        waiting = self._waiting(days) if one.analyte in B12 else None
        near = likelihood(one, one.quantity, self.limits)[1]
        return remarks_on(one, asked, waiting, near, self.limits)

    def _waiting(self, days: tuple[date, ...]) -> str | None:
        laboratory = self.limits.laboratory
        first = laboratory.repeat_from(max(days)) if laboratory is not None and days else None
        if laboratory is None or first is None or self._today >= first:
            return None
        return side_by_side.waiting_words(laboratory, first)


def printed_day(collected: date) -> str:
    """Return the day of a sample as the lines print it behind the figure."""
    return f" ({day_text(collected)})"


def names() -> dict[str, tuple[str, str]]:
    """Return for each analyte its name and its short name, which no other has."""
    found = {code: (one.name, one.short) for code, one in analytes().items()}
    if len({short for _, short in found.values()}) < len(found):
        raise ValueError("two analytes have one short name")
    return found
