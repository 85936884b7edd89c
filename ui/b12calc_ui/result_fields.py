"""The fields of one result, each named after its analyte; no unit is chosen beforehand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QLayout, QWidget

from b12calc.analytes import Analyte
from b12calc.models.wording import label
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.flow import Flow
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.value_box import ValueBox

Field = TextField | Choice | ValueBox
PARTS = ((("value",), ("unit",)), (("collected",), ("low", "high")))


class FieldLines(QBoxLayout):
    """Hold the fields on one line, on two where there is no room for one, or on four where two do not fit either."""

    def __init__(self, fields: dict[str, Field], end: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(4)
        self.addStretch(1)
        self._folds = 0
        self._parts: list[tuple[QBoxLayout, list[QWidget | QLayout]]] = []
        for part in PARTS:
            box, pieces = QBoxLayout(QBoxLayout.Direction.LeftToRight), list[QWidget | QLayout]()
            for group in part:
                # A line of its own only where more than one piece stands in it: each is felt at the start.
                if len(group) == 1:
                    box.addWidget(fields[group[0]])
                    pieces.append(fields[group[0]])
                else:
                    line = _range([fields[field] for field in group], end)
                    box.addLayout(line)
                    pieces.append(line)
            self.addLayout(box)
            self._parts.append((box, pieces))
        self._align(Qt.AlignmentFlag.AlignRight)

    def fold(self, folds: int) -> None:
        """Put date and range below value and unit, after a second fold every one below the other."""
        if folds == self._folds:
            return
        self._folds = folds
        self.setDirection(way(folds > 0))
        for box, _pieces in self._parts:
            box.setDirection(way(folds > 1))
        self._align(Qt.AlignmentFlag.AlignLeft if folds > 1 else Qt.AlignmentFlag.AlignRight)

    def _align(self, side: Qt.AlignmentFlag) -> None:
        for box, pieces in self._parts:
            self.setAlignment(box, side)
            for piece in pieces:
                box.setAlignment(piece, side)


def _range(ends: list[Field], sign: QWidget) -> QHBoxLayout:
    """Return the line of a range, and of the sign at the end of the row."""
    low, high = ends
    line = QHBoxLayout()
    for piece in (low, QLabel("–"), high, sign):
        line.addWidget(piece)
    return line


def way(down: bool) -> QBoxLayout.Direction:
    """Return the direction of a line, or of a column."""
    return QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight


def make_fields(analyte: Analyte) -> dict[str, Field]:
    """Return value, unit, date collected and both ends of the laboratory's range, in the order of the Tab key."""
    name = analyte.name
    findings = [label("finding", code) for code in analyte.findings]
    hint = "" if analyte.numeric else tr("word")
    fields: dict[str, Field] = {"value": ValueBox(tr("{name}: value", name=name), findings, hint)}
    units = [(unit, shown_unit(unit)) for unit in analyte.units]
    if units or analyte.numeric:
        fields["unit"] = Choice(tr("{name}: unit", name=name), units, 14, tr("unit?"))
    else:
        fields["unit"] = TextField(tr("{name}: unit", name=name), 16, tr("unit, if any"))
    fields["collected"] = collected = TextField(tr("{name}: date collected", name=name), 12, tr("date"))
    collected.tip = tr("12 Mar 2026 or 2026-03-12; = takes the date of the row above; * gives this date to the rest.")
    collected.set_trouble("")
    fields["low"] = TextField(tr("{name}: lower end of the laboratory's range", name=name), 6)
    fields["high"] = TextField(tr("{name}: upper end of the laboratory's range", name=name), 6)
    if analyte.kind == "study":
        for field in ("unit", "low", "high"):
            policy = fields[field].sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            fields[field].setSizePolicy(policy)
            fields[field].setEnabled(False)
            fields[field].hide()
    return fields


def make_words(analyte: Analyte, told: Callable[[], object]) -> tuple[dict[str, QCheckBox], Flow]:
    """Return a box for each word that may stand beside the finding, and the line they stand on."""
    boxes: dict[str, QCheckBox] = {}
    line = Flow(across=12)
    line.setContentsMargins(16, 0, 0, 2)
    for code in analyte.film_words:
        boxes[code] = box = QCheckBox(code.replace("_", " ").capitalize())
        box.setAccessibleName(tr("{name}: {word}", name=analyte.name, word=box.text()))
        box.setMinimumHeight(24)
        box.clicked.connect(lambda _on: told())
        line.addWidget(box)
    return boxes, line
