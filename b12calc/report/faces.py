"""The embedded fonts: what they hold, how wide their letters are, and which of them sets a text.

Noto Sans in two weights, and Noto Sans Math for signs it lacks (SIL Open Font License, resources/fonts/OFL.txt).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics

from b12calc.assets import asset
from b12calc.report.font_tables import Font

REGULAR: Final = "B12Regular"
BOLD: Final = "B12Bold"
SIGNS: Final = "B12Signs"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", SIGNS: "NotoSansMath-Regular.ttf"}

_SPACES: Final = "\t\n\r\f\v"


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
        pdfmetrics.registerFont(Font(name, str(asset("fonts", file))))


@cache
def covered(face: str) -> frozenset[int]:
    """Return the numbers of the characters that one font holds."""
    register_fonts()
    font: Any = pdfmetrics.getFont(face)
    return frozenset(font.face.charToGlyph)


def clean(text: str) -> str:
    """Return the text as it is printed: composed letters, one space for any run of spaces, tabs and line ends."""
    text = unicodedata.normalize("NFC", text)
    for space in _SPACES:
        text = text.replace(space, " ")
    return " ".join(filter(None, text.split(" "))) if "  " in text else text.strip(" ")


def runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Cut a cleaned text into stretches of one font: the signs font only where the text font has no glyph."""
    own = covered(face)
    if own.issuperset(map(ord, text)):
        yield face, text
        return
    for in_own, letters in groupby(text, key=lambda letter: ord(letter) in own):
        yield (face if in_own else SIGNS), "".join(letters)


def advance(text: str, face: str, size: float) -> float:
    """Return the width in points of a text that one font covers."""
    return 0.001 * size * measure(text, face)


@lru_cache(maxsize=10_000)
def measure(text: str, face: str) -> int:
    """Return the width of a text that one font covers, in thousandths of its size.

    What was measured is kept while one paper is written, and let go of with it.
    """
    return sum(map(_letters(face).__getitem__, text))


@cache
def _letters(face: str) -> _Letters:
    register_fonts()
    font: Any = pdfmetrics.getFont(face)
    return _Letters(font.face)


def width_of(text: str, face: str, size: float) -> float:
    """Return the printed width of a text in points."""
    return sum(advance(run, font, size) for font, run in runs(clean(text), face))
