"""The line along the foot of the window: what is kept, the red flags still open, and whose limits are in force."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

import b12calc
from b12calc.models.wording import label
from b12calc_ui.controls import FlatButton, control_height
from b12calc_ui.texts import tr


class StatusLine(QStatusBar):
    """Show the privacy promise, the count of open red flags, and guideline, edition, version and laboratory."""

    flags_wanted = Signal()
    editions_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.flags = FlatButton("", framed=False)
        self.flags.setToolTip(tr("Go to the next unanswered red flag (Ctrl+R)"))
        self.flags.clicked.connect(self.flags_wanted)
        self.edition = _Edition()
        self.edition.clicked.connect(self.editions_wanted)
        self._promise = _Promise()
        self.addWidget(self._promise, 1)
        self.addPermanentWidget(self.flags)
        self.addPermanentWidget(self.edition)

    def tell_draft(self, on: bool) -> None:
        """Say that nothing is kept, or nothing but the draft."""
        self._promise.tell(on)

    def count_flags(self, count: int) -> None:
        """Say how many red flags were not asked yet."""
        words = red_flag_words(count)
        shown = ("▲ " if count else "✓ ") + words
        if shown != self.flags.text():
            self.flags.setText(shown)
            self.flags.setAccessibleName(words)
            self.flags.updateGeometry()

    def name_pack(self, pack: str, edition: str = "", laboratory: str = "") -> None:
        """Name guideline, edition, version and laboratory; the edition is known once the rules are loaded."""
        parts = (label("pack", pack), tr("edition {edition}", edition=edition) if edition else "",
                 tr("version {version}", version=b12calc.__version__),
                 tr("limits of {laboratory}", laboratory=laboratory) if laboratory else "")  # fmt: skip
        self.edition.name(*parts)


class _Promise(QLabel):
    """Say that nothing is kept, or nothing but the draft, in fewer words where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(False)

    def tell(self, draft: bool) -> None:
        """Say what is kept."""
        self._ways = (
            (tr("Nothing is saved on this computer but one encrypted draft."), tr("Only a draft is saved."))
            if draft
            else (tr("Nothing is saved on this computer."), tr("Nothing is saved."))
        )
        self.setAccessibleName(self._ways[0])
        self.setToolTip(self._ways[0])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew."""
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Choose the words anew at another text size."""
        self._fit()

    def _fit(self) -> None:
        ways = [f" {words}" for words in self._ways]
        room = self.contentsRect().width()
        self.setText(next((words for words in ways if self.fontMetrics().horizontalAdvance(words) <= room), ""))


class _Edition(FlatButton):
    """Name guideline, edition, version and laboratory; where room is short whole parts go, and never half a figure."""

    # What is left out first: the version, then the laboratory and the guideline, which have choosers of their own.
    _LEFT_OUT = ((), (2,), (2, 3), (0, 2, 3))

    def __init__(self) -> None:
        super().__init__("", framed=False)
        self._parts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def name(self, *parts: str) -> None:
        """Say these parts; all of them stand in the tooltip and in the name whatever the room."""
        if parts == self._parts:
            return
        self._parts = parts
        words = self._without(())
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}\n{tr('Show the editions of the rules that are held')}")
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return next to no width, so that long words never keep the window from being made narrow."""
        return QSize(control_height(), control_height())

    def shown_words(self) -> str:
        """Return as many of the parts as there is room for."""
        room = self.width() - self.sizeHint().width() + self._advance(self.text())
        fitting = (words for words in map(self._without, self._LEFT_OUT) if self._advance(words) <= room)
        return next(fitting, "…")

    def _advance(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)

    def _without(self, left_out: tuple[int, ...]) -> str:
        return " · ".join(part for index, part in enumerate(self._parts) if part and index not in left_out)


def red_flag_words(count: int) -> str:
    """Return the count of unanswered red flags for the status bar."""
    if not count:
        return tr("All red flags answered")
    return tr("{count} red flags unanswered", count=count) if count > 1 else tr("1 red flag unanswered")
