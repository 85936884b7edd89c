"""The clinic profile in the window: chosen beside the guideline, remembered, and written by the practice itself."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from b12calc_ui.clinic_shelf import ClinicShelf
from b12calc_ui.controls import Choice
from b12calc_ui.held import hold, tell
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.clinic_dialog import ClinicDialog

_WRITE: Final = "write"


class ClinicDesk(QObject):
    """Offer the profiles once the rules are loaded, and put the chosen one in force."""

    def __init__(self, live: Live, settings: Settings, bar: MessageBar) -> None:
        super().__init__()
        self.chooser = Choice(tr("Clinic: what we have here"), [], 24, tr("Not named: the plan alone"))
        self.live, self.settings, self.bar = live, settings, bar
        self.shelf = ClinicShelf(settings.folder, settings.given.file_of("clinic"))
        self.code, self._why = "", settings.given.why("clinic")
        self.dialog: ClinicDialog | None = None
        self._loaded = False
        self.chooser.picked.connect(self._on_pick)
        # A long name may be cut in the closed list.
        self.chooser.currentTextChanged.connect(lambda name: tell(self.chooser, name, self._why))
        hold(self._why, self.chooser)
        live.assessed.connect(self._load)

    def write(self) -> None:
        """Open the list of what this practice has, filled from the profile in force."""
        from b12calc_ui.clinic_dialog import ClinicDialog

        self._load()
        if self._why:
            self.bar.say(self._why)
            return
        if self.shelf.folder is None:
            self.bar.say(tr("No settings folder is in use, so a profile of your own cannot be kept."), trouble=True)
            return
        self.dialog = ClinicDialog(self.shelf.find(self.code), self.live.form.today(), self.chooser.window())
        self.dialog.written.connect(self._on_written)
        self.dialog.open()

    def put(self, code: str) -> None:
        """Put a profile in force and remember it; an empty code shows the plan alone."""
        found = self.shelf.find(code)
        self.code = code if found is not None else ""
        self.chooser.put(self.code)
        self.settings.put("clinic", self.code)
        self.live.use_clinic(found)

    def _load(self) -> None:
        if self._loaded or not self.live.ready:
            return
        self._loaded = True
        self._offer()
        kept = self.settings.clinic()
        if self.shelf.find(kept) is not None:
            self.put(kept)

    def _offer(self) -> None:
        self.shelf.load()
        self.chooser.offer_only([*self.shelf.entries(), (_WRITE, tr("Write our own…"))])
        if self.shelf.troubles:
            words = tr("A clinic profile was left out. {trouble}", trouble=self.shelf.troubles[0])
            self.bar.say(words, trouble=True)

    def _on_pick(self) -> None:
        if self.chooser.code() == _WRITE:
            self.chooser.put(self.code)
            self.write()
        else:
            self.put(self.chooser.code())

    def _on_written(self, text: str, title: str) -> None:
        try:
            code = self.shelf.save(text, title, self.code)
        except OSError as error:
            words = tr("The clinic profile could not be kept ({why}); an older one is untouched.", why=error.strerror)
            self.bar.say(words, trouble=True)
            return
        self._offer()
        self.put(code)
        self.bar.say(tr("Kept: {title}. It holds nothing about a patient.", title=title))
