from collections import Counter
from dataclasses import replace

import pytest

from tests.safety.faults import in_the_log, in_the_run
from tests.safety.ran import Run
from tests.safety.records import Control, Hazard, Score

HERE = "tests/safety/test_faults.py::test_a_record_in_order_has_no_fault"
CONTROL = Control("protect", "something", (HERE,), (), ("kill9",))
HAZARD = Hazard("H01", "a", "b", "c", Score("Maj", "H", 4), Score("Maj", "VL", 2), ("D2",), (CONTROL,), "", "")


def faults(hazard: Hazard) -> list[str]:
    return in_the_log([hazard], ["kill9"], ["D2"])


def test_a_record_in_order_has_no_fault() -> None:
    assert faults(HAZARD) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"controls": ()}, "no control"),
        ({"after": None}, "both scores or none"),
        ({"before": Score("Maj", "H", 3)}, "Maj/H 3: the matrix gives 4"),
        ({"controls": (replace(CONTROL, kind="inform"),)}, "to inform alone is no control of a risk of 3 or more"),
        ({"after": Score("Cat", "VL", 3)}, "a residual risk of 3 needs an argument in writing"),
        ({"after": Score("Maj", "H", 4), "argument": "x"}, "a residual risk of 4 cannot stand"),
        ({"before": Score("Sig", "VL", 1), "after": Score("Sig", "L", 2)}, "the risk is greater after the controls"),
        ({"requirements": ("G9",)}, "no requirement G9"),
        ({"controls": (replace(CONTROL, tests=()),)}, "no test shows: something"),
        ({"controls": (replace(CONTROL, tests=("tests/test_none.py::test_a",)),)},
         "tests/test_none.py::test_a: there is no such file"),
        ({"controls": (replace(CONTROL, where_possible=(HERE[:-1],)),)}, f"{HERE[:-1]}: there is no such test"),
        ({"controls": (replace(CONTROL, campaigns=("kill8",)),)}, "no campaign kill8"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_hazard(changed: dict[str, object], said: str) -> None:
    assert faults(replace(HAZARD, **changed)) == [f"H01: {said}"]  # type: ignore[arg-type]


def test_what_was_not_scored_yet_is_no_fault() -> None:
    assert faults(replace(HAZARD, before=None, after=None)) == []


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ({"passed": 2}, []),
        ({}, [f"H01: {HERE}: was not executed"]),
        ({"skipped": 1, "passed": 1}, []),
        ({"skipped": 2}, [f"H01: {HERE}: 2 of 2 skipped"]),
        ({"known to fail": 1, "passed": 1}, [f"H01: {HERE}: 1 of 2 known to fail"]),
        ({"failed": 1}, [f"H01: {HERE}: 1 of 1 failed"]),
    ],
)
def test_a_control_needs_a_test_that_ran_and_passed(ended: dict[str, int], said: list[str]) -> None:
    assert in_the_run([HAZARD], Run("", "", 0, {HERE: Counter(ended)})) == said


@pytest.mark.parametrize(("ended", "faulty"), [({"skipped": 1}, False), ({"failed": 1}, True), ({}, True)])
def test_what_needs_a_tool_may_be_skipped_and_may_not_fail_or_vanish(ended: dict[str, int], faulty: bool) -> None:
    other = HERE.replace("a_record", "another")
    hazard = replace(HAZARD, controls=(replace(CONTROL, where_possible=(other,)),))
    run = Run("", "", 0, {HERE: Counter(passed=1), other: Counter(ended)})
    assert bool(in_the_run([hazard], run)) is faulty
