"""One line of a clinic profile: what it is, and Yes, No or not known."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from b12calc.models.wording import resource
from b12calc_ui.answer_button import AnswerButton, Owner
from b12calc_ui.flat import align_leading
from b12calc_ui.parts import Told
from b12calc_ui.texts import tr


class ResourceRow(Owner):
    """Take one answer with Y, N and Delete, or by the two buttons."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.answer, self.changed = "", Told()
        # A figure stays with its unit.
        self.words = QLabel(re.sub(r"(?<=[0-9]) ", "\u00a0", resource(code)))
        self.words.setWordWrap(True)
        align_leading(self.words)
        self.yes, self.no = AnswerButton("yes", self), AnswerButton("no", self)
        for button in (self.yes, self.no):
            button.setAccessibleName(tr("{what}: {answer}", what=resource(code), answer=button.text()))
            # In a dialog the Return key belongs to Keep.
            button.setAutoDefault(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.words, 1)
        line.addWidget(self.yes)
        line.addWidget(self.no)

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
