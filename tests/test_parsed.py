"""The parsed form of the tables says what the sources say, and gives way to them wherever it does not fit."""

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from b12calc import parsed

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(parsed, "FILE", tmp_path / "parsed.txt")
    parsed._known.cache_clear()
    yield tmp_path / "parsed.txt"
    parsed._known.cache_clear()


def refuse(*_: object) -> None:
    raise AssertionError("the source was read")


def test_the_parsed_form_of_every_table_is_its_source_down_to_the_kinds_of_its_figures(file: Path) -> None:
    parsed.write()
    assert sum(map(len, parsed._known().values())) == len(set(parsed.sources())) > 40
    for source in parsed.sources():
        assert repr(parsed.read_toml(source)) == repr(tomllib.loads(source))


def test_with_a_parsed_form_no_source_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed.write()
    monkeypatch.setattr(tomllib, "loads", refuse)
    assert all(map(parsed.read_toml, parsed.sources()))


def test_a_source_that_changed_by_one_sign_is_read_itself() -> None:
    parsed.write()
    for source in parsed.sources():
        changed = source + "\nadded = 1\n"
        assert parsed.read_toml(changed) == tomllib.loads(changed) != parsed.read_toml(source)


@pytest.mark.parametrize("damage", [b"", b"no check sum", b"00000000\n{}\t{}\n"])
def test_a_damaged_parsed_form_is_passed_over(file: Path, damage: bytes) -> None:
    file.write_bytes(damage)
    assert parsed.read_toml("a = 1") == {"a": 1}
    assert parsed._known() == {}


def test_one_changed_figure_in_the_parsed_form_is_noticed(file: Path) -> None:
    parsed.write()
    whole = file.read_bytes()
    at = whole.rindex(b"1")
    file.write_bytes(whole[:at] + b"2" + whole[at + 1 :])
    assert parsed._known() == {}


def test_without_a_parsed_form_the_source_is_read(file: Path) -> None:
    assert not file.exists() and parsed._known() == {}
    assert parsed.read_toml("a = 1") == {"a": 1}


def test_a_source_that_is_no_toml_or_holds_a_day_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "sources", lambda: ["a = ", "day = 2026-03-12", "b = 2"])
    parsed.write()
    assert parsed._known() == {7: [(b'"b = 2"\t{"b": 2}\n', 0, 16)]}
    assert parsed.read_toml("day = 2026-03-12") == {"day": date(2026, 3, 12)}


def test_every_call_gives_a_table_of_its_own() -> None:
    parsed.write()
    source = parsed.sources()[0]
    parsed.read_toml(source).clear()
    assert parsed.read_toml(source) == tomllib.loads(source)


def test_a_wheel_takes_the_parsed_form_along(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        assert wheel.read("b12calc/parsed.txt") == parsed.parsed()
