"""Section 12 by hand: a case for each warning and referral, and what must not be there."""

from typing import Any

import pytest

from .building import (
    ANTIBODY,
    FOLATE,
    KIDNEY,
    NO_NERVES,
    PANCYTOPENIA,
    active,
    answer,
    figure,
    haemoglobin,
    homocysteine,
    kidney,
    mcv,
    mma,
    total,
    word,
)

LOW, MIDDLE, HIGH = total("100"), total("250"), total("600")
NEGATIVE = word("intrinsic_factor_antibody", "negative")
MRI = word("mri_spine", "normal")
SOME = {"kind": "some"}

WARNINGS: list[tuple[str, tuple[dict[str, Any], ...], dict[str, Any]]] = [
    ("normal_b12_does_not_exclude", (HIGH,), {"yes": "paraesthesia"}),
    ("normal_count_does_not_exclude", (LOW, haemoglobin("130"), mcv("90")), {}),
    ("no_folate_alone", (figure("folate", "2", "ug/L"),), {}),
    ("no_folate_alone", (MIDDLE, mcv("101")), {}),
    ("level_raised_by_supplement", (HIGH,), {"before": SOME}),
    ("level_lowered_without_deficiency", (MIDDLE,), {"yes": "oral_contraceptive"}),
    ("metabolites_unreliable_kidney", (MIDDLE, mma("300"), kidney("59")), {}),
    ("metabolites_unreliable_kidney", (MIDDLE, mma("300")), {}),
    ("homocysteine_not_specific", (MIDDLE, homocysteine("20"), KIDNEY), {}),
    ("antibody_assay_interference", (HIGH, ANTIBODY), {}),
    ("assay_units_check", (figure("total_b12", "150", "ng/L"),), {}),
    ("discordant_results", (LOW, active("90")), {}),
    ("discordant_results", (LOW, mma("120")), {}),
    ("near_cut_off", (total("180"),), {}),
    ("lab_limits_differ", (total("170", reference_low="145"),), {}),
    ("neuro_do_not_delay", (LOW,), {"yes": "paraesthesia"}),
    ("nitrous_oxide_stop", (), {"yes": "nitrous_oxide", "since": {"nitrous_oxide": "2025-09"}}),
    ("potassium_early", (LOW, haemoglobin("79")), {}),
    ("potassium_early", (LOW, *PANCYTOPENIA), {}),
    ("allergy_check", (), {"yes": "cobalt_allergy"}),
    ("leber_avoid_cyanocobalamin", (), {"yes": "leber_optic_neuropathy"}),
    ("other_cause_likely", (HIGH,), {"yes": "fatigue"}),
    ("do_not_repeat_b12_on_treatment", (LOW,), {"yes": "paraesthesia"}),
    ("high_b12_look_for_cause", (total("738", "pmol/L"),), {}),
    ("pregnancy_total_b12_unreliable", (HIGH,), {"pregnancy": "pregnant"}),
    ("copper_mimic", (HIGH,), {"yes": "paraesthesia bariatric_surgery"}),
    ("thrombotic_picture", (word("blood_film", "abnormal", "schistocytes"),), {}),
    ("kidney_or_complex_gi_caution", (LOW, kidney("45")), {}),
    ("unanswered_red_flags", (HIGH,), {}),
    ("out_of_date_result", (total("100", collected="2025-12-11"),), {}),
    ("antibody_negative_does_not_exclude", (LOW, NEGATIVE), {}),
    ("normal_metabolites_do_not_exclude", (MIDDLE, mma("120")), {"yes": "reflexes_changed"}),
    ("gastric_cancer_vigilance", (ANTIBODY,), {}),
    ("iron_may_coexist", (haemoglobin("100"), mcv("90")), {}),
    ("medicine_review", (LOW,), {"yes": "colchicine"}),
    ("dietary_advice", (HIGH,), {"yes": "vegan_diet"}),
    ("oral_not_enough", (LOW,), {"yes": "coeliac_disease injections_not_possible"}),
    ("review_response", (LOW,), {}),
    ("treat_underlying", (), {"yes": "h_pylori_infection"}),
    ("psychiatric_safety", (), {"yes": "personality_change"}),
    ("thrombosis_risk", (homocysteine("51"),), {}),
    ("exclude_cord_compression", (), {"yes": "spasticity"}),
]


@pytest.mark.parametrize(("warning", "results", "more"), WARNINGS)
def test_each_warning_is_set_by_its_picture(
    warning: str, results: tuple[dict[str, Any], ...], more: dict[str, Any]
) -> None:
    assert warning in answer(*results, **more).warnings


@pytest.mark.parametrize(
    ("warning", "results", "more"),
    [
        ("near_cut_off", (total("201"),), {}),
        ("assay_units_check", (total("150"),), {}),
        ("assay_units_check", (figure("total_b12", "200", "ng/L"),), {}),
        ("nitrous_oxide_stop", (), {"yes": "nitrous_oxide", "last": {"nitrous_oxide": "2025-08"}}),
        ("out_of_date_result", (total("100", collected="2025-12-12"),), {}),
        ("high_b12_look_for_cause", (total("1200"),), {"before": SOME}),
        ("metabolites_unreliable_kidney", (MIDDLE, mma("300"), KIDNEY), {}),
        ("homocysteine_not_specific", (MIDDLE, homocysteine("20"), KIDNEY, FOLATE), {}),
        ("exclude_cord_compression", (MRI,), {"yes": "spasticity"}),
        ("medicine_review", (HIGH,), {"yes": "metformin"}),
        ("no_folate_alone", (HIGH, mcv("101")), {}),
        ("review_response", (MIDDLE,), {"yes": "fatigue"}),
    ],
)
def test_a_warning_stays_away_without_its_picture(
    warning: str, results: tuple[dict[str, Any], ...], more: dict[str, Any]
) -> None:
    assert warning not in answer(*results, **more).warnings


@pytest.mark.parametrize(
    ("referrals", "results", "more"),
    [
        ({"emergency", "neurology"}, (), {"yes": "spasticity"}),
        ({"emergency", "neurology", "ophthalmology"}, (), {"yes": "visual_loss"}),
        ({"neurology"}, (), {"yes": "genetic_b12_disorder"}),
        ({"haematology"}, PANCYTOPENIA, {}),
        ({"haematology", "obstetrics"}, (active("20"), haemoglobin("98")), {"pregnancy": "pregnant", "trimester": 3}),
        (
            {"haematology"},
            (LOW, NEGATIVE, word("ttg_iga", "negative"), word("h_pylori", "negative")),
            {},
        ),
        ({"gastroenterology"}, (figure("ferritin", "29", "ug/L"),), {"yes": "autoimmune_gastritis"}),
        ({"dietitian"}, (), {"yes": "bariatric_surgery"}),
        (set(), (HIGH,), {}),
    ],
)
def test_each_referral_follows_its_picture(
    referrals: set[str], results: tuple[dict[str, Any], ...], more: dict[str, Any]
) -> None:
    assert answer(*results, **more).referrals == referrals


def test_hallucinations_are_never_unlikely_so_psychiatry_waits_for_medical_causes() -> None:
    got = answer(HIGH, yes="hallucinations", no=NO_NERVES)
    assert (got.status, got.rows["section 4"], got.urgency) == ("indeterminate", "11c", "emergency")
    assert "psychiatry" not in got.referrals
