"""What an audit says of a whole practice list: counts alone, gathered row by row in bounded memory."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from b12calc.analytes import analytes
from b12calc.audit.findings import Found
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.problems import Problem

AGES: Final = {"under 16": 0, "16 to 39": 16, "40 to 59": 40, "60 to 74": 60, "75 and over": 75}
OPEN: Final = "open"
"""The age band of patients whose age is not told."""
SEXES: Final = ("female", "male", "other")
OTHER: Final = "other"
_MMA: Final = {"raised": "raised", "markedly_raised": "raised", "normal": "normal"}
_MOST_REASONS: Final = 60
_OF_THE_ROW: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|“[^”]*”|(?<![A-Za-z0-9])\d[\d.,/-]*")
_Z: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold what is counted of one patient, or of many alike; nothing of who it is but age band and sex."""

    status: str
    urgency: str
    missing: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    mma: str = ""
    age: str = OPEN
    sex: str = OTHER


def tally_of(case: Case, assessment: Assessment, found: Found) -> Tally:
    """Return what is counted of one patient."""
    patient = case.patient
    age = patient.age_years
    if patient.date_of_birth is not None:
        age = age_on(patient.date_of_birth, case.visits[-1].date)
    mma = next((one.band for one in assessment.measurements if one.analyte == "mma"), None)
    return Tally(
        status=assessment.status,
        urgency=assessment.urgency,
        missing=found.missing,
        possible=found.possible,
        mma=_MMA.get(mma or "", ""),
        age=age_band(age),
        sex=sex_of(patient.sex),
    )


def age_on(born: date, day: date) -> int:
    """Return the age in completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(age: int | None) -> str:
    """Return the band of an age in completed years."""
    return OPEN if age is None else [name for name, start in AGES.items() if age >= start][-1]


def sex_of(word: str) -> str:
    """Return female, male or other, which stands for not told too."""
    return word if word in SEXES else OTHER


@dataclass
class Summary:
    """Count patients as they come; what is held does not grow with their number."""

    by_group: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    urgency: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    possible: Counter[str] = field(default_factory=Counter)
    mma: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    refused: int = 0

    def add(self, tally: Tally, number: int = 1) -> None:
        """Count patients who are alike in what is counted."""
        self.by_group[tally.age, tally.sex, tally.status] += number
        self.urgency[tally.urgency] += number
        self.missing.update(dict.fromkeys(tally.missing, number))
        self.possible.update(dict.fromkeys(tally.possible, number))
        if tally.mma:
            self.mma[tally.status, tally.mma] += number

    def refuse(self, problems: Iterable[Problem], *, named: bool = False) -> None:
        """Count one refused row under each of its reasons, without anything the row says; ``named`` as in reason_of."""
        self.refused += 1
        for reason in dict.fromkeys(reason_of(one, named=named) for one in problems):
            known = reason in self.reasons or len(self.reasons) < _MOST_REASONS
            self.reasons[reason if known else ""] += 1

    @property
    def classed(self) -> int:
        """Return how many patients were classed."""
        return self.by_group.total()

    def by_status(self) -> Counter[str]:
        """Return the patients of each status."""
        found: Counter[str] = Counter()
        for (_, _, status), number in self.by_group.items():
            found[status] += number
        return found


def reason_of(problem: Problem, *, named: bool = False) -> str:
    """Return why a row was refused, with … for every figure and quoted word of the row.

    ``named`` tells that a cell, the name of a test, stands in brackets behind the heading; only a known one is kept.
    """
    path, message = problem.path, _OF_THE_ROW.sub("…", problem.message)
    heading, opens, test = path.partition(" (")
    if named and opens and test.removesuffix(")") not in analytes():
        path = f"{heading} (…)"
    return f"{path}: {message}" if path else message


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927), without continuity correction."""
    part, squared = hits / of, _Z * _Z / of
    half = _Z * math.sqrt(part * (1 - part) / of + squared / (4 * of))
    low, high = ((part + squared / 2 + way) / (1 + squared) for way in (-half, half))
    return max(0.0, low), min(1.0, high)
