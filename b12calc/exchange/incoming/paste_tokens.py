"""The signs of one pasted line as lexemes: words, figures with their comparator, ranges, units, days, marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from b12calc.exchange.incoming import paste_shapes as shapes
from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.names import is_unit
from b12calc.exchange.incoming.paste_codes import bracketed_code, leading_code
from b12calc.exchange.incoming.paste_days import Printed, clock_at, day_at
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_units import unit_end

Kind = Literal[
    "name", "number", "unit", "range", "flag", "date", "clock", "finding", "status", "label", "not_now", "plain",
    "unknown", "odd", "join", "stop", "code", "word", "titre",
]  # fmt: skip

MOST_TOKENS: Final = 300  # of a line; a line of a report has far fewer
_SAME_SIGN: Final = {"≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "=<": "<=", "=>": ">="}


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one piece of a line: what it is, where it stands, in which cell, whether in brackets.

    ``figure`` are the places of the digits of a number; ``mean`` what a word stands for; ``glued`` tells that nothing
    parts it from the piece before.
    """

    kind: Kind
    text: str
    start: int
    end: int
    cell: int
    inside: bool = False
    mean: str = ""
    comparator: str | None = None
    figure: tuple[int, int] = (0, 0)
    day: Printed | None = None
    line: Line | None = None
    code: Code | None = None


class Lexer:
    """Walk through one line once and give its lexemes in order."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._text = line.text
        self._place = 0
        self._cell = 0
        self._depth = 0
        self._given: list[Token] = []

    def tokens(self) -> list[Token]:
        """Return the lexemes; words are not joined to names yet."""
        length = len(self._text)
        while self._place < length and len(self._given) < MOST_TOKENS:
            gap = shapes.GAP.match(self._text, self._place)
            if gap:
                self._cell += 1
                self._place = gap.end()
            elif self._text[self._place] == " ":
                self._place += 1
            else:
                self._one(self._text[self._place])
        return self._given

    def _put(self, kind: Kind, end: int, *, mean: str = "", comparator: str | None = None,
             figure: tuple[int, int] = (0, 0), day: Printed | None = None) -> None:  # fmt: skip
        text = self._text[self._place : end]
        self._given.append(
            Token(kind, text, self._place, end, self._cell, self._depth > 0, mean, comparator, figure, day, self._line)
        )
        self._place = end

    def _bracketed(self) -> tuple[Code, int] | None:
        """Return the code in brackets here; bare figures behind a figure or a unit are none."""
        coded = bracketed_code(self._text, self._place) if self._given else None
        bare = coded and coded[0].code == self._text[self._place + 1 : coded[1] - 1].strip() and coded[0].code.isdigit()
        return None if bare and self._given[-1].kind in {"number", "unit", "range"} else coded

    def _code(self, code: Code, end: int) -> None:
        self._put("code", end)
        self._given[-1] = replace(self._given[-1], code=code)

    def _one(self, sign: str) -> None:
        if sign in "4X" and (coded := leading_code(self._text, self._place)):
            self._code(*coded)
        elif sign.isdigit():
            self._digits()
        elif sign in "<>≤≥~=≦≧":
            self._sign()
        elif sign.isalpha() or sign in "%µμ":
            self._letters()
        elif sign in "/×‰" and (end := unit_end(self._text, self._place)):
            self._put("unit", end)
        elif sign in "([{" and (coded := self._bracketed()):
            self._code(*coded)
        elif sign in "([{":
            self._depth += 1
            self._put("join", self._place + 1)
        elif sign in ")]}":
            loose = not self._depth and self._given and self._given[-1].kind == "number"  # "1421) ng/L": a footnote's
            self._depth = max(0, self._depth - 1)
            self._put("odd" if loose and self._given[-1].end == self._place else "join", self._place + 1)
        else:
            self._symbol(sign)

    def _digits(self) -> None:
        text, place = self._text, self._place
        if day := day_at(text, place):
            self._put("date", day.end, day=day)
        elif end := clock_at(text, place):
            self._put("clock", end)
        elif text[place] == "1" and (end := unit_end(self._text, self._place)) and is_unit(text[place:end]):
            self._put("unit", end)
        elif match := self._alone(shapes.LOINC):
            self._code(Code("loinc", match[0]), match.end())
        elif match := shapes.RANGE.match(text, place):
            chained = shapes.CHAINED.match(text, match.end())
            self._put("odd" if chained else "range", chained.end() if chained else match.end())
        else:
            self._number(None, place)

    def _alone(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern that fills a cell and is a LOINC code by its check digit."""
        match = pattern.match(self._text, self._place)
        if not match or (self._given and self._given[-1].cell == self._cell):
            return None
        behind = match.end() == len(self._text) or shapes.GAP.match(self._text, match.end())
        return match if behind and shapes.is_loinc(match[0]) else None

    def _lone(self, between: str) -> bool:
        """Tell whether a sign fills a cell of its own: it may be a flag and not said of the figure behind it."""
        first = not self._given or self._given[-1].cell != self._cell
        return first and ("\t" in between or "|" in between or between.endswith("  "))

    def _number(self, comparator: str | None, digits: int, mean: str = "") -> None:
        """Take a figure from ``digits`` on; what is stuck to it and is no unit or flag makes it no figure."""
        text = self._text
        match = shapes.NUMBER.match(text, digits)
        if match is None:  # a digit that is no figure, such as a raised one
            self._put("odd", digits + 1)
            return
        end = match.end()
        behind = text[end : end + 1]
        if not text[digits:end].isascii():
            self._put("odd", end)
        elif behind.isalpha() or behind in ("_", "\\"):
            self._stuck(comparator, digits, end)
        elif shapes.IS_STUCK.match(text, end):
            kind: Kind = "titre" if behind == ":" or (behind == "/" and text[digits:end] == "1") else "odd"
            stuck = shapes.STUCK_ODD.match(text, end)
            self._put(kind, stuck.end() if stuck else end)
        elif behind == "-" and re.match(r"-[^\W\d_]", text[end : end + 2]):
            word = shapes.STUCK_WORD.match(text, digits)
            self._put("word", word.end() if word else end)
        elif text[digits] == "0" and text[digits + 1 : end].isdigit():
            self._put("odd" if self._groups(digits, end) else "code", end)
        else:
            self._put("number", end, mean=mean, comparator=comparator, figure=(digits, end))

    def _groups(self, digits: int, end: int) -> bool:
        """Tell whether three digits may be the thousands of the figure before them: "12 000"."""
        told = [token.kind for token in self._given[-2:] if token.kind != "join"]
        return end - digits == shapes.GROUP and told[-1:] == ["number"]

    def _stuck(self, comparator: str | None, digits: int, end: int) -> None:
        text = self._text
        if unit_end(text, end) or shapes.FLAG_BEHIND.match(text, end):
            self._put("number", end, comparator=comparator, figure=(digits, end))
            return
        word = shapes.STUCK_WORD.match(text, digits)
        self._put("odd" if comparator else "word", word.end() if word else end)

    def _sign(self) -> None:
        match = shapes.SIGN.match(self._text, self._place)
        if match and match[1][0] == "=" and self._text[self._place - 1 : self._place].strip():
            self._put("stop", self._place + 1)  # "B12=<83": the sign of equality belongs to the name
        elif match:
            between = self._text[self._place : match.start(2)]
            self._cell += 1 if "\t" in between or "|" in between else 0
            apart = "apart" if self._lone(between) else ""
            sign = f"{match[1][0]}=" if "or" in match[1].lower() else _SAME_SIGN.get(match[1], match[1])
            self._number(sign, match.start(2), apart)
        elif self._text[self._place] == "=":
            self._put("stop", self._place + 1)
        elif self._flags():
            self._put("flag", self._place + 1)
        else:
            self._put("odd", self._place + 1, mean="sign")

    def _flags(self) -> bool:
        """Tell whether a lone sign says low or high: in its own cell behind a figure, before the unit or the end."""
        text, place = self._text, self._place
        figures = {token.kind for token in self._given}
        if not self._given or self._given[-1].cell == self._cell or "number" not in figures:
            return False
        if not text[place + 1 :].strip():
            return "range" in figures
        gap = shapes.GAP.match(text, place + 1)
        return bool(gap and self._given[-1].kind == "number" and unit_end(text, gap.end()))

    def _letters(self) -> None:
        text, place = self._text, self._place
        if match := shapes.FIXED.match(text, place):
            self._depth = max(0, self._depth - match[0].count(")"))
            self._put("word", match.end())
        elif match := shapes.IN_WORDS.match(text, place):
            sign = "<" if match["less"] else ">" if match["more"] else ">=" if match["least"] else "<="
            kind: Kind = "range" if match["most"] or match["least"] else "number"
            self._put(kind, match.end(), comparator=sign, figure=match.span("num"), mean="words")
        elif day := day_at(text, place):
            self._put("date", day.end, day=day)
        elif end := unit_end(self._text, self._place):
            self._put("unit", end)
        elif match := shapes.WORD.match(text, place):
            self._put("word", match.end())
        else:
            self._put("odd", place + 1)

    def _symbol(self, sign: str) -> None:
        end = self._place + 1
        if said := shapes.SHORT_FINDING.match(self._text, self._place):
            self._put("finding", said.end(), mean="positive" if sign == "+" else "negative")
        elif sign in shapes.MARKS:
            while self._text[end : end + 1] == sign:
                end += 1
            stuck = sign == "+" and (self._text[end : end + 1].isdigit() or self._text[end : end + 2] == "/-")
            self._put("odd" if stuck else "flag", end)
        elif arrow := shapes.ARROW.match(self._text, self._place):
            self._put("odd" if any(token.kind == "number" for token in self._given) else "join", arrow.end())
        elif sign in shapes.DASHES:
            stuck = self._text[end : end + 1].isdigit()
            self._put("odd" if stuck else "join", end, mean="dash")
        elif sign == "." and (match := shapes.BARE_RANGE.match(self._text, self._place)):
            self._put("range", match.end())
        elif sign in "?.," and shapes.UNPLAIN.match(self._text, max(0, self._place - 1)):
            self._put("odd", end)
        elif sign in ":;":
            self._put("stop", end)
        elif sign in shapes.JOINING:
            self._put("join", end)
        else:
            self._put("odd", end)
