"""What is saved out of an audit beside its own files: the list as shown, the counts, a copy of the refused rows."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.audit_model import WorkModel


def where(parent: QWidget, title: str, offered: Path, words: str) -> Path | None:
    """Ask for a file; one without an ending gets that of the offered name."""
    from PySide6.QtWidgets import QFileDialog

    name, _filter = QFileDialog.getSaveFileName(parent, title, str(offered), words)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(offered.suffix)


def written(path: Path, write: Callable[[Path], object]) -> str:
    """Write a file whole beside its place and put it there; return what to say if that was not possible."""
    from b12calc.files import parts_of

    try:
        with parts_of((path,)) as (part,):
            write(part)
    except OSError as error:
        why = error.strerror or str(error)
        return tr("Could not be saved: {why}. An older file of this name is untouched.", why=why)
    return ""


def write_list(model: "WorkModel", part: Path) -> None:
    """Write the rows that are shown, in their order, under the words of the audit table, safe for a spreadsheet."""
    from b12calc.audit.tables import csv_list

    with csv_list(part, model.columns) as write:
        for row in model.rows:
            write(model.list.cells(row))
