"""The table of substitutions: which row stands in for a step whose resource is missing, and what the row then says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from b12calc.models.vocabulary import CLINIC_TESTS
from b12calc.parsed import read_toml
from b12calc.rules.clinic_profile import Clinic
from b12calc.rules.decide import Decision
from b12calc.rules.knowledge import CLINICAL, load_pack
from b12calc.rules.table import DecisionTable, Row, TableError, read_table

FILE: Final = CLINICAL / "shared" / "clinic.toml"


@dataclass(frozen=True, slots=True)
class Content:
    """Hold the file of substitutions: its rows, and what a response to treatment is read by."""

    table: DecisionTable
    criteria: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold a row that can be followed here, its words filled in, and every resource and source it relies on."""

    row: Row
    text: str
    reason: str
    needs: tuple[str, ...]
    sources: tuple[str, ...]


@cache
def content_for(name: str) -> Content:
    """Return the substitutions as a pack reads them. Raises TableError when a row is faulty."""
    pack = load_pack(name)
    data = read_toml(FILE.read_text(encoding="utf-8"))
    content = Content(read_table(data, pack.space), tuple(data["criterion"]))
    for row in content.table.rows:
        missing = [key for key in row.sources if key not in pack.citations]
        if missing or not row.sources:
            raise TableError(f"clinic/{row.id}: no such source {missing}")
        if all(pack.citations[key].unconfirmed for key in row.sources):
            raise TableError(f"clinic/{row.id}: decided by unconfirmed sources alone")
    return content


class Rows:
    """Find the first row that can be followed at a clinic, for one decided case."""

    def __init__(self, decision: Decision, clinic: Clinic) -> None:
        self._pack, self._clinic = decision.pack, clinic
        content = content_for(decision.pack.name)
        self._criteria = content.criteria
        self._rows = [hit.row for hit in content.table.hits(decision.words)]

    def choose(self, step: str, **fill: str) -> Chosen:
        """Return what stands in for a step. Raises TableError when no row does; a test rules that out."""
        own = [row for row in self._rows if step in row.more["for"]]
        general = [row for row in self._rows if "any_test" in row.more["for"]] if step in CLINIC_TESTS else []
        for row in (*own, *general):
            needs = self._resources(row)
            if needs is not None:
                return self._filled(row, needs, fill)
        raise TableError(f"clinic: nothing stands in for {step}")

    def _resources(self, row: Row) -> tuple[str, ...] | None:
        """Return what a row relies on, None when some of it is missing here."""
        needs = tuple(row.more.get("needs", ()))
        if any(map(self._clinic.lacks, needs)):
            return None
        if "regimens" not in row.more:
            return needs
        regimen = self._regimen(row)
        return None if regimen is None else (*needs, self._one_of(self._pack.regimens[regimen]["made_with"]))

    def _regimen(self, row: Row) -> str | None:
        """Return the first regimen of a row that this pack holds and that can be given here."""
        held = self._pack.regimens
        known = (name for name in row.more["regimens"] if "made_with" in held.get(name, {}))
        return next((name for name in known if not self._clinic.lacks(*held[name]["made_with"])), None)

    def _one_of(self, resources: Sequence[str]) -> str:
        """Return the resource that is here, or else the first that may be."""
        left = [one for one in resources if not self._clinic.lacks(one)]
        return next((one for one in left if self._clinic.word(one) == "yes"), left[0])

    def _filled(self, row: Row, needs: tuple[str, ...], fill: dict[str, str]) -> Chosen:
        sources = row.sources
        if "{criteria}" in row.text:
            read = list(self._read_by())
            fill["criteria"] = "; ".join(one["text"] for one in read)
            needs += tuple(one["needs"] for one in read if "needs" in one)
            sources += tuple(key for one in read for key in one["sources"])
        if "{regimen}" in row.text:
            name = self._regimen(row)
            data = self._pack.regimens[name] if name else {}
            fill["regimen"] = data["text"]
            sources += tuple(data["sources"])
        text, reason = (words.format(**fill) for words in (row.text, row.more["reason"]))
        return Chosen(row, text, reason, tuple(dict.fromkeys(needs)), tuple(dict.fromkeys(sources)))

    def _read_by(self) -> Iterator[Mapping[str, Any]]:
        """Yield the criteria of a response that can be measured here."""
        for one in self._criteria:
            if "needs" not in one or not self._clinic.lacks(one["needs"]):
                yield one
