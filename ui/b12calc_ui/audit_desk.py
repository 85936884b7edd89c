"""The practice audit from the window: opened when asked for, and one of its patients shown in the form."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow

from b12calc_ui.case_files import CaseFiles
from b12calc_ui.opening import Opened
from b12calc_ui.own_laboratory import OWN
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.case import Case
    from b12calc.rules import Laboratory
    from b12calc_ui.audit_window import AuditWindow


class AuditDesk(QObject):
    """Hold the one window of audits, which closes with the window of the form."""

    def __init__(self, window: QMainWindow, files: CaseFiles) -> None:
        super().__init__(window)
        self._window, self._files, self._live = window, files, files.live
        self.audit: AuditWindow | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"audit": self.open}

    def open(self) -> None:
        """Open the window, or bring it to the front where it stands open."""
        if self.audit is None:
            self.audit = self._made()
            self._window.installEventFilter(self)
        self.audit.show()
        self.audit.raise_()
        self.audit.activateWindow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Close with the window of the form; one that is only put aside stays open."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous() and self.audit is not None:
            self.audit.close()
        return False

    def limits(self, code: str) -> "Laboratory | str | None":
        """Return the laboratory of a choice, None for the limits of the guideline."""
        return self._live.own.profile if code == OWN else code or None

    def take(self, case: "Case", row: int, judged: tuple[str, str]) -> str:
        """Show a patient of the list in the form as opening a file does; return why not, or an empty text."""
        again = tr("Open this patient once more to give it up.")
        if not self._files.leaving.sure(f"audit {row}", offered=False, again=again):
            return tr("What is entered in the form has not been saved. {again}", again=again)
        self._files.show_opened(Opened(case))
        if judged != (self._live.pack, self._live.laboratory):
            words = tr("Opened from the practice list. It was audited by another guideline or laboratory than the one "
                       "chosen here, which counts now.")  # fmt: skip
            self._files.bar.say(words)
        self._window.raise_()
        self._window.activateWindow()
        self._live.form.identity.show_me()
        return ""

    def _made(self) -> "AuditWindow":
        from b12calc_ui.audit_doors import Doors
        from b12calc_ui.audit_window import AuditWindow

        live = self._live
        if not live.ready:
            live.wake()
        doors = Doors(live.form.today, self.limits, self.take)
        made = AuditWindow((live.pack, live.laboratory), live.laboratories(), doors, self._files.settings)
        made.destroyed.connect(self._on_gone)
        return made

    def _on_gone(self) -> None:
        self.audit = None
