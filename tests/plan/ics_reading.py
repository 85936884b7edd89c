"""A calendar file as a second reader, a library, understands it."""

from typing import Any

import icalendar


def calendar_in(data: bytes) -> Any:
    return icalendar.Calendar.from_ical(data)


def events_of(data: bytes) -> list[Any]:
    return list(calendar_in(data).walk("VEVENT"))


def by_uid(data: bytes) -> dict[str, Any]:
    return {str(one["UID"]): one for one in events_of(data)}
