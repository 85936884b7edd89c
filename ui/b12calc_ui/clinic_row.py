"""One line of a clinic profile: what it is, and Yes, No or not known."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from b12calc.models.wording import resource
from b12calc_ui.answer_button import AnswerButton
from b12calc_ui.flat import align_leading
from b12calc_ui.parts import Told
from b12calc_ui.texts import tr


class ResourceRow(QWidget):
    """Take one answer with Y, N and Delete, or by the two buttons."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.answer, self.changed = "", Told()
        # A figure stays with its unit.
        self.words = QLabel(re.sub(r"(?<=[0-9]) ", "\u00a0", resource(code)))
        self.words.setWordWrap(True)
        align_leading(self.words)
        self.yes, self.no = AnswerButton("yes", self, self), AnswerButton("no", self, self)
        for button in (self.yes, self.no):
            button.setAccessibleName(tr("{what}: {answer}", what=resource(code), answer=button.text()))
            # In a dialog the Return key belongs to Keep.
            button.setAutoDefault(False)
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._buttons = both = QHBoxLayout()
        both.addWidget(self.yes)
        both.addWidget(self.no)
        both.addStretch(0)
        line.addWidget(self.words, 1)
        line.addLayout(both)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, or of the buttons, which go below the words there."""
        widest = max(self.words.minimumSizeHint().width(), self._buttons.minimumSize().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside."""
        super().resizeEvent(event)
        beside = self.words.minimumSizeHint().width() + self._buttons.minimumSize().width() + 4
        down = self.width() < beside
        way = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        if way != self._line.direction():
            self._line.setDirection(way)

    def put(self, answer: str) -> None:
        """Show an answer without telling anybody."""
        self.answer = answer
        self.yes.setChecked(answer == "yes")
        self.no.setChecked(answer == "no")

    def toggle(self, answer: str) -> None:
        """Give an answer, or take it back when it was given."""
        self.put("" if self.answer == answer else answer)
        self.changed.emit()

    def on_key(self, event: QKeyEvent) -> None:
        """Answer by key; the arrows lead from Yes to No and back."""
        answers = {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no", Qt.Key.Key_Delete: "", Qt.Key.Key_Backspace: ""}
        sides = {Qt.Key.Key_Right: self.no, Qt.Key.Key_Left: self.yes}
        key = Qt.Key(event.key())
        if key in answers and not event.modifiers():
            self.put(answers[key])
            self.changed.emit()
        elif key in sides:
            sides[key].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()
            return
        event.accept()
