"""The lines of a review as a table: what each cell says, in many columns or in one."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from b12calc_ui.import_lines import Line
from b12calc_ui.texts import tr

Index = QModelIndex | QPersistentModelIndex
_ROLES: Final = Qt.ItemDataRole
RESULT, VALUE, DAY, RANGE, FLAG, VERDICT, WHY = range(7)


class ReviewModel(QAbstractTableModel):
    """Show lines; ``wanted`` asks for the tick of a row to be turned, which the model never does by itself."""

    wanted = Signal(int)

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = list(lines)
        self.narrow = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many results there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else WHY + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that the first cell of a row can be ticked, and that nothing is typed in the table."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == RESULT else flags

    def headerData(self, section: int, way: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        """Return the title of a column."""
        if way != Qt.Orientation.Horizontal or role != _ROLES.DisplayRole:
            return None
        titles = (tr("Result"), tr("Value"), tr("Day"), tr("Range"), tr("Flag"), tr("Verdict"), tr("Why"))
        return titles[section]

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return what a cell says, to the eye and to the ear."""
        line = self.lines[index.row()]
        if role == _ROLES.DisplayRole:
            return stacked(line) if self.narrow else cells(line)[index.column()]
        if role == _ROLES.CheckStateRole and index.column() == RESULT:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == _ROLES.AccessibleTextRole:
            ticked = tr("ticked") if line.ticked else tr("not ticked")
            return ", ".join(filter(None, (*cells(line), ticked)))
        return None

    def setData(self, index: Index, _value: Any, role: int = _ROLES.EditRole) -> bool:
        """Ask for the tick to be turned, as assistive technology does."""
        if role == _ROLES.CheckStateRole:
            self.wanted.emit(index.row())
        return False

    def tell(self) -> None:
        """Say that anything may read otherwise now."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, WHY))


def cells(line: Line) -> tuple[str, ...]:
    """Return what stands in the columns of one line."""
    day = line.state().collected
    return (line.analyte.name, line.value_text(), day, line.range_text(), line.result.flag or "", verdict(line),
            why(line))  # fmt: skip


def stacked(line: Line) -> str:
    """Return the same below one another, for a narrow table."""
    name, value, day, limits, flag, said, reason = cells(line)
    second = " · ".join(filter(None, (day, limits and tr("range {range}", range=limits), flag)))
    third = ": ".join(filter(None, (said, reason)))
    return "\n".join(filter(None, (f"{name}  {value}", second, third)))


def verdict(line: Line) -> str:
    """Return the verdict as a sign and a word."""
    return {
        "accepted": tr("✓ accepted"), "doubtful": tr("? doubtful"), "answered": tr("✓ answered"),
        "there": tr("= already there"), "differs": tr("≠ differs"), "kept": tr("– left as in the form"),
    }[line.verdict()]  # fmt: skip


def why(line: Line) -> str:
    """Return the doubts, how it stands to the form, what the form will ask, and remarks."""
    said: list[str] = []
    if line.beside.how == "differs":
        said.append(tr("{there} in the form, {here} in the report",
                       there=line.beside.text, here=line.value_text()))  # fmt: skip
    elif line.beside.how == "there":
        said.append(tr("the form holds it"))
    said += line.result.why
    said += [sentence for sentence in (_of_form(line),) if sentence]
    if line.result.status == "corrected":
        said.append(tr("corrected by the laboratory"))
    return "; ".join([*said, *line.result.remarks])


def counted(lines: list[Line], left: int) -> str:
    """Return how many results are accepted, doubtful and left out, and how many the form holds already."""
    if not lines:
        return tr("This report holds no result that the program uses; {left} left out", left=left)
    said = [line.verdict() for line in lines]
    good = sum(one in ("accepted", "answered") for one in said)
    doubtful = sum(one in ("doubtful", "differs") for one in said)
    there = sum(one in ("there", "kept") for one in said)
    words = tr("{good} accepted, {doubtful} doubtful, {left} left out", good=good, doubtful=doubtful, left=left)
    return tr("{words}, {there} already in the form", words=words, there=there) if there else words


def refusal(line: Line) -> str:
    """Say why a line may not be ticked yet."""
    name = line.analyte.name
    if line.verdict() == "there":
        return tr("{name}: the form holds this result already.", name=name)
    if line.verdict() in ("differs", "kept"):
        return tr("{name}: choose first which of the two figures the form is to hold.", name=name)
    return tr("{name}: answer first what is asked about it, or leave it out.", name=name)


def _of_form(line: Line) -> str:
    """Say what the form finds wrong beyond what the report's own doubts say."""
    reading = line.reading()
    if reading.standing == "ready" or reading.confirm or line.result.why:
        return ""
    return reading.sentence
