"""What we have here: the practice ticks its tests, medicines, storage, injection days and printer."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from b12calc.models.vocabulary import CLINIC_TESTS, MEANS, MEDICINES
from b12calc_ui.captioned import Captioned
from b12calc_ui.clinic_row import ResourceRow
from b12calc_ui.controls import FlatButton, TextField, Words, chain
from b12calc_ui.flow import give_way
from b12calc_ui.manual import offer_help
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.weekday_line import WeekdayLine

if TYPE_CHECKING:
    from b12calc.rules import Clinic

LONGEST_TITLE: Final = 120
_TWO_COLUMNS: Final = 640


class ClinicDialog(QDialog):
    """Take a profile: every line has three states, and what is not answered stays not known."""

    written = Signal(str, str)

    def __init__(self, clinic: "Clinic | None", today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What we have here"))
        self.today = today
        self.title = TextField(tr("Name of the clinic"), 40)
        self.title.setMaxLength(LONGEST_TITLE)
        give_way(self.title)
        self.rows = {code: ResourceRow(code) for code in (*MEDICINES, *MEANS, *CLINIC_TESTS)}
        self._days = WeekdayLine(tr("Injections are given on"))
        self.days = self._days.buttons
        self.trouble = Words("")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.rows["nurse_days"].changed.connect(self._show_days)
        self._arrange()
        self._fill(clinic)
        offer_help(self)
        self.resize(QSize(look.px(760), look.px(640)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def has(self) -> dict[str, bool]:
        """Return every resource that was answered, but for the days."""
        answers = {code: row.answer for code, row in self.rows.items() if row.answer and code != "nurse_days"}
        return {code: answer == "yes" for code, answer in answers.items()}

    def nurse_days(self) -> frozenset[int] | None:
        """Return the days on which injections are given, Monday as 0; None while that was not answered."""
        answer = self.rows["nurse_days"].answer
        if not answer:
            return None
        return self._days.days() if answer == "yes" else frozenset()

    def keep(self) -> None:
        """Hand the profile over and close, or say in one sentence what is missing."""
        title, days = self.title.text().strip(), self.nurse_days()
        sentence = self._problem(title, days)
        self.trouble.setText(f"▲ {sentence}" if sentence else "")
        self.trouble.setVisible(bool(sentence))
        if not sentence:
            from b12calc.rules import clinic_text

            self.written.emit(clinic_text(title, self.today, self.has(), days), title)
            self.accept()

    def _problem(self, title: str, days: frozenset[int] | None) -> str:
        if not title or not title.isprintable():
            self.title.setFocus()
            return tr("Name of the clinic: a line of text was expected.")
        if not self.has() and days is None:
            return tr("Nothing is answered: at least one line with Yes or No was expected.")
        if self.rows["nurse_days"].answer == "yes" and not days:
            return tr("Injections: at least one day was expected, or No where nobody gives injections.")
        return ""

    def _fill(self, clinic: "Clinic | None") -> None:
        has: Mapping[str, bool] = clinic.has if clinic is not None else {}
        self.title.setText(clinic.title if clinic is not None and clinic.own else "")
        for code, row in self.rows.items():
            row.put({True: "yes", False: "no", None: ""}[has.get(code)])
        self._days.put((clinic.nurse_days if clinic is not None else None) or ())
        self._show_days()

    def _show_days(self) -> None:
        for button in self.days.values():
            button.setEnabled(self.rows["nurse_days"].answer == "yes")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(Captioned(tr("Name of the clinic"), self.title))
        column.addWidget(ScrollColumn(self._page(), tr("What we have here")), 1)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        before = [self.rows[code].yes for code in (*MEDICINES, *MEANS)]
        after = [self.rows[code].yes for code in CLINIC_TESTS]
        chain(self.title, *before, *self.days.values(), *after, self.cancel, self.save)

    def _page(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(look.px(2))
        self._grid, self._two = grid, True
        hint = tr(
            "Only a No changes anything: the next best step is then shown beside the plan. What is left open counts as "
            "not known. Nothing here is about a patient."
        )
        self._hint = Words(hint, 0.9, muted=True)
        self._hint.setWordWrap(True)
        self._titles = [Words(title, 1.0, bold=True) for title in (tr("Medicines"), tr("Means"), tr("Tests"))]
        self._place()
        return page

    def _place(self) -> None:
        """Put the lines into two columns, or into one where two would not fit."""
        self._grid.addWidget(self._hint, 0, 0, 1, 2)
        line = 1
        for title, codes in zip(self._titles, (MEDICINES, MEANS, CLINIC_TESTS), strict=True):
            self._grid.addWidget(title, line, 0, 1, 2)
            deep = (len(codes) + 1) // 2 if self._two else len(codes)
            for place, code in enumerate(codes):
                self._grid.addWidget(self.rows[code], line + 1 + place % deep, place // deep)
            line += deep + 1
            if codes == MEANS:
                self._grid.addWidget(self._days, line, 0, 1, 2)
                line += 1
        self._grid.setHorizontalSpacing(look.px(28) if self._two else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, int(self._two))
        self._grid.setRowStretch(line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between two columns and one."""
        super().resizeEvent(event)
        two = self.width() >= look.px(_TWO_COLUMNS)
        if two != self._two:
            self._two = two
            for line in range(self._grid.rowCount()):
                self._grid.setRowStretch(line, 0)
            self._place()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.save, self.cancel = FlatButton(tr("Keep"), main=True), FlatButton(tr("Cancel"))
        self.save.clicked.connect(self.keep)
        self.cancel.clicked.connect(self.reject)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        return foot
