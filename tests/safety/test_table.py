from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.safety import __main__ as door
from tests.safety.evidence import Evidence
from tests.safety.goals import Goal
from tests.safety.ran import Run
from tests.safety.table import WIDTH, table
from tests.safety.test_faults import HAZARD, HERE

GOALS = [Goal("Killed", "10,000 times", evidence=("kill9",))]
CAMPAIGNS = {"kill9": {"id": "R1", "what": "killed while it saves"}}
RECORD = Evidence("kill9", "c", "abc", "2026-11-23", {"kills": 10_000}, "g", True, "")


def said(run: Run | None = None, records: dict[str, Evidence] | None = None) -> str:
    return table([HAZARD], run, records or {}, CAMPAIGNS, GOALS, "f" * 40)


def test_without_records_it_says_so_and_meets_no_goal() -> None:
    text = said()
    assert "none is recorded here: make test leaves out/tests.xml" in text
    assert "kill9 R1              not run: killed while it saves" in text
    assert "GOALS: 0 met, 0 not met, 1 not measured, 0 does not apply" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_with_records_it_gives_counts_commit_and_day() -> None:
    run = Run("f" * 40, "2026-11-23T03:00:00", 1200, {HERE: Counter(passed=2)})
    text = said(run, {"kill9": RECORD})
    assert "2 passed, 0 failed, 0 skipped, 0 known to fail; 20 minutes, 2026-11-23T03:00:00" in text
    assert "ffffffffffff, this one" in text and "each shown by tests that ran and passed" in text
    assert "kills 10,000; held (2026-11-23, abc)" in text and "GOALS: 1 met" in text


def test_a_run_of_another_commit_and_a_control_that_is_not_shown_are_named() -> None:
    run = Run(f"{'e' * 40}-dirty", "", 60, {HERE: Counter(failed=1)})
    text = said(run, {"kill9": replace(RECORD, held=False, remarks="3 torn")})
    assert "eeeeeeeeeeee with changes, not this one, which is ffffffffffff" in text
    assert "1 not shown:" in text and f"H01: {HERE}: 1 of 1 failed" in text
    assert "NOT HELD: 3 torn" in text and "GOALS: 0 met, 1 not met" in text


def test_hazards_that_a_record_names_are_listed_with_it() -> None:
    counts = {"caught": 1, "not_noticed": ["H31-age-by-days", "H08-comparator-lost", "H08-other"], "places": ["a"]}
    text = said(records={"planted": replace(RECORD, name="planted", counts=counts)})
    assert "not noticed: H08 H31\n" in text and "places" not in text


def test_the_check_of_a_run_ends_with_one_where_a_control_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "tests.xml"
    record.write_text('<testsuites><testsuite name="abc" time="1" timestamp="t"/></testsuites>', encoding="utf-8")
    assert door.main(["check", str(record)]) == 1
    told = capsys.readouterr()
    assert "H01: tests/ui/test_results.py::test_no_unit_is_chosen_at_the_start: was not executed" in told.err
    assert told.out.startswith("1") and "controls of" in told.out
    assert door.main(["check", str(tmp_path / "none.xml")]) == 2
    assert door.main(["hope"]) == 2


def test_the_check_is_silent_but_for_its_count_where_every_control_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _, name = HERE.partition("::")
    dotted = file.removesuffix(".py").replace("/", ".")
    (tmp_path / "tests.xml").write_text(
        f'<testsuites><testsuite name="a"><testcase classname="{dotted}" name="{name}"/></testsuite></testsuites>',
        encoding="utf-8",
    )
    monkeypatch.setattr(door, "read_hazards", lambda: [HAZARD])
    assert door.main(["check", str(tmp_path / "tests.xml")]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("system", "code"), [("linux", 1), ("win32", 0)])
def test_what_is_skipped_on_another_system_is_told_and_stops_nobody_there(
    system: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _, name = HERE.partition("::")
    dotted = file.removesuffix(".py").replace("/", ".")
    (tmp_path / "tests.xml").write_text(
        f'<testsuites><testsuite name="a"><testcase classname="{dotted}" name="{name}"><skipped type="pytest.skip"/>'
        "</testcase></testsuite></testsuites>",
        encoding="utf-8",
    )
    monkeypatch.setattr(door, "read_hazards", lambda: [HAZARD])
    assert door.check(tmp_path / "tests.xml", system) == code
    assert f"{HERE}: 1 of 1 skipped" in capsys.readouterr().err
