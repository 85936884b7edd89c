"""The command line with a laboratory or a clinic: chosen by name or file, refused in one line."""

import json
from pathlib import Path

from b12calc.cli import main
from tests.command_line import TODAY, Capture, files, refused


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
