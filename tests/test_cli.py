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
from b12calc.cli import main
from tests.command_line import SAMPLE, TODAY, Capture, changed, files, refused


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
    outputs = ("--json", "a.json", "--note", "n.txt", "--pdf", "r.pdf", "--fhir", "f.json")
    assert main(["assess", "case.json", *outputs, *TODAY]) == 0
    assert capsys.readouterr() == ("", "")
    made = files(case)
    assert sorted(made) == ["a.json", "f.json", "n.txt", "r.pdf"]
    assert json.loads(made["f.json"])["resourceType"] == "Bundle"
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
        (("assess", "case.json", "--fhir", "-"), "--fhir: a file ending in .json was expected"),
        (("assess", "case.json", "--fhir", "b.xml"), "--fhir: a file ending in .json was expected"),
        (("assess", "case.json", "--fhir", "case.json"), "an output names the case file itself"),
        (("assess", "case.json", "--json", "-", "--note", "-"), "only one of --json, --note and --reminder"),
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


def test_a_case_is_written_as_one_row_of_the_audit_table(case: Path, capsys: Capture) -> None:
    changed(case, lambda raw: raw["patient"].update(name="Quill, Zephyrine", identifier="9434765919"))
    assert main(["assess", "case.json", "--csv", "row.csv", *TODAY]) == 0
    (data,) = files(case).values()
    heads, row = data.decode("utf-8-sig").splitlines()
    assert heads.startswith("id,age_years,sex,pregnancy,total_b12,total_b12_unit")
    assert row.startswith(",67,female,not_pregnant,142,ng/L")
    assert "Quill" not in row
    assert "9434765919" not in row
    assert refused(capsys, "assess", "case.json", "--csv", "row.txt", *TODAY)[0].endswith("ending in .csv was expected")
