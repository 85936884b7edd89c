"""Calendar files after RFC 5545: all-day events that no time zone can shift, each with a UID that stays.

Written here and not by a library: what is needed is a dozen lines of text, and these are written the same, byte for
byte, on every computer; the tests read them back by a library.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

LONGEST: Final = 75  # octets of a line without its end
MOST_BYTES: Final = 1_000_000
_HEAD: Final = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//b12calc//b12calc//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
_EPOCH: Final = date(2020, 1, 1)
_MORNING: Final = 15  # hours before midnight: nine o'clock on the day before
_UNFOLDED: Final = re.compile(r"\r?\n[ \t]")
_EVENT: Final = re.compile(r"^BEGIN:VEVENT\r?$.*?^END:VEVENT\r?$", re.MULTILINE | re.DOTALL)
_OURS: Final = re.compile(
    "BEGIN:VEVENT\nUID:([^\n]+)\nDTSTAMP:[0-9]{8}T000000Z\nSEQUENCE:([0-9]{1,9})\n"
    "DTSTART;VALUE=DATE:[0-9]{8}\nDTEND;VALUE=DATE:[0-9]{8}\nSUMMARY:"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one day to remember; ``uid`` is the same for the same event in every later file."""

    uid: str
    day: date
    summary: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Hold one event of an earlier file: its number in the row of changes, and its lines as they were."""

    sequence: int
    cancelled: bool
    lines: tuple[str, ...]


def calendar_file(
    events: Sequence[Event], made: date, *, family: str, alarm_days: int | None = None, earlier: bytes = b""
) -> bytes:
    """Return events as a calendar file of a day, each with an alarm at nine so many days before, or none.

    ``earlier`` is the file this one replaces. What changed since gets a higher SEQUENCE, so that a calendar replaces
    its own copy; an event of the same ``family`` (how its UIDs begin) that is no longer there is cancelled.
    """
    before = _read(earlier, family)
    lines = [*_HEAD]
    for event in events:
        lines += _event(event, made, alarm_days, before.get(event.uid))
    kept = {event.uid for event in events}
    for uid, old in before.items():
        if uid not in kept:
            lines += old.lines if old.cancelled else _cancelled(old, made)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line)).encode()


def _event(event: Event, made: date, alarm_days: int | None, before: _Earlier | None) -> list[str]:
    day, after = (one.strftime("%Y%m%d") for one in (event.day, event.day + timedelta(days=1)))
    said = [
        f"DTSTART;VALUE=DATE:{day}",
        f"DTEND;VALUE=DATE:{after}",
        f"SUMMARY:{_text(event.summary)}",
        *([f"DESCRIPTION:{_text(event.description)}"] if event.description else []),
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        *(_alarm(event, alarm_days) if alarm_days is not None else []),
        "END:VEVENT",
    ]
    if before is not None and list(before.lines[4:]) == said:
        return list(before.lines)
    return [*_opening(event.uid, made, before), *said]


def _opening(uid: str, made: date, before: _Earlier | None) -> list[str]:
    """Return the lines of an event that tell which it is and how often it was changed: four, END and BEGIN apart."""
    number = (made - _EPOCH).days
    sequence = number if before is None else max(number, before.sequence + 1)
    return ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{made:%Y%m%d}T000000Z", f"SEQUENCE:{max(0, sequence)}"]


def _cancelled(old: _Earlier, made: date) -> list[str]:
    """Return an event that is no longer there, so that a calendar takes it out."""
    uid = old.lines[1].partition(":")[2]
    days = [line for line in old.lines if line.startswith(("DTSTART", "DTEND", "SUMMARY"))]
    return [*_opening(uid, made, old), *days, "STATUS:CANCELLED", "END:VEVENT"]


def _alarm(event: Event, days: int) -> list[str]:
    trigger = "PT9H" if days == 0 else f"-PT{_MORNING}H" if days == 1 else f"-P{days - 1}DT{_MORNING}H"
    said = f"DESCRIPTION:{_text(event.summary)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", said, f"TRIGGER:{trigger}", "END:VALARM"]


def _text(text: str) -> str:
    """Return a text as a value: no character of control, and what would end or part a value escaped."""
    plain = text.replace("\r\n", "\n").replace("\u00a0", " ")
    clean = "".join(sign for sign in plain if sign == "\n" or sign.isprintable())
    return re.sub(r"([\\;,])", r"\\\1", clean).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, each but the first after a space, no character cut in two."""
    piece, room = "", LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece, room = piece + sign, room - size
    yield piece


def _read(data: bytes, family: str) -> Mapping[str, _Earlier]:
    """Return the events of a family in a file written before; nothing of a file that is none of ours.

    An event that does not begin as all of ours do, or into which another has run, is left out: it was damaged, and
    its lines might cancel a day that stands.
    """
    if len(data) > MOST_BYTES or not data.startswith(f"{_HEAD[0]}\r\n".encode()) or _HEAD[2].encode() not in data:
        return {}
    found: dict[str, _Earlier] = {}
    for block in _EVENT.finditer(_UNFOLDED.sub("", data.decode("utf-8", "replace"))):
        lines = tuple(line.rstrip("\r") for line in block[0].split("\n"))
        begun = _OURS.match("\n".join(lines))
        if begun and begun[1].startswith(family) and sum(line.startswith("UID:") for line in lines) == 1:
            found[begun[1]] = _Earlier(int(begun[2]), "STATUS:CANCELLED" in lines, lines)
    return found
