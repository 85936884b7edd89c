"""What a saved assessment advised, word for word as it was written then: nothing is decided or worded anew."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from b12calc.days import day_text
from b12calc.models.vocabulary import ASSESSMENT_FORMAT
from b12calc.problems import Problem, ProblemsFound


class Advice(NamedTuple):
    """Hold one line of an old assessment; ``kind`` is that of the line, or regimen, dose or review."""

    kind: str
    text: str


def advised(saved: bytes) -> tuple[Advice, ...]:
    """Return what an assessment file of any edition advised: its lines, the regimen with its days, the reviews.

    Open questions and notes are left out, they advise nothing. Raises ProblemsFound when the file is no assessment.
    """
    try:
        old = json.loads(saved.decode("utf-8"))
        if old["format"] != ASSESSMENT_FORMAT:
            raise ValueError
        return tuple(dict.fromkeys(_lines(old)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ProblemsFound((Problem("", f"an assessment file ({ASSESSMENT_FORMAT}) was expected"),)) from None


def _lines(old: dict[str, Any]) -> Iterator[Advice]:
    yield Advice("urgent", str(old["headline"]))
    yield Advice("status", str(old["status_text"]))
    for line in old["recommendations"]:
        if line["kind"] != "note":
            yield Advice(line["kind"], str(line["text"]))
    if old["regimen"] is not None:
        yield Advice("regimen", str(old["regimen"]["text"]))
        for phase in old["regimen"]["phases"]:
            if phase["dates"]:
                yield Advice("dose", f"{phase['medicine']} {phase['dose']}: {', '.join(map(_day, phase['dates']))}")
    for review in old["follow_up"]:
        yield Advice("review", f"{_day(review['due'])}: {review['text']}")


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text))
