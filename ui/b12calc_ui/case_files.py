"""Opening and saving: the file is read or written whole, or nothing changes and one sentence says why."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.answer_desk import looks_typed, take_answers
from b12calc_ui.drops import Drops
from b12calc_ui.handouts import Handouts
from b12calc_ui.import_desk import ImportDesk
from b12calc_ui.leaving import Leaving
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.on_disk import OnDisk
from b12calc_ui.opening import Opened, case_of_note, made_by, mentions_us, or_say
from b12calc_ui.own_clipboard import SECONDS, OwnClipboard
from b12calc_ui.paper import paper as _paper
from b12calc_ui.paper_writing import Ways, not_on_paper
from b12calc_ui.password_desk import new_password, read_asking
from b12calc_ui.placing import record_of
from b12calc_ui.print_desk import PrintDesk
from b12calc_ui.recall_desk import RecallDesk
from b12calc_ui.saving import Saving
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.case import Case


class CaseFiles:
    """Take the case to and from files and the clipboard, each time because the user asked."""

    def __init__(self, live: Live, bar: MessageBar, leaving: Leaving, settings: Settings, parent: QWidget) -> None:
        self.live, self.bar, self.leaving, self.settings, self.parent = live, bar, leaving, settings, parent
        self.clipboard, self.saving = OwnClipboard(parent), Saving(live.form, settings, parent)
        self.disk = OnDisk(parent)
        self.offered: Callable[[], object] = lambda: None
        self.printing = PrintDesk(bar, self.save_pdf, self._done, parent)
        self.imports = ImportDesk(live, bar, self._take_note, self.saving, settings, parent)
        self.drops = Drops(parent, bar, self.drop_path, self.imports.take_text)
        ways = Ways(self.saving.where, self._something_to_say, self._with_rest)
        self.handouts = Handouts(live, bar, settings, ways, self.clipboard)
        self.recall = RecallDesk(live, bar, self.saving.where, parent)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return the ways the record is saved."""
        return {"pdf": self.save_pdf, "locked": self.save_locked, "folder": self.save_into_folder,
                **self.recall.deeds(), **self.imports.deeds()}  # fmt: skip

    def open(self) -> None:
        """Ask for a case file and show it."""
        if not self.leaving.sure(tr("Open"), offered=False):
            return
        from PySide6.QtWidgets import QFileDialog

        words = tr("Record PDFs, cases and notes (*.pdf *.json *.txt)")
        name, _filter = QFileDialog.getOpenFileName(self.parent, tr("Open a case"), "", words)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Show the case in a case file, note or record PDF, or review a report; on any fault the form stays."""
        if self.imports.takes(path):
            return True
        opened = self._read(path)
        return opened is not None and self.show_opened(opened, path)

    def drop_path(self, path: Path) -> bool:
        """Take a file that was dropped, once it is known to be whole and entries may be given up; review a report."""
        if self.imports.takes(path):
            return True
        opened = self._read(path)
        if opened is None:
            return False
        again = tr("Drop the file once more to give it up.")
        return self.leaving.sure(str(path), offered=False, again=again) and self.show_opened(opened, path)

    def _read(self, path: Path) -> Opened | None:
        return or_say(lambda: read_asking(path, self.parent), self.bar.say)

    def show_opened(self, opened: Opened, path: Path | None = None) -> bool:
        """Show a case, of a file or not; of one that came in a record PDF, say under which rules that was made."""
        self._show(opened.case)
        self.disk.know(path, opened.seen)
        if opened.printed is not None:
            if not self.live.ready:
                self.live.wake()
            sentence = made_by(opened.printed, opened.case, self.live)
            if sentence and not self.bar.trouble:
                self.bar.say(sentence)
        self.offered()
        return True

    def paste_note(self) -> bool:
        """Take the note on the clipboard, once it is whole and entries may be given up; or answers that were typed."""
        from PySide6.QtGui import QGuiApplication

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.bar.say(tr("Nothing is copied: copy the whole note from the record first."), True)
            return False
        return self._take_note(text)

    def _take_note(self, text: str) -> bool:
        if looks_typed(text):
            return take_answers(text, self.live.form, self.bar)
        case = or_say(lambda: case_of_note(text), self.bar.say)
        if case is None and not mentions_us(text):
            self.bar.add_offer(tr("Read it as results"), lambda: self.imports.take_text(text))
        if case is None or not self.leaving.sure(tr("Paste note"), offered=False):
            return False
        self._show(case)
        self.offered()
        return True

    def _show(self, case: "Case") -> None:
        self.live.form.put(case)
        self.live.view.start_again()
        self.forget()
        self.bar.clear()
        self.leaving.done()

    def forget(self) -> None:
        """Let go of what is of the last patient: copied note, pages in the preview, report under review, files."""
        self.disk.forget()
        self.imports.forget()
        self.clipboard.forget()
        self.printing.close()

    def save(self) -> None:
        """Ask where and save the case."""
        path = self.saving.where(tr("Save the case"), "case", "json", tr("B12 cases (*.json)"))
        if path is not None:
            self.save_path(path)

    def save_path(self, path: Path) -> bool:
        """Save the case as it stands, unless something in it cannot be read."""
        from b12calc.models.reading import write_case

        self.live.refresh()
        if self.live.faults:
            self.bar.say(tr("Not saved: {why}", why=self.live.faults[0][0]), True)
            return False
        if self.live.waiting:
            self.bar.say(tr("Not saved: {why}", why=self.live.waiting[0][0]), True)
            return False
        saved = self._write(path, write_case(self.live.form.case()).encode(), tr("Case saved."))
        if saved:
            self.leaving.done()
        return saved

    def save_pdf(self, *, locked: bool = False) -> None:
        """Ask where and save the record as PDF, ``locked`` with a password that is asked for first."""
        if not self._something_to_say():
            return
        password = new_password(self.parent) if locked else ""
        if locked and not password:
            return
        path = self.saving.where(tr("Save the record as PDF"), "record", "pdf", tr("PDF files (*.pdf)"))
        if path is not None:
            self.save_pdf_path(path, password)

    def save_locked(self) -> None:
        """Save the record as a PDF that asks for a password."""
        self.save_pdf(locked=True)

    def save_into_folder(self) -> bool:
        """Put the record of exactly what is shown into the folder of the record system, without asking where."""
        sentence, saved = self.saving.into_folder(self._record)
        if saved:
            self._done(sentence)
        elif sentence:
            self.bar.say(sentence, True)
        return saved

    def save_pdf_path(self, path: Path, password: str = "") -> bool:
        """Write the record of exactly what is shown, locked where a password is given."""
        data = self._record()
        if data is not None and password:
            locked = _paper().lock(data, password)
            return self._write(path, locked, tr("Record saved as a PDF that opens with the password alone."))
        return data is not None and self._write(path, data, tr("Record saved as PDF."))

    def print(self) -> None:
        """Show the record of exactly what is shown page by page, to be printed; it stays in memory."""
        data = self._record()
        if data is not None:
            self.printing.show(data, self.settings.paper())

    def _record(self) -> bytes | None:
        """Return the record with why not and what would change it, or say why there is none."""
        shown = self.live.placed(explain=True)
        if shown is None:
            self._something_to_say()
            return None
        paper = _paper()
        try:
            document = record_of(*shown, paper.heading(self.settings.heading()))
            return paper.pdf(document, self.settings.paper())
        except ProblemsFound as found:
            self.bar.say(not_on_paper(found), True)
        return None

    def copy_note(self, *, brief: bool = True) -> bool:
        """Put the note text of exactly what is shown on the clipboard, with why, why not and sources or without."""
        shown = self.live.now(explain=not brief)
        if shown is None:
            return self._something_to_say()
        from b12calc.exchange import note_inputs

        paper = _paper()
        try:
            text = paper.note(paper.build(*shown, ()), note_inputs(*shown), brief=brief)
        except ProblemsFound as found:
            self.bar.say(tr("Note not copied: {why}", why=str(found.problems[0])), True)
            return False
        self.clipboard.put(text)
        self.leaving.keep()
        words = tr("Note copied: paste it into the record within {seconds} seconds.", seconds=SECONDS)
        self.bar.say(self._with_rest(words))
        return True

    def _something_to_say(self) -> bool:
        if self.live.now() is not None:
            return True
        why = self.live.faults[0][0] if self.live.faults else tr("Enter a result or an answer first.")
        self.bar.say(tr("There is no answer to put on paper yet. {why}", why=why), True)
        return False

    def _write(self, path: Path, data: bytes, done: str) -> bool:
        if why := self.disk.save(path, data):
            self.bar.say(why, True)
        else:
            self._done(done)
        return not why

    def _done(self, done: str) -> None:
        """Take the entries as kept, and say what was done."""
        self.leaving.keep()
        self.bar.say(self._with_rest(done))

    def _with_rest(self, done: str) -> str:
        """Add the results that are entered and not part of what was just written."""
        rest = " ".join(sentence for sentence, _field in self.live.waiting)
        return tr("{done} Not part of it: {rest}", done=done, rest=rest) if rest else done
