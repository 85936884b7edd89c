"""What the source article says of tests and how to read them (D), as a clinician sees it under every pack."""

import pytest

from b12calc.analytes import analytes
from b12calc.models.vocabulary import PACKS
from tests.requirements.seeing import CALM, see
from tests.rules.making import FLAGS, Raw, bare, case, egfr, figure, finding, haemoglobin, homocysteine, mcv, mma, total

pytestmark = pytest.mark.parametrize("pack", PACKS)
FOLATE = figure("folate", "8", "ug/L")
MARKERS = {"mma", "homocysteine", "active_b12"}


def test_serum_b12_is_the_first_test(pack: str) -> None:
    """D1"""
    answer = see(case(yes="fatigue metformin", no=FLAGS), pack).answer
    assert answer.next_tests[0] == "total_b12"
    assert not MARKERS & set(answer.next_tests)


@pytest.mark.parametrize("value", ["250", "600"])
def test_further_markers_are_asked_for_when_number_and_story_disagree(pack: str, value: str) -> None:
    """D1"""
    raw = case(total(value), mcv("112"), yes="paraesthesia reduced_vibration_sense", no=FLAGS)
    seen = see(raw, pack)
    assert seen.answer.status in ("indeterminate", "probable")
    assert "mma" in seen.answer.next_tests
    assert seen.says("Methylmalonic acid")


@pytest.mark.parametrize(("value", "unit"), [("150", "ng/L"), ("150", "pg/mL"), ("110", "pmol/L")])
def test_a_clearly_low_figure_is_low_in_every_unit_it_is_printed_in(pack: str, value: str, unit: str) -> None:
    """D2"""
    assert unit in analytes()["total_b12"].units
    assert see(case(total(value, unit), no=CALM), pack).answer.status == "deficient"


def test_between_the_zones_nothing_is_called_deficient_or_unlikely(pack: str) -> None:
    """D2"""
    seen = see(case(total("250"), yes="fatigue", no=CALM), pack)
    assert seen.answer.status == "indeterminate"
    assert seen.says("Result: 250 ng/L (184.5 pmol/L)", "Printed range: 180 to 900 ng/L")


def test_the_higher_zone_is_told_from_the_middle_or_the_pack_says_it_cannot(pack: str) -> None:
    """D2"""
    answer = see(case(total("600"), yes="fatigue", no=CALM), pack).answer
    assert answer.status == ("indeterminate" if pack == "article" else "unlikely")
    assert answer.measurements[0].low_limit == "180"


@pytest.mark.parametrize("value", ["250", "600"])
def test_a_higher_level_after_supplements_does_not_reassure(pack: str, value: str) -> None:
    """D3"""
    seen = see(case(total(value), yes="fatigue", no=CALM, before={"kind": "oral", "last_taken": "2026-03-01"}), pack)
    assert seen.answer.status == "not_interpretable"
    assert seen.says("Cannot be interpreted: B12 was taken before the sample", "Methylmalonic acid")


def test_blood_is_taken_before_the_first_high_dose(pack: str) -> None:
    """D3"""
    assert see(case(total("150"), no=CALM), pack).says("Take the blood samples before the first high dose")


def test_what_was_taken_before_the_test_is_asked(pack: str) -> None:
    """D3"""
    answer = see(case(total("600"), no=CALM, before={"kind": "unknown"}), pack).answer
    assert "b12_before_test" in answer.open_questions


def test_mma_raises_the_conclusion_only_with_a_sound_kidney(pack: str) -> None:
    """D4"""
    sound, poor = (
        see(case(total("250"), mma("400"), egfr(value), yes="fatigue", no=CALM), pack) for value in ("90", "40")
    )
    assert sound.answer.status == "functional_deficiency"
    assert poor.answer.status == "indeterminate"
    assert poor.says("Methylmalonic acid and homocysteine rise when the kidney fails")


def test_without_a_kidney_figure_creatinine_is_asked_for_with_mma(pack: str) -> None:
    """D4"""
    seen = see(case(total("250"), mma("400"), yes="fatigue", no=CALM), pack)
    assert "creatinine" in seen.answer.next_tests
    assert seen.says("If the kidney is impaired, methylmalonic acid and homocysteine do not prove deficiency")


@pytest.mark.parametrize("more", ["thyroid_disease", "heavy_alcohol"])
def test_homocysteine_is_not_taken_for_b12_beside_its_other_causes(pack: str, more: str) -> None:
    """D4"""
    seen = see(case(total("250"), homocysteine("25"), FOLATE, egfr("90"), yes=f"fatigue {more}", no=CALM), pack)
    assert seen.answer.status == "indeterminate"
    assert "homocysteine_not_specific" in seen.answer.warnings


def test_large_cells_and_anaemia_support_the_conclusion(pack: str) -> None:
    """D5"""
    plain, large = (
        see(case(total("250"), *results, yes="paraesthesia", no=FLAGS), pack).answer.status
        for results in ((), (haemoglobin("95"), mcv("112")))
    )
    assert (plain, large) == ("indeterminate", "probable")


def test_a_normal_count_does_not_exclude(pack: str) -> None:
    """D5"""
    seen = see(case(total("150"), haemoglobin("135"), mcv("90"), yes="fatigue", no=CALM), pack)
    assert seen.answer.status == "deficient"
    assert seen.says("A normal blood count does not exclude deficiency")


@pytest.mark.parametrize("results", [(), (total("150"),), (total("250"),)])
def test_folate_is_asked_for_with_b12(pack: str, results: tuple[Raw, ...]) -> None:
    """D6"""
    assert "folate" in see(case(*results, yes="fatigue", no=CALM), pack).answer.next_tests


@pytest.mark.parametrize(
    "raw",
    [
        case(total("250"), figure("folate", "1.8", "ug/L"), yes="fatigue", no=CALM),
        case(total("250"), yes="fatigue folic_acid_alone", no=CALM),
        case(total("250"), mcv("112"), yes="fatigue", no=CALM),
        case(mcv("112"), yes="fatigue", no=CALM),
    ],
)
def test_folic_acid_alone_is_warned_against_while_deficiency_is_possible(pack: str, raw: Raw) -> None:
    """D6"""
    seen = see(raw, pack)
    assert "no_folate_alone" in seen.answer.warnings
    assert seen.says("No folic acid alone while B12 deficiency is possible", "B12 first or together")


def test_confirmed_deficiency_asks_why(pack: str) -> None:
    """D7"""
    answer = see(case(total("150"), yes="fatigue", no=CALM), pack).answer
    assert {"intrinsic_factor_antibody", "coeliac_serology", "h_pylori"} <= set(answer.next_tests)


def test_the_cause_changes_the_plan(pack: str) -> None:
    """D7"""
    diet = see(case(total("150"), yes="vegan_diet no_reliable_b12_source", no=CALM), pack).answer
    antibody = finding("intrinsic_factor_antibody", "positive")
    stomach = see(case(total("150"), antibody, no=CALM), pack).answer
    assert (diet.route, diet.lifelong) == ("oral", "no")
    assert (stomach.route, stomach.lifelong) == ("im", "yes")
    assert diet.regimen and stomach.regimen and diet.regimen.id != stomach.regimen.id


@pytest.mark.parametrize("answers", ["paraesthesia", "vegan_diet no_reliable_b12_source"])
def test_the_retest_stands_at_8_to_12_weeks_with_symptoms_beside_numbers(pack: str, answers: str) -> None:
    """D8"""
    seen = see(case(total("150"), yes=answers, no=FLAGS), pack)
    (retest,) = (one for one in seen.answer.follow_up if "8 to 12 weeks" in one.text and "fbc" in one.what)
    assert retest.due.isoformat() == "2026-06-04"
    assert "symptom_review" in retest.what
    assert seen.says("symptoms and function, not only numbers")


def test_nerves_are_said_to_lag_behind(pack: str) -> None:
    """D8"""
    assert "delay is not failure" in see(case(total("150"), yes="paraesthesia", no=FLAGS), pack).line("time_nerves")


def test_a_figure_without_unit_support_is_not_read_as_reassuring(pack: str) -> None:
    """D2"""
    assert see(case(bare("300"), yes="fatigue", no=CALM), pack).answer.status == "indeterminate"
