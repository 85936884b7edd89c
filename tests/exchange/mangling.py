"""What record systems, mail programs and word processors do to a pasted text without touching its words."""

import re
import textwrap
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

NO_BREAK: Final = "\u00a0"
# What is put in place of a character, or beside it, to damage a note.
SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ<>=~.,"
Mangling = Callable[[str], str]


def _each(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(change(line) for line in text.splitlines()) + "\n"


def _wrapped(text: str, columns: int) -> str:
    """Break each line; textwrap breaks at hyphens too."""
    return _each(text.replace(NO_BREAK, " "), lambda line: "\n".join(textwrap.wrap(line, columns)))


def _filled(text: str, columns: int) -> str:
    """Run all lines together and break them anew."""
    return "\n".join(textwrap.wrap(" ".join(text.replace(NO_BREAK, " ").split()), columns)) + "\n"


def _smart(text: str) -> str:
    text = re.sub(r'(?<![\w.,;:!?)])"', "\u201c", text).replace('"', "\u201d")
    return text.replace("'", "\u2019")


def _bulleted(mark: str) -> Mangling:
    return lambda text: _each(text, lambda line: f"{mark} {line}" if line.strip() else line)


MANGLINGS: Final[dict[str, Mangling]] = {
    "wrapped at 60": lambda text: _wrapped(text, 60),
    "wrapped at 76": lambda text: _wrapped(text, 76),
    "filled at 60": lambda text: _filled(text, 60),
    "filled at 76": lambda text: _filled(text, 76),
    "filled into one line": lambda text: _filled(text, 10**9),
    "tabs for spaces": lambda text: text.replace("    ", "\t").replace(", ", ",\t"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "typographic quotes": _smart,
    "dashes for hyphens": lambda text: text.replace("-", "\u2013"),
    "bullets": _bulleted("\u2022"),
    "hyphens as bullets": _bulleted("-"),
    "asterisks as bullets": _bulleted("*"),
    "dashes as bullets": _bulleted("\u2013"),
    "bullets touching": lambda text: _each(text, lambda line: f"\u2022{line}"),
    "no-break spaces": lambda text: text.replace(" ", NO_BREAK),
    "spaces around": lambda text: _each(text, lambda line: f"   {line}  \t"),
    "no indents": lambda text: _each(text, str.strip),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "a mark of byte order": lambda text: f"\ufeff{text}",
    "lines before and after": lambda text: (
        f"22-Nov-2026 Dr A. Example [GP]\nProblem: tired-\n{text}\nSeen by nurse [x2a] - [abc] recall 3/12\nEnd.\n"
    ),
}


def mangled(text: str, names: tuple[str, ...]) -> str:
    """The text after these manglings, one after the other."""
    for name in names:
        text = MANGLINGS[name](text)
    return text


def single_changes(text: str, line: int, rng: Random, share: float = 1.0) -> Iterator[tuple[str, str]]:
    """Every character of one line (the first is 1) exchanged, lost, and one put before it: what was done, the text."""
    rows = text.split("\n")
    row = rows[line - 1]
    for place, letter in enumerate(row):
        if rng.random() >= share:
            continue
        sign = rng.choice([sign for sign in SIGNS if sign != letter])
        made = {"exchanged": row[:place] + sign + row[place + 1 :], "lost": row[:place] + row[place + 1 :],
                "added": row[:place] + sign + row[place:]}  # fmt: skip
        for done, changed in made.items():
            if changed.split() != row.split():
                yield f"{done} at {place}: {changed}", "\n".join([*rows[: line - 1], changed, *rows[line:]])
