"""Results that come in by themselves: a file, the clipboard or a drop is read, reviewed, and taken over when ticked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from b12calc_ui.answer_desk import looks_typed
from b12calc_ui.columns_desk import ColumnsDesk
from b12calc_ui.exchange_answer import Asked, asked_in
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.opening import NotOpened, content, is_report, mentions_us
from b12calc_ui.practice import Exchange
from b12calc_ui.saving import Saving
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QDialog

    from b12calc.exchange.incoming.imported import Import, ImportedPatient
    from b12calc.exchange.incoming.mapping import ColumnMap
    from b12calc_ui.columns_line import ColumnsLine
    from b12calc_ui.columns_table import Table
    from b12calc_ui.exchange_desk import ExchangeDesk
    from b12calc_ui.import_dialog import ReviewDialog
    from b12calc_ui.import_reading import Reader, Readings

_ENDINGS = "*.txt *.csv *.tsv *.hl7 *.oru *.gdt *.edi *.json *.xml *.ndjson"

# How days in figures are written where nothing in the report settles it; the article speaks for no country.
_DAY_FIRST: Final = {"uk": True, "us": False}


class ImportDesk:
    """Read reports and show them for review; nothing of a report is kept once its review is closed."""

    def __init__(self, live: Live, bar: MessageBar, own: Callable[[str], object], saving: Saving, settings: Settings,
                 window: QWidget) -> None:  # fmt: skip
        self._live, self._bar, self._own, self._window = live, bar, own, window
        self._saving, self._settings = saving, settings
        self.columns = ColumnsDesk(settings, self._begin, window)
        self.readings: Readings | None = None
        self.dialog: QDialog | None = None
        self.asked: Asked | None = None
        self._exchange: ExchangeDesk | None = None
        self._asks = False
        self._watched = Exchange()
        live.assessed.connect(self._watch)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"import": self.choose, "paste_results": self.paste, "answer": self.answer}

    def choose(self) -> None:
        """Ask for a report and read it."""
        from PySide6.QtWidgets import QFileDialog

        words = ";;".join((tr("Laboratory reports ({endings})", endings=_ENDINGS), tr("All files (*)")))
        name, _filter = QFileDialog.getOpenFileName(self._window, tr("Import results"), "", words)
        if name:
            self.open_path(Path(name))

    def paste(self) -> None:
        """Read the report on the clipboard; a note or a line of answers goes the way it always goes."""
        from PySide6.QtGui import QGuiApplication

        self.take_text(QGuiApplication.clipboard().text())

    def take_text(self, text: str) -> None:
        """Read a text that was pasted or dropped."""
        if not text.strip():
            self._bar.say(tr("Nothing is copied: copy the results from the record first."), True)
        elif looks_typed(text) or mentions_us(text):
            self._own(text)
        else:
            self.read(text.encode("utf-8", "replace"))

    def open_path(self, path: Path) -> None:
        """Read a file as a report, whatever it is."""
        try:
            self.read(content(path), path)
        except NotOpened as why:
            self._bar.say(str(why), True)

    def takes(self, path: Path) -> bool:
        """Read a file that is no case, note or record of this program; return whether it was one to be read here."""
        try:
            data = content(path)
        except NotOpened:
            return False
        if not is_report(data, path):
            return False
        self.read(data, path)
        return True

    def offer(self, path: Path) -> None:
        """Offer a file across the window, to be read when that is wanted."""
        self._exchange_desk().add(path)

    def answer(self) -> None:
        """Write the answer to the record system that asked, about the patient it asked for and nobody else."""
        from b12calc_ui.exchange_saying import answer

        answer(self.asked, self._live, self._settings, self._saving, self._bar)

    def read(self, data: bytes, path: Path | None = None) -> None:
        """Read a report beside the window, then show it; a request in it waits for its answer."""
        asked = None if path is None else asked_in(data, path)
        self.asked, self._asks = asked or self.asked, asked is not None
        self._begin(data)

    def _begin(self, data: bytes, named: "ColumnMap | None" = None) -> None:
        if self.readings is None:
            from b12calc_ui.import_reading import Readings

            self.readings = Readings(self._window)
        self.close()
        today, day_first = self._how()
        columns = (self._settings.columns(), named)
        self.readings.begin(data, today, day_first, lambda reader: self._on_read(reader, data), columns)

    def _line(self, found: "Import", text: str, table: "Table | None") -> "ColumnsLine | None":
        return self.columns.line(table, lambda table: self.name(table, lambda: self.show(found, text, table)))

    def _how(self) -> "tuple[date, bool | None]":
        return self._live.form.today(), _DAY_FIRST.get(self._live.pack)

    def show(self, found: "Import", text: str, table: "Table | None" = None) -> None:
        """Show the results of the one patient, or let one of several be picked first."""
        if not found.patients:
            self._bar.say(tr("There is nothing in this report that could be read. Nothing was changed."), True)
        elif self._asks and self._only_asks(found):
            self._bar.say(
                tr("The record system asks about the patient in the form: File, Answer to the record system.")
            )
        elif len(found.patients) == 1:
            self.review(found.patients[0], text, self._line(found, text, table))
        else:
            from b12calc_ui.import_patients import PatientsDialog

            dialog = PatientsDialog(found.patients, self._window, self._line(found, text, table))
            dialog.picked.connect(lambda place: self.review(found.patients[place], text))
            self._open(dialog)

    def name(self, table: "Table", back: Callable[[], object] = lambda: None) -> None:
        """Let the columns of a table be named; left, what was shown before comes back."""
        self.close()
        self._open(self.columns.dialog(table, self._how(), back))

    def _only_asks(self, found: "Import") -> bool:
        """Tell whether a request brings no results and is about the patient in the form."""
        from b12calc_ui.import_identity import compare

        form = self._live.form
        who = compare(found.patients[0].identity, form.identity.state(), form.today())
        return not any(one.results for one in found.patients) and who.one_patient()

    def review(self, patient: "ImportedPatient", text: str, columns: "ColumnsLine | None" = None) -> None:
        """Show the results of a patient for review."""
        from b12calc_ui.import_dialog import ReviewDialog

        if not self._live.ready:
            self._live.wake()
        dialog = ReviewDialog(patient, text, self._live.form, self._window, columns)
        dialog.taken.connect(lambda: self._take(dialog))
        self._open(dialog)

    def close(self) -> None:
        """Close what is open of a report, with nothing taken over."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.close()

    def forget(self) -> None:
        """Let go of every report: another patient comes."""
        if self.readings is not None:
            self.readings.forget()
        self.close()
        self.asked = None

    def _watch(self) -> None:
        """Watch the folder of the settings, where it is another than before."""
        wanted = self._settings.exchange()
        if wanted != self._watched:
            self._watched = wanted
            self._exchange_desk().watch(wanted)

    def _exchange_desk(self) -> "ExchangeDesk":
        if self._exchange is None:
            from b12calc_ui.exchange_desk import ExchangeDesk

            self._exchange = ExchangeDesk(self._bar, self._review_came)
        return self._exchange

    def _review_came(self, path: Path) -> None:
        if not self.takes(path):
            self._bar.say(tr("This file is gone, or holds no report that can be read. Nothing was changed."), True)

    def _open(self, dialog: "QDialog") -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda result: self._on_closed(dialog, bool(result)))
        dialog.open()

    def _on_closed(self, dialog: "QDialog", taken: bool) -> None:
        if self.dialog is dialog:
            self.dialog = None
            if self.asked is not None and self._asks and not taken:
                self.offer(self.asked.path)  # the request still stands: another patient may have to go first

    def _on_read(self, reader: "Reader", data: bytes) -> None:
        table = reader.table
        if table is not None and table.is_unknown(reader.result):
            self.columns.offer(table, self._bar, self.name)
            return
        if reader.result is None:
            why = reader.trouble.rstrip(".")
            self._bar.say(tr("Not imported: {why}. Nothing was changed.", why=why), True)
            return
        from b12calc.exchange import text_of

        self.show(reader.result, text_of(data), table)

    def _take(self, dialog: "ReviewDialog") -> None:
        from b12calc_ui.import_into import take_over

        form = self._live.form
        who = dialog.identity.taken()
        count = take_over(form, dialog.lines, who)
        said = tr("1 result taken over.") if count == 1 else tr("{count} results taken over.", count=count)
        if not count:
            said = tr("The details of the patient were taken over.")
        waiting = len(form.waiting())
        if waiting:
            said = tr("{said} {count} still to be confirmed below.", said=said, count=waiting)
        self._bar.say(said)
        mark = form.stack.index()
        self._bar.add_offer(tr("Undo"), lambda: self._undo(mark))

    def _undo(self, mark: int) -> None:
        if self._live.form.stack.index() != mark:
            self._bar.say(tr("Something was edited since: Undo in the Edit menu goes back step by step."), True)
            return
        self._live.form.step_back()
        self._bar.say(tr("Undone: nothing of the report is in the form."))
