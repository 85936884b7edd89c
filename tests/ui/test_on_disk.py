"""A file that another window or program wrote since it was opened here is asked about, and nothing of it is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from b12calc.models.reading import read_case
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, settle, write

THEIRS = SAMPLE.read_text(encoding="utf-8").replace('"142"', '"155"')


class Asked:
    """Answer the question by the words on its buttons, and keep what was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.said, self.buttons, self.usual = list(answers), "", [""], ""

    def exec(self, box: QMessageBox) -> int:
        self.said = f"{box.text()} {box.informativeText()}"
        shown = {button.text().replace("&", ""): button for button in box.buttons()}
        self.buttons, self.usual = sorted(shown), box.defaultButton().text().replace("&", "")
        answer = self.answers.pop(0)
        if answer:
            shown[answer].click()
        else:
            box.reject()
        return 0


@pytest.fixture
def case(window: MainWindow, tmp_path: Path) -> Path:
    """A case file that is open in the window, with an edit that is not saved."""
    path = tmp_path / "case.json"
    path.write_bytes(SAMPLE.read_bytes())
    assert window.files.open_path(path)
    settle()
    write(window.form.identity.fields["name"], "Nomen Nescio")
    return path


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """Answer each question as named."""

    def give(*answers: str) -> Asked:
        asked = Asked(*answers)
        # A bound method would not be handed the box.
        monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.exec(box))  # noqa: PLW0108
        return asked

    return give


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(f"asked: {box.text()}"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: pytest.fail("asked where"))


def name_in(path: Path) -> str:
    return read_case(path.read_bytes()).patient.name or ""


def test_a_file_changed_since_it_was_opened_is_asked_about_and_stays(
    window: MainWindow, case: Path, answered: Callable[..., Asked]
) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    asked = answered("Cancel")
    assert not window.files.save_path(case)
    assert asked.said.startswith("case.json was changed since this window read or wrote it last.")
    assert "Replacing it loses what was written there meanwhile." in asked.said
    assert asked.buttons == ["Cancel", "Replace it", "Save under another name…"]
    assert asked.usual == "Save under another name…"
    assert case.read_text(encoding="utf-8") == THEIRS
    assert window.bar.text() == "Not saved. case.json is as the other left it, and what is entered stands here."
    assert window.bar.trouble and window.leaving.entered()


def test_to_shut_the_question_is_to_cancel(window: MainWindow, case: Path, answered: Callable[..., Asked]) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    answered("")
    assert not window.files.save_path(case) and case.read_text(encoding="utf-8") == THEIRS


def test_replaced_on_purpose_it_holds_what_stands_here(
    window: MainWindow, case: Path, answered: Callable[..., Asked]
) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    answered("Replace it")
    assert window.files.save_path(case) and name_in(case).endswith("Nomen Nescio")
    assert window.bar.text().startswith("Case saved.") and not window.leaving.entered()


def test_under_another_name_both_are_kept(
    window: MainWindow, case: Path, answered: Callable[..., Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    answered("Save under another name…")
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _words: str) -> tuple[str, str]:
        offered.append(name)
        return name, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert window.files.save_path(case)
    assert offered == [str(case.with_name("case-2.json"))]
    assert case.read_text(encoding="utf-8") == THEIRS and name_in(Path(offered[0])).endswith("Nomen Nescio")
    assert window.bar.text().startswith("Case saved.")


def test_no_other_name_given_is_not_saved(
    window: MainWindow, case: Path, answered: Callable[..., Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    answered("Save under another name…")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: ("", ""))
    assert not window.files.save_path(case)
    assert [one.name for one in case.parent.iterdir()] == ["case.json"] and window.leaving.entered()


def test_changed_once_more_while_it_was_asked_it_is_asked_again(
    window: MainWindow, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(THEIRS, encoding="utf-8")
    asked = Asked("Replace it", "Cancel")

    def meanwhile(box: QMessageBox) -> int:
        case.write_text(f"{THEIRS} ", encoding="utf-8")
        return asked.exec(box)

    monkeypatch.setattr(QMessageBox, "exec", meanwhile)
    assert not window.files.save_path(case)
    assert asked.answers == [] and case.read_text(encoding="utf-8") == f"{THEIRS} "


def test_what_this_window_wrote_itself_is_not_asked_about(window: MainWindow, case: Path, tmp_path: Path) -> None:
    for _turn in range(2):
        assert window.files.save_path(case)
        write(window.form.identity.fields["name"], "x")
    assert window.files.save_path(tmp_path / "second.json") and window.files.save_path(case)
    case.unlink()
    assert window.files.save_path(case)


def test_a_record_pdf_is_asked_about_too(window: MainWindow, paper: Path, answered: Callable[..., Asked]) -> None:
    assert window.files.open_path(paper)
    settle()
    theirs = paper.read_bytes() + b"\n"
    paper.write_bytes(theirs)
    asked = answered("Cancel")
    assert not window.files.save_pdf_path(paper) and asked.said.startswith("record.pdf was changed")
    assert paper.read_bytes() == theirs


def test_with_the_patient_goes_what_is_known_of_files(window: MainWindow, case: Path) -> None:
    assert window.files.save_path(case)
    window.new()
    settle()
    assert not window.files.disk._known
    case.write_text(THEIRS, encoding="utf-8")
    assert window.files.open_path(SAMPLE)
    settle()
    assert window.files.save_path(case)  # the dialog of the system asked before it gave this place
