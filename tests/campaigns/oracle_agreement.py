"""``python tests/campaigns/oracle_agreement.py raw|walk|said``: hold the rules against the second implementation.

``raw [--cases N]`` decides N random raw cases of tests/oracle/generate.py twice under every pack; ``walk [--block B]``
every state of the discretised decision space of tests/oracle/space.py; ``said [--cases N]`` makes whole assessments and
looks for sentences that may not meet (tests/properties/may_not_meet.py). ``--pack P`` names one pack; with ``--share
K/N`` only the K-th of N shares, so that several processes divide the work. Prints the count, what was found by kind,
and one case for each kind; ``raw --record`` keeps the count as evidence.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models import vocabulary as words  # noqa: E402
from b12calc.rules import assess  # noqa: E402
from b12calc.rules.chart import read_chart  # noqa: E402
from b12calc.rules.knowledge import Pack, load_pack  # noqa: E402
from tests.campaigns.two_readings import by_the_tables, differences, quick_case  # noqa: E402
from tests.oracle import space  # noqa: E402
from tests.oracle.generate import last_visit_day, random_case  # noqa: E402
from tests.properties.may_not_meet import meetings  # noqa: E402

Raw = dict[str, Any]
Kind = tuple[Any, ...]
Found = tuple[int, Counter[Kind], dict[Kind, Raw]]
WORDS = (words.STATUSES, words.URGENCIES, words.STARTS, words.ROUTES, words.THREE_VALUES, words.THREE_VALUES)


def random_cases(count: int, seed: int) -> Iterator[Raw]:
    """Yield valid random cases, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        yield random_case(rng)


def disagreements(packs: Sequence[Pack], cases: Iterable[Raw]) -> Found:
    """Return how many cases were decided twice under each pack, each kind of difference, and one case for it."""
    number, kinds, examples = 0, Counter[Kind](), dict[Kind, Raw]()
    for raw in cases:
        number += 1
        for kind in differences(packs, raw):
            kinds[kind] += 1
            examples.setdefault(kind, raw)
    return number, kinds, examples


def sayings(packs: Iterable[str], cases: Iterable[Raw]) -> Found:
    """Return how many assessments were made, and each entry of the list that met, with one case for it."""
    number, kinds, examples = 0, Counter[Kind](), dict[Kind, Raw]()
    for raw in cases:
        case, day = quick_case(raw), last_visit_day(raw)
        for pack in packs:
            number += 1
            for name in meetings(assess(case, today=day, pack=pack), case):
                kinds[pack, name] += 1
                examples.setdefault((pack, name), raw)
    return number, kinds, examples


def one_word_each(pack: Pack, raw: Raw) -> bool:
    """Tell whether each field of a case is decided, by a word of its own list."""
    decided = by_the_tables(pack, read_chart(quick_case(raw)))
    return all(word in allowed for word, allowed in zip(decided, WORDS, strict=True))


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", choices=("raw", "walk", "said"))
    reader.add_argument("--cases", type=int, default=10_000)
    reader.add_argument("--pack", choices=words.PACKS, action="append")
    reader.add_argument("--block", choices=tuple(space.BLOCKS), action="append")
    reader.add_argument("--share", default="0/1")
    reader.add_argument("--seed", type=int, default=99)
    reader.add_argument("--record", action="store_true", help="keep what raw found as evidence")
    return reader.parse_args()


def _record(told: argparse.Namespace, names: Sequence[str], found: Found) -> None:
    from tests.campaigns import evidence

    evidence.write(
        "oracle_agreement",
        what="Random raw cases decided by the tables and by a second implementation made from the specification alone",
        command=f"python tests/campaigns/oracle_agreement.py raw --cases {told.cases} --seed {told.seed} --record",
        seed=told.seed,
        counts={"cases": found[0], "packs": len(names), "differences": found[1].total()},
        goal="none wrong in at least 10,000 cases under each pack",
        held=not found[1] and found[0] >= 10_000 and tuple(names) == words.PACKS and told.share == "0/1",
    )


def main() -> None:
    """Run one campaign and print what it found; exit 1 when there is a difference."""
    told = _arguments()
    share, shares = (int(part) for part in told.share.split("/"))
    cases = random_cases(told.cases // shares, told.seed * 1000 + share)
    names, began = told.pack or words.PACKS, time.monotonic()
    packs, runs = [load_pack(name) for name in names], list[tuple[str, Found]]()
    if told.what == "raw":
        runs.append(("raw cases", disagreements(packs, cases)))
    elif told.what == "said":
        runs.append(("cases", sayings(names, cases)))
    else:
        for name in told.block or space.BLOCKS:
            states = space.states(space.BLOCKS[name], share, shares)
            runs.append((f"states of {name}", disagreements(packs, states)))
    for name, (number, kinds, examples) in runs:
        print(f"{number} {name} under {', '.join(names)}, share {told.share}, seed {told.seed}: {kinds.total()} found")
        for kind, count in kinds.most_common():
            print(f"{count:8}  {kind}  {json.dumps(examples[kind])}")
    print(f"{time.monotonic() - began:.0f} s")
    if told.record and told.what == "raw":
        _record(told, names, runs[0][1])
    sys.exit(1 if any(kinds for _, (_, kinds, _) in runs) else 0)


if __name__ == "__main__":
    main()
