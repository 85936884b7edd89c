"""The hazard log as data: every file of ``docs/safety/hazards`` read strictly into records that cannot be changed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
SAFETY: Final = ROOT / "docs" / "safety"

SEVERITIES: Final = ("Min", "Sig", "Con", "Maj", "Cat")
LIKELIHOODS: Final = ("VL", "L", "M", "H", "VH")
KINDS: Final = ("designed out", "protect", "inform")
NOT_SCORED: Final = "to be given"
HIGH: Final = 3  # from here on "inform" alone is no control, and a residual needs an argument in writing

# Severity across, from Min to Cat. The grid British clinical safety teams use; no primary source of it was seen.
MATRIX: Final[Mapping[str, tuple[int, ...]]] = {
    "VH": (3, 4, 4, 5, 5),
    "H": (2, 3, 3, 4, 5),
    "M": (2, 2, 3, 3, 4),
    "L": (1, 2, 2, 3, 4),
    "VL": (1, 1, 2, 2, 3),
}


class DataError(ValueError):
    """A record that cannot be meant; the text names the file, the hazard and what was expected."""


@dataclass(frozen=True, slots=True)
class Score:
    """How bad, how likely, and the risk that was written down beside them."""

    severity: str
    likelihood: str
    risk: int

    @property
    def by_matrix(self) -> int:
        """Return the risk the matrix gives."""
        return MATRIX[self.likelihood][SEVERITIES.index(self.severity)]

    def __str__(self) -> str:
        return f"{self.severity}/{self.likelihood} {self.risk}"


@dataclass(frozen=True, slots=True)
class Control:
    """One thing that stands against a hazard, with the tests that show it.

    ``where_possible`` names tests that need a tool which a computer may lack: beside ``tests``, never in their place.
    """

    kind: str
    what: str
    tests: tuple[str, ...]
    where_possible: tuple[str, ...]
    campaigns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard; ``before`` and ``after`` are None where nobody has scored it yet."""

    id: str
    hazard: str
    cause: str
    effect: str
    before: Score | None
    after: Score | None
    requirements: tuple[str, ...]
    controls: tuple[Control, ...]
    shortfall: str
    argument: str

    @property
    def number(self) -> int:
        """Return the number behind the H."""
        return int(self.id[1:])

    def tests(self) -> list[str]:
        """Return every test that has to have run, each once, in the order written."""
        return list(dict.fromkeys(test for control in self.controls for test in control.tests))


def read_hazards(folder: Path = SAFETY / "hazards") -> list[Hazard]:
    """Return all hazards in the order of their numbers. Raises DataError."""
    found: list[Hazard] = []
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if list(data) != ["hazard"]:
            raise DataError(f"{path.name}: [[hazard]] alone was expected, not {', '.join(data) or 'an empty file'}")
        found += [_hazard(one, path.name) for one in data["hazard"]]
    if doubled := sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1}):
        raise DataError(f"{', '.join(doubled)}: given twice")
    return sorted(found, key=lambda one: one.number)


_KEYS: Final = {"id", "hazard", "cause", "effect", "before", "after", "control"}
_MAY: Final = {"requirements", "shortfall", "argument"}


def _hazard(data: Mapping[str, Any], place: str) -> Hazard:
    place = f"{place}, {data.get('id', 'a hazard without id')}"
    keys(data, place, _KEYS, _MAY)
    if not (data["id"][:1] == "H" and data["id"][1:].isdigit()):
        raise DataError(f"{place}: id is H and a number")
    return Hazard(
        id=data["id"],
        hazard=data["hazard"],
        cause=data["cause"],
        effect=data["effect"],
        before=_score(data["before"], place),
        after=_score(data["after"], place),
        requirements=tuple(data.get("requirements", ())),
        controls=tuple(_control(one, place) for one in data["control"]),
        shortfall=data.get("shortfall", ""),
        argument=data.get("argument", ""),
    )


def _control(data: Mapping[str, Any], place: str) -> Control:
    keys(data, f"{place}, a control", {"kind", "what", "tests"}, {"where_possible", "campaigns"})
    if data["kind"] not in KINDS:
        raise DataError(f"{place}: kind is one of {', '.join(KINDS)}, not {data['kind']}")
    return Control(
        kind=data["kind"],
        what=data["what"],
        tests=tuple(data["tests"]),
        where_possible=tuple(data.get("where_possible", ())),
        campaigns=tuple(data.get("campaigns", ())),
    )


def _score(text: str, place: str) -> Score | None:
    if text == NOT_SCORED:
        return None
    severity, _, rest = text.partition("/")
    likelihood, _, risk = rest.partition(" ")
    if severity not in SEVERITIES or likelihood not in LIKELIHOODS or not risk.isdigit():
        raise DataError(f'{place}: a score is like "Maj/L 3" or "{NOT_SCORED}", not "{text}"')
    return Score(severity, likelihood, int(risk))


def keys(data: Mapping[str, Any], place: str, needed: set[str], may: set[str]) -> None:
    """Raise DataError where a key is missing or unknown."""
    if wrong := sorted((needed - data.keys()) | (data.keys() - needed - may)):
        raise DataError(f"{place}: missing or unknown: {', '.join(wrong)}")
