"""``python tests/campaigns/oracle_agreement.py [CASES]``: hold the tables against the second implementation.

Random raw cases (tests/oracle/generate.py) are decided twice. Prints for each field the share that agrees, and whether
the tables are more or less concerned where they differ. Known readings: tests/oracle/READINGS.md and
docs/clinical/disagreements.md.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models import vocabulary as words  # noqa: E402
from b12calc.models.reading import read_case  # noqa: E402
from b12calc.rules import assess  # noqa: E402
from tests.oracle.decide import decide  # noqa: E402
from tests.oracle.generate import last_visit_day, random_case  # noqa: E402

FIELDS = ("status", "urgency", "start", "route", "neurological_involvement", "lifelong")
CONCERN = {"status": words.STATUSES[:6], "urgency": words.URGENCIES}


def compare(cases: int, seed: int) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often each field agrees, and which way it differs where the words have an order."""
    rng = random.Random(seed)
    agree: Counter[str] = Counter()
    differ: Counter[tuple[str, str]] = Counter()
    for _ in range(cases):
        raw = random_case(rng)
        day = last_visit_day(raw)
        theirs, ours = decide(raw, day), assess(read_case(json.dumps(raw)), today=day)
        for field in FIELDS:
            one, other = getattr(theirs, field), getattr(ours, field)
            agree[field] += one == other
            order = CONCERN.get(field, ())
            if one != other and one in order and other in order:
                more = order.index(other) < order.index(one)
                differ[field, "more concerned" if more else "less concerned"] += 1
    return agree, differ


def main() -> None:
    """Print the shares."""
    cases = int(sys.argv[1]) if sys.argv[1:] else 10_000
    agree, differ = compare(cases, seed=99)
    print(f"{cases} random raw cases, seed 99")
    for field in FIELDS:
        print(f"{field:28}{100 * agree[field] / cases:7.2f} % agree")
    for (field, way), count in sorted(differ.items()):
        print(f"{field:28}{count:7}   tables {way}")


if __name__ == "__main__":
    main()
