"""The laws of the course under treatment, read from the specification (decisions 0, 2, 5, 6, 8, 13), not from the code.

Each law returns what breaks it, in words; nothing means that it holds.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.report import build, note
from b12calc.report.leaflet import sheet_of_patient as patient_sheet
from b12calc.rules import assess
from b12calc.rules.knowledge import load_pack
from tests.oracle import codes
from tests.rules.course_makers import NERVES, Raw
from tests.rules.course_scripts import CAUSES

LASTING: Final = (
    *("total_gastrectomy", "partial_gastrectomy", "bariatric_surgery", "complete_ileal_resection"),
    *("partial_ileal_resection", "autoimmune_gastritis", "genetic_b12_disorder"),
)
BETTER: Final = ("improving", "improved", "resolved")
STOP: Final = re.compile(
    r"\b(may|can|could) (be )?stop|\bbe stopped|think about stopping|with you about stopping|we know of is gone", re.I
)
# What is for life goes on whatever the route; metformin is no matter of the course.
GO_ON: Final = re.compile(r"\b[Cc]ontinue\b(?! (metformin|for life\. Treatment is never))")
START: Final = re.compile(r"\b([Ss]tart|[Bb]egin)\b[^.;:]* (now|today)\b")
DIFFERS: Final = {"limits_daily_life": (None, "yes", "no"), "missed_doses": (None, 0, 3)}


def day_of(raw: Raw) -> date:
    return date.fromisoformat(raw["visits"][-1]["date"])


def judged(raw: Raw) -> Assessment:
    """Assess a case on the day of its last visit."""
    return assess(read_case(json.dumps(raw)), today=day_of(raw))


def treatment_of(raw: Raw) -> dict[str, Any] | None:
    """What was last told of treatment."""
    return next((one["treatment"] for one in reversed(raw["visits"]) if one.get("treatment")), None)


def said(raw: Raw, got: Assessment, paper: bool = True) -> str:
    """Every word of the answer: its lines, and the printed note and the patient sheet."""
    lines = [got.headline, got.status_text]
    lines += [one.text for one in got.recommendations] + [one.text for one in got.follow_up]
    lines += [got.regimen.text, *got.regimen.notes] if got.regimen else []
    if got.course:
        lines += [got.course.title, *(one.text for one in (got.course.line, *got.course.notes))]
        lines += [one.text for one in got.course.expected]
    if paper:
        case = read_case(json.dumps(raw))
        lines.append(note(build(case, got), "", brief=True))
        lines += [] if got.status == "out_of_scope" else [note(patient_sheet(case, got), "")]
    return re.sub(r"\s+", " ", " | ".join(lines))


def against_stopping(raw: Raw, got: Assessment) -> list[str]:
    """Every reason of the specification for which stopping must not be said."""
    last, found = raw["visits"][-1], []
    answers = last["answers"]
    found += [
        f"not asked: {code}" for code in (*codes.MUST_ANSWER, *NERVES) if code not in answers and not _course(raw, code)
    ]
    found += [f"cause {code}: {answers.get(code)}" for code in CAUSES if answers.get(code) != "no"]
    found += [
        f"lasting cause {one}" for visit in raw["visits"] for one in LASTING if visit["answers"].get(one) == "yes"
    ]
    found += [*_symptoms(raw), *_person(raw), *_results(raw)]
    if (last.get("treatment") or {}).get("limits_daily_life") != "no":
        found.append("daily life limited or not asked")
    started = (treatment_of(raw) or {}).get("started")
    if started is None or day_of(raw) < date.fromisoformat(started) + timedelta(weeks=8):
        found.append("first dose not known, or less than 8 weeks back")
    return found + ([got.urgency] if got.urgency in ("emergency", "urgent") else [])


def _symptoms(raw: Raw) -> Iterator[str]:
    """Symptoms once told that the last visit does not tell to be better."""
    last = raw["visits"][-1]
    for code in words.SYMPTOM_CODES:
        answer, course = last["answers"].get(code), _course(raw, code)
        before = any(
            one["answers"].get(code) == "yes"
            or ((one.get("details", {}).get(code) or {}).get("course") or "resolved") != "resolved"
            for one in raw["visits"][:-1]
        )
        if before and answer is None and course is None:
            yield f"{code} not told of"
        if (course is not None and course not in BETTER) or (answer == "yes" and course not in BETTER):
            yield f"{code}: {answer}, {course}"


def _course(raw: Raw, code: str) -> str | None:
    """What the last visit tells of the course of a symptom: that too is an answer."""
    found: str | None = (raw["visits"][-1].get("details", {}).get(code) or {}).get("course")
    return found


def _person(raw: Raw) -> Iterator[str]:
    patient = raw["patient"]
    if patient.get("sex") != "male" and patient.get("pregnancy", "unknown") != "not_pregnant":
        yield "pregnant, breastfeeding, or not asked"
    if (patient.get("age_years") or 99) < 16 or patient.get("age_group") == "child":
        yield "under 16"


def _results(raw: Raw) -> Iterator[str]:
    """Newest results that speak against it; an antibody and a result that speaks for a cause count for ever."""
    newest: dict[str, tuple[str, Raw]] = {}
    for visit in raw["visits"]:
        for one in visit["results"]:
            day = one.get("collected") or visit["date"]
            if one["analyte"] not in newest or day >= newest[one["analyte"]][0]:
                newest[one["analyte"]] = (day, one)
            positive = one.get("finding") == "positive" or _outside(one, "reference_high")
            if one["analyte"] in ("intrinsic_factor_antibody", "ttg_iga", "parietal_cell_antibody") and positive:
                yield f"{one['analyte']} positive"
            if "body_atrophy" in one.get("findings", ()):
                yield "atrophy of the stomach"
    for analyte, (day, one) in newest.items():
        if _speaks(raw, analyte, day, one):
            yield f"{analyte}: {one.get('comparator', '')}{one.get('value', one.get('finding'))}"


def _outside(one: Raw, end: str) -> bool:
    if one.get("value") is None or one.get(end) is None:
        return False
    value, limit = float(one["value"]), float(one[end])
    return value > limit if end == "reference_high" else value < limit


def _speaks(raw: Raw, analyte: str, day: str, one: Raw) -> bool:
    """Tell whether a result is not well, or may be: a figure with a sign that leaves it open is no good news."""
    value = float(one["value"]) if one.get("value") else None
    below, above = one.get("comparator") in ("<", "<="), one.get("comparator") in (">", ">=")
    if analyte == "haemoglobin":
        limit = (130 if raw["patient"]["sex"] == "male" else 120) / (10 if one.get("unit") == "g/dL" else 1)
        return one.get("finding") == "low" or (value is not None and (value < limit or below))
    if analyte == "mcv":
        return one.get("finding") == "raised" or (value is not None and (value > 100 or above))
    if analyte in ("white_cells", "neutrophils", "platelets"):
        return one.get("finding") in ("low", "undetectable") or _outside(one, "reference_low")
    if analyte == "mma":
        limit = float(one.get("reference_high") or (280 if one.get("unit") == "nmol/L" else 0.28))
        return one.get("finding") == "raised" or (value is not None and (value > limit or above))
    treatment = treatment_of(raw) or {}
    if treatment.get("route") != "oral" or (treatment.get("started") and day <= treatment["started"]):
        return False
    low = {("total_b12", "ng/L"): 180, ("total_b12", "pg/mL"): 180, ("total_b12", "pmol/L"): 133}
    limit = low.get((analyte, one.get("unit", "")), 25 if analyte == "active_b12" else -1)
    return analyte.endswith("_b12") and (one.get("finding") in ("low", "undetectable") or (value or 9999) < limit)


def stops_only_when_nothing_speaks_against_it(raw: Raw, got: Assessment) -> list[str]:
    found = STOP.search(said(raw, got))
    against = against_stopping(raw, got)
    return [f"{found.group()}: {against}"] if found and against else []


def begins_nothing_beside_what_goes_on(raw: Raw, got: Assessment) -> list[str]:
    told = [got.headline, *(one.text for one in got.recommendations)]
    go_on = [one for one in told if GO_ON.search(one)]
    start = [one for one in told if START.search(one)]
    wrong = [f"{start} beside {go_on}"] if got.course and go_on and start else []
    dated = got.course is not None and got.course.plan == "runs" and got.regimen is not None
    notes = [one.text for one in got.course.notes] if got.course else []
    weighed = any("decide whether to change" in one for one in notes) and got.regimen is not None
    wrong += ["a change to be weighed beside one that is planned"] if weighed else []
    return wrong + (["a regimen beside what runs"] if dated else [])


def dates_nothing_in_the_past(raw: Raw, got: Assessment) -> list[str]:
    return [f"{one.text}: {one.due}" for one in got.follow_up if one.due < day_of(raw)]


def sees_again_whom_it_did_not_help(raw: Raw, got: Assessment) -> list[str]:
    """Who is worse or not better enough has a review in the window of 8 to 12 weeks (D8)."""
    if got.course is None or got.course.verdict not in ("worse", "not_enough"):
        return []
    near = day_of(raw) + timedelta(weeks=12, days=4)  # counted from the next open day
    return [] if any(one.due <= near for one in got.follow_up) else [f"next: {[str(x.due) for x in got.follow_up]}"]


def tells_what_is_worse(raw: Raw, got: Assessment) -> list[str]:
    """A symptom told as worse is the verdict, unless an emergency, a specialist or a change of medicine goes first."""
    details = raw["visits"][-1].get("details", {})
    answers = raw["visits"][-1]["answers"]
    worse = [
        code for code in words.SYMPTOM_CODES
        if (details.get(code) or {}).get("course") in ("worse", "worsening", "new") and answers.get(code) != "no"
    ]  # fmt: skip
    if got.course is None or not worse or got.course.verdict in ("worse", "emergency_first", "specialist_first"):
        return []
    named = "another diagnosis" in " ".join(one.text for one in got.course.notes)
    return [] if got.course.verdict == "change" and named else [f"{got.course.verdict}, but worse: {worse}"]


def hides_no_emergency(_raw: Raw, got: Assessment) -> list[str]:
    if got.urgency != "emergency" or got.course is None:
        return []
    wrong = [] if got.course.verdict == "emergency_first" else [f"{got.course.verdict} in an emergency"]
    first = got.recommendations[0]
    return wrong + ([] if first.kind == "urgent" and first.text == got.headline else [f"first line: {first.text}"])


def changes_no_decision(raw: Raw, got: Assessment) -> list[str]:
    """What only the course reads moves neither status, urgency, start nor route."""
    treatment, wrong = raw["visits"][-1].get("treatment"), []
    for field, values in DIFFERS.items() if treatment else ():
        for value in values:
            other = {**raw, "visits": [*raw["visits"][:-1], {**raw["visits"][-1]}]}
            other["visits"][-1]["treatment"] = {**(treatment or {}), field: value}
            seen = judged(other)
            for decided in ("status", "urgency", "start", "route", "headline"):
                if decided != "headline" and getattr(seen, decided) != getattr(got, decided):
                    wrong.append(f"{decided} moves with {field}")
    return wrong


def cites_confirmed_sources(_raw: Raw, got: Assessment) -> list[str]:
    if got.course is None:
        return []
    lines = [(one.text, one.sources) for one in (got.course.line, *got.course.notes)]
    lines += [(one.text, one.sources) for one in got.course.expected]
    known = load_pack("uk").citations
    return [
        f"{text}: {sources}"
        for text, sources in lines
        if not sources or any(known[one].evidence in ("S-", "U") for one in sources)
    ]


def says_the_same_again(raw: Raw, got: Assessment) -> list[str]:
    return [] if judged(raw) == got else ["another answer to the same case"]


LAWS: Final[tuple[Callable[[Raw, Assessment], list[str]], ...]] = (
    stops_only_when_nothing_speaks_against_it, begins_nothing_beside_what_goes_on, dates_nothing_in_the_past,
    sees_again_whom_it_did_not_help,
    tells_what_is_worse, hides_no_emergency, changes_no_decision, cites_confirmed_sources, says_the_same_again,
)  # fmt: skip
