"""The course under treatment: one verdict for each picture, what stands beside it, and what it does to the plan."""

from datetime import date
from typing import Any

import pytest

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.course import Course
from b12calc.rules import story
from b12calc.rules.completeness import faults
from b12calc.rules.knowledge import load_pack
from tests.rules.making import FLAGS, Raw, assessed, case, haemoglobin, mcv, mma, total, visit

STARTED = "2026-03-13"
LATER = "2026-06-15"
CAUSES = story.RISK_FACTORS


def treated(
    route: str = "oral", *results: Raw, first: Raw | None = None, on: str = LATER, course: dict[str, str] | None = None,
    yes: str = "", no: tuple[str, ...] = (), **treatment: Any,
) -> Raw:  # fmt: skip
    """A vegan with tiredness at a baseline, and a second visit under treatment that tells of courses."""
    told = {code: {"course": word} for code, word in (course or {}).items()}
    running = {"route": route, "started": STARTED, **treatment}
    again = visit(*results, yes=yes, no=no, on=on, details=told, treatment=running)
    raw = first or case(total("142"), yes="fatigue vegan_diet no_reliable_b12_source")
    return {**raw, "visits": [*raw["visits"], again]}


def judged(raw: Raw) -> Assessment:
    return assessed(raw, today=date.fromisoformat(raw["visits"][-1]["date"]))


def course(raw: Raw) -> Course:
    found = judged(raw).course
    assert found is not None
    return found


def test_without_a_treatment_there_is_no_course() -> None:
    assert assessed(case(total("142"), yes="fatigue")).course is None


GONE = tuple(code for code in CAUSES)
AUTOIMMUNE = case(total("142"), yes="fatigue autoimmune_gastritis")
NERVES = case(total("142"), yes="paraesthesia vegan_diet")
PREGNANT = case(total("142"), yes="fatigue vegan_diet", pregnancy="pregnant")
DONE: dict[str, Any] = {"limits_daily_life": "no"}
VERDICTS: dict[str, Raw] = {
    "course-worse-oral": treated(course={"fatigue": "worse"}),
    "course-worse-im": treated("im", course={"fatigue": "worse"}),
    "course-too-early": treated(course={"fatigue": "unchanged"}, on="2026-05-07"),
    "course-not-enough-oral": treated(course={"fatigue": "unchanged"}, on="2026-05-08"),
    "course-not-enough-im": treated("im", course={"fatigue": "improved"}, limits_daily_life="yes"),
    "course-ask": treated(),
    "course-ask-daily-life": treated(course={"fatigue": "improved"}),
    "course-lifelong-oral": treated(first=AUTOIMMUNE, course={"fatigue": "resolved"}),
    "course-lifelong-im": treated("im", first=AUTOIMMUNE, course={"fatigue": "improved"}, **DONE),
    "course-motherhood": treated(first=PREGNANT, no=(*GONE, *FLAGS, "fatigue")),
    "course-before-stopping": treated(no=(*GONE, "fatigue")),
    "course-stop-oral": treated(no=(*GONE, *FLAGS, "fatigue")),
    "course-stop-im": treated("im", course={"fatigue": "improved"}, no=(*GONE, *FLAGS), **DONE),
    "course-continue-oral": treated(course={"fatigue": "resolved"}),
    "course-continue-im": treated("im", course={"fatigue": "improved"}, **DONE),
    "course-specialist": treated(course={"fatigue": "resolved"}, yes="cobalamin_allergy"),
    "course-emergency": treated(course={"fatigue": "improved"}, yes="new_weakness paraesthesia"),
}


@pytest.mark.parametrize("row", VERDICTS)
def test_each_picture_has_its_verdict(row: str) -> None:
    found = course(VERDICTS[row])
    assert found.line.id == row
    assert found.line.because
    assert found.verdict == found.line.code


def test_every_row_of_the_verdict_has_its_picture_here() -> None:
    content = load_pack("uk").course
    assert content is not None
    assert {row.id for row in content.verdict.rows} == set(VERDICTS)
    assert {row.then["course"] for row in content.verdict.rows} == set(words.COURSE_VERDICTS)


@pytest.mark.parametrize("pack", words.PACKS)
def test_the_tables_have_no_gap_and_no_dead_row_in_any_pack(pack: str) -> None:
    content = load_pack(pack).course
    assert content is not None
    assert [fault for table in content.tables for fault in faults(table)] == []


def test_one_worse_symptom_outweighs_all_that_improved() -> None:
    first = case(total("142"), yes="fatigue headache vegan_diet")
    assert course(treated(first=first, course={"fatigue": "resolved", "headache": "worse"})).verdict == "worse"


def test_a_symptom_that_was_not_told_of_is_never_better() -> None:
    first = case(total("142"), yes="fatigue headache vegan_diet")
    found = course(treated(first=first, course={"fatigue": "resolved"}))
    assert found.verdict == "ask_course"
    assert "headaches: course not told" in found.line.because


def test_a_cause_that_was_not_asked_about_again_is_not_gone() -> None:
    all_but_one = tuple(code for code in GONE if code != "metformin")
    assert course(treated(no=(*all_but_one, *FLAGS, "fatigue"))).verdict == "continue"


def test_nerves_are_judged_from_the_third_month_on() -> None:
    told = {"paraesthesia": "unchanged"}
    assert course(treated("im", first=NERVES, course=told, on="2026-06-12")).verdict == "too_early"
    assert course(treated("im", first=NERVES, course=told, on="2026-06-13")).verdict == "not_enough"


def test_without_the_day_of_the_first_dose_it_is_not_called_too_early_and_the_day_is_asked() -> None:
    found = course(treated(course={"fatigue": "unchanged"}, on="2026-03-20", started=None))
    assert found.verdict == "not_enough"
    assert "ask_start" in {note.code for note in found.notes}


NOTES: dict[str, Raw] = {
    "course-note-missed": treated(course={"fatigue": "unchanged"}, missed_doses=3),
    "course-note-ask-doses": treated(course={"fatigue": "unchanged"}),
    "course-note-ask-start": treated(course={"fatigue": "unchanged"}, started=None),
    "course-note-nerves": treated("im", first=NERVES, course={"paraesthesia": "unchanged"}, on="2026-04-03"),
    "course-note-injections": treated(first=AUTOIMMUNE, course={"fatigue": "resolved"}),
    "course-note-cause": treated(course={"fatigue": "resolved"}, no=("vegan_diet", "no_reliable_b12_source")),
    "course-note-blood": treated(
        "oral", haemoglobin("110", collected="2026-06-12"),
        first=case(total("142"), haemoglobin("105", collected="2026-03-10"), yes="fatigue vegan_diet"),
    ),
    "course-note-reticulocytes": treated(
        "im", {"analyte": "reticulocytes", "value": "60", "unit": "10*9/L", "reference_high": "85",
               "collected": "2026-03-20"},
        first=case(total("142"), haemoglobin("85", collected="2026-03-10"), yes="fatigue vegan_diet"), on="2026-03-21",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", NOTES)
def test_each_note_has_its_picture(row: str) -> None:
    assert row in {note.id for note in course(NOTES[row]).notes}


def test_every_note_has_its_picture_here() -> None:
    content = load_pack("uk").course
    assert content is not None
    assert {row.id for row in content.notes.rows} == set(NOTES)


def test_a_course_that_runs_takes_the_place_of_the_plan_to_begin() -> None:
    got = judged(VERDICTS["course-continue-oral"])
    assert got.course is not None
    assert (got.course.plan, got.regimen, got.status, got.start) == ("runs", None, "deficient", "now")
    kinds = [line.kind for line in got.recommendations]
    assert not {"start", "treatment"} & set(kinds)
    assert got.headline == "Treatment is running: judge its course, and arrange the rest within days to weeks."
    assert all("For a first treatment: " in one.text for one in got.reasons if one.decision in ("start", "regimen"))


def test_new_nerve_symptoms_under_treatment_begin_another_plan() -> None:
    told = {"paraesthesia": "worse"}
    got = judged(treated("im", first=NERVES, course=told))
    assert got.course is not None
    assert (got.course.verdict, got.course.plan) == ("worse", "anew")
    assert got.regimen is not None


def test_reviews_of_a_running_treatment_count_from_its_first_dose_and_none_is_past() -> None:
    early = judged(treated(course={"fatigue": "improved"}, on="2026-04-10"))
    assert [str(step.due) for step in early.follow_up] == ["2026-06-05", "2026-06-15", "2027-03-15"]
    got = judged(VERDICTS["course-continue-oral"])
    assert [str(step.due) for step in got.follow_up] == ["2027-03-15"]


def test_the_yearly_review_comes_again() -> None:
    got = judged(treated(course={"fatigue": "resolved"}, on="2028-04-03"))
    assert [str(step.due) for step in got.follow_up] == ["2029-03-13"]


def test_what_is_expected_counts_from_the_first_dose_and_says_what_was_seen() -> None:
    first = case(
        total("142"), haemoglobin("105", collected="2026-03-10"), mcv("104", collected="2026-03-10"),
        mma("900", collected="2026-03-10"), yes="fatigue paraesthesia vegan_diet",
    )  # fmt: skip
    after = (haemoglobin("125", collected="2026-06-12"), mcv("90", collected="2026-06-12"))
    found = course(treated("im", *after, first=first, course={"fatigue": "improved", "paraesthesia": "unchanged"}))
    assert [(one.code, one.state, one.verdict) for one in found.expected] == [
        ("reticulocytes", "past", "not_known"),
        ("energy", "now", "as_expected"),
        ("blood_count", "past", "as_expected"),
        ("metabolites", "past", "not_known"),
        ("nerves", "now", "within_time"),
    ]
    assert [str(found.expected[0].opens), str(found.expected[0].closes)] == ["2026-03-16", "2026-03-23"]
    assert "haemoglobin 105 g/L before, then 125 g/L (12 Jun 2026)" in str(found.expected[2].seen)
