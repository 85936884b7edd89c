"""The value of a result: a figure, with comparator and unit if typed so, or one of the words a laboratory reports."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from b12calc_ui.controls import TextField, control_height
from b12calc_ui.flat import paint_chevron, paint_frame
from b12calc_ui.theme import look


class ValueBox(QComboBox):
    """Take a typed figure, or a word from the list under the arrow."""

    typed = Signal()
    moved = Signal(int)

    def __init__(self, name: str, words: Sequence[str], hint: str) -> None:
        super().__init__()
        self.wrong = False
        self.field = TextField(name, 10, hint, framed=False)
        # This alone makes it editable; setEditable would first make a field of its own and throw it away.
        self.setLineEdit(self.field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self._words = list(words)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field.textEdited.connect(lambda _text: self.typed.emit())
        self.field.moved.connect(self.moved)
        self.activated.connect(lambda _index: self.typed.emit())

    def text(self) -> str:
        """Return what stands in the field."""
        return self.field.text().strip()

    def put(self, text: str) -> None:
        """Put a text in the field; an empty one empties the list too, which is filled when it opens."""
        if not text and self.count():
            self.clear()
        if text != self.field.text():
            self.setCurrentIndex(-1)
            self.setEditText(text)

    def set_trouble(self, sentence: str) -> None:
        """Mark the value as wrong with one sentence, or as right with an empty one."""
        self.wrong = bool(sentence)
        for widget in (self, self.field):
            widget.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        self.update()

    def showPopup(self) -> None:
        """Open the list."""
        self.fill()
        super().showPopup()

    def fill(self) -> None:
        """Put the words in the list when it is opened first: most lists never are."""
        if not self.count():
            text = self.field.text()
            self.addItems(self._words)
            self.setCurrentIndex(-1)
            self.setEditText(text)

    def sizeHint(self) -> QSize:
        """Return room for a long figure and the arrow."""
        return QSize(self.fontMetrics().averageCharWidth() * 9 + look.px(28), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a figure is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the arrow at any text size; the style alone would paint the field over it."""
        super().resizeEvent(event)
        arrow = look.px(18) if self.isRightToLeft() else 2
        self.field.setGeometry(arrow, 2, self.width() - look.px(20), self.height() - 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; the wheel never changes a value."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between rows with the arrows; Alt+Down opens the words."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the frame when the keyboard comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint the frame when the keyboard goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame and chevron; the field inside paints its own text."""
        painter = QPainter(self)
        focus = self.hasFocus() or self.field.hasFocus()
        paint_frame(self, painter, focus, self.wrong, look.colour("field"))
        paint_chevron(self, painter)
