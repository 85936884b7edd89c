"""Who the patient is, as far as it is needed: every field may stay empty."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from b12calc.models import vocabulary as words
from b12calc.models.wording import label
from b12calc_ui.announce import announce
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.field_text import put_texts, text_of
from b12calc_ui.flow import Flow
from b12calc_ui.number_doubt import number_doubt
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr
from b12calc_ui.words import Words

_DATES = ("age", "visit")
_CHECKED = (*_DATES, "altitude")
_HIGHEST = 4999  # metres; the published table of adjustments ends there


class IdentityStrip(QWidget):
    """Take name, age, sex, pregnancy, number and the date of the visit, and name laboratory and guideline."""

    edited = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.fields: dict[str, TextField | Choice] = _fields()
        # Preferences of the user, not part of the patient: neither undone nor cleared nor kept with a case.
        self.limits = Choice(tr("Limits of"), [], 14, tr("Guideline limits"))
        self.pack = Choice(tr("Guideline"), [(code, label("pack", code)) for code in words.PACKS], 15, None)
        self.doubt: Words | None = None
        flow = Flow(self)
        flow.setContentsMargins(8, 4, 8, 6)
        captions = {
            "name": tr("Name (optional)"), "age": tr("Age or date of birth"), "sex": tr("Sex"),
            "pregnancy": tr("Pregnancy"), "trimester": tr("Trimester"), "identifier": tr("Number (optional)"),
            "altitude": tr("Altitude (m)"), "smoking": tr("Hb and smoking"), "visit": tr("Visit"),
        }  # fmt: skip
        for field, control in self.fields.items():
            flow.addWidget(Captioned(captions[field], control))
            signal = control.picked if isinstance(control, Choice) else control.textEdited
            signal.connect(lambda *_text, field=field: self._on_edit(field))
            if field in _DATES and isinstance(control, TextField):
                control.editingFinished.connect(lambda field=field: self._tidy(field))
        flow.addWidget(Captioned(tr("Laboratory"), self.limits))
        flow.addWidget(Captioned(tr("Guideline"), self.pack))
        self.pack.picked.connect(self._doubt_number)
        number = self.fields["identifier"]
        assert isinstance(number, TextField)
        number.editingFinished.connect(self._doubt_number)
        self.restore(self.fresh())

    def fresh(self) -> dict[str, Any]:
        """Return the state of a strip nobody has written in."""
        return {**dict.fromkeys(self.fields, ""), "visit": show_day(self.today())}

    def state(self) -> dict[str, Any]:
        """Return what stands in the strip."""
        return {name: text_of(control) for name, control in self.fields.items()}

    def restore(self, state: Any) -> None:
        """Put a state back."""
        put_texts(self.fields, state)
        self._check()
        self._doubt_number()

    def show_me(self) -> None:
        """Take the keyboard to the first field."""
        self.fields["age"].setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [*self.fields.values(), self.limits, self.pack]

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return one sentence for each field that cannot be read, with the field."""
        found: list[tuple[str, QWidget]] = []
        for field in _CHECKED:
            if sentence := self._trouble(field):
                found.append((sentence, self.fields[field]))
        return found

    def summary(self) -> str:
        """Return name, age and sex in one line, for where the strip itself has scrolled away."""
        sex = self.fields["sex"]
        words = sex.currentText() if isinstance(sex, Choice) and sex.code() else ""
        return " · ".join(filter(None, (text_of(self.fields["name"]), text_of(self.fields["age"]), words)))

    def laboratory(self) -> str:
        """Return the name of the laboratory chosen, or an empty text for the limits of the guideline."""
        return self.limits.currentText() if self.limits.code() else ""

    def visit(self) -> date:
        """Return the date of the visit; raise DateTrouble while it cannot be read."""
        return read_day(text_of(self.fields["visit"]))

    def patient(self) -> dict[str, Any]:
        """Return the fields of the patient for the case."""
        texts = self.state()
        age = texts["age"]
        return {
            "name": texts["name"] or None,
            "identifier": texts["identifier"] or None,
            "sex": texts["sex"] or "unknown",
            "pregnancy": texts["pregnancy"] or "unknown",
            "trimester": int(texts["trimester"]) if texts["trimester"] and texts["pregnancy"] == "pregnant" else None,
            "age_years": int(age) if age.isdecimal() else None,
            "date_of_birth": read_day(age).isoformat() if age and not age.isdecimal() else None,
            "altitude_metres": int(texts["altitude"]) if texts["altitude"] else None,
            "adjust_haemoglobin_for_smoking": texts["smoking"] == "adjust",
        }

    def _doubt_number(self) -> None:
        """Remark below the fields on a number that may be mistyped, once it is written; it stops nothing."""
        number = self.fields["identifier"]
        sentence = number_doubt(text_of(number), self.pack.code())
        if self.doubt is None:
            if not sentence:
                return
            self.doubt = Words()
            self.doubt.setTextFormat(Qt.TextFormat.PlainText)
            self.doubt.setWordWrap(True)
            cast(Flow, self.layout()).addWidget(self.doubt)
        if sentence != self.doubt.accessibleName():
            self.doubt.setText(f"▲ {sentence}")
            self.doubt.setAccessibleName(sentence)
            self.doubt.setVisible(bool(sentence))
            number.setAccessibleDescription(sentence)
            announce(self, sentence)

    def _on_edit(self, field: str) -> None:
        self._check()
        self.edited.emit(field)

    def _check(self) -> None:
        for field in _CHECKED:
            self.fields[field].set_trouble(self._trouble(field))
        self.fields["trimester"].setEnabled(text_of(self.fields["pregnancy"]) == "pregnant")

    def _trouble(self, field: str) -> str:
        text = text_of(self.fields[field])
        if field == "age":
            return age_trouble(text, self.today())
        if field == "altitude":
            return altitude_trouble(text)
        try:
            if read_day(text) > self.today():
                return tr("Visit: this date is in the future.")
        except DateTrouble as trouble:
            return tr("Visit: {trouble}", trouble=trouble)
        return ""

    def _tidy(self, field: str) -> None:
        control, text = self.fields[field], text_of(self.fields[field])
        if not isinstance(control, TextField) or not control.isModified():
            return
        if text and not text.isdecimal() and not self._trouble(field):
            tidy = show_day(read_day(text))
            if tidy != control.text():
                control.setText(tidy)
                self.edited.emit(field)


def age_trouble(text: str, today: date) -> str:
    """Return one sentence when an age or date of birth cannot be read, else an empty text."""
    if re.fullmatch(r"[0-9]{1,3}", text):
        return "" if int(text) <= 120 else tr("Age: expected completed years from 0 to 120.")
    try:
        if text and read_day(text) > today:
            return tr("Date of birth: this date is in the future.")
    except DateTrouble:
        return tr("Age: write years, for example 67, or a date of birth as 12 Mar 1959.")
    return ""


def altitude_trouble(text: str) -> str:
    """Return one sentence when an altitude cannot be read, else an empty text."""
    if not text or (re.fullmatch(r"[0-9]{1,4}", text) and int(text) <= _HIGHEST):
        return ""
    return tr("Altitude: expected whole metres above sea level from 0 to {highest}.", highest=_HIGHEST)


def _fields() -> dict[str, TextField | Choice]:
    sexes = [(code, label("sex", code)) for code in words.SEXES if code != "unknown"]
    pregnancies = [(code, label("pregnancy", code)) for code in words.PREGNANCY if code != "unknown"]
    name = TextField(tr("Name"), 16)
    name.setMaxLength(500)
    number = TextField(tr("Number"), 13)
    number.setMaxLength(500)
    return {
        "name": name,
        "age": TextField(tr("Age or date of birth"), 16, tr("67 or 12 Mar 1959")),
        "sex": Choice(tr("Sex"), sexes, 9, label("other", "unknown")),
        "pregnancy": Choice(tr("Pregnancy"), pregnancies, 12, label("other", "unknown")),
        "trimester": Choice(tr("Trimester"), [(str(n), str(n)) for n in (1, 2, 3)], 4, "–"),
        "identifier": number,
        "altitude": TextField(tr("Altitude of residence in metres; adjusts haemoglobin"), 5),
        "smoking": Choice(tr("Adjust haemoglobin for smoking"), [("adjust", tr("Adjust"))], 6, "–"),
        "visit": TextField(tr("Date of the visit"), 12, tr("date")),
    }
