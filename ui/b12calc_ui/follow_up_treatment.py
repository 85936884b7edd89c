"""Treatment as told at a follow-up: route, regimen, days, doses missed, and whether what is left limits daily life."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from b12calc.models.vocabulary import ANSWERS, TREATMENT_ROUTES
from b12calc.models.wording import label
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.field_text import put_texts, text_of
from b12calc_ui.flow import Flow, give_way
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr

State = dict[str, str]
Fault = tuple[str, QWidget]
_DATES = ("started", "last_given")
_MOST_MISSED = 1000


class TreatmentNow(QWidget):
    """Take the treatment running at a visit; nothing is filled in that was not told at this visit."""

    edited = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.fields: dict[str, TextField | Choice] = _fields()
        captions = {
            "route": tr("Treatment now"), "regimen": tr("Regimen"), "started": tr("Started"),
            "last_given": tr("Last given"), "missed_doses": tr("Doses missed"),
            "limits_daily_life": tr("What is left limits daily life"),
        }  # fmt: skip
        flow = Flow(self)
        flow.setContentsMargins(4, 6, 0, 4)
        for name, control in self.fields.items():
            flow.addWidget(Captioned(captions[name], control))
            signal = control.picked if isinstance(control, Choice) else control.textEdited
            signal.connect(lambda *_text, name=name: self._on_edit(name))
            if name in _DATES and isinstance(control, TextField):
                control.editingFinished.connect(lambda name=name: self._tidy(name))

    def fresh(self) -> State:
        """Return the state nobody has written in."""
        return dict.fromkeys(self.fields, "")

    def state(self) -> State:
        """Return what was entered."""
        return {name: text_of(control) for name, control in self.fields.items()}

    def restore(self, state: Any) -> None:
        """Put a state back."""
        put_texts(self.fields, state)
        self._check()

    def show_me(self) -> None:
        """Take the keyboard to the first field."""
        self.fields["route"].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return list(self.fields.values())

    def take_over(self, told: Mapping[str, str]) -> None:
        """Take what was offered and confirmed, as one edit; what stands in other fields stays."""
        self.restore({**self.state(), **told})
        self.edited.emit("")

    def problems(self) -> list[Fault]:
        """Return one sentence for each field that cannot be read, with the field."""
        troubles = ((self._trouble(name), control) for name, control in self.fields.items())
        return [(sentence, control) for sentence, control in troubles if sentence]

    def waiting(self) -> list[Fault]:
        """Return what is entered and not used, because no route was told."""
        state = self.state()
        if state["route"] or not any(state.values()):
            return []
        sentence = tr("Treatment now: choose injections or tablets; until then what stands beside it is not used.")
        return [(sentence, self.fields["route"])]

    def entry(self) -> dict[str, Any] | None:
        """Return the entry for the case, None while no route is told; raise ValueError while a field is unreadable."""
        state = self.state()
        if not state["route"]:
            return None
        days = {name: read_day(state[name]).isoformat() if state[name] else None for name in _DATES}
        missed = int(state["missed_doses"]) if state["missed_doses"] else None
        return {"route": state["route"], "regimen": state["regimen"] or None, **days, "missed_doses": missed,
                "limits_daily_life": state["limits_daily_life"] or None}  # fmt: skip

    def _on_edit(self, field: str) -> None:
        self._check()
        self.edited.emit(field)

    def _check(self) -> None:
        for name, control in self.fields.items():
            control.set_trouble(self._trouble(name))
        if not self.fields["route"].wrong and (waiting := self.waiting()):
            self.fields["route"].set_trouble(waiting[0][0])

    def _trouble(self, name: str) -> str:
        text = text_of(self.fields[name])
        if not text:
            return ""
        if name == "missed_doses":
            fits = text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= _MOST_MISSED
            return "" if fits else tr("Doses missed: write a whole number from 0 to {most}.", most=_MOST_MISSED)
        return self._trouble_of_day(name, text) if name in _DATES else ""

    def _trouble_of_day(self, name: str, text: str) -> str:
        started = name == "started"
        try:
            day = read_day(text)
        except DateTrouble as trouble:
            words = tr("Treatment started: {trouble}", trouble=trouble)
            return words if started else tr("Last given: {trouble}", trouble=trouble)
        if day > self.today():
            sentence = tr("Last given: this date is in the future.")
            return tr("Treatment started: this date is in the future.") if started else sentence
        begun = "" if started else text_of(self.fields["started"])
        try:
            if begun and day < read_day(begun):
                return tr("Last given: this lies before the day the treatment started.")
        except DateTrouble:
            pass
        return ""

    def _tidy(self, name: str) -> None:
        control = self.fields[name]
        text = text_of(control)
        if isinstance(control, TextField) and control.isModified() and text and not self._trouble(name):
            tidy = show_day(read_day(text))
            if tidy != control.text():
                control.setText(tidy)
                self.edited.emit(name)


def treatment_state(treatment: Mapping[str, Any] | None) -> State:
    """Return what stands in the fields for a treatment of a case file."""
    told = treatment or {}
    state = {name: "" if told.get(name) is None else str(told[name]) for name in _fields_in_order()}
    return {**state, **{name: show_day(date.fromisoformat(state[name])) for name in _DATES if state[name]}}


def _fields_in_order() -> tuple[str, ...]:
    return ("route", "regimen", "started", "last_given", "missed_doses", "limits_daily_life")


def _fields() -> dict[str, TextField | Choice]:
    routes = [(code, label("treatment_route", code)) for code in TREATMENT_ROUTES]
    limits = [(code, tr("Yes") if code == "yes" else tr("No")) for code in ANSWERS]
    regimen = TextField(tr("Regimen given"), 24, tr("medicine, dose"))
    regimen.setMaxLength(500)
    give_way(regimen)
    return {
        "route": Choice(tr("B12 treatment now"), routes, 12, tr("not told")),
        "regimen": regimen,
        "started": TextField(tr("B12 treatment started"), 12, tr("date")),
        "last_given": TextField(tr("B12 last given"), 12, tr("date")),
        "missed_doses": TextField(tr("Doses of B12 missed"), 6),
        "limits_daily_life": Choice(tr("What is left limits daily life"), limits, 10, tr("not asked")),
    }
