"""The lock of the draft: one that a process left empty when it was killed keeps nobody out for long."""

import os
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from b12calc_ui.draft_keeper import Keeper

from .memory_store import MemoryStore


def keeper(folder: Path) -> Keeper:
    return Keeper(folder, MemoryStore(), time.time)


def test_an_empty_lock_is_taken_over_once_it_is_two_seconds_old(qapp: QApplication, tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.touch()
    assert keeper(tmp_path).take() == "another window keeps the draft"
    old = time.time() - 5
    os.utime(lock, (old, old))
    mine = keeper(tmp_path)
    assert mine.take() == ""
    assert keeper(tmp_path).take() == "another window keeps the draft"
    mine.release()


def test_a_lock_that_names_a_living_process_is_never_taken_over(qapp: QApplication, tmp_path: Path) -> None:
    mine = keeper(tmp_path)
    assert mine.take() == ""
    old = time.time() - 86_400
    os.utime(tmp_path / "lock", (old, old))
    assert keeper(tmp_path).take() == "another window keeps the draft"
    mine.release()
