"""The laws of the course hold for random cases of two and three visits, and for each case that once broke one."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.rules import assess
from tests.rules import course_laws as laws
from tests.rules.course_cases import NERVES, PREGNANT, STARTED, WELL, treated
from tests.rules.course_makers import made, sound
from tests.rules.making import Raw, case, figure, finding, mcv, mma, read, total, visit

ATROPHY = {"analyte": "gastric_biopsy", "finding": "abnormal", "findings": ["body_atrophy"], "collected": "2026-06-12"}
MORE_TOLD = case(total("142"), yes="fatigue vegan_diet", details={"headache": {"course": "worsening"}})
NO_AGE = case(total("142"), yes="fatigue vegan_diet", age_years=None)
PARTLY_ASKED = tuple(code for code in WELL["no"] if code not in ("paraesthesia", "lhermitte"))
HOLDS_BACK = {
    "a new symptom told by its course alone": treated(course={"restlessness": "new"}, **WELL),
    "a symptom told before by its course alone": treated(first=MORE_TOLD, **WELL),
    "large cells that a figure leaves open": treated("im", mcv("95", comparator=">", collected="2026-06-12"), **WELL),
    "an MMA that a figure leaves open": treated("im", mma("200", comparator=">", collected="2026-06-12"), **WELL),
    "coeliac antibodies by their figure": treated(
        "im", figure("ttg_iga", "88", "U/mL", reference_high="10", collected="2026-06-12"), **WELL),
    "coeliac antibodies that are negative by now": treated(
        "im", finding("ttg_iga", "negative", collected="2026-06-12"), **WELL,
        first=case(total("142"), finding("ttg_iga", "positive"), yes="fatigue vegan_diet")),
    "an atrophic stomach": treated("im", ATROPHY, **WELL),
    "an age that was not asked": treated(first=NO_AGE, **WELL),
    "one nerve question left out beside a yes": treated(
        "im", first=case(total("142"), yes="fatigue vegan_diet paraesthesia"),
        course={"paraesthesia": "improved"}, yes="paraesthesia", **{**WELL, "no": PARTLY_ASKED}),
    "a last dose that lies far back": treated(on="2027-03-15", last_given="2026-08-01", **WELL),
}  # fmt: skip
NERVES_NOT_TOLD = {route: treated(route, first=NERVES) for route in ("im", "oral")}
WORSE_BESIDE = treated("im", yes="bleeding_risk", course={"fatigue": "worse"})


def broken(raw: Raw) -> list[str]:
    got = laws.judged(raw)
    return [f"{law.__name__}: {wrong}" for law in laws.LAWS for wrong in law(raw, got)]


@settings(max_examples=120)
@given(st.integers(0, 10**9))
def test_the_laws_of_the_course_hold(seed: int) -> None:
    assert broken(made(Random(seed))) == []


@pytest.mark.parametrize("seed", range(8))
def test_where_nothing_speaks_against_it_stopping_is_said(seed: int) -> None:
    raw = sound(Random(seed))
    got = laws.judged(raw)
    assert got.course is not None
    assert got.course.verdict == "may_stop"
    assert laws.STOP.search(laws.said(raw, got))


@pytest.mark.parametrize("why", HOLDS_BACK)
def test_stopping_is_held_back_by(why: str) -> None:
    got = laws.judged(HOLDS_BACK[why])
    assert got.course is not None
    assert got.course.verdict != "may_stop"
    assert broken(HOLDS_BACK[why]) == []


def test_a_course_told_without_its_answer_is_heard() -> None:
    got = laws.judged(treated(course={"fatigue": "improved", "restlessness": "new"}))
    assert got.course is not None
    assert got.course.verdict == "worse"


@pytest.mark.parametrize(("route", "verdict", "plan"), [("im", "ask_course", "runs"), ("oral", "change", "anew")])
def test_nerves_whose_course_was_not_told_begin_nothing_beside_what_goes_on(
    route: str, verdict: str, plan: str
) -> None:
    got = laws.judged(NERVES_NOT_TOLD[route])
    assert got.course is not None
    assert (got.course.verdict, got.course.plan) == (verdict, plan)
    assert broken(NERVES_NOT_TOLD[route]) == []


PLANNED: dict[str, str] = {"too early": "2026-06-12", "due": "2026-06-15"}


@pytest.mark.parametrize("on", PLANNED.values(), ids=PLANNED)
def test_a_change_that_is_planned_is_not_weighed_beside_it(on: str) -> None:
    raw = treated(first=NERVES, course={"paraesthesia": "unchanged"}, on=on)
    assert laws.judged(raw).regimen is not None
    assert broken(raw) == []


def test_a_first_dose_after_the_visit_counts_no_days() -> None:
    got = assess(read(treated(course={"fatigue": "unchanged"}, started="2026-06-20")), today=date(2026, 6, 25))
    assert got.course is not None
    assert got.course.days is None
    assert "treatment since 20 Jun 2026, after this visit" in got.course.line.because


def test_what_is_worse_is_said_beside_a_change_of_the_route() -> None:
    got = laws.judged(WORSE_BESIDE)
    assert got.course is not None
    assert got.course.verdict == "change"
    assert "another diagnosis" in " ".join(note.text for note in got.course.notes)


def test_a_pregnancy_and_an_earlier_visit_say_nothing_of_stopping() -> None:
    raw = treated(first=PREGNANT, **WELL)
    later = visit(on="2026-09-15", no=WELL["no"], treatment={"route": "oral", "started": STARTED})
    for one in (raw, {**raw, "visits": [*raw["visits"], later]}):
        assert broken(one) == []
        assert not laws.STOP.search(laws.said(one, laws.judged(one)))
