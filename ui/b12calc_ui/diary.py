"""The days of the plan outside the record: a calendar file, and a reminder to send; neither names the patient."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from b12calc.problems import Problem, ProblemsFound
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.own_clipboard import SECONDS, OwnClipboard
from b12calc_ui.paper_writing import Ways, write_said
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.plan.schedule_words import Schedule
    from b12calc_ui.placing import Placed


class Diary:
    """Save or copy the days exactly as they are shown."""

    def __init__(self, live: Live, bar: MessageBar, settings: Settings, ways: Ways, clipboard: OwnClipboard) -> None:
        self._live, self._bar, self._settings, self._ways, self._clipboard = live, bar, settings, ways, clipboard

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"diary": self.save, "reminder": self.copy}

    def save(self) -> None:
        """Ask where and save doses and reviews for a calendar."""
        if self._ways.ready():
            title, kinds = tr("Save the calendar file"), tr("Calendar files (*.ics)")
            path = self._ways.where(title, "calendar", "ics", kinds)
            if path is not None:
                self.save_path(path)

    def save_path(self, path: Path) -> bool:
        """Write the days of exactly what is shown; an older file of the same name tells what changed since."""
        found = self._live.placed()
        if found is None:
            return self._ways.ready()
        case, placed = found

        def data() -> bytes:
            from b12calc.report.diary import calendar_of

            alarm = self._settings.open_days().alarm
            return calendar_of(case, placed.shown, _days(placed), alarm_days=alarm, earlier=_earlier(path))

        done = self._ways.with_rest(tr("Calendar file saved. It names no patient."))
        return write_said(path, data, self._bar, done)

    def copy(self) -> bool:
        """Put the reminder of the next dose and the next check on the clipboard."""
        found = self._live.placed()
        if found is None:
            return self._ways.ready()
        from b12calc.report.diary import reminder_of

        placed = found[1]
        try:
            days = _days(placed)
            text = reminder_of(placed.shown, days, self._settings.heading()[0], days.start)
        except ProblemsFound as none:
            self._bar.say(tr("Reminder not copied: {why}", why=str(none.problems[0])), True)
            return False
        self._clipboard.put(text)
        said = tr("Reminder copied, without a name: paste it into the message within {seconds} seconds.",
                  seconds=SECONDS)  # fmt: skip
        self._bar.say(self._ways.with_rest(said))
        return True


def _days(placed: "Placed") -> "Schedule":
    """Return the days as they are shown. Raises ProblemsFound where the doses could not be placed."""
    from b12calc.report.diary import as_shown

    if placed.why and placed.shown.regimen is not None:
        raise ProblemsFound((Problem(tr("dates of the doses"), placed.why),))
    return placed.schedule or as_shown(placed.shown)


def _earlier(path: Path) -> bytes:
    """Return the file that is going to be replaced, nothing where there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
