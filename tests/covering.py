"""Covering arrays: few rows in which every combination of a few factors stands together, whatever the others are."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, Final

Row = dict[str, Any]  # values that can be hashed
Part = tuple[tuple[str, Hashable], ...]
_TRIES: Final = 4  # how many open parts a row is begun with: the one that closes most is kept


def parts(factors: Mapping[str, Sequence[Hashable]], strength: int) -> set[Part]:
    """Return every combination of values of so many factors, the factors in their order."""
    names = combinations(factors, strength)
    return {tuple(zip(some, values, strict=True)) for some in names for values in product(*(factors[n] for n in some))}


def parts_of(row: Row, strength: int) -> set[Part]:
    """Return the combinations that one row holds."""
    return set(combinations(row.items(), strength))


def covering(factors: Mapping[str, Sequence[Hashable]], strength: int) -> list[Row]:
    """Return rows that hold every combination of so many factors; greedy, the same for the same factors.

    A row begins with a combination that is still open and takes for each factor in turn the value that closes most
    (AETG: Cohen and others, IEEE Transactions on Software Engineering 1997; 23: 437).
    """
    order = sorted(parts(factors, strength), key=repr)
    left, rows = dict.fromkeys(order), list[Row]()
    while left:
        begun = [part for part, _ in zip(left, range(_TRIES), strict=False)]
        best = max((_row(factors, dict(part), left, strength) for part in begun),
                   key=lambda row: sum(part in left for part in parts_of(row, strength)))  # fmt: skip
        rows.append(best)
        for part in parts_of(best, strength):
            left.pop(part, None)
    return rows


def _row(factors: Mapping[str, Sequence[Hashable]], row: Row, left: dict[Part, None], strength: int) -> Row:
    places = {name: place for place, name in enumerate(factors)}

    def closed(name: str, value: Hashable) -> int:
        others = combinations(row.items(), strength - 1)
        whole = (tuple(sorted((*some, (name, value)), key=lambda one: places[one[0]])) for some in others)
        return sum(part in left for part in whole)

    for name in factors:
        if name not in row:
            row[name] = max(factors[name], key=lambda value: closed(name, value))
    return {name: row[name] for name in factors}


def uncovered(rows: Sequence[Row], factors: Mapping[str, Sequence[Hashable]], strength: int) -> Iterator[Part]:
    """Give the combinations that no row holds, counted anew from the rows."""
    held = {part for row in rows for part in parts_of(row, strength)}
    yield from parts(factors, strength) - held
