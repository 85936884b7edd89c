"""What lies where this window opened or saved the case in sight: another content there is asked about, never replaced.

Held in memory alone, and let go with the patient. Source: hazard H46.
"""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from b12calc_ui.file_name import free_name
from b12calc_ui.texts import tr

CANCEL, REPLACE, ANOTHER = "cancel", "replace", "another"


class OnDisk:
    """Know the sum of each file of this patient that was opened or saved here, and write by it."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._known: dict[str, str] = {}

    def know(self, path: Path | None, seen: str) -> None:
        """Keep the sum of what a file held when it was read; of no file nothing."""
        if path is not None:
            self._known[_key(path)] = seen

    def forget(self) -> None:
        """Let go of what is known: it is of the last patient."""
        self._known.clear()

    def save(self, path: Path, data: bytes) -> str:
        """Write a file whole, or ask where another content lies there by now; return why it was not written."""
        try:
            left = self._write(path, data)
        except OSError as error:
            why = error.strerror or str(error)
            return tr("Could not be saved: {why}. An older file of this name is untouched.", why=why)
        if left is None:
            return ""
        return tr("Not saved. {file} is as the other left it, and what is entered stands here.", file=left.name)

    def _write(self, path: Path, data: bytes) -> Path | None:
        """Return the place that was left as it is, None where the file was written; raises OSError."""
        from b12calc.replacing import ChangedSince, content_sum, replace_known

        while True:
            try:
                replace_known(path, data, self._known.get(_key(path), ""))
            except ChangedSince as changed:
                answer = self.ask(path.name)
                if answer == REPLACE:
                    # Only what lies there now may go: what comes in its place meanwhile is asked about again.
                    self.know(path, changed.found)
                    continue
                other = self._elsewhere(path) if answer == ANOTHER else None
                if other is None:
                    return path
                path = other
            else:
                self.know(path, content_sum(data))
                return None

    def ask(self, name: str) -> str:
        """Ask what is to become of a file that was changed; nothing is lost by Enter or Escape."""
        from PySide6.QtWidgets import QMessageBox

        words = tr("{file} was changed since this window read or wrote it last.", file=name)
        box = QMessageBox(QMessageBox.Icon.Question, tr("Changed meanwhile"), words, parent=self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(tr("Another window or program wrote it. Replacing it loses what was written there "
                                  "meanwhile."))  # fmt: skip
        other = box.addButton(tr("Save under &another name…"), QMessageBox.ButtonRole.AcceptRole)
        replace = box.addButton(tr("&Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(tr("&Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return REPLACE if clicked is replace else ANOTHER if clicked is other else CANCEL

    def _elsewhere(self, path: Path) -> Path | None:
        """Ask for another place; the next free name beside the old one is offered."""
        from PySide6.QtWidgets import QFileDialog

        ending = path.suffix.lstrip(".")

        def numbered(number: int) -> str:
            return f"{path.stem}-{number + 1}"

        try:
            offered = free_name(path.parent, numbered, ending)
        except OSError:
            offered = path.name
        title, words = tr("Save under another name"), tr("Files of this kind (*.{ending})", ending=ending)
        name, _filter = QFileDialog.getSaveFileName(self._parent, title, str(path.with_name(offered)), words)
        if not name:
            return None
        return Path(name) if Path(name).suffix else Path(name).with_suffix(path.suffix)


def _key(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
