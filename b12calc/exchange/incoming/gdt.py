"""Read results and requests from GDT 2.1 files, the exchange of German practice systems with devices and programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from b12calc.exchange.incoming.found import Identity, Leftover, Report
from b12calc.exchange.incoming.gathering import Gathered
from b12calc.exchange.incoming.gdt_own import COMMENT
from b12calc.exchange.incoming.gdt_result import FIELDS, Group
from b12calc.exchange.incoming.gdt_text import RECORD, TOTAL, Line, day_of, lines, text_of
from b12calc.exchange.incoming.guard import Watch, refuse, within_size

__all__ = ["GdtRequest", "read", "read_request", "text_of"]

_RESULTS: Final = frozenset({"6301", "6302", "6310", "6311"})
_REQUESTS: Final = frozenset({"6301", "6302", "6311"})
_SEXES: Final[dict[str, Literal["female", "male", "other"]]] = {
    "1": "male", "2": "female", "3": "other", "M": "male", "W": "female", "D": "other", "X": "other",
}  # fmt: skip
_PATIENT: Final = ("3000", "3101", "3102", "3103", "3110")
_TEXTS: Final = frozenset({"6220", "6227", "6228"})
_SHORT: Final = "the record is shorter than it says; the result may be cut off"


@dataclass(frozen=True, slots=True)
class GdtRequest:
    """Hold what an answer needs of a request, as sent: who asked whom, for what, about which patient."""

    sender: str
    receiver: str
    procedure: str | None
    number: str
    name: str
    first_name: str
    birth_date: str
    sex: str


@dataclass(slots=True)
class _Record:
    """Gather the lines of one record."""

    kind: str
    number: int
    total: str = ""
    size: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    left: list[tuple[Line, str]] = field(default_factory=list)
    inside: bool = False

    def take(self, line: Line) -> None:
        """Keep a line where it belongs: to a test, to the patient, or aside with a reason."""
        self.size += line.size
        if line.field == TOTAL:
            self.total = line.content
        elif line.field in FIELDS and (not self.inside or self.groups[-1].ends_before(line)):
            self.groups.append(Group([line]))
            self.inside = True
        elif self.inside and (line.field in FIELDS or line.field == "6227"):
            self.groups[-1].take(line)
        elif not line.field:
            if self.inside:
                self.groups[-1].broken = True
            self.left.append((line, "a line that is no field of GDT"))
        elif not line.field.startswith("80"):  # objects of GDT 3 stand around the fields of a test
            self.inside = False
            self._keep(line)

    def _keep(self, line: Line) -> None:
        self.fields.setdefault(line.field, line.content.strip())
        if line.field in _PATIENT and not line.right:
            self.left.append((line, "the length of this line is wrong; look at it"))
        elif line.field in _TEXTS and line.content.strip():
            self.left.append((line, "text of the examination, no single result"))

    def identity(self) -> Identity:
        """Return who the record is about."""
        told = {code: self.fields.get(code, "") for code in _PATIENT}
        return Identity(
            name=", ".join(filter(None, (told["3101"], told["3102"]))) or None,
            birth_date=day_of(told["3103"]),
            sex=_SEXES.get(told["3110"].upper()),
            identifier=told["3000"] or None,
        )

    def settle(self, gathered: Gathered) -> None:
        """Give what the record holds to its patient."""
        who, where = self.identity(), f"record {self.number}"
        if self.kind not in _RESULTS:
            why = f"a record of the type {self.kind[:8]}; only 6301, 6302, 6310 and 6311 are read"
            gathered.add(who, self.number, Leftover(RECORD + self.kind, where, why))
            return
        for line, why in self.left:
            gathered.add(who, self.number, Leftover(f"{line.field}{line.content}", f"{where}, line {line.number}", why))
        if not self.groups:
            gathered.add(who, self.number, Leftover(RECORD + self.kind, where, "a record without any result"))
        said = self.total.strip()
        short = said.isascii() and said.isdecimal() and int(said[:9]) > self.size
        day = self.fields.get("6200", "")
        ours = self.fields.get("6227", "").startswith(COMMENT)
        for group in self.groups:
            cut = _SHORT if short and group is self.groups[-1] else None
            gathered.add(who, self.number, group.found(where, day, cut, ours))


def read(data: bytes, watch: Watch) -> tuple[Report, ...]:
    """Return what a GDT file says, a report for each patient, in the order of the file.

    Raises ProblemsFound where no record begins in it, where it is too large, or when the watch ends it.
    """
    gathered = Gathered()
    for record in _records(data, watch):
        record.settle(gathered)
    return gathered.reports()


def read_request(data: bytes, watch: Watch | None = None) -> GdtRequest:
    """Return the one request of a file that a practice system wrote to start this program.

    Raises ProblemsFound where the file is too large, holds no record of the types 6301, 6302 or 6311, names no
    patient's number, or holds requests about different patients.
    """
    within_size(data)
    records = [one for one in _records(data, watch or Watch()) if one.kind in _REQUESTS]
    if not records:
        raise refuse("this GDT file holds no request; expected a record of the type 6302, 6301 or 6311")
    if len({tuple(one.fields.get(code, "") for code in _PATIENT[:4]) for one in records}) > 1:
        raise refuse("this GDT file asks about more than one patient; expected one")
    fields = records[0].fields
    if not fields.get("3000"):
        raise refuse("the request names no patient number (field 3000), so no answer could be filed")
    return GdtRequest(
        sender=fields.get("8316", ""),
        receiver=fields.get("8315", ""),
        procedure=fields.get("8402") or None,
        number=fields["3000"],
        name=fields.get("3101", ""),
        first_name=fields.get("3102", ""),
        birth_date=fields.get("3103", ""),
        sex=fields.get("3110", ""),
    )


def _records(data: bytes, watch: Watch) -> list[_Record]:
    records: list[_Record] = []
    for line in lines(data, watch):
        if line.field == RECORD:
            records.append(_Record(line.content.strip(), len(records) + 1, size=line.size))
        elif records:
            records[-1].take(line)
        elif line.field:
            raise refuse("this is no GDT file: its first field is not 8000, the type of the record")
    if not records:
        raise refuse("this is no GDT file: no line of it is a length, the field 8000 and the type of a record")
    return records
