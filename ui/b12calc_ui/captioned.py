"""A field under its caption, as on a printed form."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.controls import Words


class Captioned(QWidget):
    """Show a small caption above one control."""

    def __init__(self, caption: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        words = Words(caption, 0.85, muted=True)
        words.setBuddy(control)
        column.addWidget(words)
        column.addWidget(control)
