"""``python -m tests.campaigns.mutation.run [ROOM ...]``: break the program one place at a time and see who notices.

Needs the reach of the tests (``python -m tests.campaigns.mutation.reach record``). ``--sample N`` draws N mutants of
each room by ``--seed``; ``--again`` tries anew those that lived in the last run; ``--only FILE:LINE`` tries the mutants
of one line; ``--budget`` is how many seconds of tests a mutant meets. Results are kept a line each in ``out/mutation``.
Ends with 1 when a room falls below its goal or an argued survivor is not there any more.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tests.campaigns.mutation import forks, rooms
from tests.campaigns.mutation.forks import FAULT, LIVES, Outcome
from tests.campaigns.mutation.operators import Mutation
from tests.campaigns.mutation.reach import DATA, durations
from tests.campaigns.mutation.rooms import NOT_ASKED, ROOMS, ROOT, Room
from tests.campaigns.mutation.trying import Plan, sound, try_all

OUT = ROOT / "out" / "mutation"


class Told:
    """Print and keep what became of each mutant."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        kept.parent.mkdir(parents=True, exist_ok=True)

    def __call__(self, mutation: Mutation, outcome: Outcome, seconds: float) -> None:
        """Keep one mutant; print it when it lives."""
        line = {
            "file": mutation.file, "line": mutation.line, "text": rooms.line_text(mutation),
            "operator": mutation.operator,
            "mutation": mutation.said, "outcome": outcome.word, "by": outcome.by, "seconds": round(seconds, 2),
        }  # fmt: skip
        with self.kept.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        if outcome.word in (LIVES, FAULT):
            print(
                f"{outcome.word} {mutation.file}:{mutation.line} {mutation.operator}: {mutation.said} ({outcome.by})",
                flush=True,
            )


def results(room: str) -> list[dict[str, str]]:
    """Return the last result of each mutant of a room."""
    kept = OUT / f"{room.replace(' ', '_')}.jsonl"
    if not kept.is_file():
        return []
    found = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    return list({(one["file"], one["text"], one["line"], one["mutation"]): one for one in found}.values())


def summary(name: str, room: Room) -> dict[str, float | int | bool | dict[str, int]]:
    """Return the figures of a room: tried, killed and how, alive, argued, the share killed, the goal, and if met."""
    found, argued = results(name), rooms.argued()
    alive = [one for one in found if one["outcome"] in (LIVES, FAULT)]
    reasons = sum((one["file"], one["text"], one["mutation"]) in argued for one in alive)
    tried = len(found) - reasons
    share = (tried - (len(alive) - reasons)) / tried if tried else 0.0
    return {
        "mutants": len(found), "killed": len(found) - len(alive), "argued": reasons, "alive": len(alive) - reasons,
        "outcomes": dict(Counter(one["outcome"] for one in found)),
        "share": round(share, 4), "goal": room.goal, "held": share >= room.goal,
    }  # fmt: skip


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("room", nargs="*", choices=[[], *ROOMS], help=", ".join(ROOMS))
    reader.add_argument("--sample", type=int)
    reader.add_argument("--seed", type=int, default=10)
    reader.add_argument("--again", action="store_true")
    reader.add_argument("--only")
    reader.add_argument("--told", action="store_true", help="print the figures of the last runs only")
    reader.add_argument("--reach", type=Path, default=DATA)
    reader.add_argument("--budget", type=float, default=20.0)
    return reader.parse_args()


def _chosen(name: str, words: argparse.Namespace) -> list[Mutation]:
    room = ROOMS[name]
    if words.only:
        file, _, line = words.only.rpartition(":")
        return [
            one for one in rooms.mutants_of(room._replace(sample=10**6), 0) if (one.file, one.line) == (file, int(line))
        ]
    last = {(one["file"], one["text"], one["mutation"]): one["outcome"] for one in results(name)}
    chosen = rooms.mutants_of(room, words.seed, words.sample)
    if words.again:
        everything = rooms.mutants_of(room._replace(sample=10**6), words.seed)
        return [one for one in everything if last.get((one.file, rooms.line_text(one), one.said)) == LIVES]
    return [one for one in chosen if (one.file, rooms.line_text(one), one.said) not in last]


def _paths(reach: Path, room: Room) -> list[str]:
    """Return the test files of a room that were recorded."""
    files = {test.split("::", maxsplit=1)[0] for test in durations(reach)}
    own = (file for file in files if file.startswith(room.tests) and not file.startswith(NOT_ASKED))
    return sorted(file for file in own if (ROOT / file).is_file())


def main() -> int:
    """Try the mutants of the rooms and print the figures."""
    words = _arguments()
    names = words.room or list(ROOMS)
    if not words.told:
        forks.load_heavy()
        for name in names:
            paths = _paths(words.reach, ROOMS[name])
            plan = Plan(words.reach, words.budget, ROOMS[name].tests)
            unbroken = sound(paths, plan)
            if unbroken.word != LIVES:
                print(f"The tests fail on the program as it is: {unbroken.word} {unbroken.by}")
                return 1
            chosen = _chosen(name, words)
            print(f"── {name}: {len(chosen)} mutants to try", flush=True)
            try_all(chosen, paths, plan, Told(OUT / f"{name.replace(' ', '_')}.jsonl"))
    held = True
    for name in names:
        told = summary(name, ROOMS[name])
        held = held and bool(told["held"])
        print(f"{name:14} {told}")
    for lost in rooms.gone(rooms.argued()):
        held = False
        print(f"an argued survivor is not there any more: {lost}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
