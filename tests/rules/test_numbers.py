"""Facts from B12, its metabolites and the kidney: bands, usability and every doubt."""

import pytest

from tests.rules.making import (
    FOLATE,
    Raw,
    active,
    bare,
    case,
    egfr,
    facts,
    figure,
    finding,
    homocysteine,
    mma,
    total,
)


def fact(name: str, raw: Raw) -> str:
    return facts(raw)[name]


@pytest.mark.parametrize(
    ("word", "band"),
    [
        ("low", "low"),
        ("undetectable", "low"),
        ("equivocal", "middle"),
        ("normal", "middle_or_high"),
        ("raised", "high"),
        ("abnormal", "unresolved"),
    ],
)
def test_b12_in_words_is_placed_no_further_than_the_word_goes(word: str, band: str) -> None:
    assert fact("total_b12_band", case(finding("total_b12", word))) == band
    assert fact("active_b12_band", case(finding("active_b12", word))) == band


@pytest.mark.parametrize(
    ("results", "band"),
    [
        ((), "missing"),
        ((total("142"), active("80")), "low"),
        ((total("500"), active("20")), "low"),
        ((total("500"), active("50")), "middle"),
        ((total("250"), active("80")), "middle"),
        ((total("1500"), active("80")), "high"),
        ((total("500"), active("60", comparator=">")), "middle_or_high"),
        ((total("250"), active("60", comparator="<")), "low_or_middle"),
        ((active("900"),), "high"),
    ],
)
def test_of_total_and_active_b12_the_more_concerned_decides(results: tuple[Raw, ...], band: str) -> None:
    assert fact("b12_band", case(*results)) == band


@pytest.mark.parametrize(
    ("results", "answer"),
    [
        ((total("142"), active("80")), "yes"),
        ((total("500"), active("50")), "yes"),
        ((total("250"), active("50")), "no"),
        ((total("1500"), active("80")), "no"),
        ((total("142"),), "no"),
        ((total("500"), active("60", comparator=">")), "no"),
    ],
)
def test_total_and_active_b12_disagree_only_in_bands_that_are_sure(results: tuple[Raw, ...], answer: str) -> None:
    assert fact("b12_discordant", case(*results)) == answer


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (total("180"), "yes"),
        (total("165"), "yes"),
        (total("196"), "yes"),
        (total("150"), "no"),
        (total("250"), "no"),
        (total("350"), "yes"),
        (total("400"), "no"),
        (total("132.9", "pmol/L"), "yes"),
        (total("258.2", "pmol/L"), "yes"),
        (total("180", comparator="<"), "no"),
        (total("180", comparator="~"), "yes"),
        (finding("total_b12", "low"), "no"),
    ],
)
def test_a_figure_near_a_limit_is_called_near(result: Raw, answer: str) -> None:
    assert fact("total_b12_near_limit", case(result)) == answer


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (total("190", reference_low="200"), "yes"),
        (total("170", reference_low="160"), "yes"),
        (total("170", reference_low="180"), "no"),
        (total("250", reference_low="200"), "no"),
        (bare("190"), "no"),
        (active("30", reference_low="35", reference_high="170"), "yes"),
        (active("30", reference_low="25", reference_high="170"), "no"),
    ],
)
def test_a_printed_range_that_contradicts_the_pack_is_a_conflict(result: Raw, answer: str) -> None:
    assert fact("limits_conflict", case(result)) == answer


@pytest.mark.parametrize(
    ("results", "answer"),
    [
        ((bare("150", "pmol/L"),), "yes"),
        ((bare("150"),), "yes"),
        ((bare("300"),), "yes"),
        ((bare("300", "pg/mL"),), "yes"),
        ((bare("100"),), "no"),
        ((bare("200"),), "no"),
        ((bare("500"),), "no"),
        ((total("150"),), "no"),
        ((bare("150"), active("20")), "no"),
        ((bare("150"), active("50")), "yes"),
        ((bare("150"), mma("400")), "no"),
        ((bare("150"), mma("150")), "yes"),
        ((bare("300"), mma("400")), "yes"),
    ],
)
def test_a_unit_is_in_doubt_when_the_other_one_would_change_the_band(results: tuple[Raw, ...], answer: str) -> None:
    assert fact("unit_doubt", case(*results)) == answer


@pytest.mark.parametrize(
    ("result", "band"),
    [
        (mma("280"), "normal"),
        (mma("281"), "raised"),
        (mma("751"), "markedly_raised"),
        (mma("300", reference_high="400"), "normal"),
        (mma("300", reference_high="250"), "raised"),
        (mma("800", reference_high="900"), "normal"),
        (figure("mma", "0.29", "umol/L"), "raised"),
        (figure("mma", "40", "ug/L"), "raised"),
        (mma("300", comparator="<"), "unresolved"),
        (mma("500", comparator=">"), "raised"),
        (finding("mma", "raised"), "raised"),
        (finding("mma", "normal"), "normal"),
        (finding("mma", "equivocal"), "unresolved"),
        (finding("mma", "abnormal"), "unresolved"),
    ],
)
def test_mma_is_raised_by_the_laboratory_first_and_by_the_pack_next(result: Raw, band: str) -> None:
    assert fact("mma_band", case(result)) == band


def test_homocysteine_is_raised_above_15_and_markedly_above_50() -> None:
    bands = [fact("homocysteine_band", case(homocysteine(value))) for value in ("15", "15.1", "50", "50.1")]
    assert bands == ["normal", "raised", "raised", "markedly_raised"]
    assert fact("homocysteine_band", case()) == fact("mma_band", case()) == "missing"


@pytest.mark.parametrize(
    ("results", "more", "kidney"),
    [
        ((), {}, "missing"),
        ((egfr("60"),), {}, "normal"),
        ((egfr("59"),), {}, "reduced"),
        ((egfr("30"),), {}, "reduced"),
        ((egfr("29"),), {}, "poor"),
        ((egfr("90", comparator=">"),), {}, "normal"),
        ((egfr("50", comparator=">"),), {}, "unresolved"),
        ((figure("creatinine", "70", "umol/L"),), {}, "normal"),
        ((figure("creatinine", "1.5", "mg/dL"),), {"age_years": 72, "sex": "male"}, "reduced"),
        ((figure("creatinine", "2.2", "mg/dL"),), {"age_years": 80}, "poor"),
        ((figure("creatinine", "104", "umol/L"),), {"age_years": 41, "sex": "female"}, "reduced"),  # 59.74, no 60
        ((figure("creatinine", "70", "umol/L"),), {"age_years": None}, "unresolved"),
        ((figure("creatinine", "70", "umol/L"),), {"age_years": 17}, "unresolved"),
        ((figure("creatinine", "99", "umol/L"),), {"age_years": 70, "sex": "unknown"}, "unresolved"),
        ((figure("creatinine", "60", "umol/L"),), {"sex": "other"}, "normal"),
        ((), {"yes": "kidney_disease"}, "reduced"),
        ((egfr("88"),), {"yes": "kidney_disease"}, "normal"),
        ((finding("creatinine", "normal"),), {}, "normal"),
        ((finding("creatinine", "raised"),), {}, "unresolved"),
        ((finding("egfr", "low"),), {}, "unresolved"),
        ((egfr("88"), figure("creatinine", "400", "umol/L")), {}, "normal"),
    ],
)
def test_the_kidney_is_read_from_egfr_then_creatinine_then_history(
    results: tuple[Raw, ...], more: Raw, kidney: str
) -> None:
    assert fact("kidney", case(*results, **more)) == kidney


@pytest.mark.parametrize(
    ("results", "more", "mma_usable", "homocysteine_usable"),
    [
        ((egfr("88"), FOLATE), {"no": ["thyroid_disease"]}, "yes", "yes"),
        ((egfr("88"), FOLATE), {}, "yes", "unknown"),
        ((egfr("88"), FOLATE), {"yes": "thyroid_disease"}, "yes", "no"),
        ((egfr("88"),), {"no": ["thyroid_disease"]}, "yes", "no"),
        ((egfr("88"), figure("folate", "2", "ug/L")), {"no": ["thyroid_disease"]}, "yes", "no"),
        ((egfr("59"), FOLATE), {"no": ["thyroid_disease"]}, "no", "no"),
        ((egfr("20"), FOLATE), {"no": ["thyroid_disease"]}, "no", "no"),
        ((FOLATE,), {"no": ["thyroid_disease"]}, "unknown", "unknown"),
    ],
)
def test_a_metabolite_may_raise_the_conclusion_only_without_another_reason(
    results: tuple[Raw, ...], more: Raw, mma_usable: str, homocysteine_usable: str
) -> None:
    found = facts(case(*results, **more))
    assert (found["mma_usable"], found["homocysteine_usable"]) == (mma_usable, homocysteine_usable)


def test_mma_is_not_usable_when_the_kidney_is_impaired_for_either_sex() -> None:
    # 190 umol/L at 70: eGFR about 24 for a woman and 32 for a man, below 60 whoever it is.
    raw = case(mma("500"), figure("creatinine", "190", "umol/L"), age_years=70, sex="unknown")
    assert fact("mma_usable", raw) == "no"


@pytest.mark.parametrize(
    ("creatinine", "comparator", "kidney"),
    [
        ("60", "", "normal"),
        ("60", "<", "normal"),
        ("60", "<=", "normal"),
        ("60", ">", "unresolved"),  # more creatinine, less filtration: it may be anything
        ("60", ">=", "unresolved"),
        ("300", "", "poor"),
        ("300", ">", "poor"),
        ("300", ">=", "poor"),
        ("300", "<", "unresolved"),
        ("300", "<=", "unresolved"),
    ],
)
def test_the_comparator_of_a_creatinine_turns_round_in_what_the_kidney_filters(
    creatinine: str, comparator: str, kidney: str
) -> None:
    sign = {"comparator": comparator} if comparator else {}
    assert fact("kidney", case(figure("creatinine", creatinine, "umol/L", **sign))) == kidney
