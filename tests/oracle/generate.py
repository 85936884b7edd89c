"""Random valid cases for comparing two readings of the specification: broad, at every limit, never contradictory."""

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from . import codes
from .measures import FIGURES, LABORATORY_LIMITS, LABORATORY_RAISED, PLAIN_FINDINGS, SEEN, WORDS

Case = dict[str, Any]
FIRST_DAY: Final = date(2026, 1, 5)
GENERAL_HISTORY: Final = tuple(code for code in codes.HISTORY if code not in codes.CIRCUMSTANCES)
BEFORE_KINDS: Final = ("none", "oral", "injection", "some", "unknown")
FEMALE_ONLY: Final = frozenset({"oral_contraceptive"})
# A whole and a part of the same organ cannot both have been removed.
EXCLUSIVE: Final = (
    ("total_gastrectomy", "partial_gastrectomy"),
    ("complete_ileal_resection", "partial_ileal_resection"),
)
# Who answers yes to the first does not answer no to the second.
IMPLIES: Final = (
    ("frequent_falls", "falls"),
    ("vegan_diet", "low_animal_intake"),
    ("vegan_diet", "restricted_diet"),
    ("cannot_walk_unaided", "gait_change"),
)
FOLLOW_UP_COURSES: Final = ("improved", "unchanged", "worse", "new")
FIRST_COURSES: Final = ("improving", "stable", "worsening")


def _patient(rng: Random, visit: date) -> Case:
    sex = rng.choice(("female", "female", "male", "male", "other", "unknown"))
    patient: Case = {"sex": sex}
    kind = rng.random()
    age = rng.choice((12, 15, 16, 18, 25, 34, 45, 59, 60, 61, 64, 65, 66, 80, 92))
    if age < 16 and rng.random() < 0.8:
        age += 20
    if kind < 0.6:
        patient["age_years"] = age
    elif kind < 0.8:
        patient["date_of_birth"] = (visit - timedelta(days=age * 365 + age // 4 + rng.choice((-1, 0, 40)))).isoformat()
    elif kind < 0.95:
        patient["age_group"] = rng.choice((*("adult",) * 9, "child"))
    may_be_pregnant = sex != "male" and 15 < age < 50 and patient.get("age_group") != "child"
    patient["pregnancy"] = rng.choice(("not_pregnant", "unknown"))
    if may_be_pregnant and rng.random() < 0.45:
        patient["pregnancy"] = rng.choice(("pregnant", "pregnant", "breastfeeding"))
        if patient["pregnancy"] == "pregnant":
            patient["trimester"] = rng.choice((1, 2, 3, None))
    return patient


def _figure(rng: Random, analyte: str) -> Case:
    unit, values, ranges = rng.choice(FIGURES[analyte])
    result: Case = {"analyte": analyte, "value": rng.choice(values), "unit": unit}
    if rng.random() < 0.12:
        result["comparator"] = rng.choice(("<", "<=", ">", ">=", "~"))
    if ranges and rng.random() < (0.6 if analyte.endswith("_b12") else 0.4):
        low, high = rng.choice(ranges)
        result |= {key: end for key, end in (("reference_low", low), ("reference_high", high)) if end}
    return result


def _result(rng: Random, analyte: str, visit: date) -> Case:
    if analyte in SEEN:
        found = [word for word in SEEN[analyte] if rng.random() < 0.12]
        result: Case = {"analyte": analyte, "finding": "abnormal" if found else "normal", "findings": found}
    elif analyte in PLAIN_FINDINGS:
        result = {"analyte": analyte, "finding": rng.choice(PLAIN_FINDINGS[analyte])}
    elif analyte in WORDS and rng.random() < 0.08:
        result = {"analyte": analyte, "finding": rng.choice(WORDS[analyte])}
    else:
        result = _figure(rng, analyte)
    if rng.random() < 0.8:
        days = rng.choice((0, 1, 3, 10, 13, 14, 15, 30, 89, 90, 91, 200))
        result["collected"] = (visit - timedelta(days=days)).isoformat()
    return result


def _results(rng: Random, visit: date) -> list[Case]:
    results: list[Case] = []
    if rng.random() < 0.85:
        results += [_result(rng, "total_b12", visit)] if rng.random() < 0.8 else []
        results += [_result(rng, "active_b12", visit)] if rng.random() < 0.3 else []
    share = rng.choice((0.05, 0.2, 0.5, 0.9))
    others = sorted((FIGURES.keys() | SEEN.keys() | PLAIN_FINDINGS.keys()) - {"total_b12", "active_b12"})
    return results + [_result(rng, analyte, visit) for analyte in others if rng.random() < share]


def _answers(rng: Random, sex: str) -> dict[str, str]:
    """Symptoms, red flags and history, each with its own density; sometimes everything is answered no."""
    calm = rng.random() < 0.15
    answers: dict[str, str] = dict.fromkeys(codes.SYMPTOM_LIKE, "no") if calm else {}
    for group, yes_shares in (
        (codes.NERVE + codes.BALANCE, (0.0, 0.0, 0.1, 0.3)),
        (codes.MOOD + codes.COGNITION + codes.CONTEXT, (0.0, 0.05, 0.15)),
        (codes.EXAMINATION, (0.0, 0.0, 0.0, 0.0, 0.12)),
        (codes.RED_FLAGS, (0.0,) * 8 + (0.03, 0.1)),
        (GENERAL_HISTORY, (0.0, 0.03, 0.1)),
        (codes.CIRCUMSTANCES, (0.0, 0.0, 0.0, 0.12)),
    ):
        if calm and group[0] in codes.SYMPTOM_LIKE:
            continue
        yes, no = rng.choice(yes_shares), rng.choice((0.0, 0.4, 1.0, 1.0))
        for code in group:
            draw = rng.random()
            if draw < yes:
                answers[code] = "yes"
            elif draw < yes + no:
                answers[code] = "no"
    return _consistent(answers, sex)


def _consistent(answers: dict[str, str], sex: str) -> dict[str, str]:
    for whole, part in EXCLUSIVE:
        if answers.get(whole) == "yes":
            answers[part] = "no"
    if sex == "male":
        for code in FEMALE_ONLY & answers.keys():
            answers[code] = "no"
    for special, general in IMPLIES:
        if answers.get(special) == "yes" and answers.get(general) == "no":
            del answers[general]
    return answers


def _details(rng: Random, answers: dict[str, str], visit: date, carried: dict[str, str]) -> Case:
    """Courses beside answers and, for a few symptoms, in place of them; days of exposures and medicines."""
    details: Case = {}
    alone = rng.choice((0.0, 0.0, 0.02, 0.3))
    for code in codes.SYMPTOM_LIKE:
        before, now = carried.get(code), answers.get(code)
        words = FOLLOW_UP_COURSES[:3] if before == "yes" else ("new",) if carried else FIRST_COURSES
        if now == "yes" and rng.random() < 0.4:
            details[code] = {"course": rng.choice(words)}
        elif now is None and before == "yes" and rng.random() < 0.3:
            details[code] = {"course": rng.choice(("resolved", *FOLLOW_UP_COURSES))}
        elif now is None and rng.random() < alone / 10:
            details[code] = {"course": rng.choice((*words, *FOLLOW_UP_COURSES, "resolved"))}
        elif now == "no" and before == "yes" and rng.random() < 0.3:
            details[code] = {"course": "resolved"}
    for code in ("nitrous_oxide", "metformin", "proton_pump_inhibitor", "h2_blocker"):
        stands = answers.get(code) == "yes" or (code not in answers and carried.get(code) == "yes")
        if stands and rng.random() < 0.6:
            details[code] = _exposure(rng, code, visit)
    return details


def _exposure(rng: Random, code: str, visit: date) -> Case:
    """Since when something is taken, when it was last, or neither."""
    day = visit - timedelta(days=rng.choice((3, 60, 179, 190, 364, 367, 900, 4000)))
    usual = "last" if code == "nitrous_oxide" else "since"
    field = rng.choice((usual, usual, usual, "since", "note"))
    return {field: "asked" if field == "note" else day.isoformat()[: rng.choice((4, 7, 10))]}


def _before(rng: Random, visit: date) -> Case | None:
    if rng.random() < 0.25:
        return None
    kind = rng.choice(BEFORE_KINDS)
    before: Case = {"kind": kind}
    if kind in ("oral", "injection", "some") and rng.random() < 0.6:
        # Never after the oldest sample of the same visit.
        before["last_taken"] = (
            visit - timedelta(days=rng.choice((200, 203, 214, 250, 290, 300, 320, 330)))
        ).isoformat()
    return before


def _visit(rng: Random, day: date, sex: str, carried: dict[str, str], treatment: Case | None) -> Case:
    answers = _answers(rng, sex)
    visit: Case = {"date": day.isoformat(), "results": _results(rng, day), "answers": answers}
    details = _details(rng, answers, day, carried)
    if details:
        visit["details"] = details
    if treatment is not None:
        visit["treatment"] = treatment
    return visit


def _recent_b12(rng: Random, case: Case) -> None:
    """B12 taken before every sample of the case, at the edges of the intervals that count."""
    visit = case["visits"][0]
    days = [date.fromisoformat(r.get("collected", v["date"])) for v in case["visits"] for r in v["results"]]
    if "b12_before_test" in visit and visit["b12_before_test"]["kind"] in ("oral", "injection") and days:
        gap = rng.choice((0, 5, 13, 14, 15, 80, 92, 95, 118, 124, 130))
        visit["b12_before_test"]["last_taken"] = (min(days) - timedelta(days=gap)).isoformat()


def random_case(rng: Random) -> Case:
    """One valid case of one to three visits."""
    day = FIRST_DAY + timedelta(days=rng.randrange(250))
    case: Case = {"format": "b12calc-case/1", "patient": _patient(rng, day), "visits": []}
    carried: dict[str, str] = {}
    treatment: Case | None = None
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
        visit = _visit(rng, day, case["patient"]["sex"], carried, treatment)
        before = None if case["visits"] else _before(rng, day)
        if before is not None:
            visit["b12_before_test"] = before
        case["visits"].append(visit)
        carried = {**carried, **visit["answers"]}
        if treatment is None and rng.random() < 0.6:
            treatment = {"route": rng.choice(("im", "oral")), "regimen": None, "started": day.isoformat()}
        day += timedelta(days=rng.choice((10, 21, 60, 95, 200)))
    if rng.random() < 0.5:
        _recent_b12(rng, case)
    _one_result_a_day(case)
    return case


def _one_result_a_day(case: Case) -> None:
    """No two results of one analyte on one day, whichever visit they came with."""
    seen: set[tuple[str, str]] = set()
    for visit in case["visits"]:
        kept = []
        for result in visit["results"]:
            key = (result["analyte"], result.get("collected", visit["date"]))
            if key not in seen:
                seen.add(key)
                kept.append(result)
        visit["results"] = kept


def random_laboratory(rng: Random) -> Case:
    """Limits of a laboratory for some analytes in some units, low below high, sometimes without a high."""
    limits: Case = {}
    for analyte, unit, low, high in LABORATORY_LIMITS:
        if rng.random() < 0.4:
            entry = {"low": rng.choice(low), "high": rng.choice(high)}
            if rng.random() < 0.3:
                del entry["high"]
            limits.setdefault(analyte, {})[unit] = entry
    for analyte, unit, raised in LABORATORY_RAISED:
        if rng.random() < 0.3:
            limits.setdefault(analyte, {})[unit] = {"raised": rng.choice(raised)}
    return {"limits": limits}


def last_visit_day(case: Case) -> date:
    """The earliest `today` a case allows."""
    return max(date.fromisoformat(visit["date"]) for visit in case["visits"])
