"""What is remembered between starts: look, guideline, laboratory, clinic, files and window; nothing about a patient.

What the practice's IT has set goes before it where it is locked, and stands in for what nobody has chosen yet.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from b12calc.models.vocabulary import PACKS, PAPERS, PRINT_SIZES
from b12calc_ui.file_name import USUAL as USUAL_NAME
from b12calc_ui.file_name import pattern_fault
from b12calc_ui.given import CLINIC, NOTHING, Given, is_file
from b12calc_ui.idle import CHOICES, USUAL
from b12calc_ui.open_days import ALARMS, KEYS, OpenDays, from_text, regions, to_text
from b12calc_ui.own_laboratory import OWN
from b12calc_ui.practice import HEADING, Exchange
from b12calc_ui.theme import SYSTEM, THEMES, ZOOMS

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray


class Settings:
    """Read and write the few settings; without a file nothing is kept."""

    def __init__(self, path: Path | None, given: Given = NOTHING) -> None:
        self.given = given
        self.folder = None if path is None else path.parent
        self._store = QSettings(str(path), QSettings.Format.IniFormat) if path is not None else None

    def theme(self) -> str:
        """Return the remembered theme, that of the system at first."""
        name = str(self._get("theme"))
        return name if name in THEMES else SYSTEM

    def zoom(self) -> int:
        """Return the remembered text size in percent."""
        text = str(self._get("zoom"))
        return int(text) if text.isdecimal() and int(text) in ZOOMS else 100

    def pack(self) -> str:
        """Return the remembered guideline, that of the United Kingdom at first."""
        name = str(self._get("pack"))
        return name if name in PACKS else "uk"

    def laboratory(self) -> str:
        """Return the remembered laboratory, an empty text for none; it may be one that no longer exists."""
        name = self._get("laboratory")
        return OWN if is_file(name) else name if isinstance(name, str) else ""

    def clinic(self) -> str:
        """Return the remembered clinic profile, an empty text for none; it may be one that no longer exists."""
        name = self._get("clinic")
        return CLINIC if is_file(name) else name if isinstance(name, str) else ""

    def experimental(self) -> bool:
        """Return whether the experimental indicator was switched on; it is off at first."""
        return self._get("experimental") == "yes"

    def draft(self) -> bool:
        """Return whether a draft is kept for recovery after a power cut; off at first."""
        return self._get("draft") == "on"

    def cover_minutes(self) -> int:
        """Return the minutes without input after which the window is covered."""
        text = str(self._get("cover_minutes"))
        return int(text) if text.isdecimal() and int(text) in CHOICES else USUAL

    def paper(self) -> str:
        """Return the remembered paper of the record PDF, A4 at first."""
        name = str(self._get("paper"))
        return name if name in PAPERS else PAPERS[0]

    def print_size(self) -> int:
        """Return the remembered size of print of the patient sheet in points, 12 at first."""
        text = str(self._get("print_size"))
        return int(text) if text.isdecimal() and int(text) in PRINT_SIZES else PRINT_SIZES[0]

    def heading(self) -> tuple[str, str, str]:
        """Return the three lines of the practice's heading, empty at first."""
        name, first, second = (_line(self._get(key)) for key in HEADING)
        return name, first, second

    def file_name(self) -> str:
        """Return the pattern of the file names that are offered; the usual one where none can be read."""
        pattern = _line(self._get("file_name"))
        return USUAL_NAME if pattern_fault(pattern) else pattern

    def record_folder(self) -> str:
        """Return the folder that a record system watches, an empty text for none; it may be one that is gone."""
        return _line(self._get("record_folder"))

    def exchange(self) -> Exchange:
        """Return the exchange folder and the letters of both sides; off at first."""
        folder, ours, theirs = (_line(self._get(f"exchange_{key}")) for key in Exchange._fields)
        usual = Exchange()
        return Exchange(folder, ours or usual.ours, theirs or usual.theirs)

    def put_exchange(self, exchange: Exchange) -> None:
        """Remember the exchange folder."""
        for key, text in exchange._asdict().items():
            self.put(f"exchange_{key}", text)

    def columns(self) -> str:
        """Return what was said of the columns of tables: fingerprints of headings and words of this program."""
        return str(self._get("columns") or "")

    def audit_columns(self) -> str:
        """Return what was said of the columns of practice lists: fingerprints of headings, and words of cells."""
        return str(self._get("audit_columns") or "")

    def open_days(self) -> OpenDays:
        """Return when the practice is open, nothing chosen at first; a public holiday that is not held is none."""
        region, days, injections, file, alarm = (_line(self._get(key)) for key in KEYS)
        return OpenDays(
            region if region in dict(regions()) else "",
            from_text(days),
            from_text(injections),
            file,
            int(alarm) if alarm.isdecimal() and int(alarm) in ALARMS else None,
        )

    def put_open_days(self, days: OpenDays) -> None:
        """Remember when the practice is open."""
        alarm = "" if days.alarm is None else str(days.alarm)
        words = (days.region, to_text(days.weekdays), to_text(days.injections), days.closed_file, alarm)
        for key, text in zip(KEYS, words, strict=True):
            self.put(key, text)

    def is_new(self) -> bool:
        """Tell whether a file is to be kept and holds no choice yet; the place of the window is no choice."""
        if self._store is None or self.given.sets("pack"):
            return False
        return not set(self._store.allKeys()) - {"geometry", "splitter"}

    def put(self, name: str, value: object) -> None:
        """Remember one setting; a locked one stays as it is."""
        if self._store is not None and name not in self.given.locked:
            self._store.setValue(name, value)

    def is_written(self) -> bool:
        """Write what is remembered now; return whether all of it lies on the disk."""
        if self._store is None:
            return True
        # A status once wrong stays so: only a new object over the same settings tells of this time.
        fresh = QSettings(self._store.fileName(), QSettings.Format.IniFormat)
        fresh.sync()
        return fresh.status() == QSettings.Status.NoError

    def shape(self, name: str) -> "QByteArray | None":
        """Return a remembered window or splitter shape."""
        value = self._get(name)
        if value is None:
            return None
        from PySide6.QtCore import QByteArray

        return value if isinstance(value, QByteArray) else None

    def _get(self, name: str) -> object:
        if name in self.given.locked:
            return self.given.locked[name]
        if self._store is None or not self._store.contains(name):
            return self.given.default.get(name, "")
        return self._store.value(name)


def _line(value: object) -> str:
    """Return one line of text; one written by hand without quotation marks comes in pieces cut at its commas."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def user_file() -> Path:
    """Return the settings file of this user."""
    from PySide6.QtCore import QStandardPaths

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "b12calc" / "window.ini"
