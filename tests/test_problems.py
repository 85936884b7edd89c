"""Problems speak to the person who can mend them."""

import pickle

import pytest

from b12calc.problems import Problem, ProblemsFound

AGE = Problem("patient.age_years", "Expected a whole number from 0 to 120.")
WHOLE = Problem("", "The file is not JSON.")


def test_a_problem_names_its_place_first() -> None:
    assert str(AGE) == "patient.age_years: Expected a whole number from 0 to 120."


def test_a_problem_of_the_whole_file_is_the_sentence_alone() -> None:
    assert str(WHOLE) == "The file is not JSON."


def test_equal_problems_are_one() -> None:
    assert {AGE, Problem(AGE.path, AGE.message)} == {AGE}


def test_all_problems_are_carried_in_the_order_found() -> None:
    with pytest.raises(ProblemsFound) as caught:
        raise ProblemsFound(iter([WHOLE, AGE]))
    assert caught.value.problems == (WHOLE, AGE)
    assert str(caught.value).splitlines() == [str(WHOLE), str(AGE)]


def test_problems_survive_a_trip_between_processes() -> None:
    assert pickle.loads(pickle.dumps(ProblemsFound([AGE]))).problems == (AGE,)


def test_finding_no_problem_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one problem"):
        ProblemsFound([])
