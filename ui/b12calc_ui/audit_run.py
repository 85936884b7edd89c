"""An audit in a thread beside the window: progress, Cancel, and the work list of what came of it."""

import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QThread, Signal

from b12calc.problems import ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.audit import AuditCount, AuditOptions
    from b12calc.audit.summary import Summary
    from b12calc_ui.audit_list import WorkList

_STEP: Final = 0.1  # seconds
_PATIENCE: Final = 10_000


class AuditRun(QThread):
    """Run one audit; afterwards ``count`` and ``list``, ``trouble`` or ``called_off`` say what came of it."""

    went_on = Signal(int, float)
    listing = Signal()

    def __init__(self, source: Path, target: Path, options: "AuditOptions") -> None:
        super().__init__()
        self.source, self.target, self.options = source, target, options
        self.count: AuditCount | None = None
        self.list: WorkList | None = None
        self.summary: Summary | None = None
        self.trouble = ""
        self.called_off = False
        self._stop, self._told = Event(), 0.0

    def run(self) -> None:
        """Run; whatever goes wrong becomes one sentence."""
        from b12calc.audit import Cancelled, audit
        from b12calc.audit.summary import Summary
        from b12calc_ui.audit_list import work_list

        stop, self.summary = self._stop.is_set, Summary()
        try:
            self.count = audit(self.source, self.target, self.options, progress=self._tell, cancelled=stop,
                               summary=self.summary)  # fmt: skip
            self.listing.emit()
            self.list = work_list(self.source, self.target, self.options, stop)
        except Cancelled:
            self.called_off = True
        except ProblemsFound as found:
            self.trouble = str(found.problems[0])
        except OSError as error:
            self.trouble = self._of_file(error)
        except Exception:
            # A hostile table must never end the window; what stood in it is no business of a log.
            self.trouble = tr("the program met a fault of its own with this table")

    def call_off(self) -> None:
        """Ask the audit to stop; it does so at its next step."""
        self._stop.set()

    def _of_file(self, error: OSError) -> str:
        why = error.strerror or str(error)
        if error.filename is not None and Path(str(error.filename)) == self.source:
            return tr("the table cannot be read ({why})", why=why)
        return tr("the file could not be written ({why})", why=why)

    def _tell(self, rows: int, share: float) -> None:
        now = time.monotonic()
        if now - self._told >= _STEP or share >= 1:
            self._told = now
            self.went_on.emit(rows, share)


# A thread must outlive the window that asked for it: it ends at its next step.
_running: set[AuditRun] = set()


def begin(run: AuditRun) -> None:
    """Start a run and hold it until it has ended."""
    app = QCoreApplication.instance()
    if app is not None and not _running:
        app.aboutToQuit.connect(end_all)
    _running.add(run)
    run.finished.connect(_let_go)
    run.start()


def _let_go() -> None:
    for run in [one for one in _running if one.isFinished()]:
        _running.discard(run)


def end_all() -> None:
    """Call off every run and wait for it: the program is about to end, and no part of a file may stay behind."""
    for run in list(_running):
        run.call_off()
        run.wait(_PATIENCE)
    _let_go()
