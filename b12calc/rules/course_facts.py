"""Facts of the course under treatment: what was told of each symptom, of doses, of the cause, and how long it took.

Only what the last visit tells counts; what it does not tell is unknown, never better. Source: decisions, section 8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.case import Case, LabResult, Treatment
from b12calc.models.vocabulary import HISTORY_GROUPS, SYMPTOM_CODES
from b12calc.plan.schedule import add_months
from b12calc.rules import story
from b12calc.rules.chart import WORSE, Chart
from b12calc.rules.limits import DecisionLimits

# What can end (decisions, section 13): diet, medicines, the gas, the worm. And what was there if it was ever told.
ENDING = frozenset((*HISTORY_GROUPS["diet"], *HISTORY_GROUPS["medicines"], "nitrous_oxide", "fish_tapeworm"))
LASTING = (
    "autoimmune_gastritis", "total_gastrectomy", "partial_gastrectomy", "bariatric_surgery",
    "complete_ileal_resection", "genetic_b12_disorder",
)  # fmt: skip
SPEAKS_FOR_A_CAUSE = ("ttg_iga", "parietal_cell_antibody", "h_pylori")
NERVES = frozenset((*story.NERVE, *story.BALANCE, *story.SIGNS, "visual_loss"))
SAME = ("stable", "unchanged")
_TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Told:
    """Hold each symptom that is or was there with what the last visit tells of it.

    ``words`` are worse, unchanged, improved, resolved or unknown by the code of the symptom; ``denied`` tells that
    every complaint and sign was asked about and none is there, ``silent`` that one told earlier was not asked about.
    """

    words: Mapping[str, str]
    denied: bool = False
    silent: bool = False

    def those(self, *wanted: str) -> tuple[str, ...]:
        """Return the symptoms of which one of these words was told."""
        return tuple(code for code, word in self.words.items() if word in wanted)

    def summary(self) -> str:
        """Return the word of the table: the worst first, and unknown before anything good."""
        order = (("worse", "worse"), ("unchanged", "not_enough"), ("unknown", "unknown"), ("improved", "improved"))
        found = next((word for told_word, word in order if self.those(told_word)), None)
        return found or ("resolved" if self.words or self.denied else "none")

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
    """Return what the last visit tells of each symptom that is or was there; what it does not tell is unknown."""
    last = case.visits[-1]
    answers = last.told()
    earlier = {code for visit in case.visits[:-1] for code, word in visit.told().items() if word == "yes"}
    words: dict[str, str] = {}
    silent = False
    for code in SYMPTOM_CODES:
        detail = last.details.get(code)
        course, answer = None if detail is None else detail.course, answers.get(code)
        before = code in earlier
        if chart.answer(code) == "yes" or course or (before and answer):
            words[code] = _word(course, answer, code in chart.fresh)
        silent |= before and not (course or answer)
    return Told(words, symptomatic == "no", silent)


def _word(course: str | None, answer: str | None, fresh: bool) -> str:
    """Return the word of one symptom; the course is one that does not deny the answer."""
    if answer == "no":
        return "resolved"
    if course in WORSE or (course is None and fresh):
        return "worse"
    if course in SAME:
        return "unchanged"
    return "unknown" if course is None else "improved"


def _once(case: Case, code: str) -> bool:
    """Tell whether an earlier visit answered yes."""
    return any(visit.answers.get(code) == "yes" for visit in case.visits[:-1])


def cause_now(case: Case, chart: Chart, lifelong: str, main_cause: str) -> str:
    """Return whether the cause stays for good, is gone, remains, or cannot be told.

    Gone needs causes that can end, told earlier and denied now, a no to every other, and no result that speaks for one:
    not asked is not no. A cause that cannot end was there if it was ever told. Source: decisions, 8, 13 and 15.
    """
    ended, antibody = ended_causes(case, chart), _antibody(case, chart)
    if lifelong == "yes" or antibody == "before" or any(_once(case, code) for code in LASTING):
        return "irreversible"
    now = chart.any_of(story.RISK_FACTORS)
    if now == "yes" or main_cause != "unknown" or _speaks_for_a_cause(case):
        return "remains"
    return "gone" if now == "no" and ended and ENDING.issuperset(ended) and antibody == "never" else "unknown"


def ended_causes(case: Case, chart: Chart) -> tuple[str, ...]:
    """Return the causes that an earlier visit told and that are denied now."""
    return tuple(code for code in story.RISK_FACTORS if chart.answer(code) == "no" and _once(case, code))


def _antibody(case: Case, chart: Chart) -> str:
    """Return whether the intrinsic factor antibody was positive before treatment, ever, or never.

    One taken up to the day of the first dose, blood first, is as good as one before.
    """
    started = None if chart.treatment is None else chart.treatment.started
    found = {
        _positive(one) and started is not None and (one.collected or visit.date) <= started
        for visit in case.visits
        for one in visit.results
        if one.analyte == "intrinsic_factor_antibody" and (_positive(one) or one.finding != "negative")
    }
    return "before" if True in found else "ever" if found else "never"


def _speaks_for_a_cause(case: Case) -> bool:
    """Tell whether a result of any visit speaks for a cause; a later negative one may be the diet's doing."""
    results = [one for visit in case.visits for one in visit.results]
    return any(
        (one.analyte in SPEAKS_FOR_A_CAUSE and _positive(one)) or "body_atrophy" in one.findings for one in results
    )


def _positive(result: LabResult) -> bool:
    one = result.reported()
    above = one.quantity is not None and one.high is not None and one.quantity.definitely_above(one.high)
    return result.finding == "positive" or above is True


def allergy_taken_back(case: Case, chart: Chart) -> bool:
    """Tell whether an allergy to cobalamin was told of before and is denied now."""
    return chart.answer("cobalamin_allergy") == "no" and _once(case, "cobalamin_allergy")


def doses(treatment: Treatment | None) -> str:
    """Return whether all doses were taken or given, some missed, or that it was not told."""
    missed = None if treatment is None else treatment.missed_doses
    return "unknown" if missed is None else "missed" if missed else "all"


def last_dose(treatment: Treatment, day: date, limits: DecisionLimits) -> str:
    """Return whether the last dose lies longer back than a dose changes a level, by the intervals of the pack."""
    if treatment.last_given is None:
        return "unknown"
    months = limits.intervals["injection_counts_months" if treatment.route == "im" else "oral_counts_months"]
    return "long_ago" if add_months(treatment.last_given, months) < day else "recent"


def last_dose_words(treatment: Treatment) -> tuple[str, ...]:
    """Return the day of the last dose, as a reason line says it."""
    return (f"last dose {day_text(treatment.last_given)}",) if treatment.last_given else ()


def span(started: date | None, day: date, **length: int) -> str:
    """Return whether a time since the first dose is over: due, too_early, or unknown without its day."""
    return "unknown" if started is None else "due" if day >= started + timedelta(**length) else "too_early"


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
    if days < 0:
        return f"treatment since {day_text(started)}, after this visit"
    span = f"{days // 7} weeks" if days >= _TWO_WEEKS else "1 day" if days == 1 else f"{days} days"
    return f"treatment since {day_text(started)}: {span}"
