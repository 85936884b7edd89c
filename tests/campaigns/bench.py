"""``make bench``: start, assessment, PDF and memory, side by side in one run, as ratios.

Everything is measured in turns on the same machine, so that its drift touches all alike; the ratio is the result,
the milliseconds are only there to read it by.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample_case.json"
WINDOW = ROOT / "tests" / "campaigns" / "window_start.py"
TODAY = date(2026, 3, 12)
ROUNDS = 9


def window(which: str, counts: str = "") -> tuple[float, float, str]:
    """Start one window in a new process; return milliseconds to first paint, peak MiB and the inputs counted."""
    # Byte code as an installed program has it: without this every start would compile our modules again.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "QT_QPA_PLATFORM": "offscreen", "BENCH_STARTED": repr(time.monotonic())}
    done = subprocess.run(
        [sys.executable, str(WINDOW), which, counts], env=env, capture_output=True, text=True, check=True, cwd=ROOT
    )
    milliseconds, peak, inputs = done.stdout.split()
    return float(milliseconds), float(peak), inputs


def starts() -> None:
    """Compare start and memory with a bare window of as many inputs, in turns."""
    inputs = window("ours")[2]
    window("bare", inputs)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(window("ours")[:2])
        bare.append(window("bare", inputs)[:2])
    our_ms, our_mib = (statistics.median(one[n] for one in ours) for n in (0, 1))
    bare_ms, bare_mib = (statistics.median(one[n] for one in bare) for n in (0, 1))
    print(f"inputs (buttons, combo boxes, line edits)   {inputs}")
    line("start to first paint, bare window", bare_ms, 1)
    line("start to first paint, ours", our_ms, our_ms / bare_ms, "aim <= 1.6")
    print(f"{'peak memory, bare window':44}{bare_mib:10.1f} MiB   x 1.00")
    print(f"{'peak memory, ours at first paint':44}{our_mib:10.1f} MiB   x {our_mib / bare_mib:.2f}   aim <= 1.5")


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
