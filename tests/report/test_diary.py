"""Calendar entries and the reminder: the days of the schedule, the words of the sheet, nothing of who it is."""

import json
from datetime import date, timedelta
from itertools import product

import pytest

from b12calc.assets import asset
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.plan.open_days import Calendar
from b12calc.plan.placing import Given
from b12calc.plan.schedule_words import Schedule
from b12calc.problems import ProblemsFound
from b12calc.report.diary import as_shown, calendar_of, case_key, reminder_of
from b12calc.report.doses import reviews
from b12calc.rules import assess, clinics, on_open_days, schedule_for
from tests.cases.score import items

from ..plan.ics_reading import by_uid, events_of
from ..rules.making import case as short
from ..rules.making import read, total
from .reading_age import reading_age, sentences

CASES = [read_case(json.dumps(item["case"])) for item in items() if "unit_traps" not in item]
TODAY = date(2026, 3, 12)
Made = tuple[Case, Assessment, Schedule]


def made(today: date = TODAY, case: Case | None = None, given: Given | None = None, pack: str = "uk") -> Made:
    case = case or read_case(asset("sample_case.json").read_bytes())
    answer = assess(case, today=today, pack=pack)
    schedule = schedule_for(case, answer, Calendar(region="england"), given=given or Given())
    return case, on_open_days(answer, schedule), schedule


def test_a_second_reader_finds_every_dose_and_review_on_its_day_across_the_change_of_the_clock() -> None:
    for start in (TODAY, date(2026, 3, 27), date(2026, 10, 19), date(2026, 12, 21)):
        case, shown, schedule = made(start)
        days = [one["DTSTART"].dt for one in events_of(calendar_of(case, shown, schedule))]
        assert days == [dose.placed for dose in schedule.doses] + [due for due, _ in reviews(shown)]


def test_published_cases_and_their_dates_come_back_equal() -> None:
    read = 0
    for one, pack in product(CASES, ("uk", "us", "article")):
        case, shown, schedule = made(case=one, today=date(2026, 7, 1), pack=pack)
        placed = [phase.doses[:1] if phase.route == "oral" else phase.doses for phase in schedule.phases]
        wanted = [dose.placed for phase in placed for dose in phase] + [due for due, _ in reviews(shown)]
        if not wanted:
            with pytest.raises(ProblemsFound, match="the plan holds no day"):
                calendar_of(case, shown, schedule)
            continue
        found = events_of(calendar_of(case, shown, schedule))
        assert [one["DTSTART"].dt for one in found] == wanted
        assert len({str(one["UID"]) for one in found}) == len(found)
        read += len(found)
    assert read > 300


def test_nothing_tells_of_whom_it_is() -> None:
    case = read_case(asset("sample_case.json").read_bytes())
    who = {"name": "Zebedee Quux", "identifier": "943 476 5919", "identifier_kind": "NHS", "age_years": None}
    named = case.model_copy(
        update={"patient": case.patient.model_copy(update=who | {"date_of_birth": date(1959, 3, 12)})}
    )
    data = calendar_of(*made(case=named))
    for word in ("Zebedee", "Quux", "943", "5919", "1959"):
        assert word not in data.decode().replace("\r\n ", "")
    assert case_key(named) == case_key(case)
    labelled = events_of(calendar_of(*made(case=named), label="ZQ"))
    assert {str(one["SUMMARY"])[:3] for one in labelled} == {"ZQ "}
    _, shown, schedule = made(case=named)
    assert "Quux" not in reminder_of(shown, schedule, "Llanfair Surgery")


def test_the_uids_stay_from_one_day_to_the_next_and_after_another_visit() -> None:
    first, later = by_uid(calendar_of(*made())), by_uid(calendar_of(*made(TODAY + timedelta(days=7))))
    assert set(first) & set(later) >= {uid for uid in first if "dose-1@" in uid or "review" in uid}
    case = made()[0]
    again = case.model_copy(update={"visits": (*case.visits, case.visits[0])})
    assert case_key(again) == case_key(case)


def test_a_dose_given_is_said_and_the_last_day_of_a_window_too() -> None:
    found = events_of(calendar_of(*made(given=Given(today=True))))
    assert str(found[0]["SUMMARY"]) == "Vitamin B12 injection 1 (given)"
    case = next(one for one in CASES if _regimen(one) in ("uk-im-standard", "uk-im-prophylaxis"))
    texts = [str(one["SUMMARY"]) for one in events_of(calendar_of(*made(case=case)))]
    assert sum(text.endswith(": last day") for text in texts) == 1


def _regimen(case: Case) -> str:
    answer = assess(case, today=date(2026, 7, 1))
    return answer.regimen.id if answer.regimen else ""


def test_the_reminder_names_the_next_dose_and_the_next_check() -> None:
    _, shown, schedule = made(date(2026, 12, 21))
    assert reminder_of(shown, schedule, "Llanfair Surgery") == (
        "Llanfair Surgery: Your next vitamin B12 injection is on Mon 21 Dec 2026. "
        "Your next check is on Mon 11 Jan 2027: how you are. Please call us if you cannot come.\n"
    )
    later = reminder_of(shown, schedule, since=date(2027, 1, 12))
    assert later.startswith(
        "Some dates are not set yet. Ask us for them before you leave. Your next check is on Mon 15"
    )
    _, shown, schedule = made(given=Given(today=True))
    assert "injection is on Fri 13 Mar 2026" in reminder_of(shown, schedule)


def test_every_reminder_can_be_read_at_eleven_and_is_one_short_message() -> None:
    told = []
    for one in CASES:
        _, shown, schedule = made(case=one, today=date(2026, 7, 1))
        if schedule.doses or schedule.reviews:
            told.append(reminder_of(shown, schedule, "Llanfair Surgery"))
    assert len(told) > 10
    for text in told:
        assert text.count("\n") == 1 and len(text) <= 300
        assert max(len(part.split()) for part in sentences(text)) <= 20
    assert reading_age(*(text.partition(": ")[2] for text in told if ": " in text)) <= 11


def test_in_an_emergency_the_reminder_says_nothing_but_to_come_today() -> None:
    _, shown, schedule = made()
    assert reminder_of(shown.but(urgency="emergency"), schedule, "Llanfair") == "You need to be seen today.\n"


def test_tablets_are_one_entry_on_their_first_day() -> None:
    case = read(short(total("142"), yes="metformin"))
    assert _regimen(case) == "uk-oral-high"
    _, shown, schedule = made(case=case)
    assert len(schedule.doses) > 50
    found = events_of(calendar_of(case, shown, schedule))
    assert [str(one["SUMMARY"]) for one in found if "dose" in str(one["UID"])] == ["Start vitamin B12 tablets"]
    assert "Start your vitamin B12 tablets on Thu 12 Mar 2026." in reminder_of(shown, schedule)


def test_what_is_shown_has_the_days_and_uids_of_the_plan_on_a_plain_calendar() -> None:
    for case in CASES:
        answer = assess(case, today=date(2026, 7, 1))
        schedule = schedule_for(case, answer, Calendar(), given=Given())
        if not (schedule.doses or schedule.reviews):
            continue
        placed = by_uid(calendar_of(case, on_open_days(answer, schedule), schedule))
        shown = by_uid(calendar_of(case, answer, as_shown(answer)))
        assert {uid: one["DTSTART"].dt for uid, one in shown.items()} == {
            uid: one["DTSTART"].dt for uid, one in placed.items()
        }


def test_a_dose_without_a_nurse_day_near_is_an_entry_that_says_so() -> None:
    case = read_case(asset("sample_case.json").read_bytes())
    clinic = next(one for one in clinics() if one.nurse_days == frozenset({0, 3}))
    answer = assess(case, today=TODAY, clinic=clinic)
    (line,) = (one for one in answer.here if "dates" in one.steps)
    found = events_of(calendar_of(case, answer, as_shown(answer)))
    doses = [one for one in found if "dose" in str(one["UID"])]
    assert [one["DTSTART"].dt for one in doses] == [*line.dates, *line.unkept]
    told = [one["DTSTART"].dt for one in doses if str(one["SUMMARY"]).endswith(": find another day")]
    assert told == list(line.unkept) != []
