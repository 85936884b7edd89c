"""One laboratory's profile as its file holds it, read strictly: every fault is a Problem that says what was expected."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from b12calc.analytes import analytes, convert, same_unit_family, zone
from b12calc.days import since_text
from b12calc.plan.schedule import add_months
from b12calc.problems import Problem, ProblemsFound
from b12calc.units import NumberTrouble, Quantity, normal_unit, read_number

B12: Final = ("total_b12", "active_b12")
METABOLITES: Final = ("mma", "homocysteine")
EVIDENCE: Final = ("P", "S", "local")  # S- and U never decide anything, so they may not be a limit
MOST_BYTES: Final = 64_000
MOST_CHARACTERS: Final = 400
FIT: Final = Decimal("0.05")  # limits of one laboratory in two units may differ by rounding, not by more (DESIGN)
LONGEST: Final = {"days": 731, "months": 24, "percent": 50}
_TEXTS: Final = ("title", "edition", "source", "evidence", "says", "method", "note")
_NEEDED: Final = ("title", "edition", "source")
_KEYS: Final = frozenset((*_TEXTS, "statements", "unit_inferred", "repeat", "uncertainty_percent", *B12, *METABOLITES))
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
Figures = Mapping[str, Mapping[str, Mapping[str, Decimal]]]


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Hold one dated profile: figures by analyte, then unit, then end; an interval is no decision limit."""

    id: str
    title: str
    edition: str
    source: str
    evidence: str
    says: str
    method: str
    note: str
    statements: tuple[str, ...]
    unit_inferred: bool
    repeat: tuple[str, int] | None
    uncertainty_percent: int | None
    limits: Figures
    intervals: Figures
    stamp: str

    @property
    def name(self) -> str:
        """Return title and date as a record names the profile."""
        return f"{self.title} ({self.edition if self.edition == 'undated' else since_text(self.edition)})"

    def prints(self, analyte: str, unit: str) -> bool:
        """Tell whether the laboratory itself prints figures of this analyte in this unit, or in one of the same size.

        An inferred unit is no print: it may not speak for the unit of a report.
        """
        printed = (*self.limits.get(analyte, {}), *self.intervals.get(analyte, {}))
        return not self.unit_inferred and any(same_unit_family(analytes()[analyte], one, unit) for one in printed)

    def interval(self, analyte: str, unit: str) -> Mapping[str, Decimal]:
        """Return the reference interval in a unit; converted where it is printed in another one, empty without one."""
        for one, ends in self.intervals.get(analyte, {}).items():
            if same_unit_family(analytes()[analyte], one, unit):
                return ends
        for one, ends in self.intervals.get(analyte, {}).items():
            return {end: convert(analytes()[analyte], Quantity(cut, one), unit).value for end, cut in ends.items()}
        return {}

    def repeat_from(self, day: date) -> date | None:
        """Return the first day on which the laboratory takes the test again, None without a rule."""
        if self.repeat is None:
            return None
        unit, count = self.repeat
        return day + timedelta(days=count) if unit == "days" else add_months(day, count)


def read_laboratory(data: bytes, name: str) -> Laboratory:
    """Return the profile of a TOML file. Raises ProblemsFound with every fault; ``name`` is the file's name."""
    content = _parsed(data, name)
    problems = [Problem(f"{name}: {problem.path}", problem.message) for problem in _faults(content)]
    if problems:
        raise ProblemsFound(problems)
    repeat = next(iter(content.get("repeat", {}).items()), None)
    texts = {key: content.get(key, "").strip() for key in _TEXTS}
    return Laboratory(
        **{**texts, "evidence": texts["evidence"] or "local", "says": texts["says"] or texts["title"]},
        id=name.removesuffix(".toml"),
        statements=tuple(content.get("statements", ())),
        unit_inferred=content.get("unit_inferred", False),
        repeat=repeat,
        uncertainty_percent=content.get("uncertainty_percent"),
        limits=_figures(content, "limits"),
        intervals=_figures(content, "interval"),
        stamp=f"sha256:{hashlib.sha256(data.replace(b'\r\n', b'\n')).hexdigest()}",
    )


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise ProblemsFound((Problem(name, f"a laboratory profile of at most {MOST_BYTES} bytes was expected"),))
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise ProblemsFound((Problem(name, "text in UTF-8 was expected"),)) from None
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise ProblemsFound((Problem(name, f"a laboratory profile in TOML was expected: {fault}"),)) from None


def _figures(content: Mapping[str, Any], part: str) -> Figures:
    return {
        analyte: {
            normal_unit(unit): {end: read_number(str(value)) for end, value in ends.items()}
            for unit, ends in content[analyte][part].items()
        }
        for analyte in (*B12, *METABOLITES)
        if part in content.get(analyte, {})
    }


def _faults(content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in content.keys() - _KEYS:
        yield Problem(key[:40], f"no such entry; expected {', '.join(sorted(_KEYS))}")
    yield from _texts(content)
    yield from _rules(content)
    for analyte in (*B12, *METABOLITES):
        if analyte in content:
            yield from _analyte(analyte, content[analyte])
    if not content.keys() & {"repeat", *B12, *METABOLITES}:
        yield Problem("profile", "nothing is said; expected limits, a reference interval or a repeat rule")


def _texts(content: Mapping[str, Any]) -> Iterator[Problem]:
    for key in _NEEDED:
        if not str(content.get(key, "")).strip():
            yield Problem(key, "is missing; a text was expected")
    for key in _TEXTS:
        if key in content and not _plain(content[key]):
            yield Problem(key, f"one line of text of at most {MOST_CHARACTERS} characters was expected")
    statements = content.get("statements", [])
    if not isinstance(statements, list) or not all(_plain(one) for one in statements):
        yield Problem("statements", "a list of lines of text was expected")
    edition = content.get("edition")
    if isinstance(edition, str) and edition.strip() and not _is_edition(edition.strip()):
        yield Problem("edition", "the date of the laboratory's statement was expected: 2024, 2024-12, 2024-12-05, undated")
    if "evidence" in content and content["evidence"] not in EVIDENCE:
        yield Problem("evidence", f"expected {', '.join(EVIDENCE)}; an unconfirmed figure may not be a limit")


def _plain(text: object) -> bool:
    return isinstance(text, str) and len(text) <= MOST_CHARACTERS and text.isprintable()


