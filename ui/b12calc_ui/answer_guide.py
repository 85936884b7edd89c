"""How to begin, in the place of an answer: a label, since a text view is slow to load and nothing else is needed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class Guide(QLabel):
    """Say in four steps how to begin."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("How to begin"))
        self.setWordWrap(True)
        self.setContentsMargins(4, 4, 4, 6)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def restyle(self) -> None:
        """Follow the theme."""
        steps = (
            tr("Enter the results you have, each with its unit and the date it was collected."),
            tr("Answer what you asked: Y for yes, N for no, the arrow keys to move on. What was not asked stays open."),
            tr("Red flags first when there is little time: Ctrl+2 leads to the symptoms, F6 to the answer and back."),
            tr("Save the record as PDF or copy the note. Nothing stays unless you save it."),
        )
        lines = "".join(f"<li style='margin:0 0 6px 0'>{step}</li>" for step in steps)
        self.setText(f"<ol style='color:{look.theme.muted};margin:0 0 0 0;-qt-list-indent:1'>{lines}</ol>")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the ring while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
