"""R12: open, assess, print and close, over and over in one window: neither memory nor open files may grow."""

import os
import time
from pathlib import Path
from typing import Any, Final

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import every_writer

WHAT: Final = (
    "In one window a case is opened, assessed, put on paper as PDF and let go by New, again and again; memory and open "
    "files are looked at after the first tenth and at the end"
)
GOAL: Final = "10,000 cycles: memory grows by less than 5 %, no open file more"
NUMBER: Final = 10_000
MOST: Final = 5.0


def run(number: int, seed: int) -> Found:
    """Go round so many times; ``seed`` has no part."""
    found = Found()
    with every_writer(("case file",)) as (folder, _writers, doors):
        cases = sorted((folder / "inputs").glob("[0-9].json"))
        began, first = time.process_time(), (0, 0)
        for index in range(number):
            _cycle(doors, cases[index % len(cases)], folder / "out.pdf")
            found.counts["cycles"] += 1
            if index == number // 10:
                first = _now()
        last = _now()
    grown = 100 * (last[0] / first[0] - 1)
    found.more = {
        "KiB after a tenth": first[0], "KiB at the end": last[0], "grown by percent": round(grown, 2),
        "open files after a tenth": first[1], "open files at the end": last[1],
        "processor milliseconds a cycle": round((time.process_time() - began) * 1000 / number),
    }  # fmt: skip
    if grown >= MOST or last[1] > first[1]:
        found.fault(f"memory grew by {grown:.1f} %, open files from {first[1]} to {last[1]}")
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} cycles of the goal were run")
    return found


def _cycle(doors: Any, case: Path, paper: Path) -> None:
    window = doors.window
    doors._made.clear()  # each paper is made anew
    assert window.files.open_path(case)
    doors.settle()
    assert window.answer.shown is not None
    assert window.files.save_pdf_path(paper)
    window.leaving.keep()
    window.new()
    doors.settle()
    assert window.form.is_blank()


def _now() -> tuple[int, int]:
    """Return the KiB this process holds, and how many files it has open."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in text.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]), len(os.listdir("/proc/self/fd"))
