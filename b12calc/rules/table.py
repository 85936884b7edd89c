"""Decision tables: rows of conditions on finite facts, read from TOML by a small frozen grammar.

A condition is ``"a"``, ``"a, b"`` (any of), ``"not a, b"`` (none of) or ``"any"``. A row holds when every condition of
``when`` holds and, if it has an ``any`` list, at least one entry of that list holds whole. Hit policies are those of
DMN: ``unique``, ``first`` and ``collect``. A condition is a mask over the words of a fact; a table keeps for the words
of a few facts at a time the set of boxes they leave open, so that an AND over those sets finds every row that holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any, Literal

from b12calc.rules.boxes import Box, OpenBoxes
from b12calc.rules.told import Told, told

HitPolicy = Literal["unique", "first", "collect"]


class TableError(Exception):
    """A fault in the rule files themselves: a bug, never something a user can mend."""


@dataclass(frozen=True, slots=True)
class FactSpace:
    """Number every fact and every word it may take."""

    words: Mapping[str, tuple[str, ...]]
    index: Mapping[str, int] = field(init=False)
    names: tuple[str, ...] = field(init=False)
    first_words: Mapping[str, str] = field(init=False)
    _bits: Mapping[str, Mapping[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        bits = {name: {word: 1 << place for place, word in enumerate(words)} for name, words in self.words.items()}
        object.__setattr__(self, "_bits", bits)
        object.__setattr__(self, "names", tuple(self.words))
        object.__setattr__(self, "first_words", {name: words[0] for name, words in self.words.items()})
        object.__setattr__(self, "index", {name: place for place, name in enumerate(self.words)})

    def bit(self, fact: str, word: str) -> int:
        """Return the bit of one word of a fact. Raises TableError when the fact or the word is unknown."""
        try:
            return self._bits[fact][word]
        except KeyError:
            raise TableError(f"the fact {fact!r} has no word {word!r}") from None

    def all_bits(self, fact: str) -> int:
        """Return the bits of every word of a fact."""
        return (1 << len(self.words[fact])) - 1

    def bits(self, values: Mapping[str, str]) -> list[int]:
        """Return the facts as bits in the order of the space."""
        return [bits[values[name]] for name, bits in self._bits.items()]

    def read(self, fact: str, condition: str) -> int:
        """Return the bits a condition allows. Raises TableError outside the grammar."""
        if fact not in self.words:
            raise TableError(f"there is no fact {fact!r}")
        if condition == "any":
            return self.all_bits(fact)
        negated = condition.startswith("not ")
        listed = condition[4:] if negated else condition
        mask = 0
        for word in listed.split(","):
            mask |= self.bit(fact, word.strip())
        return self.all_bits(fact) & ~mask if negated else mask


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row: the boxes of facts it covers, what it answers, and by whose word."""

    id: str
    boxes: tuple[Box, ...]
    then: Mapping[str, str]
    text: str
    strength: str
    sources: tuple[str, ...]
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A row that held, and which of its boxes; made once with the table, so one is equal only to itself.

    ``reads`` names the facts of the box, and tells of each whether more than one of its words would do; ``told`` takes
    the lines of those that are reasons.
    """

    row: Row
    box: Box
    reads: tuple[tuple[str, bool], ...]
    told: Told


@dataclass(frozen=True, slots=True, eq=False)
class DecisionTable:
    """One question the rules decide, with its rows in the order they are read."""

    id: str
    title: str
    hit: HitPolicy
    outputs: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    review: str
    space: FactSpace
    # Each box, in the order of the rows, has its hit with the set of all boxes of later rows.
    _hits: tuple[tuple[Hit, int], ...] = field(init=False, repr=False)
    _open: OpenBoxes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Number the boxes and sort them by the words that leave them open."""
        hits: list[tuple[Hit, int]] = []
        for row in self.rows:
            later = -1 << (len(hits) + len(row.boxes))
            hits += [(_hit(self.space, row, box), later) for box in row.boxes]
        object.__setattr__(self, "_hits", tuple(hits))
        object.__setattr__(self, "_open", OpenBoxes([hit.box for hit, _ in hits], self.space.words))

    def hits(self, facts: Mapping[str, str]) -> Iterator[Hit]:
        """Yield every row that holds, in order, each with its first fitting box."""
        return iter(self.hits_of(self.fitting(facts)))

    def decide(self, facts: Mapping[str, str]) -> Hit:
        """Return the first row that holds. Raises TableError when none does; the completeness check rules that out."""
        fitting = self.fitting(facts)
        if not fitting:
            raise TableError(f"no row of {self.id} holds")
        return self._hits[(fitting & -fitting).bit_length() - 1][0]

    def fitting(self, facts: Mapping[str, str]) -> int:
        """Return the set of boxes that hold."""
        return self._open.fitting(facts)

    def hits_of(self, fitting: int) -> list[Hit]:
        """Return the rows of a set of boxes, in order, each with its first fitting box."""
        found = []
        while fitting:
            hit, later = self._hits[(fitting & -fitting).bit_length() - 1]
            found.append(hit)
            fitting &= later
        return found

    def facts_read(self) -> tuple[str, ...]:
        """Return the names of all facts the table reads, in the order of the space."""
        places = {place for row in self.rows for box in row.boxes for place, _ in box}
        return tuple(self.space.names[place] for place in sorted(places))


def _hit(space: FactSpace, row: Row, box: Box) -> Hit:
    reads = tuple((space.names[place], mask.bit_count() > 1) for place, mask in box)
    return Hit(row, box, reads, told(reads))


_ROW_KEYS = {"id", "when", "any", "then", "text", "strength", "sources"}


def read_table(data: Mapping[str, Any], space: FactSpace) -> DecisionTable:
    """Return the table held in parsed TOML. Raises TableError naming the row outside the grammar."""
    head = data["table"]
    outputs = {name: tuple(allowed) for name, allowed in head["outputs"].items()}
    rows = []
    for raw in data["row"]:
        try:
            rows.append(_read_row(raw, space))
        except TableError as error:
            raise TableError(f"{head['id']}/{raw.get('id')}: {error}") from None
    table = DecisionTable(head["id"], head["title"], head["hit"], outputs, tuple(rows), head.get("review", ""), space)
    _check_rows(table)
    return table


def _read_row(raw: Mapping[str, Any], space: FactSpace) -> Row:
    always = raw.get("when", {})
    choices = raw.get("any", [{}])
    boxes = tuple(_box({**always, **choice}, always, choice, space) for choice in choices)
    return Row(
        id=raw["id"],
        boxes=boxes,
        then={name: intern(word) for name, word in raw.get("then", {}).items()},
        text=raw.get("text", ""),
        strength=raw.get("strength", "offer"),
        sources=tuple(map(intern, raw.get("sources", ()))),
        more={key: value for key, value in raw.items() if key not in _ROW_KEYS},
    )


def _box(merged: Mapping[str, str], always: Mapping[str, str], choice: Mapping[str, str], space: FactSpace) -> Box:
    """Return the conditions of one box; a fact named on both sides must satisfy both."""
    box = []
    for fact in merged:
        mask = space.read(fact, merged[fact])
        if fact in always and fact in choice:
            mask &= space.read(fact, always[fact])
        if not mask:
            raise TableError(f"the condition on {fact} can never hold")
        box.append((space.index[fact], mask))
    return tuple(box)


def _check_rows(table: DecisionTable) -> None:
    """Refuse an output outside its words and a row id used twice."""
    seen = set()
    for row in table.rows:
        if row.id in seen:
            raise TableError(f"{table.id}: the row id {row.id} is used twice")
        seen.add(row.id)
        if set(row.then) != set(table.outputs):
            raise TableError(f"{table.id}/{row.id}: answers {set(row.then)}, expected {set(table.outputs)}")
        for name, word in row.then.items():
            if word not in table.outputs[name]:
                raise TableError(f"{table.id}/{row.id}: {word!r} is no word of {name}")
