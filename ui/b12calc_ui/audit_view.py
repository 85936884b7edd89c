"""The table of the work list: painted flat, every row of one height so that a hundred thousand of them stay quick."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from b12calc_ui.audit_model import WorkModel
from b12calc_ui.flat import control_height, paint_row
from b12calc_ui.flow import as_read
from b12calc_ui.review_table import head_sheet, sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_SHARES: Final = {"id": 12, "age": 6, "sex": 8, "urgency": 12, "status": 20, "missing": 18, "next_tests": 18,
                  "next_review": 11}  # fmt: skip
_NARROW: Final = 820
_LINES: Final = {False: 2, True: 4}
_INK: Final = ("emergency", "urgent", "soon", "routine")
Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paint a cell: words that fold, cut at the end where there is no room; the whole is said by pointing."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground and words; the row in use is washed and framed, and so told without colour alone."""
        table = self.parent()
        assert isinstance(table, WorkTable)
        rect: QRect = option.rect
        current = index.row() == table.currentIndex().row()
        painter.save()
        paint_row(painter, rect, current, table.hasFocus())
        painter.setFont(option.font)
        painter.setPen(look.colour(table.ink(index)))
        side = look.px(6)
        inner = as_read(table.layoutDirection(), rect, rect.adjusted(side, look.px(4), -side, -look.px(3)))
        painter.setClipRect(inner)
        text = str(index.data() or "")
        if not table.rows.narrow:
            room = int(inner.width() * 1.7)  # two lines, the first of which ends at a word
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, _flow(), text)
        painter.restore()


class WorkTable(QTableView):
    """Show the list; Enter or a double click opens the patient of the row in use."""

    opened = Signal(int)
    moved = Signal(int)

    def __init__(self, model: WorkModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(Cells(self))
        self.setAccessibleName(tr("Work list"))
        self.setAccessibleDescription(tr("Enter opens the patient in the form."))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._on_head)
        self.restyle()
        model.modelReset.connect(self._divide)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def go(self, row: int) -> None:
        """Make a row the one in use."""
        self.setCurrentIndex(self.rows.index(row, 0))

    def ink(self, index: Index) -> str:
        """Return the colour of the words of a cell; the urgency says it in words too."""
        if self.rows.narrow or self.rows.columns[index.column()] != "urgency":
            return "text"
        return _INK[self.rows.list.urgency[self.rows.rows[index.row()]]]

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.setStyleSheet(sheet("QTableView") + head_sheet())
        self.horizontalHeader().setMinimumHeight(control_height())
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, or stack everything in one where there is little of it."""
        super().resizeEvent(event)
        self._divide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the patient of the row in use with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first row the one in use where none is."""
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.go(0)
        super().focusInEvent(event)

    def _on_head(self, section: int) -> None:
        """Order by a column that is clicked; a second click turns the order round."""
        if self.rows.narrow:
            return
        name, wanted = self.rows.columns[section], self.rows.wanted
        falling = wanted.column == name and not wanted.falling
        self.rows.sort(section, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)

    def _divide(self) -> None:
        room = self.viewport().width()
        narrow = room < look.px(_NARROW)
        self.rows.set_narrow(narrow)
        tall = self.fontMetrics().lineSpacing() * _LINES[narrow] + look.px(8)
        if self.verticalHeader().defaultSectionSize() != tall:
            self.verticalHeader().setMinimumSectionSize(tall)
            self.verticalHeader().setDefaultSectionSize(tall)
        self.horizontalHeader().setVisible(not narrow)
        if narrow:
            self.setColumnWidth(0, room)
            return
        whole, left = sum(_SHARES[name] for name in self.rows.columns), room
        for place, name in enumerate(self.rows.columns):
            last = place == len(self.rows.columns) - 1
            self.setColumnWidth(place, left if last else room * _SHARES[name] // whole)
            left -= self.columnWidth(place)


def _flow() -> int:
    return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
