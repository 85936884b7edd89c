"""The planted mistakes themselves: whole, small, one for each hazard, and still those of the present tree."""

import os
from pathlib import Path

import pytest

from tests.planted import choosing, run, table
from tests.planted.patches import ROOT, has_git, patches, read, refused

EVERY = patches()
MOST_LINES = 12
HAZARDS = {f"H{number:02}" for number in range(1, 56)}


def test_each_hazard_has_its_patch_or_a_reason_why_not() -> None:
    assert [one.hazard for one in EVERY] == sorted({one.hazard for one in EVERY})
    assert {one.hazard for one in EVERY} | table.WITHOUT.keys() == HAZARDS
    assert not {one.hazard for one in EVERY} & table.WITHOUT.keys()


def test_each_patch_is_small_and_changes_the_program_alone() -> None:
    assert {one.name: one.changed() for one in EVERY if not 0 < one.changed() <= MOST_LINES} == {}
    assert all(file.startswith(("b12calc/", "ui/b12calc_ui/")) for one in EVERY for file in one.files)


@pytest.mark.skipif(not has_git(), reason="there is no git here to ask whether a patch applies")
@pytest.mark.skipif(os.name == "nt", reason="a checkout may have other line ends there than the patches")
def test_each_patch_still_applies_to_the_present_tree() -> None:
    stale = {one.name: why for one in EVERY if (why := refused(one))}
    assert not stale, "these have to be written anew, with the same mistake, for the tree as it is now"


def test_a_patch_that_no_longer_applies_is_named(tmp_path: Path) -> None:
    if not has_git():
        pytest.skip("there is no git here")
    file = tmp_path / next(iter(EVERY[0].files))
    file.parent.mkdir(parents=True)
    file.write_text("something else\n", encoding="utf-8")
    assert refused(EVERY[0], tmp_path)


def test_a_patch_without_its_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / EVERY[0].path.name
    path.write_text(EVERY[0].path.read_text(encoding="utf-8").replace("Seen: ", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="what is seen"):
        read(path)


def test_the_lines_of_a_patch_are_those_of_the_file_before() -> None:
    for one in EVERY:
        for file, lines in one.files.items():
            length = len((ROOT / file).read_text(encoding="utf-8").splitlines())
            assert lines and all(0 < line <= length + 50 for line in lines), one.name


def test_there_are_tests_to_run_for_each_patch() -> None:
    for one in EVERY:
        assert choosing.broad(one), one.name
        assert all((ROOT / test).exists() for test in choosing.everything(one, ROOT)), one.name


def test_what_changes_a_clinical_table_is_not_held_against_its_fingerprint() -> None:
    tables = [one for one in EVERY if any(file.endswith(".toml") for file in one.files)]
    assert tables
    assert all("--ignore=tests/rulebook/test_fresh.py" in choosing.options(one) for one in tables)


def test_the_first_failing_test_is_read_from_what_pytest_says() -> None:
    said = "..F\nFAILED tests/a/test_b.py::test_c[x-1] - assert 1 == 2\n1 failed, 2 passed in 0.10s\n"
    assert run.named(said, 1) == ("tests/a/test_b.py::test_c[x-1]", "")
    assert run.named("3 passed in 0.1s\n", 0) == ("", "")
    assert run.named("no tests ran\n", 5) == ("", "")


def test_a_run_that_ends_without_naming_a_test_counts_for_nothing() -> None:
    assert run.named("..", -11) == ("", "pytest ended with -11")


def test_the_page_says_what_is_kept() -> None:
    kept, names = table.outcomes(), {one.name for one in EVERY}
    assert all(part["found"].keys() <= names for part in kept.values())
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "python -m tests.planted.table mends it"


def test_what_noticed_a_mistake_before_is_asked_first() -> None:
    asked = {one.name: run.tests_for(one, ROOT, run.KNOWN) for one in EVERY}
    assert sum(map(bool, asked.values())) >= 48
    assert all((ROOT / test.partition("::")[0]).is_file() for tests in asked.values() for test in tests)
