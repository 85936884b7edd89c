"""Whose limits count: the chooser of laboratories, and the way to the practice's own profile."""

from typing import Any

from PySide6.QtWidgets import QWidget

from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.own_laboratory import OWN
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr


class LaboratoryChoice:
    """Carry a choice from the list, or a profile from its dialog, to the answer and to the settings."""

    def __init__(self, live: Live, bar: MessageBar, settings: Settings, parent: QWidget) -> None:
        self._live, self._bar, self._settings, self._parent = live, bar, settings, parent
        self._list = live.form.identity.limits
        self._list.currentTextChanged.connect(self._explain)
        self._explain(self._list.currentText())
        self._list.picked.connect(self._pick)
        live.assessed.connect(self._report)

    def write(self) -> None:
        """Open the dialog on the practice's own profile."""
        from b12calc_ui.laboratory_dialog import LaboratoryDialog

        if not self._live.ready:
            self._live.wake()
        LaboratoryDialog(self._live.own.content, self.keep, self._parent).open()

    def keep(self, content: dict[str, Any]) -> str:
        """Keep a profile and choose it; return one sentence when it could not be written."""
        try:
            self._live.own.keep(content)
        except OSError as error:
            return tr("The profile could not be written: {why}. Nothing was changed.", why=error.strerror)
        self._live.offer_laboratories()
        self._list.put(OWN)
        self._pick()
        self._bar.say(tr("The limits of {name} count from now on.", name=self._list.currentText()))
        return ""

    def choose(self, code: str) -> None:
        """Let the limits of this laboratory count, or those of the guideline where the code is empty."""
        self._list.put(code)
        self._pick()

    def _explain(self, name: str) -> None:
        """Say the whole name, which may be cut in the closed list, and where own limits are written."""
        tip = tr("Not in the list? Edit, Our laboratory… (Ctrl+L) takes your own limits.")
        self._list.setToolTip(f"{name}\n{tip}")

    def _pick(self) -> None:
        self._settings.put("laboratory", self._list.code())
        self._live.use_laboratory(self._list.code())

    def _report(self) -> None:
        """Say once when the own profile could not be read: other limits count than the user expects."""
        if self._live.trouble:
            sentence, self._live.trouble = self._live.trouble, ""
            self._bar.say(sentence, True)
