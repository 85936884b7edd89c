"""One column of a table: what it holds is chosen above its heading and its first rows, which stand as they are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from b12calc_ui.columns_words import entries, not_used, units
from b12calc_ui.controls import Choice
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.mapping import Use

_LETTERS: Final = 24
_HEARD: Final = 3


class ColumnCard(QWidget):
    """Ask what one column holds; ``changed`` says that it was answered anew."""

    changed = Signal()

    def __init__(self, place: int, heading: str, cells: Sequence[str], guess: "Use | None", now: "Use | None") -> None:
        super().__init__()
        title = tr("Column {place}, {heading}", place=place, heading=heading or tr("without heading"))
        self.holds = _Asked(tr("{column}: what it holds", column=title), entries(guess), not_used())
        self.unit = _Asked(tr("{column}: unit", column=title), [], tr("unit as printed"))
        said = ", ".join(cell or tr("empty") for cell in cells[:_HEARD])
        self.holds.setAccessibleDescription(tr("First rows: {cells}", cells=said))
        self._cells = ColumnCells(heading or tr("without heading"), cells, bool(heading))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), look.px(4), look.px(8))
        column.setSpacing(look.px(4))
        kept = self.unit.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # so that the rows of all columns stand at one height
        self.unit.setSizePolicy(kept)
        for one in (self.holds, self.unit, self._cells):
            column.addWidget(one)
        self.restyle()
        self._choose(now)
        self.holds.picked.connect(self._on_picked)
        self.unit.picked.connect(self.changed)

    def use(self) -> "Use":
        """Return what was chosen."""
        from b12calc.exchange.incoming.mapping import IGNORE, Use

        return Use(self.holds.code() or IGNORE, self.unit.code() or None if self._is_test() else None)

    def sizeHint(self) -> QSize:
        """Return the width all columns share, room for the longest choice, and the height of what stands in it."""
        return QSize(self._wide, super().sizeHint().height())

    def restyle(self) -> None:
        """Follow the text size."""
        metrics = self.holds.fontMetrics()
        widest = max(metrics.horizontalAdvance(self.holds.itemText(index)) for index in range(self.holds.count()))
        self._wide = widest + look.px(44)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a column is never squeezed."""
        return self.sizeHint()

    def _choose(self, now: "Use | None") -> None:
        from b12calc.exchange.incoming.mapping import IGNORE

        self.holds.put("" if now is None or now.holds == IGNORE else now.holds)
        self._offer_units()
        if now is not None and now.unit:
            self.unit.put(now.unit)

    def _on_picked(self) -> None:
        self._offer_units()
        self.changed.emit()

    def _is_test(self) -> bool:
        from b12calc.analytes import analytes

        return self.holds.code() in analytes()

    def _offer_units(self) -> None:
        offered = units(self.holds.code()) if self._is_test() else []
        self.unit.offer_only(offered)
        self.unit.setVisible(bool(offered))
        self.holds.setToolTip(self.holds.currentText())


class _Asked(Choice):
    """A choice as wide as its column."""

    def __init__(self, name: str, offered: list[tuple[str, str]], empty: str) -> None:
        super().__init__(name, offered, _LETTERS, empty)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole column, not the choice alone."""
        super().focusInEvent(event)
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self.parentWidget() or self, 0, look.px(4))
            area.ensureWidgetVisible(self, 0, look.px(4))


class ColumnCells(QWidget):
    """Paint heading and cells as plain text, each on its line; what is longer than the column is seen by pointing."""

    def __init__(self, heading: str, cells: Sequence[str], headed: bool) -> None:
        super().__init__()
        self._heading, self._lines, self._headed = heading, list(cells), headed
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join((heading, *cells)))

    def sizeHint(self) -> QSize:
        """Return the height of heading and lines."""
        return QSize(look.px(60), self._tall() * (len(self._lines) + 1))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: no line is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines of a table: paper, thin rules, the heading in bold."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        tall, side = self._tall(), look.px(6)
        for place, text in enumerate((self._heading, *self._lines)):
            line = QRect(0, place * tall, self.width(), tall)
            if not place:
                painter.fillRect(line, look.colour("wash"))
            painter.setFont(look.font(1.0, place == 0 and self._headed))
            painter.setPen(look.colour("muted" if place == 0 and not self._headed else "text"))
            room = line.adjusted(side, 0, -side, 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
            painter.setPen(look.colour("edge"))
            painter.drawLine(line.bottomLeft(), line.bottomRight())
        painter.setPen(look.colour("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _tall(self) -> int:
        return max(look.px(22), self.fontMetrics().height() + look.px(4))
