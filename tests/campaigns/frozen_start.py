"""Start and size of the frozen program beside the sources, where `make frozen` was run; called by bench.py.

Nothing can look into the frozen program, so both are watched from outside, alike: from the start of the process until
the door for a second start is open, which is when the form is whole. Processor time is what it took until then.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
_LONGEST = 120.0  # seconds
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_SOURCE = (str(Path(sys.executable).with_name("b12calc")),)


def frozen() -> Path | None:
    """Return the program `make frozen` made last; None where there is none."""
    made = sorted(ROOT.glob("out/b12calc-*-linux-x86_64/b12calc"), key=lambda path: path.stat().st_mtime)
    return made[-1] if made else None


def start(command: tuple[str, ...]) -> tuple[float, float]:
    """Return milliseconds until the form of one start is whole, and of the processor until then."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        own = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen"}
        begun = time.monotonic()
        process = subprocess.Popen(command, env={**kept, **own}, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            while not any(Path(folder).glob("b12calc-*-*")):
                if process.poll() is not None or time.monotonic() - begun > _LONGEST:
                    raise RuntimeError(f"{command[0]} showed no window")
                time.sleep(0.001)
            return (time.monotonic() - begun) * 1000, processor(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def processor(process: int) -> float:
    """Return the milliseconds of the processor that a running process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS


def sizes(program: Path) -> Iterator[str]:
    """Yield what the folder and what was packed of it take, in millions of bytes."""
    folder = program.parent
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    yield f"frozen folder {whole / 1e6:.0f} MB"
    for packed in (*folder.parent.glob(f"{folder.name}.tar.xz"), *folder.parent.glob("b12calc_*_amd64.deb")):
        yield f"{packed.name} {packed.stat().st_size / 1e6:.0f} MB"


def report(line: Callable[[str, float, float, str], None]) -> None:
    """Print start and size of the frozen program beside the sources, in turns; say so where there is none."""
    program = frozen()
    if program is None:
        print("no frozen program: make frozen")
        return
    both = {"the sources": _SOURCE, "the frozen program": (str(program),)}
    for command in both.values():
        start(command)
    runs = [{name: start(command) for name, command in both.items()} for _ in range(ROUNDS)]
    for place, words in enumerate(("whole form", "whole form, processor")):
        middles = [statistics.median(run[name][place] for run in runs) for name in both]
        for name, middle in zip(both, middles, strict=True):
            line(
                f"start to the {words}, {name}",
                middle,
                middle / middles[0],
                "aim <= 1.3" if middle != middles[0] else "",
            )
    print(f"sizes: {', '.join(sizes(program))}")


if __name__ == "__main__":
    report(lambda name, ms, ratio, aim: print(f"{name:60} {ms:8.0f} ms   x{ratio:.2f}  {aim}"))
