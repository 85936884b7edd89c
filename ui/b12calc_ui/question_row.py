"""One question of the form: its words, Yes and No, and beside a yes its details."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from b12calc.models.answers import course_denies
from b12calc.models.wording import Question
from b12calc_ui.answer_button import AnswerButton
from b12calc_ui.controls import chain, control_height
from b12calc_ui.flat import align_leading
from b12calc_ui.flow import as_read
from b12calc_ui.keys import question_deed
from b12calc_ui.parts import Told
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc_ui.question_details import QuestionDetails

NARROW = 560
_TIGHT = 320


class StandIn(Protocol):
    """Ask for the answer of a question in another way."""

    def show_me(self) -> None:
        """Take the keyboard to what asks."""

    def first(self) -> QWidget:
        """Return the button that a fault in the answer leads to."""


class QuestionRow(QWidget):
    """Ask one question with three states: yes, no, not asked."""

    def __init__(self, question: Question, fields: tuple[str, ...]) -> None:
        super().__init__()
        self.question, self.answer = question, ""
        self.edited, self.stepped, self.closed = Told(), Told(), Told()
        self._fields = fields
        self._details: QuestionDetails | None = None
        self._kept: dict[str, str] = {}
        # At a follow-up another row asks for this answer in another way.
        self.stand_in: StandIn | None = None
        self.words = QLabel(question.label, self)
        self.words.setWordWrap(True)
        align_leading(self.words)
        self.yes, self.no = AnswerButton("yes", self, self), AnswerButton("no", self, self)
        definition = self.definition()
        self.setToolTip(definition)
        for button in (self.yes, self.no):
            button.setAccessibleName(tr("{question}: {answer}", question=question.label, answer=button.text()))
            button.setAccessibleDescription(definition)

    def definition(self) -> str:
        """Return in plain words how to ask and what counts."""
        lines = [self.question.ask, tr("Counts: {what}.", what=self.question.include)]
        if self.question.exclude:
            lines.append(tr("Does not count: {what}.", what=self.question.exclude))
        return "\n".join(lines)

    def state(self) -> Any:
        """Return the answer and the details beside it; what was typed beside a yes taken back is none of them."""
        beside = self._details.state() if self._details is not None and self.answer == "yes" else {}
        details = self._kept if self._details is None else beside
        return self.answer, tuple(sorted(details.items()))

    def restore(self, state: Any) -> None:
        """Put an answer and its details back."""
        answer, details = state
        self._kept = dict(details)
        if self._details is not None and answer != "yes":
            # An untouched question looks the same as one nobody ever answered, down to its widgets; and what a file
            # tells beside another answer is kept, whatever was shown here before.
            self._details.blockSignals(True)
            self._details.hide()
            self._details.setParent(None)
            self._details.deleteLater()
            self._details = None
        if self._details is not None:
            self._details.restore(self._kept)
        self._show(answer)

    def show_me(self) -> None:
        """Take the keyboard to this question, or to the row that stands in for it."""
        if self.stand_in is not None:
            self.stand_in.show_me()
            return
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Return the button of the answer given, else Yes; that of the row which stands in for this one."""
        return self.stand_in.first() if self.stand_in is not None else self.no if self.answer == "no" else self.yes

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.yes, *([] if self._details is None else self._details.stops())]

    def problem(self) -> tuple[str, QWidget] | None:
        """Return what is wrong beside this answer and where, or None."""
        if self.answer == "yes" and self._details is not None and (sentence := self._details.problem()):
            return sentence, self._details.fields["since"]
        return None

    def stands_open(self) -> bool:
        """Tell whether the question is asked here: no other row stands in for it, and its group is not folded."""
        group = self.parentWidget()
        return self.stand_in is None and group is not None and not group.isHidden()

    def give(self, answer: str) -> None:
        """Answer as the user does, so that it can be undone."""
        if answer != self.answer:
            self._drop_denying(answer)
            self._show(answer)
            self.edited.emit("")

    def take(self, state: Any) -> None:
        """Take an answer and its details from the row that stands in for this one, so that it can be undone."""
        if state != self.state():
            self.restore(state)
            self.edited.emit("")

    def toggle(self, answer: str) -> None:
        """Give an answer, or take it back when it was given."""
        self.give("" if self.answer == answer else answer)

    def _drop_denying(self, answer: str) -> None:
        """Let go of a course, told by a file, that denies the answer given now."""
        kept = self._kept if self._details is None else self._details.state()
        if course_denies(self.question.code, answer or None, kept.get("course")):
            self._kept = {name: text for name, text in kept.items() if name != "course"}
            if self._details is not None and answer == "yes":
                self._details.restore(self._kept)

    def _show(self, answer: str) -> None:
        self.answer = answer
        self.yes.setChecked(answer == "yes")
        self.no.setChecked(answer == "no")
        if answer == "yes" and self._fields and self._details is None:
            self._make_details()
        if self._details is not None:
            self._details.setVisible(answer == "yes")
        self.arrange()
        self.update()

    def _make_details(self) -> None:
        from b12calc_ui.question_details import QuestionDetails

        self._details = QuestionDetails(self.question.label, self._fields)
        self._details.setParent(self)
        self._details.restore(self._kept)
        self._details.edited.connect(lambda field: self.edited.emit(f"{self.question.code}.{field}"))
        self._details.grown.connect(self.arrange)
        chain(self.yes, *self._details.stops())

    # What follows is geometry: done by hand, since a hundred nested layouts would cost the first paint dearly.

    def _columns(self) -> tuple[int, int, bool]:
        """Return the width of the words, the left edge of the details, and whether the details go below."""
        buttons = 0 if self._tight() else 2 * self.yes.sizeHint().width() + look.px(4) + look.px(16)
        narrow = self.width() < look.px(NARROW)
        beside = 0 if narrow else max(look.px(326), self.width() - buttons - look.px(310))
        width = self.width() - buttons - beside - look.px(4)
        return width, look.px(4) + width + buttons, narrow

    def _tight(self) -> bool:
        """Tell whether the buttons go below the words."""
        return self.width() < look.px(_TIGHT)

    def restyle(self) -> None:
        """Follow the text size."""
        self.arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the pieces anew."""
        self.arrange()

    def arrange(self) -> None:
        """Place words, buttons and details, and set the height they need."""
        width, beside, narrow = self._columns()
        words = max(self.words.heightForWidth(width), self.fontMetrics().height())
        line = max(control_height(), words) + look.px(4)
        self._place(self.words, QRect(look.px(4), 0, width, line))
        size = self.yes.sizeHint()
        left, top = look.px(4) + width + look.px(8), (line - size.height()) // 2
        if self._tight():
            left, top, line = look.px(16), line, line + size.height() + look.px(4)
        self._place(self.yes, QRect(QPoint(left, top), size))
        self._place(self.no, QRect(QPoint(left + size.width() + look.px(4), top), size))
        height = line
        if self._details is not None and not self._details.isHidden():
            place = QPoint(look.px(16), line) if narrow else QPoint(beside, top)
            room = self.width() - place.x()
            deep = self._details.heightForWidth(room)
            self._place(self._details, QRect(place, QSize(room, deep)))
            height = line + deep + look.px(4) if narrow else max(line, top + deep)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _place(self, piece: QWidget, rect: QRect) -> None:
        """Put a piece where it stands in a language that is read from the left, or its mirror image."""
        piece.setGeometry(as_read(self.layoutDirection(), self.rect(), rect))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline below, and what counts as yes where no details stand."""
        painter = QPainter(self)
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        _width, beside, narrow = self._columns()
        if narrow or (self._details is not None and not self._details.isHidden()):
            return
        painter.setPen(look.colour("muted"))
        font = look.font(0.9)
        painter.setFont(font)
        room = self.width() - beside - look.px(8)
        text = painter.fontMetrics().elidedText(self.question.include, Qt.TextElideMode.ElideRight, room)
        rect = as_read(self.layoutDirection(), self.rect(), QRect(beside, 0, room, self.height() - 1))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)

    def on_key(self, event: QKeyEvent) -> None:
        """Do what the list of keys says of this key."""
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        deed = question_deed(event.key()) if bare else ""
        if deed in ("yes", "no", "open"):
            self.give("" if deed == "open" else deed)
        elif deed in ("next", "last"):
            self.stepped.emit(self, 1 if deed == "next" else -1)
        elif deed == "none":
            self.closed.emit()
        elif deed in ("left", "right"):
            (self.no if deed == "right" else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)
        elif deed:
            QToolTip.showText(self.mapToGlobal(QPoint(look.px(16), self.height())), self.definition(), self)
        event.setAccepted(bool(deed))
