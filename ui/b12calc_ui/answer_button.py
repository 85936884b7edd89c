"""The two buttons of a question: each state differs by glyph, weight and border, not by colour alone."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from b12calc_ui.controls import control_height
from b12calc_ui.flat import paint_ring
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class Owner(Protocol):
    """Hold the answer its buttons show, and take their clicks and keys."""

    answer: str

    def toggle(self, answer: str) -> None:
        """Give an answer, or take it back when it was given."""

    def on_key(self, event: QKeyEvent) -> None:
        """Use a key, or ignore the event."""


class AnswerButton(QPushButton):
    """Say Yes or No to one question; pressed again it takes the answer back."""

    def __init__(self, answer: str, owner: Owner, parent: QWidget) -> None:
        super().__init__(tr("Yes") if answer == "yes" else tr("No"), parent)
        # Plain calls to the owner: two hundred signal connections would be felt at the start.
        self.answer, self.owner = answer, owner
        # What is ticked is filled when chosen: a yes, or one of several words.
        self.main, self.ticked = False, answer == "yes"
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A row of the form is one stop of the Tab key; the arrows lead from Yes to No.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if answer == "yes" else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """Return a target wide enough for the heavier state."""
        return QSize(self.fontMetrics().averageCharWidth() * 4 + look.px(26), control_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer every key to the row first."""
        self.owner.on_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Hand a click to the row, which owns the answer and sets the state."""
        self.owner.toggle(self.answer)

    def checkStateSet(self) -> None:
        """Tell the row when assistive technology sets the state, which is no click."""
        if self.isChecked() != (self.owner.answer == self.answer):
            self.owner.toggle(self.answer)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint open, yes (filled, tick) or no (heavy border, bar)."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        filled = on and self.ticked
        pen = QPen(look.colour("text" if on else "edge"), 2 if on else 1)
        half = pen.widthF() / 2
        painter.setPen(Qt.PenStyle.NoPen if filled else pen)
        painter.setBrush(look.colour("accent") if filled else look.colour("field") if not on else look.colour("wash"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 2, 2)
        self.main = filled
        if self.hasFocus():
            paint_ring(self, painter)
        ink = look.colour("on_accent" if filled else "text")
        self._paint_words(painter, ink, on)

    def _paint_words(self, painter: QPainter, ink: QColor, on: bool) -> None:
        font = self.font()
        font.setBold(on)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self.text())
        glyph = look.px(12) if on else 0
        left = (self.width() - width - glyph) / 2
        painter.setPen(ink)
        rect = QRectF(left + glyph, 0, width + 2, self.height())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if on:
            self._paint_glyph(painter, ink, left, self.height() / 2)

    def _paint_glyph(self, painter: QPainter, ink: QColor, left: float, middle: float) -> None:
        unit = look.px(100) / 100
        pen = QPen(ink, 2 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.ticked:
            points = ((0, 0), (2.6, 3), (7.4, -3.4))
            painter.drawPolyline([QPointF(left + x * unit, middle + y * unit) for x, y in points])
        else:
            painter.drawLine(QPointF(left, middle), QPointF(left + 7 * unit, middle))
