"""The picture of the expected order of recovery on paper: a bar for each thing expected, this visit a line through all.

Drawn in black and grey, readable on a one-bit printer: what was seen is said by the fill of the bar and by a word at
its right. Where everything stands is said by ``timeline_plan``, which the screen draws from too.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, white

from b12calc.report.document import Timeline
from b12calc.report.drawing import Label
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.picture import Picture
from b12calc.report.style import HAIR, INK, draw_text
from b12calc.report.tags import Element, TaggedCanvas
from b12calc.report.timeline_plan import SIZE, Box, Ink, Plan, Stroke, shapes, words

_INKS: Final[dict[Ink, Color]] = {"ink": INK, "hair": HAIR, "paper": white}


def plan_of(timeline: Timeline, width: float) -> Plan:
    """Return where everything stands in a picture ``width`` points wide, its words in the fonts of paper."""
    return Plan(timeline, width, lambda text, bold: width_of(text, _face(bold), SIZE))


def labels(timeline: Timeline, width: float) -> tuple[Label, ...]:
    """Return every text of the picture in drawing order."""
    return tuple(Label(word.text, word.x, word.y, _face(word.bold)) for word in words(plan_of(timeline, width)))


class TimelinePicture(Picture):
    """Draw one Timeline over the full width of the column, as one figure; its labels are text."""

    def __init__(self, timeline: Timeline, piece: Element) -> None:
        super().__init__(piece)
        self.timeline = timeline

    def high(self, width: float) -> float:
        """Return the height of the rows."""
        return plan_of(self.timeline, width).height

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw axis, bars, the line of this visit and the words."""
        for shape in shapes(plan_of(self.timeline, self.width)):
            if isinstance(shape, Stroke):
                canvas.setStrokeColor(_INKS[shape.ink])
                canvas.setLineWidth(shape.weight)
                canvas.line(shape.x, shape.y, shape.to_x, shape.to_y)
            elif isinstance(shape, Box):
                _box(canvas, shape)
            else:
                draw_text(canvas, (shape.x, shape.y), shape.text, _face(shape.bold), SIZE)


def _box(canvas: TaggedCanvas, box: Box) -> None:
    canvas.setFillColor(_INKS[box.fill])
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(box.weight)
    if box.dashed:
        canvas.setDash(2, 1.6)
    canvas.rect(box.x, box.y, box.wide, box.tall, stroke=int(box.weight > 0), fill=1)
    canvas.setDash()


def _face(bold: bool) -> str:
    return BOLD if bold else REGULAR


__all__ = ["TimelinePicture", "labels", "plan_of"]
