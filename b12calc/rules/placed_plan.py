"""The plan of an assessment on the open days of a calendar: doses, reviews, counts, and every deviation in words.

It stands beside the assessment, which stays as the rules made it; papers for the day show it in place of the dates of
the plan, which count from Monday to Friday.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from b12calc.models.assessment import Assessment, FollowUp, Phase, Regimen
from b12calc.models.case import Case
from b12calc.plan.open_days import Calendar
from b12calc.plan.placing import Due, Given, days_text, place, place_reviews
from b12calc.plan.schedule_words import BEYOND, NO_DAYS, PlacedPhase, Review, Schedule
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules import planning
from b12calc.rules.chart import read_chart
from b12calc.rules.decide import run
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import load_pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import under

_SEEN: Final = "symptom_review"
_WINDOW: Final = " Window from "


def schedule_for(
    case: Case,
    assessment: Assessment,
    calendar: Calendar,
    *,
    laboratory: Laboratory | str | None = None,
    start: date | None = None,
    given: Given | None = None,
) -> Schedule:
    """Return the treatment and reviews of an assessment on open days, from ``start`` or the day of the assessment on.

    The reviews count from the first dose as it was placed. A plan without treatment has reviews alone. ``laboratory``
    is the one the assessment was made under. A treatment that runs has doses only where ``given`` says how many were
    given. Raises ProblemsFound where doses were missed and ``given`` does not say how to go on with one proposed anew,
    since no pack prints it, and where no open day lies within reach.
    """
    begin = assessment.today if start is None else start
    _ask_after_missed(case, assessment, given)
    regimen = assessment.regimen.id if assessment.regimen else _running(case, assessment) if given else None
    if regimen is None:
        return Schedule(calendar.name, begin, (), place_reviews(map(_due, assessment.follow_up), begin, calendar))
    phases = load_pack(assessment.pack).regimens[regimen]["phases"]
    done = given or Given()
    made = place(phases, begin, calendar, given=done)
    first = made.doses[0].placed if made.doses and assessment.regimen else begin
    plan = _follow_up(case, assessment, first, laboratory) if assessment.regimen else iter(assessment.follow_up)
    reviews = place_reviews(map(_due, plan), first, calendar)
    if any(phase["pattern"] == "daily" for phase in phases):  # tablets alone are counted up to a review
        until = next((one.placed for one in reviews if _SEEN in one.what), None)
        made = place(phases, begin, calendar, given=done, until=until)
    return replace(made, reviews=reviews, regimen=regimen)


def on_open_days(assessment: Assessment, schedule: Schedule) -> Assessment:
    """Return the assessment with the dates of a schedule, for paper; what the rules decide stays as it is.

    Dates on nurse days that a clinic profile put beside the plan are left out: the schedule has them.
    """
    regimen = assessment.regimen or _regimen_of(assessment.pack, schedule)
    here = tuple(one for one in assessment.here if "dates" not in one.steps)
    dated = None if regimen is None else _dated(regimen, schedule)
    return assessment.but(regimen=dated, follow_up=tuple(_reviewed(assessment.follow_up, schedule.reviews)), here=here)


def without_days(assessment: Assessment, why: str) -> Assessment:
    """Return the assessment with no day for any dose, and why; reviews keep the days of the plan, and it is said there.

    For paper and screen where a schedule was asked for and ``schedule_for`` could make none.
    """
    said = f"{NO_DAYS}: {why}."
    if assessment.regimen is None:
        first, *rest = assessment.follow_up or (None,)
        plan = () if first is None else (first.but(text=f"{first.text} {said}"), *rest)
        return assessment.but(follow_up=plan)
    empty = {"dates": (), "earliest": None, "latest": None}
    phases = tuple(
        phase.but(**empty, note=said if place == 0 else None) for place, phase in enumerate(assessment.regimen.phases)
    )
    here = tuple(one for one in assessment.here if "dates" not in one.steps)
    return assessment.but(regimen=assessment.regimen.but(phases=phases), here=here)


def _running(case: Case, assessment: Assessment) -> str | None:
    """Return the regimen of a treatment that goes on, where the case names one of the pack."""
    treatment = case.visits[-1].treatment
    runs = treatment is not None and assessment.course is not None and assessment.course.plan == "runs"
    name = treatment.regimen if runs and treatment is not None else None
    return name if name in load_pack(assessment.pack).regimens else None


def _regimen_of(pack: str, schedule: Schedule) -> Regimen | None:
    """Return the regimen of a treatment that goes on, still without its dates."""
    if not schedule.phases:
        return None
    data = load_pack(pack).regimens[schedule.regimen]
    return Regimen(
        id=schedule.regimen,
        text=data["text"],
        phases=tuple(
            Phase(
                medicine=one["medicine"],
                dose=one["dose"],
                route=one["route"],
                every=one["every"],
                doses=one.get("doses"),
            )
            for one in data["phases"]
        ),
        sources=tuple(data["sources"]),
        notes=tuple(data.get("notes", ())),
    )


def _ask_after_missed(case: Case, assessment: Assessment, given: Given | None) -> None:
    number = len(case.visits) - 1
    treatment = case.visits[number].treatment
    missed = 0 if treatment is None else treatment.missed_doses or 0
    if missed and given is None and assessment.regimen is not None:
        doses = "1 dose was" if missed == 1 else f"{missed} doses were"
        message = f"{doses} missed, and no guideline held here prints how to go on; say how many doses count as given"
        raise ProblemsFound((Problem(f"visits[{number}].treatment.missed_doses", f"{message} (0: begin again)"),))


def _follow_up(
    case: Case, assessment: Assessment, first: date, laboratory: Laboratory | str | None
) -> Iterator[FollowUp]:
    """Yield the reviews of the plan, those that count from the first dose counted from the day it was placed on."""
    regimen = assessment.regimen
    dates = regimen.phases[0].dates if regimen is not None else ()
    if first == (dates[0] if dates else assessment.today):
        yield from assessment.follow_up  # they count from that very day already
        return
    content = under(load_pack(assessment.pack), laboratory)
    decision = run(content, read_facts(read_chart(case), content.limits))
    found = {
        _key(one): one
        for one in planning.follow_up(decision, None, first, lambda hit, day: planning.due_line(hit.row, day))
    }
    for one in assessment.follow_up:
        counted = found.get(_key(one))
        yield one if counted is None else one.but(due=counted.due, text=counted.text)


def _key(one: FollowUp | Review) -> tuple[tuple[str, ...], str]:
    """Return what tells one review from another, whatever its days."""
    return one.what, one.text.partition(_WINDOW)[0]


def _due(one: FollowUp) -> Due:
    return Due(one.due, one.what, one.text)


def _reviewed(plan: Sequence[FollowUp], reviews: Sequence[Review]) -> list[FollowUp]:
    """Return the reviews as the assessment holds them, on their open days."""
    like = {_key(one): one for one in plan}
    found = []
    for review in reviews:
        one = like[_key(review)]
        said = f"{review.text} {review.deviation}." if review.deviation else review.text
        found.append(one.but(due=review.placed, text=said))
    return found


def _dated(regimen: Regimen, schedule: Schedule) -> Regimen:
    """Return the regimen with its placed dates; what was moved, on which days and how much is needed are its notes."""
    phases = tuple(map(_phase, regimen.phases, schedule.phases))
    flags = tuple(f"{flag}." for phase in schedule.phases for flag in phase.flags)
    counts = tuple(f"For the dates above: {count.text}." for count in schedule.counts)
    days = f"Days taken into account: {schedule.calendar}."
    return regimen.but(phases=phases, notes=(*regimen.notes, days, *counts, *flags))


def _phase(phase: Phase, placed: PlacedPhase) -> Phase:
    dates = [dose.placed for dose in placed.doses]
    bounded = placed.latest is not None
    dates = dates[:1] if phase.route == "oral" else dates[:-1] if bounded else dates
    return phase.but(
        dates=tuple(dates),
        earliest=placed.earliest,
        latest=placed.latest,
        doses=len(dates) if phase.doses is not None and placed.dated else phase.doses,
        note=_note(placed),
    )


def _note(placed: PlacedPhase) -> str | None:
    """Return in one line how many doses were moved, and which of them further than is permitted."""
    moved = [dose for dose in placed.doses if dose.deviation]
    if not moved and not placed.said:
        return None
    beyond = ", ".join(f"dose {dose.number} by {days_text(dose.beyond)}" for dose in moved if dose.beyond)
    limit = f"{BEYOND}: {beyond}" if beyond else "all within what is permitted"
    short = f"{len(moved)} of {len(placed.doses)} doses moved because of closed days; {limit}"
    return ". ".join((*((short,) if moved else ()), *placed.said)) + "."
