"""The rows an audit refused, as a list: read from the file in pages, however many they are."""

import csv
from array import array
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from b12calc_ui.audit_setup import strip, wrapped
from b12calc_ui.controls import FlatButton, chain
from b12calc_ui.flat import control_height
from b12calc_ui.review_table import head_sheet, sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

Index = QModelIndex | QPersistentModelIndex
_ROLES: Final = Qt.ItemDataRole
_PAGE, _PAGES = 200, 20


class Lines:
    """Give the rows of a list this program wrote, whose rows are one line each; a few pages are held at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._starts = array("Q")
        self._pages: OrderedDict[int, list[list[str]]] = OrderedDict()
        self.count = 0
        with path.open("rb") as stream:
            at = len(stream.readline())
            for line in stream:
                if self.count % _PAGE == 0:
                    self._starts.append(at)
                self.count += 1
                at += len(line)

    def row(self, place: int) -> list[str]:
        """Return the cells of a row; none where the file was taken away since."""
        number = place // _PAGE
        if number not in self._pages:
            self._pages[number] = self._read(number)
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place % _PAGE] if place % _PAGE < len(page) else []

    def _read(self, number: int) -> list[list[str]]:
        try:
            with self.path.open("rb") as stream:
                stream.seek(self._starts[number])
                lines = [stream.readline() for _ in range(min(_PAGE, self.count - number * _PAGE))]
        except OSError:
            return []
        return list(csv.reader(line.decode("utf-8", "replace") for line in lines))


class RefusedModel(QAbstractTableModel):
    """Show row, number and reasons."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows were refused."""
        return 0 if parent.isValid() else self.lines.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return three."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, way: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        """Return the title of a column."""
        if way == Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return (tr("Row"), tr("Number"), tr("Why"))[section]
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return what a cell says; whoever hears it hears the whole row."""
        if role not in (_ROLES.DisplayRole, _ROLES.AccessibleTextRole):
            return None
        cells = [*self.lines.row(index.row()), "", "", ""][:3]
        if role == _ROLES.AccessibleTextRole:
            return tr("row {row}, number {number}: {why}", row=cells[0], number=cells[1], why=cells[2])
        return cells[index.column()]


class RefusedTable(QTableView):
    """Share its width: a little for row and number, the rest for the reason."""

    def __init__(self, model: RefusedModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Refused rows"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.divide()

    def divide(self) -> None:
        """Give row and number no more than a part of a narrow table."""
        room = self.viewport().width()
        self.horizontalHeader().setMinimumSectionSize(look.px(20))
        self.setColumnWidth(0, min(look.px(70), room // 6))
        self.setColumnWidth(1, min(look.px(110), room // 4))


class RefusedPage(QWidget):
    """List the refused rows; ``back`` and ``save`` are wishes."""

    back = Signal()
    save = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.model = RefusedModel(Lines(path))
        self.table = RefusedTable(self.model)
        self.why = wrapped("")
        self.leave, self.keep = FlatButton(tr("&Back to the work list")), FlatButton(tr("Save a c&opy…"))
        self.leave.clicked.connect(self.back)
        self.keep.clicked.connect(self.save)
        count = self.model.lines.count
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(wrapped(tr("{count} rows were refused. They stand in {name}, each with its reason.",
                                    count=f"{count:,}", name=path.name)))  # fmt: skip
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        column.addWidget(strip(self.leave, self.keep))
        chain(self.table, self.leave, self.keep)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._say(now.row()))
        self.restyle()
        if count:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.table.setStyleSheet(sheet("QTableView") + head_sheet())
        self.table.horizontalHeader().setMinimumHeight(control_height())
        tall = max(control_height(), self.table.fontMetrics().lineSpacing() + look.px(8))
        self.table.verticalHeader().setMinimumSectionSize(tall)
        self.table.verticalHeader().setDefaultSectionSize(tall)
        self.table.divide()

    def _say(self, row: int) -> None:
        cells = [*self.model.lines.row(row), "", "", ""] if row >= 0 else [""] * 3
        self.why.setText(cells[2])
