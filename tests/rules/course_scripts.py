"""Build scripted courses from their TOML files: a baseline, one follow-up visit, and what is expected of it."""

import json
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.rules import assess
from tests.cases.score import items

Script = dict[str, Any]
FIRST: Final = "2026-03-12"
FOLDER: Final = Path(__file__).parent
FILES: Final = ("tablets", "injections", "published_1", "published_2", "attacks")
SAMPLED: Final = "2026-03-10"
NERVES: Final = (
    *("paraesthesia", "ascending_pattern", "reduced_vibration_sense", "clumsy_hands", "lhermitte", "leg_weakness"),
    *("limb_ataxia", "other_neurological", "unsteadiness", "gait_change", "falls", "dizziness"),
)
RED_FLAGS: Final = (
    *("rapid_deterioration", "frequent_falls", "new_weakness", "major_confusion", "personality_change"),
    *("hallucinations", "bladder_bowel_change", "visual_loss", "cannot_walk_unaided", "thromboembolism", "bleeding"),
    *("fever", "chest_pain_or_heart_failure", "syncope"),
)
OTHERS: Final = (
    *("low_motivation", "irritability", "reduced_stress_tolerance", "emotional_flattening", "restlessness"),
    *("low_mood", "brain_fog", "slow_processing", "word_finding", "forgetfulness", "poor_multitasking", "fatigue"),
    *("low_stamina", "headache", "breathlessness", "palpitations", "pallor", "sore_mouth", "glossitis", "weight_loss"),
    *("diarrhoea", "nausea_vomiting", "abdominal_pain", "appetite_loss", "skin_darkening", "poor_sleep"),
    *("muscle_pain", "blurred_vision"),
)
SIGNS: Final = (
    *("romberg_positive", "reduced_position_sense", "reflexes_changed", "extensor_plantar", "spasticity"),
    *("optic_atrophy", "jaundice"),
)
CAUSES: Final = (
    *("vegan_diet", "low_animal_intake", "no_reliable_b12_source", "narrow_diet_or_poor_appetite"),
    *("restricted_diet", "autoimmune_gastritis", "total_gastrectomy", "partial_gastrectomy", "bariatric_surgery"),
    *("complete_ileal_resection", "partial_ileal_resection", "inflammatory_bowel_disease", "coeliac_disease"),
    *("pancreatic_insufficiency", "bacterial_overgrowth", "abdominal_radiotherapy", "h_pylori_infection"),
    *("family_history_b12_or_autoimmune", "other_autoimmune_disease", "metformin", "proton_pump_inhibitor"),
    *("h2_blocker", "colchicine", "antiepileptic", "pregabalin", "nitrous_oxide", "heavy_alcohol", "fish_tapeworm"),
    *("genetic_b12_disorder", "hiv_infection"),
)
GROUPS: Final = {
    "@nerves": NERVES,
    "@red_flags": RED_FLAGS,
    "@causes": CAUSES,
    "@symptoms": (*NERVES, *OTHERS),
    "*": (*NERVES, *OTHERS, *SIGNS, *RED_FLAGS),
}
RESULT: Final = re.compile(
    r"(\w+) ([<>]=?)?([\d.]+|[a-z]+)(?: (?!\d{4}-)(\S+))?(?: (\d{4}-\d\d-\d\d))?(?: of ([\d.]+)-([\d.]+))?"
)


@cache
def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"course_scripts_{name}.toml").read_text(encoding="utf-8"))


def scripts() -> dict[str, Script]:
    """Every script by its name, in the order of the files."""
    return {one["name"]: one for name in FILES for one in _tables(name)["script"]}


def _codes(words: list[str]) -> list[str]:
    return [code for word in words for code in GROUPS.get(word, (word,))]


def _result(line: str, day: str) -> dict[str, Any]:
    found = RESULT.fullmatch(line)
    assert found, line
    analyte, comparator, value, unit, collected, low, high = found.groups()
    read = {"analyte": analyte, "collected": collected or day}
    if unit is None:
        return {**read, "finding": value}
    limits = {"reference_low": low, "reference_high": high}
    return {**read, "value": value, "unit": unit, "comparator": comparator, **limits}


def _answers(asked: Script) -> dict[str, str]:
    return dict.fromkeys(_codes(asked.get("no", [])), "no") | dict.fromkeys(asked.get("yes", []), "yes")


def _first(script: Script) -> dict[str, Any]:
    if "case" in script:
        item = next(one for one in items() if one["id"] == script["case"])
        found: dict[str, Any] = json.loads(json.dumps(item.get("case_corrected", item["case"])))
        return found
    base = _tables("bases")[script["base"]]
    own = script.get("first_results", [])
    lines = [*own, *(line for line in base["results"] if line.split()[0] not in {one.split()[0] for one in own})]
    results = [_result(line, str(script.get("sampled", SAMPLED))) for line in lines]
    answers = _answers(base) | dict.fromkeys(script.get("first_yes", []), "yes")
    visit = {"date": FIRST, "results": results, "answers": answers, "b12_before_test": {"kind": "none"}}
    return {"format": "b12calc-case/1", "patient": base["patient"], "visits": [visit]}


def _courses(told: dict[str, str], before: dict[str, str]) -> dict[str, str]:
    known = [code for code in GROUPS["*"] if before.get(code) == "yes"]
    everything = dict.fromkeys(known, told["*"]) if "*" in told else {}
    return everything | {code: word for code, word in told.items() if code != "*"}


def follow_up(visit: Script, before: dict[str, str]) -> dict[str, Any]:
    """Write one follow-up visit as the form does: what has resolved is answered no, what is left is answered yes."""
    courses = _courses(visit.get("course", {}), before)
    told = {code: "no" if word == "resolved" else "yes" for code, word in courses.items()}
    day = str(visit["date"])
    treatment = {
        "route": visit["route"],
        "started": None if visit.get("start_unknown") else str(visit.get("started", FIRST)),
        "last_given": str(visit["last_given"]) if "last_given" in visit else None,
        "missed_doses": visit.get("missed"),
        "limits_daily_life": visit.get("limits"),
    }
    return {
        "date": day,
        "results": [_result(line, day) for line in visit.get("results", [])],
        "answers": _answers(visit) | told,
        "details": {code: {"course": word} for code, word in courses.items()},
        "treatment": treatment,
    }


def written(script: Script) -> dict[str, Any]:
    """The whole case of a script, in the words of the case file."""
    case = _first(script)
    if "patient" in script:
        case["patient"] = case["patient"] | {"trimester": None} | script["patient"]
    if "visit" in script:
        before = {code: word for visit in case["visits"] for code, word in visit["answers"].items()}
        case["visits"].append(follow_up(script["visit"], before))
    return case


def judged(script: Script) -> Assessment:
    """Assess the case of a script on the day of its last visit."""
    case = written(script)
    return assess(read_case(json.dumps(case)), today=date.fromisoformat(case["visits"][-1]["date"]))


def course_words(got: Assessment) -> str:
    """What the answer says of the course, in one string."""
    assert got.course is not None
    return "\n".join(line.text for line in (got.course.line, *got.course.notes))


def all_words(got: Assessment) -> str:
    """What the answer says anywhere: headline, course, recommendations, regimen and follow-up."""
    said = [got.headline, got.status_text, *(line.text for line in got.recommendations)]
    said += [step.text for step in got.follow_up]
    if got.regimen is not None:
        said.append(got.regimen.text)
    return "\n".join([*(one for one in said if one), course_words(got) if got.course else ""])
