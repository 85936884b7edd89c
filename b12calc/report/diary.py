"""What is kept outside the record: entries for a calendar, and a reminder to send; words of the sheet, no identity."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from b12calc.models.assessment import Assessment, Phase
from b12calc.models.case import Case
from b12calc.plan.ics import Event, calendar_file
from b12calc.plan.schedule_words import Dose, PlacedPhase, Schedule
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import doses
from b12calc.report.sentences import leaflet
from b12calc.report.words import day

_FILE: Final = Path(__file__).with_name("diary.toml")
_KEY: Final = 24  # of 64 signs of the checksum
_UNDATED: Final = "treatment-undated"
_FIGURES: Final = ("analyte", "value", "unit", "comparator", "finding", "collected")


def calendar_of(
    case: Case, assessment: Assessment, schedule: Schedule, *, alarm_days: int | None = None, label: str = "",
    earlier: bytes = b"",
) -> bytes:  # fmt: skip
    """Return doses and reviews as a calendar file; ``assessment`` bears the dates of the schedule.

    ``label`` stands in front of every summary; nothing else there tells of whom it is. ``earlier`` is the file that is
    replaced. Raises ProblemsFound where there is no day to keep.
    """
    events = list(_events(case, assessment, schedule))
    if not events:
        raise ProblemsFound((Problem("calendar file", "the plan holds no day, so there is nothing to put into it"),))
    lead = f"{label} " if label else ""
    named = [Event(one.uid, one.day, lead + one.summary, one.description) for one in events]
    return calendar_file(named, assessment.today, family=case_key(case), alarm_days=alarm_days, earlier=earlier)


def case_key(case: Case) -> str:
    """Return what the UIDs of a case begin with: a checksum of the figures and answers of its first visit.

    A later visit leaves it alone. Name, numbers, dates of birth, age and every free text are left out of it.
    """
    visit = case.visits[0].model_dump(mode="json")
    results = sorted([one[field] or "" for field in _FIGURES] for one in visit["results"])
    told = json.dumps([visit["date"], results, sorted(visit["answers"].items())])
    return sha256(told.encode()).hexdigest()[:_KEY]


def as_shown(assessment: Assessment) -> Schedule:
    """Return the days of an assessment as the treatment card prints them, nothing placed anew."""
    phases, number = [], 0
    for phase in assessment.regimen.phases if assessment.regimen else ():
        kept, to_agree = doses.given(assessment, phase)
        made = [(day, "") for day in kept] + [(day, _words()["event"]["to_agree"]) for day in to_agree]
        made += [(phase.latest, "")] if phase.latest is not None else []
        given = tuple(
            Dose(number + place, phase.medicine, phase.dose, phase.route, day, day, beyond=bool(said), deviation=said)
            for place, (day, said) in enumerate(made, 1)
        )
        number += len(given)
        phases.append(
            PlacedPhase(
                phase.medicine,
                phase.dose,
                phase.route,
                phase.every,
                given,
                phase.earliest,
                phase.latest,
                (),
                bool(given),
            )
        )
    return Schedule(_words()["event"]["as_shown"], assessment.today, tuple(phases))


def _events(case: Case, assessment: Assessment, schedule: Schedule) -> Iterator[Event]:
    key, words = case_key(case), _words()["event"]
    made = words["made"].format(day=day(assessment.today), calendar=schedule.calendar)
    regimen = assessment.regimen
    for phase, placed in zip(regimen.phases if regimen else (), schedule.phases, strict=True):
        for dose in placed.doses[:1] if phase.route == "oral" else placed.doses:
            uid = f"{key}-{_short(regimen.id if regimen else '')}-dose-{dose.number}@b12calc"
            parts = (words["dose"].format(medicine=doses.medicine(phase)), _window(phase, placed, dose), dose.deviation)
            yield Event(uid, dose.placed, _summary(placed, dose), " ".join((*filter(None, map(_ended, parts)), made)))
    seen: Counter[str] = Counter()
    for due, what in doses.reviews(assessment):
        seen[what] += 1
        uid = f"{key}-review-{_short(what)}-{seen[what]}@b12calc"
        yield Event(uid, due, words["review"].format(what=what[:1].lower() + what[1:]), made)


def _summary(placed: PlacedPhase, dose: Dose) -> str:
    words = _words()["event"]
    last = dose.placed == placed.latest and placed.earliest != placed.latest
    said = words["im_last" if last else dose.route].format(number=dose.number)
    if dose.beyond and not dose.moved:
        return words["agree"].format(summary=said)
    return words["given"].format(summary=said) if dose.given else said


def _window(phase: Phase, placed: PlacedPhase, dose: Dose) -> str:
    if dose.placed != placed.latest or placed.earliest == placed.latest:
        return ""
    return _words()["event"]["window"].format(window=doses.window(phase).removeprefix("from "))


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def reminder_of(assessment: Assessment, schedule: Schedule, practice: str = "", since: date | None = None) -> str:
    """Return the next dose and the next check as a message to the patient, from a day on; no name stands in it.

    ``assessment`` bears the dates of the schedule; ``practice`` opens the message. Raises ProblemsFound where there is
    nothing to remind of.
    """
    words = _words()["reminder"]
    if assessment.urgency == "emergency":
        return f"{leaflet().words['title']['emergency']}.\n"
    first = assessment.today if since is None else since
    said = [line for line in (_next_dose(assessment, schedule, first, words), _next_check(assessment, first)) if line]
    if not said:
        raise ProblemsFound((Problem("reminder", "the plan holds no day to remind of"),))
    opening = [words["from"].format(practice=practice)] if practice else []
    return " ".join((*opening, *said, words["call"])).replace("\u00a0", " ") + "\n"


def _next_dose(assessment: Assessment, schedule: Schedule, first: date, words: Mapping[str, str]) -> str:
    regimen = assessment.regimen
    if regimen is None:
        return ""
    for phase, placed in zip(regimen.phases, schedule.phases, strict=True):
        coming = [dose for dose in placed.doses if dose.placed >= first and not dose.given]
        if phase.route == "oral":
            coming = [dose for dose in coming if dose is placed.doses[0]]
        if coming:
            when = doses.with_weekday(coming[0].placed)
            if coming[0].placed == placed.latest and placed.earliest != placed.latest:
                return words["im_window"].format(window=doses.window(phase))
            return words[phase.route].format(day=when)
    undated = any(not placed.dated for placed in schedule.phases)
    return next(one.text for one in leaflet().sentences if one.id == _UNDATED) if undated else ""


def _next_check(assessment: Assessment, first: date) -> str:
    found = next(((due, what) for due, what in doses.reviews(assessment) if due >= first), None)
    if found is None:
        return ""
    due, what = found
    return _words()["reminder"]["check"].format(day=doses.with_weekday(due), what=what[:1].lower() + what[1:])


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {key: value for key, value in data.items() if isinstance(value, dict)}
