"""The command selftest: whether this copy of the program is whole, readable by whoever looks after the computer."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any, Final, NoReturn

from b12calc import __version__
from b12calc.files import write_whole
from b12calc.problems import Problem, ProblemsFound
from b12calc.selftest_checks import CHECKS, FAULT, LEFT_OUT, Check, check

NAME: Final = "selftest"
FORMAT: Final = "b12calc-selftest/1"
WHOLE: Final = "This copy is whole."
NO_FAULT: Final = "No fault was found. Not everything could be checked."
BROKEN: Final = "This copy is damaged. It gives no advice until it has been installed again."
WIDTH: Final = 110
_COLUMN: Final = 10
DONE, NOT_WHOLE, WRONG, NOT_WRITTEN = 0, 1, 2, 3


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ProblemsFound((Problem("command line", message),))


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    add_arguments(commands.add_parser(NAME, help="check whether this copy of the program is whole", allow_abbrev=False))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    said = "write the result as JSON; without a name on standard output"
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help=said)
    said = "the day the clock is taken to say"
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help=said)


def main(arguments: Sequence[str], clock: Callable[[], date]) -> int:
    """Check this copy and print each check with its result; return 0 where it is whole, else 1.

    Needs nothing of a damaged copy but its code. Any fault of the command line is one line on standard error.
    """
    parser = _Parser(prog=f"b12calc {NAME}", description="Check whether this copy is whole.", allow_abbrev=False)
    add_arguments(parser)
    try:
        options = parser.parse_args(arguments)
    except ProblemsFound as found:
        print(f"b12calc: {found}", file=sys.stderr)
        return WRONG
    today = options.today or clock()
    checks = [check(code, today) for code in CHECKS]
    try:
        _put(options.json, checks, today)
    except OSError as error:
        print(f"b12calc: {options.json}: could not be written ({error.strerror})", file=sys.stderr)
        return NOT_WRITTEN
    return DONE if is_whole(checks) else NOT_WHOLE


def is_whole(checks: Sequence[Check]) -> bool:
    """Tell whether no check found a fault; a warning is none."""
    return all(one.result != FAULT for one in checks)


def lines(checks: Sequence[Check], today: date) -> Iterator[str]:
    """Yield the checks as lines to read."""
    yield f"b12calc {__version__}, check of this copy on {today.isoformat()}"
    yield ""
    for one in checks:
        head = one.result.upper() if one.result == FAULT else one.result
        text = f"{one.title}: {one.said}"
        yield from wrap(text, WIDTH, initial_indent=head.ljust(_COLUMN), subsequent_indent=" " * _COLUMN)
        for detail in one.details:
            yield from wrap(detail, WIDTH, initial_indent=" " * _COLUMN + "- ", subsequent_indent=" " * (_COLUMN + 2))
    yield ""
    yield verdict(checks)


def verdict(checks: Sequence[Check]) -> str:
    """Return in a sentence what the checks come to."""
    if not is_whole(checks):
        return BROKEN
    return WHOLE if all(one.result != LEFT_OUT for one in checks) else NO_FAULT


def as_json(checks: Sequence[Check], today: date) -> dict[str, Any]:
    """Return the checks as they are written in JSON."""
    each = [
        {"code": one.code, "title": one.title, "result": one.result, "said": one.said, "details": list(one.details)}
        for one in checks
    ]
    head = {"format": FORMAT, "program": __version__, "today": today.isoformat(), "said": verdict(checks)}
    return {**head, "whole": is_whole(checks), "checks": each}


def _put(name: str | None, checks: Sequence[Check], today: date) -> None:
    text = "".join(f"{line}\n" for line in lines(checks, today))
    if name is not None:
        text = json.dumps(as_json(checks, today), ensure_ascii=False, indent=1) + "\n"
    if name in (None, "-"):
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        write_whole(Path(name), text.encode())
