"""Days as the manual says they are written, read by a reader of its own."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day(text: str) -> str | None:
    """Read a day in one of the two forms the manual names; None for every other text."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})", text, re.ASCII):
        if match[2].lower() not in MONTHS:
            return None
        parts = int(match[3]), MONTHS.index(match[2].lower()) + 1, int(match[1])
    else:
        return None
    try:
        return date(*parts).isoformat() if 1900 <= parts[0] <= 2199 else None
    except ValueError:
        return None


def since(text: str) -> str | None:
    """Read since when: a year, a month or a day."""
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return text
    if re.fullmatch(r"([A-Za-z]{3})[a-z]* (\d{4})", text, re.ASCII):
        found = day(f"1 {text}")
        return found[:7] if found else None
    return (day(f"{text}-01") or "")[:7] or None if re.fullmatch(r"\d{4}-\d\d", text, re.ASCII) else day(text)
