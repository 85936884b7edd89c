"""The command that tells whether a PDF of this program is as it was written: verify."""

import argparse
from collections.abc import Callable

from b12calc.problems import Problem, ProblemsFound

NAME = "verify"
WHOLE = "whole: every page and the data in it are as b12calc wrote them (this shows damage, it proves no author)"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="tell whether a PDF of b12calc is as it was written", allow_abbrev=False)
    one.add_argument("pdf", metavar="FILE.pdf", help="a record or a rule book, or - for standard input")


def verify(name: str, read: Callable[[str, str], bytes], write: Callable[[bytes], int]) -> int:
    """Say that the file is whole and return 0; raises ProblemsFound with one sentence when it is not."""
    data = read(name, "a PDF of b12calc")
    from b12calc.report import fault

    if wrong := fault(data):
        raise ProblemsFound((Problem(name, wrong),))
    return write(f"{name}: {WHOLE}\n".encode(errors="replace"))
