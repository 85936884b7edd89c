"""The window of the practice audit: a table is chosen, mapped and run; closed, nothing of it stays."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.audit_doors import Doors, Judged
from b12calc_ui.audit_mapping import Mapping, plain
from b12calc_ui.audit_progress import ProgressPage
from b12calc_ui.audit_results import Results
from b12calc_ui.audit_run import AuditRun, begin
from b12calc_ui.audit_saving import where
from b12calc_ui.audit_setup import Setup
from b12calc_ui.drops import Drops
from b12calc_ui.held import hold
from b12calc_ui.manual import offer_help
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_TABLES = "*.csv *.parquet"


class AuditWindow(QDialog):
    """Lead from a table to its work list; what stands in it is held here alone."""

    def __init__(self, judged: Judged, laboratories: Sequence[tuple[str, str]], doors: Doors,
                 settings: Settings) -> None:  # fmt: skip
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Practice audit"))
        self.setMinimumWidth(1)
        self.doors = doors
        self.bar, self.setup, self.pages = MessageBar(), Setup(judged, laboratories), QStackedWidget()
        hold(settings.given.why("pack"), self.setup.pack)
        hold(settings.given.why("laboratory"), self.setup.limits)
        self.mapping = Mapping(self.setup, self.bar, settings, self)
        self.run: AuditRun | None = None
        self.results: Results | None = None
        # All in one piece: a window that is covered hides its pieces, and a page that comes meanwhile must not show.
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(look.px(16), look.px(12), look.px(8), look.px(12))
        inner.setSpacing(look.px(8))
        inner.addWidget(self.bar)
        inner.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(whole)
        self.pages.addWidget(self.setup)
        self.drops = Drops(self, self.bar, self.drop)
        self._listen()
        offer_help(self)
        self.resize(QSize(look.px(1180), look.px(760)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def judged(self) -> Judged:
        """Return the codes of guideline and laboratory."""
        return self.setup.pack.code(), self.setup.limits.code()

    def choose(self) -> None:
        """Ask for a table."""
        from PySide6.QtWidgets import QFileDialog

        words = tr("Practice lists ({endings})", endings=_TABLES)
        name, _filter = QFileDialog.getOpenFileName(self, tr("Choose a table"), "", words)
        if name:
            self.take(Path(name))

    def drop(self, path: Path) -> None:
        """Take a table that was dropped, as long as none is being worked with."""
        if self.pages.currentWidget() is self.setup:
            self.take(path)
        else:
            self.bar.say(tr("Choose Another audit first. Nothing was changed."), True)

    def take(self, path: Path) -> None:
        """Show a table and what is known of its columns, or say why it is none."""
        from b12calc_ui.audit_look import look_at

        try:
            seen = look_at(path)
        except ProblemsFound as found:
            self.bar.say(tr("Not taken: {why}. Nothing was changed.", why=plain(found)), True)
            return
        except OSError as error:
            why = error.strerror or str(error)
            self.bar.say(tr("This file could not be read: {why}. Nothing was changed.", why=why), True)
            return
        self.bar.clear()
        self.mapping.begin(seen)
        self.setup.run.setDefault(True)

    def ask_and_run(self) -> None:
        """Ask where the answers go and run, or say what stands in the way."""
        seen = self.setup.seen
        if seen is None or not self.mapping.fits():
            return
        offered = seen.path.with_name(f"{seen.path.stem}-audited.csv")
        title = tr("Where to write the answers, one row a patient")
        path = where(self, title, offered, tr("Tables ({endings})", endings=_TABLES))
        if path is not None:
            self.run_into(path)

    def run_into(self, target: Path) -> None:
        """Run the audit of the table into a file."""
        from b12calc.audit import AuditOptions, refused_beside

        seen, beside = self.setup.seen, refused_beside(target)
        if seen is None or not self.mapping.fits():
            return
        if beside.exists() and not target.exists():
            self.bar.say(tr("{name} stands there already and would be replaced. Choose another name. Nothing was "
                            "changed.", name=beside.name), True)  # fmt: skip
            return
        self.mapping.keep()
        self.bar.clear()
        limits = self.doors.limits(self.setup.limits.code())
        options = AuditOptions(self.doors.today(), self.setup.pack.code(), limits, self.mapping.made())
        self.run = AuditRun(seen.path, target, options)
        page = ProgressPage(self.run)
        page.cancelled.connect(self.run.call_off)
        self.run.finished.connect(self._on_finished)
        self.show_page(page)
        page.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        begin(self.run)

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one in sight; one that showed a run is not needed again."""
        before = self.pages.currentWidget()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if isinstance(before, ProgressPage):
            before.deleteLater()  # and so out of the pages; taken out first, Python would delete it as well

    def start_again(self) -> None:
        """Go back to the first page; the work list is let go, the files stay."""
        if self.results is not None:
            results, self.results = self.results, None
            self.show_page(self.setup)
            for page in results.made():
                page.deleteLater()
        self.show_page(self.setup)
        self.bar.clear()

    def reject(self) -> None:
        """Go one step back with Escape; a run is called off, the window itself is closed by its frame."""
        page = self.pages.currentWidget()
        if isinstance(page, ProgressPage):
            page.cancel.click()
        elif self.results is not None and page is not self.results.work:
            self.results.back()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Call a run off; nothing of the table stays in memory."""
        if self.run is not None:
            self.run.finished.disconnect(self._on_finished)
            self.run.call_off()
            self.run = None
        self.results = None
        event.accept()

    def _on_finished(self) -> None:
        run, self.run = self.run, None
        if run is None:
            return
        if run.list is not None and run.count is not None and run.summary is not None:
            self.results = Results(self, run.list, run.count, run.summary)
            self.results.back()
        else:
            self.show_page(self.setup)
            self._say_of(run)
        run.list = run.summary = None

    def _say_of(self, run: AuditRun) -> None:
        name = run.target.name
        if run.count is not None:
            words = tr("{name} is written, but there is no work list: {why}.", name=name,
                       why=run.trouble or tr("it was cancelled"))  # fmt: skip
        elif run.called_off:
            words = tr("Cancelled. Nothing was written; an older {name} is untouched.", name=name)
        else:
            words = tr("The audit stopped: {why}. Nothing was written; an older {name} is untouched.",
                       why=run.trouble.rstrip("."), name=name)  # fmt: skip
        self.bar.say(words, True)

    def _listen(self) -> None:
        for button, deed in (
            (self.setup.choose, self.choose), (self.setup.load, self.mapping.load),
            (self.setup.save, self.mapping.save), (self.setup.run, self.ask_and_run),
        ):  # fmt: skip
            button.clicked.connect(deed)
