"""What the source article says of treatment, follow-up and safety (F), as a clinician sees it under every pack."""

import pytest

from b12calc.models.vocabulary import PACKS
from tests.requirements.seeing import CALM, see
from tests.rules.making import FLAGS, case, egfr, haemoglobin, mma, total

pytestmark = pytest.mark.parametrize("pack", PACKS)
DIET = "vegan_diet no_reliable_b12_source"


def test_tablets_are_the_route_for_a_dietary_cause(pack: str) -> None:
    """F1"""
    seen = see(case(total("150"), yes=f"{DIET} fatigue", no=CALM), pack)
    assert seen.answer.route == "oral"
    assert seen.says("Route: Tablets by mouth")


@pytest.mark.parametrize("answers", ["paraesthesia unsteadiness", "autoimmune_gastritis", "total_gastrectomy"])
def test_injections_are_the_route_for_nerves_and_for_lost_absorption(pack: str, answers: str) -> None:
    """F1"""
    seen = see(case(total("150"), yes=answers, no=FLAGS), pack)
    assert seen.answer.route == "im"
    assert seen.says("Route: Intramuscular injection")


def test_injections_are_the_route_where_repletion_must_be_dependable(pack: str) -> None:
    """F1"""
    severe = see(case(total("150"), haemoglobin("60"), yes=DIET, no=CALM), pack)
    unreliable = see(case(total("150"), yes=f"{DIET} tablets_not_reliable", no=CALM), pack)
    assert (severe.answer.route, unreliable.answer.route) == ("im", "im")


def test_injections_are_the_first_choice_where_absorption_is_impaired(pack: str) -> None:
    """F1"""
    seen = see(case(total("150"), yes="coeliac_disease", no=CALM), pack)
    assert seen.answer.route == "im_or_oral"
    assert seen.says("injections are the first choice where absorption is poor")


def test_the_oral_dose_is_printed(pack: str) -> None:
    """F2"""
    printed = {"uk": "at least 1 mg by mouth daily", "us": "1 to 2 mg by mouth daily"}
    regimen = see(case(total("150"), yes="metformin", no=CALM), pack).answer.regimen
    assert regimen is not None
    assert printed.get(pack, "1,000 to 2,000 micrograms by mouth daily") in regimen.text


def test_injections_load_first_and_are_then_kept_up_at_intervals(pack: str) -> None:
    """F2"""
    regimen = see(case(total("150"), yes="autoimmune_gastritis", no=CALM), pack).answer.regimen
    assert regimen is not None
    first, *_, last = regimen.phases
    assert "week" in first.every
    assert "month" in last.every


@pytest.mark.parametrize("code", ["autoimmune_gastritis", "total_gastrectomy", "bariatric_surgery"])
def test_lost_absorption_is_treated_for_the_long_term(pack: str, code: str) -> None:
    """F3"""
    seen = see(case(total("150"), yes=code, no=CALM), pack)
    assert seen.answer.lifelong == "yes"
    assert seen.says("Lifelong: Yes")


def test_a_dietary_cause_gets_a_plan_that_lasts(pack: str) -> None:
    """F3"""
    seen = see(case(total("150"), yes=DIET, no=CALM), pack)
    assert seen.answer.lifelong == "no"
    assert seen.says("A dietary cause needs a plan that lasts")
    assert "Yearly: cause, diet" in seen.to_come()


def test_the_form_of_b12_is_named_and_any_form_serves(pack: str) -> None:
    """F4"""
    seen = see(case(total("150"), yes=DIET, no=CALM), pack)
    assert seen.says("Any form of B12 (cyanocobalamin, methylcobalamin, hydroxocobalamin) serves")
    assert seen.answer.regimen is not None
    assert "cyanocobalamin" in seen.answer.regimen.phases[0].medicine


def test_the_condition_that_needs_hydroxocobalamin_is_named(pack: str) -> None:
    """F4"""
    seen = see(case(total("150"), yes="leber_optic_neuropathy", no=CALM), pack)
    assert "leber_avoid_cyanocobalamin" in seen.answer.warnings
    assert seen.says("no cyanocobalamin by any route; hydroxocobalamin is the form to use")


@pytest.mark.parametrize("answers", [DIET, "low_animal_intake no_reliable_b12_source"])
def test_the_diet_plan_names_food_supplement_and_habit(pack: str, answers: str) -> None:
    """F5"""
    text = see(case(total("150"), yes=answers, no=CALM), pack).line("diet_plan")
    assert all(word in text for word in ("animal foods", "fortified foods", "supplement", "habit"))


def test_laboratory_tests_are_due_at_8_to_12_weeks(pack: str) -> None:
    """F6"""
    assert (
        "Blood count and symptoms at 8 to 12 weeks"
        in see(case(total("150"), yes="autoimmune_gastritis"), pack).to_come()
    )


def test_mma_is_measured_again_after_a_borderline_baseline(pack: str) -> None:
    """F6"""
    borderline = see(case(total("250"), mma("400"), egfr("90"), yes="fatigue", no=CALM), pack)
    low = see(case(total("150"), mma("400"), egfr("90"), yes="fatigue", no=CALM), pack)
    assert "Methylmalonic acid again at 8 to 12 weeks" in borderline.to_come()
    assert "Methylmalonic acid" not in low.to_come()


def test_gait_balance_and_sensation_are_examined_and_the_nerves_reviewed(pack: str) -> None:
    """F6"""
    seen = see(case(total("150"), yes="paraesthesia", no=FLAGS), pack)
    examine = seen.line("examine")
    assert all(word in examine for word in ("vibration and position sense", "Romberg", "gait"))
    assert "Review of gait, balance and sensation at 3 weeks" in seen.to_come()
    assert "Gait, balance and sensation at 6 to 12 months" in seen.to_come()


@pytest.mark.parametrize(
    ("answers", "urgency"),
    [
        ("rapid_deterioration", "emergency"),
        ("frequent_falls", "urgent"),
        ("major_confusion", "emergency"),
        ("bladder_bowel_change", "emergency"),
        ("nitrous_oxide paraesthesia", "emergency"),
    ],
)
@pytest.mark.parametrize("value", ["", "150", "600"])
def test_each_urgent_picture_is_urgent_whatever_the_level(pack: str, answers: str, urgency: str, value: str) -> None:
    """F7"""
    seen = see(case(*([total(value)] if value else []), yes=answers), pack)
    assert seen.answer.urgency == urgency
    assert seen.plan.index("***") < seen.plan.index("Treatment:")
    assert ("emergency" in seen.answer.referrals) == (urgency == "emergency")


def test_an_unasked_red_flag_is_named_and_nothing_reassures(pack: str) -> None:
    """F7"""
    seen = see(case(total("600")), pack)
    assert "unanswered_red_flags" in seen.answer.warnings
    assert seen.says("Nothing here reassures until they are answered")


@pytest.mark.parametrize(
    "answers", ["kidney_disease", "inflammatory_bowel_disease", "partial_gastrectomy", "bariatric_surgery"]
)
def test_kidney_and_complex_bowel_disease_ask_for_caution_and_follow_up(pack: str, answers: str) -> None:
    """F8"""
    seen = see(case(total("150"), yes=answers, no=CALM), pack)
    assert "kidney_or_complex_gi_caution" in seen.answer.warnings
    assert seen.says("agree dose and follow-up with the specialist team")
    assert "First full review at 3 months" in seen.to_come()


@pytest.mark.parametrize("code", ["metformin", "proton_pump_inhibitor", "h2_blocker", "colchicine", "antiepileptic"])
def test_a_long_term_medicine_is_reviewed_before_treatment_and_at_follow_up(pack: str, code: str) -> None:
    """F8"""
    seen = see(case(total("150"), yes=code, no=CALM), pack)
    assert seen.says("Review the medicine")
    assert "Yearly: cause, diet, medicines" in seen.to_come()
