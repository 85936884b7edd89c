"""After an audit: work list, refused rows and counts as pages, what is saved of them, and a patient opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.audit_doors import Home
from b12calc_ui.audit_page import WorkPage
from b12calc_ui.audit_saving import where, write_list, written
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.audit import AuditCount
    from b12calc.audit.summary import Summary
    from b12calc.audit.summary_page import About
    from b12calc_ui.audit_list import WorkList
    from b12calc_ui.audit_refused import RefusedPage
    from b12calc_ui.audit_summary import SummaryPage

_CSV = "*.csv"
_TALL = 640


class Results:
    """Lead from the work list to the other pages and back."""

    def __init__(self, home: Home, made: "WorkList", count: "AuditCount", summary: "Summary") -> None:
        self._home, self._list, self._count, self._summary = home, made, count, summary
        self.work = WorkPage(made, count)
        self._refused: RefusedPage | None = None
        self._summed: SummaryPage | None = None
        self._known: list[QWidget] = [self.work]
        self.work.fold(home.window().height() >= look.px(_TALL))
        for wish, deed in (
            (self.work.opened, self.open), (self.work.summary, self.show_summary),
            (self.work.refused, self.show_refused), (self.work.save, self.save_list),
            (self.work.again, home.start_again),
        ):  # fmt: skip
            wish.connect(deed)
        if count.unread:
            names = ", ".join(one[:40] for one in count.unread[:6])
            home.bar.say(tr("Columns that were not read: {names}.", names=names))

    def made(self) -> list[QWidget]:
        """Return the pages that were made, which go with the list."""
        return self._known

    def back(self) -> None:
        """Show the work list."""
        self._home.show_page(self.work)
        self.work.open.setDefault(True)
        self.work.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, row: int) -> None:
        """Show the patient of a row in the form, or say why not."""
        from b12calc_ui.audit_list import case_at

        bar = self._home.bar
        bar.clear()
        try:
            case = case_at(self._list, row)
        except ProblemsFound as found:
            bar.say(tr("Not opened: {why}.", why=found.problems[0].message), True)
            return
        except OSError as error:
            bar.say(tr("Not opened: the table cannot be read ({why}).", why=error.strerror or str(error)), True)
            return
        if why := self._home.doors.take(case, row, self._home.judged()):
            bar.say(why, True)

    def show_refused(self) -> None:
        """List the refused rows."""
        from b12calc.audit import refused_beside
        from b12calc_ui.audit_refused import RefusedPage

        try:
            page = self._refused = self._refused or RefusedPage(refused_beside(self._list.target))
        except OSError as error:
            self._home.bar.say(tr("The list of refused rows cannot be read: {why}.",
                                    why=error.strerror or str(error)), True)  # fmt: skip
            return
        if page not in self._known:
            self._known.append(page)
            page.back.connect(self.back)
            page.save.connect(self.save_refused)
        self._home.show_page(page)
        page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_summary(self) -> None:
        """Show counts and pictures."""
        from b12calc_ui.audit_summary import SummaryPage

        page = self._summed = self._summed or SummaryPage(self._summary, self._about())
        if page not in self._known:
            self._known.append(page)
            page.back.connect(self.back)
            page.save_page.connect(self.save_page)
            page.save_figures.connect(self.save_figures)
        self._home.show_page(page)
        page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_list(self) -> None:
        """Save the list as it is shown."""
        path = self._where(tr("Save the list as it is shown"), "work-list")
        if path is not None:
            self._say(written(path, lambda part: write_list(self.work.model, part)),
                      tr("{count} patients saved.", count=f"{len(self.work.model.rows):,}"))  # fmt: skip

    def save_refused(self) -> None:
        """Save a copy of the refused rows."""
        import shutil

        from b12calc.audit import refused_beside

        path = self._where(tr("Save a copy of the refused rows"), "refused-rows")
        if path is not None:
            source = refused_beside(self._list.target)
            self._say(written(path, lambda part: shutil.copyfile(source, part)), tr("Refused rows saved."))

    def save_page(self) -> None:
        """Save the summary as one HTML page."""
        from b12calc.audit.summary_page import page

        path = self._where(tr("Save the summary"), "summary", "html", tr("Pages ({endings})", endings="*.html"))
        if path is not None:
            data = page(self._summary, self._about()).encode()
            self._say(written(path, lambda part: part.write_bytes(data)), tr("Summary saved."))

    def save_figures(self) -> None:
        """Save the figures of the summary as a table."""
        from b12calc.audit.charts import figures_csv

        path = self._where(tr("Save the figures"), "figures")
        if path is not None:
            data = figures_csv(self._summary)
            self._say(written(path, lambda part: part.write_bytes(data)), tr("Figures saved."))

    def _about(self) -> "About":
        from b12calc.audit.summary_page import about

        return about(self._list.source.name, self._list.options, self._count.rows, self._count.refused)

    def _where(self, title: str, kind: str, ending: str = "csv", words: str = "") -> Path | None:
        """Ask where; never in place of a file that the audit read or wrote."""
        from b12calc.audit import refused_beside

        made = self._list
        offered = made.target.with_name(f"{made.target.stem}-{kind}.{ending}")
        path = where(self._home.window(), title, offered, words or tr("Tables ({endings})", endings=_CSV))
        own = [one.resolve() for one in (made.source, made.target, refused_beside(made.target))]
        if path is not None and path.resolve() in own:
            self._say(tr("{name} belongs to this audit. Choose another name.", name=path.name), "")
            return None
        return path

    def _say(self, why: str, done: str) -> None:
        self._home.bar.say(why or done, bool(why))
