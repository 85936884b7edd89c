"""How blood and symptoms answered to treatment, held against what is expected and when (decisions, section 8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.case import Case, Reported
from b12calc.plan.schedule import add_months
from b12calc.rules import blood
from b12calc.rules.chart import Chart, read_chart
from b12calc.rules.course_facts import NERVES, Told
from b12calc.rules.limits import DecisionLimits, three
from b12calc.rules.numbers import metabolite_band

ENERGY = ("fatigue", "low_stamina", "breathlessness", "headache", "brain_fog", "slow_processing", "poor_multitasking")
ANAEMIC = frozenset({"mild", "mild_or_worse", "moderate", "moderate_or_worse", "severe"})
LARGE = frozenset({"raised", "very_raised"})
RAISED = frozenset({"raised", "markedly_raised"})


Verdict = Literal["as_expected", "within_time", "not_as_expected", "not_known"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Say what was seen, in words with figures and days, and how that stands to what is expected."""

    verdict: Verdict = "not_known"
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """Hold a running treatment with the results before its first dose and those after it.

    ``before`` is the chart as it stood on the day of the first dose, ``words`` are the facts as they stand now.
    """

    started: date
    day: date
    before: Chart
    now: Chart
    words: Mapping[str, str]
    told: Told
    limits: DecisionLimits
    time: Mapping[str, int]

    def facts(self) -> dict[str, str]:
        """Return what was there before treatment, or was ever told: the facts that the timeline reads."""
        return {fact: three(need(self)) for fact, need in _NEEDS.items()}

    def seen(self, code: str) -> Seen:
        """Return what was seen of one line of the timeline."""
        return _SEEN[code](self)

    def after(self, analyte: str) -> Reported | None:
        """Return the newest result, where it was taken after the first dose."""
        day = self.now.days.get(analyte)
        return self.now.reported(analyte) if day is not None and day > self.started else None

    def late(self, analyte: str) -> bool:
        """Tell whether a result was taken when the blood should have mended."""
        return self.now.days[analyte] >= self.started + timedelta(weeks=self.time["blood_judged_weeks"])


def results_are_well(words: Mapping[str, str]) -> bool:
    """Tell whether no result that counts now speaks against stopping, or may: what a figure leaves open is not well."""
    return (
        words["anaemia"] in ("none", "missing")
        and words["mcv_band"] in ("normal", "low", "missing")
        and words["cytopenia"] in ("none", "missing")
        and words["mma_band"] in ("normal", "missing")
    )


def before_treatment(case: Case, started: date) -> Chart:
    """Return the chart with the results taken up to the day of the first dose; what was told stays."""
    visits = [
        visit.model_copy(
            update={"results": tuple(one for one in visit.results if (one.collected or visit.date) <= started)}
        )
        for visit in case.visits
    ]
    return read_chart(case.model_copy(update={"visits": tuple(visits)}))


def _anaemic(one: Response) -> bool:
    return blood.blood_facts(one.before, one.limits, one.words["pregnant"])["anaemia"] in ANAEMIC


def _large(one: Response) -> bool:
    return blood.blood_facts(one.before, one.limits, one.words["pregnant"])["mcv_band"] in LARGE


def _mma(one: Response) -> bool:
    return metabolite_band(one.before.reported("mma"), one.limits) in RAISED


_NEEDS: Mapping[str, Callable[[Response], bool]] = {
    "anaemia_before": _anaemic,
    "blood_before": lambda one: _anaemic(one) or _large(one),
    "mma_before": _mma,
    "energy_told": lambda one: not one.told.words.keys().isdisjoint(ENERGY),
    "nerves_told": lambda one: not one.told.words.keys().isdisjoint(NERVES),
}


def _reticulocytes(one: Response) -> Seen:
    """Judge the count taken in its window: a rise above the printed range is the response."""
    figures = [one.now.results["reticulocytes"]] if "reticulocytes" in one.now.results else []
    day = one.now.days.get("reticulocytes")
    first, last = (one.started + timedelta(days=one.time[f"reticulocytes_{end}_days"]) for end in ("from", "to"))
    quantity = figures[0].reported().quantity if figures else None
    if day is None or quantity is None or not first <= day <= last:
        return Seen()
    said = f"{quantity.text()} ({day_text(day)})"
    normal, before = figures[0].reported().high, one.before.reported("reticulocytes")
    if before is not None and before.quantity is not None:
        said = f"{before.quantity.text()} before, then {said}"
    if normal is None:
        return Seen("not_known", f"{said}; without a printed range it cannot be told whether it rose above normal")
    risen = quantity.definitely_above(normal)
    return Seen("as_expected" if risen else "not_as_expected", said)


def _blood_count(one: Response) -> Seen:
    """Judge haemoglobin where there was anaemia, and the MCV where it was raised, by the newest samples."""
    parts: list[tuple[str, str, tuple[str, ...]]] = []
    parts += [("haemoglobin", "anaemia", ("none",))] if _anaemic(one) else []
    parts += [("mcv", "mcv_band", ("normal", "low"))] if _large(one) else []
    said: list[str] = []
    verdicts: list[Verdict] = []
    for analyte, fact, good in parts:
        now, before = one.after(analyte), one.before.reported(analyte)
        if now is None:
            continue
        first = f"{_put(before)} before, then " if before is not None else ""
        said.append(f"{_NAMES[analyte]} {first}{_put(now)} ({day_text(one.now.days[analyte])})")
        well = one.words[fact] in good
        verdicts.append("as_expected" if well else "not_as_expected" if one.late(analyte) else "within_time")
    return Seen(_worst(verdicts), "; ".join(said) or None)


def _put(result: Reported) -> str:
    """Return a result as a reason line says it, its figure or the laboratory's word."""
    if result.quantity is not None:
        return result.quantity.text()
    return wording.label("finding", result.finding).lower() if result.finding else "not reported"


def _metabolites(one: Response) -> Seen:
    now = one.after("mma")
    if now is None:
        return Seen()
    said = f"{_put(now)} ({day_text(one.now.days['mma'])})"
    band = metabolite_band(now, one.limits)
    if band == "normal":
        return Seen("as_expected", said)
    if band not in RAISED or one.words["mma_usable"] != "yes":
        return Seen("not_known", f"{said}; cannot be judged without a normal kidney function")
    return Seen("not_as_expected" if one.late("mma") else "within_time", said)


def _energy(one: Response) -> Seen:
    over = one.day >= one.started + timedelta(weeks=one.time["symptoms_judged_weeks"])
    return _symptoms(one, ENERGY, over)


def _nerves(one: Response) -> Seen:
    return _symptoms(one, NERVES, one.day >= add_months(one.started, one.time["nerves_take_months"]))


def _symptoms(one: Response, codes: frozenset[str] | tuple[str, ...], over: bool) -> Seen:
    """Judge what was told of some symptoms; without gain it is a matter of time."""
    here = [code for code in one.told.words if code in codes]
    words = {one.told.words[code] for code in here}
    said = ", ".join(one.told.lines(here)) or None
    if "worse" in words:
        return Seen("not_as_expected", said)
    if "unchanged" in words:
        return Seen("not_as_expected" if over else "within_time", said)
    return Seen("not_known" if "unknown" in words else "as_expected", said)


_NAMES = {"haemoglobin": "haemoglobin", "mcv": "MCV"}
_SEEN: Mapping[str, Callable[[Response], Seen]] = {
    "reticulocytes": _reticulocytes,
    "energy": _energy,
    "blood_count": _blood_count,
    "metabolites": _metabolites,
    "nerves": _nerves,
}
_ORDER: tuple[Verdict, ...] = ("not_as_expected", "within_time", "as_expected")


def _worst(verdicts: list[Verdict]) -> Verdict:
    return min(verdicts, key=_ORDER.index) if verdicts else "not_known"
