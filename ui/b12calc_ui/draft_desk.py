"""Keeps the draft of the case that is not saved yet, offers one that a power cut left, and lets it go."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QBoxLayout

from b12calc_ui.controls import chain
from b12calc_ui.draft_file import DraftDamaged
from b12calc_ui.draft_keeper import Keeper, why_not
from b12calc_ui.draft_text import NotThisForm, put_back, to_bytes
from b12calc_ui.key_store import StoreTrouble
from b12calc_ui.offer_bar import OfferBar
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.case_files import CaseFiles

WAIT = 3_000
_AGE_TURN = 300_000


class DraftDesk(QObject):
    """Write the draft while a case is entered; it goes when the case is saved, replaced or left, and after 24 hours."""

    def __init__(self, files: "CaseFiles", keeper: Keeper) -> None:
        super().__init__(files.parent)
        self._files, self._form, self.keeper = files, files.live.form, keeper
        self._seen, self._told = -1, ""
        self.offer = OfferBar()
        self.offer.wanted.connect(self.open)
        self.offer.unwanted.connect(self._discard)
        whole = files.bar.parentWidget()
        column = whole.layout() if whole is not None else None
        assert isinstance(column, QBoxLayout)
        column.insertWidget(column.indexOf(files.bar), self.offer)
        first = self._form.identity.stops()[0].previousInFocusChain()
        assert first is not None
        chain(first, self.offer.open, self.offer.discard, self._form.identity.stops()[0])
        self.timer = QTimer(self, singleShot=True, interval=WAIT)
        self.timer.timeout.connect(self.write)
        self._turn = QTimer(self, interval=_AGE_TURN, timerType=Qt.TimerType.VeryCoarseTimer)
        self._turn.timeout.connect(self.expire)
        self._form.changed.connect(self._on_edit)
        files.leaving.offered, files.leaving.over = self.offer.stands, self.over
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(keeper.release)

    def begin(self, on: bool) -> str:
        """Keep a draft from now on and meet one of before, or only remove it; return why none is kept."""
        why = self.keeper.take()
        if not self.keeper.holds():
            return why
        if not on:
            self._clear()
            self.keeper.release()
            return ""
        self._turn.start()
        if self.keeper.file.exists():
            self._meet(why)
        elif why:
            self.keeper.release()
        else:
            # A key whose draft was never written, or already removed.
            self._clear(always=True)
        self._catch_up()
        return why

    def end(self) -> None:
        """Keep no draft any more, and remove the one there is with its key."""
        self._turn.stop()
        self.offer.clear()
        if self.keeper.holds():
            self._clear(always=True)
            self.keeper.release()

    def write(self) -> None:
        """Seal the form as it stands; a failure is said once and leaves the older draft whole."""
        if self.keeper.store is None or self.offer.stands():
            return
        self._seen = self._form.edits
        if self._form.is_blank():
            self._clear()
            return
        try:
            self.keeper.write(to_bytes(self._form))
        except (OSError, StoreTrouble) as trouble:
            self._tell(tr("No draft could be kept: {why}.", why=why_not(trouble)))
        else:
            self._told = ""

    def open(self) -> None:
        """Put the offered case into the form, where it counts as not saved; its draft stays until it is."""
        files = self._files
        if not files.leaving.sure(tr("Open it"), offered=False):
            return
        try:
            put_back(self._form, self.keeper.read())
        except NotThisForm:
            self.offer.say(tr("The case was kept by another version of the program and cannot be opened."), False)
        except (OSError, DraftDamaged, StoreTrouble):
            self._refuse()
        else:
            self.offer.clear()
            files.live.view.start_again()
            files.clipboard.forget()
            files.bar.clear()
            files.leaving.lose()
            self.timer.stop()
            self._seen = self._form.edits

    def over(self, offered: bool) -> None:
        """Let the draft go: its case was saved, replaced or left; an offered one only where that was said."""
        if offered or not self.offer.stands():
            self.offer.clear()
            self._clear()

    def expire(self) -> None:
        """Let a draft of 24 hours go, offered or not."""
        if self.keeper.holds() and self.keeper.is_old():
            self.offer.clear()
            self._clear()

    def _on_edit(self) -> None:
        """Write a few seconds after the first edit that is not in the draft yet, however many follow."""
        new = self._form.edits != self._seen
        if self.keeper.store is not None and new and not self.timer.isActive() and not self.offer.stands():
            self.timer.start()

    def _meet(self, why: str) -> None:
        """Offer a draft of before, say why it cannot be read, or remove it unread where it is old."""
        if self.keeper.is_old():
            self._clear()
            return
        try:
            self.keeper.read()
        except StoreTrouble as trouble:
            words = tr("A case was kept on {when}, and its key cannot be reached: {why}. Nothing else is kept "
                       "meanwhile.", when=self._when(), why=why or trouble)  # fmt: skip
            self.offer.say(words, False)
        except (OSError, DraftDamaged):
            self._refuse()
        else:
            words = tr("A case was open when the program ended. It was last kept on {when}. Until you choose, what you "
                       "enter now is not kept.", when=self._when())  # fmt: skip
            self.offer.say(words, True)

    def _refuse(self) -> None:
        words = tr("The case kept on {when} cannot be opened: it is damaged, or its key is gone. Until you discard it, "
                   "what you enter now is not kept.", when=self._when())  # fmt: skip
        self.offer.say(words, False)

    def _when(self) -> str:
        written = self.keeper.file.written()
        moment = datetime.fromtimestamp(self.keeper.clock() if written is None else written)
        return tr("{day} at {time}", day=show_day(moment.date()), time=f"{moment:%H:%M}")

    def _discard(self) -> None:
        self.offer.clear()
        self._clear()
        self._catch_up()

    def _catch_up(self) -> None:
        """Keep a draft of what was entered while none was kept."""
        if self._files.leaving.entered():
            self._seen = -1
            self._on_edit()

    def _clear(self, always: bool = False) -> None:
        self.timer.stop()
        self._seen = self._form.edits
        if self.keeper.holds():
            for trouble in self.keeper.clear(always):
                self._tell(trouble)

    def _tell(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            bar = self._files.bar
            done = "" if bar.trouble else bar.text()
            bar.say(tr("{done} {trouble}", done=done, trouble=sentence) if done else sentence, True)
