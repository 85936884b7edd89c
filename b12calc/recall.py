"""The recall list: for many case files the next dose and the next review, as a table for a spreadsheet."""

import argparse
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.csv_text import table
from b12calc.day_options import add_calendar, calendar_from, refuse_calendar
from b12calc.models.vocabulary import PACKS
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.models.case import Case
    from b12calc.plan.open_days import Calendar
    from b12calc.plan.schedule_words import Schedule
    from b12calc.rules import Clinic, Laboratory

NAME: Final = "recall"
DONE, BUG = 0, 1
COLUMNS: Final = (
    "file", "last_visit", "next_dose", "next_dose_from", "next_dose_what", "next_review", "next_review_what",
    "reviews_passed", "remark",
)  # fmt: skip
IDENTITY: Final = ("name", "date_of_birth", "identifier")
_LARGEST: Final = 20_000_000
_FAULT: Final = "the program met a fault of its own with this file"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold by what every file is judged: the day of the list, the pack, laboratory and the open days."""

    today: date
    pack: str
    laboratory: "Laboratory | str | None"
    calendar: "Calendar"


@dataclass(frozen=True, slots=True)
class Doors:
    """Hold what the command line lends: reading and writing files, the day, and profiles by name."""

    read: Callable[[str, str], bytes]
    write: Callable[[list[tuple[str, bytes]]], int]
    day: Callable[[str | None], date]
    laboratory: Callable[[str], "Laboratory"]
    clinic: Callable[[str], "Clinic"]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="list the next dose and review of many cases", allow_abbrev=False)
    one.add_argument("cases", nargs="+", metavar="CASE.json", help="case files")
    one.add_argument("out", metavar="OUT.csv", help="the list to write, - for standard output")
    one.add_argument("--pack", default=PACKS[0], help=f"one of {', '.join(PACKS)}")
    one.add_argument("--lab", metavar="PROFILE", help="a laboratory profile: its name, or a TOML file of your own")
    one.add_argument("--clinic", metavar="PROFILE", help="a clinic profile, for the days on which injections are given")
    one.add_argument("--today", help="the day of the list, YYYY-MM-DD; the computer's date when left out")
    one.add_argument("--identity", action="store_true", help="also name, date of birth and number of each patient")
    add_calendar(one)


def run(options: argparse.Namespace, doors: Doors) -> int:
    """Write the list and return the exit code; a file that cannot be listed stands in it with the reason."""
    _refuse(options)
    clinic = None if options.clinic is None else doors.clinic(options.clinic)
    laboratory = None if options.lab is None else doors.laboratory(options.lab)
    rules = Rules(doors.day(options.today), options.pack, laboratory, calendar_from(options, doors.read, clinic))
    names = list(dict.fromkeys(options.cases))
    rows = [row_of(name, doors.read, rules) for name in names]
    code = doors.write([(options.out, list_of(rows, identity=options.identity))])
    wrong = sum(bool(row["remark"]) for row in rows)
    if wrong and code == DONE:
        print(
            f"b12calc: {wrong} of {len(rows)} files could not be listed in full; their remarks say why", file=sys.stderr
        )
    return BUG if code == DONE and any(row["remark"] == _FAULT for row in rows) else code


def read_plain(name: str, expected: str) -> bytes:
    """Return the bytes of a plain file of at most 20 MB. Raises ProblemsFound naming the file alone, not its folder."""
    path = Path(name)
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST:
            return path.read_bytes()
        why = "no plain file of at most 20 MB"
    except OSError as error:
        why = f"cannot be read ({error.strerror})"
    raise ProblemsFound((Problem(path.name, f"{why}; {expected} was expected"),))


def list_of(rows: Iterable[Row], *, identity: bool) -> bytes:
    """Return the list, what is due first on top; name, date of birth and number stand in it only with ``identity``."""
    columns = (*COLUMNS[:1], *IDENTITY, *COLUMNS[1:]) if identity else COLUMNS
    return table(columns, sorted(rows, key=_order))


def _order(row: Row) -> tuple[str, str]:
    """Sort by what is due first; what has no day comes last."""
    days = [row[key] for key in ("next_dose", "next_review") if row.get(key)]
    return min(days, default="9999"), row["file"]


def row_of(name: str, read: Callable[[str, str], bytes], rules: Rules) -> Row:
    """Return one line of the list; its ``remark`` says why a file could not be listed in full, else it is empty."""
    found: dict[str, str] = {"file": Path(name).name, "remark": ""}
    try:
        from b12calc.models.reading import read_case

        case = read_case(read(name, "a case file"))
        found |= _who(case)
        found |= dict(_due(case, rules))
    except ProblemsFound as wrong:
        more = len(wrong.problems) - 1
        found["remark"] = f"{wrong.problems[0]}" + (f" (and {more} more)" if more else "")
    except Exception:  # one file must never stop the list of the others
        found["remark"] = _FAULT
    return found


def _who(case: "Case") -> dict[str, str]:
    patient = case.patient
    birth = patient.date_of_birth.isoformat() if patient.date_of_birth else ""
    return {"name": patient.name or "", "date_of_birth": birth, "identifier": patient.identifier or ""}


def _due(case: "Case", rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield what is due by the plan of the last visit; a review that passed may have been held: no file says so."""
    from b12calc.rules import assess, schedule_for

    last = case.visits[-1].date
    if last > rules.today:
        raise ProblemsFound(
            (Problem("visits", f"the last visit, {last.isoformat()}, is later than the day of the list"),)
        )
    answer = assess(case, today=last, pack=rules.pack, laboratory=rules.laboratory)
    made = schedule_for(case, answer, rules.calendar, laboratory=rules.laboratory)
    yield "last_visit", last.isoformat()
    yield from _next_dose(made, rules.today)
    coming = [one for one in made.reviews if one.placed >= rules.today]
    if coming:
        yield "next_review", coming[0].placed.isoformat()
        codes = dict.fromkeys(code for one in coming if one.placed == coming[0].placed for code in one.what)
        yield "next_review_what", "; ".join(codes)
    yield "reviews_passed", "; ".join(one.placed.isoformat() for one in made.reviews if one.placed < rules.today)


def _next_dose(made: "Schedule", today: date) -> Iterator[tuple[str, str]]:
    """Yield the next injection, or the first day of tablets; nothing where the regimen gives no day."""
    for phase in made.phases:
        doses = phase.doses[:1] if phase.route == "oral" else phase.doses
        coming = next((dose for dose in doses if dose.placed >= today), None)
        if coming is None:
            continue
        yield "next_dose", coming.placed.isoformat()
        if phase.earliest is not None and coming.placed == phase.latest != phase.earliest:
            yield "next_dose_from", phase.earliest.isoformat()
        what = f"injection {coming.number}" if phase.route == "im" else "first day of tablets"
        yield "next_dose_what", f"{phase.medicine} {phase.amount}, {what}"
        return


def _refuse(options: argparse.Namespace) -> None:
    """Refuse what cannot be, before anything is read."""
    refuse_calendar(options)
    if options.pack not in PACKS:
        raise ProblemsFound((Problem("--pack", f"expected {', '.join(PACKS)}"),))
    if options.out != "-" and not options.out.lower().endswith(".csv"):
        raise ProblemsFound(
            (Problem("command line", "the last name is the list to write; a file ending in .csv was expected"),)
        )
    read = {
        Path(name).resolve() for name in (*options.cases, options.closed or "", options.lab or "", options.clinic or "")
    }
    if options.out != "-" and Path(options.out).resolve() in read:
        raise ProblemsFound((Problem("command line", "the list names a file that is read; another file was expected"),))
