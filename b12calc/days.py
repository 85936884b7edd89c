"""Write a day so that nobody can read it as another: 12 Mar 2026."""

from datetime import date
from typing import Final

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: date) -> str:
    """Return a date as day, month in letters and four-digit year, in any locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
