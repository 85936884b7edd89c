"""The results: the common ones stand ready, every other one is added by name."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from b12calc.analytes import analytes
from b12calc_ui.announce import announce
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.result_fields import PARTS
from b12calc_ui.result_row import ResultRow
from b12calc_ui.row_state import Reading, RowState
from b12calc_ui.text_dates import is_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

READY_ROWS = (
    "total_b12", "active_b12", "mma", "homocysteine", "folate", "haemoglobin", "mcv", "platelets", "white_cells",
    "neutrophils", "creatinine", "egfr", "ferritin", "intrinsic_factor_antibody",
)  # fmt: skip


class ResultsTable(QWidget):
    """Take all results of one visit."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ResultRow] = []
        self._at = 0
        self._narrow, self._folds = False, 0
        self._read: tuple[date, list[tuple[ResultRow, Reading]]] | None = None
        self._menu: QMenu | None = None
        self._offered: tuple[Mapping[str, str], str] = {}, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._heads: list[tuple[Words, str]] = []
        self._head = QWidget()
        self._head.setLayout(self._heading())
        column.addWidget(self._head)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        column.addLayout(self._body)
        for code in READY_ROWS:
            self._insert(code, len(self.rows), fixed=True)
        self.add = FlatButton(tr("Add result…"))
        self.add.clicked.connect(self._offer)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 8, 0, 0)
        foot.addWidget(self.add)
        foot.addStretch(1)
        column.addLayout(foot)
        # Not arranged yet: how wide it is, it knows once it is laid out, and rows turned over twice would be felt.
        self._set_heads()

    def state(self) -> tuple[RowState, ...]:
        """Return every row as it stands."""
        return tuple(row.state() for row in self.rows)

    def restore(self, state: tuple[RowState, ...]) -> None:
        """Put all rows back; rows are made or dropped only where the analytes differ."""
        for index, wanted in enumerate(state):
            while index < len(self.rows) and not self._fits(index, state):
                self._drop(self.rows[index])
            if index >= len(self.rows) or self.rows[index].analyte.code != wanted.analyte:
                self._insert(wanted.analyte, index, fixed=False)
            self.rows[index].restore(wanted)
        for row in self.rows[len(state) :]:
            self._drop(row)
        self._read = None

    def fresh(self) -> tuple[RowState, ...]:
        """Return the state of a table nobody has written in."""
        return tuple(RowState(code) for code in READY_ROWS)

    def show_me(self) -> None:
        """Take the keyboard to the row edited last."""
        self.rows[min(self._at, len(self.rows) - 1)].show_me()

    def read(self, today: date) -> list[tuple[ResultRow, Reading]]:
        """Read every row; what was read since the last edit is not read again."""
        if self._read is None or self._read[0] != today:
            self._read = today, [(row, row.read(today)) for row in self.rows]
        return self._read[1]

    def offer_units(self, units: Mapping[str, str], laboratory: str) -> None:
        """Offer in every row the unit a laboratory prints, by analyte; where it names none, nothing."""
        self._offered = units, laboratory
        for row in self.rows:
            row.offer_unit(units.get(row.analyte.code, ""), laboratory)

    def add_row(self, code: str) -> None:
        """Add a row for an analyte behind the last one it has, and take the keyboard there."""
        places = [index for index, row in enumerate(self.rows) if row.analyte.code == code]
        index = places[-1] + 1 if places else len(self.rows)
        row = self._insert(code, index, fixed=False)
        self._at = index
        self.edited.emit("")
        row.show()  # the keyboard goes to no field that is not in sight yet
        row.show_me()

    def restyle(self) -> None:
        """Keep the headings above their columns at any text size."""
        self._set_heads()
        self.arrange()

    def _set_heads(self) -> None:
        for words, field in self._heads:
            width = self.rows[0].fields[field].sizeHint().width()
            extra = width + QLabel("–").sizeHint().width() + 8 if field == "low" else 0
            words.setFixedWidth(width + extra)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one line and two for each result."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put names above their fields where the table is too narrow for one line."""
        fields = self._across(*self.rows[0].fields)
        self._narrow = self.width() < fields + look.px(230)
        two = max(self._across(*(field for group in part for field in group)) for part in PARTS)
        self._folds = sum(self.width() < room + look.px(48) for room in (fields, two))
        self._head.setVisible(not self._narrow)
        for row in self.rows:
            row.set_narrow(self._narrow, self._folds)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest field, or of the range: the others stand below it where there is no room."""
        widest = max(self._across(*group) for part in PARTS for group in part)
        return QSize(widest + look.px(48), super().minimumSizeHint().height())

    def _across(self, *fields: str) -> int:
        return sum(self.rows[0].fields[field].sizeHint().width() + 4 for field in fields)

    def _fits(self, index: int, state: tuple[RowState, ...]) -> bool:
        """Tell whether the row at this place may stay: a ready row always, an added one where its analyte is due."""
        row = self.rows[index]
        return row.fixed or row.analyte.code == state[index].analyte

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(4, 8, 0, 2)
        line.setSpacing(4)
        line.addWidget(Words(tr("Analyte"), 0.9, muted=True), 1)
        titles = {
            "value": tr("Value"), "unit": tr("Unit"), "collected": tr("Collected"), "low": tr("Laboratory's range"),
        }  # fmt: skip
        for field, title in titles.items():
            words = Words(title, 0.9, muted=True)
            words.setWordWrap(True)
            self._heads.append((words, field))
            line.addWidget(words)
        spare = FlatButton("⋯")
        policy = spare.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        spare.setSizePolicy(policy)
        spare.hide()
        line.addWidget(spare)
        return line

    def _insert(self, code: str, index: int, fixed: bool) -> ResultRow:
        row = ResultRow(code, fixed)
        row.offer_unit(self._offered[0].get(code, ""), self._offered[1])
        row.set_narrow(self._narrow, self._folds)
        row.edited.connect(lambda field, row=row: self._on_edit(row, field))
        row.again.connect(lambda row: self.add_row(row.analyte.code))
        row.remove.connect(self._on_remove)
        row.stepped.connect(self._on_move)
        self.rows.insert(index, row)
        self._read = None
        row.same_date.connect(self._copy_date)
        row.date_for_all.connect(self._spread_date)
        self._body.insertWidget(index, row)
        if not fixed:
            chain(self.rows[index - 1].stops()[-1], *row.stops())
        return row

    def _drop(self, row: ResultRow) -> None:
        self.rows.remove(row)
        self._read = None
        self._body.removeWidget(row)
        row.blockSignals(True)  # losing the keyboard, it would tidy itself and report an edit of a row that is gone
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _on_edit(self, row: ResultRow, field: str) -> None:
        row.touch()
        self._at = self.rows.index(row)
        self._read = None
        self.edited.emit(f"{self._at}.{field}" if field else "")

    def _on_remove(self, row: ResultRow) -> None:
        """Take an added row away; one that stands ready is emptied."""
        self._at = self.rows.index(row)
        if row.fixed:
            row.restore(RowState(row.analyte.code))
            self._read = None
        else:
            self._at = max(0, self._at - 1)
            self._drop(row)
        self.edited.emit("")
        self.show_me()

    def _copy_date(self, row: ResultRow) -> None:
        """Take the date of the nearest row above, else of any row, that has one."""
        index = self.rows.index(row)
        near = [*reversed(self.rows[:index]), *self.rows[index + 1 :]]
        dates = [other.state().collected for other in near if other.state().collected]
        if dates:
            row.put_date(dates[0])

    def _spread_date(self, row: ResultRow) -> None:
        """Give a date that can be read to every entered result without one, as one edit."""
        day = row.state().collected
        undated = [one for one in self.rows if one.state().undated()]
        if undated and is_day(day):
            for one in undated:
                one.fill_date(day)
            self._on_edit(row, "")
            count = len(undated)
            announce(self, tr("1 result dated {day}.", day=day) if count == 1 else
                     tr("{count} results dated {day}.", count=count, day=day))  # fmt: skip

    def _on_move(self, row: ResultRow, field: str, step: int) -> None:
        index = self.rows.index(row) + step
        if 0 <= index < len(self.rows):
            self.rows[index].fields[field].setFocus()

    def _offer(self) -> None:
        """Open the list of every analyte; typing its first letters finds one."""
        if self._menu is None:
            self._menu = QMenu(self)
            for code, analyte in analytes().items():
                self._menu.addAction(analyte.name).setData(code)
            self._menu.triggered.connect(lambda action: self.add_row(str(action.data())))
        self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
