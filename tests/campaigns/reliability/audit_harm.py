"""An audit of a long list: one row in a hundred spoilt, and the run stopped, killed or out of room on the way."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from tests.campaigns.audit_bench import person
from tests.campaigns.reliability.disk_full import a_small_disk, fill, own_mounts
from tests.campaigns.reliability.found import Found

WHAT: Final = (
    "A list of random people is audited whole, and again with one row in a hundred spoilt in one of thirteen ways; "
    "then the run is interrupted, killed and left without room at random moments over older answers"
)
GOAL: Final = (
    "1,000,000 rows: each spoilt row refused by its line, every other answer the same byte for byte; after a stop, a "
    "kill and a full disk the older answers as they were, a clear sentence wherever one can still be said"
)
NUMBER: Final = 1_000_000
STOPS: Final = 5  # of each kind
_PEOPLE: Final = 5_000
_SPOILT: Final = 100  # one row in so many
_OLDER: Final = b"answers of an earlier audit\n"
_NAMES: Final = ("out.csv", "out.refused.csv")
Cells = list[str]
_AGE, _SEX, _B12, _UNIT = 1, 2, 3, 4


def _put(at: int, text: str) -> Callable[[Cells, Random], Cells]:
    return lambda cells, _chance: [*cells[:at], text, *cells[at + 1 :]]


# Each leaves no doubt that the row cannot be read as it stands.
SPOILING: Final[dict[str, Callable[[Cells, Random], Cells]]] = {
    "cut off": lambda cells, chance: cells[: chance.randrange(1, len(cells))],
    "cells too many": lambda cells, chance: [*cells, *("",) * chance.randint(1, 3)],
    "quotation mark left open": lambda cells, _chance: [*cells[:_SEX], '"' + cells[_SEX], *cells[_SEX + 1 :]],
    "quotation mark within a cell": lambda cells, _chance: [*cells[:_SEX], 'fe"male', *cells[_SEX + 1 :]],
    "age in words": _put(_AGE, "seventy"),
    "age of nobody": _put(_AGE, "430"),
    "sex of no meaning": _put(_SEX, "x"),
    "figure with letters": _put(_B12, "4l4"),
    "figure below nothing": _put(_B12, "-12"),
    "figure of unclear commas": _put(_B12, "1.2.3"),
    "no text": _put(_B12, "\udcff\udcfe"),
    "a zero byte": _put(_B12, "14\0"),
    # A unit without a figure is no result and nothing to refuse.
    "unit of something else": lambda cells, _chance: [*cells[:_B12], cells[_B12] or "142", "mmHg", *cells[_UNIT + 1 :]],
}


def run(number: int, seed: int) -> Found:
    """Audit so many rows whole and spoilt, then stop audits of a tenth of them."""
    found, chance = Found(), Random(seed)
    with TemporaryDirectory(prefix="b12-audit-") as made:
        folder = Path(made)
        _spoilt(folder, number, chance, found)
        _stopped(folder, chance, found)
        if own_mounts():
            _full(folder, chance, found)
        else:
            found.remarks.append("Not run as root: no file system of memory was filled")
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} rows of the goal")
    return found


def _lines(number: int, chance: Random) -> Iterator[Cells]:
    """Yield the heading and so many rows, each with a number of its own."""
    people = [person(chance, 0) for _ in range(_PEOPLE)]
    yield list(people[0])
    for line in range(2, number + 2):
        yield [str(line), *list(chance.choice(people).values())[1:]]


def _spoilt(folder: Path, number: int, chance: Random, found: Found) -> None:
    whole, part, kinds = folder / "whole", folder / "spoilt", list(SPOILING)
    harmed: dict[int, str] = {}
    for one in (whole, part):
        one.mkdir()
    with (whole / "in.csv").open("wb") as good, (part / "in.csv").open("wb") as bad:
        for line, cells in enumerate(_lines(number, chance), 1):
            good.write(_written(cells))
            if line > 1 and chance.random() * _SPOILT < 1:
                harmed[line] = kinds[len(harmed) % len(kinds)]
                bad.write(_written(SPOILING[harmed[line]](cells, chance)))
            else:
                bad.write(_written(cells))
    for one in (whole, part):
        if (done := _audit(one)).returncode:
            found.fault(f"{one.name}: ended with {done.returncode}, {done.stderr[-120:]!r}")
    _compare(whole, part, harmed, found)


def _written(cells: Cells) -> bytes:
    return (",".join(cells) + "\n").encode("utf-8", "surrogateescape")


def _compare(whole: Path, part: Path, harmed: dict[int, str], found: Found) -> None:
    """Hold answers and refused rows against what was spoilt."""
    with (part / "out.refused.csv").open(encoding="utf-8-sig", newline="") as stream:
        next(stream)
        refused = {int(row.partition(",")[0]) for row in stream}
    for line, kind in harmed.items():
        found.counts[f"spoilt: {kind}"] += 1
        if line not in refused:
            found.fault(f"row {line}, {kind}: not refused")
    for line in refused - harmed.keys():
        found.fault(f"row {line}: refused, and nothing was spoilt in it")
    found.counts["rows refused"] = len(refused)
    with (whole / "out.csv").open("rb") as good, (part / "out.csv").open("rb") as bad:
        kept = (row for row in good if not (number := row.partition(b",")[0]).isdigit() or int(number) not in harmed)
        for expected in kept:
            found.counts["answers held against those of the whole list"] += 1
            if (given := bad.readline()) != expected:
                found.fault(f"another answer: {given[:60]!r}, {expected[:60]!r} expected")
                return
        if bad.readline():
            found.fault("more answers than rows")


def _audit(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(folder), capture_output=True, text=True, check=False)


def _command(folder: Path) -> list[str]:
    table = str(folder / "in.csv")
    return [sys.executable, "-m", "b12calc", "audit", table, str(folder / "out.csv"), "--today", "2026-03-12"]


def _first_tenth(table: Path) -> None:
    with table.open("r+b") as stream:
        stream.seek(table.stat().st_size // 10)
        stream.readline()
        stream.truncate()


def _older(folder: Path) -> None:
    for name in _NAMES:
        (folder / name).write_bytes(_OLDER)


def _as_before(folder: Path, when: str, found: Found) -> None:
    if any((folder / name).read_bytes() != _OLDER for name in _NAMES):
        found.fault(f"{when}: the older answers are not as they were")


def _stopped(folder: Path, chance: Random, found: Found) -> None:
    """Interrupt and kill audits at random moments; what a killed one leaves is hidden and taken for nothing else."""
    place = folder / "spoilt"
    _first_tenth(place / "in.csv")
    before = time.monotonic()
    _audit(place)
    lasts = time.monotonic() - before
    for sign, name in ((signal.SIGINT, "interrupted"), (signal.SIGKILL, "killed")):
        tried = 0
        while tried < STOPS:
            _older(place)
            with subprocess.Popen(_command(place), stderr=subprocess.PIPE, text=True) as process:
                time.sleep(0.5 + chance.random() * lasts * 0.8)
                process.send_signal(sign)
                told = process.communicate()[1]
            if process.returncode == 0:
                continue  # it had ended by then
            tried += 1
            found.counts[f"runs {name}"] += 1
            _as_before(place, name, found)
            if sign == signal.SIGINT and "stopped; nothing was written" not in told:
                found.fault(f"{name}: said {told[-120:]!r}")
    left = [one for one in place.iterdir() if one.name not in ("in.csv", *_NAMES)]
    found.more["hidden parts that killed runs left, at most"] = len(left)
    for one in left:
        if not one.name.startswith("."):
            found.fault(f"a part that is not hidden is left: {one.suffix}")
        one.unlink()


def _full(folder: Path, chance: Random, found: Found) -> None:
    """Run audits on a disk that has room for a part of the answers alone."""
    place = folder / "spoilt"
    _audit(place)
    need = sum((place / name).stat().st_size for name in _NAMES)
    small = folder / "small"
    with a_small_disk(small, 2 * need + 4 * len(_OLDER)):
        for _ in range(STOPS):
            _older(small)
            fill(small / "filler", int(chance.random() * need))
            done = subprocess.run(
                [*_command(place)[:5], str(small / "out.csv"), *_command(place)[6:]],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            found.counts["runs without room"] += 1
            if done.returncode != 3 or "could not be written (No space left on device)" not in done.stderr:
                found.fault(f"without room: {done.returncode}, {done.stderr[-120:]!r}")
            _as_before(small, "without room", found)
            if any(one.name not in ("filler", *_NAMES) for one in small.iterdir()):
                found.fault("without room: a part is left")
            (small / "filler").unlink()
