"""What the file of a clinic profile may not say: every fault in one sentence, with what was expected there."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from b12calc.models.vocabulary import CLINIC_TESTS, MEDICINES, WEEKDAYS
from b12calc.problems import Problem

MOST_CHARACTERS: Final = 120
LISTS: Final[Mapping[str, tuple[str, ...]]] = {"tests": CLINIC_TESTS, "medicines": MEDICINES}
_KEYS: Final = ("title", "date", "note", "example", "printer", "tests", "medicines", "storage", "nurse")
_SIDES: Final = ("available", "not_available")


def faults(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield everything that must be mended before a profile can be used, in the order of the file's parts."""
    for key in content:
        if key not in _KEYS:
            yield Problem(key[:40], f"no such entry; expected {', '.join(_KEYS)}")
    yield from _head(content)
    for part, codes in LISTS.items():
        if part in content:
            yield from _lists(part, codes, content[part])
    yield from _storage(content)
    yield from _nurse(content)
    if not content.keys() & {"printer", "tests", "medicines", "storage", "nurse"}:
        yield Problem("", "nothing is set; tests, medicines, storage, nurse or printer was expected")


def _head(content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("title", "note"):
        text = content.get(key, "")
        if not isinstance(text, str) or len(text) > MOST_CHARACTERS or not text.isprintable():
            yield Problem(key, f"one line of text of at most {MOST_CHARACTERS} characters was expected")
        elif key == "title" and not text.strip():
            yield Problem(key, "is missing; a text was expected")
    if not _is_day(content.get("date")):
        yield Problem("date", 'expected the day the profile was written, such as "2026-11-22"')
    for key in ("example", "printer"):
        if not isinstance(content.get(key, False), bool):
            yield Problem(key, "true or false was expected")


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _lists(part: str, codes: tuple[str, ...], sides: object) -> Iterator[Problem]:
    if not isinstance(sides, dict) or not sides or sides.keys() - set(_SIDES):
        yield Problem(part, "expected the lists available or not_available, or both")
        return
    seen: set[str] = set()
    for side, listed in sides.items():
        place = f"{part}.{side}"
        if not isinstance(listed, list):
            yield Problem(place, f"expected a list of {', '.join(codes)}")
            continue
        for number, code in enumerate(listed):
            if code not in codes:
                yield Problem(f"{place}[{number}]", f"{str(code)[:40]!r} was given; expected {', '.join(codes)}")
            elif code in seen:
                yield Problem(f"{place}[{number}]", f"{code} is there twice; expected once, in one of the two lists")
            else:
                seen.add(code)


def _storage(content: Mapping[str, Any]) -> Iterator[Problem]:
    if "storage" in content:
        storage = content["storage"]
        if not isinstance(storage, dict) or set(storage) != {"cold"} or not isinstance(storage["cold"], bool):
            yield Problem("storage", "expected cold = true or cold = false")


def _nurse(content: Mapping[str, Any]) -> Iterator[Problem]:
    if "nurse" not in content:
        return
    nurse = content["nurse"]
    days = nurse.get("days") if isinstance(nurse, dict) and set(nurse) == {"days"} else None
    if not isinstance(days, list):
        yield Problem("nurse", 'expected days = ["monday", "thursday"], or days = [] where no injections are given')
        return
    for number, day in enumerate(days):
        if day not in WEEKDAYS:
            yield Problem(f"nurse.days[{number}]", f"{str(day)[:40]!r} was given; expected {', '.join(WEEKDAYS)}")
        elif day in days[:number]:
            yield Problem(f"nurse.days[{number}]", f"{day} is there twice; expected once")
