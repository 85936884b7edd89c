"""Write the answer to a GDT request: record 6310 with the note as text, the record PDF and the results by name.

Nothing of the content is decided here. Field order and lengths are those of GDT 2.1; the fields 6302 to 6305 for the
PDF are unconfirmed and to be tried with the practice system.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from b12calc import __version__
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.exchange.incoming.gdt_own import COMMENT
from b12calc.problems import Problem, ProblemsFound

CODEC: Final = "cp1252"
TEXT_WIDTH: Final = 60  # characters of a line of text that no system cuts
OUR_ID: Final = "B12CALC"
PROCEDURE: Final = "ALLG00"  # where the request names none
_VERSION: Final = "02.10"
_FRAME: Final = 9  # length, field, CR and LF
_LONGEST: Final = 999
_MOST: Final = 99_999
_SPELT: Final = str.maketrans({"\u2265": ">=", "\u2264": "<=", "\u2212": "-", "\u03bc": "\u00b5", "\u2079": "^9"})
_WORDS: Final = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GdtResult:
    """Hold one result to be sent along, as texts; a comparator stands in ``value``. Empty ones are left out."""

    code: str
    name: str
    value: str
    unit: str = ""
    collected: date | None = None
    low: str = ""
    high: str = ""
    texts: tuple[str, ...] = ()


def write_6310(
    request: GdtRequest,
    lines: Sequence[str],
    day: date,
    at: time,
    pdf_path: str | None,
    results: Sequence[GdtResult] = (),
) -> bytes:
    """Return the answer to a request, whole, with every length counted in bytes.

    ``lines`` are the lines of the note: one longer than 60 characters goes on in the next field, broken between words
    (a word longer than that within itself), and no character is lost; signs that Windows-1252 lacks and that can be
    spelt are: >= for ≥, <= for ≤, - for the minus sign, ^9. ``pdf_path`` is where the record PDF lies.
    Raises ProblemsFound where a text cannot be written in Windows-1252, holds a control character, or is too long.
    """
    fields = [
        ("8315", request.sender),
        ("8316", request.receiver or OUR_ID),
        ("9206", "3"),
        ("9218", _VERSION),
        ("3000", request.number),
        ("3101", request.name),
        ("3102", request.first_name),
        ("3103", request.birth_date),
        ("3110", request.sex),
        ("6200", f"{day:%d%m%Y}"),
        ("6201", f"{at:%H%M%S}"),
        ("8402", request.procedure or PROCEDURE),
    ]
    body = [field for field in fields if field[1]]
    body += [("6228", piece) for line in lines for piece in wrapped(line.translate(_SPELT))]
    body.append(("6227", f"{COMMENT}{__version__}"))
    if pdf_path:
        body += [("6302", "000001"), ("6303", "PDF"), ("6304", "B12 report"), ("6305", pdf_path)]
    for result in results:
        body += _test(result)
    return _record(body)


def wrapped(line: str) -> Iterator[str]:
    """Yield the pieces of a line, each of at most 60 characters; put together they are the line again."""
    piece = ""
    for word in _WORDS.findall(line):
        bare = word.rstrip()
        if piece and len(piece) + len(bare) > TEXT_WIDTH:
            yield piece
            piece = ""
        piece += word
        while len(piece) > TEXT_WIDTH:
            yield piece[:TEXT_WIDTH]
            piece = piece[TEXT_WIDTH:]
    yield piece


def _test(result: GdtResult) -> Iterator[tuple[str, str]]:
    day = f"{result.collected:%d%m%Y}" if result.collected else ""
    fields = (
        ("8410", result.code),
        ("8411", result.name),
        ("8420", result.value),
        ("8421", result.unit),
        ("8432", day),
        ("8461", result.low),
        ("8462", result.high),
        *(("8480", text) for text in result.texts),
    )
    return ((field, text.translate(_SPELT)) for field, text in fields if text)


def _record(body: Iterable[tuple[str, str]]) -> bytes:
    """Return a record of the fields, its own length told in the second line."""
    problems: list[Problem] = []
    written = b"".join(_line(field, content, problems) for field, content in body)
    head = _line("8000", "6310", problems)
    total = len(head) + len(_line("8100", "00000", problems)) + len(written)
    if total > _MOST:
        problems.append(Problem("", f"the answer is {total:,} bytes long; a GDT record holds {_MOST:,} at most"))
    if problems:
        raise ProblemsFound(problems)
    return head + _line("8100", f"{total:05}", problems) + written


def _line(field: str, content: str, problems: list[Problem]) -> bytes:
    """Return one line with its length; what cannot be written is added to the problems."""
    trouble = None
    data = content.encode(CODEC, errors="replace")
    if any(not sign.isprintable() and sign != "\xa0" for sign in content):
        trouble = "a line break or control character cannot be written into a GDT file"
    elif (foreign := next((sign for sign in content if not _fits(sign)), None)) is not None:
        trouble = f"{foreign!r} cannot be written into a GDT file, which holds Western European letters only"
    elif len(data) + _FRAME > _LONGEST:
        trouble = f"{len(data)} characters are too many; a line of a GDT file holds {_LONGEST - _FRAME}"
    if trouble:
        problems.append(Problem(f"field {field}", trouble))
        return b""
    return b"%03d%s%s\r\n" % (len(data) + _FRAME, field.encode("ascii"), data)


def _fits(sign: str) -> bool:
    try:
        sign.encode(CODEC)
    except UnicodeEncodeError:
        return False
    return True
