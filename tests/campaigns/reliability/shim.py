"""Build the shim, start a program under it, and steer it from within."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("shim.c")
MARK: Final = "B12CALC_SHIM"
SHORT: Final = -1
ERRORS: Final = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EINTR": errno.EINTR, "short": SHORT}


def can_build() -> bool:
    """Tell whether this computer can build and load the shim."""
    return sys.platform == "linux" and shutil.which("gcc") is not None


def build(folder: Path) -> Path:
    """Compile the shim into a folder and return it."""
    made = folder / "shim.so"
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


def again_under_shim(arguments: list[str]) -> int | None:
    """Run this program once more under the shim and return its exit code; None where it runs there already."""
    if os.environ.get(MARK):
        return None
    with tempfile.TemporaryDirectory(prefix="b12-shim-") as folder:
        more = {"LD_PRELOAD": str(build(Path(folder))), MARK: "1"}
        return subprocess.run([sys.executable, *arguments], env=os.environ | more, check=False).returncode


class Shim:
    """Steer the shim that stands between this process and the C library."""

    def __init__(self) -> None:
        self._lib = ctypes.CDLL(None)
        self._lib.fault_calls.restype = ctypes.c_char_p
        self._lib.fault_clock.argtypes = [ctypes.c_double]
        self._lib.fault_room.argtypes = [ctypes.c_char_p, ctypes.c_longlong]

    def arm(self, folder: Path, k: int, error: int, continuous: bool) -> None:
        """Fail the k-th call on files below a folder, and all after it where ``continuous``; none for k = 0."""
        self._lib.fault_arm(os.fsencode(folder), k, error, int(continuous))

    def room(self, folder: Path, size: int) -> None:
        """Let so many bytes be written below a folder, and no more."""
        self._lib.fault_room(os.fsencode(folder), size)

    def rest(self) -> tuple[int, int]:
        """Fail nothing any more; return how many calls there were and how many failed."""
        return int(self._lib.fault_disarm()), int(self._lib.fault_failed())

    def calls(self) -> list[str]:
        """Return the calls that were seen, in order."""
        return bytes(self._lib.fault_calls()).decode().split()

    def clock(self, seconds: float) -> None:
        """Move the clock of this process by so many seconds."""
        self._lib.fault_clock(seconds)
