"""The course under treatment, as a follow-up visit reads it: verdict, what stands beside it, what is expected when."""

from typing import Literal

from b12calc.models import vocabulary as words
from b12calc.models.base import Day, Strict


class CourseLine(Strict):
    """Say one thing about the course; ``because`` holds what it was read from, in words with figures."""

    id: str
    code: str
    text: str
    strength: Literal[words.STRENGTHS]  # type: ignore[valid-type]
    because: tuple[str, ...] = ()
    sources: tuple[str, ...]


class Expected(Strict):
    """Hold one thing that treatment is expected to mend, from when to when, and what was seen of it.

    ``closes`` is None where the source gives words and no figure. ``verdict`` is within_time where nothing was gained
    yet and the time it takes is not over, and not_known where nothing was measured or told.
    """

    code: str
    title: str
    text: str
    opens: Day
    closes: Day | None = None
    state: Literal["to_come", "now", "past"]
    seen: str | None = None
    verdict: Literal[words.RESPONSES]  # type: ignore[valid-type]
    sources: tuple[str, ...]


class Course(Strict):
    """Hold how a running treatment goes: one verdict, the lines beside it, the expected order of recovery.

    ``plan`` is runs where the treatment goes on as the verdict says, and anew where the plan below begins another one;
    ``days`` counts from the first dose to the visit, None before it. Source: decisions, section 8.
    """

    verdict: Literal[words.COURSE_VERDICTS]  # type: ignore[valid-type]
    title: str
    route: Literal[words.TREATMENT_ROUTES]  # type: ignore[valid-type]
    started: Day | None = None
    days: int | None = None
    plan: Literal["runs", "anew"]
    line: CourseLine
    notes: tuple[CourseLine, ...] = ()
    expected: tuple[Expected, ...] = ()
