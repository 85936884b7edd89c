"""The fact sheet as a whole: nothing left out, every word known, and unknown never read as no."""

import json
from random import Random

import pytest

from b12calc.models import vocabulary as words
from b12calc.rules.facts import GROUND_ANSWERS, GROUND_RESULTS, age_at
from tests.oracle.generate import random_case
from tests.rules.making import PANCYTOPENIA, Raw, case, chart, facts, figure, finding, mma, pack, total

# With nothing asked and nothing measured: what each fact must say. "no" stands only where nothing is there to doubt.
SILENT_NO = {
    "b12_discordant",
    "total_b12_near_limit",
    "limits_conflict",
    "unit_doubt",
    "repeat_too_early",
    "any_measured",
    "red_flags_answered",
    "stacked",
    "other_cause",
    "result_out_of_date",
    "homocysteine_usable",  # folate not known: it may not raise the conclusion
}


def nobody() -> Raw:
    """A case in which nothing at all is known."""
    return {"format": "b12calc-case/1", "visits": [{"date": "2026-03-12"}]}


def test_with_nothing_asked_no_fact_says_no_about_the_patient() -> None:
    for name, word in facts(nobody()).items():
        expected = ("no",) if name in SILENT_NO else ("unknown", "missing")
        assert word in expected, f"{name} says {word}"


def test_every_answer_code_is_a_fact_of_its_own() -> None:
    sheet = facts(case(yes="vegan_diet", no=["smoking"]))
    assert (sheet["vegan_diet"], sheet["smoking"], sheet["metformin"]) == ("yes", "no", "unknown")
    assert set(words.ANSWER_CODES) <= set(sheet)


def test_every_word_of_every_fact_sheet_is_a_word_of_its_fact() -> None:
    for seed in range(200):
        for name, word in facts(random_case(Random(seed))).items():
            assert word in pack().space.words[name], f"seed {seed}: {name}={word}"


def as_asked(raw: Raw, code: str, answer: str | None) -> Raw:
    """The same case with one question answered, or not asked."""
    changed: Raw = json.loads(json.dumps(raw))
    answers = changed["visits"][-1]["answers"]
    answers.pop(code, None)
    if answer is not None:
        answers[code] = answer
    return changed


@pytest.mark.parametrize("code", words.ANSWER_CODES)
def test_taking_a_no_away_never_turns_a_fact_from_yes_or_unknown_into_no(code: str) -> None:
    denied = case(total("250"), mma("150"), no=words.ANSWER_CODES)
    before, after = facts(denied), facts(as_asked(denied, code, None))
    for name in set(before) - {"red_flags_answered"}:
        if before[name] != "no":
            assert after[name] == before[name], name
        elif after[name] != "no":
            assert after[name] == "unknown", name


@pytest.mark.parametrize(
    ("patient", "scope"),
    [
        ({"age_years": 16}, "adult"),
        ({"age_years": 15}, "under_16"),
        ({"age_years": None}, "unknown"),
        ({"age_years": None, "age_group": "adult"}, "adult"),
        ({"age_years": None, "age_group": "child"}, "under_16"),
        ({"age_years": None, "date_of_birth": "2010-03-12"}, "adult"),
        ({"age_years": None, "date_of_birth": "2010-03-13"}, "under_16"),
    ],
)
def test_the_age_at_the_visit_decides_whether_these_rules_apply(patient: Raw, scope: str) -> None:
    assert facts(case(**patient))["scope"] == scope


@pytest.mark.parametrize(
    ("born", "age"), [("1960-03-12", 66), ("1960-03-13", 65), ("2000-02-29", 26), ("2026-03-12", 0)]
)
def test_age_counts_completed_years_at_the_visit(born: str, age: int) -> None:
    assert age_at(chart(case(age_years=None, date_of_birth=born))) == age


@pytest.mark.parametrize(
    ("patient", "pregnant", "breastfeeding"),
    [
        ({"pregnancy": "pregnant"}, "yes", "no"),
        ({"pregnancy": "breastfeeding"}, "no", "yes"),
        ({"pregnancy": "not_pregnant"}, "no", "no"),
        ({"pregnancy": "unknown"}, "unknown", "unknown"),
        ({"pregnancy": "unknown", "sex": "male"}, "no", "no"),
        ({"pregnancy": "unknown", "sex": "other"}, "unknown", "unknown"),
    ],
)
def test_an_unknown_pregnancy_stays_open_except_in_a_man(patient: Raw, pregnant: str, breastfeeding: str) -> None:
    sheet = facts(case(**patient))
    assert (sheet["pregnant"], sheet["breastfeeding"]) == (pregnant, breastfeeding)


@pytest.mark.parametrize(
    ("result", "measured"),
    [
        (total("250"), "yes"),
        (mma("150"), "yes"),
        (finding("intrinsic_factor_antibody", "negative"), "yes"),
        (figure("folate", "8", "ug/L"), "no"),
        (finding("parietal_cell_antibody", "positive"), "no"),
        (PANCYTOPENIA[0], "no"),
    ],
)
def test_only_b12_a_metabolite_or_the_antibody_counts_as_tested(result: Raw, measured: str) -> None:
    assert facts(case(result))["any_measured"] == measured


def test_what_a_fact_was_read_from_names_only_facts_analytes_and_codes_that_exist() -> None:
    from b12calc.analytes import analytes

    assert set(GROUND_RESULTS) | set(GROUND_ANSWERS) <= set(pack().space.names)
    assert {code for codes in GROUND_RESULTS.values() for code in codes} <= set(analytes())
    assert {code for codes in GROUND_ANSWERS.values() for code in codes} <= set(words.ANSWER_CODES)
