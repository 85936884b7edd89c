"""No row is dead: a random walk over fact sheets, with a few cases made by hand, reaches every row of every table."""

import json
from functools import cache
from random import Random

import pytest

from b12calc.rules.knowledge import TABLES
from tests.oracle.generate import random_case
from tests.rules.making import case, decided, pack, rows, total
from tests.rules.start_cases import RARE, ROUTE, START
from tests.rules.status_cases import STATUS

WALK = 800


@cache
def walked() -> frozenset[str]:
    """Every row that some random case reaches."""
    return frozenset(row for seed in range(WALK) for row in rows(random_case(Random(seed))))


@cache
def by_hand() -> set[str]:
    """Every row that some case made by hand reaches."""
    cases = [*[one[-1] for one in STATUS], *[one[-1] for one in START], *[one[-1] for one in ROUTE], *RARE.values()]
    at_leeds = rows(case(total("250")), laboratory="leeds")
    return at_leeds.union(*(rows(raw) for raw in cases))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_fires_in_some_case(table: str) -> None:
    dead = [row.id for row in pack().tables[table].rows if row.id not in walked() | by_hand()]
    assert not dead


@pytest.mark.parametrize("name", sorted(RARE))
def test_a_rare_row_fires_in_the_case_made_for_it(name: str) -> None:
    assert name in rows(RARE[name])


def test_the_walk_alone_reaches_nearly_every_row() -> None:
    every = {row.id for table in pack().tables.values() for row in table.rows}
    assert len(every - walked()) < 20, sorted(every - walked())


def test_cases_made_by_hand_are_cases_of_the_format() -> None:
    assert all(json.loads(json.dumps(raw)) == raw and raw["format"] == "b12calc-case/1" for raw in RARE.values())


def test_where_no_limit_is_known_nothing_is_called_unlikely() -> None:
    cases = [random_case(Random(seed)) for seed in range(200)] + [one[-1] for one in STATUS]
    assert "unlikely" not in {decided(raw, "article").words["status"] for raw in cases}
    assert "unlikely" in {decided(raw, "us").words["status"] for raw in cases}


def test_no_row_id_stands_in_two_tables() -> None:
    every = [row.id for table in pack().tables.values() for row in table.rows]
    assert len(every) == len(set(every))
