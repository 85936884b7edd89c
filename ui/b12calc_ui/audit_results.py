"""After an audit: work list, refused rows and counts as pages, what is saved of them, and a patient opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from b12calc.problems import ProblemsFound
from b12calc_ui.audit_doors import Home
from b12calc_ui.audit_page import WorkPage
from b12calc_ui.audit_saving import where, write_list, written
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.audit import AuditCount
    from b12calc_ui.audit_list import WorkList

_CSV = "*.csv"
_TALL = 640


class Results:
    """Lead from the work list to the other pages and back."""

    def __init__(self, home: Home, made: "WorkList", count: "AuditCount") -> None:
        self._home, self._list, self._count = home, made, count
        self.work = WorkPage(made, count)
        self.work.fold(home.window().height() >= look.px(_TALL))
        for wish, deed in (
            (self.work.opened, self.open), (self.work.summary, self.show_counts),
            (self.work.refused, self.show_refused), (self.work.save, self.save_list),
            (self.work.again, home.start_again),
        ):  # fmt: skip
            wish.connect(deed)
        if count.unread:
            names = ", ".join(one[:40] for one in count.unread[:6])
            home.bar.say(tr("Columns that were not read: {names}.", names=names))

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
            page = RefusedPage(refused_beside(self._list.target))
        except OSError as error:
            self._home.bar.say(tr("The list of refused rows cannot be read: {why}.",
                                    why=error.strerror or str(error)), True)  # fmt: skip
            return
        page.back.connect(self.back)
        page.save.connect(self.save_refused)
        self._home.show_page(page)
        page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_counts(self) -> None:
        """Show the counts."""
        from b12calc_ui.audit_counts import CountsPage

        page = CountsPage(self._list, self._count)
        page.back.connect(self.back)
        page.save.connect(self.save_counts)
        self._home.show_page(page)
        page.page.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def save_counts(self) -> None:
        """Save the counts as a table."""
        from b12calc.csv_text import table
        from b12calc_ui.audit_counts import as_rows, sections

        path = self._where(tr("Save the counts"), "counts")
        if path is not None:
            rows = as_rows(sections(self._list, self._count))
            data = table(("of", "what", "count", "share_percent"), rows)
            self._say(written(path, lambda part: part.write_bytes(data)), tr("Counts saved."))

    def _where(self, title: str, kind: str) -> Path | None:
        """Ask where; never in place of a file that the audit read or wrote."""
        from b12calc.audit import refused_beside

        made = self._list
        offered = made.target.with_name(f"{made.target.stem}-{kind}.csv")
        path = where(self._home.window(), title, offered, tr("Tables ({endings})", endings=_CSV))
        own = [one.resolve() for one in (made.source, made.target, refused_beside(made.target))]
        if path is not None and path.resolve() in own:
            self._say(tr("{name} belongs to this audit. Choose another name.", name=path.name), "")
            return None
        return path

    def _say(self, why: str, done: str) -> None:
        self._home.bar.say(why or done, bool(why))
