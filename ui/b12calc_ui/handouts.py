"""What the patient carries home: the sheet and the treatment card, saved as PDF, web page or text."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from b12calc.models.vocabulary import PRINT_SIZES
from b12calc.problems import ProblemsFound
from b12calc_ui.live import Live
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.settings import Settings
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.report.document import ReportDocument

    Made = Callable[[tuple[str, ...]], ReportDocument]


def not_on_paper(found: ProblemsFound) -> str:
    """Return the sentence for what keeps a record or a paper for the patient from being made."""
    first, more = found.problems[0], len(found.problems) - 1
    if more:
        return tr("Not put on paper: {why} ({count} more)", why=str(first), count=more)
    return tr("Not put on paper: {why}", why=str(first))


class Ways(NamedTuple):
    """Hold how files are named and spoken of: where to save, whether there is an answer, what is not part of it."""

    where: Callable[[str, str, str, str], Path | None]
    ready: Callable[[], bool]
    with_rest: Callable[[str], str]


class Handouts:
    """Save the papers for the patient; they do not hold the case, so saving them does not count as keeping it."""

    def __init__(self, live: Live, bar: MessageBar, settings: Settings, ways: Ways) -> None:
        self._live, self._bar, self._settings, self._ways = live, bar, settings, ways

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the menu offers."""
        return {"leaflet": self.save_sheet, "card": self.save_card}

    def menu(self, parent: QMenu) -> None:
        """Offer the size of print of the sheet, in front of the last entry; it is remembered."""
        menu = QMenu(tr("Print si&ze of the patient sheet"), parent)
        parent.insertMenu(parent.actions()[-2], menu)
        group = QActionGroup(menu)
        for size in PRINT_SIZES:
            action = group.addAction(menu.addAction(tr("{size} points", size=size)))
            action.setCheckable(True)
            action.setChecked(size == self._settings.print_size())
            action.triggered.connect(partial(self._pick, size))

    def save_sheet(self) -> None:
        """Ask where and save the sheet for the patient."""
        self._ask(tr("Save the patient sheet"), "b12-patient-sheet", self.save_sheet_path)

    def save_card(self) -> None:
        """Ask where and save the treatment card."""
        self._ask(tr("Save the treatment card"), "b12-treatment-card", self.save_card_path)

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

    def _ask(self, title: str, stem: str, save: Callable[[Path], bool]) -> None:
        if not self._ways.ready():
            return
        kinds = tr("PDF files (*.pdf);;Web pages (*.html);;Text files (*.txt)")
        path = self._ways.where(title, stem, "pdf", kinds)
        if path is not None:
            save(path)

    def _save(self, path: Path, make: "Made", paper: str, done: str) -> bool:
        """Make the paper and write it whole, or say in one sentence why not."""
        from b12calc.files import write_whole
        from b12calc.report import read_heading
        from b12calc.report.handout import written

        try:
            write_whole(path, written(make(read_heading(self._settings.heading())), path.name, paper))
        except ProblemsFound as found:
            self._bar.say(not_on_paper(found), True)
            return False
        except OSError as error:
            why = error.strerror or str(error)
            self._bar.say(tr("Could not be saved: {why}. An older file of this name is untouched.", why=why), True)
            return False
        self._bar.say(self._ways.with_rest(done))
        return True

    def _pick(self, size: int, _on: bool = False) -> None:
        self._settings.put("print_size", size)
