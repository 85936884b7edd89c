"""What the window must show of a case with open days in force, made without the code of the window."""

from dataclasses import replace

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.plan.open_days import Calendar, Span
from b12calc.plan.placing import Given
from b12calc.rules import on_open_days, schedule_for
from b12calc_ui.main_window import MainWindow


def calendar_of(window: MainWindow) -> Calendar | None:
    """Return the open days the window says are in force; None where nothing was chosen for practice or visit."""
    days, visit = window.live.placing.days, window.live.placing.visit
    if not any((*days[:4], *visit)):
        return None
    made = Calendar(region=days.region or None, away=tuple(Span(*one) for one in visit.away))
    if days.weekdays:
        made = replace(made, weekdays=days.weekdays)
    return replace(made, nurse_days=days.injections or None)


def as_placed(window: MainWindow, case: Case, fresh: Assessment) -> Assessment:
    """Return a fresh assessment as it is to be shown: itself, or its copy with placed dates."""
    calendar, visit = calendar_of(window), window.live.placing.visit
    if calendar is None:
        return fresh
    said = visit.given is not None or visit.given_then
    given = Given(visit.given or 0, visit.given_then) if said else None
    return on_open_days(fresh, schedule_for(case, fresh, calendar, start=visit.start, given=given))
