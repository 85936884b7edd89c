"""``make bench``: start, assessment, other rule engines, PDF and memory, side by side in one run, as ratios.

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
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
SAMPLE = ROOT / "resources" / "sample_case.json"
WINDOW = ROOT / "tests" / "campaigns" / "window_start.py"
TODAY = date(2026, 3, 12)
ROUNDS = 9
TURNS = 300
DRAWINGS = 25
DRAWN = 300
BROWSERS, PRESSES = 5, 1100
ASSESSED, AGAIN = 1500, 7


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
    moments = (("painted", "first paint", "aim <= 1.4"), ("whole", "the whole form", ""), ("awake", "rules loaded", ""))
    for moment, words, aim in moments:
        line(f"start to {words}, ours", middle(ours, moment, "ms"), middle(ours, moment, "ms") / ms, aim)
    memory("bare window", mib, 1)
    for moment, words, aim in moments:
        peak = middle(ours, moment, "mib")
        memory(f"ours at {words}", peak, peak / mib, aim.replace("1.4", "1.5"))
    beside_browser(inputs, middle(ours, "whole", "ms"), middle(ours, "awake", "mib"))


def beside_browser(inputs: str, ms: float, mib: float) -> None:
    """Compare our whole form, and our memory with the rules loaded, with a browser page of as many inputs."""
    from tests.campaigns.browser_start import measure

    runs = [run for _ in range(BROWSERS) if (run := measure([int(part) for part in inputs.split(",")])) is not None]
    if not runs:
        print("no Chromium is installed: that comparison is left out")
        return
    start, held = (statistics.median(run[what] for run in runs) for what in ("ms", "mib"))
    line("start to first paint, page in Chromium", start, 1)
    line("start to the whole form, ours", ms, ms / start, "aim <= 0.5")
    memory("page in Chromium (shared parts once)", held, 1)
    memory("ours, rules loaded", mib, mib / held, "aim <= 0.5")


def keys() -> None:
    """Time key presses in a filled window until the answer is painted again."""
    script = ROOT / "tests" / "campaigns" / "key_to_paint.py"
    done = subprocess.run([sys.executable, str(script), str(PRESSES)], capture_output=True, text=True, check=True)
    for row in map(json.loads, done.stdout.splitlines()):
        name = f"key to repainted answer, {row['kind']} time"
        print(f"{name:44}{row['p50']:10.1f} ms at the median, {row['p99']:.1f} ms at p99 of {row['keys']} (aim <= 16)")


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
    line("assess it", assessing, assessing / reading)
    from b12calc.report import build, note, pdf

    document = build(case, assess(case, today=TODAY))
    cold = median_ms(lambda: pdf(document), 1)
    warm = median_ms(lambda: pdf(build(case, assess(case, today=TODAY))), 20)
    line("note text", median_ms(lambda: note(document), 50), 1)
    line("PDF, first in the process", cold, cold / reading)
    line("PDF, warm (assess, build, write)", warm, warm / reading, "aim <= 150 ms")
    print(f"{'PDF size':44}{len(pdf(document)) / 1000:10.1f} kB")


def assessing() -> None:
    """Time the assessment in three patterns; only cases seen for the first time say what a user waits for."""
    from tests.campaigns.assess_time import PATTERNS, fastest

    for pattern, words in PATTERNS.items():
        best, runs = fastest(pattern, ASSESSED, AGAIN)
        medians = sorted(statistics.median(run) for run in runs)
        tail = f"{len(best)} in {AGAIN} processes, medians of each {medians[0]:.0f} to {medians[-1]:.0f}"
        aim = "" if pattern == "hot" else "aim <= 300"
        print(f"{'assess, ' + words:44}{statistics.median(best):10.0f} µs   {tail}   {aim}")


def paper() -> None:
    """Time the tagged record against the bare library with the same texts, and against its own pages unfinished."""
    from b12calc.models.reading import read_case
    from b12calc.report import build, pdf
    from b12calc.rules import assess
    from tests.campaigns.paper import bare, drawn
    from tests.campaigns.typst_paper import writer

    case = read_case(SAMPLE.read_text("utf-8"))
    document = build(case, assess(case, today=TODAY, explain=True))
    each: dict[str, Callable[[], object]] = {
        "ReportLab's own paragraphs, same texts": lambda: bare(document),
        "our pages drawn, not finished": lambda: drawn(document),
        "tagged record, whole": lambda: pdf(document),
    }
    if (other := writer(document)) is None:
        print("typst is not installed: .venv/bin/pip install --require-hashes -r requirements-bench.txt")
    else:
        each["tagged record by Typst, same texts"] = other
    times = in_turns(each, DRAWINGS)
    floor = times["ReportLab's own paragraphs, same texts"][0]
    for name, (middle, least) in times.items():
        aim = "aim <= 60 ms, x 2; " if "whole" in name else ""
        line(name, middle, middle / floor, f"{aim}fastest {least:.1f} ms")


def engines() -> None:
    """Time the rules against plain if-chains and a published engine, on the sample case and on many, in turns."""
    from b12calc.models.reading import read_case
    from b12calc.rules import assess
    from b12calc.rules.chart import read_chart
    from b12calc.rules.decide import run
    from b12calc.rules.facts import read_facts
    from b12calc.rules.knowledge import load_pack
    from b12calc.rules.whatif import outcome
    from tests.campaigns import engines as other
    from tests.oracle.decide import decide

    raw, case, pack = json.loads(SAMPLE.read_text("utf-8")), read_case(SAMPLE.read_text("utf-8")), load_pack("uk")
    many, words, zen = cycle(other.drawn(DRAWN)), other.facts_of(pack, case), other.zen_tables(pack)
    each: dict[str, Callable[[], object]] = {
        "plain if-chains, decisions alone": lambda: decide(raw, TODAY),
        "ours, what-if core": lambda: outcome(pack, read_chart(case)),
        "ours, every table": lambda: run(pack, read_facts(read_chart(case), pack.limits)),
        "ours, full with reasons": lambda: assess(case, today=TODAY),
        f"ours, full, {DRAWN} cases in turn": lambda: assess((one := next(many))[1], today=one[2]),
        "tables from facts, ours": lambda: other.our_rows(pack, words),
        "tables from facts, zen-engine": lambda: None if zen is None else zen(words),
    }
    times = in_turns(each)
    base, tables = times["plain if-chains, decisions alone"], times["tables from facts, ours"]
    for name, (middle, _) in times.items():
        if zen is not None or "zen" not in name:
            ratio = middle / (tables if "from facts" in name else base)[0]
            line(name, middle, ratio, f"fastest {times[name][1]:.3f} ms")
    if zen is None:
        print("zen-engine is not installed: .venv/bin/pip install --require-hashes -r requirements-bench.txt")
        return
    sheets = [other.facts_of(pack, one) for _, one, _ in other.drawn(DRAWN)]
    same = sum(other.zen_rows(zen(sheet)) == other.our_rows(pack, sheet) for sheet in sheets)
    print(f"{'zen-engine finds the same rows of every table':44}{same:10} of {len(sheets)} cases")


def in_turns(each: dict[str, Callable[[], object]], turns: int = TURNS) -> dict[str, tuple[float, float]]:
    """Return for each work its median and its fastest processor time in milliseconds, all taken in turns.

    Processor time, because a busy machine would otherwise put its waiting into one line and not into the next.
    """
    times: dict[str, list[float]] = {name: [] for name in each}
    for work in [*each.values()] * 2:
        work()
    for _ in range(turns):
        for name, one in each.items():
            before = time.process_time_ns()
            one()
            times[name].append((time.process_time_ns() - before) / 1e6)
    return {name: (statistics.median(taken), min(taken)) for name, taken in times.items()}


def main() -> None:
    """Print everything."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {ROUNDS} rounds in turns, medians\n")
    starts()
    keys()
    work()
    assessing()
    paper()
    engines()
    from tests.campaigns import frozen_start
    from tests.campaigns.audit_bench import audit_lines

    frozen_start.report(line)
    for name, microseconds, ratio, aim in audit_lines():
        print(f"{name:48}{microseconds:8.2f} µs a row   x {ratio:.2f}   {aim}")


if __name__ == "__main__":
    main()
