"""Where everything of the picture of the expected order of recovery stands: lines, boxes, words; on paper and screen.

Nothing here draws and nothing knows a font: widths of words come from ``measure``. The unit is the point of paper, with
words of 7.5 points; a screen draws it larger or smaller as a whole. The axis is the square root of the days since the
first dose, so that day 3 can be seen beside 12 months; its ticks stand at their true days. A bar without an end is a
stub with an arrow, never drawn to an invented day. Where there is no room beside the bars, the names stand above them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from math import sqrt
from typing import Final, Literal

from b12calc.report.document import Span, Timeline

SIZE: Final = 7.5
_LINE: Final = 9.0
_GAP: Final = 4.0
_NAME: Final = 0.27  # share of the width for the names
_BAR: Final = 7.0
_HEAD: Final = 13.0  # room above the rows for the day of this visit
_STUB: Final = (8.0, 20.0)  # ends of the body and of the arrow of a bar without an end
_BEYOND: Final = 12.0  # room at the right of the axis for an arrow to what lies beyond it
_HATCH: Final = 3.2
_DROP: Final = 2.7  # from the middle of a line of print to its baseline
_LEAST: Final = 110.0  # bars shorter than this are not told apart: then they take the whole width
Measure = Callable[[str, bool], float]
Ink = Literal["ink", "hair", "paper"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """Hold one straight line from one place to another, with its weight."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float
    ink: Ink = "ink"


@dataclass(frozen=True, slots=True)
class Box:
    """Hold one rectangle by its lower left corner; a ``weight`` of 0 has no edge."""

    x: float
    y: float
    wide: float
    tall: float
    fill: Ink
    weight: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one line of words: x of its left edge and y of its baseline."""

    text: str
    x: float
    y: float
    bold: bool = False


Shape = Stroke | Box | Word


class Plan:
    """Hold where everything of a timeline stands in a picture ``width`` points wide, counted from its lower left."""

    def __init__(self, timeline: Timeline, width: float, measure: Measure) -> None:
        self.timeline, self.width, self._measure = timeline, width, measure
        words = max((measure(span.word, _heavy(span)) for span in timeline.spans), default=0.0)
        self.left, self.right = _NAME * width + 2 * _GAP, width - words - _BEYOND - _GAP
        self.stacked = self.right - self.left < _LEAST
        if self.stacked:
            self.left, self.right = 0.0, width - _BEYOND
        room = width - words - 2 * _GAP if self.stacked else _NAME * width
        self.names = [self.lines(span.name, room) for span in timeline.spans]
        self.ticks = self._ticks()
        below = 1 + max(level for _, _, level in self.ticks)
        self._under = below if self.stacked else 0
        self.aside = self.lines(timeline.aside, width if self.stacked else min(x for _, x, _ in self.ticks) - _GAP)
        self.visit = self.lines(timeline.visit_text, width, bold=True)
        self._lay(below)

    def _lay(self, below: int) -> None:
        """Put the rows one under the other above the words of the axis."""
        bar = _BAR + _GAP if self.stacked else 0.0
        high = [_LINE * len(lines) + _GAP + bar for lines in self.names]
        self.foot = _GAP + _LINE * max(self._under + len(self.aside), below)
        self.top = self.foot + sum(high)
        self.height = self.top + _HEAD + _LINE * (len(self.visit) - 1)
        heads = [self.top - sum(high[:row]) for row in range(len(high))]
        self.edges = heads[1:]
        self.bars = [head - tall + (bar if self.stacked else tall) / 2 for head, tall in zip(heads, high, strict=True)]
        self.heads = [
            head - (_GAP / 2 + _LINE / 2 if self.stacked else tall / 2 - _LINE * (len(lines) - 1) / 2)
            for head, tall, lines in zip(heads, high, self.names, strict=True)
        ]

    def x(self, day: date) -> float:
        """Return the place of a day; what lies beyond the axis stands at its right end."""
        (_, start), (_, end) = self.timeline.ticks[0], self.timeline.ticks[-1]
        share = (min(max(day, start), end) - start).days / (end - start).days
        return self.left + sqrt(share) * (self.right - self.left)

    def beyond(self, day: date) -> bool:
        """Tell whether a day lies to the right of the axis."""
        return day > self.timeline.ticks[-1][1]

    def line(self, level: int) -> float:
        """Return the baseline of one line of words below the axis, the highest being 0."""
        return self.foot - _GAP - _LINE * (level + 1) + 2.5

    def lines(self, text: str, room: float, bold: bool = False) -> list[str]:
        """Break a text at its spaces into lines of at most ``room`` points; a single longer word stays whole."""
        found: list[str] = []
        for word in text.split(" "):
            longer = f"{found[-1]} {word}" if found else word
            if found and self._measure(longer, bold) <= room:
                found[-1] = longer
            else:
                found.append(word)
        return found

    def centred(self, text: str, middle: float, bold: bool = False) -> float:
        """Return the left edge of a text set around a place, but inside the picture."""
        wide = self._measure(text, bold)
        return min(max(middle - wide / 2, 0.0), self.width - wide)

    def wide(self, text: str, bold: bool = False) -> float:
        """Return the width of a text."""
        return self._measure(text, bold)

    def _ticks(self) -> list[tuple[str, float, int]]:
        """Return the words below the axis with their left edges, by turns in as few lines as keep them apart."""
        texts = [text for text, _ in self.timeline.ticks]
        edges = [self.centred(text, self.x(day)) for text, day in self.timeline.ticks]
        ends = [x + self._measure(text, False) + _GAP for text, x in zip(texts, edges, strict=True)]

        def apart(lines: int) -> bool:
            return all(end <= x for end, x in zip(ends, edges[lines:], strict=False))

        lines = next(number for number in count(1) if apart(number))
        return [(text, x, place % lines) for place, (text, x) in enumerate(zip(texts, edges, strict=True))]


def words(plan: Plan) -> Iterator[Word]:
    """Yield every text of the picture in the order in which it is read."""
    one = plan.timeline
    for place, line in enumerate(reversed(plan.visit)):
        yield Word(line, plan.centred(line, plan.x(one.visit), True), plan.top + 5 + _LINE * place, True)
    for span, lines, head, bar in zip(one.spans, plan.names, plan.heads, plan.bars, strict=True):
        for place, line in enumerate(lines):
            yield Word(line, 0.0, head - _DROP - _LINE * place)
        if span.closes is None:
            yield Word(one.no_end, plan.x(span.opens) + _STUB[1] + _GAP, bar - _DROP)
        bold = _heavy(span)
        x = plan.width - plan.wide(span.word, bold) if plan.stacked else plan.right + _BEYOND + _GAP
        yield Word(span.word, x, (head if plan.stacked else bar) - _DROP, bold)
    for text, x, level in plan.ticks:
        yield Word(text, x, plan.line(level))
    for level, line in enumerate(plan.aside, plan._under):
        yield Word(line, 0.0, plan.line(level))


def shapes(plan: Plan) -> Iterator[Shape]:
    """Yield everything of the picture in the order in which it is drawn."""
    yield from _axis(plan)
    for span, middle in zip(plan.timeline.spans, plan.bars, strict=True):
        yield from _bar(plan, span, middle)
    yield from _visit(plan)
    for word in words(plan):
        if word.text == plan.timeline.no_end:
            yield Box(word.x - 1, word.y - 1.5, plan.wide(word.text) + 2, SIZE + 1, "paper")
        yield word


def _axis(plan: Plan) -> Iterator[Shape]:
    """Yield the axis with its ticks, a fine line upwards from each, and one between the rows."""
    for (_, day), (_, _, level) in zip(plan.timeline.ticks, plan.ticks, strict=True):
        x = plan.x(day)
        yield Stroke(x, plan.foot, x, plan.top, 0.4, "hair")
        yield Stroke(x, plan.foot, x, plan.foot - 3 - _LINE * level, 0.7)
    yield Stroke(plan.left, plan.foot, plan.right, plan.foot, 0.7)
    for edge in plan.edges:
        yield Stroke(0, edge, plan.width, edge, 0.4, "hair")


def _bar(plan: Plan, span: Span, middle: float) -> Iterator[Shape]:
    """Yield one bar by what was seen; without an end a stub, and an arrow to where it may end."""
    left, foot = plan.x(span.opens), middle - _BAR / 2
    beyond = span.closes is not None and plan.beyond(span.closes)
    right = left + _STUB[0] if span.closes is None else plan.x(span.closes)
    weight = 1.3 if _heavy(span) else 0.8
    full: Ink = "ink" if span.verdict == "as_expected" else "paper"
    yield Box(left, foot, right - left, _BAR, full, weight, span.verdict == "not_known")
    if span.verdict in ("within_time", "not_as_expected"):
        yield from _hatch(left, right, foot, both=_heavy(span))
    if beyond or span.closes is None:
        yield from _arrow(right, left + _STUB[1] if span.closes is None else right + _BEYOND - 2, middle)


def _hatch(left: float, right: float, foot: float, both: bool) -> Iterator[Shape]:
    """Yield slanting lines inside a bar, in ``both`` directions or in one."""
    for place in range(int((right - left + _BAR) / _HATCH) + 1):
        end = left + place * _HATCH
        low, high = max(end - _BAR, left), min(end, right)
        if low < high:
            rise = [foot + at - (end - _BAR) for at in (low, high)]
            yield Stroke(low, rise[0], high, rise[1], 0.7)
            if both:
                yield Stroke(low, 2 * foot + _BAR - rise[0], high, 2 * foot + _BAR - rise[1], 0.7)


def _arrow(start: float, end: float, y: float) -> Iterator[Shape]:
    yield Stroke(start, y, end, y, 1.0)
    yield from (Stroke(end, y, end - 4, y + side, 1.0) for side in (3, -3))


def _visit(plan: Plan) -> Iterator[Shape]:
    """Yield the line of this visit, edged like paper to be seen on a full bar; beyond the axis an arrow."""
    x = plan.x(plan.timeline.visit)
    if plan.beyond(plan.timeline.visit):
        yield from _arrow(x - 12, x + _BEYOND - 2, plan.top - 2)
        return
    yield Stroke(x, plan.foot, x, plan.top + 3, 3.2, "paper")
    yield Stroke(x, plan.foot, x, plan.top + 3, 1.4)


def _heavy(span: Span) -> bool:
    return span.verdict == "not_as_expected"


__all__ = ["SIZE", "Box", "Measure", "Plan", "Shape", "Stroke", "Word", "shapes", "words"]
