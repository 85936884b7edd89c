"""Files written together: where one cannot be put in its place, those before it get back what stood there."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12calc import cli, files
from b12calc.files import PartlyWritten, parts_of, what_stands, write_all, write_whole

Paths = tuple[Path, Path, Path]


def by_bytes(paths: Paths) -> None:
    write_all([(path, b"new") for path in paths])


def by_parts(paths: Paths) -> None:
    with parts_of(paths) as parts:
        for part in parts:
            part.write_bytes(b"new")


def fails_for(name: str, monkeypatch: pytest.MonkeyPatch, *, lasting: bool = False) -> None:
    """Let a renaming to this name fail, and where ``lasting`` every one after it."""
    replace, failed = os.replace, list[str]()

    def trying(source: Any, target: Any) -> None:
        if Path(target).name == name or (lasting and failed):
            failed.append(name)
            raise OSError(errno.EIO, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", trying)


def holds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return tmp_path / "a", tmp_path / "b", tmp_path / "c"


@pytest.mark.parametrize("write", [by_bytes, by_parts])
@pytest.mark.parametrize("there", [("a", "b", "c"), ("b",), ()])
@pytest.mark.parametrize("failing", ["a", "b", "c"])
@pytest.mark.parametrize("links", [True, False])
def test_all_are_as_before_where_one_cannot_take_its_place(
    write: Callable[[Paths], None], there: tuple[str, ...], failing: str, links: bool, paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def no_links(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    folder = paths[0].parent
    for name in there:
        (folder / name).write_bytes(b"older " + name.encode())
    before = holds(folder)
    fails_for(failing, monkeypatch)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(OSError, match="Input/output") as caught:
        write(paths)
    assert Path(caught.value.filename).name == failing and not isinstance(caught.value, PartlyWritten)
    assert holds(folder) == before


@pytest.mark.parametrize("write", [by_bytes, by_parts])
def test_what_could_not_be_put_back_is_named(
    write: Callable[[Paths], None], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in paths:
        path.write_bytes(b"older")
    fails_for("c", monkeypatch, lasting=True)
    with pytest.raises(PartlyWritten) as caught:
        write(paths)
    assert caught.value.replaced == paths[:2]
    assert [path.read_bytes() for path in paths] == [b"new", b"new", b"older"]


def test_the_command_line_says_which_files_are_new_already(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.json").write_bytes(b"older")
    fails_for("b.txt", monkeypatch, lasting=True)
    arguments = ["assess", str(case), "--today", "2026-03-12", "--json", "a.json", "--note", "b.txt"]
    assert cli.main(arguments) == cli.NOT_WRITTEN
    said = capsys.readouterr().err
    assert "b.txt: could not be written" in said and "a.json is new already" in said and "untouched" not in said


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    real, link = tmp_path / "share" / "a.json", tmp_path / "a.json"
    real.write_bytes(b"older")
    link.symlink_to(real)
    write_whole(link, b"new")
    with parts_of((link,)) as (part,):
        part.write_bytes(b"newer")
    assert link.is_symlink() and real.read_bytes() == b"newer" and holds(tmp_path / "share") == {"a.json": b"newer"}


def refusing(code: int) -> Callable[..., None]:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("write", [by_bytes, by_parts])
def test_where_the_older_file_cannot_be_kept_aside_nothing_is_replaced(
    write: Callable[[Paths], None], paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths[0].write_bytes(b"older")
    monkeypatch.setattr(os, "link", refusing(errno.EIO))
    with pytest.raises(OSError, match="Input/output") as caught:
        write(paths)
    assert Path(caught.value.filename).name == "a" and holds(paths[0].parent) == {"a": b"older"}


def test_where_a_part_cannot_be_flushed_the_path_that_was_meant_is_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OSError, match="No space") as caught, parts_of(paths):
        monkeypatch.setattr(os, "fsync", refusing(errno.ENOSPC))
    assert (caught.value.errno, Path(caught.value.filename)) == (errno.ENOSPC, paths[0])
    assert holds(paths[0].parent) == {}


def test_an_error_of_another_file_keeps_its_own_name(paths: Paths) -> None:
    other = paths[0].parent / "other"
    with pytest.raises(FileNotFoundError) as caught, parts_of(paths):
        other.read_bytes()
    assert caught.value.filename == str(other) and holds(paths[0].parent) == {}


def test_what_stands_after_a_failure_is_said_for_the_end_of_a_sentence() -> None:
    assert what_stands(OSError(errno.EIO, "x")) == "any older file is untouched"
    two = PartlyWritten(errno.EIO, "x", "c", (Path("here/a.json"), Path("b.txt")))
    assert what_stands(two) == "a.json, b.txt is new already"
    assert (two.errno, two.strerror, two.filename) == (errno.EIO, "x", "c")


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
@pytest.mark.parametrize("older", [None, 0o644])
def test_a_private_file_is_for_this_user_alone(older: int | None, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    if older is not None:
        path.write_bytes(b"older")
        path.chmod(older)
    write_whole(path, b"new", private=True)
    assert path.stat().st_mode & 0o777 == 0o600


def test_on_windows_a_new_file_is_given_its_name_by_the_renaming_that_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, path = tmp_path / "part", tmp_path / "a.json"
    part.write_bytes(b"new")
    with monkeypatch.context() as there:
        there.setattr(os, "name", "nt")
        there.setattr(os, "link", refusing(errno.EIO))
        files._name_new(str(part), path)
    assert holds(tmp_path) == {"a.json": b"new"}
