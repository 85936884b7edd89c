"""What a reader finds in a file, before anything is judged: plain texts as sent, and where each stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Status = Literal["final", "corrected", "preliminary", "cancelled", "not_told"]
"""``preliminary`` also for pending and registered, ``cancelled`` also for wrong, deleted and entered in error;
``not_told`` where the format knows no status."""

System = Literal["loinc", "snomed", "read", "local", "b12calc"]
"""``b12calc`` is the code of the case format, as this program writes it."""

NOT_TOLD: Final[Status] = "not_told"


@dataclass(frozen=True, slots=True)
class Code:
    """Hold one code of a test and the list it belongs to; ``local`` where the list is not known."""

    system: System
    code: str


@dataclass(frozen=True, slots=True)
class Span:
    """Hold where the figure stands in the decoded text: characters from ``start`` up to, without, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Hold who a report says it is about, as sent; None where it does not say.

    ``sex`` is a word of the case format. It is only ever shown and compared, so that no two patients meet.
    """

    name: str | None = None
    birth_date: date | None = None
    sex: Literal["female", "male", "other"] | None = None
    identifier: str | None = None

    @property
    def told(self) -> bool:
        """Tell whether the report says anything of the patient."""
        return any((self.name, self.birth_date, self.sex, self.identifier))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold one result as it was sent.

    ``names`` are all names given to the test, ``value`` the text of the value (comparator, figure or word), with
    ``comparator`` where the format keeps it apart, ``finding`` a word of the case format that was sent as its code.
    ``unit_code`` is a second statement of the unit beside ``unit``. ``low`` and ``high`` are limits the format keeps
    apart; ``range_text`` is a range still to be read. ``headings`` are the names of the groups the result stands in.
    ``doubts`` are whole sentences of the reader about what it could not take as it stood: any makes the result
    doubtful. ``text`` is the line, segment or element, ``where`` says its place to a person, ``span`` is the place of
    the figure where the format is a text of lines.
    """

    names: tuple[str, ...]
    value: str | None
    text: str
    where: str
    span: Span | None = None
    codes: tuple[Code, ...] = ()
    comparator: str | None = None
    finding: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    low: str | None = None
    high: str | None = None
    range_text: str | None = None
    flag: str | None = None
    status: Status = NOT_TOLD
    collected: date | None = None
    specimen: str | None = None
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """Hold a piece of the file that is no result, with one sentence why."""

    text: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what one file says of one patient, in the order of the file."""

    identity: Identity
    found: tuple[Found, ...] = field(default=())
    left: tuple[Leftover, ...] = field(default=())
