"""One result: value, unit, date collected and the laboratory's range, with what was understood below."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from b12calc.analytes import analytes
from b12calc_ui.controls import Choice, FlatButton, TextField, Words, chain
from b12calc_ui.result_entry import Reading, RowState, read_row, split_unit
from b12calc_ui.result_fields import Field, FieldLines, make_fields, make_words, way
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr
from b12calc_ui.value_box import ValueBox

if TYPE_CHECKING:
    from b12calc_ui.result_message import Below


class ResultRow(QWidget):
    """Take one result of one analyte."""

    edited = Signal(str)
    again = Signal(object)
    remove = Signal(object)
    same_date = Signal(object)
    date_for_all = Signal(object)
    stepped = Signal(object, str, int)

    def __init__(self, code: str, fixed: bool) -> None:
        super().__init__()
        self.analyte, self.fixed = analytes()[code], fixed
        self.setAccessibleName(self.analyte.name)
        self.reading, self._confirmed, self._checked, self._other = Reading("empty"), "", "", ""
        self._carried: tuple[tuple[str, str], ...] = ()
        self.fields: dict[str, Field] = make_fields(self.analyte)
        self.words: dict[str, QCheckBox] = {}
        self.below: Below | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fill_line()
        column.addLayout(self._line)
        if self.analyte.film_words:
            self.words, line = make_words(self.analyte, lambda: self.edited.emit(""))
            column.addLayout(line)
        self._watch()

    def state(self) -> RowState:
        """Return what stands in the row."""
        texts = {name: _text(control) for name, control in self.fields.items()}
        words = tuple(code for code, box in self.words.items() if box.isChecked())
        return RowState(self.analyte.code, words=words, carried=self._carried, confirmed=self._confirmed,
                        checked=self._checked, **texts)  # fmt: skip

    def restore(self, state: RowState) -> None:
        """Put a state back."""
        self._confirmed, self._checked, self._carried = state.confirmed, state.checked, state.carried
        for name, control in self.fields.items():
            text = getattr(state, name)
            if isinstance(control, TextField):
                control.setText(text)
            else:
                control.put(text)
        for code, box in self.words.items():
            box.setChecked(code in state.words)

    def show_me(self) -> None:
        """Take the keyboard to the value."""
        self.fields["value"].setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, today: date) -> Reading:
        """Read the row and say below it what was understood."""
        reading = read_row(self.state(), today)
        if reading != self.reading or reading.echo != self.reading.echo:
            self.reading, self._other = reading, ""
            self._show(reading)
        return reading

    def ask_unit(self, other: str) -> None:
        """Ask whether the figure is in another unit after all; an empty text asks nothing."""
        if other != self._other:
            self._other = other
            self._show(self.reading)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [*self.fields.values(), self.end, *self.words.values()]

    def title(self) -> str:
        """Return how this row is called in a sentence."""
        return self.analyte.short

    def _fill_line(self) -> None:
        self._line.setContentsMargins(4, 0, 0, 0)
        self._line.setSpacing(2)
        name = Words(self.analyte.short)
        name.setToolTip(self.analyte.name)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line.addWidget(name, 1)
        self.end = self._end_button()
        self._fields = FieldLines(self.fields, self.end)
        self._line.addLayout(self._fields)

    def set_narrow(self, narrow: bool, folds: int = 0) -> None:
        """Put the name above its fields where there is no room beside them, and fold the fields."""
        self._fields.fold(folds)
        self._line.setDirection(way(narrow))
        if self.below is not None:
            QTimer.singleShot(0, self, self._indent)

    def _end_button(self) -> FlatButton:
        if self.fixed:
            button = FlatButton("+", tr("{name}: add a result of another date", name=self.analyte.name), framed=False)
            button.clicked.connect(lambda: self.again.emit(self))
        else:
            button = FlatButton("×", tr("{name}: remove this row", name=self.analyte.name), framed=False)
            button.clicked.connect(lambda: self.remove.emit(self))
        button.setToolTip(button.accessibleName())
        return button

    def _watch(self) -> None:
        for name, control in self.fields.items():
            if isinstance(control, ValueBox):
                control.typed.connect(lambda name=name: self.edited.emit(name))
                control.field.editingFinished.connect(self._tidy_value)
                control.moved.connect(lambda step: self.stepped.emit(self, "value", step))
            elif isinstance(control, TextField):
                control.textEdited.connect(lambda text, name=name: self._on_text(name, text))
                control.moved.connect(lambda step, name=name: self.stepped.emit(self, name, step))
            else:
                control.picked.connect(lambda name=name: self.edited.emit(name))
        collected = self.fields["collected"]
        if isinstance(collected, TextField):
            collected.editingFinished.connect(self._tidy_date)

    def put_date(self, text: str) -> None:
        """Take a date from another row, as one edit."""
        self.fill_date(text)
        self.edited.emit("collected")

    def fill_date(self, text: str) -> None:
        """Write a date; whoever asks for it records the edit."""
        field = self.fields["collected"]
        if isinstance(field, TextField):
            field.setText(text)

    def _on_text(self, name: str, text: str) -> None:
        """Take an edit; in the date field "=" takes the date of the row above, and "*" gives this one to the others."""
        field = self.fields[name]
        spread = name == "collected" and text.endswith("*")
        if spread and isinstance(field, TextField):
            field.setText(text.rstrip("* "))
            field.setModified(True)
        self.edited.emit(name)
        if spread:
            self._tidy_date()
            self.date_for_all.emit(self)
        if name == "collected" and text.strip() == "=":
            self.same_date.emit(self)

    def _tidy_value(self) -> None:
        """Move a unit typed behind the figure into the unit field."""
        value, unit = self.fields["value"], self.fields["unit"]
        # Only what a hand typed: what undo put back stays as it is, and costs nobody the way forward.
        if not isinstance(value, ValueBox) or not isinstance(unit, Choice) or not value.field.isModified():
            return
        split = split_unit(self.analyte.code, _text(value))
        if split is not None:
            value.put(split[0])
            unit.put(split[1])
            self.edited.emit("value")

    def _tidy_date(self) -> None:
        """Write a date that was read the way the program prints it."""
        field = self.fields["collected"]
        try:
            tidy = show_day(read_day(_text(field)))
        except DateTrouble:
            return
        if isinstance(field, TextField) and field.isModified() and tidy != field.text():
            field.setText(tidy)
            self.edited.emit("collected")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line below under its value."""
        super().resizeEvent(event)
        self._indent()

    def _indent(self) -> None:
        layout = self.below.layout() if self.below is not None else None
        if self.below is not None and layout is not None:
            value = self.fields["value"]
            room = value.geometry().right() if self.isRightToLeft() else self.width() - value.x()
            near, top = (16, 2) if self.below.long else (self.width() - room + 4 if room > 280 else 16, 0)
            layout.setContentsMargins(*((0, top, near, 0) if self.isRightToLeft() else (near, top, 0, 0)))

    def _show(self, reading: Reading) -> None:
        for name, control in self.fields.items():
            control.set_trouble(reading.sentence if reading.where == name else "")
        if self.below is not None:
            self.below.go()
            self.below = None
        if reading.sentence or reading.echo:
            self.below = self._message(reading)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.below)
            chain(self.end, *self.below.findChildren(FlatButton))
            self._indent()

    def _message(self, reading: Reading) -> "Below":
        from b12calc_ui.result_message import ResultMessage, UnitQuestion

        if self._other:
            return UnitQuestion(reading, self._other, self._settle, self)
        return ResultMessage(reading, self._choose, self._confirm, self)

    def _settle(self, unit: str) -> None:
        """Take the unit the report is said to print, as one edit, and go on to the date."""
        entry = self.reading.entry or {}
        field = self.fields["unit"]
        if isinstance(field, Choice):
            field.put(unit)
        self._checked = " ".join(filter(None, (entry["comparator"], entry["value"], unit)))
        self.edited.emit("")
        self.fields["collected"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, where: str, text: str) -> None:
        field = self.fields[where]
        old = _text(field)
        sign = old[: len(old) - len(old.lstrip("<>=≤≥~ "))]
        if isinstance(field, TextField):
            field.setText(text)
        else:
            field.put(sign + text)
        self.edited.emit("")
        self.show_me()

    def _confirm(self, text: str) -> None:
        self._confirmed = text
        self.edited.emit("")
        self.show_me()


def _text(control: Field) -> str:
    return control.code() if isinstance(control, Choice) else control.text().strip()
