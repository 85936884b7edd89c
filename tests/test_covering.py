"""The rows of a covering array hold every combination, and far fewer than all rows there are."""

from math import prod

import pytest

from tests.covering import covering, parts, uncovered

FACTORS = {"a": (0, 1, 2), "b": ("x", "y"), "c": (True, False), "d": (0, 1, 2, 3), "e": (0, 1, 2), "f": (0, 1)}


@pytest.mark.parametrize("strength", [1, 2, 3, 4])
def test_every_combination_stands_in_some_row(strength: int) -> None:
    rows = covering(FACTORS, strength)
    assert list(uncovered(rows, FACTORS, strength)) == []
    assert all(list(row) == list(FACTORS) and all(row[name] in FACTORS[name] for name in FACTORS) for row in rows)


def test_the_rows_are_few_and_the_same_each_time() -> None:
    rows = covering(FACTORS, 3)
    assert rows == covering(FACTORS, 3)
    assert len(rows) <= 2 * 4 * 3 * 3 < prod(map(len, FACTORS.values()))


def test_a_combination_that_is_left_out_is_told() -> None:
    rows = covering(FACTORS, 2)
    alone = [row for row in rows if (row["a"], row["d"]) == (2, 3)]
    kept = [row for row in rows if row not in alone]
    assert (("a", 2), ("d", 3)) in set(uncovered(kept, FACTORS, 2))


def test_there_are_as_many_combinations_as_the_factors_make() -> None:
    assert len(parts({"a": (0, 1), "b": (0, 1, 2), "c": (0,)}, 2)) == 2 * 3 + 2 * 1 + 3 * 1
