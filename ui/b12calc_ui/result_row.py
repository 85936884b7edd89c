"""One result: value, unit, date collected and the laboratory's range, with what was understood below."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from b12calc.analytes import analytes
from b12calc_ui.controls import Choice, TextField, Words
from b12calc_ui.field_text import put_text, text_of
from b12calc_ui.parts import Told
from b12calc_ui.result_fields import Field, FieldLines, make_fields, make_words, way
from b12calc_ui.result_foot import Answers, Foot
from b12calc_ui.result_tidy import tidy_day, tidy_unit
from b12calc_ui.row_menu import RowDeed, RowSign
from b12calc_ui.row_state import Reading, RowState
from b12calc_ui.texts import tr
from b12calc_ui.unit_offer import UnitOffer
from b12calc_ui.value_box import ValueBox

if TYPE_CHECKING:
    from b12calc_ui.result_message import ResultMessage, UnitQuestion


class ResultRow(QWidget):
    """Take one result of one analyte."""

    edited = Signal(str)

    def __init__(self, code: str, fixed: bool) -> None:
        super().__init__()
        self.analyte, self.fixed = analytes()[code], fixed
        self.setAccessibleName(self.analyte.name)
        self.reading, self._confirmed, self._checked, self._other, self._counts = Reading("empty"), "", "", "", ""
        self.again, self.remove, self.same_date, self.date_for_all, self.stepped = (Told() for _ in range(5))
        self._state: RowState | None = None
        self._read: tuple[date, RowState] | None = None
        self._carried: tuple[tuple[str, str], ...] = ()
        self.fields: dict[str, Field] = make_fields(self.analyte)
        self.words: dict[str, QCheckBox] = {}
        answers = Answers(self._choose, self._confirm, self._settle)
        self._foot = Foot(self, self.analyte.name, self.fields["value"], answers, lambda: self.edited.emit("comment"))
        self._offer = UnitOffer(self, self.fields["value"], self.fields["unit"])
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
        """Return what stands in the row; it is gathered once after each edit, for one key asks for all rows twice."""
        if self._state is None:
            self._state = self._gathered()
        return self._state

    def touch(self) -> None:
        """Look at the fields anew when next asked: something was written in one of them."""
        self._state = None

    def _gathered(self) -> RowState:
        texts = {name: text_of(control) for name, control in self.fields.items()}
        words = tuple(code for code, box in self.words.items() if box.isChecked())
        return RowState(self.analyte.code, words=words, carried=self._carried, confirmed=self._confirmed,
                        checked=self._checked, comment=self._foot.text(), **texts)  # fmt: skip

    def restore(self, state: RowState) -> None:
        """Put a state back."""
        self.touch()
        self._confirmed, self._checked, self._carried = state.confirmed, state.checked, state.carried
        for name, control in self.fields.items():
            put_text(control, getattr(state, name))
        for code, box in self.words.items():
            box.setChecked(code in state.words)
        self._foot.put_comment(state.comment)
        self._offer.forget()

    def show_me(self) -> None:
        """Take the keyboard to the value."""
        self.fields["value"].setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, today: date) -> Reading:
        """Read the row and say below it what was understood; a row that stands as it was read needs no reading."""
        state = self.state()
        if self._read is not None and self._read[0] == today and self._read[1] is state:
            return self.reading
        # Here, since rows are painted before anything is read.
        from b12calc_ui.result_entry import read_row

        self._read, reading = (today, state), read_row(state, today)
        if reading != self.reading:
            self.reading, self._other = reading, ""
            self._show()
        return reading

    def ask_unit(self, other: str) -> None:
        """Ask whether the figure is in another unit after all; an empty text asks nothing."""
        if other != self._other:
            self._other = other
            self._show()

    def say_counts(self, words: str) -> None:
        """Say below whether this result counts beside others of its analyte; an empty text says nothing."""
        if words != self._counts:
            self._counts = words
            self._show()

    def offer_unit(self, unit: str, laboratory: str) -> None:
        """Offer the unit a laboratory prints while the row is empty; an empty text offers none."""
        if self._offer.take(unit, laboratory):
            self._show()

    @property
    def below(self) -> "ResultMessage | UnitQuestion | None":
        """Return the line below the fields, None where nothing is said."""
        return self._foot.below

    @property
    def comment(self) -> TextField | None:
        """Return the field of the comment, None where there is none."""
        return None if self._foot.comment is None else self._foot.comment.field

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [*self.fields.values(), self.end, *self.words.values(), *self._foot.stops()]

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
        self.end = self._end_sign()
        self._fields = FieldLines(self.fields, self.end)
        self._line.addLayout(self._fields)

    def set_narrow(self, narrow: bool, folds: int = 0) -> None:
        """Put the name above its fields where there is no room beside them, and fold the fields."""
        self._fields.fold(folds)
        self._line.setDirection(way(narrow))
        if self._foot.below is not None or self._foot.comment is not None:
            QTimer.singleShot(0, self, self._foot.indent)

    def _end_sign(self) -> RowSign:
        remove = tr("&Empty this row") if self.fixed else tr("&Remove this row")
        deeds = (
            RowDeed(tr("&Another date"), (Qt.Key.Key_Plus,), lambda: self.again.emit(self)),
            RowDeed(tr("&Comment…"), (), self._foot.ask_comment),
            RowDeed(remove, (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), lambda: self.remove.emit(self)),
        )
        return RowSign(self.analyte.name, deeds)

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
        self.touch()
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
        """Take the unit typed behind the figure; where there is none, the unit the laboratory prints."""
        value, unit = self.fields["value"], self.fields["unit"]
        if tidy_unit(self.analyte.code, value, unit) or self._offer.fill():
            self.edited.emit("value")

    def _tidy_date(self) -> None:
        """Write a date that was read the way the program prints it."""
        if tidy_day(self.fields["collected"]):
            self.edited.emit("collected")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines below under their value."""
        super().resizeEvent(event)
        self._foot.indent()

    def _show(self) -> None:
        reading = self.reading
        for name, control in self.fields.items():
            control.set_trouble(reading.sentence if reading.where == name else "")
        self._offer.describe(reading.where != "unit")
        printed = self._offer.remark() if reading.standing == "ready" else ""
        self._foot.say(reading, self._other, " · ".join(filter(None, (printed, self._counts))))

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
        old = text_of(field)
        sign = "" if isinstance(field, TextField) else old[: len(old) - len(old.lstrip("<>=≤≥~ "))]
        put_text(field, sign + text)
        self.edited.emit("")
        self.show_me()

    def _confirm(self, text: str) -> None:
        self._confirmed = text
        self.edited.emit("")
        self.show_me()
