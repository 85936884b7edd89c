"""R3: the disk has room for 0 to twice what is written: in steps of 512 bytes, and on a real file system of memory."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.shim import Shim
from tests.campaigns.reliability.stages import Stage, every_writer
from tests.campaigns.reliability.writers import Writer

WHAT: Final = (
    "Every writer on a disk with too little room: the room counted in bytes by a library before the C library, and, as "
    "root, a file system of memory in a name space of its own that is filled up"
)
GOAL: Final = "0 loss at every step of 512 bytes from 0 to 2 x the size: old or new state whole, the user told"
NUMBER: Final = 0
NEEDS: Final = ("shim",)
STEP: Final = 512
PAGE: Final = 4096
_NEW_NAMES, _PRIVATE = 0x00020000, 0x4000 | 0x40000


def run(number: int, seed: int, only: tuple[str, ...] = (), step: int = STEP) -> Found:
    """Try every writer at every step; ``number`` and ``seed`` have no part."""
    found, shim, real = Found(), Shim(), own_mounts()
    with every_writer(only) as (folder, writers, _window):
        for writer in writers:
            size = sum(writer.sizes.values())
            stage = Stage(writer, folder / "counted" / writer.name, found)
            for room in range(0, 2 * size + step, step):
                stage.set(older=True)
                shim.room(stage.folder, room)
                _one(stage, f"room for {room} bytes")
                if not shim.rest()[1]:
                    found.counts["steps where all was written"] += 1
                found.counts["steps of 512 bytes"] += 1
            if real:
                _on_real(writer, folder / "real" / writer.name, size, found)
            print(f"{writer.name}: {dict(found.counts)}", flush=True)
    if not real:
        found.remarks.append("Not run as root: no file system of memory was filled")
    found.remarks.append("The file system of memory gives room by pages of 4096 bytes, which are its steps")
    return found


def _one(stage: Stage, when: str) -> None:
    told = stage.act()
    if told is not None:
        stage.judge(told, when)
    if parts := stage.parts():
        stage.found.fault(f"{stage.writer.name}, {when}: {parts} parts are left")


def _on_real(writer: Writer, place: Path, size: int, found: Found) -> None:
    """Fill a file system of memory up to each page of room, and write."""
    with a_small_disk(place, 6 * size + 64 * PAGE):
        stage, filler = Stage(writer, place / "room", found), place / "filler"
        for room in range(0, 2 * size + PAGE, PAGE):
            filler.unlink(missing_ok=True)
            stage.set(older=True)
            fill(filler, room)
            _one(stage, f"room for {room} bytes on a file system of memory")
            found.counts["steps on a file system of memory"] += 1


@contextmanager
def a_small_disk(place: Path, size: int) -> Iterator[None]:
    """Mount a file system of memory of so many bytes in a new folder, as root with mounts of one's own."""
    libc = ctypes.CDLL(None, use_errno=True)
    place.mkdir(parents=True)
    if libc.mount(b"none", os.fsencode(place), b"tmpfs", 0, f"size={size}".encode()):
        raise OSError(ctypes.get_errno(), "mount")
    try:
        yield
    finally:
        libc.umount2(os.fsencode(place), 2)


def fill(filler: Path, room: int) -> None:
    """Write a file that leaves room for so many bytes."""
    state = os.statvfs(filler.parent)
    with filler.open("wb") as stream:
        stream.write(b"\0" * max(0, state.f_bavail * state.f_frsize - room))


def own_mounts() -> bool:
    """Give this process mounts of its own; tell whether it has them."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return not libc.unshare(_NEW_NAMES) and not libc.mount(b"none", b"/", None, _PRIVATE, None)
