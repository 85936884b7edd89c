"""Which rows of a work list are shown, and in which order: the most urgent first, then as they stand in the table."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from b12calc.models.vocabulary import STATUSES, URGENCIES

if TYPE_CHECKING:
    from b12calc_ui.audit_list import WorkList

_LAST = 1 << 30


@dataclass
class Wanted:
    """Hold what is asked of a list: words of urgency, status or missing, a piece of a number, and the order.

    Of one column any of the words will do; without words of it every row will.
    """

    words: dict[str, set[str]] = field(default_factory=dict)
    number: str = ""
    column: str = "urgency"
    falling: bool = False


def shown(made: "WorkList", wanted: Wanted) -> "array[int]":
    """Return the rows to be shown, in order."""
    rows = range(len(made))
    tests = list(_tests(made, wanted.words))
    if wanted.number:
        piece = wanted.number.casefold()
        tests.append(lambda row: piece in made.identity(row).casefold())
    chosen = [row for row in rows if all(test(row) for test in tests)] if tests else rows
    return array("I", sorted(chosen, key=_key(made, wanted.column), reverse=wanted.falling))


def _tests(made: "WorkList", words: Mapping[str, set[str]]) -> list[Callable[[int], bool]]:
    tests: list[Callable[[int], bool]] = []
    if urgencies := {URGENCIES.index(word) for word in words.get("urgency", ())}:
        tests.append(lambda row: made.urgency[row] in urgencies)
    if statuses := {STATUSES.index(word) for word in words.get("status", ())}:
        tests.append(lambda row: made.status[row] in statuses)
    if lacking := words.get("missing"):
        some = {place for place, text in enumerate(made.pool.texts) if lacking & set(text.split(";"))}
        tests.append(lambda row: made.missing[row] in some)
    return tests


def _key(made: "WorkList", column: str) -> Callable[[int], Any]:
    """Return by what rows are ordered; what is not known stands last."""
    width = len(STATUSES)
    if column == "urgency":
        return lambda row: made.urgency[row] * width + made.status[row]
    if column == "status":
        return lambda row: made.status[row] * width + made.urgency[row]
    if column in ("missing", "next_tests"):
        held = made.missing if column == "missing" else made.tests
        # The longest list of what is missing first.
        ranks = [(-len(list(filter(None, text.split(";")))), text) for text in made.pool.texts]
        return lambda row: ranks[held[row]]
    if column == "next_review":
        return lambda row: made.review[row] or _LAST
    if column == "age":
        return lambda row: made.age[row] if made.age[row] >= 0 else _LAST
    return (lambda row: made.sex[row]) if column == "sex" else (lambda row: _natural(made.identity(row)))


def _natural(text: str) -> tuple[int, int, str]:
    """Order numbers by size, then everything else as text."""
    plain = text.isascii() and text.isdigit() and len(text) <= 18
    return (0, int(text), "") if plain else (1, 0, text.casefold())
