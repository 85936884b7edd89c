"""``make bench``: start, assessment, PDF and memory, side by side in one run, as ratios.

Everything is measured in turns on the same machine, so that its drift touches all alike; the ratio is the result,
the milliseconds are only there to read it by.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample_case.json"
WINDOW = ROOT / "tests" / "campaigns" / "window_start.py"
TODAY = date(2026, 3, 12)
ROUNDS = 9


def window(which: str, counts: str = "") -> dict[str, Any]:
    """Start one window in a new process; return what it measured of itself."""
    # Byte code as an installed program has it: without this every start would compile our modules again.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        here = {"BENCH_SETTINGS": str(Path(folder) / "window.ini"), "BENCH_STARTED": repr(time.monotonic())}
        done = subprocess.run(
            [sys.executable, str(WINDOW), which, counts], env={**kept, "QT_QPA_PLATFORM": "offscreen", **here},
            capture_output=True, text=True, check=True, cwd=ROOT,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def starts() -> None:
    """Compare start and memory with a bare window of as many inputs, in turns."""
    inputs = ",".join(str(number) for number in window("ours")["inputs"])
    window("bare", inputs)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(window("ours"))
        bare.append(window("bare", inputs))

    def middle(runs: list[dict[str, Any]], moment: str, what: str) -> float:
        return float(statistics.median(run[moment][what] for run in runs))

    ms, mib = middle(bare, "painted", "ms"), middle(bare, "painted", "mib")
    print(f"inputs (buttons, combo boxes, line edits)   {inputs}")
    line("start to first paint, bare window", ms, 1)
    moments = (("painted", "first paint", "aim <= 1.6"), ("whole", "the whole form", ""), ("awake", "rules loaded", ""))
    for moment, words, aim in moments:
        line(f"start to {words}, ours", middle(ours, moment, "ms"), middle(ours, moment, "ms") / ms, aim)
    memory("bare window", mib, 1)
    for moment, words, aim in moments:
        peak = middle(ours, moment, "mib")
        memory(f"ours at {words}", peak, peak / mib, aim.replace("1.6", "1.5"))


def memory(name: str, peak: float, ratio: float, aim: str = "") -> None:
    """Print one row on peak memory."""
    print(f"{'peak memory, ' + name:44}{peak:10.1f} MiB   x {ratio:.2f}   {aim}")


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some work in milliseconds."""
    times = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times)


def line(name: str, milliseconds: float, ratio: float, aim: str = "") -> None:
    """Print one row."""
    print(f"{name:44}{milliseconds:10.3f} ms    x {ratio:.2f}   {aim}")


def work() -> None:
    """Time reading, assessing and printing the sample case; ratios are to reading the case file."""
    from b12calc.models.reading import read_case
    from b12calc.rules import assess

    text = SAMPLE.read_text(encoding="utf-8")
    case = read_case(text)
    first = median_ms(lambda: assess(case, today=TODAY), 1)
    reading = median_ms(lambda: read_case(text), 300)
    assessing = median_ms(lambda: assess(case, today=TODAY), 1000)
    line("read the case file", reading, 1)
    line("assess it, first (loads the pack)", first, first / reading)
    line("assess it", assessing, assessing / reading, "aim <= 1 ms")
    from b12calc.report import build, note, pdf

    document = build(case, assess(case, today=TODAY))
    cold = median_ms(lambda: pdf(document), 1)
    warm = median_ms(lambda: pdf(build(case, assess(case, today=TODAY))), 20)
    line("note text", median_ms(lambda: note(document), 50), 1)
    line("PDF, first in the process", cold, cold / reading)
    line("PDF, warm (assess, build, write)", warm, warm / reading, "aim <= 150 ms")
    print(f"{'PDF size':44}{len(pdf(document)) / 1000:10.1f} kB")


def main() -> None:
    """Print everything."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {ROUNDS} rounds in turns, medians\n")
    starts()
    work()


if __name__ == "__main__":
    main()
