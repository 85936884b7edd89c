"""Whether vitamin B12 was taken before the sample: this decides whether a level can be read at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from b12calc.models.vocabulary import B12_BEFORE
from b12calc.models.wording import label
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.flow import Flow
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr


class BeforeTest(QWidget):
    """Take kind, dose and last date of B12 taken before the test."""

    edited = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        kinds = [(code, label("b12_before", code)) for code in B12_BEFORE]
        self.kind = Choice(tr("B12 before the test"), kinds, 24, tr("not asked"))
        self.dose = TextField(tr("Dose of B12 in micrograms"), 12)
        self.dose.setMaxLength(20)
        self.last = TextField(tr("B12 last taken"), 12, tr("date"))
        flow = Flow(self)
        flow.setContentsMargins(4, 8, 0, 4)
        for caption, control in (
            (tr("B12 before the test"), self.kind),
            (tr("Dose in micrograms"), self.dose),
            (tr("Last taken"), self.last),
        ):
            flow.addWidget(Captioned(caption, control))
        self.kind.picked.connect(lambda: self._on_edit("kind"))
        self.dose.textEdited.connect(lambda _text: self._on_edit("dose"))
        self.last.textEdited.connect(lambda _text: self._on_edit("last"))
        self.last.editingFinished.connect(self._tidy)
        self._check()

    def fresh(self) -> tuple[str, str, str]:
        """Return the state nobody has written in."""
        return "", "", ""

    def state(self) -> tuple[str, str, str]:
        """Return what was entered."""
        return self.kind.code(), self.dose.text().strip(), self.last.text().strip()

    def restore(self, state: Any) -> None:
        """Put a state back."""
        kind, dose, last = state
        self.kind.put(kind)
        self.dose.setText(dose)
        self.last.setText(last)
        self._check()

    def show_me(self) -> None:
        """Take the keyboard to the kind."""
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.kind, self.dose, self.last]

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return what cannot be read, with its field."""
        sentence = self._trouble()
        return [(sentence, self.last)] if sentence else []

    def entry(self) -> dict[str, Any] | None:
        """Return the entry for the case, or None when the question was not asked."""
        kind, dose, last = self.state()
        if not kind:
            return None
        taken = kind in ("oral", "injection", "some", "unknown")
        day = read_day(last).isoformat() if last and taken else None
        return {"kind": kind, "dose_micrograms": (dose or None) if taken else None, "last_taken": day}

    def _on_edit(self, field: str) -> None:
        self._check()
        self.edited.emit(field)

    def _check(self) -> None:
        taken = self.kind.code() not in ("", "none")
        self.dose.setEnabled(taken)
        self.last.setEnabled(taken)
        self.last.set_trouble(self._trouble())

    def _trouble(self) -> str:
        text = self.last.text().strip()
        if not text or self.kind.code() in ("", "none"):
            return ""
        try:
            if read_day(text) > self.today():
                return tr("Last taken: this date is in the future.")
        except DateTrouble as trouble:
            return tr("Last taken: {trouble}", trouble=trouble)
        return ""

    def _tidy(self) -> None:
        text = self.last.text().strip()
        if text and self.last.isModified() and not self._trouble() and self.last.isEnabled():
            tidy = show_day(read_day(text))
            if tidy != self.last.text():
                self.last.setText(tidy)
                self.edited.emit("last")
