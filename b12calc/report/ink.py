"""Write lines of text into a page: what a canvas of ReportLab writes for them, without its way through single letters.

A font numbers its letters anew in every file, in the order in which they come; the first 256 of them make one part of
it, and nearly every text stays within that. So a whole stretch is turned into its numbers by one table; where a letter
lies in a further part, ReportLab's own way is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

Stretch = tuple[str, str]  # a font and what is set in it
Line = tuple[float, Iterable[Stretch]]  # its left edge in points, and what it is set in


class _FurtherPart(Exception):
    """Be raised where a letter is not in the first part of its font."""


class Letters(dict[int, str]):
    """Turn the letters of one font into what stands for them in one file, escaped."""

    def __init__(self, face: str, document: Any, escape: Any) -> None:
        super().__init__()
        self._font: Any = pdfmetrics.getFont(face)
        self._document, self._escape = document, escape
        self._names: dict[int, str] = {}

    def __missing__(self, code: int) -> str:
        ((part, data),) = self._font.splitString(chr(code), self._document)
        if part:
            raise _FurtherPart
        self[code] = self._escape(data)
        return self[code]

    def written(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the text in stretches of one part of the font, each with the name of that part."""
        try:
            yield self._name(0), text.translate(self)
        except _FurtherPart:
            for part, data in self._font.splitString(text, self._document):
                yield self._name(part), self._escape(data)

    def _name(self, part: int) -> str:
        if part not in self._names:
            self._names[part] = self._font.getSubsetInternalName(part, self._document)
        return self._names[part]


class Ink:
    """Write text for one file."""

    def __init__(self, document: Any, escape: Any) -> None:
        self._document, self._escape = document, escape
        self._letters: dict[str, Letters] = {}

    def lines(self, lines: Iterable[Line], top: float, size: float, leading: float, color: Color) -> str:
        """Return the code for lines, each with its left edge; ``top`` is the first base line. All in points."""
        code, current, left = [f"BT {filling(color)}"], "", None
        for number, (x, stretches) in enumerate(lines):
            if x != left:
                left = x
                code.append(f"1 0 0 1 {x:.2f} {top - number * leading:.2f} Tm")
            for face, text in stretches:
                if face not in self._letters:
                    self._letters[face] = Letters(face, self._document, self._escape)
                for name, data in self._letters[face].written(text):
                    if name != current:
                        current = name
                        code.append(f"{name} {size:g} Tf {leading:g} TL")
                    code.append(f"({data}) Tj")
            code.append("T*")
        return " ".join([*code, "ET"])


@cache
def filling(color: Color) -> str:
    """Return the code for filling in a colour."""
    return f"{color.red:g} {color.green:g} {color.blue:g} rg"


@cache
def drawing(color: Color, weight: float) -> str:
    """Return the code for drawing lines in a colour, so heavy in points."""
    return f"{color.red:g} {color.green:g} {color.blue:g} RG {weight:g} w"
