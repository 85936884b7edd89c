"""The commands compare, editions, changes and replay, as they are typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from b12calc.cli import main
from b12calc.rules import held_editions, previous

CASE = Path(__file__).parent.parent / "resources" / "sample_case.json"
TODAY = ("--today", "2026-03-12")
Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    return main([str(one) for one in arguments])


def edition() -> str:
    found = previous()
    assert found is not None
    return found.name


def loaded(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_compare_prints_only_what_differs(capsys: Capture) -> None:
    assert run("compare", CASE, *TODAY) == 0
    text = capsys.readouterr().out
    assert "United Kingdom" in text and "REGIMEN" in text and "Alike: " in text and "STATUS" not in text
    assert max(map(len, text.splitlines())) <= 110


def test_compare_says_of_a_pack_that_it_adds_nothing(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    result = {"analyte": "total_b12", "value": "212", "unit": "ng/L"}
    visit = {"date": "2026-03-12", "results": [result], "answers": {"paraesthesia": "yes", "metformin": "yes"}}
    path.write_text(json.dumps({"format": "b12calc-case/1", "visits": [visit]}), encoding="utf-8")
    assert run("compare", path, *TODAY) == 0
    assert "nothing that the others do not say too" in capsys.readouterr().out


def test_compare_writes_the_same_as_json(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "compared.json"
    assert run("compare", CASE, "--packs", "us,uk", *TODAY, "--json", out) == 0
    found = loaded(out.read_text(encoding="utf-8"))
    assert [one["pack"] for one in found["packs"]] == ["us", "uk"] and found["format"] == "b12calc-comparison/1"
    assert run("compare", CASE, "--packs", "us,uk", *TODAY, "--json", "-") == 0
    assert loaded(capsys.readouterr().out) == found


def test_packs_that_agree_take_one_sentence(capsys: Capture, tmp_path: Path) -> None:
    case = loaded(CASE.read_text(encoding="utf-8"))
    case["patient"] = {"sex": "female", "age_years": 10}
    case["visits"] = [{"date": "2026-03-12", "results": [], "answers": {"fatigue": "yes"}}]
    path = tmp_path / "child.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    assert run("compare", path, *TODAY) == 0
    assert "The packs say the same of this case in every field." in capsys.readouterr().out


@pytest.mark.parametrize("packs", ["uk", "uk,uk", "uk,fr", "", "uk,,us"])
def test_packs_that_cannot_be_compared_are_one_sentence(packs: str, capsys: Capture) -> None:
    assert run("compare", CASE, "--packs", packs, *TODAY) == 2
    assert capsys.readouterr().err.startswith("b12calc: --packs: two or more different ones of uk, us, article")


def test_editions_lists_every_one_that_is_held_with_its_stamps(capsys: Capture) -> None:
    assert run("editions") == 0
    text = capsys.readouterr().out
    for one in held_editions():
        assert one.name in text and all(stamp in text for stamp in one.stamps.values())
    assert text.count("present,") == 1 and text.count("archived,") == len(held_editions()) - 1


def test_assess_by_an_edition_is_replayed_byte_for_byte(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "old.json"
    assert run("assess", CASE, *TODAY, "--edition", edition(), "--json", out) == 0
    assert loaded(out.read_text(encoding="utf-8"))["edition"] == edition()
    assert run("replay", out, "--case", CASE) == 0
    assert "byte for byte the same under the rules of its day" in capsys.readouterr().out


def test_a_replay_that_differs_is_code_2_and_one_line(capsys: Capture, tmp_path: Path) -> None:
    out, report = tmp_path / "old.json", tmp_path / "replay.json"
    run("assess", CASE, *TODAY, "--json", out)
    out.write_text(out.read_text(encoding="utf-8").replace('"route": "im"', '"route": "oral"', 1), encoding="utf-8")
    capsys.readouterr()
    assert run("replay", out, "--case", CASE, "--json", report) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "in route too" in said
    assert loaded(report.read_text(encoding="utf-8"))["lines"] == ['route: "oral" -> "im"']


def test_changes_names_every_case_that_changed(capsys: Capture) -> None:
    assert run("changes", CASE, "--from", edition(), *TODAY) == 0
    assert f"edition {edition()} -> " in capsys.readouterr().out
    assert run("changes", CASE, "--from", edition(), "--to", edition(), *TODAY, "--json", "-") == 0
    found = loaded(capsys.readouterr().out)
    assert (found["changed"], found["cases"], found["rules"]) == ([], 1, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("changes", CASE, "--from", "1999-01-01"), "--edition: no edition is called '1999-01-01'"),
        (("changes", CASE, CASE, "--from", "1999-01-01"), "a case file is named twice"),
        (("changes", CASE, "--from", "1999-01-01", "--pack", "fr"), "--pack: expected uk, us, article"),
        (("changes", CASE), "the following arguments are required: --from"),
        (("replay", CASE, "--case", CASE), "an assessment file (b12calc-assessment/1) was expected"),
        (("replay", "nowhere.json", "--case", CASE), "an assessment file was expected"),
        (("compare", CASE, "--json", CASE), "--json: it names a file that was read"),
        (("assess", CASE, "--edition", "1999-01-01"), "no edition is called"),
        (("assess", CASE, "--edition", "x", "--experimental"), "--edition goes without --clinic and --experimental"),
    ],
)
def test_a_fault_is_code_2_and_one_sentence(arguments: tuple[str | Path, ...], said: str, capsys: Capture) -> None:
    assert run(*arguments) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_a_case_that_cannot_be_read_is_named(capsys: Capture, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    assert run("changes", CASE, bad, "--from", edition()) == 2
    assert all(str(bad) in line for line in capsys.readouterr().err.splitlines())
