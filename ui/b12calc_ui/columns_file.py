"""What was said of the columns of a table as a file, which the command line takes; it holds headings and no cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.exchange.incoming.mapping import ColumnMap

_OFFERED = "columns.toml"


def save(mapping: "ColumnMap", parent: QWidget) -> str:
    """Ask where and write the file; return the sentence to say, an empty one where it was called off."""
    from PySide6.QtWidgets import QFileDialog

    words = tr("Columns of a table (*.toml)")
    name, _filter = QFileDialog.getSaveFileName(parent, tr("Save the columns as a file"), _OFFERED, words)
    if not name:
        return ""
    from b12calc.exchange.incoming.mapping import write_mapping
    from b12calc.files import write_all

    path = Path(name)
    try:
        write_all([(path if path.suffix else path.with_suffix(".toml"), write_mapping(mapping))])
    except OSError as error:
        return tr("▲ Not saved: {why}. Nothing was written.", why=error.strerror or str(error))
    return tr("Saved. On the command line, b12calc import takes it with --map.")
