"""The B12 scale: zones between the limits, the value, its doubt band and the laboratory's own range."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from b12calc.models.wording import label
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Measurement

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True)
class Scale:
    """Hold the numbers of one drawing; floats are for the eye only and never compared with a limit."""

    name: str
    unit: str
    shown: str
    comparator: str
    value: float
    low: float
    high: float
    low_text: str
    high_text: str
    doubt: tuple[float, float] | None
    own: tuple[str | None, str | None]
    reading: str = ""

    @property
    def end(self) -> float:
        """Return the right end of the axis."""
        own_high = float(self.own[1]) if self.own[1] else 0.0
        return max(self.high * 1.7, self.value * 1.12, min(own_high, self.high * 3) * 1.04)

    def words(self) -> str:
        """Say in words what the drawing shows."""
        value = f"{self.shown} {self.unit}"
        lines = [
            tr("{name} {value}: {reading}.", name=self.name, value=value, reading=self.reading)
            if self.reading
            else tr("{name} {value}.", name=self.name, value=value),
            tr("Limits {low} and {high} {unit}.", low=self.low_text, high=self.high_text, unit=self.unit),
        ]
        if any(self.own):
            low, high = self.own[0] or "–", self.own[1] or "–"
            lines.append(tr("Laboratory's range {low} to {high} {unit}.", low=low, high=high, unit=self.unit))
        return " ".join(lines)


def scale_of(measurement: "Measurement") -> Scale | None:
    """Return what can be drawn of a measurement, or None where there is no figure or no limit."""
    m = measurement
    if m.value is None or m.low_limit is None or m.high_limit is None or m.unit is None:
        return None
    doubt = (float(m.doubt_low), float(m.doubt_high)) if m.doubt_low and m.doubt_high else None
    return Scale(
        name=m.name, unit=shown_unit(m.unit), shown=f"{m.comparator or ''} {m.value}".strip(),
        comparator=m.comparator or "", value=float(m.value), low=float(m.low_limit), high=float(m.high_limit),
        low_text=m.low_limit, high_text=m.high_limit, doubt=doubt, own=(m.reference_low, m.reference_high),
        reading=m.reading or "",
    )  # fmt: skip


def limit_centres(marks: list[float], widths: list[int], gap: int) -> list[float]:
    """Return where the two limits are written: below their marks, moved apart where they would run together."""
    apart = max(0.0, sum(widths) / 2 + gap - (marks[1] - marks[0])) / 2
    return [marks[0] - apart, marks[1] + apart]


class ScaleDrawing(QWidget):
    """Draw one scale across the width of the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.scale: Scale | None = None
        self._drawn: tuple[object, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: Scale | None) -> None:
        """Draw this scale, or take no room at all."""
        if scale == self.scale and self.isHidden() == (scale is None):
            return
        self.scale = scale
        self.setVisible(scale is not None)
        if scale is not None:
            self.setAccessibleName(scale.words())
            self.setToolTip(scale.words())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the lines of the drawing."""
        own = self.scale is not None and any(self.scale.own)
        return QSize(look.px(240), look.px(84 if own else 64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was drawn; it is drawn anew only when something of it changed, for it moves with the answer."""
        if self.scale is None:
            return
        ratio = self.devicePixelRatio()
        wanted = (self.scale, self.size(), ratio, look.theme, look.zoom, QApplication.font())
        if self._drawn is None or self._drawn[0] != wanted:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(look.colour("paper"))
            self._draw(picture, self.scale)
            self._drawn = wanted, picture
        QPainter(self).drawPixmap(0, 0, self._drawn[1])

    def _draw(self, picture: QPixmap, scale: Scale) -> None:
        """Draw zones, limits, doubt, value and the laboratory's range."""
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # An axis of figures runs from left to right in every language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(look.font(0.9))
        bar = QRectF(look.px(4), look.px(26), self.width() - look.px(8), look.px(20))
        self._zones(painter, scale, bar)
        self._limits(painter, scale, bar)
        self._value(painter, scale, bar)
        if any(scale.own):
            self._own_range(painter, scale, bar)
        painter.end()

    def _x(self, bar: QRectF, number: float) -> float:
        assert self.scale is not None
        return bar.left() + bar.width() * min(1.0, max(0.0, number / self.scale.end))

    def _zones(self, painter: QPainter, scale: Scale, bar: QRectF) -> None:
        edges = (0.0, scale.low, scale.high, scale.end)
        patterns = (Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.NoBrush, Qt.BrushStyle.NoBrush)
        for index, zone in enumerate(("low", "middle", "high")):
            left, right = self._x(bar, edges[index]), self._x(bar, edges[index + 1])
            rect = QRectF(left, bar.top(), right - left, bar.height())
            painter.fillRect(rect, look.colour(zone))
            if patterns[index] != Qt.BrushStyle.NoBrush:
                hatch = look.colour("text")
                hatch.setAlpha(26)
                painter.fillRect(rect, QBrush(hatch, patterns[index]))
            word = label("band", zone)
            painter.setPen(look.colour("text"))
            room = self._clear(bar, scale, rect)
            if painter.fontMetrics().horizontalAdvance(word) + look.px(4) < room.width():
                painter.drawText(room, _CENTRE, word)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)

    def _clear(self, bar: QRectF, scale: Scale, zone: QRectF) -> QRectF:
        """Return the wider part of a zone that neither the value nor its doubt crosses."""
        first, last = scale.doubt or (scale.value, scale.value)
        left, right = self._x(bar, first) - look.px(2), self._x(bar, last) + look.px(2)
        if right < zone.left() or left > zone.right():
            return zone
        below, above = max(0.0, left - zone.left()), max(0.0, zone.right() - right)
        if below >= above:
            return QRectF(zone.left(), zone.top(), below, zone.height())
        return QRectF(right, zone.top(), above, zone.height())

    def _limits(self, painter: QPainter, scale: Scale, bar: QRectF) -> None:
        painter.setPen(look.colour("text"))
        advance = painter.fontMetrics().horizontalAdvance
        marks = [self._x(bar, number) for number in (scale.low, scale.high)]
        centres = limit_centres(marks, [advance(scale.low_text), advance(scale.high_text)], look.px(6))
        if centres[0] - advance(scale.low_text) / 2 > bar.left() + advance("0") + look.px(4):
            painter.drawText(QRectF(bar.left(), bar.bottom() + 2, look.px(20), look.px(16)), 0, "0")
        for x, centre, text in zip(marks, centres, (scale.low_text, scale.high_text), strict=True):
            painter.setPen(QPen(look.colour("text"), 1.5))
            painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + look.px(3)))
            rect = QRectF(centre - look.px(40), bar.bottom() + 2, look.px(80), look.px(17))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), text)
        rect = QRectF(bar.right() - look.px(90), bar.bottom() + 2, look.px(90), look.px(17))
        painter.setPen(look.colour("muted"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), scale.unit)

    def _value(self, painter: QPainter, scale: Scale, bar: QRectF) -> None:
        x, step = self._x(bar, scale.value), look.px(6)
        if scale.doubt is not None:
            left, right = self._x(bar, scale.doubt[0]), self._x(bar, scale.doubt[1])
            painter.setPen(QPen(look.colour("text"), 1.5))
            y = bar.top() + bar.height() - look.px(4)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for end in (left, right):
                painter.drawLine(QPointF(end, y - look.px(3)), QPointF(end, y + look.px(3)))
        painter.setPen(QPen(look.colour("text"), 2))
        painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("text"))
        tip = bar.top() + 1
        painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - step, tip - step), QPointF(x + step, tip - step)]))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(1.0, bold=True))
        text = f"{scale.shown} {scale.unit}"
        width = painter.fontMetrics().horizontalAdvance(text) + 4
        left = min(max(bar.left(), x - width / 2), bar.right() - width)
        painter.drawText(QRectF(left, 0, width, look.px(18)), _CENTRE, text)
        painter.setFont(look.font(0.9))

    def _own_range(self, painter: QPainter, scale: Scale, bar: QRectF) -> None:
        y = bar.bottom() + look.px(26)
        left = self._x(bar, float(scale.own[0] or 0))
        right = self._x(bar, float(scale.own[1])) if scale.own[1] else bar.right()
        painter.setPen(QPen(look.colour("muted"), 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        for end in (left, right):
            painter.drawLine(QPointF(end, y - look.px(4)), QPointF(end, y + look.px(4)))
        words = tr("Laboratory's range {low}–{high}", low=scale.own[0] or "", high=scale.own[1] or "")
        width = painter.fontMetrics().horizontalAdvance(words) + look.px(12)
        middle = min(max(bar.left() + width / 2, (left + right) / 2), bar.right() - width / 2)
        rect = QRectF(middle - width / 2, y - look.px(9), width, look.px(18))
        painter.fillRect(rect, look.colour("paper"))
        painter.setPen(look.colour("muted"))
        painter.drawText(rect, _CENTRE, words)
