"""Puts the plan that is shown on open days, where the practice chose any or the visit asks for it.

What the rules say is kept beside it untouched. A plan is placed anew only when something of it changed, for this is
asked for at every key.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from b12calc.problems import ProblemsFound
from b12calc_ui.open_days import OpenDays
from b12calc_ui.visit_days import VisitDays

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case
    from b12calc.plan.open_days import Calendar
    from b12calc.plan.schedule_words import Schedule
    from b12calc.report.document import ReportDocument
    from b12calc.rules import Clinic, Laboratory

    Limits = Laboratory | str | None


_HELD: Final = 6


class Placed(NamedTuple):
    """Hold what the rules said, what is shown of it, and the schedule; where none could be made, ``why``."""

    judged: "Assessment"
    shown: "Assessment"
    schedule: "Schedule | None" = None
    why: str = ""


class Placing:
    """Hold the days of the practice and of the visit, and the plan placed last."""

    def __init__(self) -> None:
        self.days, self.visit = OpenDays(), VisitDays()
        # What the practice's own file of closed days holds; None while there is none that can be used.
        self.own: Calendar | None = None
        self.last: Placed | None = None
        # A few of the plans placed last, each with all that it follows from: an answer is often taken back again.
        self._held: list[tuple[object, tuple[Schedule | None, str]]] = []

    def forget(self) -> None:
        """Let go of the plan placed last."""
        self.last, self._held = None, []

    def calendar(self, clinic: "Clinic | None") -> "Calendar":
        """Return the open days of the practice; a clinic profile says on which days injections are given, if nothing
        else does.
        """
        from dataclasses import replace

        from b12calc.plan.open_days import Calendar

        own, days = self.own or Calendar(), self.days
        nurse = days.injections or own.nurse_days or (clinic.nurse_days if clinic is not None else None)
        return replace(
            own, region=days.region or None, weekdays=days.weekdays or own.weekdays, nurse_days=nurse or None
        )

    def put(self, case: "Case", answer: "Assessment", limits: "Limits", clinic: "Clinic | None") -> "Assessment":
        """Return an answer as it is shown: with its placed dates, or as the rules made it where no days are in use."""
        if not self.days.chosen and self.visit == VisitDays():
            self.last = Placed(answer, answer)
            return answer
        from b12calc.rules import on_open_days, without_days

        calendar = self._with_patient(self.calendar(clinic))
        due = tuple((one.due, one.what, one.text) for one in answer.follow_up)
        runs = answer.course.plan if answer.course is not None else ""
        told = case.visits[-1].treatment
        key = (calendar, self.visit, limits, answer.pack, answer.today, answer.regimen, due, runs, told)
        made = next((made for held, made in self._held if held == key), None)
        if made is None:
            made = self._schedule(case, answer, calendar, limits)
            self._held = [(key, made), *self._held[: _HELD - 1]]
        schedule, why = made
        shown = on_open_days(answer, schedule) if schedule is not None else without_days(answer, why)
        self.last = Placed(answer, shown, schedule, why)
        return shown

    def _with_patient(self, calendar: "Calendar") -> "Calendar":
        from dataclasses import replace

        from b12calc.plan.open_days import Span

        return replace(calendar, away=tuple(Span(*span) for span in self.visit.away))

    def _schedule(
        self, case: "Case", answer: "Assessment", calendar: "Calendar", limits: "Limits"
    ) -> "tuple[Schedule | None, str]":
        """Return the schedule, or why there is none."""
        from b12calc.plan.placing import Given
        from b12calc.rules import schedule_for

        visit = self.visit
        given = Given(visit.given or 0, visit.given_then) if visit.given is not None or visit.given_then else None
        try:
            return schedule_for(case, answer, calendar, laboratory=limits, start=visit.start, given=given), ""
        except ProblemsFound as found:
            return None, found.problems[0].message


def record_of(case: "Case", placed: Placed, heading: tuple[str, ...]) -> "ReportDocument":
    """Return the record as it is shown; what is embedded in it is what the rules said, so that it reads back."""
    from dataclasses import replace

    from b12calc.report import build

    document = build(case, placed.shown, heading)
    if placed.shown is placed.judged:
        return document
    return replace(document, attached=build(case, placed.judged, heading).attached)
