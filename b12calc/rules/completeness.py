"""Prove a decision table: no gap, no overlap, no row that can never be reached, no answer that never comes.

Exact, not sampled: a table is a set of boxes in a finite space, and each question is whether some point of one box
escapes all boxes of a list. Source: architecture, "facts are finite".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from b12calc.rules.boxes import Box
from b12calc.rules.table import DecisionTable, FactSpace

Region = dict[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a table; ``example`` is a point of the space that shows it."""

    table: str
    kind: str
    row: str
    example: str

    def __str__(self) -> str:
        return f"{self.table}: {self.kind} {self.row} {self.example}".strip()


def faults(table: DecisionTable) -> list[Fault]:
    """Return every gap, overlap, shadowed row and unreachable answer of a table."""
    found = []
    everywhere = {table.space.index[name]: table.space.all_bits(name) for name in table.facts_read()}
    covered: list[Box] = []
    reached = []
    for row in table.rows:
        collecting = table.hit == "collect"
        fresh = collecting or any(escape(covered, _within(everywhere, box)) is not None for box in row.boxes)
        if not fresh and table.hit == "first":
            found.append(Fault(table.id, "shadowed row", row.id, ""))
        if table.hit == "unique":
            found += _overlaps(table, row.id, row.boxes, covered)
        if fresh or table.hit != "first":
            reached.append(row)
        covered += row.boxes
    if table.hit != "collect":
        gap = escape(covered, everywhere)
        if gap is not None:
            found.append(Fault(table.id, "gap", "", describe(table.space, gap)))
    for name, words in table.outputs.items():
        for word in words:
            if not any(row.then[name] == word for row in reached):
                found.append(Fault(table.id, "unreachable answer", f"{name}={word}", ""))
    return found


def escape(boxes: Sequence[Box], region: Region) -> Region | None:
    """Return a part of ``region`` that no box touches, or None when the boxes cover it whole."""
    for number, box in enumerate(boxes):
        if all(region[place] & mask for place, mask in box):
            return _escape_box(box, boxes[number + 1 :], region)
    return region


def _escape_box(box: Box, rest: Sequence[Box], region: Region) -> Region | None:
    """Split the region into the parts outside one box and search each for an escape from the rest."""
    inside = dict(region)
    for place, mask in box:
        outside = inside[place] & ~mask
        if outside:
            found = escape(rest, {**inside, place: outside})
            if found is not None:
                return found
        inside[place] &= mask
    return None


def _within(everywhere: Region, box: Box) -> Region:
    region = dict(everywhere)
    for place, mask in box:
        region[place] &= mask
    return region


def _overlaps(table: DecisionTable, row: str, boxes: Iterable[Box], earlier: Iterable[Box]) -> list[Fault]:
    found = []
    for box in boxes:
        for other in earlier:
            masks = dict(box)
            if all(masks.get(place, mask) & mask for place, mask in other):
                found.append(Fault(table.id, "overlap", row, ""))
                break
    return found


def describe(space: FactSpace, region: Region) -> str:
    """Return a region in words, for the person who mends the table."""
    parts = []
    for place, mask in region.items():
        name = space.names[place]
        if mask != space.all_bits(name):
            parts.append(f"{name}={'|'.join(w for n, w in enumerate(space.words[name]) if mask >> n & 1)}")
    return ", ".join(parts)
