"""Recall list: choose case files or a folder of them, and save what is due as a table for a spreadsheet."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from b12calc.models.wording import label
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, Words, chain
from b12calc_ui.flow import Flow, give_way
from b12calc_ui.manual import offer_help
from b12calc_ui.recall_run import case_files, rows
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.recall import Row, Rules

_NAMED: Final = 3
_LETTERS: Final = 18


class RecallDialog(QDialog):
    """Take the files and make the list; ``made`` carries where, the lines, and whether patients are named."""

    made = Signal(Path, list, bool)

    def __init__(self, rules: "Rules", laboratory: str, where: Callable[[], Path | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Recall list"))
        self._rules, self._laboratory, self._where = rules, laboratory, where
        self.paths: list[Path] = []
        self._coming: Iterator[Row] = iter(())
        self._made: list[Row] = []
        self._into: Path | None = None
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._next)
        self.files, self.folder = FlatButton(tr("Case files…")), FlatButton(tr("Folder…"))
        self.identity = Choice(
            tr("Patients in the list"), [("named", tr("with name, date of birth and number"))], 34, tr("by file name")
        )
        give_way(self.identity)
        self.chosen, self.trouble = _wrapped("", muted=False), _wrapped("", muted=False)
        self.save, self.cancel = FlatButton(tr("Save list…"), main=True), FlatButton(tr("Close"))
        self._arrange()
        self._listen()
        self._show([])
        offer_help(self)
        self.resize(QSize(look.px(560), look.px(360)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def take(self, paths: Sequence[Path]) -> None:
        """Let these files be listed, each once."""
        self._show(list(dict.fromkeys(paths)))
        self._tell("" if self.paths else tr("There is no case file (.json) in this folder."))

    def take_folder(self, folder: Path) -> None:
        """Let every case file of a folder be listed, or say why it cannot be read."""
        try:
            self.take(case_files(folder))
        except OSError as error:
            self._show([])
            self._tell(tr("This folder cannot be read: {why}.", why=error.strerror or str(error)))

    def make(self) -> None:
        """Ask where, then read one file after the other; Close ends it with nothing written."""
        if not self.paths:
            self._tell(tr("Choose case files or a folder first."))
            self.files.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._into = self._where()
        if self._into is not None:
            self._coming, self._made = rows(self.paths, self._rules), []
            for button in (self.files, self.folder, self.save, self.identity):
                button.setEnabled(False)
            self._turn.start()

    def reject(self) -> None:
        """Close; a list that is being made is given up, and nothing is written."""
        self._turn.stop()
        super().reject()

    def _next(self) -> None:
        row = next(self._coming, None)
        if row is not None:
            self._made.append(row)
            self._tell(tr("{done} of {count} read …", done=len(self._made), count=len(self.paths)), wrong=False)
            return
        self._turn.stop()
        self.made.emit(self._into, self._made, bool(self.identity.code()))
        self.accept()

    def _show(self, paths: list[Path]) -> None:
        self.paths = paths
        names = ", ".join(_short(path.name) for path in paths[:_NAMED])
        words = tr("Nothing is chosen yet.")
        if len(paths) == 1:
            words = tr("1 case file: {names}", names=names)
        elif paths:
            words = tr("{count} case files: {names}", count=len(paths), names=names)
        if len(paths) > _NAMED:
            words = tr("{count} case files: {names} and others", count=len(paths), names=names)
        self.chosen.setText(words)
        self.chosen.setAccessibleName(words)

    def _tell(self, sentence: str, wrong: bool = True) -> None:
        self.trouble.setText(f"▲ {sentence}" if sentence and wrong else sentence)
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))

    def _ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, tr("Case files"), "", tr("B12 cases (*.json)"))
        if names:
            self.take(list(map(Path, names)))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder of case files"))
        if name:
            self.take_folder(Path(name))

    def _listen(self) -> None:
        for button, deed in (
            (self.files, self._ask_files), (self.folder, self._ask_folder), (self.save, self.make),
            (self.cancel, self.reject),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(deed)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(ScrollColumn(self._page(), tr("Recall list")), 1)
        column.addWidget(self.trouble)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column.addLayout(foot)
        chain(self.files, self.folder, self.identity, self.cancel, self.save)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(6))
        about = tr("One line for each saved case: the next dose, the next review, and the reviews that have passed "
                   "since its last visit. No file says which doses were given since.")  # fmt: skip
        column.addWidget(_wrapped(about))
        used = tr("Judged by: {guideline}; {laboratory}. Days: {days}.", guideline=label("pack", self._rules.pack),
                  laboratory=self._laboratory, days=self._rules.calendar.name)  # fmt: skip
        column.addWidget(_wrapped(used))
        buttons = QWidget()
        line = Flow(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.files)
        line.addWidget(self.folder)
        column.addWidget(buttons)
        column.addWidget(self.chosen)
        column.addWidget(Captioned(tr("Patients in the list"), self.identity))
        column.addWidget(
            _wrapped(tr("With names the list is as private as the cases; save it only where they may lie."))
        )
        column.addStretch(1)
        return page


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _wrapped(words: str, muted: bool = True) -> Words:
    made = Words(words, 0.9 if muted else 1.0, muted=muted)
    made.setWordWrap(True)
    return made
