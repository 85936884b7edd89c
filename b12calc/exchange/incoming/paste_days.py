"""Find days in a pasted text and settle which of two readings counts: by the text itself, else by the country."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from b12calc.days import day_text

_MONTHS: Final = {
    1: "january jan januar janner janvier janv enero ene", 2: "february feb februar feber fevrier fevr fev febrero",
    3: "march mar marz maerz mrz mars marzo", 4: "april apr avril avr abril abr", 5: "may mai mayo",
    6: "june jun juni juin junio", 7: "july jul juli juillet juil julio", 8: "august aug aout agosto ago",
    9: "september sep sept septembre septiembre set", 10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre", 12: "december dec dezember dez decembre diciembre dic",
}  # fmt: skip
_MONTH_OF: Final = {name: number for number, names in _MONTHS.items() for name in names.split()}
_TIME: Final = (
    r"(?:[ ,T]{1,2}(?:at |à |um |a las )?(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?\b|\s?Uhr\b|Z\b)?)?"
)
_DAY: Final = re.compile(
    rf"(?:(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)"
    rf"|(?P<a>\d\d?)(?P<part>[-/.])(?P<b>\d\d?)(?P=part)(?P<c>(?:19|20)?\d\d)"
    r"|(?P<day>\d\d?)(?:\.|st|nd|rd|th|er)?[ /-]?(?:de )?(?P<word>[A-Za-zÀ-ÿ]{3,10})\.?,?[ /-]?(?:de(?:l)? )?"
    r"(?P<year>(?:19|20)\d\d|\d\d(?![\d.,]))"
    rf"|(?P<first>[A-Za-z]{{3,9}})\.? (?P<number>\d\d?)(?:st|nd|rd|th)?,? (?P<full>(?:19|20)\d\d))"
    rf"(?![\w]|[/.,:-]\d){_TIME}"
)
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?\b|\s?Uhr\b)?(?!\w)")
_YEARLESS: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})")
_MONTHS_OF_A_YEAR: Final = 12
_DAYS_OF_A_MONTH: Final = 31
_YEAR_TURN: Final = 50  # a two-digit year from here on is of the last century
_SHORT: Final = 2  # digits of a year without its century


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold a day as printed with its readings: ``day_first``, ``month_first``; one reading stands in both."""

    text: str
    end: int
    day_first: date | None
    month_first: date | None
    short_year: bool = False

    @property
    def open(self) -> bool:
        """Tell whether it can be read as two days."""
        return self.day_first is not None and self.month_first is not None and self.day_first != self.month_first

    def settled(self, day_first: bool | None) -> date | None:
        """Return the day; None where it can be read as two and nothing says which."""
        if not self.open:
            return self.day_first or self.month_first
        return None if day_first is None else (self.day_first if day_first else self.month_first)

    def question(self) -> str:
        """Say both readings, or that the year is not printed."""
        if self.day_first is None and self.month_first is None:
            return f"the day {self.text} is printed without its year"
        both = (day_text(day) for day in (self.day_first, self.month_first) if day)
        return f"the day {self.text} can be read as {' or '.join(both)}"


def day_at(text: str, place: int) -> Printed | None:
    """Return the day that is printed from a place on, with its time taken in, or None."""
    match = _DAY.match(text, place)
    if match is None:
        return None
    end = match.end()
    said = match[0].strip()
    if match["y"]:
        day = _day(match["y"], int(match["m"]), int(match["d"]))
        return Printed(said, end, day, day) if day else None
    if match["a"]:
        return _numeric(match, said)
    word, number, year = (
        (match["word"], match["day"], match["year"])
        if match["word"]
        else (match["first"], match["number"], match["full"])
    )
    month = _MONTH_OF.get(_bare(word))
    day = _day(year, month, int(number)) if month else None
    return Printed(said, end, day, day, len(year) == _SHORT) if day else None


def _numeric(match: re.Match[str], said: str) -> Printed | None:
    first, second, year = int(match["a"]), int(match["b"]), match["c"]
    day_first = _day(year, second, first)
    month_first = day_first if match["part"] == "." and day_first else _day(year, first, second)
    if day_first is None and month_first is None:
        return None
    return Printed(said, match.end(), day_first, month_first, len(year) == _SHORT)


def yearless(text: str) -> Printed | None:
    """Return a day that is printed without its year, such as "17/08" or "17.08"; it can be read as no day."""
    match = _YEARLESS.fullmatch(text)
    if match is None:
        return None
    one, two = sorted((int(match[1]), int(match[2])))
    return Printed(text, 0, None, None) if 1 <= one <= _MONTHS_OF_A_YEAR and two <= _DAYS_OF_A_MONTH else None


def clock_at(text: str, place: int) -> int | None:
    """Return where the time of day ends that stands at a place, or None."""
    match = _CLOCK.match(text, place)
    return match.end() if match else None


def order_of(days: Iterable[Printed], otherwise: bool | None) -> bool | None:
    """Tell whether the day comes first, from the days of which one reading only is a day; else what is given.

    Where a text holds proofs of both, nothing is proved: None.
    """
    proofs = {day.day_first is not None for day in days if (day.day_first is None) != (day.month_first is None)}
    if len(proofs) > 1:
        return None
    return proofs.pop() if proofs else otherwise


def _day(year: str, month: int, day: int) -> date | None:
    full = int(year) if len(year) > _SHORT else int(year) + (2000 if int(year) < _YEAR_TURN else 1900)
    try:
        return date(full, month, day)
    except ValueError:
        return None


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
