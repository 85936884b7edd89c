"""One group of questions under its title, with "none of these" for the rest."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from b12calc.models.vocabulary import ANSWER_GROUPS, SYMPTOM_GROUPS
from b12calc.models.wording import group_hint, group_title, question
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.question_details import HISTORY_FIELDS, SYMPTOM_FIELDS
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.texts import tr

# Groups whose answers change with time or severity: the rules read how they go.
_DETAILED = ("nerve", "balance", "examination", "red_flags")


class QuestionGroup(QWidget):
    """Show the questions of one group, in the order of the vocabulary."""

    none_of_these = Signal(object)

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.rows = [QuestionRow(question(answer), _fields(code)) for answer in ANSWER_GROUPS[code]]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        for row in self.rows:
            column.addWidget(row)

    def unanswered(self) -> list[QuestionRow]:
        """Return the questions that were not asked yet."""
        return [row for row in self.rows if not row.answer]

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, from top to bottom."""
        return [self.none, *(row.yes for row in self.rows)]

    def _heading(self) -> QHBoxLayout:
        title = Words(group_title(self.code), 1.05, bold=True)
        hint = Words(group_hint(self.code), 0.9, muted=True)
        hint.setWordWrap(True)
        self.none = FlatButton(tr("None of these"), tr("None of these: {group}", group=group_title(self.code)))
        self.none.setToolTip(tr("Answers No to every question of this group that is still open. Ctrl+Z takes it back."))
        self.none.clicked.connect(lambda: self.none_of_these.emit(self))
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 0, 4)
        line.setSpacing(12)
        line.addWidget(title)
        line.addWidget(hint, 1)
        line.addWidget(self.none)
        return line


def _fields(group: str) -> tuple[str, ...]:
    if group in SYMPTOM_GROUPS:
        return SYMPTOM_FIELDS if group in _DETAILED else ()
    return HISTORY_FIELDS
