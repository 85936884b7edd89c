"""What keeps the case from other eyes while the program runs, and a draft of it, if wanted, from a power cut."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from b12calc_ui.cover import Cover
from b12calc_ui.draft import Draft
from b12calc_ui.idle import CHOICES, WARNING, Idle
from b12calc_ui.lock import Lock
from b12calc_ui.status_line import StatusLine
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.case_files import CaseFiles
    from b12calc_ui.settings import Settings


class Privacy(QObject):
    """Cover the windows when nobody has touched them for a while, half a minute after saying so."""

    def __init__(self, window: QMainWindow, settings: "Settings", files: "CaseFiles") -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.cover, self.idle = Cover(self), Idle(self, settings.cover_minutes())
        self.idle.soon.connect(self._warn)
        self.idle.used.connect(self._unwarn)
        self.idle.over.connect(self.hide_now)
        self.draft = Draft(files, settings)
        self.lock = Lock(self)
        self.lock.locked.connect(self.hide_now)

    def begin(self) -> None:
        """Watch for input from now on, and look for a draft if that is switched on."""
        self.idle.begin()
        foot = self._window.statusBar()
        if isinstance(foot, StatusLine):
            self.draft.switch.toggled.connect(foot.tell_draft)
        self.draft.begin()

    def hide_now(self) -> None:
        """Cover every window of the program now."""
        self._unwarn()
        self.cover.put_on()

    def show_again(self) -> None:
        """Uncover the windows, as a key or click does."""
        self.idle.touch()
        self.cover.take_off()

    def menu(self, parent: QMenu) -> None:
        """Offer the minutes after which the windows are covered, to cover them now, and to keep a draft."""
        parent.addActions([self.draft.switch])
        menu = parent.addMenu(tr("&Cover when nobody is there"))
        now = QAction(self)
        now.setText(tr("Cover &now"))
        now.triggered.connect(lambda _on=False: self.hide_now())
        menu.addActions([now])
        menu.addSeparator()
        group = QActionGroup(self)
        for minutes in CHOICES:
            action = group.addAction(menu.addAction(tr("After {minutes} minutes", minutes=minutes)))
            action.setCheckable(True)
            action.setChecked(minutes == self.idle.minutes)
            action.triggered.connect(lambda _on=False, minutes=minutes: self._choose(minutes))
        if why := self._settings.given.why("cover_minutes"):
            group.setEnabled(False)
            menu.addAction(why).setEnabled(False)

    def _choose(self, minutes: int) -> None:
        self.idle.minutes = minutes
        self._settings.put("cover_minutes", minutes)

    def _warn(self) -> None:
        words = tr("The window is covered in {seconds} seconds. Any key or movement keeps it open.", seconds=WARNING)
        self._window.statusBar().showMessage(words)

    def _unwarn(self) -> None:
        self._window.statusBar().clearMessage()
