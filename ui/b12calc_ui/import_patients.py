"""Several patients in one file: one is picked before anything else is shown, and nobody is chosen beforehand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.import_identity import report_said
from b12calc_ui.manual import offer_help
from b12calc_ui.review_table import sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import ImportedPatient
    from b12calc_ui.columns_line import ColumnsLine


class NobodyFirst(QListWidget):
    """Choose nobody by the keyboard's coming alone: the first arrow key chooses the first."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take back what Qt makes the present one."""
        super().focusInEvent(event)
        if not self.selectedItems():
            self.setCurrentRow(-1)


class PatientsDialog(QDialog):
    """List the patients of a file; ``picked`` carries the place of the one chosen."""

    picked = Signal(int)

    def __init__(self, patients: "Sequence[ImportedPatient]", parent: QWidget,
                 columns: "ColumnsLine | None" = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Several patients"))
        self.list = NobodyFirst()
        self.list.setAccessibleName(tr("Patients of the file"))
        self.list.setWordWrap(True)
        self.list.setTabKeyNavigation(False)
        self.list.setSpacing(look.px(3))
        self.list.addItems([_line(place, one) for place, one in enumerate(patients, 1)])
        self.list.setCurrentRow(-1)
        self.trouble = _wrapped("")
        self.trouble.hide()
        self.go, self.leave = FlatButton(tr("&Show the results"), main=True), FlatButton(tr("Leave"))
        self.leave.setAutoDefault(False)
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self._arrange(len(patients), columns)
        offer_help(self)
        self.resize(QSize(look.px(520), look.px(380)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def accept(self) -> None:
        """Go on with the one chosen, or say that nobody is."""
        item: QListWidgetItem | None = self.list.currentItem()
        if item is None or not item.isSelected():
            self.trouble.setText(tr("▲ Choose the patient first: nobody is chosen beforehand."))
            self.trouble.show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.picked.emit(self.list.currentRow())
        super().accept()

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.list.setStyleSheet(sheet("QListWidget"))

    def _arrange(self, count: int, columns: "ColumnsLine | None") -> None:
        self.restyle()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        if columns is not None:
            column.addWidget(columns)
        column.addWidget(_wrapped(tr("This file holds {count} patients. Whose results are to be shown?", count=count)))
        column.addWidget(self.list, 1)
        column.addWidget(self.trouble)
        foot = QWidget()
        line = Flow(foot, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.go)
        line.addWidget(self.leave)
        column.addWidget(foot)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        chain(*(() if columns is None else (columns.button,)), self.list, self.go, self.leave)


def _line(place: int, patient: "ImportedPatient") -> str:
    who = report_said(patient.identity) or tr("not named")
    count = len(patient.results)
    if count == 1:
        return tr("{place}. {who} – 1 result", place=place, who=who)
    return tr("{place}. {who} – {count} results", place=place, who=who, count=count)


def _wrapped(words: str) -> Words:
    made = Words(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
