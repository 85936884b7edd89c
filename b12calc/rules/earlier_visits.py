"""What earlier visits told that still counts, for a form that asks how it went since; the chart says what stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from b12calc.models.answers import ANSWER_CODES
from b12calc.models.case import Case, Detail
from b12calc.rules.chart import read_chart


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what one visit told of one question: its day, yes, no or None for not answered, and the details."""

    day: date
    answer: str | None
    detail: Detail


def told_before(case: Case) -> Mapping[str, tuple[Told, ...]]:
    """Return each code that stands yes after the last visit, with what every visit told of it, oldest first."""
    standing = read_chart(case).yes
    return {code: _story(case, code) for code in ANSWER_CODES if code in standing}


def denied_before(case: Case) -> tuple[str, ...]:
    """Return the codes that were answered no when last answered; each must be asked again."""
    answers = read_chart(case).answers
    last = {code: word for visit in case.visits for code, word in visit.told().items()}
    return tuple(code for code in ANSWER_CODES if last.get(code) == "no" and answers.get(code) != "yes")


def _story(case: Case, code: str) -> tuple[Told, ...]:
    return tuple(
        Told(visit.date, visit.told().get(code), visit.details.get(code, Detail()))
        for visit in case.visits
        if code in visit.answers or code in visit.details
    )
