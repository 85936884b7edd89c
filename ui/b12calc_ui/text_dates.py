"""Dates as text, only where they can be read in one way: 12 Mar 2026 or 2026-03-12."""

import re
from datetime import date

from b12calc.days import day_text, since_text
from b12calc_ui.texts import tr

_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december")  # fmt: skip
# Texts, here and in the other files the window begins with: re reads them when first asked for, after the first paint.
# Without dashes too: day first would make a month of 19 to 21, so eight digits are read in one way or refused.
_ISO = r"(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})"
_WORDS = r"(\d{1,2})[ .\-]*([A-Za-z]{3,9})[ .,\-]*(\d{4})"
_MONTH = r"([A-Za-z]{3,9})[ .,\-]*(\d{4})"


class DateTrouble(ValueError):
    """Say in one sentence why a text was not taken as a date."""


def show_day(day: date) -> str:
    """Write a day as 12 Mar 2026."""
    return day_text(day)


def read_day(text: str) -> date:
    """Read 12 Mar 2026 or 2026-03-12; raise DateTrouble for everything else, above all 03/04/2026 and short years."""
    bare = " ".join(text.split())
    if match := re.fullmatch(_ISO, bare, re.ASCII):
        year, month, day = (int(part) for part in match.groups() if part)
        return _day(year, month, day)
    if match := re.fullmatch(_WORDS, bare, re.ASCII):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    raise DateTrouble(tr("Write the date as 12 Mar 2026 or 2026-03-12."))


def is_day(text: str) -> bool:
    """Tell whether a text is read as one day."""
    try:
        read_day(text)
    except DateTrouble:
        return False
    return True


def read_since(text: str) -> str:
    """Read a day, a month (Nov 2025) or a year and return it as YYYY-MM-DD, YYYY-MM or YYYY."""
    bare = " ".join(text.split())
    if re.fullmatch(r"\d{4}", bare, re.ASCII):
        return bare
    if match := re.fullmatch(r"(\d{4})-(\d{2})", bare, re.ASCII):
        return _day(int(match[1]), int(match[2]), 1).isoformat()[:7]
    if match := re.fullmatch(_MONTH, bare, re.ASCII):
        return _day(int(match[2]), _month(match[1]), 1).isoformat()[:7]
    try:
        return read_day(bare).isoformat()
    except DateTrouble:
        raise DateTrouble(tr("Write since when as 2025, Nov 2025 or 12 Nov 2025.")) from None


def show_since(code: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD the way it is read on the screen: 2025, Nov 2025 or 12 Nov 2025."""
    return since_text(code)


def _month(word: str) -> int:
    found = [number for number, name in enumerate(_FULL, 1) if name.startswith(word.lower())]
    if len(found) != 1:
        raise DateTrouble(tr("{word} is not a month: write the date as 12 Mar 2026.", word=word))
    return found[0]


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateTrouble(tr("This day is not in the calendar: check day and month.")) from None
    if not 1900 <= found.year <= 2199:
        raise DateTrouble(tr("Write the year in full, for example 2026."))
    return found
