"""The practice's own days: a TOML file of weekly open days, days with injections and closed days, read strictly."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from b12calc.models.vocabulary import WEEKDAYS
from b12calc.plan.open_days import Calendar, Span
from b12calc.plan.schedule import OPEN_WEEKDAYS
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules.profile_file import parsed, refuse

MOST_CHARACTERS: Final = 120
MOST_SPANS: Final = 1000
LONGEST: Final = 366  # days of one span; longer is a slip of the year
_KEYS: Final = ("title", "open", "injections", "closed")
_SHAPES: Final = ({"day"}, {"first", "last"})
_DAY: Final = 'a day such as "2026-12-24"'


def read_closed_days(data: bytes, name: str) -> Calendar:
    """Return the calendar a file of the practice holds, without public holidays and days of a patient.

    Raises ProblemsFound with one sentence for every fault, each naming its place in the file.
    """
    content = parsed(data, name, "calendar")
    refuse(_faults(content), name)
    return Calendar(
        weekdays=_weekdays(content["open"]) if "open" in content else OPEN_WEEKDAYS,
        nurse_days=_weekdays(content["injections"]) if "injections" in content else None,
        closed=tuple(sorted(map(_span, content.get("closed", ())), key=lambda span: span.first)),
        title=content.get("title", "").strip(),
    )


def read_away(texts: list[str], place: str) -> tuple[Span, ...]:
    """Return the days on which a patient cannot come: ``2026-12-01``, or ``2026-12-01..2026-12-10`` for a span.

    Raises ProblemsFound with one sentence for every text that is neither.
    """
    found, wrong = [], []
    for text in texts:
        first, dots, last = text.partition("..")
        days = (_day(first), _day(last if dots else first))
        if days[0] is None or days[1] is None or not 0 <= (days[1] - days[0]).days < LONGEST:
            wrong.append(Problem(place, f"expected YYYY-MM-DD, or YYYY-MM-DD..YYYY-MM-DD; {text[:40]!r} was given"))
        else:
            found.append(Span(days[0], days[1]))
    if wrong:
        raise ProblemsFound(wrong)
    return tuple(found)


def _faults(content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in content:
        if key not in _KEYS:
            yield Problem(key[:40], f"no such entry; expected {', '.join(_KEYS)}")
    yield from _line("title", content.get("title", ""))
    for key in ("open", "injections"):
        if key in content:
            yield from _weekday_faults(key, content[key])
    if not any(key in content for key in _KEYS[1:]):
        yield Problem("", "nothing is set; open, injections or closed was expected")
    spans = content.get("closed", [])
    if not isinstance(spans, list) or len(spans) > MOST_SPANS:
        yield Problem(
            "closed", f"expected at most {MOST_SPANS} entries [[closed]], each with day, or with first and last"
        )
        return
    for number, span in enumerate(spans):
        yield from _span_faults(f"closed[{number}]", span)


def _line(place: str, text: object) -> Iterator[Problem]:
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS or not text.isprintable():
        yield Problem(place, f"one line of text of at most {MOST_CHARACTERS} characters was expected")


def _weekday_faults(key: str, days: object) -> Iterator[Problem]:
    if not isinstance(days, list) or not days:
        yield Problem(key, 'expected days of the week, such as ["monday", "thursday"]')
        return
    for number, day in enumerate(days):
        if day not in WEEKDAYS:
            yield Problem(f"{key}[{number}]", f"{str(day)[:40]!r} was given; expected {', '.join(WEEKDAYS)}")
        elif day in days[:number]:
            yield Problem(f"{key}[{number}]", f"{day} is there twice; expected once")


def _span_faults(place: str, span: object) -> Iterator[Problem]:
    if not isinstance(span, dict) or span.keys() - {"why"} not in _SHAPES:
        yield Problem(place, "expected day, or first and last, and if you like why")
        return
    yield from _line(f"{place}.why", span.get("why", ""))
    wrong = [key for key in ("day", "first", "last") if key in span and _day(span[key]) is None]
    for key in wrong:
        yield Problem(f"{place}.{key}", f"expected {_DAY}; {str(span[key])[:40]!r} was given")
    if not wrong and "first" in span:
        held = _span(span)
        if held.last < held.first:
            yield Problem(f"{place}.last", f"expected a day not before first, {held.first.isoformat()}")
        elif (held.last - held.first).days >= LONGEST:
            yield Problem(f"{place}.last", f"expected a span of at most {LONGEST} days")


def _span(span: Mapping[str, Any]) -> Span:
    first, last = (_day(span.get(key, span.get("day"))) for key in ("first", "last"))
    assert first is not None and last is not None
    return Span(first, last, span.get("why", "").strip())


def _day(value: object) -> date | None:
    """Return a day written YYYY-MM-DD, as text or as TOML's own date; None for anything else."""
    if type(value) is date:
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.isoformat() == value else None


def _weekdays(days: list[str]) -> frozenset[int]:
    return frozenset(map(WEEKDAYS.index, days))
