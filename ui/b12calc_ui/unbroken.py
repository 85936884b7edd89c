"""Figures stay with their units and dates stay whole where lines are folded."""

import re
from typing import Final

_FIRM: Final = "\u00a0"
_JOINER: Final = "\u2060"  # keeps "ng/L" from being parted after the stroke
_MAYBE: Final = re.compile(r"[0-9/]")  # most words hold neither, and need no closer look
_TAG: Final = re.compile(r"(<[^>]*>)")
_DATE: Final = re.compile(r"\b([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})\b")
_UNIT: Final = re.compile(r"(?<=[0-9]) (?=(?:[pnµumkd]?(?:g|mol|l|L)|fL|U|IU|micrograms?|m[²2]|%|× ?10)(?![A-Za-z]))")
_STROKE: Final = re.compile(r"(?<=[A-Za-z])/(?=(?:[mdfµ]?L|min|mmol|mol|1\.73)\b)")


def unbroken(html: str) -> str:
    """Return the same text that cannot be folded inside a date, or between a figure and its unit; tags untouched."""
    return "".join(part if part.startswith("<") else _firm(part) for part in _TAG.split(html))


def plain(text: str) -> str:
    """Return a text as it was before, to be copied into other programs."""
    return text.replace(_JOINER, "").replace(_FIRM, " ")


def _firm(text: str) -> str:
    if not _MAYBE.search(text):
        return text
    # A function, since a template would be read anew for every piece of text.
    text = _DATE.sub(lambda day: _FIRM.join(day.groups()), text)
    return _STROKE.sub(f"/{_JOINER}", _UNIT.sub(_FIRM, text))
