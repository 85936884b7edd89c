"""Hypothesis strategies for raw cases: broad, valid, never contradictory; every question yes, no or not asked."""

from functools import cache
from typing import Final

from hypothesis import strategies as st

from b12calc.models import vocabulary as words

from .cases import NERVE_AND_BALANCE, VISIT, Raw
from .measured import RESULT_LISTS

YOUNGEST_MOTHER: Final = 16
OLDEST_MOTHER: Final = 50
# When the first is answered yes, a "no" to the second would contradict it.
IMPLIES: Final = (
    ("frequent_falls", "falls"),
    ("cannot_walk_unaided", "gait_change"),
    ("visual_loss", "blurred_vision"),
    ("new_weakness", "leg_weakness"),
)
# Both answered yes would be two stories about one organ.
EXCLUDES: Final = (
    ("total_gastrectomy", "partial_gastrectomy"),
    ("complete_ileal_resection", "partial_ileal_resection"),
)


ASKED_GROUPS: Final = st.integers(0, 2 ** len(words.ANSWER_GROUPS) - 1)
# Nerve and balance items twice: they decide more than any others.
PICKED_ANSWERS: Final = st.lists(
    st.tuples(
        st.sampled_from((*words.ANSWER_CODES, *NERVE_AND_BALANCE)),
        st.sampled_from(("not asked", "no", "yes", "yes", "yes")),
    ),
    min_size=6,
    max_size=6,
).map(dict)
COURSES: Final = st.sampled_from(
    [
        [],
        [{"course": "worsening"}],
        [{"course": "stable", "since": "2025"}, {"since": "2026-02"}],
        [{"course": "improving"}, {"course": "worsening", "since": "2025-11-02"}],
        [{"severity": "mild"}, {"course": "stable"}, {"course": "stable", "severity": "severe"}],
    ]
)


def answer_sheet(asked: int, picked: dict[str, str]) -> dict[str, str]:
    """Return answers: every group asked (and denied) or not as a whole, then single codes yes, no or not asked."""
    said: dict[str, str] = {}
    for place, group in enumerate(words.ANSWER_GROUPS.values()):
        if asked >> place & 1:
            said |= dict.fromkeys(group, "no")
    return {code: answer for code, answer in (said | picked).items() if answer != "not asked"}


def patient(age: int, sex: str, pregnancy: str, trimester: int | None) -> Raw:
    """Return who the patient is; pregnancy only where it can be."""
    person: Raw = {"sex": sex, "age_years": age, "pregnancy": pregnancy}
    if sex == "male" or age > OLDEST_MOTHER or age < YOUNGEST_MOTHER:
        person["pregnancy"] = "not_pregnant"
    elif pregnancy == "pregnant":
        person["trimester"] = trimester
    return person


@cache
def patients(youngest: int) -> st.SearchStrategy[Raw]:
    """Give patients of this age and over, the ages at which a limit lies more often."""
    return st.builds(
        patient,
        st.one_of(st.sampled_from((16, 30, 59, 60, 64, 65, 80)), st.integers(youngest, 100)),
        st.sampled_from(("female", "female", "male", "other", "unknown")),
        st.sampled_from(words.PREGNANCY),
        st.sampled_from((None, 1, 2, 3)),
    )


HISTORIES: Final[st.SearchStrategy[Raw | None]] = st.sampled_from(
    [None, {"kind": "none"}, {"kind": "none"}, {"kind": "none"}, {"kind": "unknown"}]
    + [
        {"kind": kind, "last_taken": last}
        for kind in ("oral", "injection", "some")
        for last in (None, "2026-03-09", "2025-06-01")
    ]
)


def tidy(raw: Raw) -> Raw:
    """Take out of a drawn case what would contradict another answer or figure."""
    visit = raw["visits"][-1]
    said = visit["answers"]
    for first, second in IMPLIES:
        if said.get(first) == "yes" and said.get(second) == "no":
            del said[second]
    for first, second in EXCLUDES:
        if said.get(first) == "yes" == said.get(second):
            del said[second]
    if raw["patient"].get("pregnancy") == "pregnant" and said.get("oral_contraceptive") == "yes":
        del said["oral_contraceptive"]
    if {one["analyte"] for one in visit["results"]} & {"egfr", "creatinine"}:
        said.pop("kidney_disease", None)
    visit["details"] = {code: one for code, one in visit.get("details", {}).items() if said.get(code) == "yes"}
    return raw


def case(person: Raw, found: list[list[Raw]], answers: dict[str, str], courses: list[Raw], before: Raw | None) -> Raw:
    """Return a whole case with one visit."""
    present = [code for code in words.SYMPTOM_CODES if answers.get(code) == "yes"]
    visit: Raw = {
        "date": VISIT,
        "results": [dict(one) for group in found for one in group],
        "answers": answers,
        "details": dict(zip(present, map(dict, courses), strict=False)),
        "b12_before_test": before,
    }
    return tidy({"format": words.CASE_FORMAT, "patient": person, "visits": [visit]})


@cache
def cases(youngest: int = 16) -> st.SearchStrategy[Raw]:
    """Give whole cases with one visit."""
    answers = st.builds(answer_sheet, ASKED_GROUPS, PICKED_ANSWERS)
    return st.builds(case, patients(youngest), RESULT_LISTS, answers, COURSES, HISTORIES)
