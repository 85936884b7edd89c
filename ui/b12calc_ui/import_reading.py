"""A report is read beside the window: in a process of its own that a thread waits for, with progress and Cancel."""

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.controls import FlatButton, Words
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import Import
    from b12calc.exchange.incoming.mapping import ColumnMap
    from b12calc_ui.columns_table import Table

    Said = tuple[str, ColumnMap | None]

_SHOWN_AFTER = 400  # milliseconds; most reports are read before
_AGAIN = 200
_WHOLE = 100
_PATIENCE = 2_000


class Reader(QThread):
    """Read one report; ``result`` or ``trouble`` says afterwards what came of it."""

    went_on = Signal(int)

    def __init__(self, data: bytes, today: date, day_first: bool | None, columns: "Said") -> None:
        super().__init__()
        self._data, self._today, self._day_first, self._columns = data, today, day_first, columns
        self.table: Table | None = None
        self._stop, self.told = Event(), 0
        self.result: Import | None = None
        self.trouble = ""

    def run(self) -> None:
        """Read; whatever goes wrong becomes one sentence."""
        from b12calc.exchange.incoming import worker
        from b12calc.exchange.incoming.door import Reading
        from b12calc.exchange.incoming.guard import Watch
        from b12calc_ui.columns_table import seen

        watch = Watch(called_off=self._stop.is_set, progress=self._tell)
        try:
            self.table = seen(self._data, *self._columns)
            named = self.table.named if self.table else None
            how = Reading(self._today, self._day_first, named.words() if named else None)
            self.result = worker.read_in_worker(self._data, how, watch=watch)
            worker.prepare()  # who imports one report often imports the next
        except ProblemsFound as found:
            self.trouble = found.problems[0].message
        except Exception:
            # A hostile file must never end the window; what it was is no business of a log.
            self.trouble = tr("it could not be read as a laboratory report")
        self._data = b""

    def call_off(self) -> None:
        """Ask the reading to stop; it does so at its next step."""
        self._stop.set()

    def called_off(self) -> bool:
        """Tell whether the reading was asked to stop."""
        return self._stop.is_set()

    def _tell(self, share: float) -> None:
        told = int(max(0.0, min(1.0, share)) * _WHOLE)
        if told != self.told:
            self.told = told
            self.went_on.emit(told)


class ReadingNotice(QDialog):
    """Show that a report is being read, how far, and Cancel."""

    def __init__(self, reader: Reader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Reading the report"))
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setValue(reader.told)
        self.bar.setAccessibleName(tr("How much of the report is read"))
        self.bar.setMinimumHeight(look.px(24))
        self.cancel = FlatButton(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(reader.call_off)
        reader.went_on.connect(self.bar.setValue)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(Words(tr("The report is being read. Nothing is taken over yet.")))
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column.addLayout(foot)


class Readings(QObject):
    """Hold the one reading that runs; a new one, or a new patient, calls it off."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._reader: Reader | None = None
        self._done: Callable[[Reader], object] = lambda _reader: None
        self.notice: ReadingNotice | None = None
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(end_all)
        self._late = QTimer(self, singleShot=True, interval=_SHOWN_AFTER)
        self._late.timeout.connect(self._show_notice)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self._on_finished)

    def begin(self, data: bytes, today: date, day_first: bool | None, done: Callable[[Reader], object],
              columns: "Said" = ("", None)) -> None:  # fmt: skip
        """Read a report, then hand over the reader; nothing is handed over of one that was called off.

        ``columns`` is what is remembered of the columns of tables, and what was just said of those of this one.
        """
        self.forget()
        self._reader = reader = Reader(data, today, day_first, columns)
        self._done = done
        _running.add(reader)
        reader.finished.connect(self._on_finished)
        reader.finished.connect(_let_go)
        self._late.start()
        reader.start()

    def runs(self) -> bool:
        """Tell whether a report is being read."""
        return self._reader is not None

    def forget(self) -> None:
        """Call the reading off; what it finds is thrown away."""
        self._late.stop()
        self._again.stop()
        if self._reader is not None:
            self._reader.call_off()
            self._reader.finished.disconnect(self._on_finished)
            self._reader = None
        self._close_notice()

    def _on_finished(self) -> None:
        reader = self._reader
        if reader is None or not reader.isFinished():
            return
        self._late.stop()
        if self._dialog_in_front():
            self._again.start()  # whoever is choosing a file ends that first: no review opens over it
            return
        self._reader = None
        self._close_notice()
        done, self._done = self._done, lambda _reader: None
        done(reader)
        reader.result = reader.table = None

    def _dialog_in_front(self) -> bool:
        front = QApplication.activeModalWidget()
        return front is not None and front is not self.notice

    def _show_notice(self) -> None:
        if self._reader is not None and not self._dialog_in_front():
            self.notice = ReadingNotice(self._reader, self._window)
            self.notice.rejected.connect(self._on_cancelled)
            self.notice.show()

    def _on_cancelled(self) -> None:
        self.notice = None

    def _close_notice(self) -> None:
        if self.notice is not None:
            notice, self.notice = self.notice, None
            notice.blockSignals(True)
            notice.close()


# A thread must outlive the window that asked for it: it ends at its next step.
_running: set[Reader] = set()


def _let_go() -> None:
    for reader in [one for one in _running if one.isFinished()]:
        _running.discard(reader)


def end_all() -> None:
    """Call off every reading and wait a moment for it: the program is about to end."""
    for reader in list(_running):
        reader.call_off()
        reader.wait(_PATIENCE)
    _let_go()
    from b12calc.exchange.incoming.worker import dismiss

    dismiss()
