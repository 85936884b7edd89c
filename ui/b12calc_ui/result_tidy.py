"""What a row writes anew when the keyboard leaves a field: a unit typed behind the figure, a day as it is printed."""

from b12calc_ui.controls import Choice, TextField
from b12calc_ui.result_fields import Field
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.value_box import ValueBox

# Only what a hand typed is tidied: what undo put back stays as it is, and costs nobody the way forward.


def tidy_unit(analyte: str, value: Field, unit: Field) -> bool:
    """Move a unit typed behind the figure into the unit field; return whether there was one."""
    if not isinstance(value, ValueBox) or not isinstance(unit, Choice) or not value.field.isModified():
        return False
    from b12calc_ui.result_entry import split_unit

    split = split_unit(analyte, value.text())
    if split is not None:
        value.put(split[0])
        unit.put(split[1])
    return split is not None


def tidy_day(field: Field) -> bool:
    """Write a date that was read the way the program prints it; return whether it was written otherwise."""
    if not isinstance(field, TextField) or not field.isModified():
        return False
    try:
        tidy = show_day(read_day(field.text().strip()))
    except DateTrouble:
        return False
    if tidy == field.text():
        return False
    field.setText(tidy)
    return True
