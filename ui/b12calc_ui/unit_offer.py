"""The unit a chosen laboratory prints, offered to a row that holds no figure yet; it enters with the figure only."""

import re

from PySide6.QtWidgets import QWidget

from b12calc_ui.announce import announce
from b12calc_ui.controls import Choice
from b12calc_ui.result_fields import Field
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.value_box import ValueBox

_FIGURE = r"[<>≤≥=~ ]*[0-9][0-9.,]*"


class UnitOffer:
    """Stand in the unit field as a question, and become the unit when a bare figure is typed into an empty row."""

    def __init__(self, row: QWidget, value: Field, unit: Field) -> None:
        self._row, self._value, self._choice = row, value, unit if isinstance(unit, Choice) else None
        self._unit, self._laboratory, self._before, self._from_empty = "", "", "", False
        if isinstance(value, ValueBox):
            value.typed.connect(self._on_typed)
        if self._choice is not None:
            self._choice.picked.connect(self.forget)

    def take(self, unit: str, laboratory: str) -> bool:
        """Offer this unit from now on; return whether anything is offered otherwise than before."""
        if self._choice is None or (unit, laboratory) == (self._unit, self._laboratory):
            return False
        self._unit, self._laboratory = unit, laboratory
        asked = tr("unit? {unit}", unit=shown_unit(unit)) if unit else tr("unit?")
        self._choice.setItemText(0, asked)
        self._choice.updateGeometry()
        self.forget()
        return True

    def forget(self) -> None:
        """Take what stands in the row as it is: whatever is found there, by hand or from a file, gets no unit."""
        self._before, self._from_empty = self._value.text() if isinstance(self._value, ValueBox) else "", False

    def describe(self, free: bool) -> None:
        """Say beside the unit field what is offered, unless a trouble is said there."""
        if free and self._choice is not None and self._unit and not self._choice.code():
            words = tr("{laboratory} prints {unit}; it is taken when a figure without a unit is typed.",
                       laboratory=self._laboratory, unit=shown_unit(self._unit))  # fmt: skip
            self._choice.setAccessibleDescription(words)
            self._choice.setToolTip(words)

    def fill(self) -> bool:
        """Take the offered unit for a bare figure that was typed into an empty row; return whether it was taken."""
        unit = self._choice
        if (
            unit is None
            or not self._unit
            or unit.code()
            or not self._from_empty
            or not re.fullmatch(_FIGURE, self._before)
        ):
            return False
        self._from_empty = False
        unit.put(self._unit)
        words = tr("{unit} taken: {laboratory} prints it.", unit=shown_unit(self._unit), laboratory=self._laboratory)
        announce(self._row, words)
        return True

    def remark(self) -> str:
        """Say that the unit chosen is the one the laboratory prints."""
        printed = self._choice is not None and self._unit and self._choice.code() == self._unit
        return tr("{laboratory} prints this unit", laboratory=self._laboratory) if printed else ""

    def _on_typed(self) -> None:
        assert isinstance(self._value, ValueBox)
        text = self._value.text()
        self._from_empty = bool(text) and (self._from_empty or not self._before)
        self._before = text
