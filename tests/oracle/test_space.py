"""The blocks of the decision space: as many states as they say, no two the same, none contradictory."""

import json
from itertools import combinations
from typing import Any

import pytest

from .building import TODAY
from .decide import decide
from .generate import EXCLUSIVE, IMPLIES
from .space import BLOCKS, Block, count, sample, states
from .space_parts import BACKGROUNDS, CORD, NERVES_BESIDE_CORD, TOTAL, flags
from .space_walk import block
from .test_generate import START_ROWS, STATUS_ROWS

NAMES = tuple(BLOCKS)
SMALL = block(
    "small", BACKGROUNDS, NERVES_BESIDE_CORD, CORD, flags("frequent_falls", "cannot_walk_unaided", "fever"), TOTAL
)


def written(case: dict[str, Any]) -> str:
    """The case as text."""
    return json.dumps(case, sort_keys=True)


def test_the_blocks_hold_more_than_six_million_states_together() -> None:
    assert sum(count(space) for space in BLOCKS.values()) > 6_000_000


def test_a_block_yields_each_of_its_states_once_and_leaves_contradictions_out() -> None:
    every = [written(case) for case in states(SMALL)]
    full = 2 * 5 * 5 * 5 * len(TOTAL)
    # Frequent falls beside "no falls" once in five nerve parts, unable to walk beside "no change of gait" once in five.
    assert count(SMALL) == len(every) == len(set(every)) == full - 2 * (5 + 5) * len(TOTAL)


def test_shards_share_a_block_out_without_loss() -> None:
    shared = [written(case) for shard in range(3) for case in states(SMALL, shard, 3)]
    assert sorted(shared) == sorted(written(case) for case in states(SMALL))


@pytest.mark.parametrize("name", NAMES)
def test_no_two_dimensions_of_a_block_set_the_same_code(name: str) -> None:
    owned = [{code for part in dimension for code in part.owned()} for dimension in BLOCKS[name].dimensions[1:]]
    for one, other in combinations(owned, 2):
        assert not one & other


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_dimension_differ(name: str) -> None:
    for dimension in BLOCKS[name].dimensions:
        alone = [written(next(states(Block("alone", ((part,),) * 4)))) for part in dimension]
        assert len(set(alone)) == len({part.name for part in dimension}) == len(dimension)


@pytest.mark.parametrize("name", NAMES)
def test_sampled_states_are_repeatable_and_do_not_contradict_themselves(name: str) -> None:
    drawn = list(sample(BLOCKS[name], 1500, 7))
    assert [written(case) for case in sample(BLOCKS[name], 20, 7)] == [written(case) for case in drawn[:20]]
    for case in drawn:
        patient, visit = case["patient"], case["visits"][0]
        yes = {code for code, answer in visit["answers"].items() if answer == "yes"}
        grown_woman = patient["sex"] != "male" and 15 < (patient["age_years"] or 40) < 50
        assert grown_woman or patient.get("pregnancy") not in ("pregnant", "breastfeeding")
        assert not any(special in yes and visit["answers"].get(general) == "no" for special, general in IMPLIES)
        assert not any(yes.issuperset(pair) for pair in EXCLUSIVE)
        analytes = [result["analyte"] for result in visit["results"]]
        assert len(analytes) == len(set(analytes))


def test_the_blocks_reach_every_row_of_every_section() -> None:
    reached: set[tuple[str, str]] = set()
    for space in BLOCKS.values():
        for case in sample(space, 3000, 11):
            reached |= set(decide(case, TODAY).rows.items())
    assert {row for section, row in reached if section == "section 2"} == {"emergency", "urgent", "soon", "routine"}
    assert {row for section, row in reached if section == "section 4"} == STATUS_ROWS
    assert {row for section, row in reached if section == "section 6"} == START_ROWS
