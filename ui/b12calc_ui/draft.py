"""Recover after a power cut: the entry of the menu, off at first; nothing behind it is loaded before it is on."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.case_files import CaseFiles
    from b12calc_ui.draft_desk import DraftDesk
    from b12calc_ui.key_store import KeyStore
    from b12calc_ui.settings import Settings

FOLDER = "draft"


class Draft(QObject):
    """Switch the draft on and off; ``opener`` and ``clock`` are asked by what is loaded then."""

    def __init__(self, files: "CaseFiles", settings: "Settings") -> None:
        super().__init__(files.parent)
        self._files, self._settings = files, settings
        self.clock: Callable[[], float] = time.time
        self.opener: Callable[[], KeyStore] | None = None
        self.desk: DraftDesk | None = None
        self.switch = QAction(self)
        self.switch.setText(tr("&Recover after a power cut"))
        self.switch.setCheckable(True)
        self.switch.setToolTip(tr("Keep one encrypted draft of the case that is not saved yet"))
        self.switch.triggered.connect(self.turn)
        if why := settings.given.why("draft"):
            self.switch.setText(tr("&Recover after a power cut (set by your practice's IT)"))
            self.switch.setToolTip(why)
            self.switch.setEnabled(False)

    def begin(self) -> None:
        """Begin where the option is on; where it is off, see that no draft of before is left."""
        folder = self._settings.folder
        on = self._settings.draft()
        if folder is not None and (on or (folder / FOLDER).exists()):
            self._mark(self._load().begin(on), on)

    def turn(self, on: bool) -> None:
        """Switch the option on, or off with draft and key; where there is no key store it stays off and says why."""
        if not on:
            self._settings.put("draft", "off")
            self._load().end()
        elif self._settings.folder is None:
            self._mark(tr("this window keeps no settings"), True)
        else:
            why = self._load().begin(True)
            self._mark(why, True)
            if not why:
                self._settings.put("draft", "on")

    def _mark(self, why: str, on: bool) -> None:
        self.switch.setChecked(on and not why)
        if on and why:
            self.switch.setToolTip(tr("Not available: {why}.", why=why))
            self._files.bar.say(tr("Recover after a power cut stays off: {why}.", why=why), True)

    def _load(self) -> "DraftDesk":
        from b12calc_ui.draft_desk import DraftDesk
        from b12calc_ui.draft_keeper import Keeper
        from b12calc_ui.key_store import open_store

        if self.desk is None:
            folder = self._settings.folder
            assert folder is not None
            opener = self.opener or open_store
            self.desk = DraftDesk(self._files, Keeper(folder / FOLDER, opener, self.clock))
        return self.desk
