"""Days of the week to tick, in one line that wraps."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from b12calc.models.vocabulary import WEEKDAYS
from b12calc.models.wording import label
from b12calc_ui.controls import FlatButton, LongWords
from b12calc_ui.flow import Flow


class WeekdayLine(QWidget):
    """Show seven buttons after some words; a tick and a frame say which are chosen. ``name`` says a day to the ear."""

    edited = Signal()

    def __init__(self, words: str, name: Callable[[str], str] = str) -> None:
        super().__init__()
        self.buttons = {day: FlatButton(label("weekday", day)[:2], name(label("weekday", day))) for day in WEEKDAYS}
        line = Flow(self, across=4)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(LongWords(words))
        for day, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.toggled.connect(partial(self._mark, day))
            line.addWidget(button)

    def days(self) -> frozenset[int]:
        """Return the ticked days, Monday as 0."""
        return frozenset(number for number, button in enumerate(self.buttons.values()) if button.isChecked())

    def put(self, days: Iterable[int]) -> None:
        """Tick these days and no others."""
        wanted = frozenset(days)
        for number, button in enumerate(self.buttons.values()):
            button.setChecked(number in wanted)

    def _mark(self, day: str, on: bool) -> None:
        short = label("weekday", day)[:2]
        self.buttons[day].setText(f"✓ {short}" if on else short)
        self.buttons[day].updateGeometry()
        self.edited.emit()
