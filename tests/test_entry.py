"""A copy that is damaged answers nothing: one sentence, an exit code of its own, and nothing written."""

import os
from pathlib import Path

import pytest

from b12calc import entry, integrity
from b12calc.integrity import Damaged, Fault
from tests.installed import ROOT, changed, run_in, unpacked

SAMPLE = ROOT / "resources" / "sample_case.json"
LIMITS = "b12calc/rules/clinical/uk/limits.toml"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("installed"))


def test_a_whole_copy_assesses_and_a_damaged_one_refuses_and_writes_nothing(copy: Path, tmp_path: Path) -> None:
    arguments = ("assess", str(SAMPLE), "--today", "2026-03-12", "--json", str(tmp_path / "out.json"))
    assert run_in(copy, *arguments).returncode == 0
    (tmp_path / "out.json").unlink()
    with changed(copy / LIMITS, (copy / LIMITS).read_bytes().replace(b"180", b"181", 1)):
        refused = run_in(copy, *arguments)
        told = run_in(copy, "selftest")
    assert (refused.returncode, refused.stdout, [*tmp_path.iterdir()]) == (4, "", [])
    assert refused.stderr.splitlines() == [
        "b12calc: this copy of b12calc is damaged and gives no advice until it has been installed again: "
        f"{LIMITS} differs from the file that was installed (b12calc selftest lists everything)"
    ]
    assert told.returncode == 1
    assert f"- {LIMITS} differs from the file that was installed" in told.stdout
    assert told.stdout.splitlines()[-1].startswith("This copy is damaged.")


@pytest.mark.parametrize("name", ["b12calc/models/wording.toml", "b12calc/analytes.toml", "b12calc/rules/golden.json"])
def test_a_file_that_is_no_text_at_all_is_told_in_the_same_sentence(name: str, copy: Path) -> None:
    with changed(copy / name, b"\xff\xfe = ["):
        refused = run_in(copy, "assess", str(SAMPLE))
        told = run_in(copy, "selftest")
    assert refused.returncode == 4
    assert len(refused.stderr.splitlines()) == 1
    assert f"{name} differs from the file that was installed" in refused.stderr
    assert told.returncode == 1
    assert told.stderr == ""


def test_the_launcher_refuses_in_the_same_way(copy: Path) -> None:
    with changed(copy / LIMITS, b""):
        assert run_in(copy, "assess", str(SAMPLE), screen=True).returncode == 4


def test_of_several_faults_the_first_is_named_and_the_rest_counted() -> None:
    said = entry.sentence((Fault("one.toml", "is missing"), Fault("two.toml", "is missing"), Fault("three", "is new")))
    assert "one.toml is missing and 2 more (" in said


def test_a_damaged_copy_still_says_its_version(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(integrity, "damage", lambda: (Fault("one.toml", "is missing"),))
    with pytest.raises(SystemExit) as ended:
        entry.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("b12calc 0.")
    assert entry.main(["assess", str(SAMPLE)]) == entry.DAMAGED == 4


def test_a_golden_case_that_answers_otherwise_refuses_too(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    from b12calc import rules

    def prove(pack: str, most: int) -> None:
        raise Damaged((Fault(f"Golden case G01 (deficient), pack {pack}:", "status should be deficient"),))

    monkeypatch.setattr(rules, "prove_golden", prove)
    assert entry.main(["assess", str(SAMPLE), "--today", "2026-03-12"]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert "Golden case G01 (deficient), pack uk: status should be deficient (b12calc selftest lists" in err
    assert entry.main(["compare", str(SAMPLE), "--today", "2026-03-12"]) == 4


@pytest.mark.parametrize(("built", "told"), [("2020-01-01", False), ("2999-01-01", True), ("1999-01-01", True)])
def test_a_clock_that_cannot_be_right_is_told_where_the_day_is_taken_from_it(
    built: str, told: bool, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(integrity, "from_sources", lambda *_: False)
    monkeypatch.setattr(integrity, "damage", tuple)
    monkeypatch.setattr(integrity, "build_facts", lambda: {"built": built})
    assert entry.main(["assess", str(SAMPLE), "--note", os.devnull]) == 0
    said = capsys.readouterr().err
    assert said.startswith("b12calc: warning: the clock of this computer seems wrong: it says ") is told
    assert len(said.splitlines()) == told
    assert entry.main(["assess", str(SAMPLE), "--note", os.devnull, "--today", "2026-03-12"]) == 0
    assert capsys.readouterr().err == ""
