"""The days at which a running treatment is judged otherwise: the day itself and the day before."""

from datetime import date

import pytest

from b12calc.models.course import Course
from tests.rules.course_cases import NERVES, treated
from tests.rules.making import Raw, assessed, case, egfr, haemoglobin, mma, total

TESTED = case(total("250"), mma("500", collected="2026-03-10"), egfr("88"), yes="fatigue vegan_diet")
SEVERE = case(total("142"), haemoglobin("70", collected="2026-03-10"), yes="fatigue vegan_diet")


def course(raw: Raw) -> Course:
    found = assessed(raw, today=date.fromisoformat(raw["visits"][-1]["date"])).course
    assert found is not None
    return found


def seen(raw: Raw, code: str) -> str | None:
    verdict: str | None = next(one.verdict for one in course(raw).expected if one.code == code)
    return verdict


@pytest.mark.parametrize(("on", "verdict"), [("2026-09-12", "within_time"), ("2026-09-13", "not_as_expected")])
def test_nerves_without_gain_are_within_their_time_for_six_months(on: str, verdict: str) -> None:
    raw = treated("im", first=NERVES, course={"paraesthesia": "unchanged"}, on=on)
    assert seen(raw, "nerves") == verdict


@pytest.mark.parametrize(("on", "verdict"), [("2026-05-07", "within_time"), ("2026-05-08", "not_as_expected")])
def test_energy_and_metabolites_without_gain_are_within_their_time_for_eight_weeks(on: str, verdict: str) -> None:
    assert seen(treated("im", course={"fatigue": "unchanged"}, on=on), "energy") == verdict
    raw = treated("im", mma("400", collected=on), first=TESTED, course={"fatigue": "improved"}, on=on)
    assert seen(raw, "metabolites") == verdict


@pytest.mark.parametrize("on", ["2026-03-20", "2026-05-07", "2026-09-13"])
def test_what_became_worse_is_never_within_its_time_and_what_improved_is_as_expected(on: str) -> None:
    assert seen(treated("im", course={"fatigue": "worse"}, on=on), "energy") == "not_as_expected"
    assert seen(treated("im", course={"fatigue": "improved"}, on=on), "energy") == "as_expected"
    first = case(total("142"), yes="fatigue headache vegan_diet")
    assert seen(treated("im", first=first, course={"fatigue": "improved"}, on=on), "energy") == "not_known"


def test_a_metabolite_is_not_judged_by_a_kidney_that_is_not_normal() -> None:
    first = case(total("250"), mma("500", collected="2026-03-10"), egfr("40"), yes="fatigue vegan_diet")
    for level, verdict in (("400", "not_known"), ("150", "as_expected")):
        raw = treated("im", mma(level, collected="2026-06-12"), first=first, course={"fatigue": "improved"})
        assert seen(raw, "metabolites") == verdict


def reviews(on: str, route: str = "im") -> list[tuple[str, tuple[str, ...]]]:
    raw = treated(route, course={"fatigue": "unchanged"}, on=on)
    plan = assessed(raw, today=date.fromisoformat(on)).follow_up
    return [(one.due.isoformat(), one.what) for one in plan]


def test_what_is_changed_is_judged_anew_unless_a_review_is_due_within_twelve_weeks() -> None:
    yearly = ("2027-03-15", ("cause_review",))
    assert reviews("2026-12-20") == [("2027-03-12", ("fbc", "symptom_review")), yearly]
    assert reviews("2026-12-20", "oral")[0][1] == ("fbc", "total_b12", "symptom_review")
    assert reviews("2026-12-21") == [yearly]


@pytest.mark.parametrize("route", ["im", "oral"])
def test_a_worse_course_goes_on_with_the_plan_that_runs_and_begins_no_treatment(route: str) -> None:
    raw = treated(route, course={"fatigue": "worse"})
    answer = assessed(raw, today=date(2026, 6, 15))
    assert answer.course is not None
    assert (answer.course.verdict, answer.course.plan, answer.regimen) == ("worse", "runs", None)


def test_a_worse_course_of_the_nerves_begins_anew() -> None:
    raw = treated("oral", first=NERVES, course={"paraesthesia": "worse"})
    answer = assessed(raw, today=date(2026, 6, 15))
    assert answer.course is not None and answer.regimen is not None
    assert (answer.course.plan, answer.route) == ("anew", "im")
