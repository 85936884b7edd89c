"""The fewest parts that undo a change are found: one, else two, else some of which none can be left out."""

from itertools import combinations
from random import Random
from typing import Any, cast

import pytest

from b12calc.problems import Problem, ProblemsFound
from b12calc.rules.editions import present
from b12calc.rules.judged import Judged
from b12calc.rules.knowledge import Pack
from b12calc.rules.parts import Key, Parts, differing
from b12calc.rules.substitution import Search, Workshop, workshop
from b12calc.rules.table import TableError

NAMES: list[Key] = [("source", name) for name in "abcdefghijkl"]


class Told:
    """What stands in for a pack and for its judgement: the parts that were put back."""

    def __init__(self, keys: frozenset[Key]) -> None:
        self.keys = keys
        self.rows: dict[Any, Any] = {}


class Bench:
    """A workshop that only says which parts were put back, and counts how often it was asked."""

    def __init__(self, keys: list[Key], never: frozenset[Key] = frozenset()) -> None:
        self.keys, self.never, self.asked = tuple(keys), never, list[frozenset[Key]]()

    def with_back(self, keys: frozenset[Key]) -> Told | None:
        self.asked.append(keys)
        return None if keys == self.never else Told(keys)


def search(bench: Bench, judge: Any = lambda pack: pack) -> Search:
    plain = cast("Judged", Told(frozenset()))
    return Search(cast("Workshop", bench), plain, plain, judge)


def undone_by(*needed: frozenset[Key]) -> Any:
    return lambda one: any(keys <= one.keys for keys in needed)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 6])
def test_all_the_parts_that_are_needed_together_are_found_and_no_other(size: int) -> None:
    for seed in range(30):
        needed = frozenset(Random(seed).sample(NAMES, size))
        assert search(Bench(NAMES)).smallest(undone_by(needed)) == needed


def test_one_part_is_preferred_to_two_and_two_to_more() -> None:
    one, two, three = frozenset(NAMES[9:10]), frozenset(NAMES[4:6]), frozenset(NAMES[:3])
    assert search(Bench(NAMES)).smallest(undone_by(three, two, one)) == one
    near: list[Key] = [("limit", key[1]) for key in NAMES]  # parts that are known to bear on the case
    pair = frozenset(near[0:2])
    more = frozenset(near[9:12])
    assert search(Bench(near)).smallest(undone_by(more, pair)) == pair
    assert search(Bench(near)).smallest(undone_by(more)) == more


def test_parts_that_bear_on_the_case_are_tried_first() -> None:
    keys: list[Key] = [
        ("source", "a"),
        ("row", "status", "x"),
        ("limit", "b"),
        ("row", "status", "y"),
        ("interval", "c"),
    ]
    bench, before = Bench(keys), Told(frozenset())
    before.rows["status", "y"] = None
    found = Search(*(cast("Any", one) for one in (bench, before, Told(frozenset()), lambda pack: pack)))
    found.smallest(undone_by(frozenset({keys[0]})))
    near = [("limit", "b"), ("row", "status", "y"), ("interval", "c")]
    assert [next(iter(one)) for one in bench.asked] == [*near, ("source", "a")]


def test_nothing_is_named_where_all_parts_together_do_not_undo_a_change() -> None:
    assert search(Bench(NAMES)).smallest(lambda one: False) == frozenset()
    assert search(Bench([])).smallest(lambda one: False) == frozenset()


def test_what_the_rules_cannot_stand_with_undoes_nothing() -> None:
    first = frozenset(NAMES[:1])
    assert search(Bench(NAMES, never=first)).smallest(undone_by(first)) == frozenset(NAMES[:2])
    for trouble in (TableError("x"), KeyError("x"), ProblemsFound((Problem("", "x"),))):

        def judge(pack: Told, trouble: Exception = trouble) -> Told:
            if pack.keys == first:
                raise trouble
            return pack

        found = search(Bench(NAMES), judge).smallest(undone_by(first))
        assert first < found and len(found) == 2


def test_each_set_of_parts_is_judged_once() -> None:
    bench = Bench(NAMES)
    found = search(bench)
    for needed in combinations(NAMES[:4], 2):
        found.smallest(undone_by(frozenset(needed)))
    assert len(bench.asked) == len(set(bench.asked))


def test_a_row_whose_sources_became_unconfirmed_cannot_be_put_back_without_them() -> None:
    shop = workshop("uk", present(), present())
    row = ("row", "status", "status-2")
    held: dict[Key, Any] = dict(shop.new.held)
    then = {**held[row], "sources": ["A-1"], "strength": "offer"}
    source = held["source", "N-020"]
    old = Parts({**held, row: then, ("source", "A-1"): {**source, "evidence": "P"}}, shop.new.orders)
    new = Parts({**held, ("source", "A-1"): {**source, "evidence": "U"}}, shop.new.orders)
    keys = differing(old, new)
    assert set(keys) == {row, ("source", "A-1")}
    made = Workshop(shop.before, shop.after, old, new, keys)
    assert made.with_back(frozenset({row})) is None
    both = made.with_back(frozenset(keys))
    assert isinstance(both, Pack)
    assert both is made.with_back(frozenset(keys))
    assert next(one for one in both.tables["status"].rows if one.id == "status-2").sources == ("A-1",)
