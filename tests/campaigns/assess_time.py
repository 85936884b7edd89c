"""How long one assessment takes, in three patterns, each case assessed once in a new process; for ``bench.py``.

``distinct`` are random cases of the tests' own generator, no two alike; ``edits`` is the window's pattern, one case
under one edit after another; ``hot`` is the sample case over and over, which measures little but what is kept. A
process of its own prints the processor time of every assessment: python tests/campaigns/assess_time.py PATTERN COUNT.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice, repeat
from pathlib import Path
from random import Random
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models.case import Case  # noqa: E402
from b12calc.models.reading import read_case  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402
from b12calc.rules import assess  # noqa: E402
from tests.campaigns.edits import edited  # noqa: E402
from tests.oracle.generate import last_visit_day, random_case  # noqa: E402

PATTERNS: Final = {
    "distinct": "random cases, each seen once",
    "edits": "one edit after another",
    "hot": "the sample case over and over",
}
TODAY: Final = date(2026, 3, 12)
WARM: Final = 50  # assessments before the first that counts: the pack is read, the modules are loaded


def cases(pattern: str) -> Iterator[tuple[Case, date]]:
    """Yield the cases of a pattern without end, each with its day."""
    rng, sample = Random(20261122), json.loads((ROOT / "resources" / "sample_case.json").read_text("utf-8"))
    if pattern == "distinct":
        while True:
            raw = random_case(rng)
            yield read_case(json.dumps(raw)), last_visit_day(raw)
    for raw in edited(sample, rng) if pattern == "edits" else repeat(sample):
        yield read_case(json.dumps(raw)), TODAY


def times(pattern: str, count: int) -> list[float]:
    """Return the processor time of each assessment in microseconds; a state that is refused is left out."""
    drawn, found = list(islice(cases(pattern), count + WARM)), []
    # What the garbage collector would look at is the heap of cases drawn, which no program holds.
    gc.collect()
    gc.freeze()
    for case, day in drawn:
        before = time.process_time_ns()
        try:
            assess(case, today=day)
        except ProblemsFound:
            continue
        found.append((time.process_time_ns() - before) / 1000)
    return found[WARM:]


def fastest(pattern: str, count: int, rounds: int) -> tuple[list[float], list[list[float]]]:
    """Return the fastest time of each case over several new processes, in each of which it was seen once; and all."""
    command = [sys.executable, str(Path(__file__)), pattern, str(count)]
    runs: list[list[float]] = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(rounds)
    ]
    return list(map(min, *runs)) if rounds > 1 else runs[0], runs


if __name__ == "__main__":
    print(json.dumps(times(sys.argv[1], int(sys.argv[2]))))
