"""The page on which an audit runs: how far it is, how quick, and Cancel."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from b12calc_ui.audit_run import AuditRun
from b12calc_ui.audit_setup import strip, wrapped
from b12calc_ui.controls import FlatButton
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_WHOLE = 1_000


class ProgressPage(QWidget):
    """Show a run; ``cancelled`` is the wish to stop it."""

    cancelled = Signal()

    def __init__(self, run: AuditRun) -> None:
        super().__init__()
        self._begun = time.monotonic()
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setMinimumHeight(look.px(24))
        self.bar.setAccessibleName(tr("How much of the table is read"))
        self.counts = wrapped(tr("The table is being read …"))
        self.cancel = FlatButton(tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        run.went_on.connect(self.tell)
        run.listing.connect(self._on_listing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(wrapped(tr("The audit runs. {name} is put in place when all of it is written, and not before.",
                                    name=run.target.name)))  # fmt: skip
        column.addWidget(self.bar)
        column.addWidget(self.counts)
        column.addWidget(strip(self.cancel))
        column.addStretch(1)

    def tell(self, rows: int, share: float) -> None:
        """Show how far it is."""
        self.bar.setValue(int(share * _WHOLE))
        pace = rows / max(time.monotonic() - self._begun, 0.001)
        self.counts.setText(tr("{rows} rows, {share} % of the table, {pace} rows a second", rows=f"{rows:,}",
                               share=int(share * 100), pace=f"{pace:,.0f}"))  # fmt: skip

    def _on_listing(self) -> None:
        self.bar.setRange(0, 0)
        self.counts.setText(tr("Everything is written. The work list is made …"))

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancelled.emit()
