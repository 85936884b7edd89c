"""How the report looks, and the one door every text passes on its way to paper.

No text is ever parsed as markup: the door builds ready-made fragments, so ``<img src=...>`` is eleven letters and more.
What the embedded fonts cannot print, and what no eye can see (control, bidirectional and other format characters), is
refused with a sentence that names the character. Sizes and spaces stand on a grid of 4 points; two weights, grey only.
"""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from b12calc.report.faces import BOLD, REGULAR, clean, runs, width_of
from b12calc.report.words import keep_figures

GRID: Final = 4
INK: Final = black
QUIET: Final = Color(0.28, 0.28, 0.28)
RULE: Final = Color(0.55, 0.55, 0.55)
HAIR: Final = Color(0.72, 0.72, 0.72)
TINT: Final = Color(0.93, 0.93, 0.93)
SHADE: Final = Color(0.76, 0.76, 0.76)


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

    def breakLines(self, width: Any) -> Any:
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
    fragments = [_fragment(f"{run} ", face, style) for face, run in runs(clean(lead), BOLD)] if lead else []
    fragments += [_fragment(run, face, style) for face, run in runs(keep_figures(clean(text)), style.fontName)]
    return kind("", style, frags=fragments)


def draw_text(canvas: Canvas, place: tuple[float, float], text: str, face: str, size: float) -> None:
    """Draw one line of text from ``place`` (x, y of the baseline, in points) to the right."""
    x, y = place
    for font, run in runs(clean(text), face):
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
