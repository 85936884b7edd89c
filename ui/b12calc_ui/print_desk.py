"""Print…: the record of what is shown goes from memory to the preview and to a printer; no file is written here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from b12calc_ui.paper_pages import PaperPages
    from b12calc_ui.print_dialog import PrintDialog
    from b12calc_ui.print_job import Job


class PrintDesk:
    """Open the preview and carry out what is chosen there; printing and its libraries load when first asked for."""

    def __init__(self, bar: MessageBar, save: Callable[[], object], kept: Callable[[str], object], parent: QWidget):
        self._bar, self._save, self._kept, self._parent = bar, save, kept, parent
        self.dialog: PrintDialog | None = None

    def show(self, record: bytes, paper: str) -> None:
        """Show the pages of a finished record."""
        from b12calc_ui.paper_pages import PaperPages
        from b12calc_ui.print_dialog import PrintDialog

        self.close()
        pages = PaperPages(record)
        self.dialog = dialog = PrintDialog(pages, paper, self.printers(), self._parent)
        dialog.chosen.connect(lambda name, job: self._print(pages, name, job))
        dialog.save.connect(self._save_instead)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def close(self) -> None:
        """Close the preview, for another patient comes."""
        if self.dialog is not None:
            self.dialog.reject()

    def printers(self) -> list[str]:
        """Return the printers of this computer."""
        from b12calc_ui.print_job import printers

        return printers()

    def printer(self, name: str) -> "QPrinter":
        """Return a printer by its name."""
        from b12calc_ui.print_job import printer_of

        return printer_of(name)

    def _print(self, pages: "PaperPages", name: str, job: "Job") -> None:
        from b12calc_ui.print_job import send

        if send(pages, job, self.printer(name)):
            self._kept(tr("Record sent to the printer {printer}.", printer=name))
        else:
            self._bar.say(tr("The printer {printer} did not take the record. Nothing else was changed.",
                             printer=name), True)  # fmt: skip

    def _save_instead(self) -> None:
        self.close()
        self._save()

    def _forget(self, dialog: "PrintDialog") -> None:
        if self.dialog is dialog:
            self.dialog = None
