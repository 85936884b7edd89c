"""Numbers as a laboratory prints them: strict reading, unit spellings, quantities with a comparator.

Nothing here guesses. Text that could mean two numbers is refused with both readings, so that the user chooses.
All numbers are Decimal; no binary floating point takes part, so 0.28 is 0.28 and 180 is never 179.99999.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

COMPARATORS: Final = ("<", "<=", ">", ">=", "~")

MAX_CHARACTERS: Final = 20
MAX_DIGITS: Final = 12
_GROUP: Final = 3  # digits between separators of thousands

APPROXIMATE_SHARE: Final = Decimal("0.1")
"""Share of the figure by which "~ x" may lie higher or lower. DESIGN: 10 %, as the doubt about a plain B12 (NAT-25)."""

TroubleKind = Literal["empty", "grouping", "exponent", "not_a_number", "digits", "separator", "sign", "length"]

_COMPARATOR = re.compile("<=|>=|[<>~\u2264\u2265]")
_ONE_SIGN: Final = {"\u2264": "<=", "\u2265": ">="}
_NUMBER = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?")
_EXPONENT = re.compile(r"[0-9.,]*[0-9][0-9.,]*[eE][+-]?[0-9]+")
_GROUPED = re.compile(r"[0-9]+(?:[\s'\u2019`_.,]+[0-9]+)+")
_SIGNS: Final = "+-\u2212\u2013\u2014\u00b1"
_PLAIN: Final = frozenset("0123456789.,")
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)


class NumberTrouble(ValueError):
    """Say why a text was refused as a number.

    ``reason`` is one sentence for the user, ``kind`` its stable code, and ``readings`` the numbers the text might
    mean when it is ambiguous (empty otherwise).
    """

    def __init__(self, kind: TroubleKind, reason: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(reason)
        self.kind: TroubleKind = kind
        self.reason = reason
        self.readings = readings


@lru_cache(maxsize=4096)
def read_number(text: str) -> Decimal:
    """Read a number exactly as printed, or refuse it.

    Accepted: ASCII digits with at most one separator, point or comma, digits on both sides of it; spaces around and
    one plus sign in front. Trailing zeros are kept (``Decimal("142.0")``). No unit is read here.
    Raises NumberTrouble for everything else, and for text such as "1,500" or "1.500", which is one and a half to one
    reader and fifteen hundred to another (measured trap, safety reference 1.6; hazard of a thousandfold error).
    """
    bare = text.strip().removeprefix("+")
    match = _NUMBER.fullmatch(bare)
    if match is None or len(bare) > MAX_CHARACTERS:
        raise _trouble_with(bare)
    whole, part = match["whole"], match["part"] or ""
    if whole.startswith("0") and whole != "0":
        raise NumberTrouble("digits", "A number does not start with extra zeros: write 7, not 007.")
    if len((whole + part).lstrip("0")) > MAX_DIGITS:
        raise NumberTrouble("length", f"A number has at most {MAX_DIGITS} digits.")
    value = Decimal(f"{whole}.{part}" if part else whole)
    if len(part) == _GROUP >= len(whole) and whole != "0":
        thousand = Decimal(whole + part)
        clear = f"{value}0" if part[-1] != "0" else str(value).rstrip("0").rstrip(".")
        reason = f"This can be read as two numbers: write {clear} or {thousand}."
        raise NumberTrouble("grouping", reason, (value, thousand))
    return value


def _trouble_with(bare: str) -> NumberTrouble:
    """Name what is wrong with a text that is no plain number: the first test that holds tells."""
    return next(NumberTrouble(kind, reason) for holds, kind, reason in _REFUSALS if holds(bare))


def _has_foreign_digit(bare: str) -> bool:
    return any(character.isnumeric() and not character.isascii() for character in bare)


def _has_many_separators(bare: str) -> bool:
    return bool(_GROUPED.fullmatch(bare)) and set(bare) <= _PLAIN


_REFUSALS: Final[tuple[tuple[Callable[[str], object], TroubleKind, str], ...]] = (
    (lambda bare: not bare, "empty", "A number is missing."),
    (lambda bare: len(bare) > MAX_CHARACTERS, "length", f"A number has at most {MAX_CHARACTERS} characters."),
    (_has_foreign_digit, "digits", "Only the digits 0 to 9 are read: type the number again with these."),
    (lambda bare: bare[0] in _SIGNS, "sign", "A laboratory figure has no minus sign and at most one plus sign."),
    (_EXPONENT.fullmatch, "exponent", "Write the number out in full, without e or E."),
    (_has_many_separators, "separator", "A number has at most one decimal point or comma."),
    (_GROUPED.fullmatch, "grouping", "Write the number without spaces, apostrophes or underscores inside."),
    (
        lambda bare: set(bare) <= _PLAIN,
        "separator",
        "A decimal point or comma needs a digit on each side: 0.5, not .5 or 5.",
    ),
    (lambda _: True, "not_a_number", "This is not a number: write digits only, for example 142 or 0.28."),
)


def read_value(text: str) -> tuple[str | None, Decimal]:
    """Read a laboratory figure with its comparator: "<150" gives ("<", 150), "142" gives (None, 142).

    Accepted comparators are "<", "<=", "≤", ">", ">=", "≥" and "~", with or without a space behind.
    Raises NumberTrouble as read_number does.
    """
    bare = text.strip()
    match = _COMPARATOR.match(bare)
    if match is None:
        return None, read_number(bare)
    return _ONE_SIGN.get(match[0], match[0]), read_number(bare[match.end() :])


_UNITS: Final = (
    "ng/L", "pg/mL", "ng/mL", "ug/L", "ug/dL", "mg/L", "mg/dL", "g/L", "g/dL",
    "pmol/L", "nmol/L", "umol/L", "mmol/L", "mmol/mol", "umol/mmol", "mEq/L",
    "mIU/L", "U/L", "U/mL", "fL", "%", "L/L", "10*9/L", "mL/min/1.73m2",
)  # fmt: skip

_OTHER_SPELLINGS: Final = {
    "nmol/ml": "umol/L",  # UNT-04
    "uiu/ml": "mIU/L", "m[iu]/l": "mIU/L", "u[iu]/ml": "mIU/L",  # UNT-15
    "10^9/l": "10*9/L", "x10*9/l": "10*9/L", "x10^9/l": "10*9/L",
    "10*3/ul": "10*9/L", "10^3/ul": "10*9/L", "x10*3/ul": "10*9/L", "x10^3/ul": "10*9/L", "k/ul": "10*9/L",  # UNT-16
    "mmol/mol{creat}": "mmol/mol", "mmol/molcreat": "mmol/mol", "mmol/molcreatinine": "mmol/mol",
    "umol/mmol{creat}": "umol/mmol", "umol/mmolcreat": "umol/mmol", "umol/mmolcreatinine": "umol/mmol",
    "ml/min/{1.73_m2}": "mL/min/1.73m2", "ml/min/1.73m^2": "mL/min/1.73m2",
}  # fmt: skip

_SPELLINGS: Final[Mapping[str, str]] = MappingProxyType({unit.casefold(): unit for unit in _UNITS} | _OTHER_SPELLINGS)
_MICRO = re.compile(r"(?:[\u00b5\u03bc](?=g|mol|l|iu|\[iu\])|mc(?=g|mol|l))")
_RAISED: Final = str.maketrans({"\u00b2": "2", "\u00b3": "^3", "\u2079": "^9", "\u00d7": "x"})


@lru_cache(maxsize=512)
def normal_unit(text: str) -> str:
    """Give the one spelling of a unit this program uses; unknown text comes back stripped, otherwise unchanged.

    Letter case, spaces, the micro signs U+00B5 and U+03BC, "mc" for micro and the ways to write 10*9/L make no
    difference. Only spellings of the same size are joined (UNT-04 nmol/mL, UNT-15 uIU/mL, UNT-16 K/uL); no number is
    ever changed here. "G/L" in capitals stays unknown, since it may be gram or giga.
    """
    bare = text.strip()
    folded = "".join(bare.translate(_RAISED).split())
    if folded == "G/L":
        return bare
    return _SPELLINGS.get(_MICRO.sub("u", folded.lower()), bare)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold a figure as the laboratory gave it: number, unit and, for a censored result, the comparator.

    Raises TypeError when the number is no Decimal, ValueError when it is not finite or negative, when the unit is
    empty, or when the comparator is not one of COMPARATORS.
    """

    value: Decimal
    unit: str
    comparator: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal):
            raise TypeError(f"A quantity is a Decimal, not {type(self.value).__name__}.")
        if not self.value.is_finite() or self.value < 0:
            raise ValueError("A quantity is a finite number, zero or more.")
        if not self.unit:
            raise ValueError("A quantity needs a unit.")
        if self.comparator is not None and self.comparator not in COMPARATORS:
            raise ValueError(f"A comparator is one of {', '.join(COMPARATORS)}.")

    def text(self) -> str:
        """Write the quantity with its digits as entered, never with an exponent: "< 150 ng/L"."""
        return " ".join(filter(None, (self.comparator, f"{self.value:f}", self.unit)))

    def definitely_below(self, limit: Decimal) -> bool | None:
        """Tell whether the true figure is less than the limit; None when the comparator leaves it open.

        The limit is in the unit of this quantity. "< 150" is below 180, and cannot be told against 148.
        "~ x" is any figure from x less 10 % to x plus 10 % (DESIGN).
        """
        match self.comparator:
            case "<":
                return True if self.value <= limit else None
            case "<=":
                return True if self.value < limit else None
            case ">" | ">=":
                return False if self.value >= limit else None
            case "~":
                least, most = self._about()
                return True if most < limit else False if least >= limit else None
            case _:
                return self.value < limit

    def definitely_above(self, limit: Decimal) -> bool | None:
        """Tell whether the true figure is more than the limit; None when the comparator leaves it open.

        The limit is in the unit of this quantity. "> 1000" is above 1000, ">= 1000" cannot be told.
        "~ x" is any figure from x less 10 % to x plus 10 % (DESIGN).
        """
        match self.comparator:
            case ">":
                return True if self.value >= limit else None
            case ">=":
                return True if self.value > limit else None
            case "<" | "<=":
                return False if self.value <= limit else None
            case "~":
                least, most = self._about()
                return True if least > limit else False if most <= limit else None
            case _:
                return self.value > limit

    def _about(self) -> tuple[Decimal, Decimal]:
        share = self.value * APPROXIMATE_SHARE
        return self.value - share, self.value + share


def shown(value: Decimal, significant: int = 4) -> str:
    """Write a converted number for the eye: rounded half up, no exponent, no trailing zeros of a fraction.

    Whole digits are never rounded away. Beside a whole part at most two decimals are written, so that read_number can
    read back whatever was shown. Four digits are the rule because three would print 132.8 pmol/L as 133, which is the
    other side of a limit. For display only: a shown number must never be compared (IMP-04).
    """
    decimals = max(0, significant - 1 - value.adjusted())
    if value.copy_abs() >= 1:
        decimals = min(decimals, 2)
    rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE) if value else Decimal(0)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
