"""Lines that come back from a record system: what it did to the lines is undone, what was done to a word is found.

A line ends in three characters in brackets, made from its text. Re-wrapping, tabs, line ends, typographic quotes and
dashes, no-break spaces and bullets make no difference to that text; any other character does.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Final

COLUMNS: Final = 76
_HANG: Final = "    "
_TIE: Final = "\u00a0"
_PIECE: Final = 30  # characters of a word without a space before it is parted, so that no wrapping has to break it
_BULLETS: Final = "\u2022\u2023\u2043\u2219\u25aa\u25ab\u25a0\u25cb\u25cf\u25e6\u00b7"
_SAME: Final = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET: Final = re.compile(rf"(?<!\S)[{_BULLETS}]+")
_UNIT: Final = re.compile(r"\\.|.", re.DOTALL)
_CODE: Final = re.compile(r"\[([0-9a-z]{3})\]")
_NO_BRACKET: Final = re.compile(r"(?:[^\\\[\]]|\\.)*\\?")
_OPEN_END: Final = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
# The first finds every exchange of one ASCII character and of two neighbours, the second everything lost or added.
_PRIME, _TIMES, _LENGTHS = 1021, 10, 31

QUOTED: Final = r'"(?:[^"\\]|\\.)*"'


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word and the numbers of the lines on which it begins and ends, the first being 1."""

    text: str
    line: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the note as it was written, where it stands now, and whether its code is that of its text.

    ``until`` counts the words up to its end.
    """

    text: str
    first: int
    last: int
    whole: bool
    until: int

    @property
    def place(self) -> str:
        """Name the line or lines of the pasted text."""
        return f"line {self.first}" if self.first == self.last else f"lines {self.first} to {self.last}"


def entered(text: str) -> str:
    """Return free text as a note holds it.

    NFC; typographic quotes, dashes and the minus sign as their ASCII ones; every run of white space and control
    characters is one space, none at the ends; invisible format characters are left out.
    """
    return " ".join(_plain(text).split())


def quoted(text: str) -> str:
    """Return free text in quotes, with a backslash before what a record system might take for its own."""
    return f'"{" ".join(_escaped(word) for word in entered(text).split(" "))}"'


def unquoted(text: str) -> str:
    """Return the free text that ``quoted`` was given, as ``entered`` leaves it."""
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def parted(text: str, separator: str = ", ") -> list[str]:
    """Part a text at every separator that stands outside quotes."""
    inside = re.compile(rf"(?:{QUOTED}|(?!{re.escape(separator)}).)*", re.DOTALL)
    parts, place = [], 0
    while True:
        match = inside.match(text, place)
        end = place if match is None else match.end()
        parts.append(text[place:end])
        if end >= len(text):
            return parts
        place = end + len(separator)


def line_code(text: str) -> str:
    """Return the three characters that stand behind a line."""
    total = sum(map(mul, map(ord, reversed(text)), _powers(len(text)))) % _PRIME
    return _in_letters(total * _LENGTHS + len(text) % _LENGTHS, 3)


def whole_code(lines: Iterable[str]) -> str:
    """Return the eight characters that stand for all lines in their order."""
    digest = hashlib.sha256("\n".join(lines).encode()).digest()
    return _in_letters(int.from_bytes(digest[:5], "big"), 8)


def printed(text: str) -> list[str]:
    """Return one line with its code as it is printed, at most 76 columns wide."""
    words = " ".join(_in_pieces(word) for word in text.split(" "))
    # A no-break space, never in the text itself, keeps the code beside the last word while the line is broken.
    text = f"{words}{_TIE}[{line_code(text)}]"
    rows = textwrap.wrap(text, COLUMNS, subsequent_indent=_HANG, break_long_words=False, break_on_hyphens=False)
    return [row.replace(_TIE, " ") for row in rows]


def words_of(text: str) -> list[Word]:
    """Return the words of a pasted text: bullets left out, words joined that were parted at a line end."""
    found: list[Word] = []
    for number, line in enumerate(_LINE_END.split(text), 1):
        for word in _BULLET.sub(" ", _plain(line)).split():
            if word in ("-", "*"):
                continue
            if found and _goes_on(found[-1].text, word):
                found[-1] = Word(found[-1].text.removesuffix("\\") + word, found[-1].line, number)
            else:
                found.append(Word(word, number, number))
    return found


def lines_of(words: Sequence[Word]) -> Iterator[Line]:
    """Yield what stands before each code; a damaged code ends its line too."""
    start = 0
    for place, word in enumerate(words):
        if not ("[" in word.text or "]" in word.text) or _NO_BRACKET.fullmatch(word.text):
            continue
        code = _CODE.fullmatch(word.text)
        text = " ".join(one.text for one in words[start : place + (code is None)])
        whole = code is not None and code[1] == line_code(text)
        yield Line(text, words[start].line, word.last, whole, place + 1)
        start = place + 1


@lru_cache(maxsize=1024)
def _powers(count: int) -> tuple[int, ...]:
    return tuple(pow(_TIMES, place, _PRIME) for place in range(count))


def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(
        " " if kind == "Cc" else letter for letter in text if (kind := unicodedata.category(letter)) not in ("Cf", "Cs")
    )
    return unicodedata.normalize("NFC", kept).translate(_SAME)


def _escaped(word: str) -> str:
    """Mark what ends a text or a line, and each hyphen that is not inside a word."""
    made = []
    for place, letter in enumerate(word):
        inside = word[place - 1 : place].isalnum() and word[place + 1 : place + 2].isalnum()
        marked = letter in '\\"[]*' or letter in _BULLETS or (letter == "-" and not inside)
        made.append(f"\\{letter}" if marked else letter)
    return "".join(made)


def _in_pieces(word: str) -> str:
    """Part a long word by a backslash and a space, never beside a bare hyphen."""
    if len(word) <= _PIECE:
        return word
    pieces, units = [""], _UNIT.findall(word)
    for place, unit in enumerate(units):
        if len(pieces[-1]) >= _PIECE and unit != "-" and units[place - 1] != "-":
            pieces.append("")
        pieces[-1] += unit
    if len(pieces) > 1 and len(pieces[-1]) < _PIECE // 3:
        last = pieces.pop()
        pieces[-1] += last
    return "\\ ".join(pieces)


def _goes_on(before: str, word: str) -> bool:
    """Tell whether a word was parted: by the writer with a backslash, or by a wrapping at its hyphen."""
    if before[-1] == "\\":
        return _OPEN_END.search(before) is not None
    return before[-1] == "-" and before[-2:-1].isalnum() and word[0].isalnum()


def _in_letters(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))
