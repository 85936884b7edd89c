"""The review: every result of a report beside its source; only what is ticked here enters the form."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout, QWidget

from b12calc_ui.announce import announce
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.import_identity import compare as compare_who
from b12calc_ui.import_identity import patient_of
from b12calc_ui.import_into import clash, compare
from b12calc_ui.import_lines import Line
from b12calc_ui.manual import offer_help
from b12calc_ui.review_answers import ReviewAnswers
from b12calc_ui.review_identity import ReviewIdentity
from b12calc_ui.review_ignored import IgnoredList
from b12calc_ui.review_model import counted, refusal
from b12calc_ui.review_source import SourceView
from b12calc_ui.review_table import ReviewTable
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import ImportedPatient
    from b12calc_ui.case_form import CaseForm
    from b12calc_ui.columns_line import ColumnsLine

_MOST: Final = 500
_BESIDE: Final = 900


class ReviewDialog(QDialog):
    """Show the results of one patient; ``taken`` says that the ticked ones may enter the form."""

    taken = Signal()

    def __init__(self, patient: "ImportedPatient", text: str, form: "CaseForm", parent: QWidget,
                 columns: "ColumnsLine | None" = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Review results"))
        today = form.today()
        self.lines = [Line(result, today) for result in patient.results[:_MOST]]
        self._beyond = max(0, len(patient.results) - _MOST)
        self._patient, self._rows = patient, form.results.state()
        compare(self.lines, self._rows)
        for line in self.lines:
            line.ticked = line.verdict() == "accepted"
        strip = form.identity.state()
        who = compare_who(patient.identity, strip, today)
        self.identity = ReviewIdentity(who, strip, patient_of(patient.identity), form.identity.pack.code())
        self.table, self.answers = ReviewTable(self.lines), ReviewAnswers()
        self.source, self.ignored = SourceView(text), IgnoredList(patient.ignored)
        self.counts, self.trouble, self.columns = _wrapped(0.9), _wrapped(1.0), columns
        self.take, self.leave = FlatButton("", main=True), FlatButton(tr("Leave"))
        self._arrange()
        self._listen()
        offer_help(self)
        self._tell()
        self._begin()
        self.resize(QSize(look.px(1180), look.px(640)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def accept(self) -> None:
        """Hand over what is ticked, or say in one sentence what stands in the way and go there."""
        self.answers.take()
        wrong = self._obstacle()
        if wrong is not None:
            sentence, go = wrong
            self._say(sentence)
            go()
            return
        self.taken.emit()
        super().accept()

    def turn(self, row: int) -> None:
        """Turn the tick of a row, or say what is asked about it first."""
        line = self.lines[row]
        self.answers.take()
        if not line.ticked and not line.may_be_ticked():
            self.table.go(row)
            self._say(refusal(line))
            self.answers.show_open()
            return
        line.ticked = not line.ticked
        self._say("")
        self._tell()
        announce(self, tr("{name} ticked", name=line.analyte.name) if line.ticked else
                 tr("{name} not ticked", name=line.analyte.name))  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter end an answer and go back to the table, rather than take everything over."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and any(stop.hasFocus() for stop in self.answers.fields.values()):
            self.answers.take()
            self._on_done()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the source below the table where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= look.px(_BESIDE)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.table.setMinimumHeight(max(look.px(80), min(look.px(260 if beside else 160), self.height() // 3)))

    def _obstacle(self) -> tuple[str, Callable[[], object]] | None:
        if stop := self.identity.stop():
            return stop, self.identity.show_me
        if (both := clash(self.lines)) is not None:
            name, row = both[1].analyte.name, self.lines.index(both[1])
            sentence = tr("{name} is ticked twice for the same day: leave one of them out.", name=name)
            return sentence, lambda: self.table.go(row)
        if not any(line.ticked for line in self.lines) and not self.identity.taken():
            return tr("Nothing is ticked. Tick what the form is to take, or leave."), self.table.setFocus
        return None

    def _begin(self) -> None:
        first = next((row for row, line in enumerate(self.lines) if line.asked()), 0)
        if self.lines:
            self.table.go(first)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.hide()
            self.take.setVisible(self.identity.offers())
            self.source.show_source(None)
            self.identity.show_me()
        if self.identity.who.differ:
            self.identity.show_me()

    def _on_row(self, row: int) -> None:
        self.answers.take()
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        self.answers.ask(line)
        self._chain()
        if line is not None:
            self.source.show_source(line.result.source)

    def _on_answer(self) -> None:
        """Take the same date in figures as meant alike in the other rows, and judge all rows anew."""
        line = self.answers.line
        if line is not None and line.answers["day"] and line.day_text():
            for other in self.lines:
                if (
                    other is not line
                    and other.day_text() == line.day_text()
                    and other.days()
                    and not other.answers["day"]
                ):
                    other.answer("day", line.answers["day"])
        compare(self.lines, self._rows)
        for other in self.lines:
            other.ticked = other.ticked and other.may_be_ticked()
        self._tell()
        if self.answers.outdated():
            QTimer.singleShot(0, self, lambda: self._on_row(self.table.row()))

    def _on_done(self) -> None:
        row = self.table.row()
        if row >= 0 and self.lines[row].asked():
            self.answers.show_open()
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if row >= 0 and self.lines[row].may_be_ticked() and not self.lines[row].ticked:
            self.turn(row)

    def _tell(self) -> None:
        self.table.tell()
        self.counts.setText(counted(self.lines, len(self._patient.ignored) + self._beyond))
        count = sum(line.ticked for line in self.lines)
        words = (
            tr("&Take over")
            if not self.lines
            else tr("&Take over 1 result")
            if count == 1
            else tr("&Take over {count} results", count=count)
        )
        self.take.setText(words)
        self.take.setAccessibleName(words.replace("&", ""))

    def _say(self, sentence: str) -> None:
        self.trouble.setText(f"▲ {sentence}" if sentence else "")
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _listen(self) -> None:
        self.table.wanted.connect(self.turn)
        self.table.moved.connect(self._on_row)
        self.answers.answered.connect(self._on_answer)
        self.answers.done.connect(self._on_done)
        self.ignored.moved.connect(lambda row: self.source.show_source(self._patient.ignored[row].source))
        self.identity.changed.connect(lambda: self._say(""))
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(8))
        if self.columns is not None:
            column.addWidget(self.columns)
        column.addWidget(self.identity)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(look.px(8))
        asked = QVBoxLayout()
        asked.setSpacing(look.px(8))
        asked.addWidget(self.table, 1)
        asked.addWidget(self.answers)
        self._body.addLayout(asked, 5)
        self._body.addWidget(self.source, 3)
        column.addLayout(self._body, 1)
        column.addWidget(self.ignored)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(16), look.px(12), look.px(8), look.px(12))
        whole.setSpacing(look.px(8))
        whole.addWidget(ScrollColumn(page, tr("Review results")), 1)
        whole.addWidget(self.trouble)
        whole.addWidget(self.counts)
        self.trouble.hide()
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = Flow(foot, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        self.leave.setAutoDefault(False)
        self.take.setDefault(True)
        line.addWidget(self.take)
        line.addWidget(self.leave)
        return foot

    def _chain(self) -> None:
        named = () if self.columns is None else (self.columns.button,)
        chain(*named, *self.identity.stops(), self.table, *self.answers.stops(), self.source, *self.ignored.stops(),
              self.take, self.leave)  # fmt: skip


def _wrapped(scale: float) -> Words:
    made = Words("", scale)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
