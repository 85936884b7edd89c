"""An earlier result of an analyte beside the one that counts: what can be said of the two."""

from typing import Literal

from b12calc.models import vocabulary as words
from b12calc.models.base import Day, Strict


class Repeat(Strict):
    """Say how an earlier result stands beside the one that counts; nothing is decided by it.

    ``row`` is the row of the table of repeats, ``earlier`` the figure with its unit, ``text`` the remark as printed.
    ``together_percent`` is how likely the true B12 lies in the band of the newest figure, counted from both.
    """

    row: str
    verdict: Literal[words.REPEATS]  # type: ignore[valid-type]
    earlier: str
    day: Day
    together_percent: int | None = None
    text: str
    sources: tuple[str, ...]
