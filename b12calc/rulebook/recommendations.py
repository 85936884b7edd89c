"""Where each mark of the British and American reference stands: cited, done by a row, or left out for a reason."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.rulebook.tracing import Trace

GROUPS: Final = {
    "N": "NICE NG239",
    "D": "Medicines and doses (BNF, product information, MHRA)",
    "M": "Metformin, nitrous oxide, assays",
    "B": "BSH 2014",
    "C": "Referral and monitoring",
    "F": "Red flags",
    "AFP": "American Family Physician",
}
STATES: Final = ("cited", "by row", "reason", "open")


@dataclass(frozen=True, slots=True)
class Standing:
    """Say where one mark stands: ``state`` is one of STATES, ``where`` the rows or the reason."""

    mark: str
    says: str
    state: str
    where: str

    @property
    def group(self) -> str:
        """Return the letters before the hyphen."""
        return self.mark.partition("-")[0]


def standings(trace: Trace) -> tuple[Standing, ...]:
    """Return where every mark stands, in the order of the reference."""
    data = _data()
    return tuple(_standing(f"{group}-{number}", trace) for group, marks in data["marks"].items() for number in marks)


def left_open(found: Sequence[Standing], trace: Trace) -> list[str]:
    """Return one line for each mark without row or reason, and for each row named here that does not exist."""
    places = {place for rows in trace.cites.values() for place in rows}
    lines = [f"{one.mark}: neither cited, nor done by a row, nor left out for a reason" for one in found if _open(one)]
    for mark, rows in _data()["by_row"].items():
        lines += [f"{mark}: there is no row {row}" for row in rows if row not in places]
    return lines


def counts(found: Sequence[Standing]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield for each group of marks how many there are, then how many stand in each state."""
    for group, title in GROUPS.items():
        states = [one.state for one in found if one.group == group]
        yield f"{title} ({group}-)", (len(states), *(states.count(state) for state in STATES))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("recommendations.toml").read_text(encoding="utf-8"))


def _open(one: Standing) -> bool:
    return one.state == "open"


def _standing(mark: str, trace: Trace) -> Standing:
    data = _data()
    source = trace.sources.get(mark)
    says = data["says"].get(mark, "" if source is None else source.says)
    if mark in trace.cites:
        return Standing(mark, says, "cited", ", ".join(trace.cites[mark]))
    if mark in data["by_row"]:
        return Standing(mark, says, "by row", ", ".join(data["by_row"][mark]))
    why = next((one["why"] for one in data["reason"] if mark in one["marks"]), "")
    return Standing(mark, says, "reason" if why else "open", why)
