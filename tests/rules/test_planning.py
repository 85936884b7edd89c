"""What is to come: tests asked for once and only while open, the dated regimen, the follow-up day by day."""

from datetime import date

import pytest

from b12calc.plan.schedule import is_open
from tests.rules.making import (
    FOLATE,
    PANCYTOPENIA,
    SYMPTOMS,
    TODAY,
    Raw,
    active,
    assessed,
    case,
    egfr,
    finding,
    haemoglobin,
    mcv,
    mma,
    total,
)

LOW = total("142")
MIDDLE = total("250")
HIGH = total("500")
DIET = "vegan_diet no_reliable_b12_source"


def asked(raw: Raw) -> tuple[str, ...]:
    return assessed(raw).next_tests


def due(raw: Raw) -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for line in assessed(raw).follow_up:
        found[line.due] = found.get(line.due, ()) + line.what
    return found


@pytest.mark.parametrize(
    ("results", "test", "open_still"),
    [
        ((LOW,), "folate", True),
        ((LOW, FOLATE), "folate", False),
        ((LOW, finding("red_cell_folate", "normal")), "folate", False),
        ((LOW,), "fbc", True),
        ((LOW, haemoglobin("130")), "fbc", True),
        ((LOW, haemoglobin("130"), mcv("90")), "fbc", False),
        ((MIDDLE, mma("300")), "creatinine", True),
        ((MIDDLE, mma("300"), egfr("88")), "creatinine", False),
        ((LOW,), "coeliac_serology", True),
        ((LOW, finding("ttg_iga", "negative")), "coeliac_serology", False),
        ((LOW,), "intrinsic_factor_antibody", True),
        ((LOW, finding("intrinsic_factor_antibody", "negative")), "intrinsic_factor_antibody", False),
        ((LOW, finding("intrinsic_factor_antibody", "equivocal")), "intrinsic_factor_antibody", True),
    ],
)
def test_a_test_is_asked_for_only_while_its_result_is_missing(
    results: tuple[Raw, ...], test: str, open_still: bool
) -> None:
    assert (test in asked(case(*results))) is open_still


def test_a_small_rise_of_mma_is_asked_for_again_although_it_was_measured() -> None:
    assert "mma" in asked(case(HIGH, mma("300"), egfr("88"), no=SYMPTOMS))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (case(yes="fatigue metformin"), {"total_b12", "folate", "fbc"}),
        (case(yes="fatigue", pregnancy="pregnant"), {"active_b12", "folate", "fbc"}),
        (case(MIDDLE, yes="fatigue"), {"mma", "creatinine", "folate", "fbc"}),
        (case(yes="nitrous_oxide"), {"mma", "homocysteine", "creatinine"}),
        (case(HIGH, before={"kind": "oral"}), {"mma", "creatinine"}),
        (case(mma("150")), {"total_b12"}),
        (case(LOW, haemoglobin("70"), mcv("112")), {"reticulocytes", "blood_film", "potassium"}),
        (case(LOW, yes="paraesthesia bariatric_surgery"), {"copper"}),
        (case(LOW, yes="extensor_plantar"), {"mri_spine"}),
        (case(LOW, finding("blood_film", "abnormal", "schistocytes")), {"adamts13"}),
        (case(LOW, yes="fish_tapeworm"), {"stool_parasites"}),
        (case(total("1500")), {"repeat_b12", "liver", "creatinine"}),
    ],
)
def test_the_picture_asks_for_its_tests(raw: Raw, expected: set[str]) -> None:
    assert expected <= set(asked(raw))


def test_active_and_not_total_b12_is_asked_for_in_pregnancy() -> None:
    raw = case(LOW, pregnancy="pregnant")
    assert "active_b12" in asked(raw)
    assert "total_b12" not in asked(raw)


def test_each_test_is_asked_for_once() -> None:
    found = asked(case(MIDDLE, *PANCYTOPENIA, mcv("118"), yes="paraesthesia fatigue nitrous_oxide fish_tapeworm"))
    assert len(found) == len(set(found))


def test_where_two_rows_ask_for_one_test_the_first_and_stronger_gives_the_reason() -> None:
    lines = [one for one in assessed(case(yes="fatigue metformin")).recommendations if one.code == "total_b12"]
    assert [(one.id, one.strength) for one in lines] == [("test-b12", "offer")]


@pytest.mark.parametrize(
    ("raw", "regimen", "alternatives"),
    [
        (case(LOW), "uk-im-standard", 1),
        (case(LOW, yes="paraesthesia"), "uk-im-neuro", 0),
        (case(LOW, yes=DIET), "uk-oral-dietary", 1),
    ],
)
def test_the_regimen_is_dated_from_the_first_open_day(raw: Raw, regimen: str, alternatives: int) -> None:
    plan = assessed(raw, date(2026, 3, 14)).regimen
    assert plan is not None
    assert (plan.id, len(plan.alternatives)) == (regimen, alternatives)
    assert plan.phases[0].dates[0] == date(2026, 3, 16)
    assert plan.sources


def test_no_regimen_is_given_where_nothing_is_proposed() -> None:
    for raw in (case(HIGH, no=SYMPTOMS), case(LOW, yes="cobalamin_allergy"), case(MIDDLE, yes="fatigue")):
        assert assessed(raw).regimen is None


def test_follow_up_stands_in_the_order_of_its_days_on_open_days_and_never_before_today() -> None:
    for raw in (case(LOW), case(LOW, yes="paraesthesia"), case(LOW, *PANCYTOPENIA), case(MIDDLE, yes="fatigue")):
        days = [line.due for line in assessed(raw).follow_up]
        assert days
        assert days == sorted(days)
        assert min(days) >= TODAY
        assert all(is_open(day) for day in days)


def test_severe_anaemia_has_potassium_at_48_hours_and_by_day_7_and_reticulocytes_by_day_10() -> None:
    first = date(2026, 3, 16)
    raw = case(LOW, haemoglobin("70"), on="2026-03-16")
    lines = {line.what[0]: line.due for line in reversed(assessed(raw, first).follow_up)}
    potassium = [line.due for line in assessed(raw, first).follow_up if "potassium" in line.what]
    assert potassium == [date(2026, 3, 18), date(2026, 3, 23)]
    assert date(2026, 3, 23) <= lines["reticulocytes"] <= date(2026, 3, 26)


def test_nerves_are_reviewed_at_three_weeks_three_months_and_up_to_a_year() -> None:
    lines = assessed(case(LOW, yes="paraesthesia")).follow_up
    days = [(line.due - TODAY).days for line in lines if line.what == ("symptom_review",)]
    assert days[0] == 21
    assert any(85 <= day <= 95 for day in days)
    assert any(350 <= day <= 370 for day in days)


def test_a_window_is_due_at_its_later_end_and_says_its_earlier_one() -> None:
    lines = assessed(case(LOW, yes="autoimmune_gastritis")).follow_up
    labs = next(line for line in lines if line.what == ("fbc", "symptom_review"))
    assert labs.due == date(2026, 6, 4)
    assert "Window from 7 May 2026." in labs.text


@pytest.mark.parametrize(
    ("raw", "repeated"),
    [(case(LOW, yes="autoimmune_gastritis"), False), (case(LOW, yes=DIET), True)],
)
def test_b12_is_measured_again_on_tablets_and_never_on_injections(raw: Raw, repeated: bool) -> None:
    assert any("total_b12" in what for what in due(raw).values()) is repeated


def test_results_are_seen_within_two_weeks_and_within_one_in_pregnancy() -> None:
    assert due(case(MIDDLE, yes="fatigue")) == {date(2026, 3, 26): ("results_review",)}
    assert due(case(active("50"), yes="fatigue", pregnancy="pregnant")) == {date(2026, 3, 19): ("results_review",)}


def test_pregnancy_and_breastfeeding_are_reviewed_after_one_month() -> None:
    for word in ("pregnant", "breastfeeding"):
        days = due(case(active("20"), pregnancy=word))
        assert date(2026, 4, 13) in days


def test_every_follow_up_says_what_why_and_by_whose_word() -> None:
    for line in assessed(case(LOW, *PANCYTOPENIA, yes="paraesthesia")).follow_up:
        assert line.what
        assert line.text
        assert line.why
        assert line.sources
