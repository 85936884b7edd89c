"""What is asked beside a yes: since when, how bad, which way it goes; or since when, dose and a note."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from b12calc.models import vocabulary as words
from b12calc.models.wording import label
from b12calc_ui.controls import Choice, FlatButton, TextField
from b12calc_ui.flow import Flow
from b12calc_ui.text_dates import DateTrouble, read_since, show_since
from b12calc_ui.texts import tr

SYMPTOM_FIELDS = ("since", "severity", "course", "note")
ONSET_FIELDS = ("since", "note")
HISTORY_FIELDS = ("since", "daily_dose", "note")
FIRST_COURSES = ("improving", "stable", "worsening")
_LIMIT = 500
# How many fields stand on one line, and the width of a note in characters by how many fields there are.
_BESIDE, _NOTE = 3, {2: 24, 3: 13, 4: 36}


class QuestionDetails(QWidget):
    """Take the details of one answered question; fields not shown keep what a file brought.

    Where a note would not fit beside the other fields, a plus sign stands for it until it is asked for or written.
    """

    edited = Signal(str)
    grown = Signal()

    def __init__(self, question: str, fields: tuple[str, ...]) -> None:
        super().__init__()
        self._carried: dict[str, str] = {}
        self.fields: dict[str, TextField | Choice] = {}
        row = Flow(self, across=4)
        row.setContentsMargins(0, 0, 0, 0)
        for field in fields:
            control = _control(field, question, len(fields))
            self.fields[field] = control
            signal = control.picked if isinstance(control, Choice) else control.textEdited
            signal.connect(lambda *_text, field=field: self._on_edit(field))
            row.addWidget(control)
        since = self.fields["since"]
        if isinstance(since, TextField):
            since.editingFinished.connect(self._tidy_since)
        self.more = _more(question, self._ask_note) if len(fields) > _BESIDE else None
        if self.more is not None:
            row.addWidget(self.more)
            self._show_note(False)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [*self.fields.values(), *([] if self.more is None else [self.more])]

    def state(self) -> dict[str, str]:
        """Return what was entered, field by field, empty ones left out."""
        entered = {name: _text(control) for name, control in self.fields.items()}
        return {**self._carried, **{name: text for name, text in entered.items() if text}}

    def restore(self, state: dict[str, str]) -> None:
        """Put a state back."""
        self._carried = {name: text for name, text in state.items() if name not in self.fields}
        for name, control in self.fields.items():
            text = state.get(name, "")
            if isinstance(control, Choice):
                control.put(text)
            else:
                control.setText(text)
        self._show_note(bool(state.get("note")))
        self._check()

    def problem(self) -> str:
        """Return one sentence when the date cannot be read, else an empty text."""
        return since_problem(_text(self.fields["since"]))

    def _show_note(self, shown: bool) -> None:
        if self.more is not None:
            self.fields["note"].setVisible(shown)
            self.more.setVisible(not shown)

    def _ask_note(self) -> None:
        """Show the field for a note where the plus sign stood, and take the keyboard there."""
        self._show_note(True)
        self.grown.emit()
        self.fields["note"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit(self, field: str) -> None:
        self._check()
        self.edited.emit(field)

    def _check(self) -> None:
        self.fields["since"].set_trouble(self.problem())

    def _tidy_since(self) -> None:
        """Write a date that was read the way the program prints it."""
        since = self.fields["since"]
        text = _text(since)
        if text and isinstance(since, TextField) and since.isModified() and not since_problem(text):
            tidy = show_since(read_since(text))
            if tidy != text:
                since.setText(tidy)
                self.edited.emit("since")


def since_problem(text: str) -> str:
    """Return one sentence when a since text cannot be read, else an empty text."""
    try:
        if text:
            read_since(text)
    except DateTrouble as trouble:
        return str(trouble)
    return ""


def _text(control: TextField | Choice) -> str:
    return control.code() if isinstance(control, Choice) else control.text().strip()


def _more(question: str, ask: Callable[[], None]) -> FlatButton:
    button = FlatButton("+", tr("Add a note: {question}", question=question), framed=False)
    button.setToolTip(tr("Add a note"))
    button.clicked.connect(ask)
    return button


def _control(field: str, question: str, beside: int) -> TextField | Choice:
    if field == "severity":
        entries = [(code, label("severity", code)) for code in words.SEVERITIES]
        return Choice(tr("How severe: {question}", question=question), entries, 8, tr("how bad"))
    if field == "course":
        entries = [(code, label("course", code)) for code in FIRST_COURSES]
        return Choice(tr("Course: {question}", question=question), entries, 10, tr("course"))
    names = {
        "since": (tr("Since when: {question}", question=question), 10, tr("since")),
        "daily_dose": (tr("Daily dose: {question}", question=question), 10, tr("dose a day")),
        "note": (tr("Note: {question}", question=question), _NOTE[beside], tr("note")),
    }
    name, characters, hint = names[field]
    control = TextField(name, characters, hint)
    control.setMaxLength(_LIMIT)
    return control
