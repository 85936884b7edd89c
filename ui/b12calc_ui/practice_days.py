"""The part of the practice settings on open days: public holidays, weekdays, days with injections, closed days."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.captioned import Captioned
from b12calc_ui.closed_days import read_closed_file
from b12calc_ui.controls import Choice, FlatButton, LongWords, TextField, Words
from b12calc_ui.flow import Flow, give_way
from b12calc_ui.open_days import ALARMS, OpenDays, regions
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.weekday_line import WeekdayLine


class PracticeDays(QWidget):
    """Take when the practice is open; nothing is chosen beforehand, and then the dates of the plan stay as they are."""

    edited = Signal()

    def __init__(self, days: OpenDays) -> None:
        super().__init__()
        self._known = days.closed_file
        self.holidays = Choice(tr("Public holidays"), regions(), 20, tr("none"))
        alarms = {0: tr("on the day"), 1: tr("1 day before")}
        alarms = {days: alarms.get(days, tr("{count} days before", count=days)) for days in ALARMS}
        self.alarm = Choice(
            tr("Alarm in calendar files"), [(str(one), words) for one, words in alarms.items()], 14, tr("none")
        )
        for choice in (self.holidays, self.alarm):
            give_way(choice)
        self.open = WeekdayLine(tr("Open on"), lambda day: tr("Open on {day}", day=day))
        self.injections = WeekdayLine(tr("Injections on"), lambda day: tr("Injections on {day}", day=day))
        self.file = TextField(tr("File of our closed days"), 30, tr("none"))
        self.file.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.file.setMinimumWidth(1)
        self.choose = FlatButton(tr("Choose…"), tr("Choose the file of our closed days"))
        self.choose.setAutoDefault(False)
        self._arrange()
        self._fill(days)
        self.file.textEdited.connect(self._on_edit)
        self.choose.clicked.connect(self._ask)
        for line in (self.open, self.injections):
            line.edited.connect(self._on_edit)

    def choices(self) -> OpenDays:
        """Return what stands here."""
        alarm = self.alarm.code()
        weekdays = (self.open.days(), self.injections.days())
        return OpenDays(self.holidays.code(), *weekdays, self.file.text().strip(), int(alarm) if alarm else None)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        days = [*self.open.buttons.values(), *self.injections.buttons.values()]
        return [self.holidays, *days, self.file, self.choose, self.alarm]

    def problem(self) -> tuple[str, QWidget] | None:
        """Return one sentence for what cannot be kept, with its field; a file kept before may be away just now."""
        now = self.choices()
        sentence = ""
        if now.closed_file and now.closed_file != self._known:
            try:
                read_closed_file(now.closed_file)
            except ProblemsFound as found:
                sentence = tr("File of our closed days: {why}.", why=str(found.problems[0]).rstrip("."))
        self.file.set_trouble(sentence)
        if sentence:
            return sentence, self.file
        if now.weekdays and now.injections and not now.weekdays & now.injections:
            first = next(iter(self.injections.buttons.values()))
            return tr("Injections on: a day on which the practice is open was expected."), first
        return None

    def _on_edit(self) -> None:
        self.file.set_trouble("")
        self.edited.emit()

    def _ask(self) -> None:
        words = tr("Closed days (*.toml)")
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("File of our closed days"), self.choices().closed_file, words
        )
        if name:
            self.file.setText(str(Path(name)))
            self._on_edit()
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, days: OpenDays) -> None:
        self.holidays.put(days.region)
        self.open.put(days.weekdays)
        self.injections.put(days.injections)
        self.file.setText(days.closed_file)
        self.alarm.put("" if days.alarm is None else str(days.alarm))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(LongWords(tr("Open days, for the dates of the plan (optional)"), 1.0, bold=True))
        about = tr("Choose any of it, and doses and reviews are put on days that are open; each interval that cannot "
                   "be kept is said. Choose nothing, and dates count from Monday to Friday.")  # fmt: skip
        column.addWidget(_wrapped(about))
        column.addWidget(Captioned(tr("Public holidays"), self.holidays))
        column.addWidget(self.open)
        column.addWidget(self.injections)
        column.addWidget(_wrapped(tr("Where no day is ticked, the file below says it; else the practice is open from "
                                     "Monday to Friday, with injections on every open day.")))  # fmt: skip
        column.addWidget(LongWords(tr("Our closed days (optional)"), 1.0, bold=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(Captioned(tr("File (TOML)"), self.file), 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(LongWords(tr("Alarm in calendar files (optional)"), 1.0, bold=True))
        alarm = QWidget()
        line = Flow(alarm)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Captioned(tr("Alarm, at nine"), self.alarm))
        column.addWidget(alarm)


def _wrapped(words: str) -> Words:
    made = Words(words, 0.9, muted=True)
    made.setWordWrap(True)
    return made
