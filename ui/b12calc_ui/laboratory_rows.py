"""The figures of one analyte in a laboratory profile: unit, decision limits, reference interval."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from b12calc.analytes import analytes
from b12calc.problems import Problem
from b12calc.units import normal_unit
from b12calc_ui.controls import Choice, TextField, Words
from b12calc_ui.texts import shown_unit, tr

ANALYTES = ("total_b12", "active_b12", "mma", "homocysteine")
_RAISED = ("mma", "homocysteine")
_FIELDS = ("limits.low", "limits.high", "interval.low", "interval.high")


class FiguresRow:
    """Take the figures one analyte has in one unit; the parts stand in a grid the dialog owns."""

    def __init__(self, code: str) -> None:
        self.code = code
        measured = analytes()[code]
        name = measured.name
        titles = {
            "limits.low": tr("{name}: low below", name=name), "limits.high": tr("{name}: high above", name=name),
            "interval.low": tr("{name}: reference interval, lower end", name=name),
            "interval.high": tr("{name}: reference interval, upper end", name=name),
        }  # fmt: skip
        self.unit = Choice(
            tr("{name}: unit", name=name), [(unit, shown_unit(unit)) for unit in measured.units], 12, tr("unit?")
        )
        self.figures = {field: TextField(titles[field], 7) for field in _FIELDS}
        if code in _RAISED:
            self.figures["limits.low"].setEnabled(False)
            self.figures["limits.low"].hide()
        self.trouble = Words("", 0.9)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.caption = Words(measured.short)
        self.caption.setBuddy(self.unit)
        ends = (tr("Low below"), tr("High above"), tr("Interval from"), tr("Interval to"))
        self.titles = dict(zip(_FIELDS, (Words(end, 0.9, muted=True) for end in ends), strict=True))
        for field, title in self.titles.items():
            title.setBuddy(self.figures[field])

    def place(self, grid: QGridLayout, line: int, folded: bool) -> None:
        """Put the row into the grid, the sentence on what is wrong below its fields.

        Folded, every figure stands on a line of its own behind its title, which the heads of the columns say otherwise.
        """
        for column, widget in enumerate((self.caption, self.unit, *self.figures.values())):
            shift, wide = line + column, 1 if column > 1 else 2
            grid.addWidget(widget, *((shift, int(column > 1), 1, wide) if folded else (line, column, 1, 1)))
        for number, (field, title) in enumerate(self.titles.items()):
            grid.addWidget(title, line + 2 + number if folded else line, 0)
            title.setVisible(folded and self.figures[field].isEnabled())
        grid.addWidget(self.trouble, *((line + 6, 0, 1, 2) if folded else (line + 1, 1, 1, 6)))

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.unit, *(field for field in self.figures.values() if not field.isHidden())]

    def put(self, unit: str, parts: dict[str, dict[str, Any]]) -> None:
        """Show the figures of a profile."""
        self.unit.put(normal_unit(unit))
        for field, control in self.figures.items():
            control.setText(str(parts.get(field.split(".")[0], {}).get(self._end(field), "")))

    def texts(self) -> tuple[str, ...]:
        """Return what stands in the row."""
        return (self.unit.code(), *(control.text().strip() for control in self.figures.values()))

    def entries(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the parts of the profile with their figures; a unit alone asks for its limits."""
        found: dict[str, dict[str, str]] = {}
        for field, control in self.figures.items():
            if text := control.text().strip():
                found.setdefault(field.split(".")[0], {})[self._end(field)] = text
        yield from (found or ({"limits": {}} if self.unit.code() else {})).items()

    def control(self, problem: Problem) -> TextField | Choice:
        """Return the field a problem of this row is about."""
        part, _, end = problem.path.removeprefix(f"{self.code}.").partition(".")
        end = end.rsplit(".", 1)[-1]
        field = f"{part}.{'high' if end == 'raised' else end}"
        if field in self.figures:
            return self.figures[field]
        if not self.unit.code():
            return self.unit
        return self.figures["limits.high" if self.code in _RAISED else "limits.low"]

    def title(self, control: TextField | Choice) -> str:
        """Return how a sentence names one of the fields."""
        short = analytes()[self.code].short
        return tr("{name}, unit", name=short) if control is self.unit else short

    def _end(self, field: str) -> str:
        return "raised" if field == "limits.high" and self.code in _RAISED else field.split(".")[1]


def rows_for(content: dict[str, Any]) -> list[tuple[FiguresRow, str]]:
    """Return a row for each unit an analyte has in a profile, at least one for each analyte, with that unit."""
    rows: list[tuple[FiguresRow, str]] = []
    for code in ANALYTES:
        units = dict.fromkeys(unit for part in content.get(code, {}).values() for unit in part)
        rows += [(FiguresRow(code), unit) for unit in units or {"": None}]
    return rows
