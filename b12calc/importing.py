"""The command import: what results a report holds, each with its source, as JSON or as lines to read."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Final, NoReturn, Self

from b12calc.problems import Problem, ProblemsFound

NAME: Final = "import"
WORKER: Final = "import-worker"  # how a program frozen into one file starts itself to read a report
_AUTO: Final = "auto"
_FORMATS: Final = ("text", "csv", "hl7", "fhir", "gdt", "edifact")
_DATES: Final = {"day-first": True, "month-first": False}
_QUIET: Final = 0.4  # seconds; most reports are read before
_PERCENT: Final = 100


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="read the results of a laboratory report", allow_abbrev=False)
    one.add_argument("report", metavar="FILE", help="a report: pasted text, CSV, HL7 v2, FHIR, GDT or EDIFACT; or -")
    one.add_argument("--format", default=_AUTO, help=f"one of {', '.join((_AUTO, *_FORMATS))}")
    one.add_argument("--dates", help=f"how days such as 03/04/2026 are meant where nothing tells: {', '.join(_DATES)}")
    one.add_argument("--map", metavar="MAP.toml", help="what the columns of a table hold; see docs/import.md")
    one.add_argument("--today", help="no sample was taken after this day; the computer's date when left out")
    one.add_argument("--json", metavar="FILE", help="write what was read as JSON; - for standard output")


@dataclass(frozen=True, slots=True)
class Doors:
    """Hold what the command line lends: reading and writing files, and the day."""

    read: Callable[[str, str], bytes]
    write: Callable[[Sequence[tuple[str, bytes]]], int]
    day: Callable[[str | None], date]


def run(options: argparse.Namespace, doors: Doors) -> int:
    """Read one report and write what it holds; nothing of it enters a case. Raises ProblemsFound."""
    if options.format not in (_AUTO, *_FORMATS):
        message = f"{options.format[:40]!r} is not known; expected {', '.join((_AUTO, *_FORMATS))}"
        raise ProblemsFound((Problem("--format", message),))
    if options.dates is not None and options.dates not in _DATES:
        raise ProblemsFound((Problem("--dates", f"expected {' or '.join(_DATES)}; {options.dates[:40]!r} was given"),))
    _refuse_own_input(options)
    today = doors.day(options.today)
    mapping = _mapping(options, doors)
    data = doors.read(options.report, "a laboratory report")
    from b12calc.exchange.incoming.guard import Watch
    from b12calc.exchange.incoming.worker import answer

    task = {
        "today": today.isoformat(),
        "day_first": None if options.dates is None else _DATES[options.dates],
        "format": None if options.format == _AUTO else options.format,
        "mapping": mapping,
    }
    with _Progress() as progress:
        found = answer(data, task, "json" if options.json else "lines", Watch(progress=progress.tell))
    return doors.write([(options.json or "-", found)])


def work() -> NoReturn:
    """Read one report for another process of this program, from standard input to standard output."""
    from b12calc.exchange.incoming.worker_child import main

    main()


def _mapping(options: argparse.Namespace, doors: Doors) -> dict[str, str] | None:
    """Return what the columns of the table hold, None where nothing is said. Raises ProblemsFound."""
    if options.map is None:
        return None
    if options.map == options.report == "-":
        raise ProblemsFound((Problem("--map", "report and mapping cannot both come from standard input"),))
    from b12calc.exchange.incoming.mapping import read_mapping

    return read_mapping(doors.read(options.map, "a mapping of columns"), Path(options.map).name).words()


def _refuse_own_input(options: argparse.Namespace) -> None:
    if options.json in (None, "-") or options.report == "-":
        return
    if Path(options.json).resolve() == Path(options.report).resolve():
        raise ProblemsFound((Problem("--json", "it names the report itself; another file was expected"),))


class _Progress:
    """Show on the terminal how far a long reading is, and take it away again; nothing where errors go to a file."""

    def __init__(self) -> None:
        self._from = monotonic() + _QUIET
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown:
            print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)

    def tell(self, share: float) -> None:
        """Show a share from 0 to 1."""
        if monotonic() > self._from and sys.stderr.isatty():
            self._shown = True
            print(f"\rb12calc: {int(share * _PERCENT):3} % is read", end="", file=sys.stderr, flush=True)
