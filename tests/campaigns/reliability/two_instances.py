"""R7: two processes write to one file or folder at the same time, or edit one case; a lock is left by one killed."""

import json
import os
import signal
import time
from pathlib import Path
from random import Random
from typing import Any, Final, NoReturn

from b12calc_ui.draft_keeper import Keeper
from b12calc_ui.on_disk import CANCEL
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import every_writer
from tests.campaigns.reliability.writers import TORN, Writer, case_of, leftovers, visible
from tests.ui.memory_store import MemoryStore

WHAT: Final = (
    "Two forked processes write different turns through the same writer to one place, at random distances; a tenth as "
    "many pairs of windows open one case file, add to it and save it, three times each, and open it again where they "
    "are asked; then one process takes the lock of the draft and is killed, and the next one asks for it"
)
GOAL: Final = (
    "1,000 pairs: every file whole and of one of the two, no file lost in a folder, no edit of a case lost, no dead "
    "lock over 2 seconds"
)
NUMBER: Final = 1000
EACH: Final = 3
_RAISED: Final = 120


def run(number: int, seed: int, only: tuple[str, ...] = (), *, window: bool = True) -> Found:
    """Let so many pairs write, and a tenth as many locks be left behind."""
    found, chance = Found(), Random(seed)
    with every_writer(only, window=window, forks=True) as (folder, writers, doors):
        # The draft is one window's alone: its lock keeps the other out.
        chosen = [one for one in writers if one.name != "draft"]
        for index in range(number):
            _pair(chosen[index % len(chosen)], folder / "pairs" / str(index), chance, found)
        for index in range(number // 10 if doors is not None else 0):
            _edited_by_both(doors, folder / "edits" / str(index), chance, found)
        for index in range(number // 10):
            _left_lock(folder / "locks" / str(index), chance, found)
    found.remarks.append(
        "Of two processes that write without having read, as the pairs do, the later file stands; two windows that had "
        "one case open are asked before they replace what the other wrote. On Windows look and writing follow each "
        "other without a lock. A second start is handed over to the window that runs: its tests are in "
        "tests/ui/test_second_start.py. Different users were not tried"
    )
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} pairs of the goal were run")
    return found


def _pair(writer: Writer, folder: Path, chance: Random, found: Found) -> None:
    folder.mkdir(parents=True)
    children = []
    for turns in ((0, 1, 2), (3, 4, 5)):
        wait = chance.random() / 200
        if not (child := os.fork()):
            _write(writer, folder, turns, wait)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    state = writer.read(folder)
    found.counts["pairs"] += 1
    if TORN in state.values():
        found.fault(f"{writer.name}: torn: {state}")
    if any(codes) and not writer.fresh:
        found.fault(f"{writer.name}: a writer was refused or failed: {codes}")
    if not writer.fresh and not set(state.values()) <= {2, 5}:
        found.fault(f"{writer.name}: {state} lies there, which neither wrote last")
    if len(set(state.values())) > 1 and not writer.fresh:
        found.counts["pairs whose files together are of both, each whole"] += 1
    if writer.name == "record into a watched folder" and sorted(state.values()) != [0, 1, 2, 3, 4, 5]:
        found.fault(f"{writer.name}: of six records {sorted(state.values())} lie there")
    if leftovers(folder):
        found.fault(f"{writer.name}: parts are left")
    for name, _data in list(visible(folder)):
        (folder / name).unlink()


def _write(writer: Writer, folder: Path, turns: tuple[int, ...], wait: float) -> NoReturn:
    code = 1
    try:
        for turn in turns:
            time.sleep(wait)
            told = writer.write(folder, turn)
            if told and not writer.fresh:
                os.write(1, f"{writer.name}: {told}\n".encode())
                os._exit(2)
        code = 0
    finally:
        os._exit(code)


def _edited_by_both(doors: Any, folder: Path, chance: Random, found: Found) -> None:
    """Have two windows add to the name in one case file, each over what it read; every addition has to be there."""
    folder.mkdir(parents=True)
    path, children = folder / "case.json", []
    path.write_text(json.dumps(case_of(0)), encoding="utf-8")
    for mark in "AB":
        wait = chance.random() / 50
        if not (child := os.fork()):
            _add(doors.window, path, mark, wait)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    name = json.loads(path.read_bytes())["patient"]["name"]
    found.counts["pairs that edited one case"] += 1
    found.counts["edits of one case"] += 2 * EACH
    found.counts["times a window was asked before it replaced"] += sum(codes)
    lost = [f"{mark}{turn}" for mark in "AB" for turn in range(EACH) if f"{mark}{turn}" not in name]
    if lost or min(codes) < 0 or max(codes) == _RAISED:
        found.fault(f"case edited by two windows: {lost} lost, ended with {codes}")


def _add(window: Any, path: Path, mark: str, wait: float) -> NoReturn:
    """Add to the name three times; end with the number of times this window was asked."""
    asked, code = [0], _RAISED

    def ask(_name: str) -> str:
        asked[0] += 1
        return CANCEL

    try:
        window.files.disk.ask = ask
        for turn in range(EACH):
            saved = False
            while not saved:
                assert window.files.open_path(path), window.bar.text()
                field = window.form.identity.fields["name"]
                field.setText(f"{field.text()} {mark}{turn}")
                window.form.identity.edited.emit("name")
                time.sleep(wait)
                saved = window.files.save_path(path)
        code = min(asked[0], _RAISED - 1)
    finally:
        os._exit(code)


def _left_lock(folder: Path, chance: Random, found: Found) -> None:
    """Kill a process at a random moment of taking the lock or holding it; then take it."""
    if not (child := os.fork()):
        try:
            Keeper(folder, MemoryStore(), time.time).take()
            signal.pause()
        finally:
            os._exit(1)
    time.sleep(chance.random() / 50)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found.counts["locks left behind"] += 1
    keeper, began = Keeper(folder, MemoryStore(), time.time), time.monotonic()
    while (why := keeper.take()) and time.monotonic() - began < 4:
        time.sleep(0.05)
    took = time.monotonic() - began
    found.counts["locks left empty"] += took > 1
    if why or took > 2.6:
        found.fault(f"the lock of a killed process held for {took:.1f} s: {why}")
    keeper.release()
