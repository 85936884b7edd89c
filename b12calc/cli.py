"""The command line: read a case, assess it, write what was asked for. Needs no screen.

Exit codes: 0 done; 2 the command line or a file is wrong, nothing written; 3 could not write, older files untouched;
4 this copy is damaged, nothing written (entry.py); 5 there is not enough memory, older files untouched (scarce.py);
1 a bug, and of selftest a damaged copy. Source: case format, section 6.
"""

import argparse
import gc
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from b12calc import __version__, auditing, commands, importing, integrity, recall, selftest
from b12calc.day_options import add_days, calendar_from, refuse_days, schedule_from, wanted
from b12calc.files import what_stands, write_all
from b12calc.models.vocabulary import PACKS
from b12calc.outputs import add_outputs, outputs, refuse_outputs
from b12calc.problems import Problem, ProblemsFound
from b12calc.selftest_checks import WARNING, check

if TYPE_CHECKING:
    from b12calc.rules import Clinic, Laboratory

P = TypeVar("P", "Laboratory", "Clinic")
DONE, BUG, WRONG, NOT_WRITTEN = 0, 1, 2, 3
LAST_YEAR = 9000  # beyond it the follow-up dates would leave the calendar
JUDGING = ("compare", "changes", "replay", recall.NAME, auditing.NAME)
NOT_YET = "not available in this version"


class _Parser(argparse.ArgumentParser):
    """Say what is wrong in one line instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        raise ProblemsFound((Problem("command line", message),))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every fault is one line on standard error."""
    if list(arguments) == [importing.WORKER]:
        importing.work()
    if list(arguments[:1]) == [selftest.NAME]:
        return selftest.main(arguments[1:], date.today)
    try:
        return _run(_parser().parse_args(arguments))
    except ProblemsFound as found:
        for problem in found.problems:
            print(f"b12calc: {problem}", file=sys.stderr)
        return WRONG


def _run(options: argparse.Namespace) -> int:
    if options.command in JUDGING:
        _prove(getattr(options, "packs", getattr(options, "pack", "uk")).split(","))
    if options.command == recall.NAME:
        return recall.run(options, recall.Doors(_read, _write, _today, _laboratory, _clinic))
    if options.command == auditing.NAME:
        return auditing.run(options, auditing.Doors(_read, _today, _laboratory))
    if options.command == importing.NAME:
        return importing.run(options, importing.Doors(_read, _write, _today))
    if options.command in commands.NAMES:
        return commands.run(options, commands.Door(_read, _write, _today, _laboratory))
    if options.command == "rulebook":
        return _rulebook(options)
    gc.disable()  # one case, then the end: looking for rubbish meanwhile would be an eighth of the work
    try:
        return _assess(options)
    finally:
        gc.enable()


def _prove(packs: Sequence[str]) -> None:
    """Have each pack answer the first golden case before it answers for anybody. Raises Damaged."""
    from b12calc.rules import prove_golden

    for pack in packs:
        if pack in PACKS:
            prove_golden(pack, 1)


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="b12calc", description="Offline calculator for vitamin B12 deficiency.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"b12calc {__version__}")
    names = ("assess", "rulebook", *commands.NAMES, recall.NAME, importing.NAME, auditing.NAME, selftest.NAME)
    every = parser.add_subparsers(dest="command", required=True, metavar="|".join(names))
    assess = every.add_parser("assess", help="assess a case file", allow_abbrev=False)
    assess.add_argument("case", metavar="CASE.json", help="a case file, or - for standard input")
    assess.add_argument("--pack", default="uk", help=f"one of {', '.join(PACKS)}")
    assess.add_argument("--lab", metavar="PROFILE", help="a laboratory profile: its name, or a TOML file of your own")
    assess.add_argument("--clinic", metavar="PROFILE", help="a clinic profile: its name, or a TOML file of your own")
    assess.add_argument("--today", help="the day the rules count from, YYYY-MM-DD; the computer's date when left out")
    assess.add_argument("--edition", help="judge by an edition of the rules that is held; see b12calc editions")
    assess.add_argument("--lang", default="en", help="en")
    add_outputs(assess)
    add_days(assess)
    assess.add_argument(
        "--experimental", action="store_true", help="show the unconfirmed combined indicator cB12; it decides nothing"
    )
    commands.add_parsers(every)
    recall.add_parser(every)
    importing.add_parser(every)
    auditing.add_parser(every)
    selftest.add_parser(every)
    book = every.add_parser("rulebook", help="write the rules as a book to read and print", allow_abbrev=False)
    named = "the file to write, its ending tells which; - for HTML on standard output"
    book.add_argument("out", metavar="OUT.html|OUT.pdf", help=named)
    book.add_argument("--pack", default="uk", help=f"one of {', '.join(PACKS)}")
    return parser


def _rulebook(options: argparse.Namespace) -> int:
    _refuse_pack(options.pack)
    from b12calc.rulebook import rule_book, rule_book_pdf

    made = rule_book_pdf if options.out.lower().endswith(".pdf") else rule_book
    return _write([(options.out, made(options.pack))])


def _assess(options: argparse.Namespace) -> int:
    _refuse_early(options)
    today = _today(options.today)
    start = None if options.start is None else _today(options.start, "--start")
    # Loaded here, so that a wrong command line is answered at once.
    from b12calc.models.reading import read_case
    from b12calc.rules import assess, assess_by_edition

    laboratory = None if options.lab is None else _laboratory(options.lab)
    clinic = None if options.clinic is None else _clinic(options.clinic)
    case = read_case(_read(options.case))
    _prove([options.pack])
    if options.edition is None:
        extras = {"explain": True, "experimental": options.experimental}
        assessment = assess(case, today=today, pack=options.pack, laboratory=laboratory, clinic=clinic, **extras)
    else:
        past = {"pack": options.pack, "edition": options.edition}
        assessment = assess_by_edition(case, today=today, laboratory=laboratory, explain=True, **past)
    schedule = None
    if wanted(options):
        calendar = calendar_from(options, _read, clinic)
        schedule = schedule_from(options, case, assessment, calendar, (laboratory, start))
    return _write([(name, make()) for name, make in outputs(options, case, assessment, schedule)])


def _laboratory(name: str) -> "Laboratory":
    """Return the published profile of this name, or the one in the practice's own file."""
    from b12calc.rules import laboratories, read_laboratory

    return _profile(name, laboratories(), read_laboratory, "--lab", "laboratory")


def _clinic(name: str) -> "Clinic":
    """Return the example profile of this name, or the one in the practice's own file."""
    from b12calc.rules import clinics, read_clinic

    return _profile(name, clinics(), read_clinic, "--clinic", "clinic")


def _profile(name: str, held: Sequence[P], read: Callable[[bytes, str], P], option: str, kind: str) -> P:
    """Return one of the profiles that come with the program, else what a TOML file holds."""
    known = {one.id: one for one in held}
    if name in known:
        return known[name]
    if not name.endswith(".toml"):
        expected = f"expected a TOML file or one of {', '.join(sorted(known))}"
        raise ProblemsFound((Problem(option, f"no {kind} profile is called {name[:40]!r}; {expected}"),))
    return read(_read(name, f"a {kind} profile"), Path(name).name)


def _refuse_early(options: argparse.Namespace) -> None:
    """Refuse what this version cannot do before anything is read."""
    _refuse_pack(options.pack)
    if options.lang != "en":
        raise ProblemsFound((Problem("--lang", f"{options.lang[:40]!r} is {NOT_YET}; expected en"),))
    if options.edition is not None and (options.clinic or options.experimental):
        message = "--edition goes without --clinic and --experimental: an edition holds the rules alone"
        raise ProblemsFound((Problem("command line", message),))
    refuse_days(options)
    refuse_outputs(options)


def _refuse_pack(name: str) -> None:
    if name not in PACKS:
        raise ProblemsFound((Problem("--pack", f"{name[:40]!r} is {NOT_YET}; expected {', '.join(PACKS)}"),))


def _today(text: str | None, place: str = "--today") -> date:
    if text is None:
        return _clock()
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise ProblemsFound((Problem(place, f"expected YYYY-MM-DD; {text[:40]!r} was given"),)) from None
    if day.year > LAST_YEAR:
        raise ProblemsFound((Problem(place, f"expected a date up to the year {LAST_YEAR}"),))
    return day


def _clock() -> date:
    """Return the computer's date; of an installed copy one that cannot be right is told. Source: hazard H32."""
    today = date.today()
    if not integrity.from_sources() and (found := check("clock", today)).result == WARNING:
        said = f"the clock of this computer seems wrong: {found.said}; --today gives the day"
        print(f"b12calc: warning: {said}", file=sys.stderr)
    return today


def _read(name: str, expected: str = "a case file") -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); {expected} was expected"
        raise ProblemsFound((Problem(name, message),)) from None


def _write(outputs: Sequence[tuple[str, bytes]]) -> int:
    """Write every output; all were made before the first is written, and the files are replaced together."""
    where = "standard output"
    try:
        write_all([(Path(name), data) for name, data in outputs if name != "-"])
        for name, data in outputs:
            if name == "-":
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
    except OSError as error:
        where = error.filename or where
        print(f"b12calc: {where}: could not be written ({error.strerror}); {what_stands(error)}", file=sys.stderr)
        return NOT_WRITTEN
    return DONE
