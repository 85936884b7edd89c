"""The shapes of what stands in a line of a report: figures, ranges, comparators, units, words."""

from __future__ import annotations

import re
from typing import Final

_NUM: Final = r"\d+(?:[.,'’]\d+)*"
_TO: Final = (
    r"(?:[ ]{0,2}(?:-|–|—|−|‐|‑|\.{2,3})[ ]{0,2}|[ ][-–][ ]{3,5}|[ ](?:to|bis|à|a|al|until|hasta|and|y|et|und)[ ])"
)
_PART: Final = r"(?:[^\s|;,()\[\]<>=]|,(?=\d))"
_LESS: Final = (
    r"less than|lower than|below|under|kleiner(?: als)?|unter|weniger als|inf(?:[ée]rieure?|\.) [àa]|moins de"
    r"|menor (?:de|que|a)|inferior a"
)
_MORE: Final = (
    r"greater than|more than|higher than|above|over|gr(?:ö|oe)(?:ß|ss)er(?: als)?|[üu]ber|mehr als"
    r"|sup(?:[ée]rieure?|\.) [àa]|plus de|mayor (?:de|que|a)|superior a"
)
_MOST: Final = (
    r"up to|bis|jusqu['’]?[àa]|hasta|max\.?|upper (?:ref(?:erence)? )?limit(?: of normal)?(?: is)?|ULN"
    r"|limite sup(?:érieure|erieure|erior)|ober(?:e|er) (?:norm)?grenz(?:e|wert)"
)
_LEAST: Final = (
    r"lower (?:ref(?:erence)? )?limit(?: of normal)?(?: is)?|LLN|limite inf(?:érieure|erieure|erior)"
    r"|unter(?:e|er) (?:norm)?grenz(?:e|wert)"
)

GAP: Final = re.compile(r"(?:[ ]*[\t|][ \t|]*|[ ]{2,}|[ ]*(?:\.{3,}|_{3,}|…+|-{3,}|={3,})[ ]*)+")
RANGE: Final = re.compile(rf"{_NUM}{_TO}{_NUM}(?![\w])(?![.,]\d)")
BARE_RANGE: Final = re.compile(rf"(?<![\w.])\.\d+{_TO}(?:{_NUM}|\.\d+)(?![\w])(?![.,]\d)")  # ".67 - 1.17"
CHAINED: Final = re.compile(rf"[ ]{{0,2}}[-–—−/^:][ ]{{0,2}}{_NUM}")
NUMBER: Final = re.compile(_NUM)
SIGN: Final = re.compile(rf"(<=|>=|=<|=>|[<>][ ]?(?:or|OR)[ ]?=|[<>~≤≥≦≧])[ \t|]{{0,8}}({_NUM})")
IN_WORDS: Final = re.compile(
    rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<most>{_MOST})|(?P<least>{_LEAST}))[ \t:|]{{1,4}}"
    rf"(?P<num>{_NUM})(?![\w])",
    re.I,
)
WORD: Final = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f]|[-'’./&](?=[\w]))*")
FIXED: Final = re.compile(
    r"B[ -]?12(?![\w.,]*\d)|(?:HIV|VIH)[ -]?1[ ]?[-/+&][ ]?2\b|Ercs?\(B\)[ -]MCV\b"
    r"|CKD[- ]?EPI\)?[ ]?/[ ]?1[.,]73[ ]?m[*^]{0,2}[2²](?!\w)|CKD[- ]?EPI(?:[ ,]*\(?(?:2009|2012|2021)\)?)?(?!\w)",
    re.I,
)
STUCK_WORD: Final = re.compile(r"[\w.-]*[^\W\d_][\w.-]*")
STUCK_ODD: Final = re.compile(r"[\d/:^.,+±-]+")
IS_STUCK: Final = re.compile(r"[/:^][ ]?\d|-\d|\+/-|±")
UNIT: Final = re.compile(
    rf"(?:[x×X*][ ]?)?{_PART}{{1,24}}(?:[ ]?[/^*][ ]?{_PART}{{1,16}}){{0,3}}(?:[ ]?m(?:²|2|\^2|\*{1, 2}2)?(?!\w))?"
)
PER_CREATININE: Final = re.compile(r"(?<=mol)[ ]{1,2}(?:[ck]r[eé]a(?:t(?:inine?|inina)?)?|cr)(?![\w])", re.I)
IN_FULL: Final = re.compile(r"(?:pico|nano|micro|milli)?(?:gram|mole)s?[ ]per[ ](?:milli|deci)?lit(?:re|er)\b", re.I)
FIRST_UNIT: Final = re.compile(rf"{_PART}{{1,24}}")
LIKE_UNIT: Final = re.compile(
    r"(?:[kmµμunpfc]?(?:g|mol|l|u|iu|ie|ui|eq|kat|m)|mcg|cells|units?|[abcer]u|bau|aiu|[ar]e)/[\w.²³^*µμ,]{1,12}", re.I
)
BARE_UNITS: Final = frozenset(
    {"/mm3", "/mm³", "/ul", "/µl", "/μl", "fl", "%", "percent", "prozent", "femtol", "‰", "µ3", "μ3", "µm3", "μm3",
     "um3", "µm³", "μm³", "µ³", "μ³"}
)  # fmt: skip
TRAILING: Final = ".,:;*!"
FLAG_BEHIND: Final = re.compile(r"(?:HH|LL|H|L|\*{1,2}|!)(?![\w])")
SPACED_UNIT: Final = re.compile(r"(?:[x×X*][ ]?)?10\((?:3|6|9)\)/(?:[uµμ]|mc)?l|g[ ]?/[ ]?100[ ]?ml\b", re.I)
LOINC: Final = re.compile(r"\d{2,5}-\d(?![\w.,-])")
MARKS: Final = frozenset("*!↑↓+▲▼↗↘⇑⇓")
SHORT_FINDING: Final = re.compile(r"[+–−-]ve(?!\w)", re.I)
UNPLAIN: Final = re.compile(
    r".?\?\d|\d\?|(?:[^\w.]|^)\.\d|[ \t|],\d"
)  # a figure in question or cut: "?412", "412?", ".12"
GROUP: Final = 3  # digits between separators of thousands
ARROW: Final = re.compile(r"-{1,2}>")
DASHES: Final = "-–—−"
JOINING: Final = ",./&_→➔➜⇒'\"’•·#@?…“”„«»‣◦▪►●"
_LAST_DIGIT: Final = 9


def is_loinc(code: str) -> bool:
    """Tell whether the check digit of a LOINC code is right (Luhn, modulus 10)."""
    body, check = code.split("-")
    total = 0
    for place, sign in enumerate(reversed(body)):
        digit = int(sign) * (2 if place % 2 == 0 else 1)
        total += digit - _LAST_DIGIT if digit > _LAST_DIGIT else digit
    return (10 - total % 10) % 10 == int(check)
