"""The survey campaign on a few made-up rows: what becomes a case, what stays not asked, and its arithmetic."""

import json

import pytest

from b12calc.models.reading import read_case
from tests.campaigns import nhanes

COLUMNS = (
    *nhanes.FIGURES, *nhanes.ANSWERS, "pregnant", "mma_below_lod", "ttg_iga", "numbness_hands_feet_3mo",
    "tingling_pain_hands_feet_3mo", "memory_confusion_12mo", "metformin_days", "rx_b12", "rx_folic_acid",
    "egfr_ckdepi2021",
)  # fmt: skip
PERSON = {"cycle": "2003-2004", "age_years": "50", "sex": "female", "b12_pg_ml": "300", "b12_method": "Bio-Rad"}


def row(**more: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | PERSON | more


def judged(**more: str) -> nhanes.Person:
    return nhanes.judge((2, row(**more)), ["uk"])


def test_an_empty_row_tells_only_age_sex_and_b12() -> None:
    case = nhanes.case_of(row())
    assert case["patient"] == {"age_years": 50, "sex": "female", "pregnancy": "unknown"}
    visit = case["visits"][0]
    assert visit["results"] == [{"analyte": "total_b12", "value": "300", "unit": "pg/mL"}]
    assert visit["answers"] == {}
    assert visit.keys() == {"date", "results", "answers"}
    assert read_case(json.dumps(case)).visits[0].answers == {}


@pytest.mark.parametrize(
    "column, word, code, answer",
    [
        ("diabetes", "yes", "diabetes", "yes"),
        ("diabetes", "borderline", "diabetes", None),
        ("thyroid_problem_told", "unknown", "thyroid_disease", None),
        ("coeliac_told", "no", "coeliac_disease", "no"),
        ("rx_metformin", "no", "metformin", "no"),
        ("rx_ppi", "yes", "proton_pump_inhibitor", "yes"),
        ("rx_ppi", "no", "proton_pump_inhibitor", None),
        ("rx_h2ra", "no", "h2_blocker", None),
        ("rx_folic_acid", "yes", "folic_acid_alone", None),
        ("phq9_fatigue_item", "0", "fatigue", "no"),
        ("phq9_fatigue_item", "3", "fatigue", None),
        ("memory_confusion_12mo", "yes", "forgetfulness", None),
        ("ethnicity", "Non-Hispanic Black", "black_ethnicity", "yes"),
        ("ethnicity", "Other Hispanic", "black_ethnicity", None),
    ],
)
def test_only_a_certain_word_becomes_an_answer(column: str, word: str, code: str, answer: str | None) -> None:
    answers = nhanes.case_of(row(**{column: word}))["visits"][0]["answers"]
    assert answers.get(code) == answer
    assert not answers.keys() - {code}


@pytest.mark.parametrize(
    "numb, tingling, answer",
    [("yes", "no", "yes"), ("no", "no", "no"), ("no", "yes", None), ("unknown", "no", None), ("", "", None)],
)
def test_pain_without_numbness_is_not_taken_for_paraesthesia(numb: str, tingling: str, answer: str | None) -> None:
    said = nhanes.case_of(row(numbness_hands_feet_3mo=numb, tingling_pain_hands_feet_3mo=tingling))
    assert said["visits"][0]["answers"].get("paraesthesia") == answer


def test_metformin_days_count_back_from_the_visit_and_a_prescription_of_b12_has_no_route() -> None:
    visit = nhanes.case_of(row(rx_metformin="yes", metformin_days="365", rx_b12="yes"))["visits"][0]
    assert visit["details"] == {"metformin": {"since": "2004-01-01"}}
    assert visit["b12_before_test"] == {"kind": "some"}


def test_a_figure_that_stands_for_below_detection_is_given_as_the_word() -> None:
    results = nhanes.case_of(row(mma_nmol_l="35.0", mma_below_lod="yes"))["visits"][0]["results"]
    assert {"analyte": "mma", "finding": "undetectable"} in results


def test_a_figure_with_three_decimals_cannot_be_taken_for_thousands() -> None:
    results = nhanes.case_of(row(creatinine_mg_dl_std="1.158", hb_g_dl="13.5"))["visits"][0]["results"]
    assert [one["value"] for one in results[1:]] == ["13.5", "1.1580"]
    assert judged(creatinine_mg_dl_std="1.158").refused == ()


def test_a_weakly_positive_antibody_is_left_out() -> None:
    words = [nhanes.case_of(row(ttg_iga=w))["visits"][0]["results"][1:] for w in ("positive", "weakly positive")]
    assert words == [[{"analyte": "ttg_iga", "finding": "positive"}], []]


def test_withheld_mma_only_judges() -> None:
    person = judged(mma_nmol_l="900.0", egfr_ckdepi2021="95.0", creatinine_mg_dl_std="0.7")
    assert person.status["uk", nhanes.GIVEN] == "functional_deficiency"
    assert person.status["uk", nhanes.NO_MMA] == "indeterminate"
    assert nhanes.raised([person], ["indeterminate"], ("uk", nhanes.NO_MMA), nhanes.MMA) == (1, 1)
    assert person.strata == {"all", "eGFR 60 or more", "Bio-Rad, 2001–06", "40 to 59", "female"}


def test_an_impossible_figure_is_refused_with_its_reason_and_a_child_is_out_of_scope() -> None:
    refused, child = judged(b12_pg_ml="240599"), judged(age_years="9")
    assert set(refused.status.values()) == {"refused"}
    assert "cannot be" in refused.refused[0]
    assert set(child.status.values()) == {"out_of_scope"}
    text = nhanes.document([refused, child, judged()], ["uk"])
    assert text.startswith("3 people: 1 classed, 1 under 16, out of scope, 1 refused.")
    assert "* refused, line 2: Total vitamin B12" in text


# Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
@pytest.mark.parametrize(
    "hits, of, low, high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_published(hits: int, of: int, low: float, high: float) -> None:
    assert nhanes.wilson(hits, of) == pytest.approx((low, high), abs=0.00005)


def test_a_rise_is_told_with_its_size() -> None:
    assert nhanes.falls([(50, 100), (20, 100), (2, 100)]) == "yes, intervals apart"
    assert nhanes.falls([(50, 100), (0, 0), (45, 100)]) == "yes, intervals overlap"
    assert nhanes.falls([(50, 100), (20, 100), (25, 100)]) == "**no**: up by 5.0 points"
    assert nhanes.falls([(5, 100), (0, 100), (0, 100)]) == "yes, intervals overlap"
    assert nhanes.falls([(0, 0), (1, 2)]) == "–"
    assert nhanes.share(0, 0) == "–"
