"""The published cases: none fails to run, and agreement never falls below its floor."""

from functools import cache

import pytest

from tests.cases.score import Score, answer, items, mean, names_the_unit, refusal, score

CASES = {item["id"]: item for item in items()}
TRAPS = [name for name, item in CASES.items() if "unit_traps" in item]


@cache
def scores() -> tuple[Score, ...]:
    return tuple(one for item in CASES.values() for one in score(item))


def misses(found: list[Score]) -> str:
    return "\n".join(f"{one.case} {one.field}: {one.share:.2f}, said {one.got}" for one in found if one.share < 1)


def of(field: str, tier: str = "ABC") -> list[Score]:
    return [one for one in scores() if one.field == field and one.tier in tier]


def test_every_published_case_is_here_and_none_carries_the_words_of_its_report() -> None:
    assert len(CASES) == 38
    for name, item in CASES.items():
        assert item["id"] == name
        assert set(item) <= {
            *("id", "title", "source", "evidence_tier", "case", "case_corrected", "unit_traps", "expected", "scorable")
        }


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_published_case_runs(name: str) -> None:
    item = CASES[name]
    got = answer(item["case_corrected"] if "unit_traps" in item else item["case"])
    assert got.recommendations


@pytest.mark.parametrize("name", TRAPS)
def test_a_misprinted_or_missing_unit_is_refused_and_named(name: str) -> None:
    said = refusal(CASES[name])
    assert said, "the misprinted unit was taken silently"
    assert names_the_unit(CASES[name], said)
    assert any(trap["path"] in said for trap in CASES[name]["unit_traps"]), said


def test_the_unit_traps_are_three() -> None:
    assert TRAPS == ["V002", "V003", "V057"]


def test_overall_agreement_stays_above_92_percent() -> None:
    assert len(scores()) == sum(len(item["scorable"]) for item in CASES.values()) == 220
    assert mean(scores()) >= 0.92, misses(list(scores()))


@pytest.mark.parametrize("field", ["status", "route"])
def test_status_and_route_agree_where_the_figures_were_read(field: str) -> None:
    assert mean(of(field, "A")) >= 0.95, misses(of(field, "A"))


def test_the_warnings_that_must_be_said_are_said() -> None:
    assert mean(of("warnings")) >= 0.85, misses(of("warnings"))


def test_every_test_that_must_be_asked_for_is_asked_for() -> None:
    assert mean(of("next_tests")) >= 0.95, misses(of("next_tests"))
