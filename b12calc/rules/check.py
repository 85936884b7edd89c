"""What a case may not say: contradictions, impossible figures, days in the future. One sentence each."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from b12calc.analytes import Analyte, analytes, zone
from b12calc.models.answers import RESOLVED, course_denies
from b12calc.models.case import Case, LabResult, Patient, Visit
from b12calc.models.wording import question
from b12calc.problems import Problem
from b12calc.units import NumberTrouble, Quantity, normal_unit, read_number

OLDEST_BIRTH_YEARS = 120
ADULT_FROM = 16
EARLIEST_VISIT = date(1900, 1, 1)


def find_problems(case: Case, today: date) -> tuple[Problem, ...]:
    """Return everything in a case that must be mended before it can be assessed, in the order of the file."""
    return (*_patient(case), *chain.from_iterable([_visit(case, place, today) for place in range(len(case.visits))]))


def _patient(case: Case) -> Iterator[Problem]:
    patient, first = case.patient, case.visits[0].date
    place = "$.patient"
    born = patient.date_of_birth
    if born is not None and born > first:
        yield Problem(f"{place}.date_of_birth", "the date of birth lies after the visit; an earlier date was expected")
    elif born is not None and first.year - born.year > OLDEST_BIRTH_YEARS:
        yield Problem(
            f"{place}.date_of_birth", f"expected a date less than {OLDEST_BIRTH_YEARS} years before the visit"
        )
    elif born is not None and patient.age_years is not None and patient.age_years not in _ages(case, born):
        yield Problem(
            f"{place}.age_years", f"{patient.age_years} does not fit the date of birth; leave one of them out"
        )
    yield from _person(patient)


def _ages(case: Case, born: date) -> set[int]:
    return {v.date.year - born.year - ((v.date.month, v.date.day) < (born.month, born.day)) for v in case.visits}


def _person(patient: Patient) -> Iterator[Problem]:
    sex, pregnancy, trimester, age, group = _PERSON(patient.__dict__)
    if sex == "male" and pregnancy in ("pregnant", "breastfeeding"):
        yield Problem(
            "$.patient.pregnancy", f"{pregnancy} contradicts the sex, male; one of them was expected to differ"
        )
    if trimester is not None and pregnancy != "pregnant":
        yield Problem("$.patient.trimester", "a trimester was given without a pregnancy; expected pregnancy: pregnant")
    if age is not None and group is not None and (age < ADULT_FROM) != (group == "child"):
        yield Problem("$.patient.age_group", f"{group} does not fit the age of {age} years")


def _visit(case: Case, number: int, today: date) -> Iterator[Problem]:
    visit, born = case.visits[number], case.patient.date_of_birth
    day, place = visit.date, f"$.visits[{number}]"
    if day > today:
        yield Problem(f"{place}.date", f"the visit lies in the future; a date up to {today.isoformat()} was expected")
    if day < EARLIEST_VISIT:
        yield Problem(f"{place}.date", f"expected a date from {EARLIEST_VISIT.year} on; check the year")
    if number and day <= case.visits[number - 1].date:
        yield Problem(f"{place}.date", "expected a date after that of the visit before it")
    for index, result in enumerate(visit.results):
        if not _is_plain(result, born, today):
            yield from _result(result, f"{place}.results[{index}]", born, today)
    yield from _same_day(case, number, place)
    yield from _before_test(visit, place, today)
    yield from _details(visit, place, today)


def _result(result: LabResult, place: str, born: date | None, today: date) -> Iterator[Problem]:
    analyte = analytes().get(result.analyte)
    if analyte is None:
        yield Problem(f"{place}.analyte", f"{result.analyte[:40]!r} is no analyte of the case format")
        return
    if result.collected is not None and result.collected > today:
        yield Problem(
            f"{place}.collected", f"the sample lies in the future; a date up to {today.isoformat()} was expected"
        )
    if result.collected is not None and born is not None and result.collected < born:
        yield Problem(f"{place}.collected", "the sample was taken before the date of birth; a later date was expected")
    yield from _words(result, analyte, place)
    yield from _figure(result, analyte, place)


def _words(result: LabResult, analyte: Analyte, place: str) -> Iterator[Problem]:
    if result.value is None and result.finding is None and not result.findings:
        yield Problem(place, f"{analyte.name}: a value with its unit, or a finding, was expected")
    if result.value is not None and result.finding is not None:
        yield Problem(f"{place}.finding", f"{analyte.name}: either a value or a finding was expected, not both")
    if result.finding is not None and result.finding not in analyte.findings:
        expected = ", ".join(analyte.findings)
        yield Problem(f"{place}.finding", f"{analyte.name}: expected one of {expected}; {result.finding!r} was given")
    for word in result.findings:
        if word not in analyte.film_words:
            expected = ", ".join(analyte.film_words) or "no findings list"
            yield Problem(f"{place}.findings", f"{analyte.name}: expected {expected}; {word[:40]!r} was given")


def _figure(result: LabResult, analyte: Analyte, place: str) -> Iterator[Problem]:
    """Refuse a figure without its unit, in a foreign unit, not a plain number, or outside what can be."""
    if result.value is None:
        if result.comparator is not None or result.reference_low is not None or result.reference_high is not None:
            yield Problem(place, f"{analyte.name}: a comparator or range was given without a value")
        if result.unit_confirmed:
            yield Problem(f"{place}.unit_confirmed", f"{analyte.name}: a unit was confirmed without a value")
        return
    faults = list(_numbers(result, analyte, place))
    yield from faults
    if result.unit is None or not result.unit.strip():
        yield Problem(f"{place}.unit", f"{analyte.name}: the unit is missing; expected one of {_units(analyte)}")
    elif not analyte.any_unit and normal_unit(result.unit) not in analyte.units:
        yield Problem(
            f"{place}.unit", f"{analyte.name}: expected one of {_units(analyte)}; {result.unit[:40]!r} was given"
        )
    elif not faults:
        quantity = result.quantity()
        if quantity is not None and zone(analyte, quantity) == "impossible":
            limits = analyte.units[quantity.unit].plausible
            span = (
                ""
                if limits is None
                else f"; expected between {limits.hard_low:f} and {limits.hard_high:f} {quantity.unit}"
            )
            yield Problem(f"{place}.value", f"{analyte.name}: {quantity.text()} cannot be{span}; check value and unit")


def _is_plain(result: LabResult, born: date | None, today: date) -> bool:
    """Tell that a result is a sound figure of a possible day and nothing else: nearly all are."""
    code, day, value, unit, finding, findings, comparator, low, high = _PLAIN(result.__dict__)
    analyte = analytes().get(code)
    if day is not None and (day > today or (born is not None and day < born)):
        return False
    if analyte is None or value is None or unit not in analyte.units or finding is not None or findings:
        return False
    return _is_sound(analyte, unit, value, comparator, low, high)


_PERSON = itemgetter("sex", "pregnancy", "trimester", "age_years", "age_group")
_CODE, _TOLD = itemgetter("analyte"), itemgetter("since", "last", "course")
_PLAIN = itemgetter(
    "analyte", "collected", "value", "unit", "finding", "findings", "comparator", "reference_low", "reference_high"
)


@lru_cache(maxsize=4096)
def _is_sound(analyte: Analyte, unit: str, value: str, comparator: str | None, *ends: str | None) -> bool:
    """Tell that nothing is wrong with a figure and its range, so that nobody need look for words."""
    try:
        for end in ends:
            if end is not None:
                read_number(end)
        return zone(analyte, Quantity(read_number(value), unit, comparator)) != "impossible"
    except NumberTrouble:
        return False


def _numbers(result: LabResult, analyte: Analyte, place: str) -> Iterator[Problem]:
    for field in ("value", "reference_low", "reference_high"):
        text = getattr(result, field)
        if text is not None:
            try:
                read_number(text)
            except NumberTrouble as trouble:
                yield Problem(f"{place}.{field}", f"{analyte.name}: {trouble.reason} {text[:20]!r} was given")


def _units(analyte: Analyte) -> str:
    return ", ".join(analyte.units) or "the unit the laboratory printed"


def _same_day(case: Case, number: int, place: str) -> Iterator[Problem]:
    """Ask where one analyte has two different results of one day; equal ones change nothing."""
    told = [_CODE(result.__dict__) for visit in case.visits[: number + 1] for result in visit.results]
    if len(set(told)) == len(told):
        return
    seen: dict[tuple[str, date], LabResult] = {}
    for visit in case.visits[: number + 1]:
        for index, result in enumerate(visit.results):
            key = (result.analyte, result.collected or visit.date)
            other = seen.setdefault(key, result)
            if visit is case.visits[number] and not _same(other, result):
                name = analytes()[result.analyte].name if result.analyte in analytes() else result.analyte
                yield Problem(
                    f"{place}.results[{index}]",
                    f"{name}: two different results on {key[1].isoformat()}; only one was expected for one day",
                )


def _same(one: LabResult, other: LabResult) -> bool:
    """Tell whether two results say the same; comment and laboratory do not count."""
    if one is other:
        return True
    try:
        first, second = one.quantity(), other.quantity()
    except ValueError:
        return one == other
    words = (one.finding, set(one.findings)) == (other.finding, set(other.findings))
    return first == second and words and one.reference_limits() == other.reference_limits()


def _before_test(visit: Visit, place: str, today: date) -> Iterator[Problem]:
    before, treatment = visit.b12_before_test, visit.treatment
    if before is not None and before.last_taken is not None:
        if before.kind in ("none", "unknown"):
            yield Problem(
                f"{place}.b12_before_test.last_taken", f"a date was given with kind {before.kind}; expected no date"
            )
        if before.last_taken > today:
            yield Problem(f"{place}.b12_before_test.last_taken", f"expected a date up to {today.isoformat()}")
    if treatment is None:
        return
    for name, day in (("started", treatment.started), ("last_given", treatment.last_given)):
        if day is not None and day > today:
            yield Problem(f"{place}.treatment.{name}", f"expected a date up to {today.isoformat()}")
    if treatment.started and treatment.last_given and treatment.last_given < treatment.started:
        start = treatment.started.isoformat()
        yield Problem(f"{place}.treatment.last_given", f"lies before the treatment began; expected {start} or later")


def _details(visit: Visit, place: str, today: date) -> Iterator[Problem]:
    """Refuse a course that denies its answer, a day that does not exist (30 February), or one in the future."""
    answers, latest = visit.answers, today.isoformat()
    for code, detail in visit.details.items():
        since, last, course = _TOLD(detail.__dict__)
        answer = answers.get(code)
        if course is not None and course_denies(code, answer, course):
            expected = "another course or none" if course == RESOLVED else "resolved or none"
            said = f"the course {course} contradicts the answer {answer}; expected {expected}"
            yield Problem(f"{place}.details.{code}.course", f"{question(code).short}: {said}")
        for name, day in (("since", since), ("last", last)):
            if day is not None and not _exists(day):
                yield Problem(f"{place}.details.{code}.{name}", f"expected a day of the calendar; {day} was given")
            elif day is not None and day > latest[: len(day)]:
                yield Problem(f"{place}.details.{code}.{name}", f"expected a date up to {latest}; {day} was given")


@lru_cache(maxsize=1024)
def _exists(day: str) -> bool:
    year, month, of_month = ([int(part) for part in day.split("-")] + [1, 1])[:3]
    try:
        date(year, month, of_month)
    except ValueError:
        return False
    return True
