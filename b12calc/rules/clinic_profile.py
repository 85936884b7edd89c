"""What one clinic has: tests, medicines, cold storage, nurse days, printer. What a profile leaves out is not known.

Not known is never read as missing: only what a profile says is not available is replaced in the plan. Profiles are
dated; those in ``clinics`` are examples, and a practice writes its own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from b12calc.days import day_text
from b12calc.models.vocabulary import CLINIC_TESTS, MEANS, MEDICINES, WEEKDAYS
from b12calc.rules.clinic_check import LISTS, faults
from b12calc.rules.profile_file import parsed, refuse, shipped, stamp

FOLDER = Path(__file__).with_name("clinics")
RESOURCES: Final = (*CLINIC_TESTS, *MEDICINES, *MEANS)
Word = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Clinic:
    """Hold one dated profile; ``has`` names every resource the profile speaks of, ``nurse_days`` counts Monday as 0."""

    id: str
    title: str
    date: date
    has: Mapping[str, bool]
    nurse_days: frozenset[int] | None = None
    note: str = ""
    example: bool = False
    stamp: str = ""
    own: bool = False

    @property
    def name(self) -> str:
        """Return title and date as a record names the profile; a file of the practice with its stamp too."""
        kind = f", own file {self.stamp[:19]}" if self.own else ", example" if self.example else ""
        return f"{self.title} ({day_text(self.date)}{kind})"

    def word(self, resource: str) -> Word:
        """Return whether a resource is here: yes, no, or unknown where the profile does not say."""
        return "unknown" if resource not in self.has else "yes" if self.has[resource] else "no"

    def lacks(self, *resources: str) -> bool:
        """Tell whether the profile says that none of these is here; one that is not known may be."""
        return all(self.has.get(resource, True) is False for resource in resources)


@cache
def clinics() -> tuple[Clinic, ...]:
    """Return every example profile, in the order of their titles."""
    return tuple(sorted((_shipped(path) for path in FOLDER.glob("*.toml")), key=lambda one: one.title))


@cache
def find_clinic(name: str) -> Clinic:
    """Return an example profile by its id. Raises KeyError when there is none."""
    return _shipped(shipped(FOLDER, name))


def _shipped(path: Path) -> Clinic:
    return read_clinic(path.read_bytes(), path.name, own=False)


def read_clinic(data: bytes, name: str, *, own: bool = True) -> Clinic:
    """Return the profile held in a TOML file. Raises ProblemsFound with every fault; ``name`` is the file's name."""
    content = parsed(data, name, "clinic")
    refuse(faults(content), name)
    return Clinic(
        id=name.removesuffix(".toml"),
        title=content["title"].strip(),
        date=date.fromisoformat(content["date"]),
        has=_has(content),
        nurse_days=_days(content),
        note=content.get("note", "").strip(),
        example=content.get("example", False),
        stamp=stamp(data),
        own=own,
    )


def _has(content: Mapping[str, Any]) -> dict[str, bool]:
    """Return every resource the file speaks of; a nurse without days is one that is not there."""
    found = {code: False for part in LISTS for code in content.get(part, {}).get("not_available", ())}
    found |= {code: True for part in LISTS for code in content.get(part, {}).get("available", ())}
    if "storage" in content:
        found["cold"] = content["storage"]["cold"]
    if "nurse" in content:
        found["nurse_days"] = bool(content["nurse"]["days"])
    if "printer" in content:
        found["printer"] = content["printer"]
    return found


def _days(content: Mapping[str, Any]) -> frozenset[int] | None:
    if "nurse" not in content:
        return None
    return frozenset(WEEKDAYS.index(day) for day in content["nurse"]["days"])


def clinic_text(title: str, day: date, has: Mapping[str, bool], nurse_days: Iterable[int] | None) -> str:
    """Return a profile as the text of its file; ``read_clinic`` reads the same resources back."""
    lines = [f"title = {_quoted(title)}", f"date = {_quoted(day.isoformat())}"]
    if "printer" in has:
        lines.append(f"printer = {str(has['printer']).lower()}")
    for part, codes in LISTS.items():
        if has.keys() & set(codes):
            lines += ["", f"[{part}]"]
            for side, there in (("available", True), ("not_available", False)):
                lines.append(f"{side} = {_listed(code for code in codes if has.get(code) is there)}")
    if "cold" in has:
        lines += ["", "[storage]", f"cold = {str(has['cold']).lower()}"]
    if nurse_days is not None:
        lines += ["", "[nurse]", f"days = {_listed(WEEKDAYS[number] for number in sorted(nurse_days))}"]
    return "\n".join(lines) + "\n"


def _listed(codes: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, codes))}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
