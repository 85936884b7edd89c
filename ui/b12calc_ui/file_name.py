"""The pattern of the file names that are offered: kind, days and a number that counts up; nothing about a patient."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from b12calc_ui.texts import tr

USUAL: Final = "b12-{kind}-{today}"
KNOWN: Final = ("{kind}", "{date}", "{today}", "{number}")
# Enough for the code of a practice, too few for the number of a patient or a date of birth.
_LONGEST, _DIGITS, _MOST = 60, 5, 9999
_PLACE: Final = r"(\{[^{}]*\})"


def pattern_fault(pattern: str) -> str:
    """Return one sentence for what is wrong with a pattern, else an empty text."""
    parts = re.split(_PLACE, pattern)
    places, own = parts[1::2], "".join(parts[::2])
    values: dict[str, object] = {"known": ", ".join(KNOWN), "usual": USUAL}
    if not pattern:
        return tr("File names: a pattern was expected, such as {usual}.", **values)
    for place in places:
        if place not in KNOWN:
            return tr("File names: {place} is not known; {known} are.", place=place, **values)
        if places.count(place) > 1:
            return tr("File names: {place} can stand there once only.", place=place)
    if wrong := re.search(r"[^A-Za-z0-9 _-]", own):
        return tr(
            "File names: “{sign}” cannot stand in them; letters a to z, digits, space, - and _ can.", sign=wrong[0]
        )
    return _fault_of_whole(pattern, places, own)


def _fault_of_whole(pattern: str, places: list[str], own: str) -> str:
    if "{kind}" not in places:
        return tr("File names: {place} was expected, so that a sheet is never named as a record is.", place="{kind}")
    if not re.match(r"[A-Za-z0-9{]", pattern) or pattern.endswith(" "):
        return tr("File names: a letter, digit or placeholder was expected first, and no space last.")
    if len(re.sub(r"[^0-9]", "", re.sub("(?i)b12", "", own))) > _DIGITS:
        return tr(
            "File names: at most {count} digits beside b12, so that no number of a patient fits in.", count=_DIGITS
        )
    if len(pattern) > _LONGEST:
        return tr("File names: at most {count} letters.", count=_LONGEST)
    return ""


def stem(pattern: str, kind: str, visit: date, today: date, number: int = 1) -> str:
    """Return the name without its ending, for a readable pattern."""
    values = {"kind": kind, "date": visit.isoformat(), "today": today.isoformat(), "number": str(number)}
    return re.sub(_PLACE, lambda place: values[place[0][1:-1]], pattern)


def free_name(folder: Path, name: Callable[[int], str], ending: str) -> str:
    """Return the first name, by its number from 1 on, that no file of the folder bears.

    Raises FileExistsError when every number is taken.
    """
    for number in range(1, _MOST + 1):
        if not os.path.lexists(folder / f"{name(number)}.{ending}"):
            return f"{name(number)}.{ending}"
    raise FileExistsError(str(folder))


def numbered(pattern: str, kind: str, visit: date, today: date) -> Callable[[int], str]:
    """Return what names a file by its number; a pattern without a place for it takes one at its end, from 2 on."""

    def name(number: int) -> str:
        made = stem(pattern, kind, visit, today, number)
        return made if number == 1 or "{number}" in pattern else f"{made}-{number}"

    return name
