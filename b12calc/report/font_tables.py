"""Read letters, widths and outlines of a font by whole tables; ReportLab's one by one takes thrice as long.

Source: OpenType 1.9, tables cmap (format 12), hhea, hmtx, head, maxp and loca.
"""

from __future__ import annotations

from itertools import count
from struct import unpack_from
from typing import Any, Final
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

_WHOLE: Final = 12  # the format of a table that holds every character of Unicode
_HEAD: Final = 16  # bytes before its groups
_HOW_MANY_WIDTHS, _HOW_WIDE_PLACES = 34, 50  # where hhea and head say so, in bytes
_SPACE, _TIED_SPACE = 0x20, 0xA0


class Face(TTFontFace):
    """Hold what ReportLab asks of a font file, equal in all that it reads itself."""

    _ttf_data: bytes
    hmetrics: list[tuple[int, int]]

    def extractInfo(self, charInfo: int = 1) -> None:
        """Read the font: what is short by ReportLab, the long tables at once; all in thousandths of its size."""
        super().extractInfo(0)
        whole: Any = self
        glyphs = self._glyphs()
        metrics = self._metrics()
        whole.hmetrics, whole.defaultWidth = metrics, metrics[0][0]
        whole.charToGlyph = glyphs
        whole.charWidths = {letter: metrics[glyph][0] for letter, glyph in glyphs.items()}
        long = self._table("head", "H", 1, _HOW_WIDE_PLACES)[0]
        places = self._table("loca", "L" if long else "H", whole.numGlyphs + 1)
        whole.glyphPos = [*places] if long else [2 * place for place in places]

    def _table(self, name: str, kind: str, how_many: int, after: int = 0) -> tuple[int, ...]:
        """Return so many numbers of one kind out of a table."""
        return unpack_from(f">{how_many}{kind}", self._ttf_data, self.get_table_pos(name)[0] + after)

    def _glyphs(self) -> dict[int, int]:
        """Return the glyph of every character; a space that ties is drawn as a space."""
        start = self.get_table_pos("cmap")[0]
        parts = self._table("cmap", "L", 2 * self.get_ushort(start + 2), 4)[1::2]
        place = next(start + part for part in reversed(parts) if self.get_ushort(start + part) == _WHOLE)
        numbers = unpack_from(f">{3 * self.get_ulong(place + _HEAD - 4)}L", self._ttf_data, place + _HEAD)
        found: dict[int, int] = {}
        for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            found.update(zip(range(first, last + 1), count(glyph)))
        found[_TIED_SPACE] = found[_SPACE]
        return found

    def _metrics(self) -> list[tuple[int, int]]:
        """Return width and left edge of every glyph; the last ones are all as wide as the one before them."""
        wide = self._table("hhea", "H", 1, _HOW_MANY_WIDTHS)[0]
        numbers = self._table("hmtx", "H", wide + self.numGlyphs)
        each = [*zip(numbers[: 2 * wide : 2], numbers[1 : 2 * wide : 2], strict=True)]
        return each + [(each[-1][0], edge) for edge in numbers[2 * wide :]]


class Font(TTFont):
    """Be a font of ReportLab's, read that way."""

    def __init__(self, name: str, file: str) -> None:
        """Read the font in a file."""
        whole: Any = self
        whole.fontName, whole.face, whole.encoding = name, Face(file), TTEncoding()
        whole.state, whole._asciiReadable, whole.shapable = WeakKeyDictionary(), rl_config.ttfAsciiReadable, False
