"""An installed copy of the program for tests: the wheel of these sources, built and unpacked, and ways to damage it."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from b12calc import integrity

ROOT = Path(__file__).resolve().parents[1]


def build_wheel(folder: Path) -> Path:
    """Build the wheel of these sources into a folder and return it."""
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return next(folder.glob("*.whl"))


def unpacked(folder: Path) -> Path:
    """Build the wheel and unpack it, as an installer does; return the folder of the packages."""
    with zipfile.ZipFile(build_wheel(folder / "wheel")) as wheel:
        wheel.extractall(folder / "copy")
    return folder / "copy"


def run_in(copy: Path, *arguments: str, screen: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the program of an unpacked copy with arguments, from a folder that holds no other one."""
    program = "import sys; from b12calc_ui.launcher import main; sys.exit(main())"
    module = ["-m", "b12calc"] if not screen else ["-c", program]
    return subprocess.run(
        [sys.executable, "-P", "-W", "error", *module, *arguments],
        cwd=copy.parent, env={**os.environ, "PYTHONPATH": str(copy)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@contextmanager
def changed(path: Path, data: bytes | None) -> Iterator[None]:
    """Have other bytes in a file, or no file where None, and put back what was there."""
    before = path.read_bytes() if path.exists() else None
    try:
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        yield
    finally:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)


def flipped(data: bytes, place: int, mask: int) -> bytes:
    """Return the data with one byte changed: those bits of it the other way round."""
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def held(copy: Path) -> list[str]:
    """Return the path of every file that answers rest on, the list of sums itself among them."""
    return [integrity.MANIFEST, *integrity.listed(copy)]
