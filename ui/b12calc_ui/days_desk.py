"""Open days in the window: those of the practice from its settings, those of the visit from a small dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.closed_days import read_closed_file
from b12calc_ui.live import Live
from b12calc_ui.open_days import OpenDays
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr
from b12calc_ui.visit_days import VisitDays

if TYPE_CHECKING:
    from b12calc_ui.dose_dialog import DoseDialog


class DaysDesk(QObject):
    """Put open days in force; what was said for one visit goes with it, and nothing of it is ever written down."""

    def __init__(self, live: Live, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._live, self._settings, self._window = live, settings, window
        self.dialog: DoseDialog | None = None
        self._loaded, self._said = False, ""
        live.assessed.connect(self._load)
        live.view.begun_again.connect(self.forget)
        live.view.days_wanted.connect(self.write)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"days": self.write}

    def take(self, days: OpenDays) -> None:
        """Put the practice's days in force from now on, and remember them."""
        self._settings.put_open_days(days)
        self._loaded = True
        self._use(days)

    def write(self) -> None:
        """Open the dialog on what was said for this visit."""
        from b12calc_ui.dose_dialog import DoseDialog

        if not self._live.ready:
            self._live.wake()
        self._close()
        self.dialog = DoseDialog(self._live.placing.visit, self._window)
        self.dialog.kept.connect(self.put)
        self.dialog.destroyed.connect(self._on_gone)
        self.dialog.open()

    def put(self, visit: VisitDays) -> None:
        """Let days count for the visit shown."""
        self._live.placing.visit = visit
        self._live.refresh()

    def forget(self) -> None:
        """Let go of what belongs to one visit, and look at the practice's file again, which may have changed."""
        self._close()
        self._live.placing.visit = VisitDays()
        self._live.placing.forget()
        if self._loaded:
            self._read()

    def _load(self) -> None:
        """Take the settings once the rules are loaded."""
        if self._loaded or not self._live.ready:
            return
        self._loaded = True
        days = self._settings.open_days()
        if days != OpenDays():
            self._use(days)

    def _use(self, days: OpenDays) -> None:
        self._live.placing.days, self._live.placing.own, self._said = days, None, ""
        self._read()
        if days.region:
            from b12calc.plan.bank_holidays import bank_holidays

            # Known now, the first key need not wait for them.
            for year in (self._live.form.today().year, self._live.form.today().year + 1):
                bank_holidays(days.region, year)
        self._live.refresh()

    def _read(self) -> None:
        """Read the file of closed days; where that fails, what was read before counts on, and it is said once."""
        placing, name = self._live.placing, self._live.placing.days.closed_file
        if not name:
            return
        try:
            placing.own = read_closed_file(name)
        except ProblemsFound as found:
            why = str(found.problems[0])
            sentence = tr("The file of our closed days could not be read, and its days do not count: {why}", why=why)
            if placing.own is not None:
                sentence = tr("The file of our closed days could not be read again; what was read before counts: {why}",
                              why=why)  # fmt: skip
        else:
            sentence = ""
        if sentence and sentence != self._said:
            self._live.trouble = self._live.trouble or sentence
        self._said = sentence

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _on_gone(self) -> None:
        self.dialog = None
