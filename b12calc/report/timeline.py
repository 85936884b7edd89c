"""The picture of the expected order of recovery: a bar for each thing expected, and this visit as a line through them.

Drawn in black and grey, readable on a one-bit printer: what was seen is said by the fill of the bar and by a word at
its right. The axis is the square root of the days since the first dose, so that day 3 can be seen beside 12 months;
its ticks stand at their true days. A bar without an end is a stub with an arrow, never drawn to an invented day.
"""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import Final

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from b12calc.report.document import Span, Timeline
from b12calc.report.drawing import Label
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.style import HAIR, INK, draw_text
from b12calc.report.tags import Element, TaggedCanvas

_SIZE: Final = 7.5
_LINE: Final = 9.0
_GAP: Final = 4.0
_NAME: Final = 0.27  # share of the width for the names
_BAR: Final = 7.0
_HEAD: Final = 13.0  # room above the rows for the day of this visit
_STUB: Final = (8.0, 20.0)  # ends of the body and of the arrow of a bar without an end
_BEYOND: Final = 12.0  # room at the right of the axis for an arrow to what lies beyond it
_HATCH: Final = 3.2
_DROP: Final = 2.7  # from the middle of a line of print to its baseline


class Plan:
    """Hold where everything of a timeline stands in a picture ``width`` points wide, counted from its lower left."""

    def __init__(self, timeline: Timeline, width: float) -> None:
        self.timeline, self.width = timeline, width
        words = max((width_of(span.word, _face(span), _SIZE) for span in timeline.spans), default=0.0)
        self.left = _NAME * width + 2 * _GAP
        self.right = width - words - _BEYOND - _GAP
        self.names = [_lines(span.name, _NAME * width) for span in timeline.spans]
        self.ticks = self._ticks()
        self.aside = _lines(timeline.aside, min(x for _, x, _ in self.ticks) - _GAP)
        high = [_LINE * len(lines) + _GAP for lines in self.names]
        self.foot = _GAP + _LINE * max(len(self.aside), *(level + 1 for _, _, level in self.ticks))
        self.top = self.foot + sum(high)
        self.height = self.top + _HEAD
        self.edges = [self.top - sum(high[:row]) for row in range(1, len(high))]
        self.middles = [self.top - sum(high[:row]) - high[row] / 2 for row in range(len(high))]

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

    def _ticks(self) -> list[tuple[str, float, int]]:
        """Return the words below the axis with their left edges, in one line or in two by turns."""
        texts = [text for text, _ in self.timeline.ticks]
        edges = [_centred(text, REGULAR, self.x(day), self.width) for text, day in self.timeline.ticks]
        ends = [x + width_of(text, REGULAR, _SIZE) + _GAP for text, x in zip(texts, edges, strict=True)]
        lines = 1 if all(end <= x for end, x in zip(ends, edges[1:], strict=False)) else 2
        return [(text, x, place % lines) for place, (text, x) in enumerate(zip(texts, edges, strict=True))]


def labels(timeline: Timeline, width: float) -> tuple[Label, ...]:
    """Return every text of the picture in drawing order."""
    plan = Plan(timeline, width)
    x = _centred(timeline.visit_text, BOLD, plan.x(timeline.visit), width)
    found = [Label(timeline.visit_text, x, plan.top + 5, BOLD)]
    for span, lines, middle in zip(timeline.spans, plan.names, plan.middles, strict=True):
        base = middle - _DROP
        for place, line in enumerate(lines):
            found.append(Label(line, 0.0, base + _LINE * ((len(lines) - 1) / 2 - place), REGULAR))
        if span.closes is None:
            found.append(Label(timeline.no_end, plan.x(span.opens) + _STUB[1] + _GAP, base, REGULAR))
        found.append(Label(span.word, plan.right + _BEYOND + _GAP, base, _face(span)))
    found += [Label(text, x, plan.line(level), REGULAR) for text, x, level in plan.ticks]
    found += [Label(line, 0.0, plan.line(level), REGULAR) for level, line in enumerate(plan.aside)]
    return tuple(found)


def _face(span: Span) -> str:
    return BOLD if span.verdict == "not_as_expected" else REGULAR


def _lines(text: str, room: float) -> list[str]:
    """Break a text at its spaces into lines of at most ``room`` points; a single longer word stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, REGULAR, _SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _centred(text: str, face: str, middle: float, width: float) -> float:
    """Return the left edge of a text set around a place, but inside the picture."""
    wide = width_of(text, face, _SIZE)
    return min(max(middle - wide / 2, 0.0), width - wide)


class TimelinePicture(Flowable):
    """Draw one Timeline over the full width of the column, as one figure; its labels are text."""

    canv: TaggedCanvas

    def __init__(self, timeline: Timeline, piece: Element) -> None:
        super().__init__()
        self.timeline, self._piece = timeline, piece

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width; the height follows the rows, in points."""
        self.width, self.height = available, Plan(self.timeline, available).height
        return self.width, self.height

    def draw(self) -> None:
        """Draw axis, bars and the line of this visit, and take down where they stand."""
        left, foot = self.canv.absolutePosition(0, 0)
        self._piece.box = (left, foot, left + self.width, foot + self.height)
        with self.canv.piece(self._piece):
            self._draw_all()

    def _draw_all(self) -> None:
        canvas, plan = self.canv, Plan(self.timeline, self.width)
        canvas.saveState()
        _axis(canvas, plan)
        for span, middle in zip(self.timeline.spans, plan.middles, strict=True):
            _bar(canvas, plan, span, middle)
        _visit(canvas, plan)
        for label in labels(self.timeline, self.width):
            if label.text == self.timeline.no_end:
                canvas.setFillColor(white)
                canvas.rect(label.x - 1, label.y - 1.5, width_of(label.text, label.face, _SIZE) + 2, _SIZE + 1, 0, 1)
            canvas.setFillColor(INK)
            draw_text(canvas, (label.x, label.y), label.text, label.face, _SIZE)
        canvas.restoreState()


def _axis(canvas: Canvas, plan: Plan) -> None:
    """Draw the axis with its ticks, and a fine line upwards from each."""
    for (_, day), (_, _, level) in zip(plan.timeline.ticks, plan.ticks, strict=True):
        x = plan.x(day)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(HAIR)
        canvas.line(x, plan.foot, x, plan.top)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7)
        canvas.line(x, plan.foot, x, plan.foot - 3 - _LINE * level)
    canvas.line(plan.left, plan.foot, plan.right, plan.foot)
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(HAIR)
    for edge in plan.edges:
        canvas.line(0, edge, plan.width, edge)


def _bar(canvas: Canvas, plan: Plan, span: Span, middle: float) -> None:
    """Draw one bar by what was seen; without an end a stub, and an arrow to where it may end."""
    left, foot = plan.x(span.opens), middle - _BAR / 2
    beyond = span.closes is not None and plan.beyond(span.closes)
    right = left + _STUB[0] if span.closes is None else plan.x(span.closes)
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK if span.verdict == "as_expected" else white)
    canvas.setLineWidth(1.3 if span.verdict == "not_as_expected" else 0.8)
    if span.verdict == "not_known":
        canvas.setDash(2, 1.6)
    canvas.rect(left, foot, right - left, _BAR, stroke=1, fill=1)
    canvas.setDash()
    if span.verdict in ("within_time", "not_as_expected"):
        _hatch(canvas, (left, foot, right), both=span.verdict == "not_as_expected")
    if beyond or span.closes is None:
        _arrow(canvas, right, left + _STUB[1] if span.closes is None else right + _BEYOND - 2, middle)
    canvas.restoreState()


def _hatch(canvas: Canvas, box: tuple[float, float, float], both: bool) -> None:
    """Draw slanting lines inside a bar, in ``both`` directions or in one."""
    left, foot, right = box
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, foot, right - left, _BAR)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.7)
    for place in range(int((right - left + _BAR) / _HATCH) + 1):
        x = left + place * _HATCH
        canvas.line(x - _BAR, foot, x, foot + _BAR)
        if both:
            canvas.line(x, foot, x - _BAR, foot + _BAR)
    canvas.restoreState()


def _arrow(canvas: Canvas, start: float, end: float, y: float) -> None:
    canvas.setLineWidth(1.0)
    canvas.line(start, y, end, y)
    canvas.line(end, y, end - 4, y + 3)
    canvas.line(end, y, end - 4, y - 3)


def _visit(canvas: Canvas, plan: Plan) -> None:
    """Draw the line of this visit with a white edge, so that it is seen on a black bar; beyond the axis an arrow."""
    x = plan.x(plan.timeline.visit)
    canvas.setStrokeColor(INK)
    if plan.beyond(plan.timeline.visit):
        _arrow(canvas, x - 12, x + _BEYOND - 2, plan.top - 2)
        return
    for colour, wide in ((white, 3.2), (INK, 1.4)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(wide)
        canvas.line(x, plan.foot, x, plan.top + 3)


__all__ = ["Plan", "TimelinePicture", "labels"]
