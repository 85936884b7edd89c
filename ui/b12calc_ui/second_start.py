"""What the running window does when the program is started again: come to the front, and offer the file named."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from b12calc_ui.handover import Door
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from b12calc_ui.main_window import MainWindow


class SecondStart(QObject):
    """Answer later starts; a patient who is on the screen is never replaced without a yes."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.door = Door(self)
        self.door.knocked.connect(self.come)
        self.box: QMessageBox | None = None

    def begin(self, path: Path | None) -> None:
        """Listen for later starts, and open the file this one was given; without one a first start offers its sheet."""
        self.door.open()
        if path is not None:
            self._window.files.open_path(path)
        else:
            self._window.practice.offer()

    def come(self, name: str) -> None:
        """Come to the front, and open the file where nothing is entered, else offer it."""
        window = self._window
        window.privacy.show_again()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if name and window.files.imports.dialog is not None:
            window.files.imports.offer(Path(name))  # a review that is open is never taken away
        elif name and window.form.is_blank():
            window.files.open_path(Path(name))
        elif name and not window.files.imports.takes(Path(name)):
            self._offer(Path(name))

    def _offer(self, path: Path) -> None:
        from PySide6.QtWidgets import QMessageBox

        if self.box is not None:
            self.box.close()
        words = tr("Another case was to be opened: {file}", file=path.name)
        box = QMessageBox(QMessageBox.Icon.Question, tr("Another case"), words, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(tr("Opening it here replaces the patient on the screen."))
        keep = box.addButton(tr("&Keep this patient"), QMessageBox.ButtonRole.RejectRole)
        instead = box.addButton(tr("&Open it here"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _result: self._done(box.clickedButton() is instead, path))
        self.box = box
        box.open()

    def _done(self, instead: bool, path: Path) -> None:
        self.box = None
        if instead:
            self._window.files.open_path(path)
