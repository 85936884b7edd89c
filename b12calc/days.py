"""Write a day so that nobody can read it as another: 12 Mar 2026."""

from datetime import date
from functools import lru_cache
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=1024)
def day_text(day: date) -> str:
    """Return a date as day, month in letters and four-digit year, in any locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def since_text(since: str) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as exactly as it is known: 2025, Nov 2025 or 3 Nov 2025."""
    parts = [int(part) for part in since.split("-")]
    if len(parts) == 1:
        return since
    return f"{MONTHS[parts[1] - 1]} {parts[0]}" if not parts[2:] else day_text(date(parts[0], parts[1], parts[2]))
