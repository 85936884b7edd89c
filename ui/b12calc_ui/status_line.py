"""The line along the foot of the window: what is kept, the red flags still open, and whose limits are in force."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QStatusBar

import b12calc
from b12calc.models.wording import label
from b12calc_ui.controls import FlatButton
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
        self.edition = _Edition("", framed=False)
        self.edition.setToolTip(tr("Show the editions of the rules that are held"))
        self.edition.clicked.connect(self.editions_wanted)
        self.addWidget(QLabel(" " + tr("Nothing is saved on this computer.")), 1)
        self.addPermanentWidget(self.flags)
        self.addPermanentWidget(self.edition)

    def count_flags(self, count: int) -> None:
        """Say how many red flags were not asked yet."""
        words = red_flag_words(count)
        self.flags.setText(("▲ " if count else "✓ ") + words)
        self.flags.setAccessibleName(words)
        self.flags.updateGeometry()

    def name_pack(self, pack: str, edition: str = "", laboratory: str = "") -> None:
        """Name guideline, edition, version and laboratory; the edition is known once the rules are loaded."""
        parts = (label("pack", pack), tr("edition {edition}", edition=edition) if edition else "",
                 tr("version {version}", version=b12calc.__version__),
                 tr("limits of {laboratory}", laboratory=laboratory) if laboratory else "")  # fmt: skip
        words = " · ".join(filter(None, parts))
        self.edition.setText(words)
        self.edition.setAccessibleName(words)
        self.edition.updateGeometry()


class _Edition(FlatButton):
    def minimumSizeHint(self) -> QSize:
        """Return next to no width: it may be cut, so that long words never keep the window from being made narrow."""
        return QSize(1, self.sizeHint().height())


def red_flag_words(count: int) -> str:
    """Return the count of unanswered red flags for the status bar."""
    if not count:
        return tr("All red flags answered")
    return tr("{count} red flags unanswered", count=count) if count > 1 else tr("1 red flag unanswered")
