"""The campaign on explanations, short: a few seeded cases, and proof that each of its checks can fail."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from b12calc.models.assessment import Assessment, Change, Outcome
from b12calc.models.vocabulary import ANSWER_CODES
from tests.campaigns import explanations
from tests.campaigns import single_changes as single
from tests.campaigns.answers_tried import answer_set
from tests.campaigns.trial import Trial

CASE: dict[str, Any] = {
    "format": "b12calc-case/1",
    "patient": {"sex": "male", "age_years": 50, "pregnancy": "not_pregnant"},
    "visits": [
        {
            "date": "2026-03-12",
            "results": [{"analyte": "total_b12", "value": "150", "unit": "ng/L", "collected": "2026-03-10"}],
            "answers": dict.fromkeys(set(ANSWER_CODES) - {"bladder_bowel_change"}, "no"),
            "b12_before_test": {"kind": "none"},
        }
    ],
}


@cache
def said() -> Assessment:
    return Trial(CASE).said


def kinds(check: Callable[[Trial], None], change: Callable[[Assessment], Assessment]) -> set[str]:
    tried = Trial(CASE)
    tried.said = change(said())
    check(tried)
    return {fault.kind for fault in tried.faults}


def one_change_less_and_a_larger_figure(now: Assessment) -> Assessment:
    def larger(one: Change) -> Change:
        if one.value not in ("180", "181"):
            return one
        text = one.text.replace(f"{one.value} ng/L", "190 ng/L")
        return one.model_copy(update={"value": "190", "text": text})

    return now.model_copy(update={"would_change": tuple(map(larger, now.would_change[:-1]))})


def wrong_then(now: Assessment) -> Assessment:
    first, *others = now.would_change
    wrong = first.model_copy(update={"decision": "status", "then": "out_of_scope"})
    return now.model_copy(update={"would_change": (wrong, *others)})


def one_why_not_less(now: Assessment) -> Assessment:
    return now.model_copy(update={"why_not": now.why_not[1:]})


def one_outcome_more(now: Assessment) -> Assessment:
    more = Outcome(status="unlikely", urgency="routine", start="not_indicated", route="none")
    answers = now.answer_set.model_copy(update={"outcomes": (*now.answer_set.outcomes, more)})
    return now.model_copy(update={"answer_set": answers})


def another_first_question(now: Assessment) -> Assessment:
    return now.model_copy(update={"answer_set": now.answer_set.model_copy(update={"ask_first": "fever"})})


@pytest.mark.parametrize(
    ("check", "change", "expected"),
    [
        (
            explanations.smaller_changes,
            one_change_less_and_a_larger_figure,
            {"change missed", "smaller change exists"},
        ),
        (explanations.stated_changes, wrong_then, {"change does not lead there"}),
        (explanations.why_not, one_why_not_less, {"why not is incomplete"}),
        (answer_set, one_outcome_more, {"answer set differs"}),
        (answer_set, another_first_question, {"ask first"}),
    ],
)
def test_a_wrong_explanation_is_found(
    check: Callable[[Trial], None], change: Callable[[Assessment], Assessment], expected: set[str]
) -> None:
    assert kinds(check, change) >= expected


def test_every_explanation_of_a_plain_case_holds_against_trying_everything_out() -> None:
    assert explanations.run(Trial(CASE)).faults == []


def test_the_explanations_of_random_cases_hold() -> None:
    assert [fault for seed in range(1, 4) for fault in explanations.checked(seed, tries=30)[1]] == []


def test_figures_are_tried_with_the_decimals_printed_and_sized_by_their_share() -> None:
    steps = [step for step in single.steps(CASE, said()) if step.input == "total_b12"]
    assert {"30", "149", "151", "180", "350", "750"} <= {step.word for step in steps}
    assert all("." not in step.word for step in steps)
    assert single.figure_step("total_b12", "150", "180").size == Fraction(1, 5)


def test_a_carried_yes_counts_and_an_earlier_no_is_open_again() -> None:
    later = {"date": "2026-06-12", "results": [], "answers": {}, "details": {"falls": {"course": "resolved"}}}
    first = {**CASE["visits"][0], "answers": {"fatigue": "yes", "falls": "yes", "dizziness": "no"}}
    assert single.standing({**CASE, "visits": [first, later]}).answers == {
        "fatigue": "yes", "falls": "no",
    }  # fmt: skip
