"""The command that tells whether a PDF of this program is as it was written: verify."""

import argparse
import sys
import unicodedata
from collections.abc import Callable, Iterator
from textwrap import wrap

from b12calc.problems import Problem, ProblemsFound

NAME = "verify"
_WIDTH = 110
_BESIDE = {"regimen": "Regimen", "dose": "Doses", "review": "Review"}
WHOLE = "whole: every page and the data in it are as b12calc wrote them (this shows damage, it proves no author)"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="tell whether a PDF of b12calc is as it was written", allow_abbrev=False)
    one.add_argument("pdf", metavar="FILE.pdf", help="a record or a rule book, or - for standard input")
    one.add_argument("--advice", action="store_true", help="show what a record advised, as it was written then")
    one.add_argument("--password-file", metavar="FILE", help="the password of a locked PDF, in the file's first line")


def verify(options: argparse.Namespace, read: Callable[[str, str], bytes], write: Callable[[bytes], int]) -> int:
    """Say that the file is whole and return 0; raises ProblemsFound with one sentence when it is not."""
    name = options.pdf
    data = read(name, "a PDF of b12calc")
    from b12calc.report import asks_password, fault

    password = ""
    if options.password_file:
        password = _from_file(options.password_file, read)
    elif asks_password(data):
        password = _asked(name)
    if wrong := fault(data, password):
        raise ProblemsFound((Problem(name, wrong),))
    said = [f"{name}: {WHOLE}", *(_advice(data, password) if options.advice else ())]
    return write("".join(f"{line}\n" for line in said).encode(errors="replace"))


def _advice(data: bytes, password: str) -> Iterator[str]:
    """Yield what a record advised, line by line, under the day and edition it was advised by."""
    from b12calc.days import day_text
    from b12calc.models.advised import advised
    from b12calc.models.wording import label
    from b12calc.report import embedded_assessment
    from b12calc.rules import made_under

    saved = embedded_assessment(data, password)
    made = made_under(saved)
    yield f"Advised on {day_text(made.today)} under edition {made.edition}, pack {made.pack}:"
    for line in advised(saved):
        kind = _BESIDE.get(line.kind) or label("kind", line.kind)
        yield from wrap(f"{kind}: {line.text}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _from_file(name: str, read: Callable[[str, str], bytes]) -> str:
    from b12calc.report import password_of

    return password_of(read(name, "a file with the password"), "--password-file")


def _asked(name: str) -> str:
    """Ask for the password where somebody sits at the keyboard; it is not shown while it is typed."""
    if not sys.stdin.isatty():
        message = "it is locked with a password; give it with --password-file"
        raise ProblemsFound((Problem(name, message),))
    from getpass import getpass

    return unicodedata.normalize("NFC", getpass(f"Password of {name}: "))
