"""Figures, findings and ranges as reports print them: read exactly, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.names import finding_named
from b12calc.units import NumberTrouble, read_number

_SIGN: Final = re.compile(r"(<=|>=|=<|=>|[<>~≤≥=])\s*")
_ONE_SIGN: Final = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "=": None}
_LESS: Final = (
    r"kleiner|unter|weniger als|less than|below|under|inferieur a|moins de|menor que|menor de|inferior a|below"
)
_MORE: Final = (
    r"grosser|uber|mehr als|greater than|more than|above|over|superieur a|plus de|mayor que|mayor de|superior a"
)
_WORD_SIGN: Final = re.compile(rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE})) (?=[0-9])")
_FIGURE: Final = r"[0-9]+(?:[.,][0-9]+)?"
_FIGURED: Final = re.compile(r"[\s'\u2019`_.,]*[0-9][0-9\s'\u2019`_.,]*")
_BETWEEN: Final = re.compile(rf"({_FIGURE})\s*(?:-|–|—|−|_|\bto\b|\bbis\b|\ba\b|à|\band\b|\.\.\.?)\s*({_FIGURE})")
_ONE_SIDED: Final = re.compile(rf"(<=|>=|=<|=>|[<>≤≥])\s*({_FIGURE})")
_WORDED: Final = re.compile(
    rf"(?:(?P<high>up to|bis|max\.?|less than|below|unter|kleiner|jusqu'a|hasta|inferieur a|menor de|menor que)"
    rf"|(?P<low>from|ab|min\.?|more than|above|greater than|uber|grosser|superieur a|mayor de|mayor que))\s*"
    rf"({_FIGURE})"
)
_FRAME: Final = re.compile(r"^[\[({]\s*(.*?)\s*[\])}]$")
_LEAD: Final = re.compile(  # of words that begin alike the longer one stands first
    r"^(?:referenzbereich|ref(?:erence)?\.?\s*(?:range|interval|values?)?|normbereich|normalwerte?|normales?"
    r"|normal(?:\s*range)?|norme?|range|valeurs?\s*(?:de\s*reference|usuelles)|v\.?r\.?|n|vn|ri|rr)\s*[:.=]?\s*",
    re.I,
)
_MOST: Final = 60  # characters; of a longer text no part is read, since a limit might be cut


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a value as read: a comparator with a figure, or a finding, or why it is neither."""

    comparator: str | None = None
    value: str | None = None
    finding: str | None = None
    trouble: str | None = None


def read_figure(text: str, comparator: str | None = None) -> Figure:
    """Read the text of a value; a comparator the format keeps apart stands before it.

    The figure keeps its digits as sent. A figure that can be read as two numbers is a trouble that says so and keeps
    the figure; words that are no finding are a trouble without a figure.
    """
    bare = text.strip()
    sign, rest = _signed(bare)
    if comparator and sign and comparator != sign:
        return Figure(trouble=f"{comparator!r} and {sign!r} stand before one figure")
    try:
        read_number(rest)
    except NumberTrouble as trouble:
        finding = finding_named(bare)
        if finding:
            return Figure(finding=finding)
        readable = trouble.kind in {"grouping", "separator", "length"} and _FIGURED.fullmatch(rest)
        return Figure(sign or comparator, rest if readable else None, trouble=trouble.reason)
    return Figure(sign or comparator, rest.removeprefix("+"))


def _signed(text: str) -> tuple[str | None, str]:
    """Part the comparator of a value from its figure, written as a sign or as a word of one of five languages."""
    match = _SIGN.match(text)
    if match:
        return _ONE_SIGN.get(match[1], match[1]), text[match.end() :]
    if text[:1].isalpha():
        plain = " ".join(text.casefold().translate(_PLAIN_LETTERS).split())
        word = _WORD_SIGN.match(plain)
        if word:
            return ("<" if word["less"] else ">"), plain[word.end() :]
    return None, text


_PLAIN_LETTERS: Final = str.maketrans("äöüéèàí", "aoueeai")


def read_range(text: str) -> tuple[str | None, str | None] | None:
    """Read a printed range, low and high as printed; None where the text is empty or says more than a range.

    A limit with words behind it ("<130 optimal") is a target and no reference interval: not read.
    """
    plain = text.strip()
    if len(plain) > _MOST:
        return None
    framed = _FRAME.match(plain)
    plain = framed[1] if framed else plain
    plain = _LEAD.sub("", plain, count=1).strip(" :")
    both = _BETWEEN.fullmatch(plain)
    if both:
        return both[1], both[2]
    one = _ONE_SIDED.fullmatch(plain)
    if one:
        return (None, one[2]) if one[1][0] in "<≤" or one[1] == "=<" else (one[2], None)
    worded = _WORDED.fullmatch(plain.casefold().translate(_PLAIN_LETTERS))
    if worded:
        figure = worded[3]
        return (None, figure) if worded["high"] else (figure, None)
    return None


_LOW: Final = frozenset({"<", "l", "ll", "lo", "low", "-", "--", "↓", "niedrig", "bas", "bajo"})
_HIGH: Final = frozenset({">", "h", "hh", "hi", "high", "+", "++", "↑", "hoch", "eleve", "alto"})


def flag_denied(flag: str, value: str, low: str | None, high: str | None, comparator: str | None = None) -> bool:
    """Tell whether a flag says low or high of a figure that its printed range does not find so, whatever it may be."""
    bare, number = flag.strip(" ()*").casefold(), read_number(value)
    if bare in _LOW and low and comparator in (None, ">", ">="):
        return number > read_number(low) or (comparator == ">" and number == read_number(low))
    if bare in _HIGH and high and comparator in (None, "<", "<="):
        return number < read_number(high) or (comparator == "<" and number == read_number(high))
    return False
