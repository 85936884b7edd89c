"""What is said of the columns of a practice list: remembered by its headings, read from a file and written to one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.audit_saving import where, written
from b12calc_ui.audit_setup import Setup
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.audit import AuditMap
    from b12calc_ui.audit_look import Seen


class Mapping:
    """Keep page, settings and files of one mind about the columns."""

    def __init__(self, setup: Setup, bar: MessageBar, settings: Settings, window: QWidget) -> None:
        self._setup, self._bar, self._settings, self._window = setup, bar, settings, window

    def begin(self, seen: "Seen") -> None:
        """Show a table with what is remembered of its headings."""
        from b12calc_ui.audit_said import may_be_kept, recalled

        said = recalled(self._settings.audit_columns(), seen.headings)
        self._setup.take(seen, said)
        may = may_be_kept(seen.headings, {})
        self._setup.keep.setChecked(may)
        self._setup.keep.setEnabled(may)
        if said:
            self._bar.say(tr("The columns are taken as you named them before for these headings."))

    def made(self) -> "AuditMap | None":
        """Return what was said as the audit takes it. Raises ProblemsFound."""
        from b12calc_ui.audit_said import as_mapping

        return as_mapping(self._setup.said())

    def fits(self) -> bool:
        """Tell whether the table can be read by what was said; if not, say why."""
        from b12calc_ui.audit_look import layout

        assert self._setup.seen is not None
        try:
            layout(self._setup.seen, self.made())
        except ProblemsFound as found:
            self._setup.say(found.problems[0].message)
            return False
        return True

    def keep(self) -> None:
        """Remember what was said for tables with the same headings, or forget it where that is not wanted."""
        from b12calc_ui.audit_said import kept_with

        seen, kept = self._setup.seen, self._settings.audit_columns()
        assert seen is not None
        after = kept_with(kept, seen.headings, self._setup.said() if self._setup.keep.isChecked() else None)
        if after != kept:
            self._settings.put("audit_columns", after)

    def load(self) -> None:
        """Ask for a mapping file and let it say what the columns hold."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(self._window, tr("Load a mapping"), "", _maps())
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Let a mapping file say what the columns hold, or say what is wrong in it."""
        from b12calc.audit import read_audit_map
        from b12calc_ui.audit_said import said_in
        from b12calc_ui.opening import NotOpened, content

        try:
            self._setup.put(said_in(read_audit_map(content(path), path.name)))
        except ProblemsFound as found:
            self._bar.say(tr("Mapping not loaded: {why}.", why=plain(found)), True)
        except NotOpened as why:
            self._bar.say(str(why), True)
        else:
            self._bar.say(tr("The columns are taken as {name} says.", name=path.name))

    def save(self) -> None:
        """Ask where and save what was said of the columns; it holds headings and the words of cells that were named."""
        from b12calc_ui.audit_said import to_toml

        path = where(self._window, tr("Save the mapping"), Path("audit-columns.toml"), _maps())
        if path is not None:
            said = to_toml(self._setup.said())
            why = written(path, lambda part: part.write_bytes(said))
            self._bar.say(why or tr("Saved. On the command line, b12calc audit takes it with --map."), bool(why))


def plain(found: ProblemsFound) -> str:
    """Return the first problem without its full stop."""
    return str(found.problems[0]).rstrip(".")


def _maps() -> str:
    return tr("Columns of a table (*.toml)")
