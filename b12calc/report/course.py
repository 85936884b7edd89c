"""The course under treatment on paper: how it goes, and the expected order of recovery with what was seen of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.course import Course, Expected
from b12calc.models.wording import short
from b12calc.plan.schedule import after
from b12calc.report import document as content
from b12calc.report.words import NOT_GIVEN, capital, day, listed, say, tied

TITLE: Final = "Course under treatment"
_HEADER: Final = ("Expected, in this order", "When, from the first dose", "Seen", "So far")
_FORTNIGHT: Final = 14
_TICKS: Final = (
    ("first dose", 0, "days"), ("1 week", 7, "days"), ("4 weeks", 28, "days"), ("8 weeks", 56, "days"),
    ("3 months", 3, "months"), ("6 months", 6, "months"), ("12 months", 12, "months"),
)  # fmt: skip
_FEWEST: Final = 2
_NO_END: Final = "end not given"
_ASIDE: Final = "Early days are drawn wider"


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
    table = content.Table(_HEADER, rows, (25, 33, 26, 16), (0,))
    picture = timeline_of(course)
    return (facts, table) if picture is None else (facts, picture, table)


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


def timeline_of(course: Course) -> content.Timeline | None:
    """Return the picture of what is expected when; None where there are fewer than two things to hold side by side."""
    if course.started is None or course.days is None or len(course.expected) < _FEWEST:
        return None
    visit = course.started + timedelta(days=course.days)
    spans = tuple(
        content.Span(one.title, one.opens, one.closes, one.verdict, short("expected", one.verdict))
        for one in course.expected
    )
    said = "; ".join(f"{one.name}: {_span_words(one)}, {one.word.lower()}" for one in spans)
    place = f"This visit, {_since_words(course.days)}"
    return content.Timeline(
        spans=spans,
        ticks=_ticks(course.started, max([visit, *(one.closes for one in spans if one.closes)])),
        visit=visit,
        visit_text=place,
        no_end=_NO_END,
        aside=_ASIDE,
        twin=f"Expected order of recovery, from the first dose on {day(course.started)}. {place}. {said}.",
    )


def _ticks(started: date, last: date) -> tuple[tuple[str, date], ...]:
    """Return the words of the axis with their days, up to the first at which everything is shown."""
    every = [(tied(words), after(started, count, unit)) for words, count, unit in _TICKS]
    shown = sum(at < last for _, at in every) + 1
    return tuple(every[: max(shown, 2)])


def _since_words(days: int) -> str:
    """Say how long after the first dose a visit is."""
    if not days:
        return "on the day of the first dose"
    return tied(f"{days} {'day' if days == 1 else 'days'}") + " after the first dose"


def _span_words(one: content.Span) -> str:
    return f"from {day(one.opens)}, {_NO_END}" if one.closes is None else f"{day(one.opens)} to {day(one.closes)}"
