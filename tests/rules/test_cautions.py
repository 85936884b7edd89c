"""Cautions that one answer alone must set: each would be missed if its row were lost."""

import json
from datetime import date
from itertools import combinations

import pytest

from b12calc.models.reading import read_case
from b12calc.rules import assess
from tests.rules.making import assessed, case, total

DAY = date(2026, 3, 12)
ALONE = {
    "leber_optic_neuropathy": "leber_avoid_cyanocobalamin",
    "visual_loss": "leber_avoid_cyanocobalamin",
    "cobalamin_allergy": "allergy_check",
    "cobalt_allergy": "allergy_check",
    "adverse_reaction_to_b12": "allergy_check",
    "nitrous_oxide": "nitrous_oxide_stop",
    "folic_acid_alone": "no_folate_alone",
    "high_dose_biotin": "antibody_assay_interference",
    "bladder_bowel_change": "exclude_cord_compression",
    "hallucinations": "psychiatric_safety",
    "thromboembolism": "thrombosis_risk",
    "coeliac_disease": "treat_underlying",
    "vegan_diet": "dietary_advice",
    "metformin": "medicine_review",
}


@pytest.mark.parametrize("pack", ["uk", "us", "article"])
@pytest.mark.parametrize("code", ALONE)
def test_one_answer_sets_its_caution_and_its_opposite_does_not(code: str, pack: str) -> None:
    def warnings(word: str) -> tuple[str, ...]:
        visit = {"date": DAY.isoformat(), "answers": {code: word, "fatigue": "yes"}}
        raw = {"format": "b12calc-case/1", "patient": {"age_years": 40, "sex": "male"}, "visits": [visit]}
        return assess(read_case(json.dumps(raw)), today=DAY, pack=pack).warnings

    assert ALONE[code] in warnings("yes")
    assert ALONE[code] not in warnings("no")


@pytest.mark.parametrize(
    "cause",
    ["autoimmune_gastritis", "vegan_diet no_reliable_b12_source", "metformin", "bariatric_surgery", "paraesthesia"],
)
@pytest.mark.parametrize("count", range(5))
def test_in_leber_no_other_answer_brings_cyanocobalamin(cause: str, count: int) -> None:
    routes = ("bleeding_risk", "tablets_not_reliable", "swallowing_problem", "injections_not_possible")
    for chosen in combinations(routes, count):
        answer = assessed(case(total("100"), yes=" ".join(("leber_optic_neuropathy", cause, *chosen))))
        texts = () if answer.regimen is None else (answer.regimen.text, *answer.regimen.alternatives)
        given = [] if answer.regimen is None else [phase.medicine for phase in answer.regimen.phases]
        assert "cyanocobalamin" not in given and not any("yanocobalamin" in text for text in texts), chosen
        assert answer.route in ("im", "none"), chosen
