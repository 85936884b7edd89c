"""The practice's own heading on the paper: a name and one or two lines of address or telephone, plain text, checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from b12calc.problems import Problem, ProblemsFound
from b12calc.report import faces
from b12calc.report.printable import refuse_unprintable
from b12calc.report.sheet import HEADING_LINE, HEADING_NAME, narrowest_column

MOST_LINES: Final = 3
LONGEST: Final = (60, 80, 80)  # letters of the name and of the lines below it
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def read_heading(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the heading as it is printed, empty lines left out; nothing given is no heading.

    Raises ProblemsFound with one sentence for each line that is too long, too wide for the smallest paper, or holds a
    character that is invisible or not in the embedded fonts.
    """
    given = [(f"practice heading, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    if len(given) > MOST_LINES:
        message = f"expected at most {MOST_LINES} lines: the name, and two of address or telephone"
        raise ProblemsFound((Problem("practice heading", message),))
    found = [problem for place, (name, line) in enumerate(given) for problem in _faults(name, line, place)]
    if found:
        raise ProblemsFound(found)
    return tuple(faces.clean(line) for _, line in given)


def _faults(name: str, line: str, place: int) -> Iterator[Problem]:
    text = line.strip()
    hidden = next((letter for letter in text if unicodedata.category(letter) in _HIDDEN), None)
    if hidden is not None:
        yield Problem(name, f"plain text was expected; the invisible character U+{ord(hidden):04X} is to be deleted")
        return
    if len(text) > LONGEST[place]:
        yield Problem(name, f"at most {LONGEST[place]} letters were expected; these are {len(text)}")
        return
    try:
        refuse_unprintable(((name, text),))
    except ProblemsFound as refused:
        yield refused.problems[0]
        return
    face, size = HEADING_LINE if place else HEADING_NAME
    if faces.width_of(text, face, size) > narrowest_column():
        yield Problem(name, "too wide for A5 paper; a shorter text was expected")
