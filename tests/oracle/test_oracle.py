"""Section 4 by hand: at least one case for every row, derived from the text of the decisions."""

from typing import Any

import pytest

from .building import (
    ANTIBODY,
    FOLATE,
    KIDNEY,
    NO_NERVES,
    NO_SYMPTOMS,
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

FILM = word("blood_film", "abnormal", "hypersegmented_neutrophils")
PREGNANT: dict[str, Any] = {"pregnancy": "pregnant", "trimester": 2}
STATUS = "section 4"


def test_a_child_is_out_of_scope_and_sent_to_paediatrics() -> None:
    got = answer(total("100"), age_years=15)
    assert (got.status, got.rows[STATUS], got.start, got.route) == ("out_of_scope", "1", "specialist_first", "none")
    assert got.referrals == {"paediatrics"}
    assert got.warnings == {"unanswered_red_flags"}


def test_a_blood_count_alone_leaves_b12_not_tested() -> None:
    got = answer(haemoglobin("90"), mcv("110"), yes="fatigue")
    assert (got.status, got.rows[STATUS]) == ("not_tested", "2")
    assert got.next_tests >= {"total_b12", "folate"}
    assert "fbc" not in got.next_tests


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (total("179"), "deficient"),
        (total("180"), "indeterminate"),
        (total("350"), "indeterminate"),
        (total("351"), "unlikely"),
        (total("132.9", "pmol/L"), "deficient"),
        (total("133", "pmol/L"), "indeterminate"),
        (total("258", "pmol/L"), "indeterminate"),
        (total("258.2", "pmol/L"), "unlikely"),
        (active("24.9"), "deficient"),
        (active("25"), "indeterminate"),
        (active("70"), "indeterminate"),
        (active("70.1"), "unlikely"),
    ],
)
def test_the_printed_limit_of_the_reported_unit_decides(result: dict[str, Any], status: str) -> None:
    assert answer(result).status == status


def test_a_figure_below_a_comparator_counts_only_when_its_whole_range_lies_in_one_band() -> None:
    assert answer(total("150", comparator="<")).status == "deficient"
    got = answer(total("200", comparator="<"))
    assert (got.status, got.rows[STATUS], got.facts["total_b12_band"]) == ("indeterminate", "10", "unresolved")


def test_low_total_b12_in_pregnancy_without_active_b12_is_indeterminate() -> None:
    got = answer(total("150"), **PREGNANT)
    assert (got.status, got.rows[STATUS]) == ("indeterminate", "4")
    assert "pregnancy_total_b12_unreliable" in got.warnings
    assert "active_b12" in got.next_tests


@pytest.mark.parametrize("more", [{"yes": "paraesthesia"}, {}])
def test_low_total_b12_in_pregnancy_with_nerves_or_anaemia_not_explained_by_iron_is_probable(
    more: dict[str, str],
) -> None:
    blood = () if more else (haemoglobin("98"),)
    got = answer(total("150"), *blood, **more, **PREGNANT)
    assert (got.status, got.rows[STATUS]) == ("probable", "4")


def test_low_total_b12_in_pregnancy_with_anaemia_explained_by_iron_stays_indeterminate() -> None:
    got = answer(total("150"), haemoglobin("98"), mcv("76"), figure("ferritin", "9", "ug/L"), **PREGNANT)
    assert (got.status, got.rows[STATUS]) == ("indeterminate", "4")


def test_low_total_with_high_active_b12_in_pregnancy_is_unlikely_only_without_nerves_and_anaemia() -> None:
    calm = answer(total("150"), active("90"), haemoglobin("125"), no=NO_NERVES, **PREGNANT)
    assert (calm.status, calm.rows[STATUS]) == ("unlikely", "4b")
    assert "discordant_results" in calm.warnings
    nerves = answer(total("150"), active("90"), haemoglobin("125"), yes="paraesthesia", **PREGNANT)
    assert (nerves.status, nerves.rows[STATUS]) == ("indeterminate", "4b")


@pytest.mark.parametrize(
    "results", [(total("200"), mma("281"), KIDNEY), (mma("281"),), (total("400"), mma("751"), KIDNEY)]
)
def test_usable_raised_mma_makes_the_deficiency_functional(results: tuple[dict[str, Any], ...]) -> None:
    got = answer(*results)
    assert (got.status, got.rows[STATUS]) == ("functional_deficiency", "5")


def test_raised_mma_beside_a_high_level_needs_symptoms_to_be_functional() -> None:
    assert answer(total("400"), mma("300"), KIDNEY, yes="fatigue").rows[STATUS] == "5"
    got = answer(total("400"), mma("300"), KIDNEY, no=NO_SYMPTOMS)
    assert (got.status, got.rows[STATUS], got.start) == ("indeterminate", "11d", "not_indicated")
    assert "repeat_b12" in got.next_tests


def test_raised_mma_of_a_weak_kidney_does_not_raise_the_conclusion() -> None:
    got = answer(total("200"), mma("600"), kidney("59"))
    assert (got.status, got.rows[STATUS]) == ("indeterminate", "10")
    assert "metabolites_unreliable_kidney" in got.warnings


def test_marked_homocysteine_with_nerves_is_functional_deficiency() -> None:
    got = answer(total("400"), homocysteine("51"), KIDNEY, FOLATE, yes="paraesthesia", no={"thyroid_disease": "no"})
    assert (got.status, got.rows[STATUS]) == ("functional_deficiency", "5b")
    assert "thrombosis_risk" in got.warnings
    gas = answer(total("400"), homocysteine("16"), KIDNEY, FOLATE, yes="paraesthesia nitrous_oxide")
    assert (gas.status, gas.rows[STATUS]) == ("functional_deficiency", "5b")


def test_homocysteine_is_not_usable_while_folate_is_unknown() -> None:
    got = answer(total("400"), homocysteine("60"), KIDNEY, yes="paraesthesia")
    assert (got.status, got.rows[STATUS]) == ("indeterminate", "11")


def test_nothing_reassures_in_nitrous_oxide_with_nerves() -> None:
    got = answer(total("600"), mma("120"), KIDNEY, yes="paraesthesia nitrous_oxide")
    assert (got.status, got.rows[STATUS]) == ("probable", "6")


@pytest.mark.parametrize(
    ("results", "yes"),
    [
        ((ANTIBODY,), "fatigue"),
        ((total("250"), ANTIBODY), "fatigue"),
        ((total("250"), mcv("101")), "paraesthesia"),
        ((total("250"), FILM), "paraesthesia"),
        ((total("250"),), "autoimmune_gastritis fatigue"),
    ],
)
def test_a_middle_level_in_telling_company_is_probable(results: tuple[dict[str, Any], ...], yes: str) -> None:
    got = answer(*results, yes=yes)
    assert (got.status, got.rows[STATUS]) == ("probable", "7")


def test_a_level_taken_on_treatment_is_not_interpretable_unless_low() -> None:
    before = {"kind": "oral", "last_taken": "2026-03-01"}
    got = answer(total("400"), mma("120"), KIDNEY, before=before)
    assert (got.status, got.rows[STATUS]) == ("not_interpretable", "8")
    assert got.warnings >= {"level_raised_by_supplement", "normal_metabolites_do_not_exclude"}
    assert answer(total("150"), before=before).status == "deficient"
    assert answer(total("400"), before={"kind": "oral", "last_taken": "2025-12-11"}).status == "unlikely"


def test_a_middle_level_with_normal_mma_is_unlikely_only_when_nerves_were_asked_and_denied() -> None:
    got = answer(total("250"), mma("280"), kidney("20"), no=NO_NERVES)
    assert (got.status, got.rows[STATUS]) == ("unlikely", "9")
    for yes in ("", "paraesthesia", "dizziness"):
        open_case = answer(total("250"), mma("280"), yes=yes)
        assert (open_case.status, open_case.rows[STATUS]) == ("indeterminate", "9")


def test_an_untrusted_antibody_alone_is_indeterminate_and_repeated() -> None:
    got = answer(ANTIBODY, yes="fatigue", before={"kind": "injection", "last_taken": "2026-03-01"})
    assert (got.status, got.rows[STATUS], got.facts["antibody"]) == ("indeterminate", "10", "equivocal")
    assert got.next_tests >= {"intrinsic_factor_antibody", "total_b12"}


@pytest.mark.parametrize(
    ("results", "yes"),
    [
        ((), "spasticity"),
        ((), "visual_loss"),
        ((mcv("104"),), "paraesthesia"),
        ((FILM,), "gait_change"),
        ((), "total_gastrectomy paraesthesia"),
        ((ANTIBODY,), ""),
        ((word("bone_marrow", "abnormal", "megaloblastic"),), ""),
        ((*PANCYTOPENIA, mcv("108")), ""),
        ((mma("300"),), ""),
        ((mma("300"), kidney("40")), "paraesthesia"),
        ((), "nitrous_oxide"),
    ],
)
def test_a_strong_picture_outweighs_a_high_level(results: tuple[dict[str, Any], ...], yes: str) -> None:
    got = answer(total("500"), *results, yes=yes)
    assert (got.status, got.rows[STATUS]) == ("indeterminate", "11")
    assert "normal_b12_does_not_exclude" in got.warnings


def test_doubt_about_unit_limits_or_assay_withholds_unlikely() -> None:
    unit = answer(figure("total_b12", "300", "pmol/L"))
    limits = answer(total("400", reference_low="420"))
    biotin = answer(total("400"), yes="high_dose_biotin")
    for got, warning in (
        (unit, "assay_units_check"),
        (limits, "lab_limits_differ"),
        (biotin, "antibody_assay_interference"),
    ):
        assert (got.status, got.rows[STATUS]) == ("indeterminate", "11b")
        assert warning in got.warnings


def test_a_red_flag_that_could_be_neurological_withholds_unlikely() -> None:
    got = answer(total("500"), yes="frequent_falls")
    assert (got.status, got.rows[STATUS], got.urgency) == ("indeterminate", "11c", "urgent")


def test_a_high_level_alone_is_unlikely_and_a_very_high_one_asks_why() -> None:
    got = answer(total("1001"))
    assert (got.status, got.rows[STATUS], got.facts["total_b12_band"]) == ("unlikely", "12", "very_high")
    assert "high_b12_look_for_cause" in got.warnings
    assert got.next_tests >= {"repeat_b12", "liver", "creatinine"}
