"""The course under treatment on paper: how it goes, and the expected order of recovery with what was seen of it."""

from __future__ import annotations

from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.course import Course, Expected
from b12calc.report import document as content
from b12calc.report.words import NOT_GIVEN, capital, day, listed, say

TITLE: Final = "Course under treatment"
_HEADER: Final = ("Expected, in this order", "When, from the first dose", "Seen", "So far")
_FORTNIGHT: Final = 14


def treatment_facts(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Return what the strip of the conclusion says of treatment: of one that runs its course, else how it begins."""
    course = assessment.course
    if course is None or course.plan != "runs":
        return ("Treatment", say("start", assessment.start)), ("Route", say("route", assessment.route))
    return ("Treatment", course.title), ("Route", f"{say('treatment_route', course.route)}, running")


def course_blocks(assessment: Assessment) -> tuple[content.Block, ...]:
    """Return the section; nothing at a visit that tells of no treatment."""
    course = assessment.course
    if course is None:
        return ()
    facts = content.KeyValues((("So far", course.title), ("Treatment", running_words(course))))
    if not course.expected:
        return (facts,)
    rows = tuple(
        (one.title, when_words(one), one.seen or NOT_GIVEN, say("expected", one.verdict)) for one in course.expected
    )
    return facts, content.Table(_HEADER, rows, (25, 33, 26, 16), (0,))


def running_words(course: Course) -> str:
    """Say which treatment runs and how long."""
    route = say("treatment_route", course.route)
    if course.started is None or course.days is None:
        return f"{route}, day of the first dose not known"
    span = f"{course.days // 7} weeks" if course.days >= _FORTNIGHT else f"day {course.days + 1}"
    return f"{route} since {day(course.started)} ({span})"


def when_words(one: Expected) -> str:
    """Say what is expected, and between which days where the source gives figures."""
    dates = "" if one.closes is None else f"{day(one.opens)} to {day(one.closes)}"
    return listed((capital(one.text), dates))
