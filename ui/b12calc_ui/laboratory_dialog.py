"""The dialog in which a practice writes the profile of its own laboratory, or takes it from a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLayout, QVBoxLayout, QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.laboratory_form import LaboratoryForm
from b12calc_ui.manual import offer_help
from b12calc_ui.result_fields import way
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class LaboratoryDialog(QDialog):
    """Take a profile; it is kept only when the strict reader of the files finds no fault in it."""

    def __init__(self, content: dict[str, Any], keep: Callable[[dict[str, Any]], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._keep, self._tried, self._asked = keep, False, False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Our laboratory"))
        intro = Words(
            tr("Limits as your laboratory prints them. They take the place of the guideline's; advice stays.")
        )
        intro.setWordWrap(True)
        intro.setContentsMargins(16, 12, 16, 0)
        self._area = ScrollColumn(QWidget(), tr("Profile of our laboratory"))
        self.message = Words()
        self.message.setWordWrap(True)
        self.message.setContentsMargins(16, 4, 16, 0)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(intro)
        column.addWidget(self._area, 1)
        column.addWidget(self.message)
        column.addLayout(self._buttons())
        # The buttons fold where there is no room: their one line is no reason to keep the dialog wide.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(320, 240)
        self._show(content)
        self._before = self.form.texts()
        offer_help(self)
        room = parent.window().size()
        self.resize(min(look.px(760), room.width() - 16), min(look.px(640), room.height() - 16))

    def accept(self) -> None:
        """Keep the profile; with a fault say so beside each field and go to the first."""
        self._tried = True
        problems = self.form.problems()
        first = self.form.show_problems(problems)
        if problems and first is not None:
            count = len(problems)
            self._say(tr("1 field is to be mended.") if count == 1 else tr("{count} faults to mend.", count=count))
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(first, 0, 60)
        elif sentence := self._keep(self.form.content()):
            self._say(sentence)
        else:
            super().accept()

    def reject(self) -> None:
        """Close; what was changed and not saved is given up only when asked for twice."""
        if self.form.texts() != self._before and not self._asked:
            self._asked = True
            self._say(tr("What you wrote is not saved. Press Esc or Cancel once more to give it up."))
            return
        super().reject()

    def import_path(self, path: Path) -> bool:
        """Fill the form from a TOML file; with any fault nothing changes and one sentence says why."""
        from b12calc.rules import laboratory_content

        try:
            content = laboratory_content(path.read_bytes(), path.name)
        except OSError as error:
            self._say(tr("This file could not be read: {why}. Nothing was changed.", why=error.strerror))
        except ProblemsFound as found:
            first, more = str(found.problems[0]), len(found.problems) - 1
            sentence = tr("This is no usable profile: {first}. Nothing was changed.", first=first)
            if more:
                sentence = tr("This is no usable profile: {first} ({count} more). Nothing was changed.",
                              first=first, count=more)  # fmt: skip
            self._say(sentence)
        else:
            self._show(content)
            self._say(tr("Read from {name}; it counts once it is saved.", name=path.name), trouble=False)
            return True
        return False

    def _show(self, content: dict[str, Any]) -> None:
        """Show a profile in a form of its own, since the rows depend on the units it has."""
        self.form = LaboratoryForm(content)
        self._area.setWidget(self.form)
        for field in self.form.fields.values():
            field.textEdited.connect(self._on_edit)
        for row in self.form.rows:
            row.unit.picked.connect(self._on_edit)
            for figure in row.figures.values():
                figure.textEdited.connect(self._on_edit)
        self.form.unit.picked.connect(self._on_edit)
        chain(*self.form.stops(), self.take, self.cancel, self.save)
        self.form.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below one another where there is no room beside."""
        super().resizeEvent(event)
        wide = sum(one.sizeHint().width() for one in (self.take, self.cancel, self.save)) + 60
        self._foot.setDirection(way(self.width() < wide))

    def _buttons(self) -> QBoxLayout:
        self.take = FlatButton(tr("Import a file…"))
        self.cancel = FlatButton(tr("Cancel"))
        self.save = FlatButton(tr("Save and use"), main=True)
        self.take.clicked.connect(self._ask_file)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self._foot = line = QBoxLayout(way(down=False))
        line.setContentsMargins(16, 8, 16, 12)
        line.addWidget(self.take)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.save)
        for button in (self.take, self.cancel):
            button.setAutoDefault(False)
        self.save.setDefault(True)
        return line

    def _ask_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        words = tr("Laboratory profiles (*.toml)")
        name, _filter = QFileDialog.getOpenFileName(self, tr("Import a laboratory profile"), "", words)
        if name:
            self.import_path(Path(name))

    def _on_edit(self) -> None:
        """Once saving was tried, each fault goes as soon as it is mended."""
        self._asked = False
        self.message.hide()
        if self._tried:
            self.form.show_problems(self.form.problems())

    def _say(self, sentence: str, trouble: bool = True) -> None:
        self.message.setText(f"▲ {sentence}" if trouble else f"✓ {sentence}")
        self.message.setAccessibleName(sentence)
        self.message.show()
