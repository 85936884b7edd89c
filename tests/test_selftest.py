"""The command selftest: each check in a line, exit code 0 for a whole copy and 1 for a damaged one."""

import json
from datetime import date
from pathlib import Path

import pytest

from b12calc import selftest
from b12calc.cli import main
from b12calc.selftest import as_json, is_whole, lines, verdict
from b12calc.selftest_checks import CHECKS, FAULT, LEFT_OUT, OK, WARNING, Check
from tests.installed import run_in, unpacked

Capture = pytest.CaptureFixture[str]
DAY = date(2026, 11, 23)


def one(result: str) -> Check:
    return Check("files", "Files", result, "said", ("detail",))


def test_run_from_the_sources_it_says_so_and_proves_the_rest(capsys: Capture) -> None:
    assert main(["selftest", "--today", "2026-11-23"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("b12calc 0.1.0, check of this copy on 2026-11-23\n")
    assert "left out  Files that answers rest on: run from its sources, which are not checked by sums" in out
    assert "ok        Decision tables: complete and free of contradiction, exactly proved" in out
    assert "ok        Golden cases: 14 cases under each of 3 packs" in out
    assert out.endswith("No fault was found. Not everything could be checked.\n")
    assert max(map(len, out.splitlines())) <= selftest.WIDTH


def test_an_installed_copy_proves_everything(tmp_path: Path) -> None:
    done = run_in(unpacked(tmp_path), "selftest", "--json")
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert (said["format"], said["whole"], done.returncode) == ("b12calc-selftest/1", True, 0)
    results = {check["code"]: check["result"] for check in said["checks"]}
    assert list(results) == list(CHECKS)
    assert results == {**dict.fromkeys(CHECKS, OK), "review": WARNING}


def test_the_result_is_written_as_json_where_a_name_is_given(tmp_path: Path, capsys: Capture) -> None:
    assert main(["selftest", "--json", str(tmp_path / "said.json")]) == 0
    assert json.loads((tmp_path / "said.json").read_bytes())["program"] == "0.1.0"
    assert capsys.readouterr().out == ""
    assert main(["selftest", "--json", str(tmp_path / "no" / "said.json")]) == 3


@pytest.mark.parametrize("arguments", [["--pack"], ["--today", "soon"], ["case.json"]])
def test_a_wrong_command_line_is_one_line(arguments: list[str], capsys: Capture) -> None:
    assert main(["selftest", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_one_fault_makes_the_copy_damaged_and_a_warning_does_not() -> None:
    assert verdict([one(OK), one(WARNING)]) == "This copy is whole."
    assert is_whole([one(OK), one(WARNING), one(LEFT_OUT)])
    assert not is_whole([one(OK), one(FAULT)])
    assert verdict([one(FAULT)]).startswith("This copy is damaged. It gives no advice until")
    assert as_json([one(FAULT)], DAY)["whole"] is False
    text = [*lines([one(FAULT)], DAY)]
    assert text[2:4] == ["DAMAGED   Files: said", "          - detail"]


def test_the_command_is_listed_with_the_others(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "check whether this copy of the program is whole" in capsys.readouterr().out
