"""Refuse, before anything is written, what the embedded fonts cannot print or would print wrong; never a box.

Every text is set letter by letter from left to right, without shaping. So a letter is printed when the fonts hold it,
its script needs no shaping, it runs from left to right, and it is no mark that has to be placed over another letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from b12calc.problems import Problem, ProblemsFound
from b12calc.report.faces import REGULAR, SIGNS, clean, covered

# Scripts that come out right without shaping; the fonts hold more (Devanagari), but it would come out wrong.
_SET_RIGHT: Final = (
    (0x0020, 0x052F), (0x1C80, 0x1C8F), (0x1D00, 0x1DBF), (0x1E00, 0x2BFF), (0x2C60, 0x2C7F),
    (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06),
)  # fmt: skip
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_MARKS: Final = frozenset(("Mn", "Mc", "Me"))
_LEFTWARDS: Final = frozenset(("R", "AL", "AN"))
_MOST_NAMED: Final = 3
# What is wrong, for one character and for several.
_SAID: Final = {
    "hidden": (
        "the invisible character {named} cannot be printed; delete it and type the text again",
        "the invisible characters {named} cannot be printed; delete them and type the text again",
    ),
    "mark": (
        "the combining mark {named} cannot be set over the letter before it; write it in other letters",
        "the combining marks {named} cannot be set over the letters before them; write it in other letters",
    ),
    "leftwards": (
        "{named} runs from right to left, which this program cannot print; write it in other letters",
        "{named} run from right to left, which this program cannot print; write it in other letters",
    ),
    "missing": (
        "the character {named} cannot be printed right with the fonts of this program; write it in other letters",
        "the characters {named} cannot be printed right with the fonts of this program; write it in other letters",
    ),
}


@cache
def fault(letter: str) -> str:
    """Return why one character cannot be printed, a key of the sentences; nothing when it can."""
    kind = unicodedata.category(letter)
    if kind in _INVISIBLE or letter == "\u034f":  # the one mark that is drawn as nothing
        return "hidden"
    if unicodedata.bidirectional(letter) in _LEFTWARDS:
        return "leftwards"
    held = ord(letter) in covered(REGULAR) or ord(letter) in covered(SIGNS)
    if not held or not any(first <= ord(letter) <= last for first, last in _SET_RIGHT):
        return "missing"
    return "mark" if kind in _MARKS else ""


def refuse_unprintable(texts: Iterable[tuple[str, str]], entered: Iterable[tuple[str, str]] = ()) -> None:
    """Check every text that would be drawn, given with the name of its place, before anything is written.

    ``entered`` names the fields the texts may come from: a fault is said under the field, else under its place.
    Raises ProblemsFound with one sentence for each field and kind of fault; each names up to three characters.
    """
    texts = list(texts)
    if not any(map(fault, set(clean(" ".join(text for _, text in texts))))):
        return
    wrong = [(place, clean(text)) for place, text in texts]
    wrong = [(place, text) for place, text in wrong if any(map(fault, set(text)))]
    if not wrong:
        return
    bare = [_bare(text) for _, text in wrong]
    fields = [(name, clean(text)) for name, text in entered]
    found = [(name, text) for name, text in fields if any(_bare(text) in one for one in bare)]
    named = {letter for _, text in found for letter in text}
    found += [(place, "".join(sorted(set(text) - named))) for place, text in wrong]
    problems = {f"{one.path}\n{one.message}": one for name, text in found for one in _problems(name, text)}
    raise ProblemsFound(problems.values())


def _bare(text: str) -> str:
    """Return a text without its spaces and large letters, which may be others on paper."""
    return "".join(text.split()).casefold()


def _problems(name: str, text: str) -> list[Problem]:
    """Return one sentence for each kind of fault in the text of a field."""
    kinds: dict[str, list[str]] = {}
    for letter in dict.fromkeys(text):
        if kind := fault(letter):
            kinds.setdefault(kind, []).append(letter)
    return [
        Problem(name, _SAID[kind][len(letters) > 1].format(named=_named(letters))) for kind, letters in kinds.items()
    ]


def _named(letters: list[str]) -> str:
    """Name characters by sign, number and name; what no eye sees, or sits on another letter, without the sign."""
    words = [_one(letter) for letter in letters[:_MOST_NAMED]]
    if len(letters) > _MOST_NAMED:
        words.append(f"{len(letters) - _MOST_NAMED} more")
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _one(letter: str) -> str:
    code = f"U+{ord(letter):04X} {unicodedata.name(letter, '(no name)')}"
    kind = unicodedata.category(letter)
    return code if kind in _INVISIBLE or kind in _MARKS else f"“{letter}” ({code})"
