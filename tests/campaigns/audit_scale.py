"""How quick an audit is and what it needs, on a public survey drawn again to any size, beside polars alone.

    python tests/campaigns/audit_scale.py PATH/TO/nhanes_b12_dev.csv [--rows 10000 100000] [--turns 3] [--keep FOLDER]

Each size runs in a process of its own, so that its peak of memory is its own; polars alone then reads the same file and
writes the same output in another, a million rows at a time, since it holds what it reads. Both run in turns, and the
least of each is kept: what new memory costs a machine differs from run to run. Printed are processor time and time on
the clock, rows a second, both ratios to polars alone and the peak. On a machine that does other work too, only the
ratios say anything.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
MAP: Final = Path(__file__).with_name("nhanes_map.toml")
TODAY: Final = date(2014, 12, 31)
SIZES: Final = (10_000, 100_000, 1_000_000)
_DRAWN_AT_ONCE: Final = 250_000
_IN_MEMORY: Final = 250_000
_PART: Final = 1_000_000
_STEADY, _AT_ONCE = 8.0, 2  # seconds; processes, one for each processor


def drawn(source: Path, rows: int, target: Path) -> None:
    """Write a table of so many rows, drawn from the survey with the same ones again and again."""
    import polars as pl

    people = pl.read_csv(source, infer_schema=False)
    with target.open("wb") as stream:
        for start in range(0, rows, _DRAWN_AT_ONCE):
            count = min(_DRAWN_AT_ONCE, rows - start)
            some = people.sample(count, with_replacement=True, seed=start)
            some.write_csv(stream, include_header=start == 0)


def measured(work: Callable[[], Any]) -> dict[str, float]:
    """Return the seconds of the processor and of the clock, and the peak of memory of this process in MiB."""
    before, clock = time.process_time(), time.perf_counter()
    work()
    spent, passed = time.process_time() - before, time.perf_counter() - clock
    return {"cpu": spent, "clock": passed, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def audited(table: Path, out: Path) -> dict[str, float]:
    from b12calc.audit import AuditOptions, audit, read_audit_map

    options = AuditOptions(TODAY, mapping=read_audit_map(MAP.read_bytes(), MAP.name))
    found: dict[str, float] = {}

    def work() -> None:
        count = audit(table, out, options)
        found.update(rows=count.rows, refused=count.refused, assessed=count.sheets)

    return measured(work) | found


def alone(table: Path, out: Path) -> dict[str, float]:
    """Let polars read the whole table and write what the audit wrote, a part at a time; the parting is not measured."""
    import polars as pl

    spent: list[dict[str, float]] = []
    for part in parts(table):
        spent.append(measured(partial(pl.read_csv, part, infer_schema=False)))
    for part in parts(out):
        held = pl.read_csv(part, infer_schema=False)
        spent.append(measured(partial(held.write_csv, part)))
    return {name: (max if name == "mib" else sum)(one[name] for one in spent) for name in spent[0]}


def parts(path: Path) -> Iterator[Path]:
    """Write a table in parts of a million rows under its headings, one at a time; no cell of it holds a line's end."""
    with path.open("rb") as stream:
        heading = stream.readline()
        while lines := list(islice(stream, _PART)):
            part = path.with_suffix(".part.csv")
            part.write_bytes(heading + b"".join(lines))
            yield part
            part.unlink()


def _ready(table: Path) -> tuple[Callable[[], object], int]:
    """Return the work of deciding a block of rows that is in memory already, and how many rows it holds."""
    from b12calc.audit import AuditOptions, read_audit_map
    from b12calc.audit.blocks import blocks
    from b12calc.audit.fast import Fast
    from b12calc.audit.layout import layout_of
    from b12calc.audit.tables import open_source

    options = AuditOptions(TODAY, mapping=read_audit_map(MAP.read_bytes(), MAP.name))
    source = open_source(table)
    layout = layout_of(source.headings, options.mapping)
    some = next(blocks(source, layout, size=_IN_MEMORY * 280))
    fast = Fast(layout, options)
    return lambda: fast.batch(some.frame, some.lines), len(some.frame)


def in_memory(table: Path, _out: Path) -> dict[str, float]:
    """Decide rows that are in memory already, with and without the rules' first look at what they may hold."""
    decide, rows = _ready(table)
    first = measured(decide)
    again = min((measured(decide) for _ in range(5)), key=lambda one: one["cpu"])
    return {"rows": rows, "first": first["cpu"], **again}


def steady(table: Path, _out: Path) -> dict[str, float]:
    """Decide the same rows over and over for some seconds, beside whoever does the same."""
    decide, rows = _ready(table)
    decide()
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < _STEADY:
        decide()
        count += rows
    return {"rows": count, "clock": time.perf_counter() - began}


STEPS: Final = {"audited": audited, "alone": alone, "in_memory": in_memory, "steady": steady}


def apart(step: str, table: Path, out: Path) -> dict[str, float]:
    """Run one step in a process of its own."""
    command = [sys.executable, str(Path(__file__)), str(table), "--step", step, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def said(rows: int, ours: dict[str, float]) -> str:
    quick = rows / ours["clock"]
    return (
        f"{rows:>12,} rows  {ours['clock']:8.1f} s clock {ours['cpu']:8.1f} s processor  {quick:>10,.0f} rows/s  "
        f"{ours['mib']:6.0f} MiB peak  {ours['assessed']:,.0f} assessments, {ours['refused']:,.0f} refused"
    )


def beside(ours: dict[str, float], polars: dict[str, float]) -> str:
    """Return the ratios to polars alone."""
    times = (f"x {ours[one] / polars[one]:.2f} {polars[one]:.1f} s {one}" for one in ("cpu", "clock"))
    return f"polars alone: {', '.join(times)}, {polars['mib']:,.0f} MiB"


def in_turns(table: Path, out: Path, turns: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the least of the audit and of polars alone, which run by turns."""
    ours, polars = list[dict[str, float]](), list[dict[str, float]]()
    for _ in range(turns):
        ours.append(apart("audited", table, out))
        polars.append(apart("alone", table, out))
    return least(ours), least(polars)


def least(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the least of each figure; of memory, what every run kept to."""
    return {name: (max if name == "mib" else min)(one[name] for one in runs) for name in runs[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure an audit of a survey drawn to any size.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", nargs="+", type=int, default=SIZES)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", nargs=2, metavar=("STEP", "OUT"))
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(STEPS[asked.step[0]](asked.data, Path(asked.step[1]))))
        return
    with tempfile.TemporaryDirectory(dir=asked.keep) as folder:
        table, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
        for rows in asked.rows:
            drawn(asked.data, rows, table)
            ours, polars = in_turns(table, out, asked.turns)
            print(said(rows, ours), flush=True)
            print(f"{'':14}{beside(ours, polars)}", flush=True)
        found = apart("in_memory", table, out)
        quick = found["rows"] / found["cpu"]
        print(f"decided in memory: {found['rows']:,.0f} rows, {quick:,.0f} rows/s of one processor; "
              f"{found['first']:.1f} s where nothing had been met before")  # fmt: skip
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            both = list(pool.map(lambda _one: apart("steady", table, out), range(_AT_ONCE)))
        quick = sum(one["rows"] / one["clock"] for one in both)
        print(f"the same in {_AT_ONCE} processes at once: {quick:,.0f} rows/s by the clock")


if __name__ == "__main__":
    main()
