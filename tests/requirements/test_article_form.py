"""What the source article wants the form to collect (B, C), and that the answer shows it under every pack."""

import pytest

from b12calc.models.vocabulary import ANSWER_GROUPS, PACKS
from b12calc.models.wording import group_hint
from tests.requirements.seeing import CALM, asked, see
from tests.rules.making import FLAGS, NERVES, case, total

MALABSORPTION = (
    "autoimmune_gastritis",
    "total_gastrectomy",
    "partial_gastrectomy",
    "bariatric_surgery",
    "complete_ileal_resection",
    "partial_ileal_resection",
    "coeliac_disease",
    "inflammatory_bowel_disease",
    "pancreatic_insufficiency",
)
EVERY = pytest.mark.parametrize("pack", PACKS)


def test_the_form_asks_for_every_nerve_symptom_and_the_pattern_from_the_feet() -> None:
    """B1"""
    assert asked("nerve", "tingling", "pins and needles", "numbness", "burning", "feet or hands", "vibration")
    assert asked(
        "nerve", "buttons", "keys", "handwriting", "electric", "neck", "weakness", "heaviness", "feet and moved"
    )


@EVERY
@pytest.mark.parametrize("code", [one for one in ANSWER_GROUPS["nerve"] if one != "other_neurological"])
def test_each_nerve_symptom_alone_counts_as_nerve_involvement(pack: str, code: str) -> None:
    """B1"""
    seen = see(case(total("150"), yes=code, no=FLAGS), pack)
    assert seen.answer.neurological_involvement == "yes"
    assert seen.says("Nerves involved: Yes")


def test_the_form_asks_for_balance_in_the_dark_on_uneven_ground_and_on_quick_turns() -> None:
    """B2"""
    assert asked("balance", "dark", "uneven ground", "quick turns", "falls")
    assert asked("red_flags", "worsening", "balance", "new weakness", "falls that keep happening")


@EVERY
@pytest.mark.parametrize("code", ["rapid_deterioration", "new_weakness", "frequent_falls"])
def test_worsening_balance_new_weakness_and_repeated_falls_get_prompt_assessment(pack: str, code: str) -> None:
    """B2"""
    seen = see(case(yes=code), pack)
    assert seen.answer.urgency in ("emergency", "urgent")
    assert seen.plan.index("***") < seen.plan.index("Nerves involved")


def test_the_form_asks_for_mood_and_for_severe_mental_change() -> None:
    """B3"""
    assert asked("mood", "motivation", "irritab", "stress", "flat", "restlessness", "anxiety")
    assert asked("red_flags", "change of personality", "confusion", "hallucinations")


@EVERY
@pytest.mark.parametrize("code", ["personality_change", "major_confusion", "hallucinations"])
def test_severe_mental_change_is_urgent(pack: str, code: str) -> None:
    """B3"""
    seen = see(case(yes=code), pack)
    assert seen.answer.urgency in ("emergency", "urgent")
    assert seen.says("Severe mental symptoms need their own assessment")


def test_the_form_asks_for_thinking_and_memory() -> None:
    """B4"""
    assert asked("cognition", "brain fog", "mental fatigue", "slow", "concentration", "focus", "words", "forget")
    assert asked("cognition", "several things at once")
    assert all(word in group_hint("cognition") for word in ("sleep", "thyroid", "depression", "medicines"))


@EVERY
@pytest.mark.parametrize("code", ANSWER_GROUPS["cognition"])
def test_the_overlap_of_thinking_problems_with_other_causes_is_shown(pack: str, code: str) -> None:
    """B4"""
    seen = see(case(total("150"), yes=code, no=CALM), pack)
    assert seen.says("overlap with sleep loss, thyroid disease, depression and medicines")


def test_the_form_asks_for_the_symptoms_that_add_context() -> None:
    """B5"""
    assert asked("context", "mouth", "smooth", "tongue", "palpitations", "exertion", "pallor", "fatigue", "headaches")
    assert asked("context", "stamina")
    assert group_hint("context") == "Their absence does not rule out neurological deficiency"


@EVERY
@pytest.mark.parametrize("value", ["150", "250", "600"])
def test_their_absence_never_lowers_the_conclusion(pack: str, value: str) -> None:
    """B5"""
    unasked = see(case(total(value), yes="paraesthesia", no=FLAGS), pack).answer
    denied = see(case(total(value), yes="paraesthesia", no=(*FLAGS, *ANSWER_GROUPS["context"])), pack).answer
    assert (denied.status, denied.urgency, denied.start) == (unasked.status, unasked.urgency, unasked.start)


@EVERY
@pytest.mark.parametrize("answers", ["paraesthesia brain_fog", "reduced_vibration_sense fatigue"])
def test_sensory_change_with_fog_or_fatigue_is_called_the_telling_combination(pack: str, answers: str) -> None:
    """B6"""
    text = see(case(total("250"), yes=answers, no=FLAGS), pack).line("telling_pattern")
    assert "telling combination" in text
    assert "even when the patient functions day to day" in text


def test_the_form_asks_for_the_diet_and_for_a_consistent_source() -> None:
    """C1"""
    assert asked("diet", "strictly vegan", "meat, fish, dairy and eggs", "fortified food", "supplement", "consistently")
    assert asked("diet", "appetite", "narrow", "older people")


@EVERY
@pytest.mark.parametrize("code", ["vegan_diet", "low_animal_intake", "narrow_diet_or_poor_appetite"])
def test_each_diet_is_named_as_a_cause_and_advised_on(pack: str, code: str) -> None:
    """C1"""
    seen = see(case(total("150"), yes=code, no=CALM), pack)
    assert "dietary" in seen.answer.causes
    assert seen.says("advice on food and a reliable daily source of B12")


@EVERY
def test_a_reliable_source_makes_the_diet_a_weaker_cause(pack: str) -> None:
    """C1"""
    rows = [
        {reason.row for reason in see(raw, pack).answer.reasons}
        for raw in (
            case(total("150"), yes="vegan_diet no_reliable_b12_source", no=CALM),
            case(total("150"), yes="vegan_diet", no=(*CALM, "no_reliable_b12_source")),
        )
    ]
    assert "cause-diet" in rows[0]
    assert "cause-diet-possible" in rows[1]


@EVERY
@pytest.mark.parametrize("code", MALABSORPTION)
def test_every_malabsorption_is_asked_and_becomes_a_cause(pack: str, code: str) -> None:
    """C2"""
    assert code in ANSWER_GROUPS["absorption"]
    answer = see(case(total("150"), yes=code, no=CALM), pack).answer
    assert answer.causes[0] in ("autoimmune_gastritis", "gastric_surgery", "ileal", "malabsorption_other")
    assert answer.route != "oral"


@EVERY
@pytest.mark.parametrize("code", ["metformin", "proton_pump_inhibitor", "h2_blocker"])
@pytest.mark.parametrize("symptom", ["paraesthesia", "forgetfulness"])
def test_new_symptoms_on_metformin_or_acid_suppression_prompt_a_test(pack: str, code: str, symptom: str) -> None:
    """C3"""
    seen = see(case(yes=f"{code} {symptom}", no=FLAGS), pack)
    assert "total_b12" in seen.answer.next_tests
    assert seen.says("on metformin or acid suppression ask for a B12 test")


@EVERY
def test_the_duration_of_the_medicine_is_used(pack: str) -> None:
    """C3"""
    assert asked("medicines", "record the duration", "dose and duration")
    since = {"2018": "cause-drug", "2026-01": "cause-drug-possible"}
    for date, row in since.items():
        raw = case(total("150"), yes="metformin", no=CALM, details={"metformin": {"since": date}})
        assert row in {reason.row for reason in see(raw, pack).answer.reasons}


@EVERY
def test_age_counts_as_a_risk_of_its_own(pack: str) -> None:
    """C4"""
    old = see(case(total("150"), no=CALM, age_years=72, pregnancy="unknown"), pack).answer
    assert old.causes == ("autoimmune_gastritis",)
    assert "intrinsic_factor_antibody" in old.next_tests
    both = see(case(total("150"), yes="narrow_diet_or_poor_appetite", no=CALM, age_years=72, pregnancy="unknown"), pack)
    assert both.says("Two or more risks add up")


@EVERY
@pytest.mark.parametrize(
    ("code", "cause"),
    [("nitrous_oxide", "nitrous_oxide"), ("fish_tapeworm", "parasitic"), ("genetic_b12_disorder", "genetic")],
)
def test_exposures_and_rare_disorders_are_asked_and_named(pack: str, code: str, cause: str) -> None:
    """C5"""
    assert code in ANSWER_GROUPS["exposures"]
    assert see(case(total("150"), yes=code, no=CALM), pack).answer.causes[0] == cause


@EVERY
def test_heavy_alcohol_is_asked_and_counts_among_the_risks(pack: str) -> None:
    """C5"""
    assert asked("exposures", "heavy alcohol")
    assert see(case(total("150"), yes="heavy_alcohol metformin", no=CALM), pack).says("Two or more risks add up")


@EVERY
def test_two_risks_together_weigh_more_and_it_is_said(pack: str) -> None:
    """C6"""
    seen = see(case(total("150"), yes="vegan_diet proton_pump_inhibitor", no=(*NERVES, *FLAGS)), pack)
    assert "together they weigh more than each alone" in seen.line("stacked_risk")
    assert {"cause-diet-possible-stacked", "cause-drug-stacked"} <= {reason.row for reason in seen.answer.reasons}
