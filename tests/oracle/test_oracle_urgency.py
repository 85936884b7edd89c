"""Section 2 by hand: every picture of every level."""

from typing import Any

import pytest

from .building import (
    ANTIBODY,
    NO_RED_FLAGS,
    NO_SYMPTOMS,
    PANCYTOPENIA,
    answer,
    figure,
    haemoglobin,
    mcv,
    total,
    word,
)

PLATELETS = figure("platelets", "49", "10*9/L")
NEUTROPHILS = figure("neutrophils", "0.9", "10*9/L")
THROMBOTIC = (
    figure("platelets", "60", "10*9/L", reference_low="150"),
    figure("ldh", "900", "U/L", reference_high="243"),
    figure("haptoglobin", "0.05", "g/L", reference_low="0.3"),
)


@pytest.mark.parametrize(
    ("results", "yes"),
    [
        ((), "extensor_plantar"),
        ((), "lhermitte romberg_positive"),
        ((), "visual_loss"),
        ((), "optic_atrophy"),
        ((), "rapid_deterioration"),
        ((), "new_weakness"),
        ((), "cannot_walk_unaided"),
        ((), "bladder_bowel_change"),
        ((word("mri_spine", "abnormal", "cord_compression"),), ""),
        ((), "major_confusion"),
        ((), "hallucinations"),
        ((), "chest_pain_or_heart_failure"),
        ((haemoglobin("109"),), "syncope"),
        ((), "syncope"),
        ((word("blood_film", "abnormal", "schistocytes"),), ""),
        (THROMBOTIC, ""),
        ((word("blood_film", "abnormal", "blasts"),), ""),
        ((NEUTROPHILS,), "fever"),
        (PANCYTOPENIA, "fever"),
        ((PLATELETS,), "bleeding"),
        (PANCYTOPENIA, "bleeding"),
        ((), "thromboembolism"),
        ((), "nitrous_oxide paraesthesia"),
    ],
)
def test_an_emergency_picture_is_an_emergency_whatever_the_level(results: tuple[dict[str, Any], ...], yes: str) -> None:
    for level in ("100", "600"):
        got = answer(total(level), *results, yes=yes)
        assert got.urgency == "emergency"
        assert "emergency" in got.referrals


@pytest.mark.parametrize(
    ("results", "yes"), [((haemoglobin("112"),), "syncope"), ((haemoglobin("70"), NEUTROPHILS), "bleeding")]
)
def test_a_red_flag_without_its_company_is_no_emergency(results: tuple[dict[str, Any], ...], yes: str) -> None:
    assert answer(total("600"), *results, yes=yes).urgency != "emergency"


@pytest.mark.parametrize(
    ("results", "more"),
    [
        ((total("100"),), {"yes": "paraesthesia"}),
        ((ANTIBODY,), {"yes": "paraesthesia"}),
        ((total("600"),), {"yes": "paraesthesia", "course": {"paraesthesia": "worsening"}}),
        ((total("600"),), {"yes": "reflexes_changed"}),
        ((total("600"), mcv("101")), {"yes": "unsteadiness"}),
        ((), {"yes": "lhermitte"}),
        ((), {"yes": "lhermitte leg_weakness"}),
        ((), {"yes": "frequent_falls"}),
        ((), {"yes": "personality_change"}),
        ((haemoglobin("79"),), {}),
        (PANCYTOPENIA, {}),
        ((total("150"), haemoglobin("98")), {"pregnancy": "pregnant", "trimester": 1}),
        ((mcv("116"), haemoglobin("115")), {}),
        ((total("600"),), {"yes": "paraesthesia nitrous_oxide", "last": {"nitrous_oxide": "2024"}}),
    ],
)
def test_an_urgent_picture_is_urgent(results: tuple[dict[str, Any], ...], more: dict[str, Any]) -> None:
    assert answer(*results, **more).urgency == "urgent"


def test_two_cord_features_reported_and_stable_are_no_cord_picture() -> None:
    got = answer(yes="lhermitte leg_weakness", course={"lhermitte": "stable"})
    assert (got.facts["cord"], got.urgency) == ("unknown", "urgent")
    assert answer(yes="lhermitte leg_weakness", course={"lhermitte": "worsening"}).facts["cord"] == "yes"


@pytest.mark.parametrize(
    ("results", "more"),
    [
        ((total("100"),), {"yes": "fatigue"}),
        ((total("250"),), {"yes": "paraesthesia"}),
        ((total("600"), ANTIBODY), {}),
        ((), {"yes": "paraesthesia"}),
    ],
)
def test_deficiency_stable_nerves_or_a_strong_picture_awaiting_tests_are_seen_soon(
    results: tuple[dict[str, Any], ...], more: dict[str, Any]
) -> None:
    assert answer(*results, **more).urgency == "soon"


def test_everything_else_is_routine() -> None:
    got = answer(total("250"), no={**NO_SYMPTOMS, **NO_RED_FLAGS})
    assert (got.urgency, got.facts["red_flag_level"]) == ("routine", "none")
    assert "unanswered_red_flags" not in got.warnings
    assert answer(total("250"), no=NO_SYMPTOMS).facts["red_flag_level"] == "unanswered"
