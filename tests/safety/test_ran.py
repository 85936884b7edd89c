from pathlib import Path
from textwrap import dedent
from xml.etree.ElementTree import ParseError

import pytest

from tests.safety.ran import missing, read_run

RECORD = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests">
<testsuite name="abc123" tests="6" time="12.5" timestamp="2026-11-23T03:00:00.1+00:00">
<testcase classname="tests.ui.test_a" name="test_one[ng/L]" time="0.1" />
<testcase classname="tests.ui.test_a" name="test_one[pmol/L]" time="0.1" />
<testcase classname="tests.test_b.TestWhole" name="test_two"><skipped type="pytest.skip" message="m"/></testcase>
<testcase classname="tests.test_b" name="test_three[a]" time="0.1"><failure message="m">x</failure></testcase>
<testcase classname="tests.test_b" name="test_three[b]" time="0.1" />
<testcase classname="tests.test_b" name="test_four" time="0.1"><error message="m">x</error></testcase>
<testcase classname="tests.test_b" name="test_six[a]" />
<testcase classname="tests.test_b" name="test_six[b]"><skipped type="pytest.xfail" message="m"/></testcase>
<testcase classname="tests.test_b" name="test_seven[a]" />
<testcase classname="tests.test_b" name="test_seven[b]"><skipped type="pytest.skip" message="m"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "tests.xml"
    path.write_text(RECORD, encoding="utf-8")
    return path


def test_a_run_tells_commit_day_and_how_each_test_ended(record: Path) -> None:
    run = read_run(record)
    assert (run.commit, run.date, run.seconds) == ("abc123", "2026-11-23T03:00:00", 12.5)
    assert [run.count(one) for one in ("passed", "failed", "skipped", "known to fail")] == [5, 2, 2, 1]


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("tests/ui/test_a.py::test_one", ""),
        ("tests/test_b.py::test_two", "1 of 1 skipped"),
        ("tests/test_b.py::test_three", "1 of 2 failed"),
        ("tests/test_b.py::test_four", "1 of 1 failed"),
        ("tests/test_b.py::test_six", "1 of 2 known to fail"),
        ("tests/test_b.py::test_seven", ""),
        ("tests/test_b.py::test_five", "was not executed"),
        ("tests/ui/test_a.py::test_one[ng/L]", "was not executed"),
    ],
)
def test_only_a_test_that_ran_and_passed_whole_shows_anything(record: Path, test: str, why: str) -> None:
    assert read_run(record).fault(test) == why


def test_what_was_skipped_of_many_parameters_is_told(record: Path) -> None:
    run = read_run(record)
    assert run.partly("tests/test_b.py::test_seven") == "1 of 2 skipped"
    assert run.partly("tests/test_b.py::test_two") == run.partly("tests/ui/test_a.py::test_one") == ""


def test_without_a_record_or_with_half_of_one_nothing_is_said_to_have_run(tmp_path: Path, record: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_run(tmp_path / "none.xml")
    record.write_text(RECORD[:400], encoding="utf-8")
    with pytest.raises(ParseError):
        read_run(record)
    record.write_text("<testsuites/>", encoding="utf-8")
    with pytest.raises(ParseError):
        read_run(record)


def test_a_test_is_missing_where_nothing_of_its_name_runs_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        dedent("""
        import pytest
        def helper(): ...
        def test_one(): ...
        @pytest.mark.campaign
        def test_two(): ...
        @pytest.mark.skip(reason="later")
        def test_three(): ...
        @pytest.mark.skipif(True, reason="said by the record of a run")
        @pytest.mark.parametrize("a", [1])
        def test_four(a): ...
        """),
        encoding="utf-8",
    )
    found = {name: missing(f"test_a.py::{name}", tmp_path) for name in (
        "helper", "test_one", "test_two", "test_three", "test_four", "test_one[1]")}  # fmt: skip
    assert found == {
        "helper": "there is no such test", "test_one": "", "test_two": "marked campaign", "test_three": "marked skip",
        "test_four": "", "test_one[1]": "there is no such test",
    }  # fmt: skip
    assert missing("test_b.py::test_one", tmp_path) == "there is no such file"
