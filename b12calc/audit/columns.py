"""Which columns an audit knows: the words of the case format, section 7, and what may stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from b12calc.analytes import analytes
from b12calc.models.vocabulary import ANSWER_CODES

PATIENT: Final = ("age_years", "date_of_birth", "age_group", "sex", "pregnancy", "trimester", "altitude_metres",
                  "adjust_haemoglobin_for_smoking")  # fmt: skip
BEFORE: Final = ("b12_before_test", "b12_before_test_last_taken")
TREATMENT: Final = ("treatment_route", "treatment_started", "treatment_last_given", "treatment_missed_doses",
                    "treatment_limits_daily_life")  # fmt: skip
BESIDE: Final = ("treatment_last_review", "treatment_dose_micrograms", "treatment_every_days")
"""What is told of a treatment and no rule reads: only the findings do."""
PARTS: Final = ("unit", "comparator", "collected", "reference_low", "reference_high", "finding", "findings",
                "unit_confirmed")  # fmt: skip
DETAILS: Final = ("since", "last", "severity", "course", "daily_dose")
LONG: Final = ("analyte", "value", *PARTS)
COLLECTED: Final = "collected"
_DAYS: Final = ("date_of_birth", "b12_before_test_last_taken", "treatment_started", "treatment_last_given", COLLECTED)
Kind = Literal["id", "patient", "before", "treatment", "value", "part", "answer", "detail", "long"]


@dataclass(frozen=True, slots=True)
class Known:
    """Say what a column of the case format holds; ``code`` is its test or question, ``part`` what of it."""

    kind: Kind
    code: str = ""
    part: str = ""

    @property
    def is_day(self) -> bool:
        """Tell whether days stand in it."""
        return self.part == COLLECTED or self.code in _DAYS


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one column that is read: where it stands, what it holds, and how its cells are to be understood.

    ``words`` turn cells into words of the format, others are refused or, with ``others_empty``, not asked. ``day`` is
    how days are written, ``point`` tells that a point or comma is always that of decimals, ``replaces`` that this
    finding counts in place of a figure beside it.
    """

    place: int
    heading: str
    known: Known
    unit: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    others_empty: bool = False
    day: str = "YYYY-MM-DD"
    point: bool = False
    replaces: bool = False


@cache
def known_columns() -> Mapping[str, Known]:
    """Return every column name of the audit table."""
    found = {"id": Known("id")}
    found |= {name: Known("patient", name) for name in PATIENT}
    found |= {name: Known("before", name) for name in BEFORE} | {
        name: Known("treatment", name) for name in (*TREATMENT, *BESIDE)
    }
    for code in ANSWER_CODES:
        found[code] = Known("answer", code)
        found |= {f"{code}_{part}": Known("detail", code, part) for part in DETAILS}
    for code in analytes():
        found[code] = Known("value", code)
        found |= {f"{code}_{part}": Known("part", code, part) for part in PARTS}
    return found | {name: Known("long", name, name) for name in LONG}
