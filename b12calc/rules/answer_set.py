"""What the open questions leave possible: every combination of answers to them, decided.

All yes/no questions the program lists as open are tried together, up to ten (1,024 combinations); what else was not
asked stays not asked. The question that settles most is the one whose answer leaves the fewest outcomes in its worse
half.
"""

from collections.abc import Sequence
from itertools import product

from b12calc.models.answers import ANSWER_CODES
from b12calc.models.assessment import AnswerSet, Outcome
from b12calc.rules.chart import Chart
from b12calc.rules.knowledge import Pack
from b12calc.rules.whatif import DECISIONS, Outcomes, with_answers

MOST_QUESTIONS = 10
Found = dict[tuple[str, ...], tuple[str, ...]]


def answer_set(pack: Pack, chart: Chart, open_questions: Sequence[str]) -> AnswerSet:
    """Return the outcomes still possible, whether the plan is settled, and the question to ask first."""
    codes = tuple(code for code in open_questions if code in ANSWER_CODES and code not in chart.answers)
    codes = codes[:MOST_QUESTIONS]
    outcomes_of = Outcomes(pack, chart)
    found: Found = {
        answers: outcomes_of.of(with_answers(chart, dict(zip(codes, answers, strict=True))))
        for answers in product(("yes", "no"), repeat=len(codes))
    }
    outcomes = tuple(dict.fromkeys(found.values()))
    settled = len(outcomes) == 1
    return AnswerSet(
        questions=codes,
        outcomes=tuple(Outcome(**dict(zip(DECISIONS, one, strict=True))) for one in outcomes),
        settled=settled,
        ask_first=None if settled else min(codes, key=lambda code: _left(found, codes.index(code))),
    )


def _left(found: Found, place: int) -> tuple[int, int]:
    """Return how many outcomes an answer leaves, in the worse half first."""
    halves = [len({one for answers, one in found.items() if answers[place] == word}) for word in ("yes", "no")]
    return max(halves), min(halves)
