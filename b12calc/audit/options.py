"""What an audit is asked, and what it says of itself when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from b12calc.audit.mapping import AuditMap
from b12calc.models import vocabulary as words
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.rules import Laboratory

ONLY: Final = frozenset((*words.STATUSES, *words.URGENCIES, *words.STARTS, *words.WARNINGS, *words.REFERRALS))
"""The words by which rows can be chosen."""
_CHOSEN: Final = ("status", "urgency", "start", "warnings", "referrals")


class Cancelled(Exception):
    """Say that the one who asked for the audit has stopped it; nothing was written."""


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """Hold by what every row is judged.

    ``today`` is the day of every visit. Of ``only`` a row written has at least one word; without words all are
    written. Raises ProblemsFound where a word of it is not known.
    """

    today: date
    pack: str = "uk"
    laboratory: Laboratory | str | None = None
    mapping: AuditMap | None = None
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a word by which nothing could be chosen."""
        for word in self.only:
            if word not in ONLY:
                expected = "expected words of status, urgency, start, warnings or referrals"
                raise ProblemsFound((Problem("--only", f"{word[:40]!r} is not known; {expected}"),))

    def chosen(self, cells: Mapping[str, str]) -> bool:
        """Tell whether a row of answers is to be written."""
        return not self.only or any(word in cells[name].split(";") for name in _CHOSEN for word in self.only)


@dataclass(frozen=True, slots=True)
class AuditCount:
    """Count what became of the rows: read, classed or refused, and how many of the classed were written.

    ``by_status`` counts the classed. ``unread`` are the headings that are not known, ``sheets`` how many different
    rows the rules were asked about.
    """

    rows: int = 0
    classed: int = 0
    refused: int = 0
    written: int = 0
    by_status: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    sheets: int = 0
