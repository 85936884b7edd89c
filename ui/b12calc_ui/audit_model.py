"""The work list as a table: what each cell says to the eye and to the ear, in many columns or below one another."""

from array import array
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from b12calc.models.wording import label, short
from b12calc_ui.audit_list import COLUMNS, WorkList
from b12calc_ui.audit_missing import missing_words
from b12calc_ui.audit_order import Wanted, shown
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr

Index = QModelIndex | QPersistentModelIndex
_ROLES: Final = Qt.ItemDataRole
_FALLING, _RISING = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


class WorkModel(QAbstractTableModel):
    """Show rows of a list; ``reordered`` says that other rows are shown, or in another order."""

    reordered = Signal()

    def __init__(self, made: WorkList) -> None:
        super().__init__()
        self.list, self.wanted, self.narrow = made, Wanted(), False
        there = {"missing": made.has_missing, "age": made.has_age, "sex": made.has_sex}
        self.columns = tuple(name for name in COLUMNS if there.get(name, True))
        self.rows: array[int] = array("I")
        self.choose()

    def choose(self) -> None:
        """Show the rows that are wanted by now."""
        self.beginResetModel()
        self.rows = shown(self.list, self.wanted)
        self.endResetModel()
        self.reordered.emit()

    def sort(self, column: int, order: Qt.SortOrder = _RISING) -> None:
        """Order the rows by a column."""
        self.wanted.column, self.wanted.falling = self.columns[column], order == _FALLING
        self.choose()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are; narrow, everything stands in the first."""
        return 0 if parent.isValid() else 1 if self.narrow else len(self.columns)

    def set_narrow(self, narrow: bool) -> None:
        """Stand in many columns, or below one another in one."""
        if narrow != self.narrow:
            self.beginResetModel()
            self.narrow = narrow
            self.endResetModel()

    def headerData(self, section: int, way: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        """Return the title of a column."""
        if way == Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return tr("Patients") if self.narrow else title(self.columns[section])
        return None

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return what a cell says; whoever hears it hears the whole row."""
        if role not in (_ROLES.DisplayRole, _ROLES.AccessibleTextRole, _ROLES.ToolTipRole):
            return None
        said = worded(self.list.cells(self.rows[index.row()]))
        if role == _ROLES.AccessibleTextRole:
            return ", ".join(tr("{title} {words}", title=title(name), words=said[name])
                             for name in self.columns if said[name])  # fmt: skip
        return _stacked(said) if self.narrow else said[self.columns[index.column()]]


def title(column: str) -> str:
    """Return the title of a column."""
    return {
        "id": tr("Number"), "age": tr("Age"), "sex": tr("Sex"), "urgency": tr("Urgency"), "status": tr("Status"),
        "missing": tr("Missing"), "next_tests": tr("Next tests"), "next_review": tr("Next review"),
    }[column]  # fmt: skip


def worded(cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row in the words a clinician reads."""
    from datetime import date

    tests = ", ".join(short("test", code) for code in cells["next_tests"].split(";") if code)
    review = show_day(date.fromisoformat(cells["next_review"])) if cells["next_review"] else ""
    return cells | {
        "sex": label("sex", cells["sex"]) if cells["sex"] else "", "urgency": urgency(cells["urgency"]),
        "status": label("status", cells["status"]), "next_tests": tests, "next_review": review,
        "missing": ", ".join(missing_words(code) for code in cells["missing"].split(";") if code),
    }  # fmt: skip


def urgency(word: str) -> str:
    """Return the urgency in a word or two."""
    return label("urgency", word).partition(":")[0]


def _stacked(said: dict[str, str]) -> str:
    who = " · ".join(filter(None, (said["id"], said["age"] and tr("age {age}", age=said["age"]), said["sex"])))
    what = " · ".join((said["urgency"], said["status"]))
    then = [said["missing"], said["next_tests"] and tr("next: {tests}", tests=said["next_tests"]),
            said["next_review"] and tr("review {day}", day=said["next_review"])]  # fmt: skip
    return "\n".join((who, what, " · ".join(filter(None, then))))
