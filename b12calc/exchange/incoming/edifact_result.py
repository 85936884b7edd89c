"""Results of an EDIFACT report: an investigation with its figure, and what its group and its sample say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from b12calc.exchange.incoming.coded import listed
from b12calc.exchange.incoming.edifact_text import Segment, told
from b12calc.exchange.incoming.found import NOT_TOLD, Found, Leftover, Span, Status
from b12calc.exchange.incoming.gathering import keep

_COMPARATORS: Final = {"5": ">=", "6": ">", "7": "<", "8": "<="}
_STATUS: Final[dict[str, Status]] = {"": NOT_TOLD, "FI": "final"}
_FIGURE: Final = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")


@dataclass(slots=True)
class Sample:
    """Gather what a report says of one sample."""

    number: str = ""
    materials: list[str] = field(default_factory=list)
    taken: date | None = None
    undated: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Investigation:
    """Gather the segments of one investigation: a result, or the head of a group of results."""

    head: Segment
    figures: list[Segment] = field(default_factory=list)
    worded: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ranges: list[Segment] = field(default_factory=list)
    status: str = ""
    number: str = ""
    refers: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    end: int = 0

    def take(self, segment: Segment) -> None:
        """Keep a segment that follows the investigation."""
        tag, first = segment.tag, segment.parts(1)[0]
        if tag == "GIS":  # belongs to the next one
            return
        self.end = segment.end
        if tag == "RSL":
            self.figures.append(segment)
        elif tag == "FTX":
            text = told(segment.parts(4))
            if first == "RIT":
                self.worded.append(text)
            else:
                keep(self.notes, text)
        elif tag == "RND":
            self.ranges.append(segment)
        elif tag == "STS":
            self.status = segment.parts(2)[0].upper()
        elif tag == "SEQ":
            self.number = segment.parts(2)[0]
        elif tag == "RFF":
            self.refers[first] = segment.parts(1)[1]
        elif not tag:
            keep(self.doubts, "a piece that is no segment follows the result; it may have been broken")
        self.look_at(segment)

    def look_at(self, segment: Segment) -> None:
        """Keep a doubt about a segment that no sign ends."""
        if not segment.whole:
            keep(self.doubts, "a segment of the result is not ended; it may have been broken")

    @property
    def name(self) -> str:
        """Return the printed name."""
        return told(self.head.parts(2)[3:])

    @property
    def is_head(self) -> bool:
        """Tell whether it only heads a group."""
        return not self.figures and not self.worded


def results_of(
    tests: Sequence[Investigation], samples: Sequence[Sample], text: str, where: str
) -> Iterator[Found | Leftover]:
    """Yield the results of one message, each with its group's name and notes and its sample's material and day."""
    heads = {one.number: one for one in tests if one.is_head and one.number}
    by_number = {sample.number: sample for sample in samples}
    for number, one in enumerate(tests, 1):
        place = f"{where}, investigation {number}"
        piece = text[one.head.start : max(one.end, one.head.end)]
        if one.is_head and one.number:
            yield Leftover(piece, place, "the heading of a group of results")
            continue
        group = heads.get(one.refers.get("ARL", ""))
        sample, doubt = _sample(one, group, samples, by_number)
        doubts = [*one.doubts, *filter(None, (doubt, sample.undated))]
        figures: list[Segment | None] = list(one.figures)
        for figure in figures or [None]:
            yield _found(one, figure, _Around(group, sample, piece, place), list(doubts))


def _sample(
    one: Investigation, group: Investigation | None, samples: Sequence[Sample], by_number: Mapping[str, Sample]
) -> tuple[Sample, str | None]:
    asked = one.refers.get("ASL") or (group.refers.get("ASL") if group else None)
    if len(samples) == 1 and (not asked or asked == samples[0].number):
        return samples[0], None
    if asked and asked in by_number:
        return by_number[asked], None
    return Sample(), "the report does not say which sample the result is of" if samples else None


@dataclass(frozen=True, slots=True)
class _Around:
    """Hold what stands around a result: its group, its sample, and where it is."""

    group: Investigation | None
    sample: Sample
    text: str
    where: str

    def notes(self, one: Investigation) -> tuple[str, ...]:
        return tuple(filter(None, (*one.notes, *(self.group.notes if self.group else ()), *self.sample.notes)))


def _found(one: Investigation, figure: Segment | None, around: _Around, doubts: list[str]) -> Found:
    code, system = one.head.parts(2)[:2]
    status = one.status or (around.group.status if around.group else "")
    if not status:
        doubts.append("the report does not say whether the result is final")
    value, comparator, span = _value(figure, one, doubts)
    low, high, printed = _range(one.ranges)
    return Found(
        names=(one.name,) if one.name else (code,) if code else (),
        codes=(listed(code, system),) if code else (),
        value=value,
        comparator=comparator,
        unit=(figure.parts(4)[3] or None) if figure else None,
        low=low,
        high=high,
        range_text=printed,
        flag=(figure.parts(5)[0] or None) if figure else None,
        status=_STATUS.get(status, "preliminary"),
        collected=around.sample.taken,
        specimen=" ".join(around.sample.materials) or None,
        headings=(around.group.name,) if around.group and around.group.name else (),
        notes=around.notes(one),
        doubts=tuple(doubts),
        text=around.text,
        where=around.where,
        span=span,
    )


def _value(figure: Segment | None, one: Investigation, doubts: list[str]) -> tuple[str | None, str | None, Span | None]:
    """Return the value with the comparator and place of its figure; what is not plain is told as a doubt."""
    if figure is None:
        return " ".join(one.worded) or None, None, None
    kind = figure.parts(1)[0]
    if kind == "CV":
        parts = figure.parts(2)
        return next((part for part in (*reversed(parts[3:]), parts[0]) if part), None), None, None
    if kind != "NV":
        doubts.append(f"the value is of the kind {kind[:10]!r}, which is not known")
    value, qualifier = figure.parts(2)[:2]
    comparator = _COMPARATORS.get(qualifier)
    if qualifier and comparator is None:
        doubts.append(f"the sign {qualifier[:10]!r} beside the figure is not known")
    if len(figure.elements) < 3 or not value:  # noqa: PLR2004
        return None, None, None
    if figure.signs.release in figure.elements[2]:
        doubts.append("a sign inside the figure is marked as text; the figure may have been cut")
    start, end = figure.place(2)
    match = _FIGURE.search(figure.signs.element.join(figure.elements), start - figure.start, end - figure.start)
    span = Span(figure.start + match.start(), figure.start + match.end()) if match else None
    return value, comparator, span


def _range(ranges: Sequence[Segment]) -> tuple[str | None, str | None, str | None]:
    """Return the limits of the one range; several are for different people and stay words."""
    if len(ranges) == 1:
        return ranges[0].parts(2)[0] or None, ranges[0].parts(3)[0] or None, None
    return None, None, "; ".join(f"{one.parts(2)[0]} to {one.parts(3)[0]}" for one in ranges) or None
