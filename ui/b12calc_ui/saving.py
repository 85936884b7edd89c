"""Where files go: a place that is asked for under an offered name, or the folder that a record system watches."""

import contextlib
import errno
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from b12calc_ui.case_form import CaseForm
from b12calc_ui.file_name import free_name, numbered
from b12calc_ui.settings import Settings
from b12calc_ui.text_dates import DateTrouble
from b12calc_ui.texts import tr

_GONE = (errno.ENOENT, errno.ENOTDIR)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_TRIES = 20
_LONG_RUN = r"[^\s/]{24}"


class Saving:
    """Name files by the pattern of the practice; no name holds anything of the patient but the day of the visit."""

    def __init__(self, form: CaseForm, settings: Settings, parent: QWidget) -> None:
        self._form, self._settings, self._parent = form, settings, parent

    def where(self, title: str, kind: str, ending: str, words: str) -> Path | None:
        """Ask for a file of one kind, under the name that is offered for it."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(self._parent, title, self._offered(kind, ending), words)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(f".{ending}")

    def into_folder(self, record: Callable[[], bytes | None]) -> tuple[str, bool]:
        """Put the record into the folder of the record system; return the sentence to say and whether it is there.

        The sentence is empty where there is no record, which has said why.
        """
        if not self._settings.record_folder():
            return tr("No folder of the record system is chosen: Edit, Practice settings takes one."), False
        folder = Path(self._settings.record_folder())
        if not _is_there(folder):
            return _not_saved(OSError(errno.ENOENT, ""), folder), False
        data = record()
        if data is None:
            return "", False
        try:
            name = self.write_into(folder, data)
        except OSError as error:
            return _not_saved(error, folder), False
        return tr("Record saved as {name} in {folder}.", name=name, folder=_foldable(folder)), True

    def write_into(self, folder: Path, data: bytes) -> str:
        """Put a record into a folder under the next free name, and return that; raises OSError."""
        from b12calc.files import write_new

        for _one in range(_TRIES):
            name = free_name(folder, self._names("record"), "pdf")
            # Another computer may have taken the name since: then the next one.
            with contextlib.suppress(FileExistsError):
                write_new(folder / name, data)
                return name
        raise FileExistsError(errno.EEXIST, "")

    def _offered(self, kind: str, ending: str) -> str:
        """Return the name for the dialog, which opens where the program works and asks before it replaces."""
        names = self._names(kind)
        if "{number}" in self._settings.file_name():
            with contextlib.suppress(OSError):
                return free_name(Path.cwd(), names, ending)
        return f"{names(1)}.{ending}"

    def _names(self, kind: str) -> Callable[[int], str]:
        return numbered(self._settings.file_name(), kind, self._visit(kind), self._form.today())

    def _visit(self, kind: str) -> date:
        """Return the day of the visit; the blank sheet and the recall list have none."""
        with contextlib.suppress(DateTrouble):
            if kind not in ("symptom-sheet", "recall-list"):
                return self._form.identity.visit()
        return self._form.today()


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_absolute() and folder.is_dir()
    except (OSError, ValueError):
        return False


def _foldable(folder: Path) -> str:
    """Return the path so that a long one folds instead of keeping the window wide."""
    return re.sub(_LONG_RUN, lambda run: f"{run[0]}\u200b", str(folder))


def _not_saved(error: OSError, path: Path) -> str:
    folder = _foldable(path)
    if error.errno in _GONE:
        return tr("Not saved: the folder {folder} is not there. Nothing was written.", folder=folder)
    if error.errno in _FULL:
        return tr("Not saved: the folder {folder} has no room left. Nothing was written.", folder=folder)
    if error.errno in _CLOSED:
        return tr("Not saved: the folder {folder} may not be written to. Nothing was written.", folder=folder)
    if isinstance(error, FileExistsError):
        return tr("Not saved: every name for today stands in the folder {folder} already.", folder=folder)
    why = error.strerror or str(error)
    return tr("Not saved into the folder {folder}: {why}. Nothing was written.", folder=folder, why=why)
