"""What a practice writes of its laboratory: texts, uncertainty, repeat rule and figures, and the faults beside them."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from b12calc.problems import Problem
from b12calc.units import normal_unit
from b12calc_ui.controls import Choice, TextField, Words, chain
from b12calc_ui.flow import give_way
from b12calc_ui.laboratory_rows import FiguresRow, rows_for
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

Control = TextField | Choice
_WHOLE = ("repeat", "uncertainty_percent")
_COLUMNS, _LAST = 7, 99
_CARRIED: tuple[str, ...] = ("evidence", "statements", "unit_inferred")
_NEEDED = ("title", "edition", "source")
_PARTS = ("limits", "interval")


class LaboratoryForm(QWidget):
    """Show one profile; what a file holds beyond the form is kept with it."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__()
        self._kept = {key: content[key] for key in _CARRIED if key in content}
        self._captions = _captions()
        self.fields, self.unit = _fields(), Choice(tr("Repeat rule: days or months"), _periods(), 9, tr("days?"))
        self.rows: list[FiguresRow] = []
        self._troubles: dict[str, Words] = {}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 8, 8)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(_COLUMNS - 1, 1)
        grid.setRowStretch(_LAST, 1)
        self._lines = {field: self._make_line(field) for field in self.fields}
        self._heads = self._make_heads()
        self._make_rows(content)
        self._folded = False
        self._arrange()
        for words, control in zip(self._heads[1:], self.rows[0].stops(), strict=False):
            words.setBuddy(control)
        self._fill(content)
        chain(*self.stops())
        for control in (*self.fields.values(), *(one for row in self.rows for one in row.figures.values())):
            control.setMaxLength(400)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        texts: list[QWidget] = []
        for name, field in self.fields.items():
            texts += [field, self.unit] if name == "repeat" else [field]
        return [*texts, *(stop for row in self.rows for stop in row.stops())]

    def texts(self) -> tuple[object, ...]:
        """Return all that stands in the form, to see whether anything was changed."""
        return (*(one.text() for one in self.fields.values()), self.unit.code(), *(row.texts() for row in self.rows))

    def content(self) -> dict[str, Any]:
        """Return what was written as the content of a profile, faults and all."""
        found: dict[str, Any] = dict(self._kept)
        for name, field in self.fields.items():
            if name not in _WHOLE and (text := field.text().strip()):
                found[name] = text
        if text := self.fields["uncertainty_percent"].text().strip():
            found["uncertainty_percent"] = _whole(text)
        if (text := self.fields["repeat"].text().strip()) or self.unit.code():
            found["repeat"] = {self.unit.code(): _whole(text)}
        for row in self.rows:
            for part, ends in row.entries():
                found.setdefault(row.code, {}).setdefault(part, {})[row.unit.code()] = ends
        return found

    def problems(self) -> list[Problem]:
        """Return every fault of what was written, by the strict reader of the files."""
        from b12calc.rules import laboratory_faults

        twice = [
            Problem(f"{row.code}.limits.{row.unit.code()}", tr("the unit is there twice"))
            for index, row in enumerate(self.rows)
            if row.unit.code() and (row.code, row.unit.code()) in [(o.code, o.unit.code()) for o in self.rows[:index]]
        ]
        return [*twice, *laboratory_faults(self.content())]

    def show_problems(self, problems: list[Problem]) -> Control | None:
        """Say each fault beside its field, the first one of a field only; return the first field."""
        said: dict[Words, str] = {}
        faulty: dict[Control, str] = {}
        for problem in problems:
            control, words, name = self._place(problem)
            sentence = _sentence(name, _mended(problem))
            faulty.setdefault(control, sentence)
            said.setdefault(words, sentence)
        for control in (*self.fields.values(), *(one for row in self.rows for one in row.figures.values())):
            control.set_trouble(faulty.get(control, ""))
        for choice in (self.unit, *(row.unit for row in self.rows)):
            choice.set_trouble(faulty.get(choice, ""))
        for words in (*self._troubles.values(), *(row.trouble for row in self.rows)):
            words.setText(f"▲ {said[words]}" if words in said else "")
            words.setVisible(words in said)
        return next(iter(faulty), None)

    def _place(self, problem: Problem) -> tuple[Control, Words, str]:
        part = problem.path.split(".")[0]
        rows = [row for row in self.rows if row.code == part] or self.rows[: not part]
        if not rows:
            field = part if part in self.fields else "title"
            wrong_unit = field == "repeat" and not self.unit.code() and self.fields["repeat"].text().strip()
            return (self.unit if wrong_unit else self.fields[field]), self._troubles[field], _names()[field]
        unit = normal_unit(".".join(problem.path.split(".")[2:3]))
        row = next((row for row in reversed(rows) if row.unit.code() == unit), rows[0])
        return row.control(problem), row.trouble, row.title(row.control(problem)) if part else tr("Figures")

    def _make_line(self, name: str) -> tuple[Words, QVBoxLayout]:
        """Make the caption of a field and the field itself, with what is wrong below it: beside it there is no room."""
        caption, field = Words(self._captions[name]), self.fields[name]
        caption.setBuddy(field)
        caption.setMinimumHeight(field.sizeHint().height())
        give_way(field)
        line = QVBoxLayout(QWidget(self))
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        both = QHBoxLayout()
        both.addWidget(field)
        if name == "repeat":
            both.addWidget(self.unit)
        both.addStretch(0)
        self._troubles[name] = trouble = _red(Words("", 0.9))
        trouble.setWordWrap(True)
        trouble.hide()
        line.addLayout(both)
        line.addWidget(trouble)
        return caption, line

    def _make_heads(self) -> list[Words]:
        titles = ("", tr("Unit"), tr("Low below"), tr("High above"), tr("Reference interval"))
        return [Words(title, 0.9, muted=True) for title in titles]

    def _make_rows(self, content: dict[str, Any]) -> None:
        for row, unit in rows_for(content):
            _red(row.trouble)
            row.put(unit, {part: content.get(row.code, {}).get(part, {}).get(unit, {}) for part in _PARTS})
            self.rows.append(row)

    def _arrange(self) -> None:
        """Put all into the grid: a table, or below one another where there is no room for one."""
        grid, folded = self._grid, self._folded
        line = 0
        for caption, row in self._lines.values():
            grid.addWidget(caption, line, 0, 1, 2 if folded else 1, Qt.AlignmentFlag.AlignTop)
            at = (line + 1, 0, 1, _COLUMNS) if folded else (line, 1, 1, _COLUMNS - 1)
            whole = row.parentWidget()
            assert whole is not None
            grid.addWidget(whole, *at)
            line += 1 + folded
        for column, words in enumerate(self._heads):
            grid.addWidget(words, line + 1, column, 1, 2 if column == len(self._heads) - 1 else 1)
            words.setVisible(not folded)
        for number, figures in enumerate(self.rows):
            figures.place(grid, line + 2 + number * (8 if folded else 2), folded)

    def _across(self) -> int:
        """Return the width of the table."""
        first = self.rows[0]
        names = (*(caption for caption, _line in self._lines.values()), *(row.caption for row in self.rows))
        figures = (max(one.sizeHint().width() for one in pair) for pair in zip(self._heads[2:4], first.stops()[1:3],
                                                                              strict=True))  # fmt: skip
        ends = max(self._heads[4].sizeHint().width(), 2 * first.stops()[1].sizeHint().width())
        return max(one.sizeHint().width() for one in names) + first.unit.sizeHint().width() + sum(figures) + ends + 48

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between the table and one field below the other."""
        super().resizeEvent(event)
        if (self.width() < self._across()) != self._folded:
            self._folded = not self._folded
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return a narrow width: there the fields stand below one another."""
        return QSize(look.px(190), super().minimumSizeHint().height())

    def _fill(self, content: dict[str, Any]) -> None:
        for name, field in self.fields.items():
            if name not in _WHOLE:
                field.setText(content.get(name, ""))
        self.fields["uncertainty_percent"].setText(str(content.get("uncertainty_percent", "")))
        for unit, count in content.get("repeat", {}).items():
            self.fields["repeat"].setText(str(count))
            self.unit.put(unit)


def _periods() -> list[tuple[str, str]]:
    return [("days", tr("days")), ("months", tr("months"))]


def _names() -> dict[str, str]:
    return {
        "title": tr("Laboratory"), "edition": tr("Date of its statement"), "method": tr("Method"),
        "source": tr("Source"), "says": tr("In its words"), "note": tr("Note"),
        "uncertainty_percent": tr("Uncertainty, %"), "repeat": tr("Repeat not within"),
    }  # fmt: skip


def _captions() -> dict[str, str]:
    return {
        field: name if field in _NEEDED else tr("{name} (optional)", name=name) for field, name in _names().items()
    }  # fmt: skip


def _sentence(name: str, fault: str) -> str:
    if fault == "is missing; a text was expected":
        return tr("{name} is missing; a text was expected", name=name)
    return tr("{name}: {fault}", name=name, fault=fault)


def _fields() -> dict[str, TextField]:
    hints = {
        "edition": (16, tr("2024-12 or undated")), "method": (24, ""), "title": (30, ""), "note": (44, ""),
        "source": (44, tr("handbook, web page or report")), "says": (44, ""), "uncertainty_percent": (5, ""),
        "repeat": (5, ""),
    }  # fmt: skip
    return {name: TextField(caption, *hints[name]) for name, caption in _captions().items()}


def _whole(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else text


def _mended(problem: Problem) -> str:
    """Return the sentence as it reads in a form rather than in a file."""
    if problem.path == "repeat":
        return tr("expected a whole number of days, 1 to 731, or of months, 1 to 24")
    return problem.message


def _red(words: Words) -> Words:
    palette = QPalette(words.palette())
    palette.setColor(QPalette.ColorRole.WindowText, look.colour("error"))
    words.setPalette(palette)
    words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return words
