"""Each condition of each row of the tables counts by itself: a pair of fact sheets shows it, or it is argued."""

from typing import Any

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.rules.table import DecisionTable, FactSpace, read_table
from tests.campaigns.mcdc import Pair, conditions, pair_for, search, shows
from tests.campaigns.mutation.rooms import argued_conditions

SPACE = FactSpace({"level": ("low", "middle", "high"), "nerves": ("yes", "no", "unknown"), "old": ("yes", "no")})


def table(*rows: dict[str, Any], hit: str = "first") -> DecisionTable:
    head = {"id": "t", "title": "T", "hit": hit, "outputs": {"answer": ["a", "b"]}}
    whole = [{"then": {"answer": "a"}, "sources": ["S1"], **row} for row in rows]
    return read_table({"table": head, "row": whole}, SPACE)


def alone(made: DecisionTable) -> list[tuple[str, int, str]]:
    """The conditions of a table that have no pair; every pair there is is given to the table itself."""
    found = []
    for condition, row, box in conditions(made):
        pair = pair_for(made, row, box, condition.fact)
        assert pair is None or shows(made, row, pair)
        if pair is None:
            found.append((condition.row, condition.entry, condition.fact))
    return found


@pytest.mark.parametrize("pack", PACKS)
def test_every_condition_of_a_pack_has_its_pair_or_its_argument(pack: str) -> None:
    found = search(pack)
    assert found.needed > 1500
    assert {tuple(one) for one in found.redundant} <= set(argued_conditions())


def test_no_condition_is_argued_away_that_has_a_pair() -> None:
    redundant = {tuple(one) for pack in PACKS for one in search(pack).redundant}
    assert set(argued_conditions()) == redundant


def test_conditions_that_count_have_pairs() -> None:
    assert alone(table({"id": "r1", "when": {"level": "low", "nerves": "not no"}}, {"id": "r2"})) == []


def test_an_entry_within_another_of_its_row_has_none() -> None:
    made = table({"id": "r1", "any": [{"level": "low"}, {"level": "low", "old": "yes"}]}, {"id": "r2"})
    assert alone(made) == [("r1", 2, "level"), ("r1", 2, "old")]


def test_a_condition_that_an_earlier_row_has_decided_already_has_none() -> None:
    rows = ({"id": "r1", "when": {"old": "yes"}}, {"id": "r2", "when": {"level": "low", "old": "no"}}, {"id": "r3"})
    assert alone(table(*rows)) == [("r2", 1, "old")]
    assert alone(table(*rows, hit="collect")) == []


def test_a_pair_that_differs_in_two_facts_or_in_none_shows_nothing() -> None:
    made = table({"id": "r1", "when": {"level": "low", "old": "yes"}}, {"id": "r2"})
    holds = {"level": "low", "nerves": "yes", "old": "yes"}
    assert shows(made, made.rows[0], Pair(holds, {**holds, "old": "no"}))
    assert not shows(made, made.rows[0], Pair(holds, {**holds, "old": "no", "nerves": "no"}))
    assert not shows(made, made.rows[0], Pair(holds, holds))
    assert not shows(made, made.rows[0], Pair({**holds, "old": "no"}, holds))
