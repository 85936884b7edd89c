"""What is shown, written for other programs: a FHIR R4 bundle, or one row of the audit table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.paper_writing import Ways, write_said
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case

    Shown = tuple[Case, Assessment]


class Exports:
    """Ask where and write exactly what is shown; writing it is not keeping the case."""

    def __init__(self, live: Live, bar: MessageBar, ways: Ways) -> None:
        self._live, self._bar, self._ways = live, bar, ways

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"fhir": self.ask_fhir, "row": self.ask_row}

    def ask_fhir(self) -> None:
        """Ask where and write the FHIR bundle."""
        if self._ways.ready():
            path = self._ways.where(tr("Export a FHIR bundle"), "fhir", "json", tr("FHIR R4 bundles (*.json)"))
            if path is not None:
                self.save_fhir(path)

    def ask_row(self) -> None:
        """Ask where and write the row of the audit table."""
        if self._ways.ready():
            path = self._ways.where(tr("Export a table row"), "row", "csv", tr("Comma-separated text (*.csv)"))
            if path is not None:
                self.save_row(path)

    def save_fhir(self, path: Path) -> bool:
        """Write case, assessment and plan as a FHIR R4 bundle, with the identity that stands in the form."""
        said = tr("FHIR bundle written. It names the patient as the form does.")
        return self._write(path, _bundle, said)

    def save_row(self, path: Path) -> bool:
        """Write inputs and answers as one row of the audit table, without identity."""
        return self._write(path, _row, tr("Table row written, without name, number and date of birth."))

    def _write(self, path: Path, make: Callable[["Shown"], bytes], said: str) -> bool:
        shown = self._live.now()
        if shown is None:
            return self._ways.ready()
        return write_said(path, lambda: make(shown), self._bar, self._ways.with_rest(said))


def _bundle(shown: "Shown") -> bytes:
    from b12calc.exchange.fhir_writer import write_bundle

    return write_bundle(*shown)


def _row(shown: "Shown") -> bytes:
    from b12calc.exchange.audit_row import one_row

    return one_row(*shown)
