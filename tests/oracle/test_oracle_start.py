"""Section 6 by hand: every row and every choice modifier; lifelong, causes and the folding of visits."""

from decimal import Decimal
from typing import Any

import pytest

from .building import ANTIBODY, KIDNEY, NO_SYMPTOMS, TODAY, answer, case, figure, haemoglobin, mma, total, word
from .decide import decide
from .kidney import egfr

LOW, MIDDLE, HIGH = total("100"), total("250"), total("600")
ON_INJECTIONS = {"route": "im", "regimen": None, "started": "2025-12-01"}
WORSE = {"paraesthesia": "worse"}
BLASTS = word("blood_film", "abnormal", "blasts")
DIET = "vegan_diet no_reliable_b12_source"

ROWS: list[tuple[str, tuple[dict[str, Any], ...], dict[str, Any], tuple[str, str]]] = [
    ("1", (LOW,), {"yes": "cobalamin_allergy spasticity"}, ("specialist_first", "none")),
    ("2", (MIDDLE,), {"yes": "spasticity"}, ("now", "im")),
    ("2", (), {"yes": "rapid_deterioration"}, ("now", "im")),
    ("2", (HIGH,), {"yes": "nitrous_oxide paraesthesia"}, ("now", "im")),
    ("3", (LOW,), {"yes": "major_confusion"}, ("now", "im")),
    ("3", (LOW, BLASTS), {}, ("specialist_first", "none")),
    ("4", (MIDDLE,), {"yes": "bladder_bowel_change"}, ("specialist_first", "none")),
    (
        "5",
        (HIGH,),
        {"yes": "autoimmune_gastritis paraesthesia", "course": WORSE, "treatment": ON_INJECTIONS},
        ("now", "im"),
    ),
    ("6", (HIGH,), {"yes": "autoimmune_gastritis", "treatment": ON_INJECTIONS}, ("now", "im")),
    ("7", (LOW, haemoglobin("75")), {}, ("now", "im")),
    ("8", (LOW,), {"yes": "paraesthesia"}, ("now", "im")),
    ("9", (MIDDLE,), {"yes": "paraesthesia", "before": {"kind": "some"}}, ("while_waiting", "im")),
    ("10", (MIDDLE,), {"before": {"kind": "some"}}, ("after_tests", "none")),
    ("11", (LOW, ANTIBODY), {}, ("now", "im")),
    ("12", (HIGH,), {"yes": "total_gastrectomy"}, ("now", "im")),
    ("12", (), {"yes": "complete_ileal_resection"}, ("now", "im")),
    ("13", (LOW,), {"pregnancy": "breastfeeding"}, ("now", "im_or_oral")),
    ("14", (LOW,), {"yes": "coeliac_disease"}, ("now", "im_or_oral")),
    ("14", (HIGH,), {"yes": "bariatric_surgery"}, ("now", "im_or_oral")),
    ("15", (LOW,), {"yes": DIET}, ("now", "oral")),
    ("16", (LOW,), {"yes": "metformin"}, ("now", "oral")),
    ("16", (LOW,), {"yes": "metformin vegan_diet"}, ("now", "oral")),
    ("17", (LOW,), {}, ("now", "im_or_oral")),
    ("18", (MIDDLE, ANTIBODY), {"yes": "fatigue"}, ("while_waiting", "im")),
    ("18", (MIDDLE,), {"yes": "partial_ileal_resection fatigue"}, ("while_waiting", "im")),
    (
        "19",
        (total("150"), haemoglobin("98")),
        {"yes": "fatigue", "pregnancy": "pregnant", "trimester": 1},
        ("while_waiting", "im"),
    ),
    ("19", (MIDDLE,), {"yes": "reflexes_changed"}, ("while_waiting", "im")),
    ("20", (MIDDLE,), {"yes": "paraesthesia", "course": {"paraesthesia": "stable"}}, ("after_tests", "none")),
    ("21", (MIDDLE,), {"yes": "fatigue", "pregnancy": "pregnant"}, ("after_tests", "none")),
    ("22", (MIDDLE,), {"yes": "fatigue"}, ("after_tests", "none")),
    ("22", (MIDDLE,), {}, ("after_tests", "none")),
    ("23", (MIDDLE,), {"no": NO_SYMPTOMS}, ("not_indicated", "none")),
    ("24", (), {"yes": "paraesthesia", "course": {"paraesthesia": "worsening"}}, ("while_waiting", "im")),
    ("25", (), {"yes": "fatigue"}, ("after_tests", "none")),
    ("26", (HIGH,), {"yes": "fatigue vegan_diet"}, ("not_indicated", "none")),
    ("26", (), {"no": NO_SYMPTOMS}, ("not_indicated", "none")),
]


@pytest.mark.parametrize(("row", "results", "more", "expected"), ROWS)
def test_each_row_gives_its_start_and_route(
    row: str, results: tuple[dict[str, Any], ...], more: dict[str, Any], expected: tuple[str, str]
) -> None:
    got = answer(*results, **more)
    assert (got.rows["section 6"], (got.start, got.route)) == (row, expected)


@pytest.mark.parametrize(
    ("yes", "expected"),
    [
        ("cobalt_allergy", ("now", "im_or_oral")),
        ("leber_optic_neuropathy", ("now", "im")),
        ("leber_optic_neuropathy injections_not_possible", ("specialist_first", "none")),
        ("paraesthesia bleeding_risk", ("now", "im")),
        ("bleeding_risk", ("now", "oral")),
        ("paraesthesia injections_not_possible", ("now", "oral")),
        ("injections_not_possible", ("now", "oral")),
        ("swallowing_problem", ("now", "im")),
        ("tablets_not_reliable injections_not_possible", ("specialist_first", "none")),
    ],
)
def test_circumstances_change_the_route_in_their_order(yes: str, expected: tuple[str, str]) -> None:
    got = answer(LOW, yes=yes)
    assert (got.start, got.route) == expected


def test_tablets_as_a_bridge_are_said_not_to_be_enough() -> None:
    assert "oral_not_enough" in answer(LOW, yes="paraesthesia injections_not_possible").warnings
    assert "oral_not_enough" not in answer(LOW, yes="injections_not_possible").warnings


@pytest.mark.parametrize(
    ("yes", "lifelong"),
    [
        ("autoimmune_gastritis", "yes"),
        ("bariatric_surgery", "yes"),
        ("genetic_b12_disorder", "yes"),
        ("nitrous_oxide", "no"),
        (DIET, "no"),
        ("fish_tapeworm", "no"),
        ("", "unknown"),
        ("coeliac_disease", "unknown"),
        ("metformin", "unknown"),
    ],
)
def test_treatment_is_for_life_where_the_cause_is(yes: str, lifelong: str) -> None:
    assert answer(LOW, yes=yes).lifelong == lifelong


def test_causes_are_ranked_established_before_likely_before_possible() -> None:
    assert answer(LOW, ANTIBODY, yes="metformin colchicine h_pylori_infection").causes == (
        "autoimmune_gastritis",
        "drug",
        "malabsorption_other",
    )
    assert answer(LOW).causes == ("unknown",)
    assert answer(LOW, age_years=60).causes == ("autoimmune_gastritis",)


def test_a_yes_carries_to_the_next_visit_and_a_no_does_not() -> None:
    visits = case(MIDDLE, yes="paraesthesia metformin", no={"falls": "no"})
    later = case()["visits"][0] | {"date": "2026-06-12"}
    visits["visits"].append(later)
    got = decide(visits, TODAY)
    assert (got.neurological_involvement, got.causes) == ("yes", ("drug",))
    later["details"] = {"paraesthesia": {"course": "resolved"}}
    assert decide(visits, TODAY).neurological_involvement == "unknown"


def test_the_newest_collected_result_counts() -> None:
    visits = case(total("100", collected="2026-03-01"))
    visits["visits"].append(case(total("400", collected="2026-02-01"))["visits"][0] | {"date": "2026-04-01"})
    assert decide(visits, TODAY).status == "deficient"
    visits["visits"][1]["results"][0]["collected"] = "2026-03-20"
    assert decide(visits, TODAY).status == "unlikely"


def test_kidney_function_follows_the_published_examples() -> None:
    for milligrams, age, female, expected in (("0.9", 55, True, 75.50), ("1.5", 72, False, 49.16)):
        creatinine = figure("creatinine", milligrams, "mg/dL")
        sex = "female" if female else "male"
        got = answer(creatinine, age_years=age, sex=sex).facts["kidney"]
        assert got == ("normal" if expected >= 60 else "reduced")
    assert 50.22 < float(egfr(Decimal("1.2") * Decimal("88.4"), 65, True)) < 50.24


def test_a_test_already_there_is_not_asked_for_again() -> None:
    got = answer(MIDDLE, mma("120"), KIDNEY, yes="paraesthesia", course={"paraesthesia": "stable"})
    assert got.next_tests >= {"folate", "fbc", "hba1c", "tsh"}
    assert not got.next_tests & {"mma", "creatinine", "total_b12", "active_b12"}
