"""Which of the facts a row read are told as its reasons, and how their lines are taken all at once."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Final

Parts = tuple[tuple[str, ...], ...]
Told = Callable[[Mapping[str, tuple[str, ...]]], Parts]
IF_TOLD: Final = "?"
NOTHING: Final = ""
# What the program itself decided is no reason.
_DECIDED: Final = frozenset(
    {
        "start",
        "route",
        "route_change",
        "proposed",
        "emergency_kind",
        "cause_picture",
        "autoimmune_level",
        "diet_level",
        "drug_level",
        "cause_beyond_diet_and_drug",
        "other_cause",
        "on_treatment",
        "male",
        "any_measured",
        "risk_factor",
    }
)


def told(reads: tuple[tuple[str, bool], ...]) -> Told:
    """Return what takes the lines of the facts a box reads out of the lines of each fact, asked for by its name.

    ``reads`` tells of each fact whether more than one of its words would do. Where one word alone would, being absent
    is what the row read; else an absent fact tells nothing, and its name has ``IF_TOLD`` behind it.
    """
    names = [fact + IF_TOLD * several for fact, several in reads if fact not in _DECIDED]
    # One name more than are read, which holds nothing: of a single one itemgetter would not make a tuple.
    return itemgetter(*names, NOTHING) if names else _none


def _none(_lines: Mapping[str, tuple[str, ...]]) -> Parts:
    return ()
