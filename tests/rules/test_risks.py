"""Facts from the history: risk factors, stacking, diet, medicines and their duration, causes that stay."""

import pytest

from b12calc.models.vocabulary import HISTORY_CODES
from tests.rules.making import POSITIVE, Raw, case, facts, finding

ACID = ("metformin", "proton_pump_inhibitor", "h2_blocker")
BOWEL = (
    *("partial_gastrectomy", "bariatric_surgery", "partial_ileal_resection", "inflammatory_bowel_disease"),
    *("coeliac_disease", "pancreatic_insufficiency", "bacterial_overgrowth", "abdominal_radiotherapy"),
)
FOR_EVER = ("autoimmune_gastritis", "total_gastrectomy", "complete_ileal_resection")


def fact(name: str, raw: Raw) -> str:
    return facts(raw)[name]


@pytest.mark.parametrize(
    ("codes", "age", "stacked"),
    [
        ("", 40, "no"),
        ("vegan_diet", 40, "no"),
        ("vegan_diet low_animal_intake restricted_diet", 40, "no"),
        ("metformin proton_pump_inhibitor h2_blocker", 40, "no"),
        ("autoimmune_gastritis h_pylori_infection", 40, "no"),
        ("coeliac_disease bacterial_overgrowth", 40, "no"),
        ("nitrous_oxide heavy_alcohol", 40, "no"),
        ("vegan_diet metformin", 40, "yes"),
        ("autoimmune_gastritis coeliac_disease", 40, "yes"),
        ("heavy_alcohol vegan_diet", 40, "yes"),
        ("vegan_diet", 64, "no"),
        ("vegan_diet", 65, "yes"),
        ("vegan_diet", None, "no"),
        ("", 80, "no"),
    ],
)
def test_risks_stack_by_distinct_mechanisms_and_by_age_from_65(codes: str, age: int | None, stacked: str) -> None:
    assert fact("stacked", case(yes=codes, age_years=age)) == stacked


@pytest.mark.parametrize(("age", "answer"), [(59, "no"), (60, "yes"), (None, "unknown")])
def test_sixty_is_a_limit_and_an_unknown_age_is_unknown(age: int | None, answer: str) -> None:
    assert fact("age_60", case(age_years=age)) == answer


@pytest.mark.parametrize(
    ("yes", "no", "answer"),
    [
        ("vegan_diet no_reliable_b12_source", (), "yes"),
        ("low_animal_intake no_reliable_b12_source", (), "yes"),
        ("vegan_diet", (), "unknown"),
        ("no_reliable_b12_source", (), "unknown"),
        ("vegan_diet", ("no_reliable_b12_source",), "no"),
        ("no_reliable_b12_source", ("vegan_diet", "low_animal_intake"), "no"),
        ("no_reliable_b12_source", ("vegan_diet",), "unknown"),
        ("", (), "unknown"),
    ],
)
def test_a_diet_is_unreliable_when_animal_food_and_any_other_source_are_missing(
    yes: str, no: tuple[str, ...], answer: str
) -> None:
    assert fact("unreliable_diet", case(yes=yes, no=no)) == answer


@pytest.mark.parametrize("code", ACID)
@pytest.mark.parametrize(
    ("since", "answer"),
    [
        (None, "yes"),
        ("2020", "yes"),
        ("2025-03-12", "yes"),
        ("2025-03", "yes"),
        ("2025-05", "no"),
        ("2026-01-02", "no"),
    ],
)
def test_a_medicine_counts_as_long_from_a_year_on_or_when_nobody_knows(
    code: str, since: str | None, answer: str
) -> None:
    assert fact("drug_long", case(yes=code, details={code: {"since": since}})) == answer


@pytest.mark.parametrize("since", ["2025-03-13", "2025-04-11"])
def test_a_medicine_taken_for_less_than_a_year_is_not_long(since: str) -> None:
    assert fact("drug_long", case(yes="metformin", details={"metformin": {"since": since}})) == "no"


def test_one_long_medicine_is_enough_and_none_asked_is_unknown() -> None:
    both = case(yes="metformin h2_blocker", details={"metformin": {"since": "2026"}, "h2_blocker": {"since": "2020"}})
    assert fact("drug_long", both) == "yes"
    assert fact("drug_long", case()) == "unknown"
    assert fact("drug_long", case(no=ACID)) == "no"


@pytest.mark.parametrize("code", BOWEL)
def test_each_of_these_impairs_absorption(code: str) -> None:
    assert fact("malabsorption", case(yes=code)) == "yes"
    assert fact("malabsorption", case(no=set(BOWEL) - {code})) == "unknown"
    assert fact("malabsorption", case(no=BOWEL)) == "no"


@pytest.mark.parametrize("code", FOR_EVER)
def test_each_of_these_does_not_go_away(code: str) -> None:
    assert fact("irreversible", case(yes=code)) == "yes"
    assert fact("irreversible", case(no=set(FOR_EVER) - {code})) == "unknown"
    assert fact("irreversible", case(no=FOR_EVER)) == "no"


def test_a_trusted_antibody_is_a_cause_that_does_not_go_away_and_a_negative_one_excludes_none() -> None:
    assert fact("irreversible", case(POSITIVE, no=FOR_EVER)) == "yes"
    assert fact("irreversible", case(finding("intrinsic_factor_antibody", "negative"))) == "unknown"


def test_a_contraceptive_folic_acid_and_a_family_name_are_told_apart_as_risks() -> None:
    assert fact("risk_factor", case(yes="oral_contraceptive folic_acid_alone kidney_disease")) == "unknown"
    assert fact("risk_factor", case(yes="family_history_b12_or_autoimmune")) == "yes"
    assert fact("risk_factor", case(no=HISTORY_CODES)) == "no"
    assert fact("risk_factor", case(no=set(HISTORY_CODES) - {"vegan_diet"})) == "unknown"


@pytest.mark.parametrize("code", ["weight_loss", "nausea_vomiting", "abdominal_pain"])
def test_the_upper_gut_speaks_through_three_complaints(code: str) -> None:
    assert fact("upper_gi_symptoms", case(yes=code)) == "yes"
    assert fact("upper_gi_symptoms", case(no=["weight_loss", "nausea_vomiting", "abdominal_pain"])) == "no"
