"""The plan on open days: beside the assessment, with its reviews counted from the first dose and every shift said."""

from datetime import date, timedelta
from typing import Any

import pytest

from b12calc.assets import asset
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case, Detail, Treatment
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.plan.open_days import Calendar, Span
from b12calc.plan.placing import Given
from b12calc.problems import ProblemsFound
from b12calc.rules import assess, clinics, on_open_days, schedule_for, without_days
from b12calc.rules.knowledge import load_pack

ENGLAND = Calendar(region="england")
TODAY = date(2026, 3, 12)


def sample(**visit: Any) -> Case:
    case = read_case(asset("sample_case.json").read_bytes())
    return case.model_copy(update={"visits": (case.visits[0].model_copy(update=visit),)})


def plan(today: date = TODAY, case: Case | None = None) -> Assessment:
    return assess(case or sample(), today=today)


def test_an_open_calendar_changes_no_date_of_the_plan() -> None:
    for shift in range(60):
        answer = plan(TODAY + timedelta(days=shift))
        shown = on_open_days(answer, schedule_for(sample(), answer, Calendar()))
        assert answer.regimen is not None and shown.regimen is not None
        assert [one.dates for one in shown.regimen.phases] == [one.dates for one in answer.regimen.phases]
        assert [one.due for one in shown.follow_up] == [one.due for one in answer.follow_up]
        assert shown.but(regimen=None, follow_up=()) == answer.but(regimen=None, follow_up=())


def test_the_assessment_itself_stays_and_why_is_kept() -> None:
    answer = plan()
    before = answer.model_dump_json()
    shown = on_open_days(answer, schedule_for(sample(), answer, ENGLAND, start=date(2026, 3, 30)))
    assert answer.model_dump_json() == before
    assert [one.why for one in shown.follow_up] == [one.why for one in answer.follow_up]
    assert shown.status == answer.status and shown.urgency == answer.urgency


def test_reviews_count_from_the_first_dose_as_placed_and_move_off_holidays() -> None:
    answer = plan(date(2026, 12, 24))
    made = schedule_for(
        sample(), answer, Calendar(region="england", closed=(Span(date(2026, 12, 24), date(2027, 1, 3)),))
    )
    assert made.doses[0].placed == date(2027, 1, 4)
    assert made.reviews[0].planned == date(2027, 1, 25)
    answer = plan(date(2026, 3, 13))
    review = schedule_for(sample(), answer, ENGLAND).reviews[0]
    assert (review.planned, review.placed) == (date(2026, 4, 3), date(2026, 4, 2))
    assert review.deviation == "Review of 3 Apr 2026 (Good Friday): 2 Apr 2026, 1 day earlier"


def test_the_notes_name_calendar_counts_and_every_shift() -> None:
    answer = plan(date(2026, 12, 21))
    shown = on_open_days(answer, schedule_for(sample(), answer, ENGLAND)).regimen
    assert shown is not None
    assert "Days taken into account: open Monday to Friday; bank holidays of England." in shown.notes
    assert "For the dates above: 9 ampoules of hydroxocobalamin 1 mg, one for each dose." in shown.notes
    assert sum(note.startswith("Dose ") for note in shown.notes) == 4
    assert shown.phases[0].note == (
        "4 of 9 doses moved because of closed days; further than is permitted: dose 4 by 2 days, dose 6 by 1 day."
    )


def test_reviews_counted_from_another_day_are_known_by_what_and_words() -> None:
    """A schedule finds its reviews in the pack by them, and a window keeps one for a plan that looks alike."""
    for pack in PACKS:
        due: dict[object, object] = {}
        for row in load_pack(pack).tables["follow_up"].rows:
            if "what" in row.more:
                assert due.setdefault((tuple(row.more["what"]), row.text), row.more["due"]) == row.more["due"]


def test_where_no_schedule_can_be_made_no_dose_has_a_day_and_why_is_said() -> None:
    answer = plan()
    shown = without_days(answer, "nobody knows")
    assert shown.regimen is not None and answer.regimen is not None
    assert not any(one.dates or one.earliest or one.latest for one in shown.regimen.phases)
    assert shown.regimen.phases[0].note == "Not placed on open days: nobody knows."
    assert shown.follow_up == answer.follow_up and shown.but(regimen=answer.regimen) == answer
    alone = without_days(answer.but(regimen=None), "nobody knows")
    assert alone.follow_up[0].text == f"{answer.follow_up[0].text} Not placed on open days: nobody knows."
    assert alone.follow_up[1:] == answer.follow_up[1:]
    assert without_days(answer.but(regimen=None, follow_up=()), "nobody knows").follow_up == ()


def test_missed_doses_ask_how_to_go_on() -> None:
    case = sample(treatment=Treatment(route="im", regimen="uk-im-neuro", started=date(2026, 2, 1), missed_doses=2))
    answer = plan(case=case)
    with pytest.raises(
        ProblemsFound, match=r"visits\[0\].treatment.missed_doses: 2 doses were missed, and no guideline"
    ):
        schedule_for(case, answer, ENGLAND)
    assert schedule_for(case, answer, ENGLAND, given=Given()).doses[0].number == 1
    assert schedule_for(case, answer, ENGLAND, given=Given(3)).doses[0].number == 4


def test_a_plan_without_treatment_has_its_reviews_alone() -> None:
    case = sample(results=())
    answer = assess(case, today=TODAY)
    if answer.regimen is not None:
        answer = answer.but(regimen=None)
    made = schedule_for(case, answer, ENGLAND)
    assert made.doses == () and len(made.reviews) == len(answer.follow_up)


def test_nurse_days_of_the_calendar_take_the_place_of_those_beside_the_plan() -> None:
    clinic = next(one for one in clinics() if one.nurse_days == frozenset({0, 3}))
    answer = assess(sample(), today=TODAY, clinic=clinic)
    assert any("dates" in one.steps for one in answer.here)
    shown = on_open_days(answer, schedule_for(sample(), answer, Calendar(nurse_days=clinic.nurse_days)))
    assert not any("dates" in one.steps for one in shown.here)
    assert shown.regimen is not None
    assert {day.weekday() for day in shown.regimen.phases[0].dates} == {0, 3}


def running(missed: int | None = None, regimen: str = "uk-im-standard") -> Case:
    """The sample at a follow-up, better on the injections of a regimen."""
    first = sample()
    treatment = Treatment(route="im", regimen=regimen, started=TODAY, missed_doses=missed)
    details = {"paraesthesia": Detail(course="improved")}
    again = first.visits[0].model_copy(
        update={"date": date(2026, 3, 19), "results": (), "details": details, "treatment": treatment}
    )
    return first.model_copy(update={"visits": (first.visits[0], again)})


def test_a_treatment_that_goes_on_has_doses_only_where_it_is_said_how_many_were_given() -> None:
    case = running(missed=1)
    answer = assess(case, today=date(2026, 3, 19))
    assert answer.regimen is None
    assert schedule_for(case, answer, ENGLAND).doses == ()
    made = schedule_for(case, answer, ENGLAND, given=Given(2))
    assert [dose.number for dose in made.doses] == [3, 4, 5, 6, 7]
    assert [one.planned for one in made.reviews] == [one.due for one in answer.follow_up]
    shown = on_open_days(answer, made).regimen
    assert shown is not None and shown.id == "uk-im-standard"
    assert shown.phases[0].dates == tuple(dose.placed for dose in made.doses[:4])
    assert shown.phases[1].latest == made.doses[4].placed


def test_a_regimen_that_no_pack_holds_is_not_placed() -> None:
    case = running(regimen="our own scheme")
    answer = assess(case, today=date(2026, 3, 19))
    assert schedule_for(case, answer, ENGLAND, given=Given(2)).doses == ()
