"""The part of the practice settings on files: how they are named, and the folder that a record system watches."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import FlatButton, LongWords, TextField, Words
from b12calc_ui.file_name import pattern_fault, stem
from b12calc_ui.practice import Exchange
from b12calc_ui.practice_exchange import PracticeExchange
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class PracticeFiles(QWidget):
    """Take pattern and folder, and show at once what a file would be called."""

    edited = Signal()

    def __init__(self, pattern: str, folder: str, today: date, exchange: Exchange | None = None) -> None:
        super().__init__()
        self._today, self._known = today, folder
        self.pattern = _wide(TextField(tr("Pattern of file names"), 36))
        self.folder = _wide(TextField(tr("Folder of the record system"), 30, tr("none")))
        self.choose = FlatButton(tr("Choose…"), tr("Choose the folder of the record system"))
        self.choose.setAutoDefault(False)
        self.example = _wrapped("")
        self.exchange = PracticeExchange(exchange or Exchange())
        self.exchange.edited.connect(self.edited)
        self.pattern.setText(pattern)
        self.folder.setText(folder)
        self._arrange()
        self._show_example()
        self.pattern.textEdited.connect(self._on_edit)
        self.folder.textEdited.connect(self._on_edit)
        self.choose.clicked.connect(self._ask)

    def choices(self) -> tuple[str, str]:
        """Return pattern and folder as they stand."""
        return self.pattern.text().strip(), self.folder.text().strip()

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        return [self.pattern, self.folder, self.choose, *self.exchange.stops()]

    def problem(self) -> tuple[str, QWidget] | None:
        """Return one sentence for what cannot be kept, with its field; a folder kept before may be away just now."""
        pattern, folder = self.choices()
        field: TextField = self.pattern
        sentence = pattern_fault(pattern)
        if not sentence and folder and folder != self._known and not _is_folder(folder):
            field = self.folder
            sentence = tr("Folder of the record system: a folder that is there was expected, with its whole path.")
        field.set_trouble(sentence)
        return (sentence, field) if sentence else self.exchange.problem()

    def _on_edit(self) -> None:
        self.folder.set_trouble("")
        self._show_example()
        self.edited.emit()

    def _show_example(self) -> None:
        pattern = self.choices()[0]
        fault = pattern_fault(pattern)
        name = "" if fault else f"{stem(pattern, 'record', self._today, self._today)}.pdf"
        self.example.setText(f"▲ {fault}" if fault else tr("For example {name}", name=name))
        self.pattern.set_trouble(fault)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the record system"), self.choices()[1])
        if chosen:
            self.folder.setText(str(Path(chosen)))
            self._on_edit()
            self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(LongWords(tr("Names of saved files"), 1.0, bold=True))
        column.addWidget(Captioned(tr("Pattern"), self.pattern))
        column.addWidget(self.example)
        about = tr("{kind} is what the file is, {date} the visit, {today} the day it is saved; {number} counts up "
                   "where a file stands. A patient's name, number or birth date has no place in it.",
                   kind="{kind}", date="{date}", today="{today}", number="{number}")  # fmt: skip
        column.addWidget(_wrapped(about))
        column.addWidget(LongWords(tr("Folder of the record system (optional)"), 1.0, bold=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(Captioned(tr("Folder"), self.folder), 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(
            _wrapped(tr("One entry of the File menu saves the record PDF there without asking; empty is off."))
        )
        column.addWidget(self.exchange)


def _is_folder(text: str) -> bool:
    try:
        return Path(text).is_absolute() and Path(text).is_dir()
    except (OSError, ValueError):
        return False


def _wide(field: TextField) -> TextField:
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setMinimumWidth(1)
    return field


def _wrapped(words: str) -> Words:
    made = Words(words, 0.9, muted=True)
    made.setWordWrap(True)
    return made
