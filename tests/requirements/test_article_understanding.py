"""What the source article says B12 does and what to expect (A, E), as a clinician sees it under every pack."""

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.report import note
from b12calc.report.handout import patient_sheet
from tests.requirements.seeing import CALM, see
from tests.rules.making import FLAGS, case, egfr, figure, finding, haemoglobin, homocysteine, mcv, mma, read, total

pytestmark = pytest.mark.parametrize("pack", PACKS)
FOLATE = figure("folate", "8", "ug/L")
NORMAL_COUNT = (haemoglobin("135"), mcv("90"))
TIRED = "fatigue low_motivation brain_fog"
# Normal in words with a normal MMA: the one way to "unlikely" that needs no printed limit, so that every pack has it.
UNLIKELY = (finding("total_b12", "normal"), mma("150"), egfr("90"))


def test_b12_is_not_proposed_for_energy_memory_or_mood_when_it_is_normal(pack: str) -> None:
    """A1"""
    seen = see(case(*UNLIKELY, yes=TIRED, no=CALM), pack)
    assert (seen.answer.status, seen.answer.start, seen.answer.route) == ("unlikely", "not_indicated", "none")
    assert seen.answer.regimen is None
    assert seen.says("Vitamin B12 is not proposed", "it is no stimulant", "does not give more energy")
    assert not {"time_energy", "mood_support"} & {line.code for line in seen.answer.recommendations}


def test_slow_recovery_of_nerves_is_not_called_failure(pack: str) -> None:
    """A2"""
    seen = see(case(total("150"), yes="paraesthesia", no=FLAGS), pack)
    assert seen.says("Nerves recover over several months", "delay is not failure")


def test_the_words_on_slow_nerves_stay_when_the_level_has_become_normal(pack: str) -> None:
    """A2"""
    treated = {"route": "im", "started": "2026-01-10"}
    raw = case(total("800"), yes="paraesthesia", no=FLAGS, treatment=treated, before={"kind": "injection"})
    assert see(raw, pack).says("delay is not failure")


def test_the_patient_takes_home_that_slow_nerves_are_no_failure(pack: str) -> None:
    """A2"""
    raw = case(total("150"), finding("mma", "raised"), yes="paraesthesia fatigue", no=FLAGS)
    answer = see(raw, pack).answer
    said = " ".join(note(patient_sheet(read(raw), answer)).split())
    assert "Nerves heal slowly. This takes several months, and some signs may stay." in said
    assert "Slow does not mean that your treatment has failed." in said


def test_homocysteine_is_read_with_folate_kidney_and_thyroid(pack: str) -> None:
    """A3"""
    seen = see(case(total("250"), homocysteine("25"), yes="paraesthesia", no=FLAGS), pack)
    assert seen.answer.status != "functional_deficiency"
    assert "homocysteine_not_specific" in seen.answer.warnings
    assert seen.says("Homocysteine also rises with low folate, kidney or thyroid disease")
    assert {"folate", "creatinine"} <= set(seen.answer.next_tests)


def test_a_marked_homocysteine_counts_once_folate_kidney_and_thyroid_are_known(pack: str) -> None:
    """A3"""
    known = case(
        total("250"), homocysteine("60"), FOLATE, egfr("90"), yes="paraesthesia", no=(*FLAGS, "thyroid_disease")
    )
    ill = case(total("250"), homocysteine("60"), FOLATE, egfr("90"), yes="paraesthesia thyroid_disease", no=FLAGS)
    assert see(known, pack).answer.status == "functional_deficiency"
    assert see(ill, pack).answer.status != "functional_deficiency"


def test_nerve_symptoms_without_anaemia_are_taken_as_possible_deficiency(pack: str) -> None:
    """A4"""
    seen = see(case(total("250"), *NORMAL_COUNT, yes="paraesthesia", no=FLAGS), pack)
    assert seen.answer.status == "indeterminate"
    assert "normal_count_does_not_exclude" in seen.answer.warnings
    assert seen.says("nerves can be affected without anaemia")


@pytest.mark.parametrize("value", ["150", "250", "600"])
def test_a_normal_blood_count_never_lowers_the_conclusion(pack: str, value: str) -> None:
    """A4"""
    without, normal = (
        see(case(total(value), *results, yes="paraesthesia", no=FLAGS), pack).answer for results in ((), NORMAL_COUNT)
    )
    assert (normal.status, normal.urgency, normal.start) == (without.status, without.urgency, without.start)


@pytest.mark.parametrize(
    ("answers", "cause"),
    [("vegan_diet no_reliable_b12_source", "dietary"), ("partial_gastrectomy", "gastric_surgery")],
)
def test_a_diet_or_operation_long_ago_still_counts_and_its_date_is_shown(pack: str, answers: str, cause: str) -> None:
    """A5"""
    first = answers.split(maxsplit=1)[0]
    seen = see(case(total("150"), yes=answers, no=CALM, details={first: {"since": "2009"}}), pack)
    assert cause in seen.answer.causes
    reasons = [reason.because for reason in seen.answer.reasons if reason.decision == "cause"]
    assert any("since 2009" in line for lines in reasons for line in lines)


@pytest.mark.parametrize("symptom", ["fatigue", "low_stamina", "breathlessness", "headache", "brain_fog"])
def test_energy_is_promised_within_days_to_weeks(pack: str, symptom: str) -> None:
    """E1"""
    text = see(case(total("150"), yes=symptom, no=CALM), pack).line("time_energy")
    assert all(word in text for word in ("Energy", "stamina", "breathlessness", "concentration", "days to a few weeks"))


def test_nerves_take_months_may_stay_partial_and_small_gains_are_named(pack: str) -> None:
    """E2"""
    text = see(case(total("150"), yes="paraesthesia", no=FLAGS), pack).line("time_nerves")
    assert all(word in text for word in ("several months", "in part", "buttons", "stairs", "steadiness in the dark"))


@pytest.mark.parametrize("symptom", ["low_mood", "restlessness", "forgetfulness"])
def test_b12_supports_mood_and_is_no_treatment_of_depression_or_anxiety(pack: str, symptom: str) -> None:
    """E3"""
    text = see(case(total("150"), yes=symptom, no=CALM), pack).line("mood_support")
    assert "supports" in text
    assert "not a treatment for depression or anxiety by itself" in text


def test_normal_b12_with_symptoms_leads_to_a_wider_evaluation(pack: str) -> None:
    """E4"""
    seen = see(case(*UNLIKELY, yes=TIRED, no=CALM), pack)
    assert "other_cause_likely" in seen.answer.warnings
    assert seen.says("sleep, iron, thyroid, medicines, alcohol, stress, mental health")
    assert {"tsh", "ferritin"} <= set(seen.answer.next_tests)


def test_no_gain_at_three_months_or_of_the_nerves_at_six_to_twelve_asks_for_another_explanation(pack: str) -> None:
    """E5"""
    answer = see(case(total("150"), yes="paraesthesia fatigue", no=FLAGS), pack).answer
    late = {one.due.isoformat(): one.text for one in answer.follow_up if "another explanation" in one.text}
    assert [day[:7] for day in late] == ["2026-06", "2027-03"]
    assert "Gait, balance and sensation at 6 to 12 months" in late[max(late)]


@pytest.mark.parametrize(
    ("code", "started", "course", "said"),
    [
        ("fatigue", "2025-12-12", "unchanged", True),
        ("fatigue", "2025-12-13", "unchanged", False),
        ("fatigue", "2025-12-12", "improved", False),
        ("paraesthesia", "2025-09-12", "unchanged", True),
        ("paraesthesia", "2025-09-13", "unchanged", False),
        ("paraesthesia", None, "unchanged", False),
    ],
)
def test_no_gain_in_its_time_under_treatment_asks_for_another_explanation(
    pack: str, code: str, started: str | None, course: str, said: bool
) -> None:
    """E5"""
    treated = {"route": "im", "started": started}
    raw = case(total("800"), yes=code, no=FLAGS, treatment=treated, details={code: {"course": course}})
    seen = see(raw, pack)
    assert ("other_cause_likely" in seen.answer.warnings) is said
    assert not said or seen.says("No gain in the time that treatment takes")


def test_worse_nerves_under_treatment_point_beyond_b12(pack: str) -> None:
    """E5"""
    treated = {"route": "im", "started": "2025-03-10"}
    worse = {"paraesthesia": {"course": "worsening"}}
    raw = case(
        total("800"), yes="paraesthesia", no=FLAGS, treatment=treated, before={"kind": "injection"}, details=worse
    )
    seen = see(raw, pack)
    assert "other_cause_likely" in seen.answer.warnings
    assert seen.says("Another cause is likely: look further than B12")
    assert {"hba1c", "tsh"} <= set(seen.answer.next_tests)
