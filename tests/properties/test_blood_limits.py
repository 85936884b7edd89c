"""Every decision limit of the blood count, iron and age (P10): just below, at and just above.

Anaemia by WHO 2024 (WHO-14 to WHO-18): below the figure is anaemic, below the next moderate, below the last severe.
Each step is seen in what it causes, not only in its name: syncope is an emergency from moderate anaemia on, severe
anaemia is urgent by itself, and the note on a normal blood count goes with the first degree of anaemia.
"""

from typing import Any, Final

import pytest

from .cases import Raw, band, figure, finding, judge, made_pregnant, make_case, sentences, with_answer, with_result

MIDDLE: Final = figure("total_b12", "250", "ng/L")
LOW: Final = figure("total_b12", "120", "ng/L")
NORMAL_MCV: Final = figure("mcv", "90", "fL")
# (who, no anaemia from, mild from, moderate from), all in g/L
GROUPS: Final = [
    ("woman", 120, 110, 80),
    ("man", 130, 110, 80),
    ("first trimester", 110, 100, 70),
    ("second trimester", 105, 95, 70),
    ("third trimester", 110, 100, 70),
]
DEGREES: Final = ("none", "mild", "moderate", "severe")
TRIMESTERS: Final = {"first trimester": 1, "second trimester": 2, "third trimester": 3}


def person(who: str) -> Raw:
    """Return a case of this group with an undecided B12 and normal red cell volume."""
    raw = make_case([MIDDLE, NORMAL_MCV])
    if who == "man":
        return make_case([MIDDLE, NORMAL_MCV], patient={"sex": "male"})
    return made_pregnant(raw, TRIMESTERS[who]) if who in TRIMESTERS else raw


def steps() -> list[tuple[str, str, str, str]]:
    """List who, value, unit and degree around every limit in g/L and g/dL."""
    rows = []
    for who, *limits in GROUPS:
        for place, limit in enumerate(limits):
            above, below = DEGREES[place], DEGREES[place + 1]
            tenths = f"{limit // 10}.{limit % 10}"
            under = f"{(limit - 1) // 10}.{(limit - 1) % 10}"
            over = f"{(limit + 1) // 10}.{(limit + 1) % 10}"
            rows += [(who, f"{limit - 1}", "g/L", below), (who, f"{limit - 1}.9", "g/L", below)]
            rows += [(who, f"{limit}", "g/L", above), (who, f"{limit + 1}", "g/L", above)]
            rows += [(who, under, "g/dL", below), (who, tenths, "g/dL", above), (who, over, "g/dL", above)]
    return rows


@pytest.mark.parametrize(("who", "value", "unit", "degree"), steps())
def test_p10_anaemia_begins_and_worsens_below_the_who_limits(who: str, value: str, unit: str, degree: str) -> None:
    """P10, WHO-14 to WHO-18."""
    raw = with_result(person(who), figure("haemoglobin", value, unit))
    seen, fainted = judge(raw), judge(with_answer(raw, "syncope", "yes"))
    assert ("normal_count_does_not_exclude" in seen.warnings) == (degree == "none")
    assert (fainted.urgency == "emergency") == (degree in ("moderate", "severe"))
    assert (seen.urgency == "urgent") == (degree == "severe")
    assert band(seen, "haemoglobin") == degree


@pytest.mark.parametrize("who", [row[0] for row in GROUPS])
def test_p10_potassium_is_watched_only_in_severe_anaemia(who: str) -> None:
    """P10: the treated patient at the severe limit."""
    limit = next(row[3] for row in GROUPS if row[0] == who)
    raw = with_result(person(who), figure("active_b12", "20", "pmol/L"))
    for value, severe in ((limit - 1, True), (limit, False), (limit + 1, False)):
        seen = judge(with_result(raw, figure("haemoglobin", str(value), "g/L")))
        assert seen.status == "deficient"
        assert ("potassium_early" in seen.warnings) == severe


@pytest.mark.parametrize(("value", "large"), [("99.9", False), ("100", False), ("100.1", True), ("101", True)])
def test_p10_red_cells_are_large_above_100(value: str, large: bool) -> None:
    """P10: macrocytosis sets the folate warning, and with neuro makes an undecided level probable (row 7)."""
    mcv = figure("mcv", value, "fL")
    assert ("no_folate_alone" in judge(make_case([LOW, mcv])).warnings) == large
    neuro = judge(make_case([MIDDLE, mcv], {"paraesthesia": "yes"}))
    assert (neuro.status == "probable") == large


@pytest.mark.parametrize(("value", "urgent"), [("114.9", False), ("115", False), ("115.1", True), ("116", True)])
def test_p10_very_large_red_cells_with_a_cytopenia_are_urgent_above_115(value: str, urgent: bool) -> None:
    """P10 and section 2."""
    raw = make_case([MIDDLE, figure("mcv", value, "fL"), figure("neutrophils", "0.9", "10*9/L")])
    assert (judge(raw).urgency == "urgent") == urgent


@pytest.mark.parametrize(("value", "emergency"), [("0.9", True), ("0.99", True), ("1.0", False), ("1.1", False)])
def test_p10_fever_is_an_emergency_with_neutrophils_below_1(value: str, emergency: bool) -> None:
    """P10 and section 2."""
    raw = make_case([MIDDLE, figure("neutrophils", value, "10*9/L")], {"fever": "yes"})
    assert (judge(raw).urgency == "emergency") == emergency


@pytest.mark.parametrize(("value", "emergency"), [("49", True), ("49.9", True), ("50", False), ("51", False)])
def test_p10_bleeding_is_an_emergency_with_platelets_below_50(value: str, emergency: bool) -> None:
    """P10 and section 2."""
    raw = make_case([MIDDLE, figure("platelets", value, "10*9/L")], {"bleeding": "yes"})
    assert (judge(raw).urgency == "emergency") == emergency


@pytest.mark.parametrize("unit", ["ug/L", "ng/mL"])
@pytest.mark.parametrize(("value", "lacking"), [("29", True), ("29.9", True), ("30", False), ("31", False)])
def test_p10_iron_is_lacking_below_a_ferritin_of_30(value: str, lacking: bool, unit: str) -> None:
    """P10 and section 15: autoimmune gastritis with iron deficiency goes to gastroenterology."""
    raw = make_case([LOW, figure("ferritin", value, unit)], {"autoimmune_gastritis": "yes"})
    assert ("gastroenterology" in judge(raw).referrals) == lacking


@pytest.mark.parametrize(("value", "status"), [("29.9", "indeterminate"), ("30", "probable")])
def test_p10_in_pregnancy_anaemia_explained_by_iron_stays_indeterminate(value: str, status: str) -> None:
    """P10 and row 4: a low total B12 with anaemia not explained by iron is probable."""
    raw = made_pregnant(make_case([LOW, NORMAL_MCV, figure("haemoglobin", "98", "g/L")]), 1)
    assert judge(with_result(raw, figure("ferritin", value, "ug/L"))).status == status


def aged(years: int, answers: dict[str, str] | None = None, **more: Any) -> Raw:
    """Return a deficient patient of this age."""
    return make_case([LOW, *more.get("results", [])], answers, patient={"age_years": years})


@pytest.mark.parametrize(("age", "inside"), [(0, False), (14, False), (15, False), (16, True), (17, True)])
def test_p10_the_scope_begins_at_16(age: int, inside: bool) -> None:
    """P10 and P26."""
    assert (judge(aged(age)).status == "deficient") == inside
    assert (judge(aged(age)).status == "out_of_scope") != inside


@pytest.mark.parametrize(("age", "possible"), [(58, False), (59, False), (60, True), (61, True)])
def test_p10_autoimmune_gastritis_is_possible_from_60_without_another_cause(age: int, possible: bool) -> None:
    """P10 and section 5."""
    seen = judge(aged(age))
    assert ("autoimmune_gastritis" in seen.causes) == possible
    if possible:
        assert "intrinsic_factor_antibody" in seen.next_tests
        assert seen.lifelong != "yes", "a possible cause never makes treatment lifelong"


def without_years(years: int) -> set[str]:
    """Return the sentences about a patient on metformin of this age, without the age itself."""
    return {text.replace(str(years), "#") for text in sentences(judge(aged(years, {"metformin": "yes"})))}


def test_p10_age_counts_as_a_second_mechanism_from_65() -> None:
    """P10, C6 in section 1: age of 65 and over stacked on a medicine adds a sentence."""
    assert without_years(63) == without_years(64)
    assert without_years(65) == without_years(66)
    assert without_years(64) != without_years(65)


def test_p10_a_flag_in_words_is_never_read_as_no_anaemia() -> None:
    """Section 14: haemoglobin "low" is anaemia of unknown degree, treated as mild and never as none."""
    seen = judge(make_case([MIDDLE, NORMAL_MCV, finding("haemoglobin", "low")]))
    assert "normal_count_does_not_exclude" not in seen.warnings
