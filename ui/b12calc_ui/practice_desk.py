"""The settings of the practice in the window: offered once at the first start, and open to change at any time."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from b12calc_ui.days_desk import DaysDesk
from b12calc_ui.held import hold
from b12calc_ui.laboratory_choice import LaboratoryChoice
from b12calc_ui.live import Live
from b12calc_ui.practice import HEADING, Practice
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.practice_dialog import PracticeDialog


class PracticeDesk(QObject):
    """Carry the choices of the sheet, and of the guideline in the strip, to the answer and to the settings."""

    def __init__(self, live: Live, laboratory: LaboratoryChoice, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._live, self._laboratory, self._settings, self._window = live, laboratory, settings, window
        self._strip = live.form.identity.pack
        self._strip.put(live.pack)
        self._strip.picked.connect(self._pick_pack)
        hold(settings.given.why("pack"), self._strip)
        self.sheet: PracticeDialog | None = None
        self.days = DaysDesk(live, settings, window)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"practice": self.write, **self.days.deeds()}

    def offer(self) -> None:
        """Show the sheet beside the window if there are no settings yet and nothing is entered."""
        if not self._settings.is_new():
            return
        if self._live.ready:
            self._show_first()
        else:
            self._live.assessed.connect(self._show_first, Qt.ConnectionType.SingleShotConnection)

    def write(self) -> None:
        """Open the sheet on what is set now."""
        if not self._live.ready:
            self._live.wake()
        if self.sheet is not None:
            self.sheet.step_aside()
        self._make(self._live.pack, first=False).open()

    def take(self, practice: Practice) -> None:
        """Put the choices in force and remember them."""
        self._settings.put("begun", "yes")
        self._settings.put("paper", practice.paper)
        for name, text in zip(HEADING, practice.heading, strict=True):
            self._settings.put(name, text)
        self._settings.put("file_name", practice.file_name)
        self._settings.put("record_folder", practice.record_folder)
        self.days.take(practice.days)
        self._strip.put(practice.pack)
        self._pick_pack()
        self._laboratory.choose(practice.laboratory)
        if not self._settings.is_written():
            self._laboratory.bar.say(tr("These settings hold until the window is closed: the settings file could not "
                                        "be written."), True)  # fmt: skip

    def _make(self, pack: str, first: bool) -> "PracticeDialog":
        from b12calc_ui.practice_days import PracticeDays
        from b12calc_ui.practice_dialog import PracticeDialog
        from b12calc_ui.practice_files import PracticeFiles
        from b12calc_ui.practice_held import hold_sheet

        kept, open_days = self._settings, self._live.placing.days
        names = kept.file_name(), kept.record_folder()
        now = Practice(pack, self._live.laboratory, kept.paper(), kept.heading(), *names, open_days)
        files = None if first else PracticeFiles(*names, self._live.form.today(), kept.exchange())
        days = None if first else PracticeDays(open_days)
        sheet = PracticeDialog(now, self._live.laboratories(), first, self._window, files, days)
        if files is not None:
            sheet.kept.connect(lambda _practice: kept.put_exchange(files.exchange.choices()))
        hold_sheet(sheet, kept.given)
        sheet.kept.connect(self.take)
        sheet.finished.connect(partial(self._forget, sheet))
        self.sheet = sheet
        return sheet

    def _show_first(self) -> None:
        if not self._live.form.is_blank():
            return
        sheet = self._make("", first=True)
        sheet.put_off.connect(lambda: self._settings.put("begun", "later"))
        self._live.assessed.connect(self._make_way)
        sheet.show()
        _to_the_right(sheet, self._window)
        sheet.activateWindow()
        next(iter(sheet.packs.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_way(self) -> None:
        """Let a patient come first: the sheet goes unanswered, and is there again at the next start."""
        if self.sheet is not None and not self._live.form.is_blank():
            self.sheet.step_aside()

    def _forget(self, sheet: "PracticeDialog", _result: int) -> None:
        if self.sheet is sheet:
            self.sheet = None
        if sheet.first:
            self._live.assessed.disconnect(self._make_way)

    def _pick_pack(self) -> None:
        self._settings.put("pack", self._strip.code())
        self._live.use(self._strip.code())


def _to_the_right(sheet: QWidget, window: QWidget) -> None:
    """Put the sheet over the empty answer, so that the questions stay in sight, where the system lets it be put."""
    area = window.frameGeometry()
    room = window.screen().availableGeometry()
    x = area.left() + 24 if window.isRightToLeft() else area.right() - sheet.frameGeometry().width() - 24
    y = area.top() + (area.height() - sheet.frameGeometry().height()) // 2
    x = max(room.left(), min(x, room.right() - sheet.frameGeometry().width()))
    y = max(room.top(), min(y, room.bottom() - sheet.frameGeometry().height()))
    sheet.move(x, y)
