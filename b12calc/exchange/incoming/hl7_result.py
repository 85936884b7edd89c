"""One result of HL7 v2: an OBX with what its order, its notes and its specimen say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from b12calc.exchange.incoming.coded import listed
from b12calc.exchange.incoming.found import NOT_TOLD, Code, Found, Leftover, Span, Status
from b12calc.exchange.incoming.hl7_text import Segment, Signs, unescaped
from b12calc.exchange.incoming.names import is_unit

_STATUS: Final[dict[str, Status]] = {
    "F": "final", "C": "corrected", "X": "cancelled", "W": "cancelled", "D": "cancelled", "": NOT_TOLD,
}  # fmt: skip
_DAY: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{2}){0,3}(?:\.[0-9]{1,4})?(?:[+-][0-9]{4})?")
_FIGURE: Final = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_WORDY: Final = frozenset({"ST", "FT", "TX", "NM", "IS", "ID", "TN", "DT", "TM", "TS", "DTM", "CF", "SI"})
_CODED: Final = frozenset({"CE", "CWE", "CNE", "CF"})
_DOCUMENTS: Final = frozenset({"ED", "RP"})
_POWER: Final = frozenset({"10", "x10", "X10", "*10"})
_SPECIMENS: Final = {
    "UR": "urine", "URC": "urine", "URT": "urine", "STL": "stool", "SAL": "saliva", "SWT": "sweat",
    "PLR": "pleural fluid", "SNV": "synovial fluid", "FLU": "fluid", "DIAF": "dialysis fluid",
}  # fmt: skip
_EARLIEST: Final = 1850


@dataclass(slots=True)
class Order:
    """Gather what an OBR and the segments under it say of all its results."""

    status: str = ""
    taken: str = ""
    heading: tuple[str, ...] = ()
    specimens: list[str] = field(default_factory=list)
    specimen_taken: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Observation:
    """Hold an OBX until its order is complete: notes and specimen come after it."""

    segment: Segment
    where: str
    notes: list[str] = field(default_factory=list)
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Value:
    text: str | None
    place: tuple[int, int] | None  # within the field
    comparator: str | None = None
    doubt: str | None = None


def result_of(one: Observation, order: Order, signs: Signs) -> Found | Leftover:
    """Return the result of an OBX, as sent; a document inside it is left aside unopened."""
    fields = one.segment.text.split(signs.field)
    fields += [""] * (15 - len(fields))
    kind = fields[2].strip().upper()
    if kind in _DOCUMENTS:
        return Leftover(one.segment.text, one.where, "a document inside the message; it is not opened")
    value, (names, codes) = _value(kind, fields[5], signs), _test(fields[3], signs)
    unit, unit_code = _unit(fields[6], signs)
    (status, doubt), (collected, undated) = _status(fields[11], order.status), _taken(fields[14], order)
    doubts = filter(None, (value.doubt, doubt, undated, _BROKEN if one.broken else None))
    before = one.segment.start + len(signs.field.join(fields[:5])) + len(signs.field)
    return Found(
        names=names,
        codes=codes,
        value=value.text,
        comparator=value.comparator,
        unit=unit,
        unit_code=unit_code,
        range_text=unescaped(fields[7], signs) or None,
        flag=_first(fields[8], signs) or None,
        status=status,
        collected=collected,
        specimen=", ".join(order.specimens) or None,
        headings=order.heading,
        notes=(*one.notes, *order.notes),
        doubts=tuple(doubts),
        text=one.segment.text,
        where=one.where,
        span=_span(before, value.place, fields[5]),
    )


_BROKEN: Final = "a line that is no segment follows the result; it may have been broken"


def order_of(text: str, signs: Signs) -> Order:
    """Return what an OBR says of its results: status, day, name of the panel, specimen."""
    fields = text.split(signs.field)
    fields += [""] * (26 - len(fields))
    heading, _ = _test(fields[4], signs)
    source = specimen_of(fields[15], signs)
    return Order(fields[25].strip().upper(), fields[7], heading, [source] if source else [])


def specimen_of(text: str, signs: Signs) -> str:
    """Return what OBR-15 or SPM-4 says of the material, codes of other materials than blood in words."""
    plain = unescaped(text.replace(signs.component, " ").replace(signs.sub, " ").replace(signs.repeat, " "), signs)
    words = plain.split()
    return " ".join((*words, *(meant for word in words if (meant := _SPECIMENS.get(word.upper())))))


@lru_cache(maxsize=2048)
def day_of(text: str) -> date | None:
    """Return the day of a time stamp of HL7; None where it is not whole or no day of the calendar."""
    match = _DAY.fullmatch(text.strip())
    if match is None or int(match[1]) < _EARLIEST:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


@lru_cache(maxsize=2048)
def _test(text: str, signs: Signs) -> tuple[tuple[str, ...], tuple[Code, ...]]:
    """Return the names and codes of a coded element; where it has no name, its code stands for one."""
    parts = [unescaped(part, signs).strip() for part in text.split(signs.repeat, 1)[0].split(signs.component)]
    parts += [""] * (9 - len(parts))
    pairs = ((parts[0], parts[2]), (parts[3], parts[5]))
    codes = tuple(listed(code, system) for code, system in pairs if code)
    names = _told((parts[1], parts[4], parts[8])) or _told((parts[0],))
    return names, tuple(dict.fromkeys(codes))


@lru_cache(maxsize=2048)
def _unit(text: str, signs: Signs) -> tuple[str | None, str | None]:
    """Return a unit and, where another spelling or code of it stands beside, this one too."""
    parts = [unescaped(part, signs).strip() for part in text.split(signs.component)]
    if parts[0] in _POWER and len(parts) > 1 and "/" in parts[1]:  # 10^9/L, its ^ not escaped
        parts[:2] = [f"{parts[0]}^{parts[1]}"]
    parts += [""] * (5 - len(parts))
    other = [part for part in (parts[3], parts[1] if is_unit(parts[1]) else "") if part]
    first = parts[0] or parts[1] or parts[3]
    others = [part for part in other if part.casefold() != first.casefold()]
    return first or None, others[0] if others else None


def _told(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _first(text: str, signs: Signs) -> str:
    return unescaped(text.split(signs.repeat, 1)[0].split(signs.component, 1)[0], signs).strip()


def _value(kind: str, text: str, signs: Signs) -> _Value:
    """Read OBX-5 by its type; what is more than one plain value comes with a doubt."""
    if not text.strip():
        return _Value(None, None)
    first, repeated, _ = text.partition(signs.repeat)
    doubt = f"several values are sent for one result: {unescaped(text, signs)[:80]}" if repeated else None
    if kind == "SN":
        return _structured(first, doubt, signs)
    parts = first.split(signs.component)
    if kind in _CODED:
        parts += [""] * (9 - len(parts))
        at = next((at for at in (1, 8, 4, 0) if parts[at].strip()), 0)
        return _Value(unescaped(parts[at], signs).strip(), _place(parts, at), doubt=doubt)
    if kind not in _WORDY:
        doubt = doubt or (f"the value is of the type {kind[:10]!r}" if kind else "the type of the value is not told")
    filled = [at for at, part in enumerate(parts) if part.strip()]
    if len(parts) > 1 and len(filled) == 1:
        doubt = doubt or "the value is sent in parts"
        return _Value(unescaped(parts[filled[0]], signs), _place(parts, filled[0]), doubt=doubt)
    return _Value(unescaped(first, signs), (0, len(first)), doubt=doubt)


def _structured(text: str, doubt: str | None, signs: Signs) -> _Value:
    """Read a structured number: comparator, figure, and for a range or a ratio a second figure."""
    parts = [*text.split(signs.component), "", "", ""]
    comparator, first, separator, second = (unescaped(part, signs).strip() for part in parts[:4])
    if second or separator not in ("", "+"):
        whole = f"{first}{separator or ' '}{second}"
        return _Value(f"{comparator}{whole}", None, doubt=doubt or f"the value is no single figure: {whole[:60]}")
    if not first:
        return _Value(None, None)
    sign = None if comparator in ("", "=") else comparator
    if sign == "<>":
        sign, doubt = None, doubt or "the value is sent as not equal to the figure"
    elif sign and sign not in ("<", "<=", ">", ">="):
        doubt, sign = doubt or f"{sign[:10]!r} before the figure is no sign that is known", None
    return _Value(f"{first}{separator}", _place(parts, 1), sign, doubt)


def _place(parts: Sequence[str], at: int) -> tuple[int, int]:
    start = sum(map(len, parts[:at])) + at
    return start, start + len(parts[at])


def _span(start: int, place: tuple[int, int] | None, text: str) -> Span | None:
    figure = _FIGURE.search(text, place[0], place[1]) if place else None
    return Span(start + figure.start(), start + figure.end()) if figure else None


def _status(sent: str, of_order: str) -> tuple[Status, str | None]:
    own = sent.strip().upper()
    status = _STATUS.get(own or of_order, "preliminary")
    if status == NOT_TOLD:
        return status, "the report does not say whether the result is final"
    if own and of_order in ("X", "W", "D") and status in ("final", "corrected"):
        return status, f"the result is called {status}, its order cancelled"
    return status, None


def _taken(sent: str, order: Order) -> tuple[date | None, str | None]:
    told = next((text for text in (sent, order.taken, order.specimen_taken) if text.strip('" ')), "")
    day = day_of(told)
    if told and day is None:
        return None, f"the day of the sample cannot be read: {told[:40]}"
    return day, None
