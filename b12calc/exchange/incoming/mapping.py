"""What a person said of the columns of a table: read from TOML, written as TOML, looked up by heading."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from b12calc.analytes import analytes
from b12calc.exchange.incoming.names import folded, is_unit, unit_of
from b12calc.problems import Problem, ProblemsFound

Clash = Literal["twice", "both", "whose"]
FORMAT: Final = "b12calc-columns/1"
IGNORE: Final = "ignore"
FIELDS: Final = ("id", "name", "first_name", "birth", "sex", "collected", "analyte", "value", "comparator", "finding",
                 "unit", "range", "low", "high", "flag", "status", "specimen", "code", "comment", IGNORE)  # fmt: skip
"""What a column may hold beside a test: the roles of table_heads.toml."""
PARTS: Final = ("unit", "comparator", "collected", "reference_low", "reference_high", "finding")
"""What a column may hold of one test: ``total_b12_unit``, as in the wide table of the audit."""
_MANY: Final = ("comment", "day", IGNORE)  # may be held by any number of columns
_OF_ONE: Final = ("comparator", "unit", "range", "low", "high", "flag", "code", "finding")  # say it of one result
_KEYS: Final = ("format", "columns")
_BETWEEN: Final = "|"
_MOST_BYTES: Final = 64_000
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Use:
    """Hold what a column is: a word of FIELDS, a test's code, or one of a test's PARTS; a test may have its unit."""

    holds: str
    unit: str | None = None

    @property
    def test(self) -> str | None:
        """Return the code of the test whose results the column holds, None for any other column."""
        return self.holds if self.holds in analytes() else None

    def __str__(self) -> str:
        return f"{self.holds} {self.unit}" if self.unit else self.holds


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Hold what the columns are, by heading as written; a heading that occurs again has one use for each, in order."""

    columns: Mapping[str, tuple[Use, ...]]

    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Return the same by the plain spelling of the headings, in which ``plain_heading`` looks them up."""
        return {plain_heading(heading): uses for heading, uses in self.columns.items()}

    def words(self) -> dict[str, str]:
        """Return the same in plain words, as ``door.Reading`` takes it: "value", "total_b12 ng/L", "value|ignore"."""
        return {heading: _BETWEEN.join(map(str, uses)) for heading, uses in self.columns.items()}

    def missing(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        """Return the headings that a table with these ones does not have."""
        there = {plain_heading(heading) for heading in headings}
        return tuple(heading for heading in self.columns if plain_heading(heading) not in there)


def from_words(words: Mapping[str, str]) -> ColumnMap:
    """Return the mapping of plain words. Raises ProblemsFound for one that ``ColumnMap.words`` cannot have given."""
    columns = {heading: tuple(map(_from_word, text.split(_BETWEEN))) for heading, text in words.items()}
    if found := [Problem(_place(heading), why) for heading, uses in columns.items() for use in uses
                 if (why := use_fault(use))]:  # fmt: skip
        raise ProblemsFound(found)
    return ColumnMap(columns)


def _from_word(text: str) -> Use:
    holds, _space, unit = text.partition(" ")
    return Use(holds, unit or None)


def plain_heading(text: str) -> str:
    """Return a heading without case, accents and signs; one of signs alone as it stands."""
    return folded(text) or text.strip()


def read_mapping(data: bytes, name: str) -> ColumnMap:
    """Return the mapping a TOML file holds; ``name`` is the file's, for the sentences.

    Raises ProblemsFound with every fault, each naming its key and what was expected there.
    """
    content = _parsed(data, name)
    columns: dict[str, tuple[Use, ...]] = {}
    found = list(_outer(content))
    given = content.get("columns")
    for heading, said in (given if isinstance(given, dict) else {}).items():
        uses = _uses(said)
        if isinstance(uses, str):
            found.append(Problem(_place(heading), uses))
        elif plain_heading(heading) in {plain_heading(one) for one in columns}:
            found.append(Problem(_place(heading), "the same heading stands above; expected a list such as "
                                 '["value", "ignore"] for columns with one heading'))  # fmt: skip
        else:
            columns[heading] = uses
    made = ColumnMap(columns)
    found += list(_clashes(made))
    if found:
        raise ProblemsFound(Problem(f"{name}: {one.path}" if one.path else name, one.message) for one in found)
    return made


def write_mapping(made: ColumnMap) -> bytes:
    """Return a mapping as the TOML that ``read_mapping`` reads back to the same mapping."""
    lines = [f'format = "{FORMAT}"', "", "[columns]"]
    for heading, uses in made.columns.items():
        said = _spelt(uses[0]) if len(uses) == 1 else f"[{', '.join(map(_spelt, uses))}]"
        lines.append(f"{_quoted(heading)} = {said}")
    return "".join(f"{line}\n" for line in lines).encode()


def use_fault(use: Use) -> str:
    """Return one sentence what is wrong with a use, or an empty text."""
    if use.holds not in FIELDS and use.test is None and not _is_part(use.holds):
        return f"{use.holds[:_SHOWN]!r} is not known; expected a test such as total_b12, or one of {', '.join(FIELDS)}"
    if use.unit is None:
        return ""
    if use.test is None:
        return f"only a test has a unit of its own here; expected {use.holds!r} alone"
    analyte = analytes()[use.test]
    if use.unit not in analyte.units and not (analyte.any_unit and is_unit(use.unit)):
        units = ", ".join(analyte.units) or "no unit"
        return f"{use.unit[:_SHOWN]!r} is no unit of {use.test}; expected {units}"
    return ""


def clash(uses: tuple[Use, ...]) -> tuple[int, Clash] | None:
    """Return the place of the first column that cannot stand beside the others, and why.

    ``twice``: its field is held by two columns. ``both``: some columns hold the results of one test each, others name a
    test in every row. ``whose``: it says something of one result, but its row has results of several tests.
    """
    seen: set[str] = set()
    for place, use in enumerate(uses):
        if use.test is None and use.holds not in _MANY:
            if use.holds in seen:
                return place, "twice"
            seen.add(use.holds)
    wide = [place for place, use in enumerate(uses) if use.test]
    if wide and seen & {"analyte", "value"}:
        return wide[0], "both"
    lost = (place for place, use in enumerate(uses) if use.holds in _OF_ONE)
    return next(((place, "whose") for place in lost), None) if len(wide) > 1 else None


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > _MOST_BYTES:
        raise ProblemsFound((Problem(name, f"a mapping of at most {_MOST_BYTES} bytes was expected"),))
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProblemsFound((Problem(name, "a mapping in UTF-8 text was expected"),)) from None
    except (ValueError, RecursionError) as fault:
        raise ProblemsFound((Problem(name, f"a mapping of columns in TOML was expected: {fault}"),)) from None


def _outer(content: Mapping[str, Any]) -> Iterator[Problem]:
    if content.get("format") != FORMAT:
        yield Problem("format", f'expected "{FORMAT}"')
    for key in content:
        if key not in _KEYS:
            yield Problem(key[:_SHOWN], f"this key is not known; expected {' and '.join(_KEYS)} alone")
    if not isinstance(content.get("columns"), dict) or not content["columns"]:
        yield Problem("columns", 'expected a table of headings such as "B12" = "total_b12"')


def _uses(said: object) -> tuple[Use, ...] | str:
    """Return the uses of the columns with one heading, or one sentence what was expected."""
    if not isinstance(said, list):
        use = _use(said)
        return use if isinstance(use, str) else (use,)
    if not said:
        return "the list is empty; expected one word for each column with this heading"
    uses = [_use(one) for one in said]
    wrong = next((use for use in uses if isinstance(use, str)), "")
    return wrong or tuple(use for use in uses if isinstance(use, Use))


def _use(said: object) -> Use | str:
    if isinstance(said, str):
        use = Use(said)
    elif isinstance(said, dict) and said.keys() <= {"test", "unit"} and _texts(said.get("test"), said.get("unit", "")):
        if said["test"] not in analytes():
            return f"test: {said['test'][:_SHOWN]!r} is no test of this program; expected one such as total_b12"
        unit = said.get("unit")
        use = Use(said["test"], None if unit is None else unit_of(said["test"], unit) or unit)
    else:
        return 'expected a word such as "value", or { test = "total_b12", unit = "ng/L" }'
    return use_fault(use) or use


def _texts(*said: object) -> bool:
    return all(isinstance(one, str) for one in said)


def _is_part(word: str) -> bool:
    return any(word.endswith(f"_{part}") and word.removesuffix(f"_{part}") in analytes() for part in PARTS)


def _clashes(made: ColumnMap) -> Iterator[Problem]:
    pairs = [(heading, use) for heading, uses in made.columns.items() for use in uses]
    if found := clash(tuple(use for _heading, use in pairs)):
        heading, use = pairs[found[0]]
        why = {
            "twice": f"two columns hold {use.holds!r}; expected one",
            "both": "a table has a column for each test or a test in each row; expected one of the two, not both",
            "whose": f"the table has columns of several tests and {use.holds!r} is of one; expected total_b12_unit or "
            'the like, or "ignore"',
        }
        yield Problem(_place(heading), why[found[1]])


def _place(heading: str) -> str:
    return f"columns.{_quoted(heading[:_SHOWN])}"


def _spelt(use: Use) -> str:
    return _quoted(use.holds) if use.unit is None else f"{{ test = {_quoted(use.holds)}, unit = {_quoted(use.unit)} }}"


def _quoted(text: str) -> str:
    """Write a text as a TOML string: its escapes are those of JSON, and the sign DEL is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
