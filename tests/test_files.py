"""A file is written whole or not at all: every way to fail leaves the older file and nothing beside it."""

import errno
import io
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from b12calc.files import parts_of, write_new, write_whole


def full_disk(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only(*_: Any, **__: Any) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_holds_the_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"\x00new\r\n")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.json", b"\x00new\r\n")]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"older and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["os.fsync", "os.replace", "os.chmod", "tempfile.mkstemp"])
@pytest.mark.parametrize("fail", [full_disk, read_only])
@pytest.mark.parametrize("older", [b"older", None])
def test_when_a_step_fails_the_older_file_stays_and_no_part_is_left(
    call: str, fail: Any, older: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    if older is not None:
        path.write_bytes(older)
    monkeypatch.setattr(call, fail)
    with pytest.raises(OSError, match=r"No space|Read-only"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if older is None else [older])


def test_when_the_bytes_cannot_be_written_the_older_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"older")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.json", b"older")]


def test_an_interruption_leaves_no_part_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.json", b"new")
    assert list(tmp_path.iterdir()) == []


def test_the_bytes_are_on_the_disk_before_the_older_file_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        steps.append("fsync")
        fsync(handle)

    def noted_replace(old: str, new: Path) -> None:
        steps.append("replace")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    write_whole(tmp_path / "a.json", b"new")
    assert steps[:2] == ["fsync", "replace"]


def test_parts_are_on_the_disk_with_all_that_was_put_in_before_they_get_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        flushed.append(os.fstat(handle).st_size)
        fsync(handle)

    def noted_replace(old: str | Path, new: str | Path) -> None:
        assert flushed[:2] == [3, 5], "a part got its name before both were flushed with what they hold"
        replace(old, new)

    with parts_of((tmp_path / "a.csv", tmp_path / "b.csv")) as parts:
        for part, data in zip(parts, (b"one", b"three"), strict=True):
            part.write_bytes(data)
        monkeypatch.setattr(os, "fsync", noted_fsync)
        monkeypatch.setattr(os, "replace", noted_replace)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"one", b"three"]


class FullDisk(io.BytesIO):
    """A file on a disk that has no room."""

    def write(self, _: object, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_when_the_disk_is_full_the_older_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(handle: int, _: str) -> FullDisk:
        os.close(handle)
        return FullDisk()

    (tmp_path / "a.json").write_bytes(b"older")
    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a.json", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.json", b"older")]


def test_a_folder_that_is_missing_or_a_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for path in (tmp_path / "missing" / "a.json", tmp_path / "file" / "a.json"):
        with pytest.raises(OSError):
            write_whole(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "a.json", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such rights")
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o664])
def test_the_rights_of_the_older_file_are_kept(rights: int, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"older")
    path.chmod(rights)
    write_whole(path, b"new")
    assert mode(path) == rights


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such rights")
def test_a_new_file_has_the_rights_any_program_would_give_it(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.json", b"new")
    finally:
        assert os.umask(mask) == 0o027
    assert mode(tmp_path / "a.json") == 0o640


def test_a_name_without_a_folder_is_written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole(Path("a.json"), b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_a_new_file_is_seen_whole_or_not_at_all_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        seen.append([one.name for one in tmp_path.iterdir()])
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_new(tmp_path / "a.pdf", b"new")
    assert len(seen[0]) == 1 and seen[0][0].endswith(".part")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"new")]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "a.pdf", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.pdf", b"second")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"first")]


@pytest.mark.parametrize("call", ["os.fsync", "os.link", "os.chmod", "tempfile.mkstemp"])
@pytest.mark.parametrize("fail", [full_disk, read_only])
def test_when_a_step_of_a_new_file_fails_nothing_is_left(
    call: str, fail: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call, fail)
    with pytest.raises(OSError, match=r"No space|Read-only"):
        write_new(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_or_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"whole")
        assert os.read(reader, 99) == b"whole"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]
