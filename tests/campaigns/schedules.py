"""``python tests/campaigns/schedules.py [--starts N] [--seed S]``: every regimen on random practices, by its laws.

For each random start every regimen of every pack is placed on a random calendar (weekly days, nurse days, holidays of
one region or none, closed days, days of the patient, doses given before), and held to tests/plan/schedule_laws.py,
which knows holidays by a table of its own. One schedule in five is written as a calendar file and read back by a second
library. Prints the counts and the first example of each law broken; exit code 1 where there is one.
"""

import argparse
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models.vocabulary import PACKS  # noqa: E402
from b12calc.plan.ics import Event, calendar_file  # noqa: E402
from b12calc.plan.placing import Due, place, place_reviews  # noqa: E402
from b12calc.plan.schedule_words import Schedule  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402
from b12calc.rules.knowledge import load_pack  # noqa: E402
from tests.plan.ics_reading import events_of  # noqa: E402
from tests.plan.schedule_laws import any_calendar, any_given, broken, misplaced  # noqa: E402

FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)
SUPPLY = 90  # days of tablets
READ_BACK = 5  # one schedule in so many
REVIEWS = (2, 7, 21, 84, 91, 365)  # days after the first dose


def read_back(made: Schedule) -> bool:
    """Tell whether a second reader finds every dose on its day."""
    events = [Event(f"x-{dose.number}", dose.placed, "Dose", dose.deviation) for dose in made.doses]
    found = events_of(calendar_file(events, made.start, family="x-", alarm_days=1))
    return [one["DTSTART"].dt for one in found] == [dose.placed for dose in made.doses]


def one(random: Random, counts: Counter[str], name: tuple[str, str], start: date) -> list[str]:
    """Place one regimen on one practice and return the laws that are broken."""
    phases = list(load_pack(name[0]).regimens[name[1]]["phases"])
    calendar, given = any_calendar(random, start), any_given(random)
    try:
        made = place(phases, start, calendar, given=given, until=start + timedelta(days=SUPPLY))
        dues = [Due(start + timedelta(days=days), ("symptom_review",), "") for days in REVIEWS]
        reviews = place_reviews(dues, start, calendar)
    except ProblemsFound:
        counts["refused: no open day within 60 days"] += 1
        return []
    counts["schedules"] += 1
    counts["doses"] += len(made.doses)
    counts["of them injections"] += sum(dose.route == "im" for dose in made.doses)
    counts["doses on another day than printed, within the tolerance"] += sum(
        bool(dose.moved and not dose.beyond) for dose in made.doses
    )
    counts["doses beyond the tolerance, flagged"] += sum(bool(dose.beyond) for dose in made.doses)
    counts["reviews"] += len(reviews)
    counts["reviews moved, flagged"] += sum(bool(review.deviation) for review in reviews)
    faults = list(broken(made, phases, calendar, start, given))
    faults += misplaced(reviews, calendar, start)
    if made.doses and counts["schedules"] % READ_BACK == 0:
        counts["calendar files read back"] += 1
        faults += [] if read_back(made) else ["another day in the calendar file"]
    return faults


def run(starts: int, seed: int) -> int:
    """Run the campaign, print its counts and return the number of laws broken."""
    random, counts, examples = Random(seed), Counter[str](), dict[str, str]()
    names = [(pack, name) for pack in PACKS for name in load_pack(pack).regimens]
    began = time.process_time()
    for _ in range(starts):
        start = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
        for name in names:
            for fault in one(random, counts, name, start):
                counts["LAWS BROKEN"] += 1
                examples.setdefault(fault, f"{name} from {start}")
    print(
        f"{starts:,} starts, {len(names)} regimens, seed {seed}, {time.process_time() - began:.0f} s of processor time"
    )
    for what, count in counts.items():
        print(f"{count:>10,}  {what}")
    print(f"{counts['LAWS BROKEN']:>10,}  laws broken" if not examples else "\n".join(map(str, examples.items())))
    return counts["LAWS BROKEN"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.exit(1 if run(asked.starts, asked.seed) else 0)
