"""The course under treatment: one verdict for each picture, what stands beside it, and what it does to the plan."""

from datetime import date

import pytest

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.course import Course
from b12calc.rules.completeness import faults
from b12calc.rules.knowledge import load_pack
from tests.rules.course_cases import DONE, NERVES, NOTES, STARTED, VERDICTS, WELL, treated
from tests.rules.making import Raw, assessed, case, haemoglobin, mcv, mma, total, visit


def judged(raw: Raw) -> Assessment:
    return assessed(raw, today=date.fromisoformat(raw["visits"][-1]["date"]))


def course(raw: Raw) -> Course:
    found = judged(raw).course
    assert found is not None
    return found


def test_without_a_treatment_there_is_no_course() -> None:
    assert assessed(case(total("142"), yes="fatigue")).course is None


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


@pytest.mark.parametrize("left_out", ["metformin", "rapid_deterioration", "paraesthesia"])
def test_stopping_is_never_said_while_a_cause_a_red_flag_or_the_nerves_are_not_asked_about(left_out: str) -> None:
    asked = tuple(code for code in WELL["no"] if code != left_out)
    assert course(treated(**{**WELL, "no": asked})).verdict in ("continue", "ask_red_flags")


@pytest.mark.parametrize(
    ("told", "verdict"),
    [("total_gastrectomy", "continue_lifelong"), ("autoimmune_gastritis", "continue_lifelong"),
     ("family_history_b12_or_autoimmune", "continue"), ("coeliac_disease", "continue"), ("metformin", "may_stop")],
)  # fmt: skip
def test_only_a_cause_that_can_end_is_gone_by_a_later_no(told: str, verdict: str) -> None:
    first = case(total("142"), yes=f"fatigue vegan_diet {told}")
    assert course(treated(first=first, **WELL)).verdict == verdict


def test_an_antibody_taken_on_the_day_of_the_first_dose_stays_a_reason_for_life() -> None:
    found = {"analyte": "intrinsic_factor_antibody", "finding": "positive", "collected": STARTED}
    first = case(total("142"), yes="fatigue vegan_diet", on=STARTED)
    first["visits"][0]["results"].append(found)
    assert course(treated("im", first=first, **WELL)).verdict == "continue_lifelong"


@pytest.mark.parametrize(
    "result",
    [total("120", collected="2026-06-12"), mma("900", collected="2026-06-12"), mcv("104", collected="2026-06-12"),
     {"analyte": "ttg_iga", "finding": "positive", "collected": "2026-06-12"}],
    ids=lambda one: one["analyte"],
)  # fmt: skip
def test_a_result_that_speaks_against_it_holds_stopping_back(result: Raw) -> None:
    assert course(treated("oral", result, **WELL)).verdict == "continue"


def test_what_an_earlier_visit_told_of_daily_life_is_not_told_now() -> None:
    raw = treated(course={"fatigue": "improved"}, **DONE)
    again = visit(on="2026-09-15", details={"fatigue": {"course": "improved"}})
    assert course({**raw, "visits": [*raw["visits"], again]}).verdict == "ask_daily_life"


def test_injections_that_run_for_a_dietary_cause_go_on_without_tablets_beside_them() -> None:
    got = judged(treated("im", course={"fatigue": "improved"}, **DONE))
    assert got.course is not None
    assert (got.course.verdict, got.course.plan, got.route) == ("continue", "runs", "oral")


def test_nerves_are_judged_from_the_third_month_on() -> None:
    told = {"paraesthesia": "unchanged"}
    assert course(treated("im", first=NERVES, course=told, on="2026-06-12")).verdict == "too_early"
    assert course(treated("im", first=NERVES, course=told, on="2026-06-13")).verdict == "not_enough"


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


@pytest.mark.parametrize("started", [STARTED, None])
@pytest.mark.parametrize("route", ["im", "oral"])
def test_what_was_not_enough_is_seen_again_in_the_window_of_a_first_dose(route: str, started: str | None) -> None:
    got = judged(treated(route, course={"fatigue": "worse"}, started=started))
    assert str(got.follow_up[0].due) == "2026-09-07"
    assert "symptom_review" in got.follow_up[0].what


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
