"""The recall list in the window: many case files in, one table of what is due out; no case is opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.paper_writing import write_said
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.recall import Row, Rules
    from b12calc_ui.recall_dialog import RecallDialog

Where = Callable[[str, str, str, str], Path | None]


class RecallDesk:
    """Judge files by the guideline, laboratory, clinic and open days in use; the case in the window plays no part."""

    def __init__(self, live: Live, bar: MessageBar, where: Where, window: QWidget) -> None:
        self._live, self._bar, self._where, self._window = live, bar, where, window
        self.dialog: RecallDialog | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"recall": self.open}

    def open(self) -> None:
        """Open the dialog in which files are chosen."""
        from b12calc_ui.recall_dialog import RecallDialog

        if not self._live.ready:
            self._live.wake()
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = RecallDialog(self.rules(), self.laboratory(), self._ask, self._window)
        self.dialog.made.connect(self.write)
        self.dialog.destroyed.connect(self._on_gone)
        self.dialog.open()

    def rules(self) -> "Rules":
        """Return by what every file is judged: what is in use in the window, but for the days of one visit."""
        from b12calc.recall import Rules

        live = self._live
        return Rules(live.form.today(), live.pack, live.limits(), live.placing.calendar(live.clinic))

    def laboratory(self) -> str:
        """Return whose limits count, in the words of the chooser."""
        return self._live.form.identity.limits.currentText()

    def write(self, path: Path, rows: "list[Row]", identity: bool) -> bool:
        """Write the list whole, and say how many files could not be listed in full."""
        from b12calc.recall import list_of

        faults = sum(bool(row["remark"]) for row in rows)
        done = tr("Recall list of {count} case files saved.", count=len(rows))
        if len(rows) == 1:
            done = tr("Recall list of 1 case file saved.")
        if faults:
            done = tr("Recall list of {count} case files saved. {faults} could not be listed in full: the column "
                      "remark says why.", count=len(rows), faults=faults)  # fmt: skip
        return write_said(path, lambda: list_of(rows, identity=identity), self._bar, done)

    def _ask(self) -> Path | None:
        return self._where(tr("Save the recall list"), "recall-list", "csv", tr("Tables (*.csv)"))

    def _on_gone(self) -> None:
        self.dialog = None
