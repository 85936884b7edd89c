"""R1: a process that saves over and over is killed at a random moment, with a signal that nobody can catch."""

import os
import select
import signal
import struct
import sys
import time
from pathlib import Path
from random import Random
from typing import Final, NoReturn

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import every_writer
from tests.campaigns.reliability.writers import TORN, TURNS, Writer, leftovers

WHAT: Final = (
    "A forked process writes turn after turn through the program's own writers, says on a pipe when a turn begins and "
    "when it is done, and is killed by SIGKILL at a random moment of a turn; then the files are read"
)
GOAL: Final = "10,000 kills: 0 torn, 0 acknowledged but lost, no part taken for the file"
NUMBER: Final = 10_000
_MOST_TURNS: Final = 4
_QUICK: Final = 0.1  # seconds of one write


def run(number: int, seed: int, only: tuple[str, ...] = (), *, window: bool = True) -> Found:
    """Kill so many times, each writer in its turn."""
    found, chance = Found(), Random(seed)
    with every_writer(only, window=window, forks=True) as (folder, writers, _window):
        took = {writer.name: _duration(writer, folder / "timed" / writer.name) for writer in writers}
        places = {writer.name: folder / "killed" / writer.name for writer in writers}
        turns = dict.fromkeys(places, -1)
        often = [one for one in writers if took[one.name] < _QUICK] or writers
        for index in range(number):
            # Each in its turn, and those that write quickest seven times as often.
            writer = writers[index // 8 % len(writers)] if index % 8 == 0 else often[index % len(often)]
            found.counts[f"of {writer.name}"] += 1
            turns[writer.name] = _once(writer, places[writer.name], turns[writer.name], (chance, took, found))
            if index % 500 == 499:
                print(f"{index + 1}: {dict(found.counts)}", flush=True)
        for writer in writers:
            _last(writer, places[writer.name], turns[writer.name], found)
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} kills of the goal were made")
    return found


def _duration(writer: Writer, folder: Path) -> float:
    """Return the seconds of one write, for kills to fall within it."""
    folder.mkdir(parents=True)
    reader, out = os.pipe()
    if os.fork() == 0:
        for turn in range(3):
            began = time.monotonic()
            _write(writer, folder, turn)
        os.write(out, struct.pack("d", time.monotonic() - began))
        os._exit(0)
    os.wait()
    took: float = struct.unpack("d", os.read(reader, 8))[0]
    os.close(reader)
    os.close(out)
    return took


def _once(writer: Writer, folder: Path, last: int, how: tuple[Random, dict[str, float], Found]) -> int:
    """Let a child go on from the turn after ``last``, kill it, judge; return the last turn that lies there."""
    chance, took, found = how
    folder.mkdir(parents=True, exist_ok=True)
    reader, ended = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _save(writer, folder, last + 1, ended)
    os.close(ended)
    wanted, told = chance.randrange(_MOST_TURNS), b""
    while told.count(b"b") <= wanted and b"x" not in told and (more := os.read(reader, 1)):
        told += more
    _idle(chance.random() * took[writer.name] * 1.2, reader)
    os.kill(child, signal.SIGKILL)
    while more := os.read(reader, 4096):
        told += more
    os.close(reader)
    os.waitpid(child, 0)
    told, trouble, said = told.partition(b"x")
    if trouble:
        found.fault(f"{writer.name}: not written while nothing failed: {said.decode()}")
    found.counts["kills"] += 1
    found.counts["kills within a write"] += told.endswith(b"b")
    done = told.count(b"d")
    if writer.fresh and not done:
        return _judge(writer, folder, -1, last + told.count(b"b"), found)
    return _judge(writer, folder, last + done, last + told.count(b"b"), found)


def _save(writer: Writer, folder: Path, turn: int, out: int) -> NoReturn:
    try:
        for one in range(turn, turn + _MOST_TURNS + 1):
            os.write(out, b"b")
            if said := _write(writer, folder, one):
                os.write(out, b"x" + said.encode())
                break
            os.write(out, b"d")
        signal.pause()
    except BaseException as error:
        os.write(out, f"x{type(error).__name__}: {error}".encode())
        raise
    finally:
        os._exit(1)


def _write(writer: Writer, folder: Path, turn: int) -> str:
    place = folder / str(turn % TURNS) if writer.fresh else folder
    if writer.fresh:
        place.mkdir(exist_ok=True)
        # As the record system takes away what it has read, the answer first: a kill may fall between the two.
        for path in sorted(place.glob("[!.]*"), key=lambda one: one.suffix != ".GDT"):
            path.unlink()
    return writer.write(place, turn % TURNS)


def _judge(writer: Writer, folder: Path, done: int, begun: int, found: Found) -> int:
    """Read what lies there: that of the last turn done, or of one begun after it, whole."""
    parts = len(leftovers(folder))
    found.counts["parts left, hidden, at most"] = max(found.counts["parts left, hidden, at most"], parts)
    if writer.fresh:
        _judge_fresh(writer, folder, (done, begun), found)
        return max(begun, done)
    state = writer.read(folder)
    allowed = {one % TURNS for one in (done, begun) if one >= 0}
    if TORN in state.values():
        found.fault(f"{writer.name}: torn after turn {done}: {state}")
    elif not set(state.values()) <= allowed or (done >= 0 and len(state) < len(writer.sizes)):
        found.fault(f"{writer.name}: turn {done} was acknowledged, {begun} begun, but {state} lies there")
    mixed = len(set(state.values())) > 1
    found.counts["kills between two files of one write"] += mixed
    return begun if state and set(state.values()) == {begun % TURNS} else done


def _judge_fresh(writer: Writer, folder: Path, turns: tuple[int, int], found: Found) -> None:
    done, begun = turns
    if done >= 0:
        state = writer.read(folder / str(done % TURNS))
        if set(state.values()) != {done % TURNS} or len(state) < len(writer.sizes):
            found.fault(f"{writer.name}: turn {done} was acknowledged, but {state} lies there")
    if begun > done and (folder / str(begun % TURNS)).exists():
        state = writer.read(folder / str(begun % TURNS))
        if not set(state.values()) <= {begun % TURNS}:
            found.fault(f"{writer.name}: torn in turn {begun}: {state}")
        if any(name.endswith(".GDT") for name in state) and len(state) < len(writer.sizes):
            found.fault(f"{writer.name}: an answer without its PDF: {state}")


def _last(writer: Writer, folder: Path, turn: int, found: Found) -> None:
    """Write once more in peace, among everything the kills left behind."""
    if not folder.exists():
        return
    told = _write(writer, folder, turn + 1)
    place = folder / str((turn + 1) % TURNS) if writer.fresh else folder
    state = writer.read(place)
    if told or set(state.values()) != {(turn + 1) % TURNS} or len(state) != len(writer.sizes):
        found.fault(f"{writer.name}: the write after all kills gave {told!r} and {state}")
    found.counts["writes in peace afterwards"] += 1


def _idle(seconds: float, reader: int) -> None:
    """Wait without the coarse steps of a sleep; what the child says meanwhile stays in the pipe."""
    sys.stdout.flush()
    select.select([], [], [], seconds)
    assert reader >= 0
