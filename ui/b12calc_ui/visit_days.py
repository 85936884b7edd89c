"""What bears on the dates of the doses at this visit alone, as it is typed: never kept in case, draft or settings."""

import re
from datetime import date
from typing import Final, NamedTuple

from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import tr

MOST_GIVEN: Final = 1000
_LONGEST: Final = 366  # days of one span; longer is a slip of the year
_MOST_SPANS: Final = 50
_TO: Final = r"\s+to\s+|\s*\.\.+\s*|\s*[–—]\s*"
Away = tuple[tuple[date, date], ...]


class VisitDays(NamedTuple):
    """Hold the day of the next dose (None is today), doses given before it, whether it was given, and days away."""

    start: date | None = None
    given: int | None = None
    given_then: bool = False
    away: Away = ()


def read_start(text: str) -> date | None:
    """Return the day, None where nothing stands. Raises DateTrouble with one sentence."""
    try:
        return read_day(text) if text.strip() else None
    except DateTrouble as wrong:
        raise DateTrouble(tr("Next dose on: {why}", why=str(wrong))) from None


def read_given(text: str) -> int | None:
    """Return the number of doses, None where nothing stands. Raises DateTrouble with one sentence."""
    bare = text.strip()
    if not bare:
        return None
    if bare.isascii() and bare.isdecimal() and len(bare) <= len(str(MOST_GIVEN)) and int(bare) <= MOST_GIVEN:
        return int(bare)
    raise DateTrouble(tr("Doses given before it: a number from 0 to {most} was expected.", most=MOST_GIVEN))


def read_away(text: str) -> Away:
    """Return the days on which the patient cannot come, commas or lines between them. Raises DateTrouble."""
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    if len(parts) > _MOST_SPANS:
        raise DateTrouble(tr("The patient cannot come: at most {most} entries.", most=_MOST_SPANS))
    return tuple(sorted(map(_span, parts)))


def show_away(away: Away) -> str:
    """Write days as they are read back."""
    return ", ".join(
        show_day(first) if first == last else tr("{first} to {last}", first=show_day(first), last=show_day(last))
        for first, last in away
    )


def _span(text: str) -> tuple[date, date]:
    ends = re.split(_TO, text.strip(), maxsplit=1, flags=re.IGNORECASE)
    try:
        first, last = read_day(ends[0]), read_day(ends[-1])
    except DateTrouble as wrong:
        raise DateTrouble(
            tr("The patient cannot come: “{text}”. {why}", text=text.strip()[:40], why=str(wrong))
        ) from None
    if not 0 <= (last - first).days < _LONGEST:
        raise DateTrouble(tr("The patient cannot come: “{text}” runs backwards or is longer than a year.",
                             text=text.strip()[:40]))  # fmt: skip
    return first, last
