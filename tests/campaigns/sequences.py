"""Many sequences of deeds in the window: ``python sequences.py [--sequences N] [--steps N] [--seed N] [--shrink]``.

Each hundred sequences have a seed of their own, counted up from the first; a fault names its seed, and
``--seed THAT --sequences 100`` shows it again. Prints the counts of deeds as JSON; exits 1 after any fault.
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]

from hypothesis import HealthCheck, Phase, seed, settings  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402

from tests.ui.window_machine import WindowMachine  # noqa: E402
from tests.ui.window_stage import Stage, Watch  # noqa: E402

BATCH = 100


def batch(machine: type[WindowMachine], number: int, sequences: int, steps: int, shrink: bool) -> str:
    """Run one batch of sequences; return what went wrong, or an empty text."""
    wanted = settings(
        max_examples=sequences, stateful_step_count=steps, database=None, deadline=None, print_blob=False,
        phases=[Phase.generate, *([Phase.shrink] if shrink else [])], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seed(number)(machine), settings=wanted)
    except Exception as group:
        # What came once and not again is wrapped: the fault itself is inside.
        fault = group.exceptions[0] if isinstance(group, ExceptionGroup) else group
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{Path(last.filename).name}:{last.lineno}: {''.join(traceback.format_exception_only(fault))}"
    return ""


def main() -> int:
    """Run the batches and print what was done; return 1 where anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("sequences", 10_000), ("steps", 20), ("seed", 1)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    asked.add_argument("--shrink", action="store_true", help="make each fault short, which takes minutes")
    chosen = asked.parse_args()
    faults, began, counts = dict[int, str](), time.monotonic(), Counter[str]()
    stage = Stage()
    with Watch() as watch:
        machine = type("Staged", (WindowMachine,), {"stage": stage, "watch": watch, "counts": counts})
        for index in range(0, chosen.sequences, BATCH):
            number, size = chosen.seed + index // BATCH, min(BATCH, chosen.sequences - index)
            if said := batch(machine, number, size, chosen.steps, chosen.shrink):
                faults[number] = said
                print(f"seed {number}: {said}", file=sys.stderr, flush=True)
            words = (
                f"up to seed {number}: {counts['sequences']} sequences, {counts.total() - counts['sequences']} deeds"
            )
            print(f"{words}, {len(faults)} batches with a fault", file=sys.stderr, flush=True)
        stage.leave()
    done = counts.pop("sequences", 0)
    print(json.dumps({
        "sequences": done, "deeds": sum(counts.values()), "seconds": round(time.monotonic() - began),
        "first seed": chosen.seed, "steps": chosen.steps, "batches with a fault": sorted(faults),
        "deeds by name": dict(sorted(counts.items())),
    }, indent=1))  # fmt: skip
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
