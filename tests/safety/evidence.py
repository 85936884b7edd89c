"""The records of campaigns: one small file of JSON each in ``docs/safety/evidence``, read without knowing which."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.safety.records import SAFETY

_OF_HAZARD: Final = re.compile(r"H\d+-")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one campaign left when it ran; ``counts`` are of what really ran."""

    name: str
    command: str
    commit: str
    date: str
    counts: Mapping[str, object]
    goal: str
    held: bool
    remarks: str

    def hazards(self) -> dict[str, list[str]]:
        """Return for each list among the counts the hazards its entries begin with, such as H08-a-comparator-lost."""
        return {
            key: sorted({item.partition("-")[0] for item in value}, key=lambda name: int(name[1:]))
            for key, value in self.counts.items()
            if isinstance(value, list) and value and all(_OF_HAZARD.match(str(item)) for item in value)
        }

    def short(self, length: int = 90) -> str:
        """Return the counts in one line, cut at a whole count where they are many."""
        said = list(_figures(self.counts))
        kept: list[str] = []
        while said and len(", ".join((*kept, said[0]))) <= length:
            kept.append(said.pop(0))
        return ", ".join(kept) + (f", and {len(said)} more" if said else "")


def _figures(counts: Mapping[str, object], before: str = "") -> Iterator[str]:
    """Yield every count with its name, those inside another with both names."""
    for key, value in counts.items():
        if isinstance(value, int | float):
            yield f"{before}{key} {_figure(value)}"
        elif isinstance(value, Mapping):
            yield from _figures(value, f"{before}{key}: ")


def _figure(value: float) -> str:
    return f"{value:,}" if not isinstance(value, bool) else ("yes" if value else "no")


def read_evidence(folder: Path = SAFETY / "evidence") -> dict[str, Evidence]:
    """Return every record by its name. Raises ValueError naming the file where one cannot be meant."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            one = Evidence(
                name=data["name"],
                command=data["command"],
                commit=str(data["commit"]),
                date=data["date"],
                counts=dict(data["counts"]),
                goal=data["goal"],
                held=data["held"] is True,
                remarks=data.get("remarks", ""),
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{path.name}: this is no record of a campaign ({fault!r})") from None
        found[one.name] = one
    return found
