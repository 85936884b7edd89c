"""The text of HL7 v2: which letters, which signs part it, where its segments stand, and what its escapes mean."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.guard import MAX_LINE, MAX_LINES, Watch, refuse
from b12calc.exchange.pasted import text_of as decoded

_SEGMENT: Final = re.compile(r"[^\r\n\x0b\x1c]+")  # MLLP frames are ends of lines too
_NAME: Final = re.compile(r"[A-Z][A-Z0-9]{2}")
_LATIN: Final = re.compile(r"(?:ISO)?[ -]?8859[/-](1[0-6]|[1-9])")
_CHARSET: Final = 17  # MSH-18; MSH-1 is the separator itself
_HEAD: Final = 8192
_BREAKS: Final = {".br": "\n", ".sp": "\n", "H": "", "N": ""}
_MOST_HEX: Final = 200


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold the signs that part a message: fields, components, repetitions, subcomponents, and the escape."""

    field: str = "|"
    component: str = "^"
    repeat: str = "~"
    escape: str = "\\"
    sub: str = "&"

    @staticmethod
    def of(header: str) -> Signs:
        """Read MSH-1 and MSH-2 of a header segment; the usual signs stand in for what is missing or unusable."""
        field = header[3:4]
        if not field or field.isalnum() or field.isspace():
            return Signs()
        usual = (field, "^", "~", "\\", "&")
        sent = header[4:].split(field, 1)[0][:4]
        signs = [field, *sent, *usual[1 + len(sent) :]]
        good = len(set(signs)) == len(usual) and not any(sign.isalnum() or sign.isspace() for sign in signs)
        return Signs(*signs) if good else Signs(*usual)


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold one segment: its three letters ("" for a line that is none), its text, and where this begins."""

    name: str
    text: str
    start: int
    line: int


def text_of(data: bytes) -> str:
    """Return the decoded text of a file; places of figures count its characters.

    A mark at the beginning decides, else MSH-18 where it names 8859 and the text is not plainly UTF-8, else what the
    bytes allow.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decoded(data)
    match = _LATIN.fullmatch(_charset(data[:_HEAD].decode("latin-1")))
    if match and not _is_utf8(data):
        codec = "cp1252" if match[1] == "1" else f"iso8859-{match[1]}"
        try:
            return data.decode(codec, errors="replace")
        except LookupError:
            return decoded(data)
    return decoded(data)


def segments(text: str, watch: Watch) -> Iterator[Segment]:
    """Yield the segments of a text in order; refuses a text of too many lines.

    What begins with no segment name is yielded under the name "". A segment longer than the cap keeps its beginning:
    documents inside a message are not read.
    """
    size = len(text) or 1
    for line, match in enumerate(_SEGMENT.finditer(text), 1):
        start, end = match.span()
        watch.step(end / size)
        if line > MAX_LINES:
            raise refuse(f"the file holds more than {MAX_LINES:,} segments; no usual report does")
        whole = text[start : min(end, start + MAX_LINE)]
        bare = whole.lstrip(" \t\ufeff")
        if not bare.strip():
            continue
        name = bare[:3]
        known = _NAME.match(name) and not bare[3:4].isalnum() and bare[3:4] != " "
        yield Segment(name if known else "", bare, start + len(whole) - len(bare), line)


def unescaped(text: str, signs: Signs) -> str:
    """Return a text with the escapes of HL7 put back as signs; what is no known escape stays as it stands."""
    if signs.escape not in text:
        return text
    parts = text.split(signs.escape)
    told = [parts[0]]
    at = 1
    while at < len(parts):
        sign = _meant(parts[at], signs) if at + 1 < len(parts) else None
        if sign is None:
            told += (signs.escape, parts[at])
            at += 1
        else:
            told += (sign, parts[at + 1])
            at += 2
    return "".join(told)


def _meant(escape: str, signs: Signs) -> str | None:
    plain = {"F": signs.field, "S": signs.component, "T": signs.sub, "R": signs.repeat, "E": signs.escape}
    if escape in plain:
        return plain[escape]
    if escape[:1] == "X" and 1 < len(escape) <= _MOST_HEX:
        try:
            return decoded(bytes.fromhex(escape[1:]))
        except ValueError:
            return None
    return _BREAKS.get(escape[:3] if escape.startswith(".") else escape)


def _charset(head: str) -> str:
    at = head.find("MSH")
    if at < 0:
        return ""
    header = _SEGMENT.match(head, at)
    fields = header[0].split(header[0][3:4] or "|") if header else []
    return fields[_CHARSET].split("~")[0].strip().upper() if len(fields) > _CHARSET else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
