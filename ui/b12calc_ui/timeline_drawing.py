"""The expected order of recovery in the answer: the picture of paper, drawn in the colours of the screen."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.report.document import Span, Timeline
    from b12calc.report.timeline_plan import Box, Plan, Stroke, Word

_TYPE: Final = 0.88  # of the size of the text
_MARGIN: Final = 4
_INKS: Final = {"ink": "text", "hair": "line", "paper": "paper"}


def timeline_shown(answer: "Assessment") -> "Timeline | None":
    """Return what can be drawn of a course under treatment, in the words of the window; None where nothing can."""
    if answer.course is None:
        return None
    from b12calc.report.course import timeline_of

    found, days = timeline_of(answer.course), answer.course.days
    if found is None:
        return None
    visit = tr("This visit, {count} days after the first dose", count=days)
    if not days:
        visit = tr("This visit, on the day of the first dose")
    elif days == 1:
        visit = tr("This visit, 1 day after the first dose")
    ticks = tuple((words.replace(" ", "\u00a0"), day) for words, (_, day) in zip(_ticks(), found.ticks, strict=False))
    end, aside = tr("end not given"), tr("Early days are drawn wider")
    return replace(found, visit_text=visit, ticks=ticks, twin=_twin(found, visit), no_end=end, aside=aside)


def _ticks() -> tuple[str, ...]:
    """Return the words of the axis, as many as there may be."""
    return (tr("first dose"), tr("1 week"), tr("4 weeks"), tr("8 weeks"), tr("3 months"), tr("6 months"),
            tr("12 months"))  # fmt: skip


def _twin(one: "Timeline", visit: str) -> str:
    """Say in words what the picture shows."""
    start = show_day(one.ticks[0][1])
    lead = tr("Expected order of recovery, from the first dose on {day}. {visit}.", day=start, visit=visit)
    return " ".join((lead, *map(_span, one.spans)))


def _span(span: "Span") -> str:
    said = {"name": span.name, "first": show_day(span.opens), "seen": span.word}
    if span.closes is None:
        return tr("{name}: from {first}, end not given. {seen}.", **said)
    return tr("{name}: {first} to {last}. {seen}.", last=show_day(span.closes), **said)


class TimelineDrawing(QWidget):
    """Draw one timeline across the width of the answer; where everything stands is said by the plan of paper."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline: Timeline | None = None
        self._drawn: tuple[object, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: "Timeline | None") -> None:
        """Draw this timeline, or take no room at all."""
        if timeline == self.timeline and self.isHidden() == (timeline is None):
            return
        self.timeline = timeline
        self.setVisible(timeline is not None)
        if timeline is not None:
            self.setAccessibleName(timeline.twin)
            self.setToolTip(timeline.twin)
            self._fit()
            self.update()

    def restyle(self) -> None:
        """Follow the text size."""
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the rows at the present width."""
        return QSize(look.px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was drawn; it is drawn anew only when something of it changed, for it moves with the answer."""
        if self.timeline is None:
            return
        ratio = self.devicePixelRatio()
        wanted = (self.timeline, self.size(), ratio, look.theme, look.zoom, QApplication.font())
        if self._drawn is None or self._drawn[0] != wanted:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(look.colour("paper"))
            self._draw(picture, self.timeline)
            self._drawn = wanted, picture
        QPainter(self).drawPixmap(0, 0, self._drawn[1])

    def plan(self, timeline: "Timeline") -> tuple["Plan", float]:
        """Return where everything stands, in points of paper, and how many pixels one of them is here."""
        from b12calc.report.timeline_plan import SIZE, Plan

        fonts = {bold: look.font(_TYPE, bold) for bold in (False, True)}
        metrics = {bold: QFontMetricsF(font) for bold, font in fonts.items()}
        scale = QFontInfo(fonts[False]).pixelSize() / SIZE
        width = max(1, self.width() - 2 * _MARGIN) / scale
        return Plan(timeline, width, lambda text, bold: metrics[bold].horizontalAdvance(text) / scale), scale

    def _fit(self) -> None:
        if self.timeline is not None:
            plan, scale = self.plan(self.timeline)
            self.setFixedHeight(int(plan.height * scale) + 2 * _MARGIN)

    def _draw(self, picture: QPixmap, timeline: "Timeline") -> None:
        from b12calc.report.timeline_plan import Box, Stroke, shapes

        plan, scale = self.plan(timeline)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Time runs from left to right in every language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        pen = _Pen(painter, scale, plan.height)
        for shape in shapes(plan):
            if isinstance(shape, Stroke):
                pen.line(shape)
            elif isinstance(shape, Box):
                pen.box(shape)
            else:
                pen.write(shape)
        painter.end()


class _Pen:
    """Draw the shapes of a plan, which counts upwards from its lower left corner, in pixels."""

    def __init__(self, painter: QPainter, scale: float, high: float) -> None:
        self._painter, self._scale, self._high = painter, scale, high

    def line(self, one: "Stroke") -> None:
        self._painter.setPen(QPen(look.colour(_INKS[one.ink]), max(1.0, one.weight * self._scale)))
        self._painter.drawLine(self._at(one.x, one.y), self._at(one.to_x, one.to_y))

    def box(self, one: "Box") -> None:
        pen = QPen(look.colour("text"), max(1.0, one.weight * self._scale))
        if one.dashed:
            pen.setDashPattern([2, 2])
        self._painter.setPen(pen if one.weight else Qt.PenStyle.NoPen)
        self._painter.setBrush(look.colour(_INKS[one.fill]))
        self._painter.drawRect(QRectF(self._at(one.x, one.y + one.tall), self._at(one.x + one.wide, one.y)))

    def write(self, one: "Word") -> None:
        self._painter.setPen(look.colour("text"))
        self._painter.setFont(look.font(_TYPE, one.bold))
        self._painter.drawText(self._at(one.x, one.y), one.text)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(_MARGIN + x * self._scale, _MARGIN + (self._high - y) * self._scale)
