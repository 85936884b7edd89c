"""Replace a file only while it still holds what it held when it was read or written last."""

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from b12calc.files import write_whole

try:
    import fcntl
except ImportError:  # Windows has no lock of a folder: there the look and the writing follow each other unguarded
    fcntl = None  # type: ignore[assignment]

_WAIT: Final = 1.0  # seconds; a share whose locks hang must not keep anybody from saving
_TURN: Final = 0.01


class ChangedSince(Exception):
    """Say that a place holds another content than it did; ``found`` is the sum of that, and nothing was written."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(f"{path.name} was changed since")
        self.found = found


def content_sum(data: bytes) -> str:
    """Return the sum by which a content is known again: SHA-256 in hexadecimal."""
    import hashlib  # slow to load, and most starts save nothing

    return hashlib.sha256(data).hexdigest()


def sum_of(path: Path) -> str:
    """Return the sum of the file that lies at a place, an empty text where no plain file does. Raises OSError."""
    import hashlib

    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def replace_known(path: Path, data: bytes, known: str) -> None:
    """Write ``data`` whole to ``path``, unless something else lies there now than the content of the sum ``known``.

    Nothing there, or ``data`` itself, is not something else; an empty sum knows nothing and asks for nothing. Writers
    of this kind wait for each other, where the system has locks. Raises ChangedSince with nothing written, and OSError
    as ``write_whole`` does. Source: hazard H46.
    """
    with _alone(path):
        found = sum_of(path) if known else ""
        if found not in ("", known, content_sum(data)):
            raise ChangedSince(path, found)
        write_whole(path, data)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other writers of this kind out of the folder meanwhile; the lock goes with the process, and is no file."""
    handle = _locked(Path(os.path.realpath(path)).parent)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """Return the handle that holds the lock of a folder, None where it cannot be had within a second."""
    if fcntl is None:
        return None
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        until = time.monotonic() + _WAIT
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < until:
                    time.sleep(_TURN)
                    continue
            except OSError:
                pass  # a share without locks
            return handle
    return None
