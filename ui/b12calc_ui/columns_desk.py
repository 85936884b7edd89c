"""The columns of a table that was read: the offer to name them, the dialog, and what is remembered of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from b12calc_ui.columns_table import Table
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.exchange.incoming.mapping import ColumnMap, Use
    from b12calc_ui.columns_dialog import ColumnsDialog
    from b12calc_ui.columns_line import ColumnsLine


class ColumnsDesk:
    """Show the dialog and keep what was said; ``again`` reads the table by it."""

    def __init__(self, settings: Settings, again: "Callable[[bytes, ColumnMap], object]", window: QWidget) -> None:
        self._settings, self._again, self._window = settings, again, window

    def offer(self, table: Table, bar: MessageBar, name: Callable[[Table], object]) -> None:
        """Offer to name the columns of a table of which nothing was read, as long as the sentence stands."""
        bar.say(tr("The columns of this table are not known. Nothing was changed."), True)
        bar.add_offer(tr("Name the columns…"), lambda: name(table))

    def line(self, table: Table | None, name: Callable[[Table], object]) -> "ColumnsLine | None":
        """Return the line that stands above the results of a table, None where there is nothing to say of it."""
        if table is None or not table.asks:
            return None
        from b12calc_ui.columns_line import ColumnsLine

        return ColumnsLine(table, name)

    def dialog(self, table: Table, how: tuple[date, bool | None], back: Callable[[], object]) -> "ColumnsDialog":
        """Return the dialog for a table, with what was said of its columns or is guessed of them; left, it goes back.

        ``how`` is the day no sample was taken after, and whether the day of a date comes first.
        """
        from b12calc.exchange.incoming.column_memory import may_be_kept
        from b12calc_ui.columns_dialog import ColumnsDialog
        from b12calc_ui.columns_trial import Trial

        columns = table.columns
        uses = columns.guesses if table.named is None else columns.uses(table.named)
        dialog = ColumnsDialog(Trial(columns, *how), uses, may_be_kept(columns.headings), self._window)
        dialog.accepted.connect(lambda: self._on_named(table, dialog))
        dialog.rejected.connect(back)
        return dialog

    def _on_named(self, table: Table, dialog: "ColumnsDialog") -> None:
        self._keep(table.columns.headings, dialog.uses() if dialog.keep.isChecked() else None)
        self._again(table.data, dialog.mapping())

    def _keep(self, headings: Sequence[str], uses: "Sequence[Use] | None") -> None:
        from b12calc.exchange.incoming.column_memory import kept_with

        before = self._settings.columns()
        after = kept_with(before, headings, uses)
        if after != before:
            self._settings.put("columns", after)
