"""Which rules make an answer differ between two editions: put them back one by one and see what is undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from b12calc.problems import ProblemsFound
from b12calc.rules.editions import Edition, files_of, load_pack
from b12calc.rules.judged import Judged
from b12calc.rules.knowledge import Pack, make_pack, parse
from b12calc.rules.older import OlderWords
from b12calc.rules.parts import Key, Parts, differing, put_back, take_apart
from b12calc.rules.table import TableError

Keys = frozenset[Key]
MOST_PAIRED = 16  # parts tried two by two; more than that would be felt


@dataclass(slots=True)
class Workshop:
    """Hold two editions of a pack, and make of the newer one copies in which some parts are as they were."""

    before: Pack
    after: Pack
    old: Parts
    new: Parts
    keys: tuple[Key, ...]
    _made: dict[Keys, Pack | None] = field(default_factory=dict)

    def with_back(self, keys: Keys) -> Pack | None:
        """Return the newer edition with these parts put back, None where the rules cannot stand so."""
        if keys not in self._made:
            self._made[keys] = self._make(keys)
        return self._made[keys]

    def _make(self, keys: Keys) -> Pack | None:
        try:
            pack = make_pack(self.after.name, put_back(self.old, self.new, keys), self.after.stamp)
        except (TableError, KeyError):
            return None
        words = {key[2]: tuple(self.old.held[key]) for key in keys if key[:2] == ("fact", "facts")}
        return replace(pack, older=OlderWords(self.before.edition, words)) if words else pack


def workshop(pack: str, before: Edition, after: Edition) -> Workshop:
    """Return the workshop of one pack between two editions."""
    old, new = (take_apart(pack, parse(files_of(pack, edition))) for edition in (before, after))
    return Workshop(load_pack(pack, before), load_pack(pack, after), old, new, differing(old, new))


@dataclass(slots=True)
class Search:
    """Look for the parts that undo a change of one case; each copy of the rules judges it once."""

    shop: Workshop
    before: Judged
    after: Judged
    judge: Callable[[Pack], Judged]
    _judged: dict[Keys, Judged | None] = field(default_factory=dict)

    def smallest(self, undone: Callable[[Judged], bool]) -> Keys:
        """Return the fewest parts that, put back, undo a change: one, else two, else none of which can be left out.

        Empty when even all of them together do not: then facts or program made the change.
        """
        order = self._order()
        for key in order:
            if self._undoes(frozenset({key}), undone):
                return frozenset({key})
        every = frozenset(order)
        if not self._undoes(every, undone):
            return frozenset()
        left = self._shrunk(order, undone)
        pairs = combinations([key for key in order if key in left or self._near(key)][:MOST_PAIRED], 2)
        better = (frozenset(pair) for pair in pairs if len(left) > 2 and self._undoes(frozenset(pair), undone))  # noqa: PLR2004
        return next(better, left)

    def _order(self) -> list[Key]:
        """Return all parts, first those that are known to bear on this case."""
        return sorted(self.shop.keys, key=lambda key: not self._near(key))

    def _near(self, key: Key) -> bool:
        held = key[1:] in self.before.rows or key[1:] in self.after.rows
        return held if key[0] == "row" else key[0] in ("limit", "interval", "haemoglobin")

    def _undoes(self, keys: Keys, undone: Callable[[Judged], bool]) -> bool:
        if keys not in self._judged:
            self._judged[keys] = self._judge(keys)
        found = self._judged[keys]
        return found is not None and undone(found)

    def _judge(self, keys: Keys) -> Judged | None:
        pack = self.shop.with_back(keys)
        try:
            return None if pack is None else self.judge(pack)
        except (TableError, KeyError, ProblemsFound):
            return None

    def _shrunk(self, order: Sequence[Key], undone: Callable[[Judged], bool]) -> Keys:
        """Return parts of which none can be left out, by leaving out ever smaller pieces, the farthest first."""
        left = list(order)
        for size in _sizes(len(left)):
            place = len(left) - size
            while place >= 0:
                fewer = left[:place] + left[place + size :]
                if fewer and self._undoes(frozenset(fewer), undone):
                    left = fewer
                place -= size
        return frozenset(left)


def _sizes(count: int) -> Iterator[int]:
    size = count // 2
    while size > 1:
        yield size
        size //= 2
    # Twice: what was needed beside another part may not be needed without it.
    yield from (1, 1)
