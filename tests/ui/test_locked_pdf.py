"""A record locked for sending: saved with a password typed twice, opened with it alone; no password is kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from b12calc.models.reading import read_case
from b12calc.report import asks_password, embedded_case
from b12calc_ui import password
from b12calc_ui.main_window import MainWindow
from b12calc_ui.password import PasswordDialog

from .conftest import SAMPLE, settle

PASSWORD = "correct horse"


def typed(monkeypatch: pytest.MonkeyPatch, first: str, again: str = "") -> list[str]:
    """Type into the dialog when it comes; the sentences it said are returned."""
    said: list[str] = []

    def run(dialog: PasswordDialog) -> int:
        assert dialog.first.echoMode() == QLineEdit.EchoMode.Password
        dialog.first.setText(first)
        dialog.again.setText(again)
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
        said.append(dialog.wrong.text())
        return dialog.result()

    monkeypatch.setattr(password.PasswordDialog, "exec", run)
    return said


@pytest.fixture
def locked(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of the sample case saved locked through the menu; the window is empty again."""
    path = tmp_path / "locked.pdf"
    window.files.open_path(SAMPLE)
    settle()
    typed(monkeypatch, PASSWORD, PASSWORD)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_.all["locked"].trigger()
    assert window.bar.text() == "Record saved as a PDF that opens with the password alone."
    window.new()
    settle()
    return path


def test_a_locked_record_is_saved_and_comes_back_with_its_password(
    window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asks_password(locked.read_bytes())
    assert read_case(embedded_case(locked.read_bytes(), PASSWORD)) == read_case(SAMPLE.read_bytes())
    typed(monkeypatch, PASSWORD)
    assert window.files.open_path(locked)
    settle()
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_a_wrong_password_and_none_change_nothing_and_one_sentence_says_why(
    window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "wrong password")
    assert not window.files.open_path(locked)
    assert window.bar.text() == (
        "This PDF was not opened, because the password given does not open it. Nothing was changed."
    )
    monkeypatch.setattr(password.PasswordDialog, "exec", lambda _dialog: 0)
    assert not window.files.open_path(locked)
    assert window.bar.text() == "This PDF is locked with a password, which was not given. Nothing was changed."
    assert window.form.is_blank()


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "Password: a password of at least 8 characters was expected, and of at most 127 bytes"),
        (PASSWORD, "correct house", "The two passwords differ; type them again."),
    ],
)
def test_a_password_that_cannot_be_is_not_taken(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, again: str, said: str
) -> None:
    window.files.open_path(SAMPLE)
    settle()
    heard = typed(monkeypatch, first, again)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked where to save"))
    window.actions_.all["locked"].trigger()
    assert heard == [said]
    assert list(tmp_path.iterdir()) == []
