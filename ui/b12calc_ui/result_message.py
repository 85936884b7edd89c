"""The line under a result: what was understood, or what is asked before the value is used."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from b12calc_ui.controls import FlatButton, Words, control_height
from b12calc_ui.result_entry import Reading
from b12calc_ui.texts import tr


class ResultMessage(QWidget):
    """Echo a value, or ask which number is meant or whether an unusual one is right."""

    def __init__(
        self, reading: Reading, choose: Callable[[str, str], None], confirm: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        # One height for every kind of message: the rows below stand still while a value is typed.
        self.setMinimumHeight(control_height())
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(8)
        mark = "" if not reading.sentence else "▲ " if reading.standing == "wrong" else "? "
        words = Words(mark + " ".join(filter(None, (reading.sentence, reading.echo))), 0.9, muted=not mark)
        words.setWordWrap(True)
        line.addWidget(words, 1)
        for text in reading.readings:
            button = FlatButton(text, tr("I mean {number}", number=text))
            button.clicked.connect(lambda _on=False, text=text: choose(reading.where, text))
            line.addWidget(button)
        if reading.confirm:
            button = FlatButton(tr("Confirm {value}", value=reading.confirm))
            button.clicked.connect(lambda: confirm(reading.confirm))
            line.addWidget(button)
