"""Gather what messages say by patient, so that no two are ever mixed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from b12calc.exchange.incoming.found import Found, Identity, Leftover, Report
from b12calc.exchange.incoming.guard import MAX_RESULTS, refuse

_Key = tuple[object, ...]


@dataclass(slots=True)
class _Pieces:
    who: Identity
    found: list[Found] = field(default_factory=list)
    left: list[Leftover] = field(default_factory=list)


_FEW: Final = 2
_MOST_NOTES: Final = 20
_MORE: Final = "more remarks stand in the report"


def keep(notes: list[str], text: str) -> None:
    """Add a remark, each once; beyond a number no report reaches only say that there are more.

    What stands beside many results is repeated with each, so it must not grow with the file.
    """
    if text and len(notes) < _MOST_NOTES and text not in notes:
        notes.append(text)
    elif text and len(notes) == _MOST_NOTES and text not in notes:
        notes.append(_MORE)


class Gathered:
    """Hold the pieces of a file by patient, in the order in which these first appear.

    Messages are joined only where identifier, day of birth and name are the same and tell a person apart; of a message
    that says too little for that nothing is joined with another's.
    """

    def __init__(self) -> None:
        self._pieces: dict[_Key, _Pieces] = {}

    def add(self, who: Identity, message: int, piece: Found | Leftover) -> None:
        """Add a piece of one message; raises ProblemsFound beyond the cap for one patient."""
        known = (who.identifier, who.birth_date, who.name.casefold() if who.name else None)
        told = who.identifier is not None or known.count(None) < _FEW
        key: _Key = known if told else (*known, message)
        pieces = self._pieces.setdefault(key, _Pieces(who))
        if isinstance(piece, Found):
            pieces.found.append(piece)
        else:
            pieces.left.append(piece)
        if len(pieces.found) > MAX_RESULTS or len(pieces.left) > MAX_RESULTS:
            raise refuse(f"the file holds more than {MAX_RESULTS:,} results of one patient; no usual report does")

    def reports(self) -> tuple[Report, ...]:
        """Return one report for each patient."""
        return tuple(Report(one.who, tuple(one.found), tuple(one.left)) for one in self._pieces.values())
