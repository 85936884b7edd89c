"""``python -m tests.campaigns.mcdc``: for each condition of the tables, a pair of fact sheets that shows it alone.

Two fact sheets that differ in one fact, nothing else; in one the row holds, by this entry alone; in the other it does
not. In a table read from the top no row before it has either of them, so that the condition alone makes the difference.
That is modified condition/decision coverage (MC/DC) of the tables, by construction: the pair is searched for exactly,
among all sheets of the finite space, and then given to the table itself. A condition without a pair is redundant: the
table without it would answer the same. Prints pairs found and needed; writes evidence with ``--record``.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.models.vocabulary import PACKS  # noqa: E402
from b12calc.rules.boxes import Box  # noqa: E402
from b12calc.rules.clinic_rows import content_for  # noqa: E402
from b12calc.rules.completeness import Region, escape  # noqa: E402
from b12calc.rules.knowledge import load_pack  # noqa: E402
from b12calc.rules.table import DecisionTable, Row  # noqa: E402

Facts = Mapping[str, str]
COMMAND = "python -m tests.campaigns.mcdc --record"


class Condition(NamedTuple):
    """One condition: a fact in one entry of a row of a table."""

    table: str
    row: str
    entry: int
    fact: str


class Pair(NamedTuple):
    """Two fact sheets that differ in one fact: the row holds in the first and not in the second."""

    holds: Facts
    fails: Facts


def tables_of(pack: str) -> list[DecisionTable]:
    """Return every decision table a pack reads."""
    content = load_pack(pack)
    course = () if content.course is None else content.course.tables
    repeats = () if content.repeats is None else (content.repeats.table,)
    return [*content.tables.values(), *course, *repeats, content_for(pack).table]


def conditions(table: DecisionTable) -> Iterator[tuple[Condition, Row, Box]]:
    """Yield each condition of a table that leaves a word of its fact out."""
    for row in table.rows:
        for number, box in enumerate(row.boxes, 1):
            for place, mask in box:
                name = table.space.names[place]
                if mask != table.space.all_bits(name):
                    yield Condition(table.id, row.id, number, name), row, box


def pair_for(table: DecisionTable, row: Row, box: Box, fact: str) -> Pair | None:
    """Return a pair for one condition, None when there is none in the whole space."""
    place = table.space.index[fact]
    mask = dict(box)[place]
    earlier = [] if table.hit == "collect" else _boxes_before(table, row)
    others = [*earlier, *(other for other in row.boxes if other is not box)]
    for yes in _bits(mask):
        for no in _bits(table.space.all_bits(fact) & ~mask):
            region = {at: table.space.all_bits(name) for at, name in enumerate(table.space.names) if at != place}
            region |= {at: allowed for at, allowed in box if at != place}
            closed = [box for bit in (yes, no) for box in _without(others, place, bit)]
            found = escape(closed, region)
            if found is not None:
                return Pair(_sheet(table, {**found, place: yes}), _sheet(table, {**found, place: no}))
    return None


def shows(table: DecisionTable, row: Row, pair: Pair) -> bool:
    """Tell by the table itself whether the row holds in the first sheet of a pair and not in the second."""
    differing = [name for name in pair.holds if pair.holds[name] != pair.fails[name]]
    if table.hit == "collect":
        held, failed = ([hit.row for hit in table.hits(facts)] for facts in pair)
        return len(differing) == 1 and row in held and row not in failed
    held_by, failed_by = _decided(table, pair.holds), _decided(table, pair.fails)
    return len(differing) == 1 and held_by is row and failed_by is not row


def _decided(table: DecisionTable, facts: Facts) -> Row | None:
    return next((hit.row for hit in table.hits(facts)), None)


def _boxes_before(table: DecisionTable, row: Row) -> list[Box]:
    found: list[Box] = []
    for other in table.rows:
        if other is row:
            return found
        found += other.boxes
    return found


def _without(boxes: list[Box], place: int, bit: int) -> list[Box]:
    """Return the boxes that stay open when one fact has one word, without that fact."""
    kept = [box for box in boxes if dict(box).get(place, bit) & bit]
    return [tuple(one for one in box if one[0] != place) for box in kept]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _sheet(table: DecisionTable, region: Region) -> Facts:
    """Return one fact sheet of a region: the first word that each fact may have there."""
    words = table.space.words
    return {name: words[name][(region[at] & -region[at]).bit_length() - 1] for at, name in enumerate(table.space.names)}


class Found(NamedTuple):
    """What a search found: how many pairs, and the conditions without one."""

    needed: int
    pairs: int
    redundant: tuple[Condition, ...]


@cache
def search(pack: str) -> Found:
    """Search a pair for every condition of a pack. Raises AssertionError when the table denies a pair."""
    needed, alone = 0, []
    for table in tables_of(pack):
        for condition, row, box in conditions(table):
            needed += 1
            pair = pair_for(table, row, box, condition.fact)
            if pair is None:
                alone.append(condition)
            else:
                assert shows(table, row, pair), condition
    return Found(needed, needed - len(alone), tuple(alone))


def main() -> int:
    """Search every pack and print what was found; 1 when a redundant condition is not argued."""
    from tests.campaigns.mutation.rooms import argued_conditions

    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--record", action="store_true")
    words = reader.parse_args()
    counts: dict[str, object] = {}
    reasons, open_ones = argued_conditions(), 0
    for pack in PACKS:
        found = search(pack)
        argued = len(found.redundant)
        for one in found.redundant:
            reason = reasons.get((one.table, one.row, one.entry, one.fact))
            open_ones += reason is None
            print(f"{pack}: no pair for {one.table}/{one.row}, entry {one.entry}, {one.fact}: {reason or 'NOT ARGUED'}")
        print(f"{pack}: {found.pairs} pairs of {found.needed} conditions, {argued} redundant")
        counts[pack] = {"conditions": found.needed, "pairs": found.pairs, "redundant": argued}
    if words.record:
        _record({**counts, "not argued": open_ones}, open_ones == 0)
    return 1 if open_ones else 0


def _record(counts: Mapping[str, object], held: bool) -> None:
    from tests.campaigns import evidence

    evidence.write(
        "mcdc",
        what="For each condition of each row of the tables a pair of fact sheets that differ in that fact alone, of "
        "which one makes the row hold (decide) and the other does not; searched exactly and given to the table itself.",
        command=COMMAND,
        counts=counts,
        goal="a pair for every condition, or the condition proved redundant and listed with its reason",
        held=held,
        remarks="Fact sheets are of the whole finite space: facts that never meet in one person may meet in a pair.",
    )


if __name__ == "__main__":
    sys.exit(main())
