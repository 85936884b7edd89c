"""What is asked about one result before it may be ticked: figure, unit, day, or which of two figures counts."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, TextField, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.import_lines import Line, Need
from b12calc_ui.review_model import why
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import shown_unit, tr


class ReviewAnswers(QWidget):
    """Ask about the row in use; ``answered`` says that its line holds an answer more or less."""

    answered = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self.fields: dict[Need, TextField | Choice] = {}
        self.buttons: list[FlatButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page: QWidget | None = None
        self._picks = False
        self.trouble = _wrapped("")
        self._column.addWidget(self.trouble)
        self.trouble.hide()

    def ask(self, line: Line | None) -> None:
        """Ask what is open about a line, or was; nothing in sight where there is nothing to ask."""
        self._clear()
        self.line = line
        if line is None or not (line.fields() or line.beside.how == "differs"):
            self.hide()
            return
        self._page = page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_wrapped(tr("{name}: {why}", name=line.analyte.name, why=why(line))))
        fields = QWidget()
        fields.setMinimumWidth(1)
        self._flow = Flow(fields, across=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for need in line.fields():
            self._flow.addWidget(self._field(line, need))
        for day in line.days():
            self._add_button(show_day(day), tr("The report means {day}", day=show_day(day)),
                             partial(self._give, "day", show_day(day)))  # fmt: skip
        if line.beside.how == "differs":
            self._add_picks(line)
        column.addWidget(fields)
        self._column.insertWidget(0, page)
        chain(*self.stops())
        self.show()

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [*self.fields.values(), *self.buttons]

    def outdated(self) -> bool:
        """Tell whether an answer brought up which of two figures counts, and nobody asked that yet."""
        line = self.line
        return line is not None and (line.beside.how == "differs") != self._picks

    def take(self) -> None:
        """Take what stands in the fields, as when the keyboard leaves them."""
        for need, field in self.fields.items():
            if isinstance(field, TextField):
                self._on_text(need, field)

    def show_open(self) -> None:
        """Take the keyboard to the first thing that is open."""
        line = self.line
        asked = [] if line is None else line.asked()
        first = self.fields.get(asked[0]) if asked else next(iter(self.buttons), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, line: Line, need: Need) -> QWidget:
        name = line.analyte.name
        made: TextField | Choice
        if need == "unit" and line.analyte.units:
            entries = [(unit, shown_unit(unit)) for unit in line.analyte.units]
            made = units = Choice(tr("{name}: unit on the report", name=name), entries, 14, tr("unit?"))
            units.put(line.answers["unit"])
            units.picked.connect(lambda: self._give("unit", units.code()))
        else:
            titles = {"figure": tr("{name}: figure as the report prints it", name=name),
                      "unit": tr("{name}: unit on the report", name=name),
                      "day": tr("{name}: day of the sample", name=name)}  # fmt: skip
            hints = {"figure": tr("type it again"), "unit": tr("unit"), "day": tr("12 Mar 2026")}
            made = TextField(titles[need], 16, hints[need])
            made.setText(line.answers[need])
            made.editingFinished.connect(partial(self._on_text, need, made))
        self.fields[need] = made
        captions = {"figure": tr("Figure, typed again"), "unit": tr("Unit on the report")}
        return Captioned(captions.get(need, tr("Day of the sample")), made)

    def _add_picks(self, line: Line) -> None:
        self._picks = True
        keep = tr("Keep {value} of the form", value=line.beside.text)
        take = tr("Take {value} of the report instead", value=line.value_text())
        self._add_button(keep, keep, partial(self._pick, "form"))
        self._add_button(take, take, partial(self._pick, "report"))

    def _add_button(self, words: str, name: str, deed: partial[None]) -> None:
        button = FlatButton(words, name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: deed())
        self._flow.addWidget(button)
        self.buttons.append(button)

    def _on_text(self, need: Need, field: TextField) -> None:
        line = self.line
        if line is not None and field is self.fields.get(need) and field.text().strip() != line.answers[need]:
            self._say(field, line.answer(need, field.text()))
            self.answered.emit()

    def _give(self, need: Need, text: str) -> None:
        if self.line is not None:
            sentence = self.line.answer(need, text)
            field = self.fields[need]
            if isinstance(field, TextField) and not sentence:
                field.setText(text)
            self._say(field, sentence)
            self.answered.emit()
            if not sentence and not self.line.asked() and not self.line.ticked:
                self.done.emit()

    def _pick(self, side: str) -> None:
        if self.line is not None:
            self.line.pick = "report" if side == "report" else "form"
            self.answered.emit()
            self.done.emit()

    def _say(self, field: TextField | Choice, sentence: str) -> None:
        field.set_trouble(sentence)
        self.trouble.setText(f"▲ {sentence}" if sentence else "")
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))

    def _clear(self) -> None:
        self.line, self._picks = None, False
        self.fields, self.buttons = {}, []
        self.trouble.hide()
        if self._page is not None:
            page, self._page = self._page, None
            page.hide()
            page.setParent(None)
            page.deleteLater()


def _wrapped(words: str) -> Words:
    made = Words(words, 0.9)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
