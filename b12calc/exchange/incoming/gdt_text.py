"""The text of GDT: which letters, its lines of length, field and content, and whether the lengths are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from b12calc.exchange.incoming.guard import MAX_LINE, MAX_LINES, Watch, refuse

RECORD: Final = "8000"
TOTAL: Final = "8100"
_LINE: Final = re.compile(rb"[^\r\n]+")
_ENCODING: Final = re.compile(rb"(?:^|[\r\n])[0-9]{3}9206([0-9])")
_CODECS: Final = {b"1": "cp437", b"2": "cp437", b"3": "cp1252"}
_HEAD: Final = 100_000
_BOM: Final = b"\xef\xbb\xbf"
_FRAME: Final = 7  # three digits of length, four of the field
_ENDS: Final = 2  # CR and LF count as part of a line
_LOOKED_AT: Final = 1000  # lines from which the way of counting is told
_ENOUGH: Final = 8
_NEARLY: Final = 0.8
_YEARS: Final = range(1850, 2200)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: field, content, whether its length is right, and where the content begins in the text.

    ``field`` is "" where the line is none of the format; ``size`` counts its bytes with the two of its end.
    """

    field: str
    content: str
    right: bool
    start: int
    number: int
    size: int


def codec_of(data: bytes) -> str:
    """Return the codec of a file: UTF-8 where it is valid and says more than ASCII, else by 9206, else code page 437.

    A text in one of the others that is valid UTF-8 by chance does not occur in names and units; so a wrong 9206 of a
    program that writes UTF-8 does no harm.
    """
    if not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8"
    match = _ENCODING.search(data[:_HEAD])
    return _CODECS.get(match[1], "cp437") if match else "cp437"


def text_of(data: bytes) -> str:
    """Return the decoded text of a file; places of figures count its characters."""
    bare = data.removeprefix(_BOM)
    return bare.decode(codec_of(bare), errors="replace")


def lines(data: bytes, watch: Watch) -> Iterator[Line]:
    """Yield the lines of a file in order, blank ones left out; refuses a file of too many lines."""
    bare = data.removeprefix(_BOM)
    codec = codec_of(bare)
    habit = _habit(bare)
    start = before = 0
    for number, match in enumerate(_LINE.finditer(bare), 1):
        watch.step(match.end() / len(bare))
        if number > MAX_LINES:
            raise refuse(f"the file holds more than {MAX_LINES:,} lines; no usual report does")
        start += match.start() - before
        before = match.end()
        text = match[0].decode(codec, errors="replace")
        if text.strip(" \t\x1a"):
            yield _line(text, (len(match[0]) + _ENDS, habit), start, number)
        start += len(text)


def _habit(data: bytes) -> int:
    """Return by how much nearly all lines are told too long or too short: then the sender counts in another way.

    Such a length cuts nothing off. 0 where the lines agree with the rule, with no other, or are too few to tell.
    """
    begun = (match[0] for match in islice(_LINE.finditer(data), _LOOKED_AT))
    off = Counter(int(row[:3]) - len(row) - _ENDS for row in begun if row[:_FRAME].isdigit())
    if not off:
        return 0
    amount, times = off.most_common(1)[0]
    return amount if times >= _ENOUGH and times >= _NEARLY * off.total() else 0


def _line(text: str, size: tuple[int, int], start: int, number: int) -> Line:
    """Return one line; ``size`` is its bytes and the sender's habit of counting."""
    head = text[:_FRAME]
    if len(head) < _FRAME or not (head.isascii() and head.isdecimal()):
        return Line("", text[:MAX_LINE], False, start, number, size[0])
    content = text[_FRAME : _FRAME + MAX_LINE]
    said, real = int(head[:3]) - size[1], size[0]
    right = said in (real, len(text) + _ENDS) or (content.endswith(" ") and said < real)
    return Line(head[3:], content, right, start + _FRAME, number, real)


def day_of(text: str) -> date | None:
    """Return a day written day first, or year first as GDT 3 is said to do; None where it is no whole day.

    No text can be both: a year from 1850 to 2199 in front leaves no month behind it, and the reverse.
    """
    bare = text.strip()
    if len(bare) != 8 or not (bare.isascii() and bare.isdecimal()):  # noqa: PLR2004
        return None
    for year, month, day in ((bare[4:], bare[2:4], bare[:2]), (bare[:4], bare[4:6], bare[6:])):
        if int(year) in _YEARS:
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None
