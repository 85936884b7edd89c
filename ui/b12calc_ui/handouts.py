"""The papers beside the record: sheet, card, referral letter, blank symptom sheet, saved as PDF, web page or text."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from b12calc.models.vocabulary import PRINT_SIZES
from b12calc.problems import ProblemsFound
from b12calc_ui.diary import Diary
from b12calc_ui.exports import Exports
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.own_clipboard import OwnClipboard
from b12calc_ui.paper_writing import Ways, not_on_paper, write_said
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.report.document import ReportDocument

    Made = Callable[[tuple[str, ...]], ReportDocument]


class Handouts:
    """Save papers for the patient and for others; they do not hold the case, so saving them is not keeping it."""

    def __init__(self, live: Live, bar: MessageBar, settings: Settings, ways: Ways, clipboard: OwnClipboard) -> None:
        self._live, self._bar, self._settings, self._ways = live, bar, settings, ways
        self.diary = Diary(live, bar, settings, ways, clipboard)
        self.exports = Exports(live, bar, ways)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        own = {"leaflet": self.save_sheet, "card": self.save_card, "blank": self.save_blank}
        return {**own, **self.diary.deeds(), **self.exports.deeds()}

    def menu(self, parent: QMenu, blank: QAction) -> None:
        """Offer the services a letter may go to, and the size of print of the sheet, around the blank sheet."""
        letters = QMenu(tr("Save referral &letter"), parent)
        parent.insertMenu(blank, letters)
        for service, words in services().items():
            letters.addAction(words).triggered.connect(partial(self.save_letter, service))
        menu = QMenu(tr("Print si&ze of the patient sheet"), parent)
        parent.insertMenu(parent.actions()[parent.actions().index(blank) + 1], menu)
        group = QActionGroup(menu)
        for size in PRINT_SIZES:
            action = group.addAction(menu.addAction(tr("{size} points", size=size)))
            action.setCheckable(True)
            action.setChecked(size == self._settings.print_size())
            action.triggered.connect(partial(self._pick, size))

    def save_sheet(self) -> None:
        """Ask where and save the sheet for the patient."""
        self._ask(tr("Save the patient sheet"), "patient-sheet", self.save_sheet_path)

    def save_card(self) -> None:
        """Ask where and save the treatment card."""
        self._ask(tr("Save the treatment card"), "treatment-card", self.save_card_path)

    def save_letter(self, service: str, _on: bool = False) -> None:
        """Ask where and save the letter to one service, or say at once why there is none."""
        shown = self._live.now()
        if shown is None:
            self._ways.ready()
            return
        from b12calc.report.handout import referral_letter

        try:
            referral_letter(*shown, (), service)
        except ProblemsFound as found:
            self._bar.say(not_on_paper(found), True)
            return
        self._ask(tr("Save the referral letter"), "referral-letter", partial(self.save_letter_path, service))

    def save_blank(self) -> None:
        """Ask where and save the blank symptom sheet; it needs no patient."""
        path = self._ways.where(tr("Save the blank symptom sheet"), "symptom-sheet", "pdf", _kinds())
        if path is not None:
            self.save_blank_path(path)

    def save_sheet_path(self, path: Path) -> bool:
        """Write the sheet of exactly what is shown."""
        shown = self._live.now()
        if shown is None:
            return self._ways.ready()
        from b12calc.report.handout import patient_sheet

        size = self._settings.print_size()
        done = tr("Patient sheet saved. Nobody has reviewed its words yet: read it before you hand it over.")
        return self._save(path, lambda heading: patient_sheet(*shown, heading, size), self._settings.paper(), done)

    def save_card_path(self, path: Path) -> bool:
        """Write the treatment card of exactly what is shown."""
        shown = self._live.now()
        if shown is None:
            return self._ways.ready()
        from b12calc.report.handout import CARD_PAPER, treatment_card

        done = tr("Treatment card saved.")
        return self._save(path, lambda heading: treatment_card(*shown, heading), CARD_PAPER, done)

    def save_letter_path(self, service: str, path: Path) -> bool:
        """Write the letter to one service about exactly what is shown."""
        shown = self._live.now()
        if shown is None:
            return self._ways.ready()
        from b12calc.report.handout import referral_letter

        done = tr("Referral letter saved. Nobody has reviewed its fixed words yet: read it before you sign it.")
        return self._save(path, lambda heading: referral_letter(*shown, heading, service), self._settings.paper(), done)

    def save_blank_path(self, path: Path) -> bool:
        """Write the blank symptom sheet with the heading of the practice."""
        from b12calc.report.handout import symptom_sheet

        done = tr("Symptom sheet saved. What is typed from it is taken by Go to and by Paste note.")
        return self._save(path, symptom_sheet, self._settings.paper(), done, about_case=False)

    def _ask(self, title: str, kind: str, save: Callable[[Path], bool]) -> None:
        if not self._ways.ready():
            return
        path = self._ways.where(title, kind, "pdf", _kinds())
        if path is not None:
            save(path)

    def _save(self, path: Path, make: "Made", paper: str, done: str, *, about_case: bool = True) -> bool:
        """Make the paper with the heading of the practice and write it."""
        from b12calc.report import read_heading
        from b12calc.report.handout import written

        def data() -> bytes:
            return written(make(read_heading(self._settings.heading())), path.name, paper)

        return write_said(path, data, self._bar, self._ways.with_rest(done) if about_case else done)

    def _pick(self, size: int, _on: bool = False) -> None:
        self._settings.put("print_size", size)


def services() -> dict[str, str]:
    """Return the services a plan may refer to, each with the words of its entry in the menu."""
    return {
        "emergency": tr("Same-day &hospital assessment…"),
        "neurology": tr("&Neurology…"),
        "haematology": tr("Haema&tology…"),
        "gastroenterology": tr("&Gastroenterology…"),
        "ophthalmology": tr("&Ophthalmology…"),
        "obstetrics": tr("O&bstetrics…"),
        "psychiatry": tr("&Psychiatry…"),
        "paediatrics": tr("Pae&diatrics…"),
        "dietitian": tr("D&ietitian…"),
    }


def _kinds() -> str:
    return tr("PDF files (*.pdf);;Web pages (*.html);;Text files (*.txt)")
