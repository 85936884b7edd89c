"""Facts from answers: nerves, cord, eyes, risks, treatment so far; no is only ever the sum of noes."""

import pytest

from b12calc.models.vocabulary import SYMPTOM_GROUPS
from tests.rules.making import COMPLAINTS, FLAGS, NERVES, POSITIVE, SYMPTOMS, Raw, case, facts, finding, mcv, total

VAGUE = ("other_neurological", "dizziness", "falls")
NEURO = (
    *[code for code in NERVES if code not in VAGUE],
    *("romberg_positive", "reduced_position_sense", "reflexes_changed", "extensor_plantar", "spasticity"),
    "optic_atrophy",
)


def fact(name: str, raw: Raw) -> str:
    return facts(raw)[name]


def course(word: str, code: str = "paraesthesia") -> Raw:
    return case(yes=code, details={code: {"course": word}})


@pytest.mark.parametrize("code", NEURO)
def test_one_nerve_item_or_sign_makes_neuro_yes(code: str) -> None:
    assert fact("neuro", case(yes=code)) == "yes"
    assert fact("neuro", case(yes=code, no=set(SYMPTOMS) - {code})) == "yes"


@pytest.mark.parametrize("code", [*VAGUE, "jaundice", "fatigue", "brain_fog"])
def test_a_vague_item_alone_leaves_neuro_open(code: str) -> None:
    assert fact("neuro", case(yes=code)) == "unknown"


@pytest.mark.parametrize("code", VAGUE)
def test_a_vague_item_leaves_neuro_open_even_when_all_others_are_denied(code: str) -> None:
    assert fact("neuro", case(yes=code, no=set(SYMPTOMS) - {code})) == "unknown"


def test_neuro_is_no_only_when_every_nerve_and_balance_item_was_denied() -> None:
    assert fact("neuro", case(no=NERVES)) == "no"
    for code in NERVES:
        assert fact("neuro", case(no=set(NERVES) - {code})) == "unknown", code


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (course("worsening"), "yes"),
        (course("new"), "yes"),
        (case(yes="paraesthesia romberg_positive"), "yes"),
        (case(mcv("101"), yes="paraesthesia"), "yes"),
        (case(finding("blood_film", "abnormal", "hypersegmented_neutrophils"), yes="paraesthesia"), "yes"),
        (case(yes="paraesthesia nitrous_oxide"), "yes"),
        (case(yes="paraesthesia total_gastrectomy"), "yes"),
        (case(POSITIVE, yes="paraesthesia"), "yes"),
        (case(yes="paraesthesia rapid_deterioration"), "yes"),
        (course("stable"), "unknown"),
        (case(mcv("100"), yes="paraesthesia"), "unknown"),
        (case(yes="dizziness"), "unknown"),
        (case(no=NERVES), "no"),
    ],
)
def test_neuro_is_strong_when_it_worsens_has_signs_or_has_support(raw: Raw, answer: str) -> None:
    assert fact("neuro_strong", raw) == answer


@pytest.mark.parametrize(
    ("word", "answer"), [("stable", "no"), ("improving", "no"), ("worse", "yes"), ("worsening", "yes"), ("new", "yes")]
)
def test_nerves_are_new_or_worse_by_their_course(word: str, answer: str) -> None:
    assert fact("neuro_new_or_worse", course(word)) == answer


def test_nerves_whose_course_was_not_asked_count_as_new_or_worse() -> None:
    assert fact("neuro_new_or_worse", case(yes="paraesthesia")) == "yes"
    assert fact("neuro_new_or_worse", case()) == "unknown"
    assert fact("neuro_new_or_worse", case(no=NERVES)) == "no"


@pytest.mark.parametrize(
    ("codes", "cord", "alone"),
    [
        ("extensor_plantar", "yes", "no"),
        ("spasticity", "yes", "no"),
        ("romberg_positive gait_change", "yes", "no"),
        ("reduced_position_sense lhermitte", "yes", "no"),
        ("lhermitte leg_weakness", "unknown", "yes"),
        ("lhermitte", "unknown", "yes"),
        ("romberg_positive", "unknown", "yes"),
        ("gait_change limb_ataxia", "unknown", "yes"),
        ("paraesthesia", "unknown", "unknown"),
    ],
)
def test_a_cord_picture_needs_two_features_one_of_them_examined(codes: str, cord: str, alone: str) -> None:
    found = facts(case(yes=codes))
    assert (found["cord"], found["cord_feature_alone"]) == (cord, alone)


def test_two_cord_features_count_when_one_is_getting_worse() -> None:
    raw = case(yes="lhermitte leg_weakness", details={"leg_weakness": {"course": "worsening"}})
    assert fact("cord", raw) == "yes"


def test_the_cord_is_no_only_when_every_feature_was_denied() -> None:
    assert fact("cord", case(no=SYMPTOMS)) == "no"
    assert fact("cord", case(no=set(SYMPTOMS) - {"lhermitte"})) == "unknown"


@pytest.mark.parametrize(
    ("code", "answer"), [("visual_loss", "yes"), ("optic_atrophy", "yes"), ("headache", "unknown")]
)
def test_the_eye_is_involved_by_loss_of_sight_or_a_pale_disc(code: str, answer: str) -> None:
    assert fact("optic", case(yes=code)) == answer
    assert fact("optic", case(no=["visual_loss", "optic_atrophy"])) == "no"


@pytest.mark.parametrize("code", [*COMPLAINTS, *SYMPTOM_GROUPS["examination"], *FLAGS])
def test_any_complaint_sign_or_red_flag_makes_the_patient_symptomatic(code: str) -> None:
    assert fact("symptomatic", case(yes=code)) == "yes"


def test_without_symptoms_means_every_one_was_denied() -> None:
    assert fact("symptomatic", case(no=SYMPTOMS)) == "no"
    assert fact("symptomatic", case(no=set(SYMPTOMS) - {"poor_sleep"})) == "unknown"


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (case(yes="paraesthesia brain_fog"), "yes"),
        (case(yes="paraesthesia fatigue"), "yes"),
        (case(yes="paraesthesia"), "unknown"),
        (case(yes="fatigue", no=NERVES), "no"),
        (case(yes="paraesthesia", no=(*SYMPTOM_GROUPS["cognition"], "fatigue")), "no"),
    ],
)
def test_the_telling_pattern_is_nerves_together_with_mind_or_fatigue(raw: Raw, answer: str) -> None:
    assert fact("telling_pattern", raw) == answer


@pytest.mark.parametrize("missing", FLAGS)
def test_the_red_flags_are_answered_only_when_each_was_asked(missing: str) -> None:
    assert fact("red_flags_answered", case(no=FLAGS)) == "yes"
    assert fact("red_flags_answered", case(no=set(FLAGS) - {missing})) == "no"


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        (None, "yes"),
        ("2025-09-12", "yes"),
        ("2025-09-11", "history"),
        ("2025-09", "yes"),
        ("2025-08", "history"),
        ("2025", "yes"),
        ("2024", "history"),
    ],
)
def test_nitrous_oxide_counts_for_six_months_after_its_last_use(last: str | None, answer: str) -> None:
    assert fact("nitrous", case(yes="nitrous_oxide", details={"nitrous_oxide": {"last": last}})) == answer


def test_nitrous_oxide_not_asked_is_unknown_and_denied_is_no() -> None:
    assert fact("nitrous", case()) == "unknown"
    assert fact("nitrous", case(no=["nitrous_oxide"])) == "no"
    assert fact("nitrous", case(yes="nitrous_oxide", details={"nitrous_oxide": {"since": "2019"}})) == "yes"


@pytest.mark.parametrize(
    ("kind", "last", "treated", "injected"),
    [
        ("none", None, "no", "no"),
        ("unknown", None, "unknown", "unknown"),
        ("oral", None, "yes", "no"),
        ("oral", "2025-12-10", "yes", "no"),
        ("oral", "2025-12-09", "no", "no"),
        ("injection", None, "yes", "yes"),
        ("injection", "2025-11-10", "yes", "yes"),
        ("injection", "2025-11-09", "no", "no"),
        ("some", None, "yes", "unknown"),
        ("some", "2020-01-01", "yes", "unknown"),
    ],
)
def test_b12_counts_three_months_by_mouth_and_four_by_needle(
    kind: str, last: str | None, treated: str, injected: str
) -> None:
    found = facts(case(total("500", collected="2026-03-10"), before={"kind": kind, "last_taken": last}))
    assert (found["treated"], found["injected"]) == (treated, injected)


@pytest.mark.parametrize(("route", "injected"), [("im", "yes"), ("oral", "no")])
def test_a_running_treatment_is_treatment(route: str, injected: str) -> None:
    found = facts(case(total("500"), treatment={"route": route, "started": "2026-01-05"}))
    assert (found["treated"], found["injected"]) == ("yes", injected)


def test_injections_before_the_test_are_not_forgotten_when_tablets_follow() -> None:
    raw = case(
        total("500", collected="2026-03-10"),
        before={"kind": "injection", "last_taken": "2026-02-20"},
        treatment={"route": "oral", "started": "2026-03-11"},
    )
    assert fact("injected", raw) == "yes"
