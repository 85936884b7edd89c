import json
from collections import Counter
from pathlib import Path

import pytest

from tests.safety.evidence import Evidence, read_evidence
from tests.safety.goals import MET, NOT_HERE, NOT_MEASURED, NOT_MET, Goal, read_goals, standing
from tests.safety.ran import Run, missing
from tests.safety.records import DataError
from tests.safety.test_hazards import CAMPAIGNS

TEST = "tests/test_a.py::test_b"
KILLED = Evidence("kill9", "make campaign kill9 N=10000 SEED=1", "abc", "2026-11-23", {"kills": 10_000}, "", True, "")
RUN = Run("abc", "2026-11-23", 1, {TEST: Counter(passed=1)})


def goal(**more: object) -> Goal:
    return Goal("Killed", "10,000 times", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "records", "run", "state"),
    [
        (goal(evidence=("kill9",)), {}, RUN, NOT_MEASURED),
        (goal(evidence=("kill9",)), {"kill9": KILLED}, None, MET),
        (goal(evidence=("kill9",), at_least={"kill9": 10_001}), {"kill9": KILLED}, RUN, NOT_MET),
        (goal(evidence=("kill9",), at_least={"kill9": 10_000}), {"kill9": KILLED}, RUN, MET),
        (goal(evidence=("kill9", "soak")), {"kill9": KILLED}, RUN, NOT_MEASURED),
        (goal(tests=(TEST,)), {}, RUN, MET),
        (goal(tests=(TEST,)), {}, None, NOT_MEASURED),
        (goal(tests=(TEST, "tests/test_a.py::test_c")), {}, RUN, NOT_MET),
        (goal(tests=(TEST,), short="nobody looked"), {}, RUN, NOT_MET),
        (goal(not_here="no store"), {}, RUN, NOT_HERE),
    ],
)
def test_a_goal_is_met_only_by_records_and_tests(
    one: Goal, records: dict[str, Evidence], run: Run | None, state: str
) -> None:
    got, why = standing(one, records, run)
    assert got == state and why


def test_a_record_that_did_not_hold_is_a_missed_goal_with_its_remarks() -> None:
    torn = Evidence("kill9", "make campaign kill9", "abc", "2026-11-23", {}, "0 torn", False, "3 torn")
    assert standing(goal(evidence=("kill9",)), {"kill9": torn}, None) == (NOT_MET, "kill9: not held (3 torn)")


def test_the_goals_kept_name_campaigns_and_tests_that_there_are() -> None:
    goals = read_goals()
    assert len(goals) >= 20
    assert {name for one in goals for name in one.evidence} <= CAMPAIGNS.keys()
    assert all(one.at_least is None or one.at_least.keys() <= set(one.evidence) for one in goals)
    assert [f"{test}: {why}" for one in goals for test in one.tests if (why := missing(test))] == []


def test_a_goal_that_nothing_would_show_is_refused(tmp_path: Path) -> None:
    (tmp_path / "goals.toml").write_text('[[goal]]\narea = "A"\ngoal = "b"\n', encoding="utf-8")
    with pytest.raises(DataError, match="A: nothing says what would show it"):
        read_goals(tmp_path / "goals.toml")


def test_every_record_kept_can_be_read_and_bears_the_name_of_its_file() -> None:
    folder = Path(__file__).resolve().parents[2] / "docs" / "safety" / "evidence"
    assert set(read_evidence(folder)) == {path.stem for path in folder.glob("*.json")}


def test_a_record_is_read_and_one_that_is_none_is_named(tmp_path: Path) -> None:
    counts = {"cases": 1500, "faults": 0, "told": "x", "uk": {"pairs": 2}}
    record = {"name": "soak", "what": "a", "command": "b", "seed": 1, "commit": "abc", "versions": {}, "date": "d"}
    record |= {"counts": counts, "goal": "g", "held": True}
    (tmp_path / "soak.json").write_text(json.dumps(record), encoding="utf-8")
    one = read_evidence(tmp_path)["soak"]
    assert (one.short(), one.short(12), one.remarks) == (
        "cases 1,500, faults 0, uk: pairs 2",
        "cases 1,500, and 2 more",
        "",
    )
    (tmp_path / "other.json").write_text('{"name": "other"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json: this is no record of a campaign"):
        read_evidence(tmp_path)
