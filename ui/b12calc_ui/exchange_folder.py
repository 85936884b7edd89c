"""The exchange folder: a file that lies there whole and was not there before is told, and nothing is opened."""

import contextlib
import os
import re
import stat
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

from b12calc_ui.opening import MEGABYTES
from b12calc_ui.practice import Exchange

_ENDINGS: Final = re.compile(r"\.(?:gdt|[0-9]{3}|txt|csv|tsv|hl7|oru|edi|json|ndjson|xml)", re.I)
_MOST: Final = 5_000  # entries of the folder that are looked at
_SETTLED: Final = 1_000  # milliseconds in which a file must not change
_SLOWLY: Final = 15_000
_Mark = tuple[int, int]


class ExchangeFolder(QObject):
    """Watch one folder; ``came`` names a file once it has stopped growing. A request found at the start counts too."""

    came = Signal(str)

    def __init__(self, exchange: Exchange, parent: QObject, settled: int = _SETTLED, slowly: int = _SLOWLY) -> None:
        super().__init__(parent)
        self.exchange = exchange
        self._seen: dict[str, _Mark] = {}
        self._growing: dict[str, _Mark] = {}
        self._soon = QTimer(self, singleShot=True, interval=settled)
        self._soon.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())
        self._slow = QTimer(self, interval=slowly, timerType=Qt.TimerType.VeryCoarseTimer)
        self._slow.timeout.connect(self.look)

    def begin(self) -> None:
        """Take what lies there as known, but for an unread request, and watch from now on."""
        for name, mark in self._files().items():
            if name[:8].upper() != self.exchange.request_name():
                self._seen[name] = mark
        self._watcher.addPath(self.exchange.folder)
        self._slow.start()
        self.look()

    def end(self) -> None:
        """Watch no more."""
        self._slow.stop()
        self._soon.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())

    def look(self) -> None:
        """Tell of every file that is new and has not changed since the last look; look again at the others."""
        if not self._watcher.directories():
            self._watcher.addPath(self.exchange.folder)  # a folder on the network may have been away
        files = self._files()
        self._seen = {name: mark for name, mark in self._seen.items() if name in files}
        ready = []
        for name, mark in files.items():
            if self._seen.get(name) == mark:
                continue
            if mark[0] and self._growing.get(name) == mark:
                self._seen[name] = mark
                ready.append(name)
        self._growing = {name: mark for name, mark in files.items() if self._seen.get(name) != mark}
        if self._growing:
            self._soon.start()
        for name in ready:
            self.came.emit(os.path.join(self.exchange.folder, name))

    def _files(self) -> dict[str, _Mark]:
        """Return size and time of every file that may be a report; links, and what this program writes, are none."""
        found: dict[str, _Mark] = {}
        with contextlib.suppress(OSError), os.scandir(self.exchange.folder) as entries:
            for _count, entry in zip(range(_MOST), entries, strict=False):
                if not self._wanted(entry.name):
                    continue
                with contextlib.suppress(OSError):
                    about = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(about.st_mode) and about.st_size <= MEGABYTES * 1_000_000:
                        found[entry.name] = (about.st_size, about.st_mtime_ns)
        return found

    def _wanted(self, name: str) -> bool:
        ending = os.path.splitext(name)[1]
        ours = name[:8].upper() == self.exchange.answer_name()
        return not name.startswith(".") and not ours and _ENDINGS.fullmatch(ending) is not None
