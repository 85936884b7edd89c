"""What a person said of the columns of a practice list: the mapping of result tables, and a section for the audit.

format = "b12calc-columns/1"
[columns]
"B12 (pg/mL)" = { test = "total_b12", unit = "pg/mL" }
[audit]
"On metformin" = "metformin"
"Sex" = { column = "sex", words = { F = "female", M = "male" } }
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from b12calc.analytes import analytes
from b12calc.audit.columns import Column, known_columns
from b12calc.audit.days import DAY_FORMS
from b12calc.exchange.incoming.mapping import plain_heading, read_mapping
from b12calc.problems import Problem, ProblemsFound

IGNORE: Final = "ignore"
_NAMES: Final = {"birth": "date_of_birth", "low": "reference_low", "high": "reference_high"}
_UNUSED: Final = ("name", "first_name", "range", "flag", "status", "specimen", "code", "comment", IGNORE)
_KEYS: Final[Mapping[str, type]] = {
    "column": str, "unit": str, "words": dict, "others": str, "day": str, "point": str, "replaces": bool,
}  # fmt: skip
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class AuditMap:
    """Hold for headings as written what their columns are; the place in the table is not known yet (-1).

    ``ignored`` are headings that are known to hold nothing for an audit.
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()


def read_audit_map(data: bytes, name: str) -> AuditMap:
    """Return the mapping a TOML file holds; ``name`` is the file's, for the sentences.

    Raises ProblemsFound with every fault, each naming its key and what was expected there.
    """
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        read_mapping(data, name)  # says what is wrong, in the words of every mapping
        raise
    section = content.pop("audit", {})
    if not isinstance(section, dict):
        raise ProblemsFound((Problem(f"{name}: audit", "expected a table of headings"),))
    columns, ignored = _of_results(content, name, needed=not section)
    problems: list[Problem] = []
    for heading, said in section.items():
        made = _column(heading, said)
        if isinstance(made, str):
            problems.append(Problem(f"{name}: audit.{json.dumps(heading[:_SHOWN], ensure_ascii=False)}", made))
        elif made is None:
            ignored.add(heading)
        else:
            columns[heading] = made
    if problems or (problems := [Problem(name, line) for line in _twice(columns)]):
        raise ProblemsFound(problems)
    return AuditMap(columns, frozenset(ignored))


def _of_results(content: Mapping[str, Any], name: str, *, needed: bool) -> tuple[dict[str, Column], set[str]]:
    """Return what the shared part of the file says, read as the mapping of a result table."""
    if not needed and not content.get("columns") and set(content) <= {"format", "columns"}:
        content = {**content, "columns": {"-": IGNORE}}
    uses = read_mapping("\n".join(_spelt(content)).encode(), name).columns
    columns: dict[str, Column] = {}
    ignored: set[str] = set()
    for heading, (use, *more) in uses.items():
        holds = _NAMES.get(use.holds, use.holds)
        if more or holds in _UNUSED:
            ignored.add(heading)
        else:
            columns[heading] = Column(-1, heading, known_columns()[holds], unit=use.unit)
    return columns, ignored


def _spelt(content: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """Write what was read as TOML again, the section of the audit left out."""
    tables = {key: value for key, value in content.items() if isinstance(value, dict) and not place}
    for key, value in content.items():
        if key not in tables:
            yield f"{json.dumps(key)} = {_value(value)}"
    for key, value in tables.items():
        yield f"[{json.dumps(key)}]"
        yield from _spelt(value, key)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_value(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value if isinstance(value, str | int | float | bool) else str(value))


def _column(heading: str, said: object) -> Column | str | None:
    """Return one column, None for one that is ignored, or one sentence what was expected."""
    told = {"column": said} if isinstance(said, str) else said
    if not isinstance(told, dict) or "column" not in told:
        return 'expected a word such as "metformin", or { column = "sex", words = { F = "female" } }'
    for key, value in told.items():
        if key not in _KEYS:
            return f"{key[:_SHOWN]!r} is not known; expected {', '.join(_KEYS)}"
        if not isinstance(value, _KEYS[key]):
            return f"{key}: expected a {_KEYS[key].__name__}"
    if told["column"] == IGNORE:
        return None
    known = known_columns().get(told["column"])
    if known is None:
        return f"{told['column'][:_SHOWN]!r} is no column of the case format; expected one such as total_b12 or sex"
    made = Column(-1, heading, known, unit=told.get("unit"), words=told.get("words", {}),
                  others_empty=told.get("others") == "empty", day=told.get("day", "YYYY-MM-DD"),
                  point=told.get("point") == "decimal", replaces=told.get("replaces", False))  # fmt: skip
    return _fault(made, told) or made


def _fault(made: Column, told: Mapping[str, Any]) -> str:
    known = made.known
    if not all(isinstance(word, str) for word in made.words.values()):
        return "words: expected a word of the case format for each cell"
    if told.get("others", "empty") != "empty" or told.get("point", "decimal") != "decimal":
        return 'expected others = "empty" and point = "decimal", or neither'
    if made.unit is not None:
        units = analytes()[known.code].units if known.kind == "value" else {}
        if made.unit not in units:
            return f"unit: expected {' or '.join(units) or 'none here'}; {made.unit[:_SHOWN]!r} was given"
    if "day" in told and (made.day not in DAY_FORMS or not known.is_day):
        return f"day: expected {', '.join(DAY_FORMS)}, for a column of days"
    if "point" in told and known.kind not in ("value", "part", "long"):
        return "point: expected only beside figures"
    return "replaces: expected only beside a finding" if made.replaces and known.part != "finding" else ""


def _twice(columns: Mapping[str, Column]) -> Iterator[str]:
    """Yield where two headings hold the same."""
    first: dict[object, str] = {}
    for heading, column in columns.items():
        other = first.setdefault(column.known, heading)
        if other != heading:
            yield f"{other[:_SHOWN]!r} and {heading[:_SHOWN]!r} hold the same; one was expected"


def find(columns: Mapping[str, Column], heading: str) -> Column | None:
    """Return what is said of a heading, in whatever case and with whatever signs it is written."""
    plain = plain_heading(heading)
    return next((one for name, one in columns.items() if plain_heading(name) == plain), None)
