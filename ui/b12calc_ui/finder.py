"""Type a few letters and go there: every action, question and result of the window by its name.

A line typed from a symptom sheet is taken here too: while it is typed, the block is named that is not whole yet.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QMainWindow, QVBoxLayout

from b12calc.analytes import analytes
from b12calc_ui.answer_desk import first_fault, looks_typed, take_answers
from b12calc_ui.controls import TextField, Words
from b12calc_ui.key_list import entries, plain
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.two_ends import BETWEEN, TwoEnds

if TYPE_CHECKING:
    from b12calc_ui.form_view import FormView
    from b12calc_ui.question_row import QuestionRow

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Place(NamedTuple):
    """Hold one thing to go to: its words, what else finds it, the way there, and its number on the symptom sheet."""

    kind: str
    words: str
    more: str
    go: Callable[[], object]
    number: str = ""

    def rank(self, wanted: list[str]) -> int:
        """Return how well the typed words fit, 0 the best; -1 where one of them is not there."""
        name, whole = self.words.casefold(), f"{self.words} {self.more} {self.number} {self.kind}".casefold()
        if not all(word in whole for word in wanted):
            return -1
        begun = " ".join(wanted)
        if begun and begun == self.number:
            return 0
        if name.startswith(begun) or self.more.casefold().startswith(begun):
            return 0
        return 1 if all(any(part.startswith(word) for part in name.split()) for word in wanted) else 2


def places(window: QMainWindow, view: "FormView") -> Iterator[Place]:
    """Return everything there is to go to, actions first."""
    for path, action in entries(window):
        if action.isEnabled():
            keys = action.shortcut().toString()
            name = ", ".join((*path[1:], plain(action.text())))
            kind = " ".join(filter(None, (tr("{menu} menu", menu=path[0]), keys)))
            yield Place(kind, name, action.toolTip(), action.trigger)
    for field in view.form.identity.stops():
        yield Place(tr("Patient"), field.accessibleName(), "", partial(view.reveal, field))
    for field in () if view.form.treatment is None else view.form.treatment.stops():
        yield Place(tr("Since the last visit"), field.accessibleName(), "", partial(view.reveal, field))
    yield from _results(view)
    for number, (code, row) in enumerate(view.form.rows.items(), 1):
        question = row.question
        words = f"{code} {question.short} {question.ask} {question.include}"
        yield Place(tr("Question"), question.label, words, partial(_ask, view, row), str(number))
    before = partial(view.reveal, view.form.before.kind)
    yield Place(tr("Question"), tr("B12 before the test"), "", before)


def _results(view: "FormView") -> Iterator[Place]:
    """Return the rows that stand in the table, then what can be added to it."""
    results, shown = view.form.results, set()
    for row in results.rows:
        shown.add(row.analyte.code)
        way = partial(view.reveal, row.fields["value"])
        yield Place(tr("Result"), row.title(), f"{row.analyte.name} {row.analyte.code}", way)
    for code, analyte in analytes().items():
        if code not in shown:
            words = tr("Add result: {name}", name=analyte.name)
            yield Place(tr("Result"), words, f"{analyte.short} {code}", partial(results.add_row, code))


def _ask(view: "FormView", row: "QuestionRow") -> None:
    view.reveal(row.no if row.answer == "no" else row.yes)


class Finder(QDialog):
    """Take a few letters, list what fits, and go to the chosen one with Enter."""

    def __init__(self, window: QMainWindow, view: "FormView") -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Go to"))
        self._window, self._view = window, view
        self._places = list(places(window, view))
        self.shown: list[Place] = []
        self.wanted = TextField(tr("Action, question or result to go to"), 40, tr("metformin, mma, save…"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What fits"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(TwoEnds(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = Words("", 0.9, muted=True)
        self.count.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(8))
        column.setSpacing(look.px(8))
        self.wanted.setSizePolicy(self.list.sizePolicy().horizontalPolicy(), self.wanted.sizePolicy().verticalPolicy())
        for widget in (self.wanted, self.list, self.count):
            column.addWidget(widget)
        self.wanted.textChanged.connect(self._fill)
        self.wanted.returnPressed.connect(self.take)
        self.wanted.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self.take())
        self.resize(QSize(look.px(560), look.px(440)).boundedTo(self.screen().availableSize() - QSize(16, 48)))
        self._fill("")
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Close and go to the chosen one."""
        index = self.list.currentRow()
        if 0 <= index < len(self.shown):
            chosen = self.shown[index]
            self.accept()
            self._window.activateWindow()
            # Once the key is done with: a deed that lets things happen would delete the field that still handles it.
            QTimer.singleShot(0, self._window, chosen.go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while the letters are typed above it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            row = self.list.currentRow() + by[Qt.Key(event.key())]
            self._choose(min(max(row, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        """List what fits; of a line typed from a symptom sheet say what is still wrong, or offer to take it."""
        if looks_typed(text):
            fault = first_fault(text)
            self._list([] if fault else [self._typed(text)], fault)
            return
        wanted = text.casefold().split()
        ranked = [(place.rank(wanted), place) for place in self._places]
        shown = [place for rank in (0, 1, 2) for found, place in ranked if found == rank]
        count = len(shown)
        none = tr("Nothing of that name.")
        self._list(shown, none if not count else tr("{count} found · Enter goes there", count=count))

    def _typed(self, text: str) -> Place:
        """Return the deed that takes a line of answers into the form."""
        (bar,) = self._window.findChildren(MessageBar)
        return Place(
            tr("Symptom sheet"), tr("Take these answers"), "", partial(take_answers, text, self._view.form, bar)
        )

    def _list(self, shown: list[Place], said: str) -> None:
        self.shown = shown
        self.list.clear()
        self.list.addItems([f"{place.words}{BETWEEN}{place.kind}" for place in shown])
        self.count.setText(said)
        self._choose(0)

    def _choose(self, row: int) -> None:
        """Choose a line, and let a screen reader say it from the field that keeps the keyboard."""
        self.list.setCurrentRow(row)
        item: QListWidgetItem | None = self.list.item(row)
        self.wanted.setAccessibleDescription(item.text() if item is not None else self.count.text())
