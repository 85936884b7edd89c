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


def test_a_process_killed_while_it_took_over_a_lock_keeps_nobody_out_either(qapp: QApplication, tmp_path: Path) -> None:
    """Qt marks the taking over with a lock of its own, and waits half a minute for one that names nobody."""
    second = tmp_path / "lock.rmlock"
    old = time.time() - 5
    for path in (tmp_path / "lock", second):
        path.touch()
        os.utime(path, (old, old))
    mine = keeper(tmp_path)
    assert mine.take() == ""
    assert not second.exists()
    mine.release()


def test_a_lock_that_is_being_taken_over_this_moment_is_left_alone(qapp: QApplication, tmp_path: Path) -> None:
    second = tmp_path / "lock.rmlock"
    old = time.time() - 5
    (tmp_path / "lock").touch()
    os.utime(tmp_path / "lock", (old, old))
    second.touch()
    assert keeper(tmp_path).take() == "another window keeps the draft"
    assert second.exists()
