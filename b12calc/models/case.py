"""The case: what is known about one patient at each visit, strict and frozen.

Shapes and words are those of the case format. A code absent from ``answers`` means *not asked*, never *no*; a symptom
whose course is told was asked (``Visit.told``).
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from b12calc.analytes import analytes
from b12calc.models import vocabulary as words
from b12calc.models.answers import answer_told
from b12calc.models.base import Day, FrozenMap, Strict, thawed
from b12calc.units import Quantity, normal_unit, read_number

FREE_TEXT_LIMIT = 500
Text = Annotated[str, StringConstraints(max_length=FREE_TEXT_LIMIT)]
Figure = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Since = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", max_length=10)
]


@dataclass(frozen=True, slots=True, eq=False)
class Reported:
    """Hold the figure of one result as the rules read it: nothing of the patient, the day, a comment or a name.

    ``low`` and ``high`` are the printed range in the unit of the figure; ``value``, ``reference_low`` and
    ``reference_high`` are the same figures as they were written. Equal results give one and the same object
    while it is kept, so that what was read of it before is found by it.
    """

    analyte: str
    quantity: Quantity | None
    finding: str | None
    low: Decimal | None
    high: Decimal | None
    value: str | None
    reference_low: str | None
    reference_high: str | None
    unit_confirmed: bool


class Patient(Strict):
    """Hold who the patient is as far as the rules need it; identity is optional and never read by a rule.

    Age counts in completed years at the visit. Only one of ``date_of_birth`` and ``age_years`` is needed. The altitude
    of residence, in metres (the table ends at 4,999), and the switch for smoking adjust haemoglobin; without them not.
    """

    age_years: Annotated[int, Field(ge=0, le=120)] | None = None
    date_of_birth: Day | None = None
    age_group: Literal[words.AGE_GROUPS] | None = None  # type: ignore[valid-type]
    sex: Literal[words.SEXES] = "unknown"  # type: ignore[valid-type]
    name: Text | None = None
    identifier: Text | None = None
    identifier_kind: Text | None = None
    pregnancy: Literal[words.PREGNANCY] = "unknown"  # type: ignore[valid-type]
    trimester: Annotated[int, Field(ge=1, le=3)] | None = None
    altitude_metres: Annotated[int, Field(ge=0, le=4999)] | None = None
    adjust_haemoglobin_for_smoking: bool = False


class LabResult(Strict):
    """Hold one laboratory result exactly as printed: a figure with its unit, or a finding in words.

    ``unit_confirmed`` says that a clinician has checked the unit on the report; absent is not checked.
    """

    analyte: Annotated[str, Field(json_schema_extra={"enum": list(analytes())})]
    value: Figure | None = None
    comparator: Literal[words.COMPARATORS] | None = None  # type: ignore[valid-type]
    unit: Text | None = None
    finding: Literal[words.FINDINGS] | None = None  # type: ignore[valid-type]
    findings: tuple[str, ...] = Field(default=(), max_length=8)
    collected: Day | None = None
    reference_low: Figure | None = None
    reference_high: Figure | None = None
    laboratory: Text | None = None
    comment: Text | None = None
    unit_confirmed: bool = False

    def quantity(self) -> Quantity | None:
        """Return the figure with its unit and comparator, or None where only words were reported.

        The value keeps the digits as printed. Raises NumberTrouble when ``value`` is not one plain number.
        """
        if self.value is None or self.unit is None:
            return None
        return Quantity(read_number(self.value), normal_unit(self.unit), self.comparator)

    def reference_limits(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the laboratory's printed range in the unit of the value; either end may be None."""
        low = None if self.reference_low is None else read_number(self.reference_low)
        high = None if self.reference_high is None else read_number(self.reference_high)
        return low, high

    def reported(self) -> Reported:
        """Return what the rules read of the result. Raises NumberTrouble when a figure is not one plain number."""
        # All fields at once: a field of a model asked for by itself goes a slow way, and every result comes by here.
        told = _READ(self.__dict__)
        analyte, unit, *rest = told
        if unit is None or unit in analytes()[analyte].units:
            return _reported(*told)
        unit = normal_unit(unit)
        # A text that is no known unit (an antibody may have any) is not kept: nobody knows what is written there.
        make = _reported if unit in analytes()[analyte].units else _reported.__wrapped__
        return make(analyte, unit, *rest)


_READ = itemgetter(
    "analyte", "unit", "value", "comparator", "finding", "reference_low", "reference_high", "unit_confirmed"
)


@lru_cache(maxsize=4096)
def _reported(  # noqa: PLR0913, PLR0917
    analyte: str,
    unit: str | None,
    value: str | None,
    comparator: str | None,
    finding: str | None,
    reference_low: str | None,
    reference_high: str | None,
    unit_confirmed: bool,
) -> Reported:
    return Reported(
        analyte=analyte,
        quantity=None if value is None or unit is None else Quantity(read_number(value), unit, comparator),
        finding=finding,
        low=None if reference_low is None else read_number(reference_low),
        high=None if reference_high is None else read_number(reference_high),
        value=value,
        reference_low=reference_low,
        reference_high=reference_high,
        unit_confirmed=unit_confirmed,
    )


class Detail(Strict):
    """Hold what is known beside a yes: since when, how bad, which way it goes, dose, a note.

    ``last`` is the day (or month, or year) of the last exposure, for nitrous oxide.
    """

    since: Since | None = None
    last: Since | None = None
    severity: Literal[words.SEVERITIES] | None = None  # type: ignore[valid-type]
    course: Literal[words.COURSES] | None = None  # type: ignore[valid-type]
    daily_dose: Text | None = None
    note: Text | None = None


class B12BeforeTest(Strict):
    """Hold whether vitamin B12 was taken before the sample, by which route and when last."""

    kind: Literal[words.B12_BEFORE] = "unknown"  # type: ignore[valid-type]
    dose_micrograms: Annotated[str, StringConstraints(max_length=20)] | None = None
    last_taken: Day | None = None


class Treatment(Strict):
    """Hold the B12 treatment running at a follow-up visit.

    ``last_given`` is the day of the last injection, or the last day tablets were taken; ``limits_daily_life`` tells
    whether what is left still limits daily life, absent where that was not asked (N-150, N-153).
    """

    route: Literal[words.TREATMENT_ROUTES]  # type: ignore[valid-type]
    regimen: Text | None = None
    started: Day | None = None
    last_given: Day | None = None
    missed_doses: Annotated[int, Field(ge=0, le=1000)] | None = None
    limits_daily_life: Literal[words.ANSWERS] | None = None  # type: ignore[valid-type]


AnswerCode = Literal[words.ANSWER_CODES]  # type: ignore[valid-type]
Answer = Literal[words.ANSWERS]  # type: ignore[valid-type]


class Visit(Strict):
    """Hold everything asked, measured and given at one visit."""

    date: Day
    results: tuple[LabResult, ...] = Field(default=(), max_length=200)
    answers: FrozenMap[AnswerCode, Answer] = Field(default={}, validate_default=True)
    details: FrozenMap[AnswerCode, Detail] = Field(default={}, validate_default=True)
    b12_before_test: B12BeforeTest | None = None
    treatment: Treatment | None = None

    def told(self) -> dict[str, str]:
        """Return the answers with what the course of a symptom tells where its own answer is missing."""
        told: dict[str, str] = thawed(self.answers)
        for code, detail in self.details.items():
            if code not in told and detail.course is not None and (answer := answer_told(code, None, detail.course)):
                told[code] = answer
        return told


class Case(Strict):
    """Hold one patient with one or more visits, oldest first: the only thing the rules ever read."""

    format: Literal["b12calc-case/1"]
    patient: Patient = Patient()
    visits: tuple[Visit, ...] = Field(min_length=1, max_length=100)
