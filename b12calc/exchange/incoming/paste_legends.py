"""Read what a mark beside a figure means, from a line that explains it: "(v) = preliminary, repeat in progress"."""

from __future__ import annotations

import re
from typing import Final

_LEGEND: Final = re.compile(r"\s*(?P<mark>[(\[][a-zA-Z]{1,2}[)\]])\s*[=:]?\s*[^\W\d_]")


def mark_of(text: str) -> str:
    """Return the mark that a line explains, with its brackets; "" where it explains none."""
    match = _LEGEND.match(text)
    return match["mark"] if match else ""
