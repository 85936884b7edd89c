"""One group of questions under its title, with "none of these" for the rest."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from b12calc.models.vocabulary import ANSWER_GROUPS, SYMPTOM_GROUPS
from b12calc.models.wording import group_hint, group_title, question
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.question_details import HISTORY_FIELDS, ONSET_FIELDS, SYMPTOM_FIELDS
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

# Groups whose answers change with time or severity: the rules read how they go.
_NARROWEST, _TIGHT = 180, 420
_DETAILED = ("nerve", "balance", "examination", "red_flags")


class QuestionGroup(QWidget):
    """Show the questions of one group, in the order of the vocabulary."""

    none_of_these = Signal(object)

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.setAccessibleName(group_title(code))
        self.rows = [QuestionRow(question(answer), _fields(code)) for answer in ANSWER_GROUPS[code]]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        for row in self.rows:
            column.addWidget(row)

    def unanswered(self) -> list[QuestionRow]:
        """Return the questions in sight here that were not asked yet; one that is asked elsewhere is none of them."""
        here = [] if self.isHidden() else [row for row in self.rows if row.parentWidget() is self]
        return [row for row in here if not row.answer and row.stand_in is None]

    def take_back(self, row: QuestionRow) -> None:
        """Put a row that was asked elsewhere back in its place, for the eye and for the Tab key."""
        column, index = self.layout(), self.rows.index(row)
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(index + 1, row)
        chain(*self.stops())

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, from top to bottom."""
        return [self.none, *(stop for row in self.rows for stop in row.stops())]

    def minimumSizeHint(self) -> QSize:
        """Return a narrow width: title, hint and button go below each other there."""
        return QSize(look.px(_NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put title, hint and button below each other where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(_TIGHT)
        self._title.setWordWrap(narrow)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._line.direction():
            self._line.setDirection(way)

    def _heading(self) -> QBoxLayout:
        self._title = title = Words(group_title(self.code), 1.05, bold=True)
        hint = Words(group_hint(self.code), 0.9, muted=True)
        hint.setWordWrap(True)
        self.none = FlatButton(tr("None of these"), tr("None of these: {group}", group=group_title(self.code)))
        self.none.setToolTip(tr("Answers No to every question of this group that is still open. Ctrl+Z takes it back."))
        self.none.clicked.connect(lambda: self.none_of_these.emit(self))
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setContentsMargins(4, 0, 0, 4)
        line.setSpacing(12)
        line.addWidget(title)
        line.addWidget(hint, 1)
        line.addWidget(self.none)
        return line


def _fields(group: str) -> tuple[str, ...]:
    if group in SYMPTOM_GROUPS:
        return SYMPTOM_FIELDS if group in _DETAILED else ONSET_FIELDS
    return HISTORY_FIELDS
