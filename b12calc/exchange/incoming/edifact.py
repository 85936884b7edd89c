"""Read results from EDIFACT pathology reports of the United Kingdom (PMIP, MEDRPT NHS003)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from b12calc.exchange.incoming.edifact_result import Investigation, Sample, results_of
from b12calc.exchange.incoming.edifact_text import Segment, segments, told
from b12calc.exchange.incoming.found import Identity, Leftover, Report
from b12calc.exchange.incoming.gathering import Gathered, keep
from b12calc.exchange.incoming.guard import Watch, refuse
from b12calc.exchange.pasted import text_of as decoded

_REPORT: Final = "NHS003"
_SEXES: Final[dict[str, Literal["female", "male"]]] = {"1": "male", "2": "female"}
_WHOLE_DAYS: Final = {"102": 8, "203": 12, "204": 14}  # format codes of a day, and with how many digits


@dataclass(slots=True)
class _State:
    """Hold where the reading stands: the message with its patient, samples and investigations."""

    text: str
    gathered: Gathered = field(default_factory=Gathered)
    message: int = 0
    open: bool = False
    head: Segment | None = None
    foreign: bool = False
    who: Identity = field(default_factory=Identity)
    samples: list[Sample] = field(default_factory=list)
    tests: list[Investigation] = field(default_factory=list)
    left: list[tuple[Segment, str]] = field(default_factory=list)
    in_sample: bool = False

    def settle(self, *, whole: bool) -> None:
        """Give what the message that ends here holds to its patient."""
        if not self.open or self.head is None:
            return
        where = f"message {self.message}"
        if self.foreign:
            why = f"a message of the type {_type(self.head)}; only pathology reports, NHS003, are read"
            self.left.append((self.head, why))
        elif not self.tests:
            self.left.append((self.head, "a message without any result"))
        elif not whole and self.tests:
            self.tests[-1].doubts.append("the message ends without its end; the result may be cut off")
        for segment, why in self.left:
            self.gathered.add(self.who, self.message, Leftover(self.text[segment.start : segment.end], where, why))
        for piece in results_of(self.tests, self.samples, self.text, where):
            self.gathered.add(self.who, self.message, piece)
        self.open = False


def text_of(data: bytes) -> str:
    """Return the decoded text of a file; places of figures count its characters."""
    return decoded(data)


def read(data: bytes, watch: Watch) -> tuple[Report, ...]:
    """Return what an interchange says, a report for each patient, in the order of the file.

    Raises ProblemsFound where no message begins in it, where it is too large, or when the watch ends it.
    """
    state = _State(text_of(data))
    for segment in segments(state.text, watch):
        if segment.tag == "UNH":
            state.settle(whole=False)
            _begin(state, segment)
        elif segment.tag in ("UNT", "UNZ"):
            state.settle(whole=segment.tag == "UNT")
        elif state.open:
            _take(state, segment)
    state.settle(whole=False)
    if not state.message:
        raise refuse("this is no EDIFACT report: no message begins in it with UNH")
    return state.gathered.reports()


def _begin(state: _State, segment: Segment) -> None:
    state.message += 1
    state.open = True
    state.head, state.foreign = segment, _type(segment) != _REPORT
    state.who = Identity()
    state.samples, state.tests, state.left = [], [], []
    state.in_sample = False


def _type(segment: Segment) -> str:
    parts = segment.parts(2)
    return (parts[4] or parts[0])[:12]


def _take(state: _State, segment: Segment) -> None:
    tag, first = segment.tag, segment.parts(1)[0]
    if tag == "PNA" and first == "PAT":
        state.who = _patient(segment, state.who)
    elif tag == "DTM" and segment.parts(1)[0] == "329":
        who = state.who
        state.who = Identity(who.name, _day(segment), who.sex, who.identifier)
    elif tag == "PDI":
        who = state.who
        state.who = Identity(who.name, who.birth_date, _SEXES.get(first), who.identifier)
    elif state.foreign:
        pass
    elif tag == "S16":
        state.samples.append(Sample())
        state.in_sample = True
    elif tag == "INV":
        state.tests.append(Investigation(segment))
        state.tests[-1].look_at(segment)
        state.in_sample = False
    elif state.in_sample:
        _sample(state.samples[-1], segment)
    elif state.tests:
        state.tests[-1].take(segment)
    elif tag == "FTX":
        state.left.append((segment, "details of the request, no result"))


def _sample(sample: Sample, segment: Segment) -> None:
    """Keep what is said of a sample: number, material, day, remarks."""
    if segment.tag == "SEQ":
        sample.number = segment.parts(2)[0]
    elif segment.tag == "SPC":
        keep(sample.materials, told(segment.parts(2)[3:]))
    elif segment.tag == "FTX":
        keep(sample.notes, told(segment.parts(4)))
    elif segment.tag == "DTM" and segment.parts(1)[0] == "SCO":
        sample.taken = _day(segment)
        if sample.taken is None and segment.parts(1)[1]:
            sample.undated = f"the day of the sample cannot be read: {segment.parts(1)[1][:40]}"


def _patient(segment: Segment, who: Identity) -> Identity:
    names: dict[str, str] = {}
    for at in range(3, len(segment.elements)):
        parts = segment.parts(at)
        if parts[1]:
            names.setdefault(parts[0], parts[1])
    name = ", ".join(filter(None, (names.get("SU"), " ".join(filter(None, (names.get("FO"), names.get("FS")))))))
    return Identity(name or None, who.birth_date, who.sex, segment.parts(2)[0] or None)


def _day(segment: Segment) -> date | None:
    text, form = segment.parts(1)[1:3]
    if not (text.isascii() and text.isdecimal()) or len(text) != _WHOLE_DAYS.get(form):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None
