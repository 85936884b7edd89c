"""A review on the stage: opened on a report made by hand, and what it left in the form."""

from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.main_window import MainWindow

from .conftest import settle
from .import_made import TEXT


def review(window: MainWindow, one: ImportedPatient, text: str = TEXT) -> ReviewDialog:
    window.files.imports.review(one, text)
    settle()
    dialog = window.files.imports.dialog
    assert isinstance(dialog, ReviewDialog)
    return dialog


def values(window: MainWindow) -> dict[str, list[str]]:
    """Return the values in the form by analyte."""
    found: dict[str, list[str]] = {}
    for row in window.form.results.state():
        if row.value:
            found.setdefault(row.analyte, []).append(f"{row.value} {row.unit}".strip())
    return found


def enter(window: MainWindow, analyte: str, value: str, unit: str, day: str) -> None:
    """Put a result into the ready row of its test."""
    rows = [
        row._replace(value=value, unit=unit, collected=day) if row.analyte == analyte else row
        for row in window.form.results.state()
    ]
    window.form.results.restore(tuple(rows))
    window.form.results.edited.emit("")
    settle()


def cell(dialog: ReviewDialog, row: int, column: int) -> str:
    return str(dialog.table.rows.index(row, column).data())


def said(dialog: ReviewDialog) -> str:
    return dialog.trouble.text() if dialog.trouble.isVisibleTo(dialog) else ""
