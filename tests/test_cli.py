"""The command line: what it prints, what it writes, what it refuses, and that it fails without leaving anything."""

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc import __version__, cli
from b12calc.assets import asset
from b12calc.cli import LATER_COMMANDS, LATER_OPTIONS, main

SAMPLE = asset("sample_case.json")
TODAY = ("--today", "2026-03-12")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case file in a folder of its own, which is also the current one."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "case.json"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def files(case: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.parent.iterdir() if path != case}


def changed(case: Path, change: Callable[[dict[str, Any]], object]) -> None:
    raw = json.loads(case.read_text(encoding="utf-8"))
    change(raw)
    case.write_text(json.dumps(raw), encoding="utf-8")


def refused(capsys: Capture, *arguments: str) -> list[str]:
    """The lines of a refusal: exit code 2, nothing on standard output."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines
    assert all(line.startswith("b12calc: ") for line in lines), lines
    return lines


def test_a_clinic_profile_adds_what_can_be_done_there_and_changes_nothing_else(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", *TODAY]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main(["assess", "case.json", "--clinic", "no-injections", *TODAY]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["clinic"] == "Clinic without injections (22 Nov 2026, example)"
    assert got["here"]
    ours = {"clinic", "here", "citations"}
    assert {key for key in plain if plain[key] != got[key]} <= ours


def test_a_clinic_profile_of_the_practice_is_read_from_its_file(case: Path, capsys: Capture) -> None:
    own = case.parent / "ours.toml"
    own.write_text('title = "Ours"\ndate = "2026-03-01"\n[tests]\nnot_available = ["folate"]\n', encoding="utf-8")
    assert main(["assess", "case.json", "--clinic", "ours.toml", *TODAY]) == 0
    assert json.loads(capsys.readouterr().out)["clinic"].startswith("Ours (1 Mar 2026, own file sha256:")
    own.write_text('title = ""\ndate = "2026-03-01"\n[tests]\nnot_available = ["tea"]\n', encoding="utf-8")
    lines = refused(capsys, "assess", "case.json", "--json", "a.json", "--clinic", "ours.toml")
    assert [line.split(": ")[2] for line in lines] == ["title", "tests.not_available[0]"]
    assert "a.json" not in files(case)


def test_an_unknown_clinic_and_an_output_over_its_file_are_refused(case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "assess", "case.json", "--clinic", "moon")
    assert "no clinic profile is called 'moon'; expected a TOML file or one of basic-laboratory, full-" in line
    (line,) = refused(capsys, "assess", "case.json", "--clinic", "missing.toml")
    assert "a clinic profile was expected" in line
    (line,) = refused(capsys, "assess", "case.json", "--clinic", "ours.toml", "--note", "ours.toml")
    assert "an output names the clinic profile itself; another file was expected" in line


def test_without_an_output_the_assessment_is_printed(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", *TODAY]) == 0
    out, err = capsys.readouterr()
    got = json.loads(out)
    assert (got["format"], got["status"], got["pack"]) == ("b12calc-assessment/1", "deficient", "uk")
    assert got["today"] == "2026-03-12"
    assert (err, files(case)) == ("", {})


def test_json_to_a_hyphen_prints_the_assessment_alone(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", "--json", "-", "--note", "note.txt", *TODAY]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("{")
    assert out.endswith("}\n")
    assert json.loads(out)["start"] == "now"
    assert list(files(case)) == ["note.txt"]


def test_every_output_asked_for_is_written_and_nothing_is_printed(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", "--json", "a.json", "--note", "n.txt", "--pdf", "r.pdf", *TODAY]) == 0
    assert capsys.readouterr() == ("", "")
    made = files(case)
    assert sorted(made) == ["a.json", "n.txt", "r.pdf"]
    assert json.loads(made["a.json"])["format"] == "b12calc-assessment/1"
    assert made["r.pdf"].startswith(b"%PDF-")
    assert "deficien" in made["n.txt"].decode().lower()


def test_the_note_goes_to_standard_output_when_asked(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", "--note", "-", *TODAY]) == 0
    out, _ = capsys.readouterr()
    assert not out.startswith("{")
    assert "142 ng/L" in out


def test_the_same_case_on_the_same_day_is_the_same_to_the_byte(case: Path) -> None:
    for name in ("a.json", "b.json"):
        assert main(["assess", "case.json", "--json", name, *TODAY]) == 0
    made = files(case)
    assert made["a.json"] == made["b.json"]


def test_the_clock_is_read_only_when_no_day_is_given(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> "Clock":
            return cls(2026, 5, 4)

    monkeypatch.setattr(cli, "date", Clock)
    assert main(["assess", "case.json"]) == 0
    assert json.loads(capsys.readouterr().out)["today"] == "2026-05-04"
    assert main(["assess", "case.json", *TODAY]) == 0
    assert json.loads(capsys.readouterr().out)["today"] == "2026-03-12"


@pytest.mark.parametrize(
    "day", ["12.03.2026", "2026-3-12", "20260312", "2026-02-30", "2026-W11-4", "today", "", "9999-12-31"]
)
def test_the_day_is_written_year_month_day(day: str, case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "assess", "case.json", "--json", "a.json", "--today", day)
    assert line.startswith("b12calc: --today: expected")
    assert files(case) == {}


def test_a_laboratory_is_chosen_by_its_name(case: Path, capsys: Capture) -> None:
    assert main(["assess", "case.json", "--lab", "ruh-bath", *TODAY]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["laboratory"] == "RUH Bath (Dec 2024)"
    assert got["measurements"][0]["limits_from"] == "RUH Bath"


def test_a_laboratory_that_nobody_knows_is_answered_with_those_that_are_known(case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "assess", "case.json", "--json", "a.json", "--lab", "bath")
    assert "ruh-bath" in line
    assert "york" in line
    assert files(case) == {}


OWN = """
title = "Our hospital"
edition = "2026-03"
source = "letter of March 2026"
[total_b12.limits]
"ng/L" = { low = 150, high = "300" }
"""


def test_a_practice_gives_the_limits_of_its_own_laboratory_in_a_file(case: Path, capsys: Capture) -> None:
    (case.parent / "own.toml").write_text(OWN, encoding="utf-8")
    assert main(["assess", "case.json", "--lab", "own.toml", *TODAY]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["laboratory"].startswith("Our hospital (Mar 2026, own file sha256:")
    assert (got["measurements"][0]["low_limit"], got["measurements"][0]["high_limit"]) == ("150", "300")
    assert got["citations"][-1]["id"] == "letter of March 2026"


def test_every_fault_of_an_own_file_is_one_line(case: Path, capsys: Capture) -> None:
    (case.parent / "own.toml").write_text(OWN.replace("150", "400").replace("2026-03", "March"), encoding="utf-8")
    lines = refused(capsys, "assess", "case.json", "--json", "a.json", "--lab", "own.toml")
    assert lines == [
        "b12calc: own.toml: edition: expected the date of the laboratory's statement, such as 2024-12, or undated",
        "b12calc: own.toml: total_b12.limits.ng/L: the low figure was expected to be below the high one",
    ]
    assert sorted(files(case)) == ["own.toml"]


@pytest.mark.parametrize("command", LATER_COMMANDS)
def test_a_later_command_says_that_it_is_not_here_yet(command: str, case: Path, capsys: Capture) -> None:
    assert refused(capsys, command, "case.json", "--json", "a.json") == [
        f"b12calc: command line: {command} is not available in this version"
    ]
    assert files(case) == {}


@pytest.mark.parametrize("option", LATER_OPTIONS)
def test_a_later_option_says_that_it_is_not_here_yet(option: str, case: Path, capsys: Capture) -> None:
    lines = refused(capsys, "assess", "case.json", "--json", "a.json", option, "x")
    assert lines == [f"b12calc: command line: {option} is not available in this version"]
    assert files(case) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "required: assess"),
        (("diagnose", "case.json"), "invalid choice: 'diagnose'"),
        (("assess",), "required: CASE.json"),
        (("assess", "case.json", "more.json"), "unrecognized arguments: more.json"),
        (("assess", "case.json", "--js", "a.json"), "unrecognized arguments"),
        (("assess", "case.json", "--json"), "expected one argument"),
        (("assess", "case.json", "--pack", "fr"), "--pack: 'fr' is not available in this version; expected uk"),
        (("assess", "case.json", "--pack", "low_resource"), "not available in this version"),
        (
            ("assess", "case.json", "--lab", "nowhere"),
            "no laboratory profile is called 'nowhere'; expected a TOML file or",
        ),
        (("assess", "case.json", "--lab", "missing.toml"), "a laboratory profile was expected"),
        (("assess", "case.json", "--lab", "own.toml", "--json", "own.toml"), "names the laboratory profile itself"),
        (("assess", "case.json", "--lang", "de"), "--lang: 'de' is not available in this version; expected en"),
        (("assess", "case.json", "--pdf", "-"), "a PDF is not written to standard output"),
        (("assess", "case.json", "--json", "-", "--note", "-"), "only one of --json and --note"),
        (("assess", "case.json", "--json", "a.json", "--note", "a.json"), "two outputs name the same file"),
        (("assess", "case.json", "--json", "a.json", "--pdf", "./a.json"), "two outputs name the same file"),
        (("assess", "case.json", "--json", "case.json"), "an output names the case file itself"),
        (("assess", "./case.json", "--note", "case.json"), "an output names the case file itself"),
        (("assess", "missing.json"), "missing.json: cannot be read (No such file or directory)"),
        (("assess", ".", "--json", "a.json"), "cannot be read (Is a directory)"),
    ],
)
def test_a_wrong_command_line_is_one_clear_line(
    arguments: tuple[str, ...], said: str, case: Path, capsys: Capture
) -> None:
    before = case.read_bytes()
    (line,) = refused(capsys, *arguments)
    assert said in line
    assert files(case) == {}
    assert case.read_bytes() == before


def test_the_case_is_never_overwritten_by_another_way_to_its_place(case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "assess", "case.json", "--json", "../work/case.json", *TODAY)
    assert "an output names the case file itself" in line
    assert case.read_bytes() == SAMPLE.read_bytes()


def test_each_problem_of_a_case_is_a_line_with_its_path(case: Path, capsys: Capture) -> None:
    def spoil(raw: dict[str, Any]) -> None:
        raw["patient"] |= {"sex": "male", "pregnancy": "pregnant"}
        raw["visits"][0]["results"][0]["unit"] = "mg"
        raw["visits"][0]["results"][1]["value"] = "1,500"

    changed(case, spoil)
    lines = refused(capsys, "assess", "case.json", "--json", "a.json", "--pdf", "r.pdf", *TODAY)
    places = [line.removeprefix("b12calc: ").split(": ")[0] for line in lines]
    assert places == ["$.patient.pregnancy", "$.visits[0].results[0].unit", "$.visits[0].results[1].value"]
    assert files(case) == {}


def test_a_file_that_is_no_case_is_refused_and_nothing_is_written(case: Path, capsys: Capture) -> None:
    case.write_bytes(b"\xff\xfe")
    (line,) = refused(capsys, "assess", "case.json", "--json", "a.json")
    assert line.startswith("b12calc: $: the file is not UTF-8 text")
    assert files(case) == {}


def test_an_error_shows_no_more_of_a_wrong_option_than_its_beginning(case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "assess", "case.json", "--pack", "x" * 5000)
    assert len(line) < 200


def test_the_version_is_printed(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"b12calc {__version__}\n"


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def not_allowed(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize(
    ("place", "fail", "said"),
    [
        ("os.replace", not_allowed, "Permission denied"),
        ("os.fsync", no_room, "No space left on device"),
        ("tempfile.mkstemp", not_allowed, "Permission denied"),
    ],
)
def test_what_cannot_be_written_ends_with_3_and_leaves_the_older_file(
    place: str, fail: Callable[..., None], said: str, case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case.parent / "a.json").write_bytes(b"older")
    monkeypatch.setattr(place, fail)
    assert main(["assess", "case.json", "--json", "a.json", *TODAY]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"b12calc: a.json: could not be written ({said}); any older file is untouched\n"
    assert files(case) == {"a.json": b"older"}
