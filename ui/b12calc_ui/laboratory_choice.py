"""Whose limits count: the chooser of laboratories, and the way to the practice's own profile."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from b12calc.analytes import analytes
from b12calc_ui.held import hold, tell
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.own_laboratory import OWN
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.rules import Laboratory


class LaboratoryChoice:
    """Carry a choice from the list, or a profile from its dialog, to the answer and to the settings."""

    def __init__(self, live: Live, bar: MessageBar, settings: Settings, parent: QWidget) -> None:
        self._live, self.bar, self._settings, self._parent = live, bar, settings, parent
        self._why = settings.given.why("laboratory")
        live.own.lend(settings.given.file_of("laboratory"), bool(self._why))
        if settings.given.trouble():
            bar.say(settings.given.trouble(), True)
        self._list = live.form.identity.limits
        hold(self._why, self._list)
        self._list.currentTextChanged.connect(self._explain)
        self._explain(self._list.currentText())
        self._list.picked.connect(self._pick)
        self._offered: Laboratory | None = None
        live.assessed.connect(self._report)
        live.assessed.connect(self._offer_units)

    def write(self) -> None:
        """Open the dialog on the practice's own profile."""
        from b12calc_ui.laboratory_dialog import LaboratoryDialog

        if self._why:
            self.bar.say(self._why)
            return
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
        self.bar.say(tr("The limits of {name} count from now on.", name=self._list.currentText()))
        return ""

    def choose(self, code: str) -> None:
        """Let the limits of this laboratory count, or those of the guideline where the code is empty."""
        if not self._why:
            self._list.put(code)
            self._pick()

    def _explain(self, name: str) -> None:
        """Say the whole name, which may be cut in the closed list, and where own limits are written."""
        tip = tr("Not in the list? Edit, Our laboratory… (Ctrl+L) takes your own limits.")
        tell(self._list, name, self._why or tip)

    def _pick(self) -> None:
        self._settings.put("laboratory", self._list.code())
        self._live.use_laboratory(self._list.code())

    def _offer_units(self) -> None:
        """Offer in the empty rows the units the laboratory prints, as soon as another one is chosen."""
        chosen = self._profile()
        if chosen is not self._offered:
            self._offered = chosen
            printed = {code: chosen.printed_unit(code) for code in analytes()} if chosen is not None else {}
            units = {code: unit for code, unit in printed.items() if unit}
            self._live.form.results.offer_units(units, "" if chosen is None else chosen.title)

    def _profile(self) -> "Laboratory | None":
        if self._live.laboratory in ("", OWN):
            return self._live.own.profile if self._live.laboratory else None
        from b12calc.rules import laboratories

        return next((one for one in laboratories() if one.id == self._live.laboratory), None)

    def _report(self) -> None:
        """Say once when the own profile could not be read: other limits count than the user expects."""
        if self._live.trouble:
            sentence, self._live.trouble = self._live.trouble, ""
            self.bar.say(sentence, True)
