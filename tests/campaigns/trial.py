"""One random raw case on trial: what the program says of it, trying changes of it, and what was found wrong."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case as Typed
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from tests.campaigns.single_changes import Case, standing
from tests.oracle.codes import BALANCE, NERVE
from tests.oracle.generate import IMPLIES, last_visit_day, random_case

OUTCOME: Final = ("status", "urgency", "start", "route")
TRIES: Final = 150


@dataclass(frozen=True)
class Fault:
    """One explanation that did not hold, or one that was missing."""

    seed: int
    kind: str
    text: str


class Trial:
    """Hold a raw case, its assessment with explanations, what was counted and what was found wrong.

    ``tries`` bounds the single changes tried; 0 is no bound.
    """

    def __init__(self, raw: Case, seed: int = 0, tries: int = 0) -> None:
        """Assess the case once, explained."""
        self.raw, self.seed, self.tries, self.rng = raw, seed, tries, Random(seed)
        self.day: date = last_visit_day(raw)
        self.said: Assessment = assess(read_case(json.dumps(raw)), today=self.day, pack="uk", explain=True)
        self.count: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def words(self, raw: Case) -> dict[str, str] | None:
        """Return status, urgency, start and route of a raw case, None when it is refused."""
        self.count["assessed"] += 1
        try:
            said = assess(Typed.model_validate_json(json.dumps(raw)), today=self.day, pack="uk")
        except ProblemsFound:
            return None
        return {name: getattr(said, name) for name in OUTCOME}

    def fault(self, kind: str, text: str) -> None:
        """Note something that does not hold."""
        self.faults.append(Fault(self.seed, kind, text))


def drawn(seed: int) -> Case:
    """Return the random raw case of a seed.

    Every second one has hardly a question left open; every second follow-up has nerve and balance questions open that
    were answered no before.
    """
    rng = Random(seed)
    raw = random_case(rng)
    if rng.random() < 0.5:
        known, share = standing(raw).answers, rng.choice((0.9, 0.97, 0.99))
        settled = {*known, *(general for special, general in IMPLIES if known.get(special) == "yes")}
        for code in words.ANSWER_CODES:
            if code not in settled and rng.random() < share:
                raw["visits"][-1]["answers"][code] = "no"
    if len(raw["visits"]) > 1 and rng.random() < 0.5:
        before, now = raw["visits"][-2:]
        for code in rng.sample(NERVE + BALANCE, rng.choice((1, 3, 12))):
            before["answers"][code] = "no"
            now["answers"].pop(code, None)
            for visit in (before, now):
                visit.get("details", {}).pop(code, None)
    return raw
