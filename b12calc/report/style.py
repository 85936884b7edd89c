"""How the report looks, and the one door every text passes on its way to paper.

No text is ever parsed as markup: the door builds ready-made fragments, so ``<img src=...>`` is eleven letters and more.
What the embedded fonts cannot print, and what no eye can see (control, bidirectional and other format characters), is
refused with a sentence that names the character. Sizes and spaces stand on a grid of 4 points; two weights, grey only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from b12calc.assets import asset
from b12calc.problems import Problem, ProblemsFound
from b12calc.report.words import keep_figures

GRID: Final = 4
REGULAR: Final = "B12Regular"
BOLD: Final = "B12Bold"
SIGNS: Final = "B12Signs"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", SIGNS: "NotoSansMath-Regular.ttf"}

INK: Final = black
QUIET: Final = Color(0.28, 0.28, 0.28)
RULE: Final = Color(0.55, 0.55, 0.55)
HAIR: Final = Color(0.72, 0.72, 0.72)
TINT: Final = Color(0.93, 0.93, 0.93)
SHADE: Final = Color(0.76, 0.76, 0.76)

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


class _Font(TTFont):
    """Be a TrueType font that measures text three times as fast as ReportLab's pure Python does."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._letters = _Letters(self.face)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Return the width of a text in points."""
        return 0.001 * size * sum(map(self._letters.__getitem__, text))


@cache
def register_fonts() -> None:
    """Make the embedded fonts known to ReportLab, once a process; raises FileNotFoundError when one is missing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(_Font(name, str(asset("fonts", file))))


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


def _runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Cut a cleaned text into stretches of one font: the signs font only where the text font has no glyph."""
    own = _covered(face)
    if own.issuperset(map(ord, text)):
        yield face, text
        return
    for in_own, letters in groupby(text, key=lambda letter: ord(letter) in own):
        yield (face if in_own else SIGNS), "".join(letters)


class Style(ParagraphStyle):
    """Be one text style of the report; never splits so that a single line is left alone."""

    defaults = {  # noqa: RUF012
        **ParagraphStyle.defaults,
        "fontName": REGULAR,
        "bulletFontName": REGULAR,
        "spaceShrinkage": 0,
        "allowWidows": 0,
        "allowOrphans": 0,
        "textColor": INK,
    }


def _fragment(text: str, face: str, style: ParagraphStyle) -> Any:
    return ParaFrag(
        text=text, fontName=face, fontSize=style.fontSize, textColor=style.textColor, bold=0, italic=0, rise=0, greek=0,
        link=[], us_lines=[],
    )  # fmt: skip


class Text(Paragraph):
    """Be a paragraph that is broken into lines once for each width: tables and frames ask several times."""

    _broken_for: float | None = None

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Return width and height in points."""
        if self._broken_for != available or not hasattr(self, "blPara"):  # a split takes the lines away
            super().wrap(available, height)
            self._broken_for = available
        return self.width, self.height

    def breakLines(self, width: float | list[float]) -> Any:
        """Return the lines; text in one font takes a short way, anything else the general one."""
        room = width[0] if isinstance(width, list) else width
        only: Any = self.frags[0] if len(self.frags) == 1 else None
        lines = _lines_of(only, room) if hasattr(only, "text") else None
        if lines is None:
            return super().breakLines(width)
        ascent, descent = pdfmetrics.getAscentDescent(only.fontName, only.fontSize)
        return only.clone(kind=0, lines=lines, ascent=ascent, descent=descent)


def _lines_of(fragment: Any, room: float) -> list[tuple[float, list[str]]] | None:
    """Return (space left, words) for each line; None where a word is wider than the room."""
    font, size = pdfmetrics.getFont(fragment.fontName), fragment.fontSize
    space = font.stringWidth(" ", size)
    lines: list[tuple[float, list[str]]] = []
    words: list[str] = []
    used = -space
    for word in fragment.text.split(" "):
        wide = font.stringWidth(word, size)
        if wide > room or not word:
            return None
        if words and used + space + wide > room:
            lines.append((room - used, words))
            words, used = [], -space
        words.append(word)
        used += space + wide
    return [*lines, (room - used, words)]


def paragraph(text: str, style: ParagraphStyle, kind: type[Text] = Text, lead: str = "") -> Text:
    """Return the one kind of paragraph the report has: text as typed, no markup ever read.

    ``lead`` stands before the text in the heavier weight.
    """
    fragments = [_fragment(f"{run} ", face, style) for face, run in _runs(clean(lead), BOLD)] if lead else []
    fragments += [_fragment(run, face, style) for face, run in _runs(keep_figures(clean(text)), style.fontName)]
    return kind("", style, frags=fragments)


def width_of(text: str, face: str, size: float) -> float:
    """Return the printed width of a text in points."""
    return float(sum(pdfmetrics.stringWidth(run, font, size) for font, run in _runs(clean(text), face)))


def draw_text(canvas: Canvas, place: tuple[float, float], text: str, face: str, size: float) -> None:
    """Draw one line of text from ``place`` (x, y of the baseline, in points) to the right."""
    x, y = place
    for font, run in _runs(clean(text), face):
        canvas.setFont(font, size)
        canvas.drawString(x, y, run)
        x += pdfmetrics.stringWidth(run, font, size)


def fitted(text: str, face: str, size: float, width: float) -> str:
    """Return the text, cut with a visible … where it is wider than ``width`` points."""
    text = clean(text)
    if width_of(text, face, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle] + "…", face, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low] + "…"


TITLE: Final = Style("title", fontName=BOLD, fontSize=14, leading=20)
ASIDE: Final = Style("aside", fontSize=8, leading=14, textColor=QUIET, alignment=TA_RIGHT)
HEADING: Final = Style("heading", fontName=BOLD, fontSize=9, leading=12, keepWithNext=1)
BODY: Final = Style("body", fontSize=8.5, leading=12)
STRONG: Final = Style("strong", parent=BODY, fontName=BOLD)
LARGE: Final = Style("large", fontName=BOLD, fontSize=10.5, leading=14)
CELL: Final = Style("cell", fontSize=8, leading=10)
CELL_STRONG: Final = Style("cell strong", parent=CELL, fontName=BOLD)
LABEL: Final = Style("label", parent=CELL, textColor=QUIET)
SMALL: Final = Style("small", fontSize=7, leading=8.5)
SMALL_STRONG: Final = Style("small strong", parent=SMALL, fontName=BOLD)
SMALL_LABEL: Final = Style("small label", parent=SMALL, textColor=QUIET)
QUIET_TEXT: Final = Style("quiet", fontSize=7.5, leading=10, textColor=QUIET)
COLUMN: Final = Style("column", fontName=BOLD, fontSize=7.5, leading=10)
