"""Why not, what would change this, and what is still possible: each checked by brute force through the case file."""

import json
import random
from datetime import date
from itertools import product
from typing import Any

import pytest

from b12calc.models.answers import ANSWER_CODES
from b12calc.models.assessment import Assessment, WhyNot
from b12calc.models.reading import read_case
from b12calc.rules import assess
from b12calc.rules.chart import read_chart
from b12calc.rules.decide import Decision, core
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import load_pack
from b12calc.rules.reachable import Reach
from b12calc.rules.whatif import TABLES as DECIDING
from b12calc.rules.whatif import trials, with_answer
from b12calc.rules.whynot import NAMES, why_not
from tests.campaigns.single_changes import with_answers
from tests.oracle.generate import last_visit_day, random_case

SEEDS = range(6)
SEVERAL_VISITS = [seed for seed in range(40) if len(random_case(random.Random(seed))["visits"]) > 1]
FLIPS = ("status", "urgency", "route")
SMALL: dict[str, Any] = {
    "format": "b12calc-case/1",
    "patient": {"age_years": 67, "sex": "male"},
    "visits": [
        {
            "date": "2026-03-12",
            "results": [{"analyte": "total_b12", "value": "142", "unit": "ng/L", "reference_low": "180"}],
            "answers": {"paraesthesia": "yes"},
        }
    ],
}


def judged(raw: dict[str, Any], day: date, explain: bool = False) -> Assessment:
    return assess(read_case(json.dumps(raw)), today=day, explain=explain)


def words(seen: Assessment, names: tuple[str, ...] = ("status", "urgency", "start", "route")) -> tuple[str, ...]:
    return tuple(getattr(seen, name) for name in names)


@pytest.mark.parametrize("seed", SEVERAL_VISITS)
def test_an_answer_put_into_the_chart_is_the_one_read_from_the_case_file(seed: int) -> None:
    raw = random_case(random.Random(seed))
    chart = read_chart(read_case(json.dumps(raw)))
    for code in ANSWER_CODES:
        for word in ("yes", "no"):
            read = read_chart(read_case(json.dumps(with_answers(raw, {code: word}))))
            assert with_answer(chart, code, word) == read, (code, word)


def test_a_yes_after_an_earlier_no_is_new_in_every_explanation() -> None:
    first = {**SMALL["visits"][0], "results": [], "answers": {"paraesthesia": "no"}}
    later = {"date": "2026-04-12", "results": [], "answers": {"gait_change": "no"}}
    seen = judged({**SMALL, "visits": [first, later]}, date(2026, 4, 12), explain=True)
    assert any(one.input == "paraesthesia" and one.then == "urgent" for one in seen.would_change)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_other_answer_one_question_away_is_listed(seed: int) -> None:
    raw = random_case(random.Random(seed))
    day = last_visit_day(raw)
    seen = judged(raw, day, explain=True)
    listed = {(one.decision, one.then) for one in seen.would_change}
    for code in ANSWER_CODES:
        for word in ("yes", "no"):
            after = judged(with_answers(raw, {code: word}), day)
            for name in FLIPS:
                if getattr(after, name) != getattr(seen, name):
                    assert (name, getattr(after, name)) in listed, code


@pytest.mark.parametrize("seed", SEEDS)
def test_every_change_listed_for_an_answer_really_happens(seed: int) -> None:
    raw = random_case(random.Random(seed))
    day = last_visit_day(raw)
    for change in judged(raw, day, explain=True).would_change:
        if change.input in ANSWER_CODES:
            after = judged(with_answers(raw, {change.input: change.value}), day)
            assert getattr(after, change.decision) == change.then, change


def test_the_figure_named_for_a_limit_is_the_nearest_one_that_flips() -> None:
    seen = judged(SMALL, date(2026, 3, 12), explain=True)
    (change,) = [one for one in seen.would_change if one.decision == "status" and one.then == "indeterminate"]
    assert (change.input, change.value, change.unit) == ("total_b12", "180", "ng/L")
    assert change.text == "total vitamin B12: 180 ng/L instead of 142 ng/L"


@pytest.mark.parametrize(
    ("results", "analyte", "value"),
    [
        # 350 and 351 pmol/L: the edge at which ng/L would fall in another band, where nothing confirms the unit.
        ([("total_b12", "300", "pmol/L")], "total_b12", "351"),
        # eGFR 60 of a man of 67 lies between 115 and 116 umol/L.
        ([("total_b12", "250", "ng/L"), ("mma", "400", "nmol/L"), ("creatinine", "90", "umol/L")], "creatinine", "116"),
    ],
)
def test_a_figure_is_tried_wherever_it_changes_what_is_read(
    results: list[tuple[str, str, str]], analyte: str, value: str
) -> None:
    measured = [{"analyte": code, "value": figure, "unit": unit} for code, figure, unit in results]
    visit = {**SMALL["visits"][0], "results": measured, "answers": dict.fromkeys(ANSWER_CODES, "no")}
    raw = {**SMALL, "visits": [{**visit, "b12_before_test": {"kind": "none"}}]}
    found = [one for one in judged(raw, date(2026, 3, 12), explain=True).would_change if one.input == analyte]
    assert value in {one.value for one in found}, found


def test_a_measured_haemoglobin_is_tried_where_it_is_graded_once_adjusted() -> None:
    raw = {**SMALL, "patient": {**SMALL["patient"], "altitude_metres": 2000}}
    hb = {"analyte": "haemoglobin", "value": "120", "unit": "g/L"}
    raw = {**raw, "visits": [{**SMALL["visits"][0], "results": [hb], "answers": {}}]}
    chart = read_chart(read_case(json.dumps(raw)))
    tried = {one.value for one in trials(load_pack("uk"), chart) if one.input == "haemoglobin"}
    assert {"94", "143", "144"} <= tried


def test_the_date_of_the_last_dose_stays_and_is_named() -> None:
    visit = {**SMALL["visits"][0], "b12_before_test": {"kind": "oral", "last_taken": "2025-11-20"}}
    chart = read_chart(read_case(json.dumps({**SMALL, "visits": [visit]})))
    (one,) = [one for one in trials(load_pack("uk"), chart) if one.value == "injection"]
    assert one.chart.b12_before.last_taken == date(2025, 11, 20)
    assert one.text == "B12 before the test: B12 by injection, last taken 20 Nov 2025, instead of B12 by mouth"


def test_no_deciding_table_reads_whether_a_figure_is_near_a_limit_so_those_edges_need_not_be_tried() -> None:
    pack = load_pack("uk")
    assert all("total_b12_near_limit" not in pack.tables[table].facts_read() for table in DECIDING)


def test_an_open_question_stands_before_an_answer_that_would_have_to_be_turned_round() -> None:
    seen = judged(SMALL, date(2026, 3, 12), explain=True)
    (change,) = [one for one in seen.would_change if one.decision == "urgency" and one.then == "emergency"]
    assert "not asked" in change.text


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_set_is_what_brute_force_through_the_case_file_finds(seed: int) -> None:
    raw = random_case(random.Random(seed))
    day = last_visit_day(raw)
    seen = judged(raw, day, explain=True).answer_set
    if len(seen.questions) > 5:
        raw = with_answers(raw, dict.fromkeys(seen.questions[5:], "no"))
        seen = judged(raw, day, explain=True).answer_set
    found = {
        words(judged(with_answers(raw, dict(zip(seen.questions, answers, strict=True))), day))
        for answers in product(("yes", "no"), repeat=len(seen.questions))
    }
    assert {(one.status, one.urgency, one.start, one.route) for one in seen.outcomes} == found
    assert seen.settled == (len(found) == 1)
    assert (seen.ask_first is None) == seen.settled


def explained(raw: dict[str, Any]) -> tuple[Decision, tuple[WhyNot, ...]]:
    pack = load_pack("uk")
    decision = core(pack, read_facts(read_chart(read_case(json.dumps(raw))), pack.limits))
    return decision, why_not(decision)


@pytest.mark.parametrize("seed", range(60))
def test_every_option_not_stated_has_one_entry_and_the_stated_one_none(seed: int) -> None:
    decision, lines = explained(random_case(random.Random(seed)))
    for name in NAMES:
        told = [one.value for one in lines if one.decision == name]
        assert sorted(told) == sorted(set(decision.pack.tables[name].outputs[name]) - {decision.words[name]})


@pytest.mark.parametrize("seed", range(60))
def test_every_entry_says_what_is_lacking_or_what_stands_before_it_and_quotes_whole_sentences(seed: int) -> None:
    for one in explained(random_case(random.Random(seed)))[1]:
        assert one.needs or "stands before it" in one.text
        assert all(need in one.text and not need.endswith("not measured") for need in one.needs)
        assert "{" not in one.text and " is cannot " not in one.text


def met(now: dict[str, str], changes: dict[str, str]) -> dict[str, str]:
    """Return the facts with some changed: the more concerned of both tests is another, and its doubts are gone."""
    after = {**now, "any_measured": "no" if changes.get("any_measured") == "no" else "yes", **changes}
    for test in ("total_b12_band", "active_b12_band"):
        if "b12_band" in changes and test not in changes and now[test] == now["b12_band"] != "missing":
            after |= {test: changes["b12_band"]}
    if after["total_b12_band"] != now["total_b12_band"]:
        after |= {"unit_doubt": "no", "limits_conflict": "no"} | changes
    return after


@pytest.mark.parametrize("seed", range(60))
def test_with_the_lacking_facts_met_in_any_way_offered_the_table_decides_so(seed: int) -> None:
    decision, _ = explained(random_case(random.Random(seed)))
    reach, tried = Reach(decision), 0
    for name in NAMES:
        table = decision.pack.tables[name]
        for word in set(table.outputs[name]) - {decision.words[name]}:
            way = reach.way(name, word)
            for words in product(*way.needs.values()) if way.before is None else ():
                after = met(decision.words, dict(zip(way.needs, words, strict=True)))
                assert table.decide(after).row.then[name] == word, (name, word, way.needs)
                tried += 1
    assert tried


def test_a_start_lost_through_the_route_says_which_change_of_the_route_stands_before_it() -> None:
    answers = {"paraesthesia": "yes", "injections_not_possible": "yes", "tablets_not_reliable": "yes"}
    raw = {**SMALL, "visits": [{**SMALL["visits"][0], "answers": answers}]}
    decision, lines = explained(raw)
    assert decision.words["start"] == "specialist_first"
    found = {one.value: one for one in lines if one.decision == "start"}
    assert "specialist_first" not in found
    assert found["now"].text == (
        "a change of the route stands before it: Specialist first: neither injections nor tablets are possible."
    )


def test_a_row_that_an_earlier_one_would_take_over_is_not_offered() -> None:
    # Without any result the antibody alone is not enough for "probable" as long as nothing counts as measured.
    raw = {**SMALL, "visits": [{**SMALL["visits"][0], "results": [], "b12_before_test": {"kind": "oral"}}]}
    (one,) = [one for one in explained(raw)[1] if one.value == "not_interpretable"]
    # A low figure would mean deficiency, whatever was taken.
    assert one.needs == (
        "B12 (total and active together): not measured, would have to be low/indeterminate (cannot tell which) "
        "or indeterminate or indeterminate/high (cannot tell which)",
    )


def test_texts_quoted_withhold_what_reassures_while_red_flags_are_unanswered() -> None:
    raw = {**SMALL, "visits": [{**SMALL["visits"][0], "results": [], "answers": {}}]}
    assert not any("there is no picture of deficiency" in one.text for one in explained(raw)[1])


def test_without_being_asked_for_the_searches_are_left_out() -> None:
    seen = judged(SMALL, date(2026, 3, 12))
    assert (seen.why_not, seen.would_change, seen.answer_set.outcomes) == ((), (), ())
