"""``python tests/campaigns/explanations.py [CASES] [--seed S] [--processes N] [--tries N]``: check every explanation.

Random raw cases, one a seed. Each change, each "why not" and each set of answers an assessment states is held against
trying it out on the raw case: nothing of the program but reading and assessing is used. ``--tries`` bounds the changes
tried for one case (0: all of them, the full grid of every figure) and the combinations of answers. A fault is printed
with its seed; ``1 --seed SEED --tries 0`` looks at that case alone, fully.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models import vocabulary as words  # noqa: E402
from b12calc.models.assessment import Change, WhyNot  # noqa: E402
from tests.campaigns import needs_tried  # noqa: E402
from tests.campaigns import single_changes as single  # noqa: E402
from tests.campaigns.answers_tried import answer_set  # noqa: E402
from tests.campaigns.single_changes import Step  # noqa: E402
from tests.campaigns.trial import TRIES, Fault, Trial, drawn  # noqa: E402

CHANGED: Final = ("status", "urgency", "route")
EVERY: Final = {"status": words.STATUSES, "urgency": words.URGENCIES, "start": words.STARTS}


def stated_changes(trial: Trial) -> None:
    """Apply each stated change to the raw case: it must lead where it says."""
    keys = Counter((one.decision, one.then) for one in trial.said.would_change)
    for (decision, value), times in keys.items():
        if times > 1 or decision not in CHANGED or value == getattr(trial.said, decision):
            trial.fault("change listed wrongly", f"{decision} {value}, {times} times")
    for change in trial.said.would_change:
        trial.count["changes"] += 1
        meant = single.stated(trial.raw, change)
        if not meant:
            trial.fault("change not readable", change.text)
        if change.now != getattr(trial.said, change.decision) or "{" in change.text:
            trial.fault("change worded wrongly", f"{change.text}; now {change.now}")
        if meant:
            _lead_there(trial, change, meant)


def _lead_there(trial: Trial, change: Change, meant: list[Step]) -> None:
    reached = [trial.words(single.apply(trial.raw, step)) for step in meant]
    if any(words and words[change.decision] == change.then for words in reached):
        return
    undated = [trial.words(single.apply(trial.raw, step, dated=False)) for step in meant]
    if any(words and words[change.decision] == change.then for words in undated):
        kind = "change holds only without the date"
    else:
        kind = "change does not lead there" if any(reached) else "change is refused"
    trial.fault(kind, f"{change.text}: {change.decision} {change.then}, found {reached}")


def smaller_changes(trial: Trial) -> None:
    """Try other single changes: none may lead to an answer not listed, none smaller to one that is."""
    best = {}
    for change in trial.said.would_change:
        sizes = [step.size for step in single.stated(trial.raw, change)]
        best[change.decision, change.then] = (sizes[0] if sizes else single.TURNED, change.text)
    told: set[tuple[str, str, str]] = set()
    for step in _chosen(trial):
        reached = trial.words(single.apply(trial.raw, step))
        trial.count["changes tried"] += 1
        for decision in CHANGED if reached else ():
            value = reached[decision] if reached else ""
            size, text = best.get((decision, value), (None, "not listed"))
            nearer = size is None or step.size < size
            if value != getattr(trial.said, decision) and nearer and (step.input, decision, value) not in told:
                told.add((step.input, decision, value))
                kind = "change missed" if size is None else "smaller change exists"
                trial.fault(kind, f"{step.input} {step.word} ({float(step.size):.4f}) gives {decision} {value}; {text}")


def _chosen(trial: Trial) -> list[Step]:
    """Return all changes, or as many as may be tried: the last digit before each stated figure always among them."""
    every = list(single.steps(trial.raw, trial.said))
    short = list(_one_digit_short(trial))
    if trial.tries and len(every) > trial.tries:
        figures = [step for step in every if step.word[0].isdigit()]
        others = [step for step in every if not step.word[0].isdigit()]
        third = min(len(figures), trial.tries // 3)
        every = trial.rng.sample(figures, third) + trial.rng.sample(others, min(len(others), trial.tries - third))
    return sorted(short + every, key=lambda step: step.size)


def _one_digit_short(trial: Trial) -> Iterator[Step]:
    for change in trial.said.would_change:
        for step in single.stated(trial.raw, change):
            if step.word[0].isdigit():
                visit, index = single.standing(trial.raw).places[step.input]
                old = trial.raw["visits"][visit]["results"][index]["value"]
                decimals = single.places_after_point(old)
                if single.places_after_point(step.word) > decimals:
                    trial.fault("more decimals than printed", change.text)
                digits = int(Decimal(step.word).scaleb(decimals))
                nearer = digits + (1 if Decimal(step.word) < Decimal(old) else -1)
                if nearer > 0:
                    yield single.figure_step(step.input, old, single.printed(nearer, decimals))


def why_not(trial: Trial) -> None:
    """Count one entry for each answer not chosen, and try out the one thing lacking where it can be entered."""
    entries = Counter((one.decision, one.value) for one in trial.said.why_not)
    expected = Counter((name, value) for name, values in EVERY.items() for value in values)
    expected.subtract((name, getattr(trial.said, name)) for name in EVERY)
    if entries != +expected:
        trial.fault("why not is incomplete", f"too many {entries - expected}, too few {expected - entries}")
    for entry in trial.said.why_not:
        trial.count["why not"] += 1
        before = "stands before it" in entry.text
        if not entry.row or not (entry.needs or before) or any(need not in entry.text for need in entry.needs):
            trial.fault("why not says nothing", f"{entry.decision} {entry.value} {entry.row}: {entry.text}")
        if any(need.endswith("not measured") for need in entry.needs):
            trial.fault("why not wants something unmeasured", entry.text)
        if "{" in entry.text:
            trial.fault("why not shows a placeholder", f"{entry.value} {entry.row}: {entry.text}")
        if len(entry.needs) == 1 and not before:
            _try_need(trial, entry)


def _try_need(trial: Trial, entry: WhyNot) -> None:
    """Enter what lacks: one input must lead there; what is read from several inputs may move other things as well."""
    for direct in (True, False):
        reached = [trial.words(way) for way in needs_tried.ways(trial.raw, entry.needs[0], direct)]
        led = any(words and words[entry.decision] == entry.value for words in reached)
        kind = "one input" if direct else "several inputs"
        trial.count[f"why not tried, {kind}"] += any(reached)
        trial.count[f"why not led there, {kind}"] += led
        if direct and any(reached) and not led:
            found = {words[entry.decision] for words in reached if words}
            text = f"{entry.decision} {entry.value} ({entry.row}): {entry.needs[0]}; found {found}"
            trial.fault("why not does not lead there", text)


def run(trial: Trial) -> Trial:
    """Do every check on one case."""
    for check in (stated_changes, smaller_changes, why_not, answer_set):
        check(trial)
    return trial


def checked(seed: int, tries: int) -> tuple[Counter[str], list[Fault]]:
    """Check the case of one seed."""
    trial = run(Trial(drawn(seed), seed, tries))
    return trial.count, trial.faults


def main(arguments: list[str] | None = None) -> int:
    """Print every fault with its seed, then the counts; return 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=int, default=10_000)
    for name, default in (("seed", 1), ("processes", 1), ("tries", TRIES)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked: Any = parser.parse_args(arguments)
    seeds, check = range(asked.seed, asked.seed + asked.cases), partial(checked, tries=asked.tries)
    count, kinds, began = Counter[str](), Counter[str](), time.monotonic()
    with ProcessPoolExecutor(asked.processes) as pool:
        for counted, faults in pool.map(check, seeds, chunksize=10):
            count += counted
            kinds += Counter(fault.kind for fault in faults)
            for fault in faults:
                print(f"seed {fault.seed}: {fault.kind}: {fault.text}", flush=True)
    seconds = time.monotonic() - began
    each = seconds / asked.cases
    print(f"{asked.cases} cases, seeds {asked.seed} to {seeds[-1]}, {seconds:.0f} s ({each:.3f} s a case)")
    for name, number in (*count.items(), *kinds.items()):
        print(f"{name:34}{number:9}")
    print(f"{'faults':34}{kinds.total():9}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
