"""What the file of a laboratory profile may not say: every fault in one sentence, with what was expected there."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from b12calc.analytes import Analyte, analytes, convert, zone
from b12calc.problems import Problem
from b12calc.units import NumberTrouble, Quantity, normal_unit, read_number

B12: Final = ("total_b12", "active_b12")
METABOLITES: Final = ("mma", "homocysteine")
EVIDENCE: Final = ("P", "S", "local")  # what is tagged S- or U decides nothing, so it may not be a limit
MOST_CHARACTERS: Final = 400
FIT: Final = Decimal("0.05")  # the figures of one laboratory in two units may differ by rounding, not by more (DESIGN)
LONGEST: Final = {"days": 731, "months": 24}
MOST_PERCENT: Final = 50
TEXTS: Final = ("title", "edition", "source", "evidence", "says", "method", "note")
_NEEDED: Final = ("title", "edition", "source")
_KEYS: Final = (*TEXTS, "statements", "unit_inferred", "repeat", "uncertainty_percent", *B12, *METABOLITES)
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_ENDS: Final = {"limits": "low, or low and high", "raised": "raised", "interval": "low, high or both"}


def faults(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield everything that must be mended before a profile can be used, in the order of the file's parts."""
    for key in content:
        if key not in _KEYS:
            yield Problem(key[:40], f"no such entry; expected {', '.join(_KEYS)}")
    yield from _texts(content)
    yield from _rules(content)
    for code in (*B12, *METABOLITES):
        if code in content:
            yield from _analyte(code, content[code])
    if not content.keys() & {"repeat", *B12, *METABOLITES}:
        yield Problem("", "nothing is set; limits, a reference interval or a repeat rule was expected")


def _texts(content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in TEXTS:
        text = content.get(key, "")
        if not _plain(text):
            yield Problem(key, f"one line of text of at most {MOST_CHARACTERS} characters was expected")
        elif key in _NEEDED and not text.strip():
            yield Problem(key, "is missing; a text was expected")
        elif key == "edition" and not _is_edition(text):
            yield Problem(key, "expected the date of the laboratory's statement, such as 2024-12, or undated")
        elif key == "evidence" and key in content and text not in EVIDENCE:
            yield Problem(key, f"expected {', '.join(EVIDENCE)}: an unconfirmed figure may not be a limit")
    statements = content.get("statements", [])
    if not isinstance(statements, list) or not all(_plain(one) for one in statements):
        yield Problem("statements", "a list of lines of text was expected")


def _plain(text: object) -> bool:
    return isinstance(text, str) and len(text) <= MOST_CHARACTERS and text.isprintable()


def _is_edition(text: str) -> bool:
    try:
        whole = text + "-01-01"[: len("2024-12-05") - len(text)] if len(text) == len("2024") else text
        date.fromisoformat(f"{whole}-01" if len(whole) == len("2024-12") else whole)
    except ValueError:
        return text == "undated"
    return bool(_DATE.fullmatch(text))


def _rules(content: Mapping[str, Any]) -> Iterator[Problem]:
    if not isinstance(content.get("unit_inferred", False), bool):
        yield Problem("unit_inferred", "true or false was expected")
    percent = content.get("uncertainty_percent", 1)
    if not _is_count(percent, MOST_PERCENT):
        yield Problem("uncertainty_percent", f"a whole number from 1 to {MOST_PERCENT} was expected")
    if "repeat" in content:
        rule = content["repeat"]
        units = list(rule) if isinstance(rule, dict) else []
        if len(units) != 1 or units[0] not in LONGEST or not _is_count(rule[units[0]], LONGEST[units[0]]):
            yield Problem("repeat", "expected { days = 1 to 731 } or { months = 1 to 24 }")


def _is_count(number: object, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= most


def _analyte(code: str, part: object) -> Iterator[Problem]:
    if not isinstance(part, dict) or not part or part.keys() - {"limits", "interval"}:
        yield Problem(code, "expected the parts limits or interval, or both")
        return
    for name, units in part.items():
        place = f"{code}.{name}"
        if not isinstance(units, dict) or not units:
            yield Problem(place, 'expected a unit with its figures, such as "ng/L" = { low = "180", high = "350" }')
            continue
        found = [_Row(code, place, unit, ends) for unit, ends in units.items()]
        problems = [problem for row in found for problem in row.faults()]
        yield from problems or _fit(found)


class _Row:
    """Read the figures of one unit: which ends there may be, and what is wrong with them."""

    def __init__(self, code: str, place: str, unit: str, ends: object) -> None:
        self.analyte: Analyte = analytes()[code]
        self.place, self.unit, self.ends = f"{place}.{unit[:40]}", normal_unit(unit), ends
        self.kind = "interval" if place.endswith("interval") else "limits" if code in B12 else "raised"
        self.figures: dict[str, Decimal] = {}

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong, and keep the figures."""
        if self.unit not in self.analyte.units:
            yield Problem(self.place, f"expected one of {', '.join(self.analyte.units)}")
            return
        allowed = {"limits": ({"low"}, {"low", "high"}), "raised": ({"raised"},)}.get(
            self.kind, ({"low"}, {"high"}, {"low", "high"})
        )
        if not isinstance(self.ends, dict) or self.ends.keys() not in allowed:
            yield Problem(self.place, f"expected the figures {_ENDS[self.kind]}")
            return
        for end, value in self.ends.items():
            yield from self._figure(end, value)
        if self.figures.keys() == {"low", "high"} and self.figures["low"] >= self.figures["high"]:
            yield Problem(self.place, "the low figure was expected to be below the high one")

    def _figure(self, end: str, value: object) -> Iterator[Problem]:
        place = f"{self.place}.{end}"
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            yield Problem(place, 'a number was expected, such as "180"')
            return
        try:
            figure = read_number(str(value))
        except NumberTrouble as trouble:
            yield Problem(place, f"{trouble.reason} {str(value)[:20]!r} was given")
            return
        if not figure or zone(self.analyte, Quantity(figure, self.unit)) == "impossible":
            yield Problem(
                place, f"{figure} {self.unit} cannot be a limit of {self.analyte.name}; check figure and unit"
            )
            return
        self.figures[end] = figure


def _fit(rows: list[_Row]) -> Iterator[Problem]:
    """Refuse one limit in two units that do not mean the same, and one unit in two spellings."""
    first = rows[0]
    for row in rows[1:]:
        if row.unit in (other.unit for other in rows if other is not row):
            yield Problem(row.place, "the unit is there twice")
            continue
        for end in first.figures.keys() | row.figures.keys():
            one, two = first.figures.get(end), row.figures.get(end)
            if one is None or two is None:
                yield Problem(row.place, f"the figure {end} was expected in every unit or in none")
            elif abs(convert(row.analyte, Quantity(one, first.unit), row.unit).value - two) > two * FIT:
                yield Problem(row.place, f"{two} {row.unit} and {one} {first.unit} do not mean the same ({end})")
