"""The password of a locked PDF: asked for unseen, given on at once, kept nowhere."""

import unicodedata

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.texts import tr


class PasswordDialog(QDialog):
    """Ask for a password, twice where it is a new one; one sentence says what is wrong with it."""

    def __init__(self, parent: QWidget | None, *, new: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Lock the record with a password") if new else tr("Password of the PDF"))
        self._new = new
        self.first, self.again = QLineEdit(), QLineEdit()
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        column = QVBoxLayout(self)
        if new:
            words = QLabel(tr("Whoever is to open the PDF needs this password. It is not kept: without it nobody can "
                              "open the file, nor can this program."))  # fmt: skip
            words.setWordWrap(True)
            column.addWidget(words)
        form = QFormLayout()
        fields = ((tr("Password"), self.first), (tr("Once more"), self.again))
        for label, field in fields if new else fields[:1]:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(label)
            form.addRow(label, field)
        column.addLayout(form)
        column.addWidget(self.wrong)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def accept(self) -> None:
        """Close with a password that can be used, else say why not."""
        self.wrong.setText(self._fault())
        if self.wrong.text():
            self.wrong.setAccessibleName(self.wrong.text())
            self.first.setFocus()
            return
        super().accept()

    def password(self) -> str:
        """Return what was typed, in the form in which it locks."""
        return unicodedata.normalize("NFC", self.first.text())

    def _fault(self) -> str:
        if not self._new:
            return "" if self.first.text() else tr("Type the password.")
        from b12calc.report import password_of

        try:
            password_of(self.first.text().encode(), tr("Password"))
        except ProblemsFound as found:
            return str(found.problems[0])
        return "" if self.first.text() == self.again.text() else tr("The two passwords differ; type them again.")


def asked_password(parent: QWidget | None, *, new: bool = False) -> str:
    """Return the password that is typed, empty where none is; the fields are emptied."""
    dialog = PasswordDialog(parent, new=new)
    try:
        return dialog.password() if dialog.exec() == QDialog.DialogCode.Accepted else ""
    finally:
        dialog.first.clear()
        dialog.again.clear()
        dialog.deleteLater()
