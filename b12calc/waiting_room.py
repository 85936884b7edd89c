"""The commands of the waiting room: sheet writes the blank symptom sheet, answers reads the line typed from it."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Final, Protocol

from b12calc.models.vocabulary import ANSWER_CODES, CASE_FORMAT, MUST_ANSWER_RED_FLAGS, PAPERS
from b12calc.problems import Problem, ProblemsFound

SHEET: Final = "sheet"
ANSWERS: Final = "answers"
_WIDTH: Final = 110


class Door(Protocol):
    """Be what the command line lends these commands: the day, and writing files."""

    @property
    def day(self) -> Callable[[str | None], date]:
        """Read a day, today where none is given."""

    @property
    def write(self) -> Callable[[Sequence[tuple[str, bytes]]], int]:
        """Write files and return the exit code."""


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands to the command line."""
    sheet = commands.add_parser(SHEET, help="write the blank symptom sheet for the waiting room", allow_abbrev=False)
    sheet.add_argument("out", metavar="OUT.pdf", help="the file to write: .pdf, .html or .txt")
    sheet.add_argument("--paper", metavar="SIZE", default=PAPERS[0], help=f"one of {', '.join(PAPERS)}")
    sheet.add_argument("--heading", metavar="TEXT", action="append", help="one line of the practice's heading")
    read = commands.add_parser(ANSWERS, help="read the line typed from a symptom sheet", allow_abbrev=False)
    read.add_argument("line", metavar="LINE", nargs="+", help='the line, such as "6865 AYNN??4 BNNNNN5 …"; in quotes')
    read.add_argument("--json", metavar="FILE", help="write a case with these answers alone; - for standard output")
    read.add_argument("--today", help="the day of the visit, YYYY-MM-DD; the computer's date when left out")


def _sheet(options: argparse.Namespace, door: Door) -> int:
    """Write the blank sheet. Raises ProblemsFound for a wrong paper, ending or heading."""
    if options.paper not in PAPERS:
        why = f"{options.paper[:40]!r} is no paper of this program; expected {', '.join(PAPERS)}"
        raise ProblemsFound((Problem("--paper", why),))
    from b12calc.report.handout import check_ending, symptom_sheet, written

    check_ending(SHEET, options.out)
    from b12calc.report import read_heading

    heading = read_heading(options.heading) if options.heading else ()
    return door.write([(options.out, written(symptom_sheet(heading), options.out, options.paper))])


def _answers(options: argparse.Namespace, door: Door) -> int:
    """Say what the typed line answers, or write it as a case. Raises ProblemsFound naming each damaged block."""
    from b12calc.exchange import read_answers

    visit = door.day(options.today)
    given = read_answers(" ".join(options.line))
    if options.json is None:
        return door.write([("-", "".join(f"{line}\n" for line in _said(given)).encode())])
    import json

    from b12calc.models.reading import read_case, write_case

    case = {"format": CASE_FORMAT, "visits": [{"date": visit.isoformat(), "answers": given}]}
    return door.write([(options.json, write_case(read_case(json.dumps(case))).encode())])


def _said(given: dict[str, str]) -> Iterator[str]:
    """Yield the answers by number and name, to be held against the sheet."""
    from b12calc.models.answer_blocks import numbers
    from b12calc.models.wording import question

    order = numbers()
    for word, title in (("yes", "Yes"), ("no", "No"), ("", "Not asked")):
        codes = [code for code in ANSWER_CODES if given.get(code, "") == word]
        named = "; ".join(f"{order[code]} {question(code).short}" for code in codes) or "none"
        yield from wrap(f"{title} ({len(codes)}): {named}", _WIDTH, subsequent_indent="    ")
    open_flags = [question(code).short for code in MUST_ANSWER_RED_FLAGS if code not in given]
    if open_flags:
        yield from wrap(f"Red flags still to ask: {'; '.join(open_flags)}", _WIDTH, subsequent_indent="    ")


DEEDS: Final[dict[str, Callable[[argparse.Namespace, Door], int]]] = {SHEET: _sheet, ANSWERS: _answers}
