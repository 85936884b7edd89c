"""Facts of the course under treatment: what was told of each symptom, of doses, of the cause, and how long it took.

Only what the last visit tells counts; what it does not tell is unknown, never better. Source: decisions, section 8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.case import Case, Treatment
from b12calc.models.vocabulary import SYMPTOM_CODES
from b12calc.plan.schedule import add_months
from b12calc.rules import story
from b12calc.rules.chart import WORSE, Chart

NERVES = frozenset((*story.NERVE, *story.BALANCE, *story.SIGNS, "visual_loss"))
GAINED = {"improving": "improved", "improved": "improved", "resolved": "resolved"}
SAME = ("stable", "unchanged")
_TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Told:
    """Hold each symptom that is or was there with what the last visit tells of it.

    ``words`` are worse, unchanged, improved, resolved or unknown by the code of the symptom; ``denied`` tells that
    every complaint and sign was asked about and none is there.
    """

    words: Mapping[str, str]
    denied: bool = False

    def those(self, *wanted: str) -> tuple[str, ...]:
        """Return the symptoms of which one of these words was told."""
        return tuple(code for code, word in self.words.items() if word in wanted)

    def summary(self) -> str:
        """Return the word of the table: the worst first, and unknown before anything good."""
        if self.those("worse"):
            return "worse"
        if self.those("unchanged"):
            return "not_enough"
        if self.those("unknown"):
            return "unknown"
        if self.those("improved"):
            return "improved"
        return "resolved" if self.words or self.denied else "unknown"

    def lines(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return each symptom with its word, as a reason line says it."""
        return tuple(f"{wording.question(code).short}: {_SAID[self.words[code]]}" for code in codes)


_SAID = {
    "worse": "new or worse",
    "unchanged": "unchanged",
    "improved": "improved",
    "resolved": "resolved",
    "unknown": "course not told",
}


def told(case: Case, chart: Chart, symptomatic: str) -> Told:
    """Return what the last visit tells of each symptom that is or was there."""
    last = case.visits[-1]
    words: dict[str, str] = {}
    for code in SYMPTOM_CODES:
        detail = last.details.get(code)
        course = None if detail is None else detail.course
        if chart.answer(code) == "yes":
            words[code] = _word(course, code in chart.fresh)
        elif (course == "resolved" or chart.answer(code) == "no") and _once(case, code):
            words[code] = "resolved"
    return Told(words, symptomatic == "no")


def _once(case: Case, code: str) -> bool:
    """Tell whether an earlier visit answered yes."""
    return any(visit.answers.get(code) == "yes" for visit in case.visits[:-1])


def _word(course: str | None, fresh: bool) -> str:
    if course in WORSE or (course is None and fresh):
        return "worse"
    if course in SAME:
        return "unchanged"
    return "unknown" if course is None else GAINED[course]


def cause_now(case: Case, chart: Chart, lifelong: str) -> str:
    """Return whether the cause stays for good, is gone, remains, or cannot be told.

    Gone needs a cause that was told earlier and is denied now, and a no to every other one: not asked is not no.
    """
    if lifelong == "yes":
        return "irreversible"
    now = chart.any_of(story.RISK_FACTORS)
    if now == "yes":
        return "remains"
    return "gone" if now == "no" and ended_causes(case, chart) else "unknown"


def ended_causes(case: Case, chart: Chart) -> tuple[str, ...]:
    """Return the causes that an earlier visit told and that are denied now."""
    return tuple(code for code in story.RISK_FACTORS if chart.answer(code) == "no" and _once(case, code))


def doses(treatment: Treatment) -> str:
    """Return whether all doses were taken or given, some missed, or that it was not told."""
    missed = treatment.missed_doses
    return "unknown" if missed is None else "missed" if missed else "all"


def gain_time(left: Iterable[str], started: date | None, day: date, time: Mapping[str, int]) -> str:
    """Return whether what is left of the symptoms may be judged on a day: too early, due, or start unknown."""
    if started is None:
        return "unknown"
    judged = {_judged_from(code, started, time) for code in left}
    return "due" if not judged or min(judged) <= day else "too_early"


def _judged_from(code: str, started: date, time: Mapping[str, int]) -> date:
    if code in NERVES:
        return add_months(started, time["nerves_judged_months"])
    return started + timedelta(weeks=time["symptoms_judged_weeks"])


def since_words(started: date | None, day: date) -> str:
    """Return how long the treatment has run, as a reason line says it."""
    if started is None:
        return "day of the first dose not known"
    days = (day - started).days
    span = f"{days // 7} weeks" if days >= _TWO_WEEKS else "1 day" if days == 1 else f"{days} days"
    return f"treatment since {day_text(started)}: {span}"
