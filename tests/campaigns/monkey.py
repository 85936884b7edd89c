"""Blind hands at the window: ``python monkey.py [--events N] [--seed N] [--run N] [--every N] [--shrink]``.

Raw events at random places: keys, clicks, double clicks, wheel, drags, resizes, pasted texts, shortcuts. Modal dialogs
are closed by a timer. Each run of events has a seed of its own, begins in an empty window, and is plain data made
beforehand, so that it is played again by ``--seed THAT --events RUN``. Faults are what Qt warns of, what Python raises
where nobody catches it, a value changed by the wheel, and an answer that is not that of what is entered.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]

from tests.campaigns.monkey_hands import Event, Hands, draw  # noqa: E402
from tests.ui.window_stage import TODAY, Stage, Watch, settle  # noqa: E402
from tests.ui.window_truth import check  # noqa: E402


class Monkey:
    """Play runs of events on one stage and say what went wrong."""

    def __init__(self, stage: Stage, watch: Watch, every: int) -> None:
        self.stage, self.watch, self.every = stage, watch, every
        self.counts: Counter[str] = Counter()

    def play(self, events: list[Event]) -> str:
        """Play one run from an empty window; return the first fault, or an empty text."""
        self.watch.take()
        window = self.stage.begin()
        hands = Hands(window)
        try:
            for number, event in enumerate(events, 1):
                self.counts[event[0]] += 1
                said = hands.do(event) or "; ".join(self.watch.take())
                if not said and number % self.every == 0:
                    said = self._true(hands)
                if said:
                    return f"event {number} {event}: {said}"
                if not window.isVisible():
                    self.counts["window closed"] += 1
                    window = self.stage.begin()
                    hands.hold(window)
            return self._true(hands)
        finally:
            hands.rest()

    def _true(self, hands: Hands) -> str:
        """Compare what is shown with what is entered, with every list and dialog shut and the window uncovered."""
        self.counts["checks"] += 1
        hands.come_back()
        try:
            check(hands.window, TODAY)
        except Exception as fault:
            return f"{type(fault).__name__}: {fault}"
        return "; ".join(self.watch.take())

    def shorten(self, events: list[Event]) -> list[Event]:
        """Return fewer events that still end in a fault."""
        size = len(events) // 2
        while size:
            index = 0
            while index < len(events):
                fewer = events[:index] + events[index + size :]
                events, index = (fewer, index) if fewer and self.play(fewer) else (events, index + size)
            size //= 2
        return events


def run_of(seed: int, length: int) -> list[Event]:
    """Return the events of one run: the same for the same seed."""
    chance = Random(seed)
    return [draw(chance) for _ in range(length)]


def many(events: int, seed: int, run: int, every: int, shrink: bool = False) -> dict[str, Any]:
    """Play as many runs as it takes for so many events; return the figures with every fault."""
    faults, began, here = dict[int, str](), time.monotonic(), Path.cwd()
    with tempfile.TemporaryDirectory(prefix="b12-monkey-") as folder, Watch() as watch:
        os.chdir(folder)  # what a dialog saves by chance lies there
        monkey = Monkey(Stage(), watch, every)
        try:
            for number in range(seed, seed + -(-events // run)):
                if number > seed and (number - seed) % 20 == 0:
                    print(f"{monkey.counts.total()} in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
                played = run_of(number, run)
                if said := monkey.play(played):
                    faults[number] = said
                    print(f"seed {number}: {said}", file=sys.stderr, flush=True)
                    if shrink:
                        few = monkey.shorten(played)
                        print(f"seed {number}: {len(few)} events do: {few}", file=sys.stderr, flush=True)
        finally:
            monkey.stage.leave()
            os.chdir(here)
        settle()
    counts, checks = monkey.counts, monkey.counts.pop("checks", 0)
    closed = counts.pop("window closed", 0)
    seconds = time.monotonic() - began
    return {
        "events": counts.total(), "seconds": round(seconds), "events a second": round(counts.total() / seconds),
        "checks": checks, "windows closed and opened": closed, "first seed": seed, "events a run": run,
        "faults": faults, "events by kind": dict(sorted(counts.items())),
    }  # fmt: skip


def main() -> int:
    """Run the campaign and print the figures; return 1 where anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("events", 1_000_000), ("seed", 1), ("run", 500), ("every", 50)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    asked.add_argument("--shrink", action="store_true", help="make each fault short, which takes minutes")
    chosen = asked.parse_args()
    from PySide6.QtWidgets import QApplication

    from b12calc_ui.app import _application

    held: QApplication = _application(["b12calc"])
    held.setQuitOnLastWindowClosed(False)
    found = many(chosen.events, chosen.seed, chosen.run, chosen.every, chosen.shrink)
    print(json.dumps(found, indent=1))
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
