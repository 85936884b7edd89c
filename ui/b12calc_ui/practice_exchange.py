"""The part of the practice settings on the exchange folder: off until one is chosen."""

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import FlatButton, LongWords, TextField, Words
from b12calc_ui.flow import Flow
from b12calc_ui.practice import Exchange
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_LETTERS = re.compile(r"[A-Za-z0-9_]{4}")


class PracticeExchange(QWidget):
    """Take the folder, and the four letters by which both sides name their files."""

    edited = Signal()

    def __init__(self, now: Exchange) -> None:
        super().__init__()
        self._known = now.folder
        self.folder = TextField(tr("Exchange folder"), 30, tr("none"))
        self.folder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.folder.setMinimumWidth(1)
        self.choose = FlatButton(tr("Choose…"), tr("Choose the exchange folder"))
        self.choose.setAutoDefault(False)
        self.ours = TextField(tr("Letters of this program in the exchange folder"), 8)
        self.theirs = TextField(tr("Letters of the record system in the exchange folder"), 8)
        for field, text in zip((self.folder, self.ours, self.theirs), now, strict=True):
            field.setText(text)
            field.textEdited.connect(self._on_edit)
        self.choose.clicked.connect(self._ask)
        self._arrange()

    def choices(self) -> Exchange:
        """Return what stands here."""
        return Exchange(self.folder.text().strip(), self.ours.text().strip(), self.theirs.text().strip())

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.folder, self.choose, self.ours, self.theirs]

    def problem(self) -> tuple[str, QWidget] | None:
        """Return one sentence for what cannot be kept, with its field; a folder kept before may be away just now."""
        now = self.choices()
        wrong: tuple[str, TextField] | None = None
        if now.folder and now.folder != self._known and not (Path(now.folder).is_absolute() and _is_there(now.folder)):
            wrong = tr("Exchange folder: a folder that is there was expected, with its whole path."), self.folder
        for field in (self.ours, self.theirs):
            if not _LETTERS.fullmatch(field.text().strip()):
                wrong = wrong or (tr("Exchange folder: four letters or digits were expected."), field)
        if wrong is None and now.ours.upper() == now.theirs.upper():
            wrong = tr("Exchange folder: the two sides were expected to have different letters."), self.theirs
        if wrong is not None:
            wrong[1].set_trouble(wrong[0])
        return wrong

    def _on_edit(self) -> None:
        for field in (self.folder, self.ours, self.theirs):
            field.set_trouble("")
        self.edited.emit()

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Exchange folder"), self.choices().folder)
        if chosen:
            self.folder.setText(str(Path(chosen)))
            self._on_edit()
            self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(LongWords(tr("Exchange folder (optional)"), 1.0, bold=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(Captioned(tr("Folder"), self.folder), 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        letters = QWidget()
        letters.setMinimumWidth(1)
        line = Flow(letters)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Captioned(tr("Our letters"), self.ours))
        line.addWidget(Captioned(tr("Their letters"), self.theirs))
        column.addWidget(letters)
        said = tr("A report that the record system leaves there is offered, and never opened by itself. GDT: it "
                  "writes B12CEDV1.GDT, the answer is EDV1B12C.GDT. Empty is off.")  # fmt: skip
        about = Words(said, 0.9, muted=True)
        about.setWordWrap(True)
        column.addWidget(about)


def _is_there(folder: str) -> bool:
    try:
        return Path(folder).is_dir()
    except (OSError, ValueError):
        return False
