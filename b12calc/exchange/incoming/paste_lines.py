"""Part a pasted text into lines that can be read, each knowing where its signs stand in the text as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from b12calc.exchange.incoming.found import Span
from b12calc.exchange.incoming.guard import Watch, refuse

MOST_SIGNS: Final = 1_000_000
MOST_LINES: Final = 20_000
LONGEST: Final = 2_000

_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?")
_HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]"
)
_TURNING: Final = re.compile("[\u202d\u202e]")
_ENTITY: Final = re.compile("&(?:lt|gt|amp|nbsp);")
_ENTITIES: Final = {"&lt;": "<   ", "&gt;": ">   ", "&amp;": "&    ", "&nbsp;": "      "}
_AXIS: Final = re.compile(
    r"\[(?:mass|moles|entitic|#|number|volume|arbitrary|units|enzymatic|presence)[^\]\d]{0,40}\]", re.I
)  # how a LOINC name says what was measured
_FOOTNOTE: Final = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[Bb]12)|(?<=\)))[¹²³⁰⁴-⁹]{1,2}[⁾)]?(?![\w/])")
_TAG: Final = re.compile(
    r"<(?:(/t[dh])|/?(?:t[rdh]|tbody|thead|table|p|b|i|u|strong|em|span|div|li|ul|br))\b[^<>]{0,80}>", re.I
)
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN: Final = str.maketrans(
    {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, _SPACES), " ")
    | {code: " " for code in range(32) if code != ord("\t")}
    | {0x2039: "<", 0x203A: ">"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: ``text`` as it is read, ``raw`` as given, ``start`` its place in the whole text.

    ``at`` gives for each sign of ``text`` its place in ``raw`` where signs were left out, else None. ``shift`` is
    what was cut off in front. ``turned`` tells of a mark that makes the line look another way round.
    """

    number: int
    start: int
    raw: str
    text: str
    at: tuple[int, ...] | None = None
    shift: int = 0
    turned: bool = False
    too_long: bool = False
    quote_unsure: bool = False

    def span(self, start: int, end: int) -> Span:
        """Return where the signs from ``start`` to ``end`` of ``text`` stand in the text as given."""
        first, last = start + self.shift, end - 1 + self.shift
        if self.at is not None:
            first, last = self.at[first], self.at[last]
        return Span(self.start + first, self.start + last + 1)

    def given(self, start: int, end: int) -> str:
        """Return the signs as given between two places of ``text``."""
        span = self.span(start, end)
        return self.raw[span.start - self.start : span.end - self.start]

    @property
    def where(self) -> str:
        """Say the place to a person."""
        return f"line {self.number}"


def lines_of(text: str, watch: Watch) -> tuple[Line, ...]:
    """Part a text into lines with quoting marks taken off.

    Raises ProblemsFound for a text far larger than anything that is pasted.
    """
    if len(text) > MOST_SIGNS:
        raise refuse(f"the text is longer than {MOST_SIGNS:,} characters; paste the report alone", "text")
    pieces = []
    start = 0
    for number, end in enumerate(_ends(text), 1):
        if number > MOST_LINES:
            raise refuse(f"the text has more than {MOST_LINES:,} lines; paste the report alone", "text")
        watch.step()
        pieces.append(line_at(number, start, text[start : end[0]]))
        start = end[1]
    return tuple(_unquoted(pieces))


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text):
        yield match.span()
    yield len(text), len(text)


def line_at(number: int, start: int, raw: str) -> Line:
    """Return one line that stands at a place of a text, made ready to be read."""
    if len(raw) > LONGEST:
        return Line(number, start, raw, "", too_long=bool(raw.strip()))
    text = raw.translate(_PLAIN)
    if "&" in text:
        text = _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)
    if "</" in text:
        text = _TAG.sub(lambda match: ("\t" if match[1] else " ") + " " * (len(match[0]) - 1), text)
    if "[" in text:
        text = _AXIS.sub(lambda match: "•" * len(match[0]), text)
    if not text.isascii():
        text = _FOOTNOTE.sub(lambda match: " " * len(match[0]), text)
    if text.isascii() or not _HIDDEN.search(text):
        return Line(number, start, raw, text)
    at = tuple(
        place for place, sign in enumerate(text) if unicodedata.category(sign) not in {"Cf", "Mn"} or _accent(sign)
    )
    return Line(number, start, raw, "".join(text[place] for place in at), at, turned=bool(_TURNING.search(raw)))


def _accent(sign: str) -> bool:
    return "\u0300" <= sign <= "\u036f"


def _unquoted(lines: Sequence[Line]) -> Iterator[Line]:
    """Take off the marks of quoted mail: only where lines in a row bear them and not all stand before a figure."""
    block: list[Line] = []
    for line in lines:
        if _QUOTE.match(line.text) or (block and not line.text.strip()):
            block.append(line)
            continue
        yield from _block(block)
        block = []
        yield line
    yield from _block(block)


def _block(block: list[Line]) -> Iterator[Line]:
    told = [line for line in block if line.text.strip()]
    depths = [_depth(line.text) for line in told]
    words = any(_after(line.text, depth)[:1].isalpha() for line, depth in zip(told, depths, strict=True))
    if not told or not words:
        yield from block
        return
    least = min(depths)
    for line in block:
        if not line.text.strip():
            yield line
            continue
        deep = _depth(line.text)
        figure = _after(line.text, deep)[:1].isdigit()
        off = _cut(line.text, least if figure else deep)
        yield replace(
            line, text=line.text[off:], shift=line.shift + off, quote_unsure=figure and deep > least != max(depths)
        )


def _depth(text: str) -> int:
    depth, place = 0, 0
    while match := _QUOTE.match(text, place):
        depth, place = depth + 1, match.end()
    return depth


def _cut(text: str, depth: int) -> int:
    place = 0
    for _ in range(depth):
        match = _QUOTE.match(text, place)
        place = match.end() if match else place
    return place


def _after(text: str, depth: int) -> str:
    return text[_cut(text, depth) :].strip()
