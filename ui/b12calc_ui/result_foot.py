"""What stands below the fields of one result: what was understood or is asked, whether it counts, the comment."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.controls import FlatButton, chain
from b12calc_ui.row_state import Reading
from b12calc_ui.settled import Settled
from b12calc_ui.value_box import ValueBox

if TYPE_CHECKING:
    from b12calc_ui.result_comment import CommentLine
    from b12calc_ui.result_message import ResultMessage, UnitQuestion


class Answers(NamedTuple):
    """Hold what a row does when the line below it is answered."""

    choose: Callable[[str, str], None]
    confirm: Callable[[str], None]
    settle: Callable[[str], None]


class Foot(QObject):
    """Build the lines below a row when there is something to say, and take them away with it."""

    def __init__(self, row: QWidget, title: str, value: QWidget, answers: Answers, write: Callable[[], object]) -> None:
        super().__init__(row)
        self._row, self._title, self._value, self._answers, self._write = row, title, value, answers, write
        self.below: ResultMessage | UnitQuestion | None = None
        self.comment: CommentLine | None = None

    def say(self, reading: Reading, other: str, remark: str) -> None:
        """Say how the row was read, ask for its unit, or say a remark alone; nothing of this takes the line away."""
        said = bool(reading.sentence or reading.echo or remark)
        if said and not other and isinstance(self.below, Settled):
            if self.below.say(reading, remark):
                self._chain()
            return
        if self.below is not None:
            self.below.go()
            self.below = None
        if said:
            self.below = self._message(reading, other, remark)
            self._layout().insertWidget(self._layout().count() - (self.comment is not None), self.below)
        self._chain()
        self.indent()

    def put_comment(self, text: str) -> None:
        """Show a comment; without one its line goes."""
        if text:
            self._line().put(text)
        elif self.comment is not None:
            line, self.comment = self.comment, None
            line.hide()
            line.setParent(None)
            line.deleteLater()

    def ask_comment(self) -> None:
        """Show the line of the comment and take the keyboard there."""
        line = self._line()
        line.show()  # the keyboard goes to no field that is not in sight yet
        line.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return the comment."""
        return "" if self.comment is None else self.comment.text()

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits here, in reading order."""
        asked = [] if self.below is None else self.below.findChildren(FlatButton)
        return [*asked, *([] if self.comment is None else [self.comment.field])]

    def indent(self) -> None:
        """Keep the lines below the value; a question of many words begins at the edge of the row."""
        row, value = self._row, self._value
        room = value.geometry().right() if row.isRightToLeft() else row.width() - value.x()
        under = row.width() - room + 4 if room > 280 else 16
        if self.below is not None:
            self.below.indent(under)
        if self.comment is not None:
            self.comment.indent(under)

    def _message(self, reading: Reading, other: str, remark: str) -> "ResultMessage | UnitQuestion":
        from b12calc_ui.result_message import ResultMessage, UnitQuestion

        if other:
            return UnitQuestion(reading, other, self._answers.settle, remark, self._row)
        message = ResultMessage(self._answers.choose, self._answers.confirm, self._row)
        message.say(reading, remark)
        return message

    def _line(self) -> "CommentLine":
        from b12calc_ui.result_comment import CommentLine

        if self.comment is None:
            self.comment = line = CommentLine(self._title, self._row)
            line.field.textEdited.connect(lambda _text: self._write())
            line.field.moved.connect(self._leave)
            self._layout().addWidget(line)
            self._chain()
            self.indent()
        return self.comment

    def _leave(self, step: int) -> None:
        """Go up to the value of the row with the arrow key; down is the way of the value."""
        if step < 0:
            self._value.setFocus()
        elif isinstance(self._value, ValueBox):
            self._value.moved.emit(step)

    def _chain(self) -> None:
        stops = self._row.stops()  # type: ignore[attr-defined]
        start = len(stops) - len(self.stops())
        chain(*stops[max(0, start - 1) :])

    def _layout(self) -> QVBoxLayout:
        layout = self._row.layout()
        assert isinstance(layout, QVBoxLayout)
        return layout
