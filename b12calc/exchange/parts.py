"""The words of the note's input lines: one table of parts for each kind of line, by which it is written and read.

A line is a head, a colon and parts with commas between. Words are those of the case format, which are never renamed,
with spaces for underscores: a note can be read back whatever the sentences of the program have become meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from b12calc.exchange.marks import parted, quoted, unquoted
from b12calc.exchange.spelling import (
    COMPARATOR,
    COUNT,
    DAY,
    FIGURE,
    NAME,
    SIGN,
    SINCE,
    TEXT,
    Kind,
    code_of,
    spoken,
    word,
)  # fmt: skip
from b12calc.models import vocabulary as words

Raw: TypeAlias = dict[str, Any]
NOTHING: Final = "nothing known"


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part of a line: ``write`` gives its text, empty where the record says nothing; ``read`` its fields."""

    write: Callable[[Raw], str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Raw]


def keyed(field: str, key: str, kind: Kind, tail: str = "", unsaid: Any = None) -> Part:
    """Return the part of one field: its key, its value, its tail; ``unsaid`` is the value that is left out."""
    before = f"{key} " if key else ""

    def write(record: Raw) -> str:
        value = record.get(field)
        return "" if value is None or value == unsaid else f"{before}{kind.write(value)}{tail}"

    pattern = re.compile(f"{re.escape(before)}({kind.pattern}){re.escape(tail)}", re.DOTALL)
    return Part(write, pattern, lambda match: {field: kind.read(match[1])})


def flag(field: str, said: str) -> Part:
    """Return the part of a field that is true or not there."""
    return Part(
        lambda record: said if record.get(field) else "", re.compile(re.escape(said)), lambda _match: {field: True}
    )


def only_without(field: str, part: Part) -> Part:
    """Return a part that is written only where another field is empty."""
    return Part(lambda record: "" if record.get(field) is not None else part.write(record), part.pattern, part.read)


def _write_figure(record: Raw) -> str:
    value, unit = record.get("value"), record.get("unit")
    if value is None:
        return ""
    return f"{record.get('comparator') or ''}{FIGURE.write(value)}{'' if unit is None else f' {NAME.write(unit)}'}"


def _read_figure(match: re.Match[str]) -> Raw:
    return _given(comparator=match[1], value=FIGURE.read(match[2]), unit=match[3] and NAME.read(match[3]))


def _write_range(record: Raw) -> str:
    low, high = (None if end is None else FIGURE.write(end) for end in _ends(record))
    if low is not None and high is not None:
        return f"range {low} to {high}"
    return f"range from {low}" if low is not None else "" if high is None else f"range up to {high}"


def _ends(record: Raw) -> tuple[str | None, str | None]:
    return record.get("reference_low"), record.get("reference_high")


def _read_range(match: re.Match[str]) -> Raw:
    low, high = match[1] or match[3], match[2] or match[4]
    return _given(reference_low=low and FIGURE.read(low), reference_high=high and FIGURE.read(high))


def _given(**fields: str | None) -> Raw:
    return {name: value for name, value in fields.items() if value is not None}


def _write_seen(record: Raw) -> str:
    plain = re.compile("[a-z0-9]+(?:_[a-z0-9]+)*")
    seen = [spoken(word) if plain.fullmatch(word) else quoted(word) for word in record.get("findings", ())]
    return f"seen {' + '.join(seen)}" if seen else ""


def _read_seen(match: re.Match[str]) -> Raw:
    seen = parted(match[1], " + ")
    return {"findings": [unquoted(word) if word.startswith('"') else code_of(word) for word in seen]}


_RANGE: Final = "range (?:({0}) to ({0})|from ({0})|up to ({0}))".format(FIGURE.pattern.join(("(?:", ")")))
PATIENT: Final = (
    keyed("name", "name", TEXT),
    keyed("date_of_birth", "born", DAY),
    keyed("age_years", "age", COUNT, " years"),
    keyed("age_group", "age group", word(words.AGE_GROUPS)),
    keyed("sex", "sex", word(words.SEXES), unsaid="unknown"),
    keyed("pregnancy", "", word(words.PREGNANCY), unsaid="unknown"),
    keyed("trimester", "trimester", COUNT),
    keyed("identifier", "number", TEXT),
    keyed("identifier_kind", "kind of number", TEXT),
    keyed("altitude_metres", "altitude", COUNT, " m"),
    flag("adjust_haemoglobin_for_smoking", "haemoglobin adjusted for smoking"),
)
RESULT: Final = (
    Part(
        _write_figure,
        re.compile(f"({COMPARATOR})?({FIGURE.pattern})(?: ({NAME.pattern}))?", re.DOTALL),
        _read_figure,
    ),
    only_without("value", keyed("comparator", "comparator", SIGN)),
    only_without("value", keyed("unit", "unit", NAME)),
    keyed("finding", "", word(words.FINDINGS)),
    Part(_write_seen, re.compile("seen (.+)", re.DOTALL), _read_seen),
    Part(_write_range, re.compile(_RANGE, re.DOTALL), _read_range),
    keyed("collected", "collected", DAY),
    flag("unit_confirmed", "unit checked on the report"),
    keyed("laboratory", "laboratory", TEXT),
    keyed("comment", "comment", TEXT),
)
DETAIL: Final = (
    keyed("since", "since", SINCE),
    keyed("last", "last", SINCE),
    keyed("severity", "", word(words.SEVERITIES)),
    keyed("course", "", word(words.COURSES)),
    keyed("daily_dose", "daily dose", TEXT),
    keyed("note", "note", TEXT),
)
BEFORE: Final = (
    keyed("kind", "", word(words.B12_BEFORE)),
    keyed("dose_micrograms", "", FIGURE, " micrograms"),
    keyed("last_taken", "last taken", DAY),
)
TREATMENT: Final = (
    keyed("route", "", word(words.TREATMENT_ROUTES)),
    keyed("regimen", "regimen", TEXT),
    keyed("started", "started", DAY),
    keyed("last_given", "last given", DAY),
    keyed("missed_doses", "missed doses", COUNT),
    keyed("limits_daily_life", "limits daily life", word(words.ANSWERS)),
)
MADE: Final = (
    keyed("today", "", DAY),
    keyed("pack", "pack", NAME),
    keyed("edition", "edition", NAME),
    keyed("laboratory", "laboratory", TEXT),
)


def write_parts(table: Iterable[Part], record: Raw) -> str:
    """Return the text behind the head of a line."""
    return ", ".join(filter(None, (part.write(record) for part in table))) or NOTHING


def read_parts(table: Iterable[Part], text: str) -> Raw:
    """Return the fields a line gives. Raises ValueError with the part that no row of the table knows."""
    found: Raw = {}
    for said in [] if text == NOTHING else parted(text):
        fields = next((part.read(match) for part in table if (match := part.pattern.fullmatch(said))), None)
        if fields is None or fields.keys() & found.keys():
            raise ValueError(said)
        found |= fields
    return found


def answers(given: Mapping[str, str], said: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the questions answered so, by the groups of the case format."""
    groups = ((name, tuple(code for code in codes if given.get(code) == said)) for name, codes in _GROUPS)
    return [(name, codes) for name, codes in groups if codes]


_GROUPS: Final = tuple(words.ANSWER_GROUPS.items())
