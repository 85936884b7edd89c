"""Dates of the doses: when the next one is, what was given before, when the patient cannot come; for one visit."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, TextField, Words, chain
from b12calc_ui.flow import Flow, give_way
from b12calc_ui.manual import offer_help
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.text_dates import DateTrouble, show_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.visit_days import VisitDays, read_away, read_given, read_start, show_away


class DoseDialog(QDialog):
    """Take the days of one visit; ``kept`` carries them."""

    kept = Signal(VisitDays)

    def __init__(self, now: VisitDays, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Dates of the doses"))
        self.start = TextField(tr("Next dose on"), 14, tr("today"))
        self.then = Choice(tr("The dose of that day"), [("given", tr("was given already"))], 18, tr("is still to give"))
        self.before = TextField(tr("Doses given before it"), 10, tr("not said"))
        self.away = TextField(tr("The patient cannot come on"), 36, tr("days, commas between them"))
        self.away.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.away.setMinimumWidth(1)
        give_way(self.then)
        self.trouble = _wrapped("", muted=False)
        self.trouble.hide()
        self._fill(now)
        self._arrange()
        for field in self._fields():
            field.textEdited.connect(self._on_text)
        offer_help(self)
        self.resize(QSize(look.px(500), look.px(350)).boundedTo(self.screen().availableSize() - QSize(16, 48)))
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Hand the days over and close, or say in one sentence what cannot be read and go there."""
        field = self.start
        try:
            start = read_start(field.text())
            field = self.before
            given = read_given(field.text())
            field = self.away
            away = read_away(field.text())
        except DateTrouble as wrong:
            self._refuse(field, str(wrong))
            return
        self.kept.emit(VisitDays(start, given, bool(self.then.code()), away))
        super().accept()

    def _fields(self) -> tuple[TextField, TextField, TextField]:
        return self.start, self.before, self.away

    def _refuse(self, field: TextField, sentence: str) -> None:
        field.set_trouble(sentence)
        self.trouble.setText(f"▲ {sentence}")
        self.trouble.setAccessibleName(sentence)
        self.trouble.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        for field in self._fields():
            field.set_trouble("")
        self.trouble.hide()

    def _fill(self, now: VisitDays) -> None:
        self.start.setText(show_day(now.start) if now.start is not None else "")
        self.then.put("given" if now.given_then else "")
        self.before.setText("" if now.given is None else str(now.given))
        self.away.setText(show_away(now.away))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(ScrollColumn(self._page(), tr("Dates of the doses")), 1)
        column.addWidget(self.trouble)
        foot = QHBoxLayout()
        self.cancel, self.keep = FlatButton(tr("Cancel")), FlatButton(tr("Keep"), main=True)
        self.cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        chain(self.start, self.then, self.before, self.away, self.cancel, self.keep)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(6))
        column.addWidget(_wrapped(tr("For this visit alone: it is not saved with the case, and a new patient, another "
                                     "case or a follow-up begins without it. The paper shows the dates.")))  # fmt: skip
        fields = QWidget()
        row = Flow(fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Captioned(tr("Next dose on"), self.start))
        row.addWidget(Captioned(tr("The dose of that day"), self.then))
        row.addWidget(Captioned(tr("Doses given before it"), self.before))
        column.addWidget(fields)
        column.addWidget(_wrapped(tr("Given before it: doses of this same treatment on earlier days; 0 begins "
                                     "again. A treatment that goes on is dated by this number.")))  # fmt: skip
        column.addWidget(Captioned(tr("The patient cannot come on"), self.away))
        column.addWidget(_wrapped(tr("For example 21 Dec 2026 to 24 Dec 2026, 2 Jan 2027")))
        column.addStretch(1)
        return page


def _wrapped(words: str, muted: bool = True) -> Words:
    made = Words(words, 0.9 if muted else 1.0, muted=muted)
    made.setWordWrap(True)
    return made
