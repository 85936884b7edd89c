"""One symptom told at an earlier visit: what was told then, and how it went since, by one key."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QToolTip, QVBoxLayout, QWidget

from b12calc.models.wording import label
from b12calc_ui.answer_button import AnswerButton
from b12calc_ui.controls import Words, chain, control_height
from b12calc_ui.flow import Flow
from b12calc_ui.keys import course_deed
from b12calc_ui.parts import Told
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.visits import answer_words

COURSES = ("resolved", "improved", "unchanged", "worse")
_NARROW = 640


class CourseButton(AnswerButton):
    """Say one course of a symptom; pressed again it takes the course back."""

    def __init__(self, course: str, row: "CourseRow") -> None:
        super().__init__(course, row, row)
        self.setText(label("course", course))
        self.ticked = True
        first = course == COURSES[0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """Return a target wide enough for the heavier state with its tick."""
        heavy = QFont(self.font())
        heavy.setBold(True)
        return QSize(QFontMetrics(heavy).horizontalAdvance(self.text()) + look.px(26), control_height())


class CourseRow(QWidget):
    """Ask how a symptom went since it was told; the answer itself stays with the row of its question.

    Resolved is a symptom that was asked about and is gone: a no, with its course. The other three are a yes.
    """

    def __init__(self, row: QuestionRow, told: str) -> None:
        super().__init__()
        self.row, self.told = row, told
        self.stepped = Told()
        self.setAccessibleName(row.question.label)
        self._now = Words("", 0.9)
        self._now.setWordWrap(True)
        self.buttons = {course: CourseButton(course, self) for course in COURSES}
        for course, button in self.buttons.items():
            words = tr("{question}: {answer}", question=row.question.label, answer=label("course", course))
            button.setAccessibleName(words)
        self.setToolTip(row.definition())
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(4, 3, 0, 4)
        self._line.addLayout(self._words(), 1)
        self._keys = QWidget()
        keys = Flow(self._keys, across=4)
        keys.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            keys.addWidget(button)
        self._line.addWidget(self._keys)
        self.refresh()

    def refresh(self) -> None:
        """Show what the question holds by now."""
        answer, pairs = self.row.state()
        details = dict(pairs)
        self.answer = details.get("course", "") if details.get("course") in COURSES else ""
        for course, button in self.buttons.items():
            button.setChecked(course == self.answer)
        rest = {name: text for name, text in details.items() if name != "course" or not self.answer}
        implied = self.answer and answer in ("", "no" if self.answer == "resolved" else "yes")
        now = answer_words("" if implied else answer, rest)
        self._now.setText(tr("Now: {words}", words=now) if now else "")
        self._now.setVisible(bool(now))
        for button in self.buttons.values():
            button.setAccessibleDescription(" ".join(filter(None, (self.told, self._now.text()))))

    def toggle(self, answer: str) -> None:
        """Give a course, or take it back when it was given."""
        self.give("" if self.answer == answer else answer)

    def give(self, course: str) -> None:
        """Write a course to the question, as one edit; an empty text takes answer and course back."""
        details = {name: text for name, text in self.row.state()[1] if name != "course"}
        if course:
            details["course"] = course
        answer = {"": "", "resolved": "no"}.get(course, "yes")
        self.row.take((answer, tuple(sorted(details.items()))))
        self.refresh()

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits."""
        return [self.buttons[COURSES[0]]]

    def chained(self) -> list[QWidget]:
        """Return every button in reading order."""
        return list(self.buttons.values())

    def show_me(self) -> None:
        """Take the keyboard to the course given, else to the first button."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Return the button of the course given, else the first one."""
        return self.buttons[self.answer or COURSES[0]]

    def on_key(self, event: QKeyEvent) -> None:
        """Do what the list of keys says of this key."""
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        deed = course_deed(event.key()) if bare else ""
        if deed in (*COURSES, "open"):
            self.give("" if deed == "open" else deed)
            self.show_me()
        elif deed in ("next", "last"):
            self.stepped.emit(self, 1 if deed == "next" else -1)
        elif deed in ("left", "right"):
            self._go_beside(1 if deed == "right" else -1)
        elif deed:
            QToolTip.showText(self.mapToGlobal(QPoint(look.px(16), self.height())), self.row.definition(), self)
        event.setAccepted(bool(deed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        self.arrange()

    def restyle(self) -> None:
        """Follow the text size."""
        self.arrange()

    def arrange(self) -> None:
        """Choose between one line and two."""
        narrow = self.width() < look.px(_NARROW)
        whole = sum(button.sizeHint().width() + 4 for button in self.buttons.values())
        self._keys.setMinimumWidth(0 if narrow else whole)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline below."""
        painter = QPainter(self)
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _go_beside(self, step: int) -> None:
        order = list(self.buttons.values())
        here = next((index for index, one in enumerate(order) if one.hasFocus()), 0)
        order[min(max(here + step, 0), len(order) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for words in (Words(self.row.question.label), Words(self.told, 0.9, muted=True), self._now):
            words.setWordWrap(True)
            column.addWidget(words)
        return column


def chain_rows(rows: list[CourseRow]) -> None:
    """Let the buttons of each row follow one another."""
    for row in rows:
        chain(*row.chained())
