"""Installing from a wheelhouse: for one user, whole or not at all, a new version beside the old one."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import PACKAGING, digest, load, tiny_house

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="install.sh is for Linux")


QUICK = Path(__file__).with_name("quick_python.py")


def run(house: Path, home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run install.sh for a user of its own; the packages are played unless more names the Python."""
    quick = home.parent / "quick-python"
    quick.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{QUICK}" "$@"\n')
    quick.chmod(0o755)
    environment = {"HOME": str(home), "PATH": os.defpath, "B12CALC_PYTHON": str(quick), **more}
    return subprocess.run(
        [str(house / "install.sh"), *words], env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def left(home: Path) -> list[str]:
    """What an installation that was refused left: files, links and folders of ours."""
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if "b12calc" in path.name)


def answers(program: Path) -> str:
    return subprocess.run([str(program)], capture_output=True, text=True, timeout=30, check=True).stdout.split("\n")[0]


def test_a_version_is_installed_once_an_update_stands_beside_it_and_each_is_taken_away_whole(
    tmp_path: Path, home: Path
) -> None:
    old, new = tiny_house(tmp_path / "old"), tiny_house(tmp_path / "new", "0.2.0")
    commands, places = home / ".local" / "bin", home / ".local" / "lib" / "b12calc"
    done = run(old, home)
    assert (done.returncode, done.stdout) == (0, f"b12calc 0.1.0 is installed in {places / '0.1.0'}\n"), done.stderr
    mark = (places / "0.1.0" / "installed.json").stat().st_mtime_ns
    assert "is installed already" in run(old, home).stdout
    assert (places / "0.1.0" / "installed.json").stat().st_mtime_ns == mark
    assert run(new, home).returncode == 0
    assert [answers(commands / name) for name in ("b12calc", "b12calc-0.1.0", "b12calc-0.2.0")] == [
        "b12calc 0.2.0", "b12calc 0.1.0", "b12calc 0.2.0"]  # fmt: skip
    menu = home / ".local" / "share" / "applications" / "b12calc.desktop"
    assert f'Exec="{places / "0.2.0"}/venv/bin/b12calc" %f' in menu.read_text()
    assert run(new, home, "--remove").returncode == 0
    assert answers(commands / "b12calc") == "b12calc 0.1.0" and str(places / "0.1.0") in menu.read_text()
    assert run(old, home, "--remove").returncode == 0
    assert left(home) == []


def test_packages_that_cannot_be_installed_leave_nothing(tmp_path: Path, home: Path) -> None:
    done = run(tiny_house(tmp_path / "house"), home, QUICK_FAILS="1")
    assert done.returncode == 6 and "could not be installed. Nothing was installed." in done.stderr
    assert left(home) == []


def test_a_build_that_cannot_be_installed_over_another_leaves_the_other_as_it_was(tmp_path: Path, home: Path) -> None:
    first, second = tiny_house(tmp_path / "first"), tiny_house(tmp_path / "second")
    (second / "README.txt").write_text("another build of this version")
    (second / "SHA256SUMS").write_text(load("wheelhouse.py").sums(second))
    assert run(first, home).returncode == 0
    place = home / ".local" / "lib" / "b12calc" / "0.1.0"
    before = {path.relative_to(place).as_posix() for path in place.rglob("*")}
    assert run(second, home, QUICK_FAILS="1").returncode == 6
    assert {path.relative_to(place).as_posix() for path in place.rglob("*")} == before
    assert "installed already" in run(first, home).stdout
    assert run(second, home).stdout.startswith("b12calc 0.1.0 is installed in ")


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "bare"])
def test_a_damaged_folder_is_refused_before_anything_is_made(tmp_path: Path, home: Path, harm: str) -> None:
    house = tiny_house(tmp_path / "house")
    wheel = next((house / "wheels").iterdir())
    if harm == "changed":
        wheel.write_bytes(wheel.read_bytes()[:-1] + b"\1")
    elif harm == "missing":
        (house / "LICENSE").unlink()
    elif harm == "added":
        shutil.copyfile(wheel, house / "wheels" / "stranger-1.0-py3-none-any.whl")
    else:
        (house / "SHA256SUMS").unlink()
    done = run(house, home)
    assert done.returncode == 4 and done.stderr.startswith("b12calc: This folder ")
    assert left(home) == []


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, home: Path) -> None:
    house, place = tiny_house(tmp_path / "house"), tmp_path / "place"
    place.mkdir()
    (place / "letter.txt").write_text("a letter")
    done = run(house, home, "--into", str(place))
    assert done.returncode == 5 and "holds other files. Nothing was installed." in done.stderr
    assert [path.name for path in place.iterdir()] == ["letter.txt"]


def test_it_installs_with_pip_and_no_index_what_an_interrupted_run_left_half_done(tmp_path: Path, home: Path) -> None:
    house, place = tiny_house(tmp_path / "house"), tmp_path / "place"
    (place / "venv" / "bin").mkdir(parents=True)
    (place / "unfinished").write_text("")
    done = run(house, home, "--into", str(place), B12CALC_PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    assert answers(place / "venv" / "bin" / "b12calc") == "b12calc 0.1.0"
    told = json.loads((place / "installed.json").read_text())
    assert told["version"] == "0.1.0" and told["stamp"] == digest(house / "SHA256SUMS")
    assert sorted(path.name for path in place.iterdir()) == ["LICENSE", "NOTICE", "installed.json", "venv"]
    assert not list(place.rglob("pip*")), "nothing stays that could fetch more"
    assert list(home.iterdir()) == [], "with --into nothing is written elsewhere"


def test_a_python_of_another_version_is_named_and_refused(tmp_path: Path, home: Path) -> None:
    house, programs = tiny_house(tmp_path / "house"), tmp_path / "programs"
    programs.mkdir()
    (programs / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 3\n')
    (programs / "python3").chmod(0o755)
    for name in ("dirname", "sh"):
        (programs / name).symlink_to(shutil.which(name) or "")
    done = run(house, home, PATH=str(programs), B12CALC_PYTHON="")
    assert done.returncode == 3
    assert "needs Python 3.11, 3.12 or 3.13 (64-bit); here is Python 3.9.2. Nothing was installed." in done.stderr
    (programs / "python3").unlink()
    done = run(house, home, PATH=str(programs), B12CALC_PYTHON="")
    assert done.returncode == 3 and "none was found. Nothing was installed." in done.stderr


def test_another_program_of_that_name_is_left_alone(tmp_path: Path, home: Path) -> None:
    house = tiny_house(tmp_path / "house")
    (home / ".local" / "bin").mkdir(parents=True)
    (home / ".local" / "bin" / "b12calc").write_text("somebody else's")
    done = run(house, home)
    assert done.returncode == 0 and "is another program and was left alone" in done.stderr
    assert run(house, home, "--remove").returncode == 0
    assert (home / ".local" / "bin" / "b12calc").read_text() == "somebody else's"


def test_the_question_whether_a_python_will_do_can_be_read_by_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ast.parse((PACKAGING / "wheelhouse" / "suitable.py").read_text(encoding="utf-8"))
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    asked = load("wheelhouse/suitable.py")
    assert asked.unsuitable() == ""
    for version, fit in (((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)):
        monkeypatch.setattr(asked.sys, "version_info", (*version, 0, "final", 0))
        assert (asked.unsuitable() == "") is fit
