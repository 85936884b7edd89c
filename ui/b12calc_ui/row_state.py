"""What stands in one row of the results table, and how it was read: nothing of it needs a rule or a unit."""

from typing import Any, Literal, NamedTuple

Standing = Literal["empty", "ready", "waiting", "wrong"]


class RowState(NamedTuple):
    """Hold what stands in one row, as typed, and what a file brought that the row does not show.

    ``confirmed`` is an unusual figure as it was confirmed, ``checked`` one whose unit was checked on the report.
    """

    analyte: str
    value: str = ""
    unit: str = ""
    collected: str = ""
    low: str = ""
    high: str = ""
    words: tuple[str, ...] = ()
    confirmed: str = ""
    checked: str = ""
    comment: str = ""
    carried: tuple[tuple[str, str], ...] = ()

    def undated(self) -> bool:
        """Tell whether a value or a word stands here without its date."""
        return bool(self.value or self.words) and not self.collected


class Reading(NamedTuple):
    """Say how a row was read: its standing, one sentence, the field it concerns, and the result for the case."""

    standing: Standing
    sentence: str = ""
    where: str = ""
    entry: dict[str, Any] | None = None
    readings: tuple[str, ...] = ()
    confirm: str = ""
    echo: str = ""
