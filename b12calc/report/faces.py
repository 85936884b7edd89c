"""The embedded fonts: what they cover, how wide their letters are, and what is refused because no font prints it.

Noto Sans in two weights, and Noto Sans Math for signs it lacks (SIL Open Font License, resources/fonts/OFL.txt).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from b12calc.assets import asset
from b12calc.problems import Problem, ProblemsFound

REGULAR: Final = "B12Regular"
BOLD: Final = "B12Bold"
SIGNS: Final = "B12Signs"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", SIGNS: "NotoSansMath-Regular.ttf"}

# Scripts that ReportLab sets right without shaping; the fonts hold more (Devanagari), but it would come out wrong.
_SET_RIGHT: Final = (
    (0x0020, 0x052F), (0x1C80, 0x1C8F), (0x1D00, 0x1DBF), (0x1E00, 0x2BFF), (0x2C60, 0x2C7F),
    (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06),
)  # fmt: skip
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_SPACES: Final = str.maketrans("\t\n\r\f\v", "     ")


class _Letters(dict[str, int]):
    """Hold the advance of every letter of a font; the font's default for the rest."""

    def __init__(self, face: Any) -> None:
        super().__init__((chr(code), width) for code, width in face.charWidths.items())
        self._default = face.defaultWidth

    def __missing__(self, letter: str) -> int:
        return int(self._default)


@cache
def register_fonts() -> None:
    """Make the embedded fonts known to ReportLab, once a process; raises FileNotFoundError when one is missing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(asset("fonts", file))))


@cache
def _covered(face: str) -> frozenset[int]:
    register_fonts()
    font: Any = pdfmetrics.getFont(face)
    return frozenset(font.face.charToGlyph)


@cache
def _fault(letter: str) -> str | None:
    """Say why one character cannot be printed, or return None when it can."""
    code = f"U+{ord(letter):04X} {unicodedata.name(letter, '(no name)')}"
    if unicodedata.category(letter) in _INVISIBLE:
        return f"the invisible character {code} cannot be printed; delete it and type the text again"
    covered = ord(letter) in _covered(REGULAR) or ord(letter) in _covered(SIGNS)
    if not covered or not any(first <= ord(letter) <= last for first, last in _SET_RIGHT):
        return f"the character “{letter}” ({code}) is not in the fonts of this program; write it in other letters"
    return None


def clean(text: str) -> str:
    """Return the text as it is printed: composed letters, one space for any run of spaces, tabs and line ends."""
    parts = unicodedata.normalize("NFC", text).translate(_SPACES).split(" ")
    return " ".join(filter(None, parts))


def refuse_unprintable(texts: Iterable[tuple[str, str]]) -> None:
    """Check every text, given with the name of its place, before anything is written.

    Raises ProblemsFound with one sentence for each character that cannot be printed, each character once.
    """
    found: dict[str, Problem] = {}
    for place, text in texts:
        for letter in sorted(set(clean(text))):
            fault = _fault(letter)
            if fault and letter not in found:
                found[letter] = Problem(place, fault)
    if found:
        raise ProblemsFound(found.values())


def runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Cut a cleaned text into stretches of one font: the signs font only where the text font has no glyph."""
    own = _covered(face)
    if own.issuperset(map(ord, text)):
        yield face, text
        return
    for in_own, letters in groupby(text, key=lambda letter: ord(letter) in own):
        yield (face if in_own else SIGNS), "".join(letters)


def advance(text: str, face: str, size: float) -> float:
    """Return the width in points of a text that one font covers."""
    return 0.001 * size * sum(map(_letters(face).__getitem__, text))


@cache
def _letters(face: str) -> _Letters:
    register_fonts()
    font: Any = pdfmetrics.getFont(face)
    return _Letters(font.face)


def width_of(text: str, face: str, size: float) -> float:
    """Return the printed width of a text in points."""
    return sum(advance(run, font, size) for font, run in runs(clean(text), face))
