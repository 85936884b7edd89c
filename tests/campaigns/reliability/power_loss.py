"""R5: what every writer asks of the disk is recorded, and played back up to each call with every legal loss."""

import os
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from random import Random
from typing import Final

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]

from tests.campaigns.reliability.disk_model import CALLS, Disk, Op, read_trace  # noqa: E402
from tests.campaigns.reliability.found import Found  # noqa: E402
from tests.campaigns.reliability.stages import Stage, every_writer  # noqa: E402
from tests.campaigns.reliability.writers import visible  # noqa: E402

WHAT: Final = (
    "The calls of each writer on files, recorded by strace, are played back on a model of a disk up to each call; then "
    "any of the writes and names that were not flushed are lost, torn at 512 bytes or out of order"
)
GOAL: Final = (
    "Every prefix and every legal reorder of unsynced writes: each file old or new and whole, new once it was said"
)
NUMBER: Final = 400
BEGIN, END = "/the-write-begins", "/the-write-ends"
SECTOR: Final = 512


def run(number: int, seed: int) -> Found:
    """Record and play back; at most ``number`` losses are drawn where there are more than that at one call."""
    found, chance = Found(), Random(seed)
    if shutil.which("strace") is None:
        found.fault("strace is not installed")
        return found
    with tempfile.TemporaryDirectory(prefix="b12-power-") as made:
        folder = Path(made).resolve()
        trace = folder / "trace"
        command = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-o", str(trace), "-e", f"trace={CALLS}"]
        subprocess.run([*command, sys.executable, __file__, str(folder)], check=True, capture_output=True)
        writers = read_trace(trace.read_bytes(), BEGIN, END)
        for name, ops in writers.items():
            _play_back(name, folder / "kept" / name, ops, (number, chance, found))
    found.more["writers"] = len(writers)
    return found


def _play_back(name: str, kept: Path, ops: list[Op], how: tuple[int, Random, Found]) -> None:
    most, chance, found = how
    root = (kept / "where").read_text(encoding="utf-8")
    before, after = (dict(visible(kept / which)) for which in ("before", "after"))
    ours = [op for op in ops if any(place.startswith(root) for place in op.places)]
    assert ours, name
    found.counts["calls recorded"] += len(ours)
    for length in range(len(ours) + 1):
        disk = Disk({f"{root}/{one}": data for one, data in before.items()})
        for op in ours[:length]:
            disk.take(op)
        found.counts["prefixes"] += 1
        done = length == len(ours)
        for choice in _losses(disk, most, chance):
            found.counts["states of the disk"] += 1
            state = disk.after_power_loss(choice)
            _judge(name, {one: state.get(f"{root}/{one}") for one in {*before, *after}}, (before, after, done), found)


def _losses(disk: Disk, most: int, chance: Random) -> list[tuple[int, ...]]:
    """Return what is kept of each thing that was not flushed: 0 none, 1 all, more a torn part of so many sectors."""
    sizes = [(0, 1, *sorted({2, 1 + one // SECTOR // 2, one // SECTOR})) if one > SECTOR else (0, 1) for one in
             disk.unflushed()]  # fmt: skip
    total = 1
    for size in sizes:
        total *= len(size)
    if total <= most:
        return list(product(*sizes))
    drawn = [tuple(chance.choice(size) for size in sizes) for _ in range(most)]
    return [tuple(0 for _ in sizes), tuple(1 for _ in sizes), *drawn]


def _judge(
    name: str, state: dict[str, bytes | None], sides: tuple[dict[str, bytes], dict[str, bytes], bool], found: Found
) -> None:
    before, after, done = sides
    for one, data in state.items():
        if data not in (before.get(one), after.get(one)):
            found.fault(f"{name}: {one} would be neither old nor new: {len(data or b'')} bytes")
        elif done and data != after.get(one) and name == "settings":
            found.counts["settings that were not yet flushed under their name"] += 1
        elif done and data != after.get(one):
            found.fault(f"{name}: {one} was said to be written, and would be lost")
    if len({data == after.get(one) for one, data in state.items()}) > 1:
        found.counts["states with one of several files new, each whole"] += 1
    answers = [one for one, data in state.items() if one.endswith(".GDT") and data is not None]
    if answers and None in state.values():
        found.fault(f"{name}: the answer would stand without its PDF")


def child(made: Path) -> None:
    """Write with every writer once, between two marks; keep what lay there before and after. Runs under strace."""
    with every_writer() as (folder, writers, _window):
        for writer in writers:
            stage, kept = Stage(writer, folder / "tried" / writer.name, Found()), made / "kept" / writer.name
            stage.set(older=True)
            _copy(stage.folder, kept / "before")
            (kept / "where").write_text(str(stage.folder), encoding="utf-8")
            os.access(f"{BEGIN}/{writer.name}", 0)
            told = stage.act()
            os.access(END, 0)
            assert told == "", told
            _copy(stage.folder, kept / "after")


def _copy(folder: Path, to: Path) -> None:
    to.mkdir(parents=True)
    for name, data in visible(folder):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(data)


if __name__ == "__main__":
    child(Path(sys.argv[1]))
