"""The pages that are kept are those the data give now."""

from pathlib import Path

import pytest

from tests.safety.case_page import claims
from tests.safety.pages import pages
from tests.safety.ran import missing
from tests.safety.soup_page import locked, said
from tests.safety.test_hazards import CAMPAIGNS, HAZARDS

MADE = pages()


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_page_is_what_the_data_say_now(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == MADE[path], "python -m tests.safety write"


def test_every_hazard_of_the_list_carries_a_claim_and_every_claim_names_what_there_is() -> None:
    found = claims()
    named = [name for one in found for name in one["hazards"]]
    assert len(named) == len(set(named)) and set(named) == {one.id for one in HAZARDS}
    assert {name for one in found for name in one["campaigns"]} <= CAMPAIGNS.keys()


def test_the_safety_case_stays_on_a_page_or_two() -> None:
    case = next(text for path, text in MADE.items() if path.name == "safety-case.md")
    assert len(case.splitlines()) < 90


def test_every_package_that_runs_with_the_program_is_told_with_tests_that_there_are() -> None:
    data = said()
    assert set(data) == set(locked())
    assert [f"{test}: {why}" for one in data.values() for test in one.get("tests", ()) if (why := missing(test))] == []
