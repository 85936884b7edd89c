"""The second implementation decides as the tables do, on a seeded share of what the campaign walks whole."""

import json
import random

import pytest

from b12calc.models import vocabulary as words
from b12calc.models.reading import read_case
from b12calc.rules.chart import read_chart
from b12calc.rules.knowledge import load_pack
from tests.campaigns.oracle_agreement import disagreements, one_word_each, random_cases, sayings
from tests.campaigns.two_readings import quick_case
from tests.oracle import space
from tests.oracle.decide import decide, decide_core
from tests.oracle.generate import last_visit_day, random_case
from tests.oracle.record import read_record


def test_a_case_put_together_quickly_is_the_case_that_is_read() -> None:
    for raw in random_cases(200, 1):
        assert read_chart(quick_case(raw)) == read_chart(read_case(json.dumps(raw)))


def test_the_short_way_of_the_second_implementation_is_its_long_way() -> None:
    for raw in random_cases(100, 2):
        long, short = decide(raw, last_visit_day(raw)), decide_core(read_record(raw))
        assert short == tuple(getattr(long, name) for name in short._fields)


PACKS = tuple(load_pack(name) for name in words.PACKS)


def test_both_decide_random_cases_alike() -> None:
    number, kinds, examples = disagreements(PACKS, random_cases(1200, 3))
    assert (number, dict(kinds)) == (1200, {}), examples


def test_both_hold_the_same_beside_each_yes() -> None:
    told_again = 0
    for raw in random_cases(3000, 7):
        chart, record = read_chart(quick_case(raw)), read_record(raw)
        assert (chart.yes, chart.no) == (record.affirmed, record.denied)
        for code in chart.yes:
            detail = chart.details.get(code)
            mine = (detail.since, detail.last) if detail else (None, None)
            theirs = record.details.get(code, {})
            assert mine == (theirs.get("since"), theirs.get("last")), (code, raw)
            told_again += any(mine) and sum(code in visit.get("details", {}) for visit in raw["visits"]) > 1
    assert told_again > 10


@pytest.mark.parametrize("name", space.BLOCKS)
def test_both_decide_states_of_the_decision_space_alike(name: str) -> None:
    states = list(space.sample(space.BLOCKS[name], 500, 4))
    number, kinds, examples = disagreements(PACKS, states)
    assert (number, dict(kinds)) == (500, {}), examples
    assert all(one_word_each(pack, state) for pack in PACKS for state in states)


def test_no_sentences_meet_that_may_not() -> None:
    number, kinds, examples = sayings(words.PACKS, random_cases(250, 5))
    assert (number, dict(kinds)) == (750, {}), examples


def test_a_difference_is_found_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = random_case(random.Random(6))
    other = decide_core(read_record(raw))._replace(status="no such status")
    monkeypatch.setattr("tests.campaigns.two_readings.decide_core", lambda *_: other)
    assert disagreements(PACKS[:1], [raw])[1].total() == 1
