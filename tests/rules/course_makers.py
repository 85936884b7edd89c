"""Cases of two and three visits for the laws of the course: one in which all speaks for stopping, changed at random."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from b12calc.models import vocabulary as words
from tests.oracle import codes
from tests.oracle.generate import random_case
from tests.rules.course_scripts import CAUSES

Raw = dict[str, Any]
NERVES: Final = (*codes.NERVE, *codes.BALANCE)
ENDING: Final = ("vegan_diet", "low_animal_intake", "metformin", "proton_pump_inhibitor", "nitrous_oxide")
COURSES: Final = words.COURSES
STARTED: Final = date(2026, 1, 12)


def sound(rng: Random) -> Raw:
    """A deficiency with a cause that ended, treated for months, all well and everything asked at the last visit."""
    cause, symptom = rng.choice(ENDING), rng.choice(words.SYMPTOM_GROUPS["context"])
    first = {
        "date": "2026-01-12", "b12_before_test": {"kind": "none"}, "answers": {cause: "yes", symptom: "yes"},
        "details": {}, "results": [result("total_b12", rng.choice(("110", "150")), "ng/L", "2026-01-10")],
    }  # fmt: skip
    denied = dict.fromkeys((*words.SYMPTOM_CODES, *CAUSES), "no")
    treatment = {"route": rng.choice(("im", "oral")), "started": str(STARTED), "limits_daily_life": "no"}
    last = {"date": "2026-06-15", "answers": denied, "details": {}, "results": [], "treatment": treatment}
    patient = {
        "age_years": rng.choice((34, 52, 59)),
        "sex": rng.choice(("female", "male")),
        "pregnancy": "not_pregnant",
    }
    return {"format": words.CASE_FORMAT, "patient": patient, "visits": [first, last]}


def running(rng: Random) -> Raw:
    """A treatment of days to months, of which some symptoms are told better, some not, nerves among them or not."""
    raw = sound(rng)
    first, last = raw["visits"]
    groups = (NERVES, words.SYMPTOM_GROUPS["context"], words.SYMPTOM_GROUPS["cognition"], codes.EXAMINATION)
    course = ("improved", rng.choice(("improved", "unchanged", "stable", "worse", "resolved", "")))
    for code in rng.sample(rng.choice(groups), rng.choice((1, 2, 3))):
        first["answers"][code] = last["answers"][code] = "yes"
        if said := rng.choice(course):
            last["details"][code] = {"course": said}
    if rng.random() < 0.4:
        first["answers"][rng.choice(CAUSES)] = "yes"
    day = STARTED + timedelta(days=rng.choice((1, 6, 7, 8, 20, 21, 22, 55, 56, 89, 90, 91, 180, 365, 366)))
    last["date"] = str(day)
    last["treatment"]["limits_daily_life"] = rng.choice(("yes", "no", None))
    return raw


def result(analyte: str, value: str, unit: str, day: str, **more: str) -> Raw:
    return {"analyte": analyte, "value": value, "unit": unit, "collected": day, **more}


def _drop(rng: Random, raw: Raw) -> None:
    """Leave one question of the last visit unasked."""
    groups = (codes.RED_FLAGS, NERVES, CAUSES, words.SYMPTOM_CODES)
    raw["visits"][-1]["answers"].pop(rng.choice(rng.choice(groups)), None)


def _drop_many(rng: Random, raw: Raw) -> None:
    """Leave a whole group of the last visit unasked."""
    for code in rng.choice((codes.RED_FLAGS, NERVES, CAUSES, words.SYMPTOM_GROUPS["context"], codes.EXAMINATION)):
        raw["visits"][-1]["answers"].pop(code, None)


def _symptom_before(rng: Random, raw: Raw) -> None:
    """A symptom is told at an earlier visit, by an answer, a course or both."""
    visit, code = rng.choice(raw["visits"][:-1]), rng.choice((*NERVES, *words.SYMPTOM_CODES))
    if rng.random() < 0.85:
        visit["answers"][code] = "yes"
    if rng.random() < 0.3:
        visit["details"][code] = {"course": rng.choice(COURSES)}


def _symptom_now(rng: Random, raw: Raw) -> None:
    """A symptom of any visit is told of at the last one, by an answer, a course, both or neither."""
    last = raw["visits"][-1]
    before = [code for visit in raw["visits"] for code in visit["answers"] if code in words.SYMPTOM_CODES]
    told = [code for visit in raw["visits"][:-1] for code, said in visit["answers"].items() if said == "yes"]
    code = rng.choice([one for one in told if one in words.SYMPTOM_CODES] if rng.random() < 0.6 else before)
    last["answers"].pop(code, None)
    if (said := rng.choice(("yes", "yes", "no", None))) is not None:
        last["answers"][code] = said
    if rng.random() < 0.7:
        last["details"][code] = {"course": rng.choice(COURSES)}


def _cause(rng: Random, raw: Raw) -> None:
    """A cause is told at some visit."""
    rng.choice(raw["visits"])["answers"][rng.choice(CAUSES)] = "yes"


def _result(rng: Random, raw: Raw) -> None:
    """A result of some visit: anything that speaks for or against."""
    visit = rng.choice((*raw["visits"], raw["visits"][-1]))
    day = date.fromisoformat(visit["date"]) - timedelta(days=rng.choice((0, 0, 3, 20)))
    visit["results"].append({**copy.deepcopy(rng.choice(RESULTS)), "collected": str(day)})
    if rng.random() < 0.2:
        visit["results"][-1].pop("collected")


RESULTS: Final[tuple[Raw, ...]] = (
    *({"analyte": one, "finding": word} for one in ("intrinsic_factor_antibody", "ttg_iga", "parietal_cell_antibody")
      for word in ("positive", "negative", "equivocal")),
    {"analyte": "ttg_iga", "value": "88", "unit": "U/mL", "reference_high": "10"},
    {"analyte": "intrinsic_factor_antibody", "value": "12", "unit": "U/mL", "reference_high": "6"},
    {"analyte": "gastric_biopsy", "finding": "abnormal", "findings": ["body_atrophy"]},
    *({"analyte": "haemoglobin", "value": value, "unit": "g/L"} for value in ("70", "105", "118", "142")),
    {"analyte": "haemoglobin", "finding": "low"}, {"analyte": "haemoglobin", "value": "9.1", "unit": "g/dL"},
    {"analyte": "haemoglobin", "value": "125", "unit": "g/L", "comparator": "<"},
    *({"analyte": "mcv", "value": value, "unit": "fL"} for value in ("92", "101", "118")),
    {"analyte": "mcv", "value": "95", "unit": "fL", "comparator": ">"}, {"analyte": "mcv", "finding": "raised"},
    {"analyte": "white_cells", "value": "2.1", "unit": "10*9/L", "reference_low": "4.0"},
    {"analyte": "platelets", "value": "90", "unit": "10*9/L", "reference_low": "150"},
    {"analyte": "neutrophils", "finding": "low"}, {"analyte": "white_cells", "finding": "low"},
    {"analyte": "mma", "value": "900", "unit": "nmol/L"}, {"analyte": "mma", "value": "190", "unit": "nmol/L"},
    {"analyte": "mma", "value": "200", "unit": "nmol/L", "comparator": ">"}, {"analyte": "mma", "finding": "raised"},
    *({"analyte": "total_b12", "value": value, "unit": "ng/L"} for value in ("110", "179", "240", "900")),
    {"analyte": "total_b12", "finding": "low"}, {"analyte": "active_b12", "value": "19", "unit": "pmol/L"},
    {"analyte": "total_b12", "value": "200", "unit": "ng/L", "comparator": "<"},
)  # fmt: skip


def _treatment(rng: Random, raw: Raw) -> None:
    """The treatment as the last visit tells it, or not."""
    last = raw["visits"][-1]
    if rng.random() < 0.1 and len(raw["visits"]) > 1:
        raw["visits"][-2]["treatment"] = last.pop("treatment", None)
        return
    day = date.fromisoformat(last["date"])
    change = rng.choice(
        (
            {"started": None},
            {"started": str(day - timedelta(days=rng.choice((0, 5, 20, 55, 56, 91, 400))))},
            {"limits_daily_life": rng.choice(("yes", None))},
            {"missed_doses": rng.choice((0, 4))},
            {"last_given": str(day)},
            {"route": rng.choice(("im", "oral"))},
        )
    )
    last["treatment"] = {**(last.get("treatment") or {"route": "im", "started": str(STARTED)}), **change}


def _patient(rng: Random, raw: Raw) -> None:
    """Another patient."""
    change = rng.choice(
        (
            {"sex": "female", "pregnancy": "pregnant", "age_years": 30},
            {"sex": "female", "pregnancy": "breastfeeding", "age_years": 30},
            {"pregnancy": "unknown"},
            {"sex": "other", "pregnancy": "unknown"},
            {"age_years": 15, "pregnancy": "not_pregnant"},
            {"age_years": None},
            {"age_years": 70},
        )
    )
    raw["patient"] |= change
    if raw["patient"]["sex"] == "male" and raw["patient"]["pregnancy"] in ("pregnant", "breastfeeding"):
        raw["patient"]["pregnancy"] = "not_pregnant"


def _circumstance(rng: Random, raw: Raw) -> None:
    """Something that turns the route or forbids treatment."""
    rng.choice(raw["visits"])["answers"][rng.choice(codes.CIRCUMSTANCES)] = "yes"


def _visit_between(rng: Random, raw: Raw) -> None:
    """A third visit between the first and the last, which tells a little or much."""
    if len(raw["visits"]) > 2:
        return
    said = {code: rng.choice(("yes", "no")) for code in rng.sample(words.SYMPTOM_CODES, rng.choice((0, 2, 10)))}
    between = {"date": raw["visits"][-1]["date"], "answers": said, "details": {}, "results": []}
    raw["visits"].insert(1, between)
    raw["visits"][-1]["date"] = str(date.fromisoformat(between["date"]) + timedelta(days=rng.choice((1, 30, 200))))


CHANGES: Final[tuple[Callable[[Random, Raw], None], ...]] = (
    _drop, _drop_many, _symptom_before, _symptom_before, _symptom_now, _symptom_now, _cause, _result, _result,
    _treatment, _patient, _circumstance, _visit_between,
)  # fmt: skip


def made(rng: Random) -> Raw:
    """One case: mostly the sound one with up to four changes, now and then any case with a treatment running."""
    if rng.random() < 0.15:
        return _broad(rng)
    raw = sound(rng) if rng.random() < 0.6 else running(rng)
    for change in rng.sample(CHANGES, rng.choice((0, 1, 1, 2, 2, 3, 4))):
        change(rng, raw)
    _agree(rng, raw)
    return raw


def _agree(rng: Random, raw: Raw) -> None:
    """Leave either the answer or the course where they deny each other, which no case may."""
    for visit in raw["visits"]:
        for code, detail in tuple(visit.get("details", {}).items()):
            answer, course = visit["answers"].get(code), detail.get("course")
            if answer and course and (course == "resolved") is (answer == "yes"):
                rng.choice((visit["answers"], visit["details"])).pop(code)


def _broad(rng: Random) -> Raw:
    """Any case of the reading that the oracle is held against, with a treatment at its last visit."""
    raw = random_case(rng)
    while len(raw["visits"]) == 1:
        raw = random_case(rng)
    for visit in raw["visits"]:
        visit.setdefault("details", {})
    _treatment(rng, raw)
    return raw
