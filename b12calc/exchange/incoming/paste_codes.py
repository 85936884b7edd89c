"""Find the codes of tests that reports print beside a name: of LOINC, Read, CTV3 and SNOMED CT."""

from __future__ import annotations

import re
from typing import Final

from b12calc.exchange.incoming.found import Code, System
from b12calc.exchange.incoming.names import known_code
from b12calc.exchange.incoming.paste_shapes import is_loinc

_LABEL: Final = re.compile(
    r"(?:(?P<loinc>LOINC|LNC)|(?P<snomed>SNOMED(?:[ -]?CT)?|SCTID|SCT)|(?P<read>READ(?:[ -]?(?:code|v[23]|2))?|CTV3)"
    r"|(?P<local>code|local code|test code))\s*[:=#]?\s*",
    re.I,
)
_LOINC: Final = re.compile(r"\d{3,5}-\d")
_READ: Final = re.compile(
    r"(?:(?=....[.]|.*[A-Za-z])4[\dA-Za-z]{1,4}\.{0,3}(?<=.....)|X(?=.*[a-z\d])[\dA-Za-z]{4})(?:-\d)?"
)
_SNOMED: Final = re.compile(r"\d{6,18}")
_LOCAL: Final = re.compile(r"(?=.*\d)[A-Z\d]{3,12}")
_BRACKETS: Final = re.compile(r"[(\[{]\s*([^()\[\]{}]{4,40}?)\s*[)\]}]")
_FIRST: Final = 24  # signs before a code that may be a day
_DAY_OR_NOTHING: Final = re.compile(r"\s*(?:\d{1,4}[-./](?:\d{1,2}|[A-Za-z]{3})[-./]\d{1,4}\s+)?")
_TERM: Final = r"(?:(?:00|1\d)(?<![\d]{4}[.]\d\d))?"  # of a Read code, "42U5.00"; "4120.00" is a figure
_OPEN: Final = re.compile(
    rf"(?P<read>4(?:[\dA-Za-z]\.{{3}}|[\dA-Za-z]{{2}}\.{{2}}|[\dA-Za-z]{{3}}\.)|X(?=[A-Za-z]{{0,3}}[a-z\d])[\dA-Za-z]{{4}})"
    rf"{_TERM}(?=[ ]|\t|\|)"
)


def bracketed_code(text: str, place: int) -> tuple[Code, int] | None:
    """Return the code in brackets that begins at a place, with where the brackets end; None where it is none.

    Without a label a LOINC code is one by its check digit, a Read or CTV3 code by its five signs, the first a 4 or an
    X, a SNOMED CT code by its length. A code the lists do not hold is "local": which list it is of, such figures and
    letters do not say for certain.
    """
    match = _BRACKETS.match(text, place)
    code = code_of(match[1]) if match else None
    return (code, match.end()) if match and code else None


def code_of(text: str) -> Code | None:
    """Return the code a whole text is, with or without the name of its list in front."""
    label = _LABEL.match(text)
    bare = text[label.end() :] if label else text
    told = label.lastgroup if label else None
    if _LOINC.fullmatch(bare):
        return Code("loinc", bare) if is_loinc(bare) else None
    if _READ.fullmatch(bare) and told in {None, "read", "local"}:
        return _known("read", bare)
    if _SNOMED.fullmatch(bare) and told in {None, "snomed", "local"}:
        return _known("snomed", bare)
    return Code("local", bare) if told and _LOCAL.fullmatch(bare) else None


def leading_code(text: str, place: int) -> tuple[Code, int] | None:
    """Return a Read or CTV3 code in the first cell of a line or behind its day, with its end."""
    match = _OPEN.match(text, place) if place <= _FIRST and _DAY_OR_NOTHING.fullmatch(text[:place]) else None
    if match is None or not text[match.end() :].strip():
        return None
    return _known("read", match["read"]), match.end()


def _known(system: System, bare: str) -> Code:
    code = Code(system, bare)
    return code if known_code(code) else Code("local", bare)
