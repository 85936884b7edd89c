"""The answer set of an assessment against answering its questions on the raw case in every combination."""

import itertools
from collections.abc import Mapping
from typing import Final

from b12calc.models import vocabulary as words
from tests.campaigns.single_changes import standing, with_answers
from tests.campaigns.trial import OUTCOME, Trial

MOST_QUESTIONS: Final = 10
A_FEW: Final = 8
Words = tuple[str, ...]


def answer_set(trial: Trial) -> None:
    """Answer the listed questions in every combination (beyond the bound: some of them) and compare the outcomes."""
    stated = trial.said.answer_set
    _questions(trial)
    outcomes = {tuple(getattr(one, name) for name in OUTCOME) for one in stated.outcomes}
    if len(outcomes) != len(stated.outcomes) or stated.settled != (len(outcomes) == 1):
        trial.fault("answer set contradicts itself", f"{stated}")
    combinations = list(itertools.product(words.ANSWERS, repeat=len(stated.questions)))
    bound = trial.tries * 4 // 10
    whole = not bound or trial.rng.random() < bound / len(combinations)
    chosen = combinations if whole else trial.rng.sample(combinations, min(len(combinations), A_FEW))
    found = {answers: _outcome(trial, dict(zip(stated.questions, answers, strict=True))) for answers in chosen}
    trial.count["answer sets whole" if whole else "answer sets in part"] += 1
    if not set(found.values()) <= outcomes or (whole and set(found.values()) != outcomes):
        trial.fault("answer set differs", f"not stated {set(found.values()) - outcomes}; stated {outcomes}")
    if whole:
        _ask_first(trial, found)


def _outcome(trial: Trial, answers: dict[str, str]) -> Words:
    reached = trial.words(with_answers(trial.raw, answers))
    return tuple(reached.values()) if reached else ("refused",)


def _questions(trial: Trial) -> None:
    """Hold the questions against the open ones of the assessment that take yes or no."""
    known = standing(trial.raw).answers
    asked = [code for code in trial.said.open_questions if code in words.ANSWER_CODES and code not in known]
    if list(trial.said.answer_set.questions) != asked[:MOST_QUESTIONS]:
        trial.fault("questions differ", f"{trial.said.answer_set.questions}, open {trial.said.open_questions}")


def _ask_first(trial: Trial, found: Mapping[Words, Words]) -> None:
    questions, first = trial.said.answer_set.questions, trial.said.answer_set.ask_first
    worse = {
        code: max(len({out for answers, out in found.items() if answers[place] == word}) for word in words.ANSWERS)
        for place, code in enumerate(questions)
    }
    settled = trial.said.answer_set.settled
    if first is not None if settled else worse.get(first or "") != min(worse.values(), default=0):
        trial.fault("ask first", f"{first} stated, worse halves {worse}")
