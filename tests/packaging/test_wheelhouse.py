"""A wheelhouse holds what the lock names, each file by its hash, and nothing else."""

import re
from pathlib import Path

import pytest

from tests.packaging.scripts import ROOT, digest, load, tiny_house, tiny_wheel

house = load("wheelhouse.py")
LINUX, WINDOWS = house.SYSTEMS["linux"], house.SYSTEMS["windows"]


def locked(path: Path, *hashes: str, name: str = "b12calc") -> Path:
    path.write_text(
        f"{name}==0.1.0 \\\n" + " \\\n".join(f"    --hash=sha256:{one}" for one in hashes) + "\n    # via us\n"
    )
    return path


def test_every_run_time_package_of_the_lock_is_read_with_its_hashes() -> None:
    lock = ROOT / "requirements.txt"
    packages = house.read_lock(lock)
    assert len(packages) == len(re.findall(r"^[a-z].*==", lock.read_text(encoding="utf-8"), re.MULTILINE)) > 20
    assert sum(len(one.hashes) for one in packages.values()) == len(
        set(house.HASH.findall(lock.read_text(encoding="utf-8")))
    )


def test_a_locked_package_without_a_hash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(house.Refused, match="no hash for b12calc"):
        house.read_lock(locked(tmp_path / "lock.txt"))


def test_each_system_gets_what_it_needs_whichever_system_makes_the_folder() -> None:
    packages = house.read_lock(ROOT / "requirements.txt")

    def needed(name: str, python: str) -> list[bool]:
        return [packages[name].needed(system, python) for system in (LINUX, WINDOWS)]

    assert needed("secretstorage", "3.13") == needed("jeepney", "3.11") == [True, False]
    assert needed("pywin32-ctypes", "3.11") == [False, True]
    assert needed("cffi", "3.12") == needed("importlib-metadata", "3.11") == [True, True]
    assert needed("importlib-metadata", "3.12") == [False, False]


def test_the_pythons_are_those_the_project_runs_on() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11,<3.14"' in text
    assert house.PYTHONS == ("3.11", "3.12", "3.13")


def test_a_wheel_whose_hash_differs_from_the_lock_is_refused(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel = tiny_wheel(wheels)
    packages = house.read_lock(locked(tmp_path / "lock.txt", digest(wheel)))
    house.check(wheels, packages)
    assert packages["b12calc"].used == {digest(wheel)}
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    with pytest.raises(house.Refused, match="another hash"):
        house.check(wheels, packages)


def test_a_wheel_that_is_not_locked_is_refused(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    tiny_wheel(wheels, version="0.2.0")
    with pytest.raises(house.Refused, match="not in the lock"):
        house.check(wheels, house.read_lock(locked(tmp_path / "lock.txt", "0" * 64)))


def test_a_download_whose_hash_differs_from_the_lock_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, wheels = tmp_path / "index", tmp_path / "house" / "wheels"
    index.mkdir()
    wheels.mkdir(parents=True)
    wheel = tiny_wheel(index, "tinypackage")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    wrong = house.read_lock(locked(tmp_path / "wrong.txt", "0" * 64, name="tinypackage"))
    with pytest.raises(house.Refused, match="THESE PACKAGES DO NOT MATCH THE HASHES"):
        house.download(wrong, WINDOWS, "3.13", wheels)
    assert not list(wheels.iterdir())
    right = house.read_lock(locked(tmp_path / "right.txt", digest(wheel), name="tinypackage"))
    house.download(right, WINDOWS, "3.13", wheels)
    assert [path.name for path in wheels.parent.rglob("*") if path.is_file()] == [wheel.name]


def test_the_written_requirements_hold_the_hashes_that_came_and_miss_none(tmp_path: Path) -> None:
    packages = house.read_lock(locked(tmp_path / "lock.txt", "1" * 64, "2" * 64))
    with pytest.raises(house.Refused, match="no wheel of it came"):
        list(house.written(packages, LINUX))
    packages["b12calc"].used.add("2" * 64)
    assert list(house.written(packages, LINUX)) == [f"b12calc==0.1.0 --hash=sha256:{'2' * 64}"]


def test_the_check_sums_name_every_file_of_the_folder(tmp_path: Path) -> None:
    folder = tiny_house(tmp_path / "house")
    (folder / "dev").mkdir()
    (folder / "dev" / "of.its.own").write_text("")
    listed = [line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == files - {"SHA256SUMS", "dev/of.its.own"}
    assert len(listed) == len(set(listed))
    assert house.sums(folder) == (folder / "SHA256SUMS").read_text()


def test_windows_gets_its_own_ends_of_lines_and_the_script_for_linux_can_be_run(tmp_path: Path) -> None:
    for system in (LINUX, WINDOWS):
        (tmp_path / system.name).mkdir()
        house.take_files(tmp_path / system.name, system)
    script = (tmp_path / "windows" / "install.cmd").read_bytes()
    assert script.count(b"\r\n") == script.count(b"\n") > 20
    assert b"\r" not in (tmp_path / "linux" / "install.sh").read_bytes()
    assert (tmp_path / "linux" / "install.sh").stat().st_mode & 0o111
