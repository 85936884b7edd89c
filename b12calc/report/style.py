"""How the report looks, and the one door every text passes on its way to paper.

No text is ever parsed as markup: the door sets words, so ``<img src=...>`` is printed letter by letter. What the
embedded fonts cannot print, and what no eye can see (control, bidirectional and other format characters), is refused
with a sentence that names the character. Sizes and spaces stand on a grid of 4 points; two weights, grey only.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, black

from b12calc.report.faces import BOLD, clean, runs, width_of
from b12calc.report.setting import Style, Text, words_of
from b12calc.report.tags import Element, TaggedCanvas
from b12calc.report.words import keep_figures

GRID: Final = 4
INK: Final = black
QUIET: Final = Color(0.28, 0.28, 0.28)
RULE: Final = Color(0.55, 0.55, 0.55)
HAIR: Final = Color(0.72, 0.72, 0.72)
TINT: Final = Color(0.93, 0.93, 0.93)
SHADE: Final = Color(0.76, 0.76, 0.76)

TITLE: Final = Style(14, 20, INK, BOLD)
ASIDE: Final = Style(8, 14, QUIET, side="right")
HEADING: Final = Style(9, 12, INK, BOLD, keep_with_next=True)
BODY: Final = Style(8.5, 12, INK)
STRONG: Final = Style(8.5, 12, INK, BOLD)
LARGE: Final = Style(10.5, 14, INK, BOLD)
CELL: Final = Style(8, 10, INK)
CELL_STRONG: Final = Style(8, 10, INK, BOLD)
LABEL: Final = Style(8, 10, QUIET)
SMALL: Final = Style(7.75, 8.5, INK)
SMALL_STRONG: Final = Style(7.75, 8.5, INK, BOLD)
SMALL_LABEL: Final = Style(7.75, 8.5, QUIET)
QUIET_TEXT: Final = Style(7.5, 10, QUIET)
COLUMN: Final = Style(7.5, 10, INK, BOLD)


def paragraph(text: str, style: Style, kind: type[Text] = Text, lead: str = "", piece: Element | None = None) -> Text:
    """Return the one kind of paragraph the report has: text as typed, no markup ever read.

    ``lead`` stands before the text in the heavier weight; ``piece`` is what the text is in the structure.
    """
    words = words_of(clean(lead), BOLD, style.size) if lead else []
    return kind(words + words_of(keep_figures(clean(text)), style.face, style.size), style, piece)


def draw_text(canvas: TaggedCanvas, place: tuple[float, float], text: str, face: str, size: float) -> None:
    """Draw one line of text from ``place`` (x, y of the baseline, in points) to the right."""
    canvas.write([(place[0], runs(clean(text), face))], place[1], size, size, INK)


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
