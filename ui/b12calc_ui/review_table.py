"""The table of results under review: painted flat, used by keyboard or hand, one column where it is narrow."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from b12calc_ui.flat import control_height, paint_row
from b12calc_ui.flow import as_read
from b12calc_ui.import_lines import Line
from b12calc_ui.review_model import DAY, FLAG, RANGE, RESULT, VALUE, VERDICT, WHY, ReviewModel
from b12calc_ui.scroll_column import upright_bar
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.tick_box import paint_tick

_BOX: Final = 16
_TICK: Final = 34  # pixels of the first cell that hold the box
_SHARES: Final = {RESULT: 20, VALUE: 14, DAY: 12, RANGE: 11, FLAG: 6, VERDICT: 14}
_NARROW: Final = 560
_WHY: Final = 100  # below it the reasons have less than their longest words
Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paint a cell: words that fold, and the box of the tick in the first one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for all words at the width of the column."""
        table = self.parent()
        assert isinstance(table, ReviewTable)
        width = table.columnWidth(index.column()) - _sides(index)
        words = QFontMetrics(option.font).boundingRect(QRect(0, 0, max(20, width), 10_000), _flow(), _text(index))
        return QSize(words.width(), max(control_height(), words.height() + look.px(8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, tick and words; the row in use is washed and framed, and so told without colour alone."""
        table = self.parent()
        assert isinstance(table, ReviewTable)
        rect: QRect = option.rect
        current = index.row() == table.currentIndex().row()
        painter.save()
        paint_row(painter, rect, current, table.hasFocus())
        if index.column() == RESULT:
            self._box(painter, rect, index)
        line = table.lines[index.row()]
        painter.setFont(option.font)
        painter.setPen(look.colour("text" if line.ticked or line.asked() else "muted"))
        gap = look.px(_TICK) if index.column() == RESULT else look.px(4)
        inner = QRect(rect.x() + gap, rect.y() + look.px(4), rect.width() - _sides(index), rect.height())
        painter.drawText(as_read(table.layoutDirection(), rect, inner), _flow(), _text(index))
        painter.restore()

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Turn the tick by a click on its cell."""
        table = self.parent()
        if index.column() != RESULT or not isinstance(event, QMouseEvent) or not isinstance(table, ReviewTable):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            left = event.position().x() - table.columnViewportPosition(RESULT)
            near = table.columnWidth(RESULT) - left if table.isRightToLeft() else left
            if near <= look.px(_TICK):
                table.wanted.emit(index.row())
                return True
        return False

    def _box(self, painter: QPainter, rect: QRect, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, ReviewTable)
        size = look.px(_BOX)
        box = QRect(rect.x() + look.px(9), rect.y() + look.px(6), size, size)
        box = as_read(table.layoutDirection(), rect, box)
        paint_tick(painter, box, index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)


class ReviewTable(QTableView):
    """Show the lines; Space turns the tick of the row in use, Tab leaves the table, Enter is the dialog's."""

    wanted = Signal(int)
    moved = Signal(int)

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = list(lines)
        self.rows = ReviewModel(self.lines)
        self.setModel(self.rows)
        self.setItemDelegate(Cells(self))
        self.rows.wanted.connect(self.wanted)
        self.setAccessibleName(tr("Results of the report"))
        self.setAccessibleDescription(tr("Space ticks a result, Enter takes the ticked ones over."))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.restyle()
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def tell(self) -> None:
        """Show every line anew, each as high as its words."""
        self.rows.tell()
        self.resizeRowsToContents()
        self.viewport().update()

    def go(self, row: int) -> None:
        """Make a row the one in use."""
        self.setCurrentIndex(self.rows.index(row, RESULT))

    def row(self) -> int:
        """Return the row in use, -1 where there is none."""
        return self.currentIndex().row()

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
        """Turn the tick with Space, wherever in the row the keyboard is."""
        if event.key() == Qt.Key.Key_Space and self.row() >= 0:
            self.wanted.emit(self.row())
        else:
            super().keyPressEvent(event)

    def _longest(self, column: int) -> int:
        """Return the room of the longest word of a name or a flag, which cannot fold."""
        if column not in (RESULT, FLAG):
            return 0
        texts = [line.analyte.name if column == RESULT else line.result.flag or "" for line in self.lines]
        room = (self.fontMetrics().horizontalAdvance(word) for text in texts for word in text.split())
        return max(room, default=0) + look.px(_TICK + 8 if column == RESULT else 10)

    def _left(self, room: int) -> int:
        """Return what the other columns leave for the reasons."""
        flags = any(line.result.flag for line in self.lines)
        wanted = (max(room * share // 100, self._longest(column)) for column, share in _SHARES.items()
                  if column != FLAG or flags)  # fmt: skip
        return room - sum(wanted)

    def _divide(self) -> None:
        room = self.viewport().width()
        self.rows.narrow = narrow = room < look.px(_NARROW) or self._left(room) < look.px(_WHY)
        self.horizontalHeader().setVisible(not narrow)
        flags = any(line.result.flag for line in self.lines)
        left = room
        for column, share in _SHARES.items():
            self.setColumnHidden(column, (narrow and column != RESULT) or (column == FLAG and not flags))
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, room if narrow else max(room * share // 100, self._longest(column)))
                left -= self.columnWidth(column)  # never less than the header has for its title
        self.setColumnHidden(WHY, narrow)
        if not narrow:
            self.setColumnWidth(WHY, max(left, look.px(60)))
        self.resizeRowsToContents()


def sheet(kind: str) -> str:
    """Return the frame and ground of a list or text that is framed like a field, and its bar."""
    theme = look.theme
    return f"{kind} {{border: 1px solid {theme.edge}; background: {theme.paper}; color: {theme.text};}}{upright_bar()}"


def head_sheet() -> str:
    """Return the style of the titles above the columns of a table."""
    theme, side = look.theme, look.px(4)
    return (
        f"QHeaderView {{background: {theme.window}; border: none;}}"
        f"QHeaderView::section {{background: {theme.window}; color: {theme.muted}; border: none;"
        f" border-bottom: 1px solid {theme.edge}; padding: {side}px;}}"
    )


def _text(index: Index) -> str:
    return str(index.data() or "")


def _flow() -> int:
    return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)


def _sides(index: Index) -> int:
    return look.px(_TICK + 4) if index.column() == RESULT else look.px(8)
