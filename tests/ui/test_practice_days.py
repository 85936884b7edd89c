"""Open days in the practice settings: off at first, by keys alone, faults at their field, in force once kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.practice import Practice
from b12calc_ui.practice_days import PracticeDays
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.settings import Settings

from .conftest import SAMPLE, press, settle, write

CLOSED = 'title = "Ours"\n[[closed]]\nday = "2026-03-16"\nwhy = "training"\n'


@pytest.fixture
def sheet(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeDialog]:
    """The sheet, opened later, over settings that are kept."""
    kept = Settings(tmp_path / "kept" / "window.ini")
    monkeypatch.setattr(window.practice, "_settings", kept)
    monkeypatch.setattr(window.practice.days, "_settings", kept)
    window.practice.write()
    settle()
    assert window.practice.sheet is not None
    yield window.practice.sheet
    if window.practice.sheet is not None:
        window.practice.sheet.close()


def part(sheet: PracticeDialog) -> PracticeDays:
    assert sheet.days is not None
    return sheet.days


def kept(tmp_path: Path) -> OpenDays:
    return Settings(tmp_path / "kept" / "window.ini").open_days()


def test_nothing_is_chosen_at_first_and_keeping_that_changes_nothing(
    sheet: PracticeDialog, window: MainWindow, tmp_path: Path
) -> None:
    assert part(sheet).choices() == OpenDays()
    sheet.begin.click()
    assert kept(tmp_path) == OpenDays() == window.live.placing.days


def test_the_keyboard_alone_chooses_all_of_it(sheet: PracticeDialog, window: MainWindow, tmp_path: Path) -> None:
    days = part(sheet)
    press(days.holidays, Qt.Key.Key_E)
    for button in (days.open.buttons["monday"], days.open.buttons["thursday"], days.injections.buttons["thursday"]):
        press(button, Qt.Key.Key_Space)
    press(days.alarm, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert days.open.buttons["monday"].text() == "✓ Mo"
    assert days.open.buttons["monday"].accessibleName() == "Open on Monday"
    sheet.begin.click()
    settle()
    wanted = OpenDays("england", frozenset({0, 3}), frozenset({3}), "", 1)
    assert kept(tmp_path) == wanted == window.live.placing.days
    window.practice.write()
    assert window.practice.sheet is not None and part(window.practice.sheet).choices() == wanted


def test_the_file_is_chosen_read_and_counts(
    sheet: PracticeDialog, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(CLOSED, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(file), ""))
    part(sheet).choose.click()
    sheet.begin.click()
    window.files.open_path(SAMPLE)
    settle()
    assert "closed days of Ours" in window.answer.body.toPlainText().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("open = [", ""),
        ('open = ["noday"]', "'noday' was given"),
        (None, "whole path"),
        ("x" * 1_000_001, "large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_field(
    sheet: PracticeDialog, tmp_path: Path, content: str | None, why: str
) -> None:
    file = tmp_path / "ours.toml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    write(part(sheet).file, "ours.toml" if content is None else str(file))
    sheet.begin.click()
    assert sheet.isVisible() and part(sheet).file.wrong
    assert sheet.trouble.text().startswith("▲ File of our closed days: ours.toml") and "\n" not in sheet.trouble.text()
    assert why in sheet.trouble.text()
    assert kept(tmp_path) == OpenDays()


def test_injections_on_days_that_are_never_open_are_refused(sheet: PracticeDialog) -> None:
    part(sheet).open.buttons["monday"].click()
    part(sheet).injections.buttons["tuesday"].click()
    sheet.begin.click()
    assert "a day on which the practice is open was expected" in sheet.trouble.text()
    part(sheet).injections.buttons["monday"].click()
    assert sheet.trouble.isHidden()
    sheet.begin.click()
    assert not sheet.isVisible()


def test_the_first_start_does_not_ask_for_days_and_keeps_none(window: MainWindow) -> None:
    sheet = PracticeDialog(Practice("", "", "A4", ("", "", "")), [], True, window)
    assert sheet.days is None and sheet.choices().days == OpenDays()
    sheet.step_aside()
