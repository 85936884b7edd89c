"""Read results from HL7 v2 messages (ORU, 2.3 to 2.5.1), however their lines end and however many a file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from b12calc.exchange.incoming.found import Identity, Leftover, Report
from b12calc.exchange.incoming.gathering import Gathered, keep
from b12calc.exchange.incoming.guard import MAX_SHOWN, Watch, refuse
from b12calc.exchange.incoming.hl7_result import Observation, Order, day_of, order_of, result_of, specimen_of
from b12calc.exchange.incoming.hl7_text import Segment, Signs, segments, text_of, unescaped

__all__ = ["read", "text_of"]

_SEXES: Final[dict[str, Literal["female", "male", "other"]]] = {
    "F": "female", "FEMALE": "female", "M": "male", "MALE": "male", "O": "other", "A": "other", "OTHER": "other",
}  # fmt: skip
_KNOWN: Final = frozenset({"MSH", "FHS", "BHS", "PID", "OBR", "OBX"})


@dataclass(slots=True)
class _State:
    """Hold where the reading stands: the message, its patient and the order whose results are being gathered."""

    gathered: Gathered = field(default_factory=Gathered)
    signs: Signs = field(default_factory=Signs)
    message: int = 0
    observations: int = 0
    results: bool = True
    other: tuple[Segment, str] | None = None  # the header of a message without results, until its patient is known
    header: Segment | None = None
    who: Identity = field(default_factory=Identity)
    order: Order = field(default_factory=Order)
    waiting: list[Observation] = field(default_factory=list)
    last: str = ""

    def settle(self) -> None:
        """Give the results of the order that ends here to their patient."""
        for one in self.waiting:
            self.gathered.add(self.who, self.message, result_of(one, self.order, self.signs))
        self.waiting = []
        self.order = Order()
        if self.other:
            self.leave(*self.other)
            self.other = None

    def close(self) -> None:
        """End a message; one that brought nothing says so."""
        self.settle()
        if self.header and self.results and not self.observations:
            self.leave(self.header, "a message without any result")

    def leave(self, segment: Segment, why: str) -> None:
        where = f"message {self.message}, line {segment.line}"
        self.gathered.add(self.who, self.message, Leftover(segment.text, where, why))


def read(data: bytes, watch: Watch) -> tuple[Report, ...]:
    """Return what a file of HL7 v2 messages says, a report for each patient, in the order of the file.

    Raises ProblemsFound where no message begins in it, where it is too large, or when the watch ends it.
    """
    state = _State()
    known = False
    text = text_of(data)
    for segment in segments(text, watch):
        known = known or segment.name in _KNOWN
        _take(state, segment)
    if not known:
        raise refuse("this is no HL7 message: no segment MSH, PID or OBX begins any of its lines")
    state.close()
    nothing = Leftover(text[:MAX_SHOWN], "line 1", "the file holds no segment with a result (OBX)")
    return state.gathered.reports() or (Report(state.who, (), (nothing,)),)


def _take(state: _State, segment: Segment) -> None:
    name = segment.name
    if name == "MSH":
        _begin(state, segment)
    elif name == "PID":
        header, state.other = state.other, None
        state.settle()
        state.who, state.other = _patient(segment.text, state.signs), header
    elif not state.results:
        pass
    elif name == "OBR":
        state.settle()
        state.order = order_of(segment.text, state.signs)
    elif name == "OBX":
        state.observations += 1
        where = f"message {state.message or 1}, OBX {state.observations}"
        state.waiting.append(Observation(segment, where))
    elif name == "NTE":
        _note(state, segment)
    elif name == "SPM":
        _specimen(state, segment)
    elif not name:
        if state.last == "OBX":
            state.waiting[-1].broken = True
        state.leave(segment, "a line that is no segment of HL7")
    if name and name != "NTE":
        state.last = name


def _begin(state: _State, segment: Segment) -> None:
    state.close()
    state.signs, state.header = Signs.of(segment.text), segment
    state.message += 1
    state.observations = 0
    state.who = Identity()
    fields = segment.text.split(state.signs.field)
    kind = fields[8].split(state.signs.component)[0].strip().upper() if len(fields) > 8 else ""  # noqa: PLR2004
    state.results = kind in ("ORU", "")
    if not state.results:
        state.other = segment, f"a message of the type {kind[:12]}; only ORU, which brings results, is read"


def _note(state: _State, segment: Segment) -> None:
    """Put a note where it belongs: to the result or the order before it; one on the patient is left aside."""
    fields = segment.text.split(state.signs.field)
    if len(fields) < 4:  # noqa: PLR2004
        return
    text = unescaped(fields[3].replace(state.signs.repeat, " "), state.signs).strip()
    if not text:
        return
    if state.last == "OBX":
        keep(state.waiting[-1].notes, text)
    elif state.last in ("OBR", "SPM"):
        keep(state.order.notes, text)
    else:
        state.leave(segment, "a note that belongs to no result")


def _specimen(state: _State, segment: Segment) -> None:
    fields = segment.text.split(state.signs.field)
    fields += [""] * (18 - len(fields))
    material = specimen_of(fields[4], state.signs)
    keep(state.order.specimens, material)
    taken = fields[17].split(state.signs.component)[0]
    state.order.specimen_taken = state.order.specimen_taken or taken


def _patient(text: str, signs: Signs) -> Identity:
    fields = text.split(signs.field)
    fields += [""] * (9 - len(fields))
    name = [
        unescaped(part.split(signs.sub)[0], signs).strip()
        for part in fields[5].split(signs.repeat)[0].split(signs.component)
    ]
    given = " ".join(filter(None, name[1:3]))
    return Identity(
        name=", ".join(filter(None, (name[0], given))) or None,
        birth_date=day_of(fields[7]),
        sex=_SEXES.get(fields[8].split(signs.component)[0].strip().upper()),
        identifier=_identifier(fields[3] or fields[2], signs),
    )


def _identifier(text: str, signs: Signs) -> str | None:
    """Return the NHS number where one is marked as such, else the first identifier."""
    ids = [one.split(signs.component) for one in text.split(signs.repeat)]
    ids = [one for one in ids if one[0].strip()]
    nhs = [one for one in ids if any("NHS" in part.upper() or part == "NH" for part in one[1:])]
    return next((unescaped(one[0], signs).strip() for one in nhs or ids), None)
