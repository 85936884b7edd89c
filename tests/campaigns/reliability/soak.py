"""R15: a scripted clinic: case after case is entered by keys, changed, saved and let go in one window."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import every_writer

WHAT: Final = (
    "In one window a B12 figure is typed sign by sign and questions are answered at random, case after case; processor "
    "time of each recalculation, the last tenth of the cases held against the first"
)
GOAL: Final = "500 cases over 8 hours: no drift, 99 % of recalculations under 100 ms"
NUMBER: Final = 500
MOST: Final = 100.0


def run(number: int, seed: int) -> Found:
    """Go through so many cases."""
    found, chance = Found(), Random(seed)
    spent: list[list[float]] = []
    began = time.monotonic()
    with every_writer(("case file",)) as (folder, _writers, doors):
        rows = doors.window.form.results.rows
        row = next(one for one in rows if one.analyte.code == "total_b12")
        for index in range(number):
            spent.append(list(_case(doors, row, (chance, folder / f"{index % 8}.json"))))
            found.counts["cases"] += 1
    every = sorted(one for case in spent for one in case)
    tenth = max(1, number // 10)
    first, last = (_median([one for case in part for one in case]) for part in (spent[:tenth], spent[-tenth:]))
    p99 = every[int(len(every) * 0.99)]
    found.counts["recalculations"] = len(every)
    found.more = {
        "processor ms of a recalculation, median": round(_median(every), 1), "p99": round(p99, 1),
        "longest": round(every[-1], 1), "last tenth against first": round(last / first, 2),
        "minutes": round((time.monotonic() - began) / 60, 1),
    }  # fmt: skip
    if p99 >= MOST or last / first > 1.25:
        found.fault(f"p99 is {p99:.0f} ms, the last tenth {last / first:.2f} times the first")
    found.remarks.append(
        f"The cases were gone through in {found.more['minutes']} minutes and not in 8 hours; processor time is given, "
        "as the machine had other work to do"
    )
    return found


def _case(doors: Any, row: Any, how: tuple[Random, Path]) -> Any:
    """Enter one case, yielding the milliseconds of processor time of each recalculation."""
    from PySide6.QtTest import QTest

    chance, path = how
    window = doors.window
    figure, names = f"{chance.randrange(60, 999)} ng/L", chance.sample(sorted(window.form.rows), 4)
    deeds: list[Callable[[], object]] = [partial(QTest.keyClicks, row.fields["value"], sign) for sign in figure]
    deeds += [partial(window.form.rows[name].give, chance.choice(("yes", "no"))) for name in names]
    row.fields["value"].setFocus()
    for deed in deeds:
        began = time.process_time()
        deed()
        doors.settle()
        window.live.refresh()
        yield (time.process_time() - began) * 1000
    if not window.files.save_path(path):
        raise AssertionError(window.bar.text())
    window.leaving.keep()
    window.new()
    doors.settle()


def _median(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]
