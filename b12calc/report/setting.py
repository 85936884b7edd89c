"""Set text in lines: words of one or more fonts, broken at spaces, drawn as they were typed.

ReportLab's own paragraph reads markup and takes five times as long; this one has no parser at all.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Spacer

from b12calc.report.faces import REGULAR, advance, measure, runs
from b12calc.report.ink import Stretch
from b12calc.report.tags import Element, TaggedCanvas
from b12calc.report.words import TIE

_ALONE: Final = 2  # fewer lines than this are never left on a page, nor carried to the next
_RUNT: Final = 0.15  # of the width; a word up to this length is not left alone on the last line


@dataclass(frozen=True, slots=True)
class Style:
    """Hold how a text is set: font, size and line height in points, colour, side."""

    size: float
    leading: float
    color: Color
    face: str = REGULAR
    side: Literal["left", "right"] = "left"
    keep_with_next: bool = False


class Word(NamedTuple):
    """Hold one word as stretches of one font each, and its width in points; ``cut`` when it goes on in the next."""

    parts: tuple[tuple[str, str], ...]
    width: float
    cut: bool = False


def words_of(text: str, face: str, size: float) -> list[Word]:
    """Return the words of a cleaned text; a sign the font lacks is set in the font that has it."""
    cut, each = list(runs(text, face)), 0.001 * size
    if len(cut) == 1 and cut[0][0] == face:
        return [Word(((face, word),), each * measure(word, face)) for word in text.split(" ")]
    parted = [tuple(runs(word, face)) for word in text.split(" ")]
    return [Word(parts, each * sum(measure(part, font) for font, part in parts)) for parts in parted]


Line = tuple[list[Word], float]
Letter = tuple[str, str, float]


def lines_of(words: list[Word], room: float, size: float) -> list[Line]:
    """Return the lines, each with its width; a word wider than the room is cut."""
    space = advance(" ", REGULAR, size)
    lines: list[Line] = []
    line: list[Word] = []
    used = -space
    for word in words:
        for piece in (word,) if word.width <= room else _cut(word, room, size):
            if line and used + space + piece.width > room:
                lines.append((line, used))
                line, used = [], -space
            line.append(piece)
            used += space + piece.width
    return _without_runt([*lines, (line, used)], room, space)


def _without_runt(lines: list[Line], room: float, space: float) -> list[Line]:
    """Return the lines with no short word alone on the last: the word before it goes with it."""
    if len(lines) < _ALONE or len(lines[-1][0]) > 1 or lines[-1][1] > _RUNT * room:
        return lines
    (*kept, moved), used = lines[-2]
    if len(kept) < _ALONE or kept[-1].cut or moved.cut:
        return lines
    (last,), short = lines[-1]
    return [*lines[:-2], (kept, used - space - moved.width), ([moved, last], moved.width + space + short)]


def _cut(word: Word, room: float, size: float) -> list[Word]:
    """Return the pieces of a word too wide for its column.

    It is parted where figures are tied, else before a hyphen of its own, else between letters: readers of PDFs take a
    hyphen at the end of a line for one of the printer's, and lose it.
    """
    letters = [(face, letter, advance(letter, face, size)) for face, part in word.parts for letter in part]
    pieces: list[Word] = []
    held: list[Letter] = []
    for place, (face, letter, width) in enumerate(letters):
        tied = letter == TIE and held and place + 1 < len(letters)
        if tied:
            pieces.append(_piece(held, cut=False))
            held = []
            continue
        if held and sum(one[2] for one in held) + width > room:
            end = _hyphen(held)
            pieces.append(_piece(held[:end], cut=True))
            held = held[end:]
        held.append((face, letter, width))
    return [*pieces, _piece(held, cut=False)]


def _hyphen(held: list[Letter]) -> int:
    """Return how many letters stand before the last hyphen or up to an underscore, all where it would be under half."""
    ends = [place - (letter == "-") for place, (_, letter, _) in enumerate(held, 1) if letter in "-_"]
    return ends[-1] if ends and ends[-1] > len(held) / 2 else len(held)


def _piece(letters: list[Letter], cut: bool) -> Word:
    return Word(tuple((face, letter) for face, letter, _ in letters), sum(one[2] for one in letters), cut=cut)


class Text(Flowable):
    """Be a paragraph: broken once for each width, split so that no line stands alone; both parts are one ``piece``."""

    def __init__(self, words: list[Word], style: Style, piece: Element | None = None) -> None:
        super().__init__()
        self._words, self._style, self.piece = words, style, piece
        self._lines: list[Line] = []
        self._broken_for: float | None = None
        self.keepWithNext = style.keep_with_next

    def words(self) -> str:
        """Return the text as it is read."""
        return " ".join("".join(part for _, part in word.parts) for word in self._words)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return width and height in points."""
        if self._broken_for != available:
            self._lines = lines_of(self._words, available, self._style.size)
            self._broken_for = available
            self.width, self.height = available, len(self._lines) * self._style.leading
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Flowable]:
        """Return the part that fits and the rest; nothing where a line would stand alone."""
        self.wrap(available, height)
        fits = min(int(height / self._style.leading + 1e-6), len(self._lines))
        if fits == len(self._lines):
            return [self]
        fits = min(fits, len(self._lines) - _ALONE)
        if fits < _ALONE:
            return []
        return [self._part(self._lines[:fits]), self._part(self._lines[fits:])]

    def start(self, available: float) -> float:
        """Return the height in points of the lines that are never parted from its first."""
        self.wrap(available, 0)
        return self._style.leading * min(len(self._lines), _ALONE if len(self._lines) >= 2 * _ALONE else 2 * _ALONE)

    def cut(self, available: float, height: float) -> tuple[Text | None, Text | None]:
        """Return the lines that fit into a height and the rest, either of which may be none; in points."""
        self.wrap(available, height)
        fits = int(height / self._style.leading + 1e-6)
        if fits >= len(self._lines):
            return self, None
        return self._part(self._lines[:fits]) if fits else None, self._part(self._lines[fits:])

    def _part(self, lines: list[Line]) -> Text:
        return type(self)([word for line, _ in lines for word in line], self._style, self.piece)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw the lines from a place, in points, with no state of the canvas put aside: none of it is changed."""
        self.draw_at(canvas, x, y + self.height)

    def draw_at(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the lines from their upper left corner, in points, as the piece of the structure that they are."""
        style = self._style
        lines = [(left + (self.width - line[1] if style.side == "right" else 0.0), _stretches(line[0]))
                 for line in self._lines]  # fmt: skip
        with nullcontext() if self.piece is None else canvas.piece(self.piece):
            canvas.write(lines, top - style.size, style.size, style.leading, style.color)


def _stretches(line: list[Word]) -> list[Stretch]:
    """Join the words of a line into stretches of one font; the space belongs to the font before it."""
    joined: list[list[str]] = []
    for word in line:
        for face, part in word.parts:
            if joined and joined[-1][0] == face:
                joined[-1][1] += part
            else:
                joined.append([face, part])
        joined[-1][1] += " "  # at the end of a line too: a reader of tags does not see where it breaks
    if line[-1].cut:
        joined[-1][1] = joined[-1][1][:-1]
    return [(face, text) for face, text in joined]


class Gap(Spacer):
    """Be room that is left free; there is nothing to draw."""

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw nothing, and put no state of the canvas aside for it."""
