"""Names and folder in the practice settings: an example at once, faults at their field, kept and read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from b12calc_ui.file_name import USUAL
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.practice_files import PracticeFiles
from b12calc_ui.settings import Settings

from .conftest import settle, write


@pytest.fixture
def sheet(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDialog]:
    """The sheet, opened later, over settings that are kept."""
    kept = Settings(tmp_path / "kept" / "window.ini")
    monkeypatch.setattr(window.practice, "_settings", kept)
    window.practice.write()
    settle()
    assert window.practice.sheet is not None
    yield window.practice.sheet
    if window.practice.sheet is not None:
        window.practice.sheet.close()


def part(sheet: PracticeDialog) -> PracticeFiles:
    assert sheet.files is not None
    return sheet.files


def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "kept" / "window.ini")


def typed(files: PracticeFiles, pattern: str) -> None:
    files.pattern.clear()
    write(files.pattern, pattern)


def test_it_opens_on_what_is_usual_with_no_folder(sheet: PracticeDialog) -> None:
    assert part(sheet).choices() == (USUAL, "")
    assert part(sheet).example.text() == "For example b12-record-2026-03-12.pdf"


def test_the_example_follows_every_letter_and_a_fault_is_said_at_once(sheet: PracticeDialog) -> None:
    typed(part(sheet), "{date} {kind} {number}")
    assert part(sheet).example.text() == "For example 2026-03-12 record 1.pdf"
    typed(part(sheet), "{kind}-{name}")
    assert part(sheet).example.text().startswith("▲ File names: {name} is not known")
    assert part(sheet).pattern.wrong


def test_a_faulty_pattern_is_not_kept(sheet: PracticeDialog, tmp_path: Path) -> None:
    typed(part(sheet), "{today}")
    sheet.begin.click()
    assert sheet.isVisible() and "{kind} was expected" in sheet.trouble.text()
    assert part(sheet).pattern.hasFocus()
    assert kept(tmp_path).file_name() == USUAL
    write(part(sheet).pattern, "-{kind}")
    assert sheet.trouble.isHidden()


def test_pattern_and_folder_are_kept_and_read_back(
    sheet: PracticeDialog, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "taken, 50% in"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    typed(part(sheet), "A81001-{kind}-{number}")
    part(sheet).choose.click()
    assert part(sheet).folder.text() == str(folder)
    sheet.begin.click()
    assert (kept(tmp_path).file_name(), kept(tmp_path).record_folder()) == ("A81001-{kind}-{number}", str(folder))
    window.practice.write()
    assert window.practice.sheet is not None
    assert part(window.practice.sheet).choices() == ("A81001-{kind}-{number}", str(folder))


def test_choosing_no_folder_after_all_changes_nothing(sheet: PracticeDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    part(sheet).choose.click()
    assert part(sheet).choices() == (USUAL, "")


@pytest.mark.parametrize("folder", ["missing", "here/../missing", "file.txt", "/no/such/folder"])
def test_a_folder_that_is_not_there_is_not_kept(sheet: PracticeDialog, tmp_path: Path, folder: str) -> None:
    (tmp_path / "file.txt").touch()
    write(part(sheet).folder, folder if folder.startswith(("/", "missing")) else str(tmp_path / folder))
    sheet.begin.click()
    assert sheet.isVisible() and part(sheet).folder.hasFocus() and part(sheet).folder.wrong
    assert "a folder that is there was expected" in sheet.trouble.text()
    assert kept(tmp_path).record_folder() == ""


def test_a_folder_kept_before_that_is_away_does_not_stand_in_the_way(tmp_path: Path, window: MainWindow) -> None:
    away = str(tmp_path / "away")
    files = PracticeFiles(USUAL, away, window.form.today())
    assert files.problem() is None and files.choices() == (USUAL, away)
    files.folder.setText(str(tmp_path / "also away"))
    assert files.problem() is not None


def test_a_pattern_spoiled_in_the_settings_file_gives_way_to_the_usual(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nfile_name=../{kind}\n", encoding="utf-8")
    assert Settings(path).file_name() == USUAL
