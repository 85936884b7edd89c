"""The settings of the practice's IT: strict keys, one clear sentence for each fault, one file that counts."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from b12calc import installation
from b12calc.entry import main
from b12calc.installation import CHECKS, KEYS, find, places, read

from .command_line import SAMPLE, TODAY
from .given_by_it import put

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def faults(text: str, folder: Path) -> list[str]:
    path = folder / "b12calc.toml"
    path.write_text(text, encoding="utf-8")
    return [str(one).replace(str(path), "FILE") for one in read(path, CHECKS).faults]


def test_given_and_locked_values_are_read_each_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "b12calc.toml"
    own = (tmp_path / "our.toml").as_posix()
    path.write_text(f'[default]\npack = "us"\nlaboratory = "{own}"\n[locked]\npaper = "A5"\nclinic = ""\n', "utf-8")
    found = read(path, CHECKS)
    assert (found.default, found.locked) == ({"pack": "us", "laboratory": own}, {"paper": "A5", "clinic": ""})
    assert found.path == path and not found.faults


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("pack", '"fr"', "one of uk, us, article"),
        ("pack", "1", "one of uk, us, article"),
        ("pack", '["uk"]', "one of uk, us, article"),
        ("paper", '"A3"', "one of A4, Letter, A5"),
        ("laboratory", '"nowhere"', "the name of a laboratory profile, or the whole path of a TOML file of your own"),
        ("laboratory", '"our.toml"', "the name of a laboratory profile, or the whole path of a TOML file of your own"),
        ("laboratory", '"../laboratories/leeds"', "the name of a laboratory profile, or the whole path of a TOML file "
                                                  "of your own"),
        ("clinic", "true", "the name of a clinic profile, or the whole path of a TOML file of your own"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("table", ["default", "locked"])
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(
    tmp_path: Path, table: str, key: str, value: str, expected: str
) -> None:
    found = faults(f"[{table}]\n{key} = {value}\n", tmp_path)
    assert found == [f"FILE: {key}: expected {expected}; the program's own setting is used"]


def test_a_fault_leaves_the_other_keys_in_force(tmp_path: Path) -> None:
    path = tmp_path / "b12calc.toml"
    path.write_text('[locked]\npack = "fr"\npaper = "A5"\nsurprise = 1\n', "utf-8")
    found = read(path, CHECKS)
    assert found.locked == {"paper": "A5"} and len(found.faults) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[default]\npatient = 'x'\n", f"FILE: patient: expected one of {', '.join(KEYS)}; this is not used"),
        ("pack = 'uk'\n", "FILE: pack: only the tables [default] and [locked] were expected; this is not used"),
        ("[window]\n", "FILE: window: only the tables [default] and [locked] were expected; this is not used"),
        ("[default]\npack='uk'\n[locked]\npack='us'\n",
         "FILE: pack: stands in [default] and [locked]; the locked one is used"),
    ],
)  # fmt: skip
def test_a_key_that_is_not_known_or_stands_twice_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    assert faults(text, tmp_path) == [sentence]


@pytest.mark.parametrize("data", [b"pack = ", b"\xff\xfe", b"[default]\npack='uk'\npack='us'\n", b"#" * 70_000])
def test_a_file_that_cannot_be_read_is_one_sentence_and_gives_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b12calc.toml"
    path.write_bytes(data)
    found = read(path, CHECKS)
    assert not found.default and not found.locked and len(found.faults) == 1
    assert str(path) in str(found.faults[0]) and "nothing of it is used" in str(found.faults[0])


def test_a_folder_of_that_name_is_no_file(tmp_path: Path, monkeypatch: Patch) -> None:
    (tmp_path / "b12calc.toml").mkdir()
    monkeypatch.setattr(installation, "places", lambda: (tmp_path / "b12calc.toml",))
    assert find() is None


def test_the_file_of_the_computer_counts_before_the_one_beside_the_program(tmp_path: Path, monkeypatch: Patch) -> None:
    first, second = tmp_path / "computer.toml", tmp_path / "beside.toml"
    monkeypatch.setattr(installation, "places", lambda: (first, second))
    assert find() is None
    second.touch()
    assert find() == second
    first.touch()
    assert find() == first


def test_the_frozen_program_looks_beside_itself(monkeypatch: Patch, tmp_path: Path) -> None:
    assert places()[1] == Path(sys.prefix) / "b12calc.toml"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "b12calc"))
    assert places()[1] == tmp_path / "b12calc.toml"


@pytest.mark.parametrize(("answer", "folder"), [(0, "D:/Shared"), (1, "C:/ProgramData")])
def test_on_windows_the_system_itself_is_asked_for_its_folder(monkeypatch: Patch, answer: int, folder: str) -> None:
    def ask(_window: None, number: int, _user: None, _flags: int, written: object) -> int:
        assert number == 0x23
        written.value = "D:/Shared"  # type: ignore[attr-defined]
        return answer

    shell = SimpleNamespace(shell32=SimpleNamespace(SHGetFolderPathW=ask))
    monkeypatch.setattr(ctypes, "windll", shell, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", "/tmp/elsewhere")
    assert places()[0] == Path(folder) / "b12calc" / "b12calc.toml"


def test_on_macos_it_is_the_folder_of_the_whole_computer(monkeypatch: Patch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert places()[0] == Path("/Library/Application Support/b12calc/b12calc.toml")


@pytest.mark.skipif(sys.platform != "linux", reason="the place of the computer's file is another one elsewhere")
def test_no_variable_of_the_environment_leads_to_another_file(tmp_path: Path) -> None:
    hostile = dict.fromkeys(
        ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "PROGRAMDATA", "ALLUSERSPROFILE", "APPDATA", "B12CALC_SETTINGS",
         "B12CALC", "TMPDIR", "PYTHONUSERBASE"), str(tmp_path))  # fmt: skip
    (tmp_path / "b12calc").mkdir()
    for folder in (tmp_path, tmp_path / "b12calc"):
        (folder / "b12calc.toml").write_text('[locked]\npack = "us"\n', encoding="utf-8")
    program = "from b12calc.installation import places; print(*places(), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", program], env={**os.environ, **hostile}, capture_output=True, text=True,
                         check=True)  # fmt: skip
    assert run.stdout.split() == ["/etc/xdg/b12calc/b12calc.toml", f"{sys.prefix}/b12calc.toml"]


def assessed(*arguments: str) -> tuple[str, ...]:
    return ("assess", str(SAMPLE), *TODAY, *arguments)


@pytest.mark.parametrize("table", ["default", "locked"])
def test_the_command_line_takes_guideline_and_laboratory_from_it(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture, table: str
) -> None:
    assert main(assessed("--json", "-", "--pack", "us", "--lab", "mayo")) == 0
    wanted = capsys.readouterr().out
    put(f'[{table}]\npack = "us"\nlaboratory = "mayo"\nzoom = 1\n', tmp_path, monkeypatch)
    assert main(assessed("--json", "-")) == 0
    out, err = capsys.readouterr()
    assert out == wanted and err == ""


def test_an_option_goes_before_a_given_value_and_is_refused_against_a_locked_one(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    assert main(assessed("--json", "-", "--pack", "article")) == 0
    wanted = capsys.readouterr().out
    put('[default]\npack = "us"\n', tmp_path, monkeypatch)
    assert main(assessed("--json", "-", "--pack=article")) == 0
    assert capsys.readouterr().out == wanted
    path = put('[locked]\npack = "us"\nlaboratory = ""\n', tmp_path, monkeypatch)
    assert main(assessed("--json", "-", "--pack", "us")) == 0
    capsys.readouterr()
    for option, value, locked in (("--pack", "article", "us"), ("--lab", "mayo", "none")):
        assert main(assessed("--json", "-", option, value)) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err == (f"b12calc: {option}: is set to {locked} by your practice's IT in {path}; "
                       f"{value!r} cannot be used\n")  # fmt: skip


def test_a_bad_file_is_named_and_the_command_line_goes_on_with_its_own(
    tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    path = put('[locked]\npack = "fr"\n', tmp_path, monkeypatch)
    assert main(assessed("--json", "-")) == 0
    out, err = capsys.readouterr()
    assert '"pack"' in out
    assert err == (f"b12calc: {path}: pack: expected one of uk, us, article; the program's own setting is used\n")


def test_commands_that_name_what_they_use_are_left_alone(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    assert main(("compare", str(SAMPLE), *TODAY, "--json", "-")) == 0
    wanted = capsys.readouterr().out
    put('[locked]\npack = "us"\nlaboratory = "mayo"\n', tmp_path, monkeypatch)
    assert main(("compare", str(SAMPLE), *TODAY, "--json", "-")) == 0
    assert capsys.readouterr() == (wanted, "")
