"""``python tests/campaigns/notes.py [--cases N] [--seed S]``: read random notes back, and damaged ones.

Each random case (tests/exchange/noted.py: free text, odd units, several visits) is written as a note and read back as
it is, after one mangling and after several; then single characters of its lines are exchanged, lost and added. Counted
are notes that came back equal, damaged ones refused at their line, refused with another line named, and not refused.
Prints the counts and one example of each failure; exit code 1 where there is one.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.exchange import note_inputs, read_note  # noqa: E402
from b12calc.models.case import Case  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402
from tests.exchange.mangling import MANGLINGS, mangled, single_changes  # noqa: E402
from tests.exchange.noted import as_noted, case_of, dressed  # noqa: E402
from tests.exchange.test_damage import named  # noqa: E402

Examples = dict[str, str]
CHANGED_NOTES = 8  # one note in so many is changed character by character


def came_back(text: str, wanted: Case) -> str:
    """Say how a mangled note was read."""
    try:
        return "equal" if read_note(text).case == wanted else "ANOTHER CASE"
    except ProblemsFound as found:
        return f"REFUSED: {found.problems[0]}"


def damage_found(text: str, row: int) -> str:
    """Say what became of a note with one character changed on a line."""
    try:
        read_note(text)
    except ProblemsFound as found:
        problems = [str(problem) for problem in found.problems]
        return "refused at its line" if all(row in named(one) for one in problems) else f"OTHER LINE: {problems}"
    return "NOT REFUSED"


def read_back(rng: Random, counts: Counter[str], examples: Examples) -> str:
    """Write one random case, read it back in three states, and return its note."""
    raw = dressed(rng)
    note, wanted = note_inputs(case_of(raw)), case_of(as_noted(raw))
    several = tuple(rng.choice(sorted(MANGLINGS)) for _ in range(rng.randint(2, 5)))
    for kind, names in (("plain", ()), ("one mangling", (rng.choice(sorted(MANGLINGS)),)), ("several", several)):
        result = came_back(mangled(note, names), wanted)
        counts[f"{kind}: {result.partition(':')[0]}"] += 1
        if result != "equal":
            examples.setdefault(result.partition(":")[0], f"{names} {result}\n{note}")
    return note


def change(note: str, rng: Random, counts: Counter[str], examples: Examples) -> None:
    """Change single characters of one line of a note."""
    row = rng.randrange(1, note.count("\n") + 1)
    for done, text in single_changes(note, row, rng, 0.5):
        result = damage_found(text, row)
        counts[f"changed: {result.partition(':')[0]}"] += 1
        if result != "refused at its line":
            examples.setdefault(result.partition(":")[0], f"row {row}, {done}\n{result}\n{note}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts, examples, begun = Counter[str](), Examples(), time.monotonic()
    for number in range(options.cases):
        rng = Random(f"{options.seed}/{number}")
        note = read_back(rng, counts, examples)
        if number % CHANGED_NOTES == 0:
            change(note, rng, counts, examples)
    print(f"{options.cases} notes in {time.monotonic() - begun:.0f} s")
    for name, count in sorted(counts.items()):
        print(f"{count:9} {name}")
    for kind, example in examples.items():
        print(f"\n{kind}\n{example}")
    return bool(examples)


if __name__ == "__main__":
    raise SystemExit(main())
