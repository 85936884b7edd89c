"""What the record system puts into the exchange folder is offered across the window, one file after the other."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from b12calc_ui.controls import chain
from b12calc_ui.exchange_folder import ExchangeFolder
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.offer_bar import OfferBar
from b12calc_ui.practice import Exchange
from b12calc_ui.texts import tr

_MOST = 50  # files that may wait


class ExchangeDesk(QObject):
    """Offer what came; it is read when the offer is taken, and then goes through the review like everything else."""

    def __init__(self, bar: MessageBar, review: Callable[[Path], object]) -> None:
        super().__init__(bar)
        self._review = review
        self.waiting: list[tuple[Path, str]] = []
        self.folder: ExchangeFolder | None = None
        self.offer = OfferBar(
            (tr("&Review it"), tr("Review the report that came in")),
            (tr("&Not now"), tr("Leave the report that came in")),
        )
        self.offer.wanted.connect(self._on_wanted)
        self.offer.unwanted.connect(self._on_unwanted)
        whole = bar.parentWidget()
        column = whole.layout() if whole is not None else None
        assert isinstance(column, QBoxLayout)
        column.insertWidget(column.indexOf(bar), self.offer)
        chain(self.offer.open, self.offer.discard, bar.offer)

    def watch(self, exchange: Exchange) -> None:
        """Watch this folder from now on in place of another; an empty one is none."""
        if self.folder is not None:
            self.folder.end()
            self.folder.deleteLater()
            self.folder = None
        if exchange.folder:
            self.folder = ExchangeFolder(exchange, self)
            self.folder.came.connect(lambda name: self.add(Path(name)))
            self.folder.begin()

    def add(self, path: Path) -> None:
        """Offer a file behind those that wait already; its name, which may be a patient's, is not shown."""
        if path not in [one for one, _when in self.waiting]:
            self.waiting = [*self.waiting[-_MOST + 1 :], (path, f"{datetime.now():%H:%M}")]
        self._tell()

    def _on_wanted(self) -> None:
        path = self.waiting.pop(0)[0]
        self._tell()
        self._review(path)

    def _on_unwanted(self) -> None:
        self.waiting.pop(0)
        self._tell()

    def _tell(self) -> None:
        if not self.waiting:
            self.offer.clear()
            return
        when, more = self.waiting[0][1], len(self.waiting) - 1
        sentence = tr("A report has come in at {time}. Nothing of it is in the form.", time=when)
        if more:
            sentence = tr("A report has come in at {time}, and {count} more. Nothing of them is in the form.",
                          time=when, count=more)  # fmt: skip
        self.offer.say(sentence, True)
