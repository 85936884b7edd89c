"""Options that put a plan on the open days of a practice, and what is written of it: calendar file and reminder."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from b12calc.plan.bank_holidays import REGIONS
from b12calc.plan.open_days import Calendar
from b12calc.plan.placing import Given
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case
    from b12calc.plan.schedule_words import Schedule
    from b12calc.rules import Clinic, Laboratory

MOST_GIVEN: Final = 1000
MOST_ALARM: Final = 14  # days before
MOST_LABEL: Final = 40
_ASKING: Final = ("calendar", "closed", "away", "start", "given", "given_today", "ics", "reminder")
_SPAN: Final = "YYYY-MM-DD"


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """Add the options that say when the practice is open and the patient can come."""
    parser.add_argument("--calendar", metavar="REGION", help=f"public holidays: one of {', '.join(REGIONS)}")
    parser.add_argument("--closed", metavar="FILE.toml", help="the practice's own open and closed days")
    days = f"a day on which the patient cannot come, {_SPAN} or {_SPAN}..{_SPAN}; may be given again"
    parser.add_argument("--away", metavar="DAY", action="append", help=days)


def add_days(assess: argparse.ArgumentParser) -> None:
    """Add every option of this file to ``b12calc assess``."""
    add_calendar(assess)
    assess.add_argument("--start", metavar="DAY", help=f"the day of the next dose, {_SPAN}; --today when left out")
    assess.add_argument("--given", metavar="N", help="doses of the regimen that were given before that day")
    assess.add_argument("--given-today", action="store_true", help="the dose of that day was given already")
    assess.add_argument("--ics", metavar="FILE", help="write doses and reviews for a calendar (.ics)")
    assess.add_argument("--ics-alarm", metavar="DAYS", help=f"with an alarm so many days before, 0 to {MOST_ALARM}")
    assess.add_argument("--ics-label", metavar="TEXT", help="in front of every entry; without it nobody is named there")
    assess.add_argument("--reminder", metavar="FILE", help="write a message to the patient; - for standard output")


def wanted(options: argparse.Namespace) -> bool:
    """Tell whether open days matter to anything that is asked for."""
    return any(getattr(options, name) not in (None, False) for name in _ASKING)


def refuse_days(options: argparse.Namespace) -> None:
    """Refuse what cannot be, before anything is read; raises ProblemsFound."""
    refuse_calendar(options)
    if wanted(options) and options.edition is not None:
        _refuse("command line", "--edition goes without open days: an edition holds the rules alone")
    if options.ics is not None and not options.ics.lower().endswith(".ics"):
        _refuse("--ics", "a file ending in .ics was expected")
    for name, text, most in (("--ics-alarm", options.ics_alarm, MOST_ALARM), ("--given", options.given, MOST_GIVEN)):
        if text is not None and not (
            text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) <= most
        ):
            _refuse(name, f"a number from 0 to {most} was expected; {text[:40]!r} was given")
    if options.ics is None and (options.ics_alarm is not None or options.ics_label is not None):
        _refuse("command line", "--ics-alarm and --ics-label go with --ics")
    label = options.ics_label
    if label is not None and not (label.strip() and label.isprintable() and len(label) <= MOST_LABEL):
        _refuse("--ics-label", f"one line of text of at most {MOST_LABEL} characters was expected")


def refuse_calendar(options: argparse.Namespace) -> None:
    """Refuse a region that is not known; raises ProblemsFound."""
    if options.calendar not in (None, *REGIONS):
        message = f"{options.calendar[:40]!r} is no calendar of this program; expected one of {', '.join(REGIONS)}"
        _refuse("--calendar", message)


def calendar_from(options: argparse.Namespace, read: Callable[[str, str], bytes], clinic: "Clinic | None") -> Calendar:
    """Return the open days the options ask for; nurse days are those of the file, else those of the clinic profile."""
    from b12calc.rules import read_away, read_closed_days

    made = Calendar()
    if options.closed is not None:
        made = read_closed_days(read(options.closed, "a TOML file of closed days"), Path(options.closed).name)
    if made.nurse_days is None and clinic is not None:
        made = replace(made, nurse_days=clinic.nurse_days)
    return replace(made, region=options.calendar, away=read_away(options.away or [], "--away"))


def schedule_from(
    options: argparse.Namespace,
    case: "Case",
    assessment: "Assessment",
    calendar: Calendar,
    under: tuple["Laboratory | None", date | None],
) -> "Schedule":
    """Return the plan on open days; ``under`` holds the laboratory and the day of the next dose."""
    from b12calc.rules import schedule_for

    said = options.given is not None or options.given_today
    given = Given(int(options.given or 0), options.given_today) if said else None
    laboratory, start = under
    return schedule_for(case, assessment, calendar, laboratory=laboratory, start=start, given=given)


def diary(
    options: argparse.Namespace, case: "Case", shown: "Assessment", schedule: "Schedule", practice: str
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield calendar file and reminder as far as they are asked for; ``shown`` bears the dates of the schedule."""
    from b12calc.report.diary import calendar_of, reminder_of

    if options.ics:
        alarm = None if options.ics_alarm is None else int(options.ics_alarm)
        label, earlier = (options.ics_label or "").strip(), _earlier(options.ics)
        made = calendar_of(case, shown, schedule, alarm_days=alarm, label=label, earlier=earlier)
        yield options.ics, lambda: made
    if options.reminder:
        text = reminder_of(shown, schedule, practice, schedule.start)
        yield options.reminder, text.encode


def _earlier(name: str) -> bytes:
    """Return the calendar file that is going to be replaced, nothing where there is none."""
    try:
        return Path(name).read_bytes()
    except OSError:
        return b""


def _refuse(where: str, message: str) -> NoReturn:
    raise ProblemsFound((Problem(where, message),))
