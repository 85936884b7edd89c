"""The course under treatment in the answer: what runs and how long, and what is expected with what was seen of it."""

from html import escape
from typing import TYPE_CHECKING

from b12calc.models.wording import label
from b12calc_ui.answer_lines import FIRM, book_links, bullet, muted, quiet
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.course import Course, Expected

_MARKS = {"as_expected": "✓", "within_time": "…", "not_as_expected": "▲", "not_known": "?"}


def course_lines(answer: "Assessment", why: bool) -> str:
    """Return the lines of the section; nothing where no treatment is told of."""
    course = answer.course
    if course is None:
        return ""
    lead = f"<p style='margin:2px 0 0 0'><b>{escape(course.title)}</b> {muted(_running(course))}</p>"
    return lead + "".join(bullet(_line(one, why)) for one in course.expected)


def _running(course: "Course") -> str:
    route = label("treatment_route", course.route)
    if course.started is None or course.days is None:
        return tr("{route}, day of the first dose not known", route=route)
    started = show_day(course.started).replace(" ", FIRM)
    return tr("{route} since {day}, {count} days", route=route, day=started, count=course.days)


def _line(one: "Expected", why: bool) -> str:
    mark = _MARKS[one.verdict]
    colour = look.theme.error if one.verdict == "not_as_expected" else look.theme.text
    so_far = f"<span style='color:{colour}'>{mark}{FIRM}{escape(label('expected', one.verdict))}</span>"
    days = [show_day(day).replace(" ", FIRM) for day in (one.opens, one.closes) if day is not None]
    span = tr("{first} to {last}", first=days[0], last=days[1]) if len(days) > 1 else ""
    when = muted(" · ".join(filter(None, (one.text, span))))
    seen = f"<br>{escape(one.seen)}" if one.seen else ""
    tags = f" {quiet(' · '.join(book_links(one.sources)))}" if why else ""
    return f"<b>{escape(one.title)}</b> {so_far}<br>{when}{tags}{seen}"
