"""The command audit: every patient of a practice list through the rules, one row of answers for each."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.files import what_stands
from b12calc.models.vocabulary import PACKS
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.audit import AuditCount
    from b12calc.rules import Laboratory

NAME: Final = "audit"
DONE, NOT_WRITTEN = 0, 3
_MOST_NAMED: Final = 20
_QUIET: Final = 1.0  # seconds; what is done before needs no progress
_STEP: Final = 0.25


@dataclass(frozen=True, slots=True)
class Doors:
    """Hold what the command line lends: reading files, the day, and laboratories by name."""

    read: Callable[[str, str], bytes]
    day: Callable[[str | None], date]
    laboratory: Callable[[str], "Laboratory"]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="assess every patient of a practice list", allow_abbrev=False)
    one.add_argument("table", metavar="IN.csv|IN.parquet", help="a patient, or a result, in each row")
    one.add_argument("out", metavar="OUT.csv|OUT.parquet", help="one row of answers a patient; OUT.refused.csv beside")
    one.add_argument("--pack", default=PACKS[0], help=f"one of {', '.join(PACKS)}")
    one.add_argument("--lab", metavar="PROFILE", help="a laboratory profile: its name, or a TOML file of your own")
    one.add_argument("--map", metavar="MAP.toml", help="what the columns hold, where they are not named as the format")
    one.add_argument("--today", help="the day of every visit, YYYY-MM-DD; the computer's date when left out")
    one.add_argument("--summary", metavar="OUT.html", help="write counts and pictures of the whole list as one page")
    one.add_argument("--only", metavar="WORDS", help="write only rows with one of these words: deficient,urgent")


def run(options: argparse.Namespace, doors: Doors) -> int:
    """Run an audit and return the exit code. Raises ProblemsFound with what the user can mend."""
    if options.pack not in PACKS:
        raise ProblemsFound((Problem("--pack", f"expected {', '.join(PACKS)}"),))
    from b12calc.audit import AuditOptions, audit, read_audit_map, refused_beside

    mapping = None
    if options.map is not None:
        mapping = read_audit_map(doors.read(options.map, "a mapping in TOML"), Path(options.map).name)
    laboratory = None if options.lab is None else doors.laboratory(options.lab)
    only = tuple(filter(None, (options.only or "").replace(",", " ").split()))
    asked = AuditOptions(doors.day(options.today), options.pack, laboratory, mapping, only)
    source, target = Path(options.table), Path(options.out)
    try:
        count = audit(source, target, asked, progress=_Line(), summary=_path(options.summary))
    except OSError as error:
        return _failed(error, source)
    except KeyboardInterrupt:
        print(f"b12calc: stopped; nothing was written, any older {target.name} is untouched", file=sys.stderr)
        return NOT_WRITTEN
    _say(count, refused_beside(target))
    return DONE


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)


def _failed(error: OSError, source: Path) -> int:
    where = str(error.filename or "the disk")
    if Path(where) == source:
        why = f"cannot be read ({error.strerror}); a table of patients was expected"
        raise ProblemsFound((Problem(where, why),)) from None
    print(f"b12calc: {where}: could not be written ({error.strerror}); {what_stands(error)}", file=sys.stderr)
    return NOT_WRITTEN


def _say(count: "AuditCount", refused: Path) -> None:
    """Say on standard error what became of the rows."""
    unread = [" ".join(one.split())[:60] for one in count.unread]
    if unread:
        more = f" and {len(unread) - _MOST_NAMED} more" if len(unread) > _MOST_NAMED else ""
        named = ", ".join(unread[:_MOST_NAMED])
        print(f"b12calc: columns that are not known and were not read: {named}{more}", file=sys.stderr)
    words = ", ".join(f"{number:,} {status.replace('_', ' ')}" for status, number in count.by_status.items())
    print(f"b12calc: {count.rows:,} patients: {count.classed:,} classed ({words or 'none'})", file=sys.stderr)
    if count.written != count.classed:
        print(f"b12calc: {count.written:,} of them written, as --only asks", file=sys.stderr)
    if count.refused:
        print(f"b12calc: {count.refused:,} refused; {refused} says why of each", file=sys.stderr)


class _Line:
    """Show the progress on one line of a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _QUIET

    def __call__(self, rows: int, share: float) -> None:
        """Show how far it is, some times a second; the end takes the line away."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (now < self._next and share < 1):
            return
        self._next = now + _STEP
        line = "" if share >= 1 else f"b12calc: {rows:,} patients, {share:.0%}"
        print(f"\r{line:50}\r", end="", file=sys.stderr, flush=True)
