"""The picture of one B12 result: zones between the decision limits, the value with its doubt, the laboratory's range.

Drawn in black and grey, readable on a one-bit printer: every zone has its name, every mark its own shape. The axis is
linear and starts at zero; what lies beyond it ends in an arrow, never at a false place.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportlab.lib.colors import Color, white

from b12calc.report.document import Scale
from b12calc.report.faces import BOLD, REGULAR, width_of
from b12calc.report.picture import Picture
from b12calc.report.style import INK, SHADE, TINT, draw_text
from b12calc.report.tags import Element, TaggedCanvas

HEIGHT: Final = 56.0
_BAR: Final = (21.0, 13.0)  # foot and height of the zone bar
_DOUBT: Final = 42.5
_RANGE: Final = 3.0
_SIZE: Final = 7.5
_GAP: Final = 3.0
_STEPS: Final = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3), Decimal(4), Decimal(5), Decimal("7.5"))
_AXIS_CAP: Final = 4  # the limits keep at least a quarter of the picture


@dataclass(frozen=True, slots=True)
class Label:
    """Hold one text of the picture: x of its left edge and y of its baseline, in points from the lower left."""

    text: str
    x: float
    y: float
    face: str


def axis_end(scale: Scale) -> Decimal:
    """Return the figure at the right end of the axis: round, at most some four times the upper limit."""
    known = [scale.value * Decimal("1.1"), scale.high * Decimal("1.4")]
    known += [figure for figure in (*(scale.doubt or ()), scale.reference[1]) if figure is not None]
    wanted = min(max(known), scale.high * _AXIS_CAP)
    size = Decimal(10) ** wanted.adjusted()
    return next((step * size for step in _STEPS if step * size >= wanted), 10 * size)


class Places:
    """Turn figures into points along a picture of a given width."""

    def __init__(self, scale: Scale, width: float) -> None:
        self.width = width
        self.end = axis_end(scale)

    def x(self, figure: Decimal) -> float:
        """Return the place of a figure; beyond the axis its right end."""
        return float(min(figure, self.end) / self.end) * self.width

    def beyond(self, figure: Decimal) -> bool:
        """Tell whether a figure lies to the right of the axis."""
        return figure > self.end


def labels(scale: Scale, width: float) -> tuple[Label, ...]:
    """Return every text of the picture in drawing order; a zone too narrow for its name leaves the name out."""
    places = Places(scale, width)
    edges = (0.0, places.x(scale.low), places.x(scale.high), width)
    found = [_centred(scale.value_text, BOLD, places.x(scale.value), _DOUBT + 5, width)]
    for name, start, end in zip(scale.zones, edges, edges[1:], strict=False):
        left, right = _clear_part(start, end, places.x(scale.value))
        if width_of(name, REGULAR, _SIZE) + 2 * _GAP <= right - left:
            found.append(_centred(name, REGULAR, (left + right) / 2, _BAR[0] + 3.8, width))
    ticks = [("0", 0.0), (f"{scale.low:f}", edges[1]), (f"{scale.high:f}", edges[2]), (_plain(places.end), width)]
    for text, x in ticks:
        found.append(_centred(text, REGULAR, x, _BAR[0] - 9.5, width))
    if scale.reference_label:
        found.append(_range_label(scale, places))
    return tuple(found)


def _plain(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clear_part(left: float, right: float, mark: float) -> tuple[float, float]:
    """Return the wider part of a zone that the mark of the value does not cross."""
    if not left <= mark <= right:
        return left, right
    return (left, mark) if mark - left >= right - mark else (mark, right)


def _centred(text: str, face: str, middle: float, y: float, width: float) -> Label:
    wide = width_of(text, face, _SIZE)
    return Label(text, min(max(middle - wide / 2, 0.0), width - wide), y, face)


def _range_label(scale: Scale, places: Places) -> Label:
    """Put the name of the printed range on its line, or beside it where the line is shorter than the name."""
    left, right = _ends(scale, places)
    wide = width_of(scale.reference_label, REGULAR, _SIZE) + 2 * _GAP
    if right - left >= wide + 4 * _GAP:
        x = (left + right - wide) / 2 + _GAP
    elif right + wide <= places.width:
        x = right + _GAP
    else:
        x = max(left - wide + _GAP, 0.0)
    return Label(scale.reference_label, x, _RANGE - 2.7, REGULAR)


def _ends(scale: Scale, places: Places) -> tuple[float, float]:
    low, high = scale.reference
    return 0.0 if low is None else places.x(low), places.width if high is None else places.x(high)


class ScalePicture(Picture):
    """Draw one Scale over the full width of the column, as one figure; its labels are text, its words are the twin."""

    def __init__(self, scale: Scale, piece: Element) -> None:
        super().__init__(piece)
        self.scale = scale

    def high(self, _width: float) -> float:
        """Return the height, the same at every width."""
        return HEIGHT

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw zones, value, doubt band, printed range and the words."""
        places = Places(self.scale, self.width)
        _zones(canvas, self.scale, places)
        _printed_range(canvas, self.scale, places)
        _value(canvas, self.scale, places)
        for label in labels(self.scale, self.width):
            draw_text(canvas, (label.x, label.y), label.text, label.face, _SIZE)


def _zones(canvas: TaggedCanvas, scale: Scale, places: Places) -> None:
    foot, tall = _BAR
    edges = (0.0, places.x(scale.low), places.x(scale.high), places.width)
    fills: tuple[Color, ...] = (SHADE, TINT, white)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(INK)
    for fill, left, right in zip(fills, edges, edges[1:], strict=False):
        canvas.setFillColor(fill)
        canvas.rect(left, foot, right - left, tall, stroke=1, fill=1)
    for x in edges[1:3]:
        canvas.line(x, foot - 3, x, foot + tall)


def _value(canvas: TaggedCanvas, scale: Scale, places: Places) -> None:
    """Draw the value as a black wedge on the bar, its doubt as a whisker, an open comparator as an arrow."""
    x, head = places.x(scale.value), _BAR[0] + _BAR[1]
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(1.2)
    if scale.doubt is not None:
        low, high = (places.x(figure) for figure in scale.doubt)
        _whisker(canvas, low, high, _DOUBT)
    if scale.comparator.startswith(("<", ">")) or places.beyond(scale.value):
        far = x - 28 if scale.comparator.startswith("<") else x + 28
        _arrow(canvas, x, min(max(far, 0.0), places.width), _DOUBT)
    _wedge(canvas, x, head)
    canvas.setLineWidth(1.6)
    canvas.line(x, _BAR[0], x, head)


def _wedge(canvas: TaggedCanvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x - 3.5, y + 6)
    path.lineTo(x + 3.5, y + 6)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _whisker(canvas: TaggedCanvas, left: float, right: float, y: float) -> None:
    canvas.line(left, y, right, y)
    canvas.line(left, y - 2.5, left, y + 2.5)
    canvas.line(right, y - 2.5, right, y + 2.5)


def _arrow(canvas: TaggedCanvas, start: float, end: float, y: float) -> None:
    """Draw a line with an open head: the true figure lies somewhere that way."""
    back = 4 if end < start else -4
    canvas.line(start, y, end, y)
    canvas.line(end, y, end + back, y + 3)
    canvas.line(end, y, end + back, y - 3)


def _printed_range(canvas: TaggedCanvas, scale: Scale, places: Places) -> None:
    low, high = scale.reference
    if low is None and high is None:
        return
    left, right = _ends(scale, places)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.setDash(2, 1.5)
    canvas.line(left, _RANGE, right, _RANGE)
    canvas.setDash()
    for x in [left] * (low is not None) + [right] * (high is not None and not places.beyond(high)):
        canvas.line(x, _RANGE - 3, x, _RANGE + 3)
    if high is None or places.beyond(high):
        _arrow(canvas, right - 6, right, _RANGE)
    label = _range_label(scale, places)
    canvas.setFillColor(white)
    wide = width_of(label.text, label.face, _SIZE)
    canvas.rect(label.x - _GAP, 0, wide + 2 * _GAP, 2 * _RANGE, stroke=0, fill=1)


__all__ = ["HEIGHT", "Label", "ScalePicture", "axis_end", "labels"]
