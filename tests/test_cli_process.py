"""The command line as a process: streams, several outputs, and no screen library anywhere near it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from b12calc.assets import asset
from b12calc.cli import main
from b12calc.problems import Problem, ProblemsFound

SAMPLE = asset("sample_case.json")
ROOT = SAMPLE.parent.parent
TODAY = ("--today", "2026-03-12")
Capture = pytest.CaptureFixture[str]


class Input:
    """A standard input that holds bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


class Closed(io.BytesIO):
    """An output whose reader has gone."""

    def write(self, _: object, /) -> int:
        raise BrokenPipeError(32, "Broken pipe")


class Gone:
    buffer = Closed()


def run(*arguments: str, program: str = "", data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the module with PySide6 blocked, as on a machine that has none."""
    blocked = "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None; "
    runner = "import runpy; runpy.run_module('b12calc', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", blocked + program + runner, *arguments],
        input=data,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )


def test_a_hyphen_reads_the_case_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", Input(SAMPLE.read_bytes()))
    assert main(["assess", "-", *TODAY]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "deficient"


def test_an_empty_standard_input_is_no_case(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", Input(b""))
    assert main(["assess", "-"]) == 2
    assert capsys.readouterr().err.startswith("b12calc: $: not readable as JSON")


def test_standard_output_that_is_gone_ends_with_3(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdout", Gone())
    assert main(["assess", str(SAMPLE), *TODAY]) == 3
    assert capsys.readouterr().err.startswith("b12calc: standard output: could not be written (Broken pipe)")


def test_the_module_runs_without_any_screen_library() -> None:
    done = run("assess", "-", *TODAY, "--json", "-", data=SAMPLE.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    got = json.loads(done.stdout)
    assert (got["format"], got["status"]) == ("b12calc-assessment/1", "deficient")


def test_the_module_ends_with_the_code_of_the_command_line() -> None:
    done = run("assess", "no_such_case.json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_record_and_note_are_made_without_any_screen_library(tmp_path: Path) -> None:
    done = run("assess", str(SAMPLE), *TODAY, "--pdf", str(tmp_path / "r.pdf"), "--note", str(tmp_path / "n.txt"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n.txt", "r.pdf"]


def test_a_wrong_command_line_is_answered_before_the_rules_are_loaded() -> None:
    watch = (
        "import atexit, os; "
        "atexit.register(lambda: os.write(1, b'pydantic' if 'pydantic' in sys.modules else b'light')); "
    )
    assert run("audit", "x", program=watch).stdout == b"light"


def unmakeable(*_: object) -> bytes:
    raise ProblemsFound((Problem("$.patient.name", "this letter cannot be printed"),))


def test_when_the_second_output_cannot_be_made_the_first_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("b12calc.report.pdf", unmakeable)
    (tmp_path / "a.json").write_bytes(b"older")
    arguments = ["assess", str(SAMPLE), "--json", str(tmp_path / "a.json"), "--pdf", str(tmp_path / "r.pdf"), *TODAY]
    assert main(arguments) == 2
    assert capsys.readouterr().err == "b12calc: $.patient.name: this letter cannot be printed\n"
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.json", b"older")]


def test_when_the_second_output_cannot_be_made_nothing_is_printed_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("b12calc.report.pdf", unmakeable)
    assert main(["assess", str(SAMPLE), "--json", "-", "--pdf", str(tmp_path / "r.pdf"), *TODAY]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def failing_second(real: Callable[..., None]) -> Callable[..., None]:
    calls = []

    def replace(old: object, new: object) -> None:
        calls.append(new)
        if len(calls) > 1:
            raise PermissionError(13, "Permission denied")
        real(old, new)

    return replace


def test_when_the_second_output_cannot_be_written_every_older_file_is_untouched(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "a.json").write_bytes(b"older")
    missing = tmp_path / "missing" / "note.txt"
    assert main(["assess", str(SAMPLE), "--json", str(tmp_path / "a.json"), "--note", str(missing), *TODAY]) == 3
    assert "could not be written" in capsys.readouterr().err
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.json", b"older")]


def test_when_the_second_rename_fails_no_part_is_left_and_the_second_file_is_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "n.txt").write_bytes(b"older")
    monkeypatch.setattr(os, "replace", failing_second(os.replace))
    arguments = ["--json", str(tmp_path / "a.json"), "--note", str(tmp_path / "n.txt")]
    assert main(["assess", str(SAMPLE), *arguments, *TODAY]) == 3
    assert {one.name for one in tmp_path.iterdir()} <= {"a.json", "n.txt"}
    assert (tmp_path / "n.txt").read_bytes() == b"older"
