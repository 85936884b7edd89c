"""The most urgent line, always in sight: a word, a shape and a colour that say the same."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.controls import Words
from b12calc_ui.flat import paint_edge
from b12calc_ui.settled import Settled
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_LEFT, _TOP, _RIGHT, _BETWEEN = 16, 8, 12, 10
_OCTAGON = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))
_SHAPES = {
    "emergency": _OCTAGON,
    "urgent": ((0.5, 0.03), (1, 0.95), (0, 0.95)),
    "soon": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
}


class UrgencyShape(QWidget):
    """Paint the shape of one urgency: octagon, triangle, diamond, ring."""

    def __init__(self) -> None:
        super().__init__()
        self.level = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(look.px(24), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        if not self.level:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, side = look.colour(self.level), self.width() - 4.0
        if self.level not in _SHAPES:
            painter.setPen(QPen(colour, look.px(3)))
            edge = look.px(3)
            painter.drawEllipse(QRectF(2 + edge, 2 + edge, side - 2 * edge, side - 2 * edge))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(2 + x * side, 2 + y * side) for x, y in _SHAPES[self.level]]))
        if self.level != "soon":
            painter.setPen(look.colour("paper"))
            painter.setFont(look.font(1.0, bold=True))
            painter.drawText(self.rect().adjusted(0, look.px(3), 0, 0), int(Qt.AlignmentFlag.AlignCenter), "!")


class UrgentLine(Settled):
    """Show urgency in words with the line that matters most."""

    def __init__(self) -> None:
        super().__init__()
        self.shape, self.word, self.line = UrgencyShape(), Words(scale=1.0, bold=True), Words(scale=1.12, bold=True)
        for piece in (self.shape, self.word, self.line):
            piece.setParent(self)
        self.shape.hide()
        for words in (self.word, self.line):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, level: str, word: str, line: str) -> None:
        """Show a level with its word and line; an empty level is a quiet line without shape."""
        same = (self.shape.level, self.word.text(), self.line.text()) == (level, word, line)
        if same:
            return
        if level != self.shape.level:
            self.shape.level = level
            self.shape.setVisible(bool(level))
            self._colour()
        self.word.setText(word)
        self.word.setVisible(bool(word))
        self.line.setText(line)
        self.settle()
        self.setAccessibleName(tr("{word}. {line}", word=word, line=line) if word else line)
        self.update()
        if self.isVisible():
            announce(self, self.accessibleName())

    def place(self) -> None:
        """Put the shape beside the words, and the line below its word."""
        room, high = self._room(self.width()), self.height() - 2 * _TOP
        above = self.word.heightForWidth(room) if self.word.text() else 0
        side = self.shape.sizeHint()
        self.put(self.shape, _LEFT, _TOP, side.width(), side.height())
        self.put(self.word, self.width() - _RIGHT - room, _TOP, room, above)
        self.put(self.line, self.width() - _RIGHT - room, _TOP + above, room, high - above)

    def _room(self, width: int) -> int:
        """Return how wide the words may be."""
        return width - _LEFT - _RIGHT - (self.shape.sizeHint().width() + _BETWEEN if self.shape.level else 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all words at this width."""
        room = self._room(width)
        words = sum(one.heightForWidth(room) for one in (self.word, self.line) if one.text())
        return max(words, self.shape.sizeHint().height() if self.shape.level else 0) + 2 * _TOP

    def sizeHint(self) -> QSize:
        """Return next to no width: the words wrap."""
        return QSize(look.px(120), self.heightForWidth(max(self.width(), look.px(120))))

    def minimumSizeHint(self) -> QSize:
        """Return next to no width, and the height of two short lines whatever is said."""
        return QSize(look.px(120), look.px(40) + 2 * _TOP)

    def restyle(self) -> None:
        """Follow the theme."""
        self._colour()

    def _colour(self) -> None:
        palette = QApplication.palette()
        palette.setColor(palette.ColorRole.WindowText, look.colour(self.shape.level or "text"))
        self.word.setPalette(palette)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper, the colour bar and the rule below."""
        painter = QPainter(self)
        # Drawn, not filled: the first fillRect makes PySide load all there is about gradients.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("paper"))
        painter.drawRect(self.rect())
        if self.shape.level:
            paint_edge(self, painter, 6, self.shape.level)
        painter.setBrush(look.colour("line"))
        painter.drawRect(0, self.height() - 1, self.width(), 1)
