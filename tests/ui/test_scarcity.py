"""What fails for want of memory while the window runs is said in it; a window without its rules takes no entries."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from b12calc.scarce import NO_MEMORY, SENTENCE
from b12calc_ui import app, launcher, scarcity
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, settle

Heard = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Count what reaches the usual place for faults, and forget afterwards what was told."""
    usual: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: usual.append(str(error)))
    monkeypatch.setattr(scarcity, "_not_started", [])
    yield usual


def happens(error: Exception) -> None:
    """Let something fail in a turn of the loop."""

    def fail() -> None:
        raise error

    QTimer.singleShot(0, fail)
    settle()


def test_a_deed_there_is_no_memory_for_is_said_and_nothing_entered_goes(
    window: MainWindow, told: list[str], capfd: Heard
) -> None:
    window.files.open_path(SAMPLE)
    settle()
    scarcity.watch(window)
    happens(MemoryError())
    assert window.bar.text().startswith("There is not enough memory for that: close other programs and try again.")
    assert window.bar.trouble and window.answer.shown is not None and window.splitter.isEnabled()
    assert scarcity.exit_code(0) == 0 and told == [] and SENTENCE not in capfd.readouterr().err


def test_rules_that_cannot_be_loaded_are_said_once_and_nothing_can_be_entered(
    window: MainWindow, told: list[str], capfd: Heard
) -> None:
    window.live.ready = False
    scarcity.watch(window)
    for _turn in range(2):
        happens(ImportError("libqpdf.so.30: failed to map segment from shared object"))
    assert window.bar.text().startswith("There is not enough memory to start: close other programs, then start b12calc")
    assert not window.splitter.isEnabled() and scarcity.exit_code(0) == NO_MEMORY
    assert capfd.readouterr().err.count(SENTENCE) == 1 and told == []


def test_every_other_fault_goes_where_it_went(window: MainWindow, told: list[str]) -> None:
    scarcity.watch(window)
    happens(ValueError("a fault of the program"))
    assert told == ["a fault of the program"] and window.bar.text() == ""


def test_no_window_is_begun_where_there_is_no_room_for_it(monkeypatch: pytest.MonkeyPatch, capfd: Heard) -> None:
    monkeypatch.setattr(launcher, "has_room", lambda _size: False)
    monkeypatch.setattr(app, "main", lambda *_words: pytest.fail("begun"))
    monkeypatch.setattr(sys, "argv", ["b12calc"])
    assert launcher.main() == NO_MEMORY and SENTENCE in capfd.readouterr().err


def test_what_fails_for_want_of_memory_is_not_taken_for_damage(monkeypatch: pytest.MonkeyPatch, capfd: Heard) -> None:
    def short(_path: Path) -> int:
        raise MemoryError

    monkeypatch.setattr(app, "main", short)
    monkeypatch.setattr("b12calc.integrity.damage", lambda: pytest.fail("looked for damage"))
    monkeypatch.setattr(sys, "argv", ["b12calc", "case.json"])
    assert launcher.main() == NO_MEMORY and SENTENCE in capfd.readouterr().err
