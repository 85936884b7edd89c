"""A file is replaced only while it still holds what was read or written last; else nothing is written."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from b12calc import replacing
from b12calc.replacing import ChangedSince, content_sum, replace_known, sum_of

ROOT = Path(__file__).resolve().parents[1]
ADDS = """
import sys
from pathlib import Path
from b12calc.replacing import ChangedSince, content_sum, replace_known
path, turns = Path(sys.argv[1]), int(sys.argv[2])
for turn in range(turns):
    while True:
        before = path.read_bytes()
        try:
            replace_known(path, b"%d" % (int(before) + 1), content_sum(before))
            break
        except ChangedSince:
            pass
"""
locks = pytest.mark.skipif(sys.platform == "win32", reason="no lock of a folder there")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case file as it was opened."""
    path = tmp_path / "a.json"
    path.write_bytes(b"opened")
    return path


def test_what_is_as_it_was_opened_is_replaced(path: Path) -> None:
    replace_known(path, b"mine", content_sum(b"opened"))
    assert path.read_bytes() == b"mine" and list(path.parent.iterdir()) == [path]


def test_what_another_wrote_since_stays_and_its_sum_is_told(path: Path) -> None:
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedSince, match=r"a\.json was changed since") as raised:
        replace_known(path, b"mine", content_sum(b"opened"))
    assert raised.value.found == content_sum(b"theirs") == sum_of(path)
    assert path.read_bytes() == b"theirs" and list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("there", "known"), [(None, "opened"), (b"mine", "opened"), (b"theirs", "")])
def test_nothing_there_the_same_there_or_nothing_known_is_no_change(
    path: Path, there: bytes | None, known: str
) -> None:
    path.unlink() if there is None else path.write_bytes(there)
    replace_known(path, b"mine", content_sum(known.encode()) if known else "")
    assert path.read_bytes() == b"mine"


def test_what_cannot_be_read_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError):
        replace_known(path, b"mine", content_sum(b"opened"))
    monkeypatch.undo()
    assert path.read_bytes() == b"opened"


def test_a_folder_in_the_place_is_no_content_and_is_refused_by_the_writing(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert sum_of(tmp_path / "a.json") == sum_of(tmp_path / "gone") == ""
    with pytest.raises(OSError, match=r"a\.json"):
        replace_known(tmp_path / "a.json", b"mine", content_sum(b"opened"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert sum_of(tmp_path / "pipe") == ""


@locks
def test_of_two_processes_that_read_and_replace_one_file_no_turn_is_lost(path: Path) -> None:
    path.write_bytes(b"0")
    command = [sys.executable, "-c", ADDS, str(path), "40"]
    both = [subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert path.read_bytes() == b"80"


@locks
def test_a_lock_that_is_held_for_ever_keeps_nobody_from_saving(path: Path) -> None:
    holds = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), 2); print(1, flush=True); input()"
    command = [sys.executable, "-c", holds, str(path.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline()
        began = time.monotonic()
        replace_known(path, b"mine", content_sum(b"opened"))
        assert 0.9 < time.monotonic() - began < 30
        other.communicate(b"\n")
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("what", ["no lock of a folder", "no folder to open", "a share without locks"])
def test_without_a_lock_the_file_is_looked_at_all_the_same(
    path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise OSError(95, "Operation not supported")

    if what == "no lock of a folder":
        monkeypatch.setattr(replacing, "fcntl", None)
    elif sys.platform == "win32":
        pytest.skip("no lock of a folder there")
    elif what == "a share without locks":
        monkeypatch.setattr("b12calc.replacing.fcntl.flock", fail)
    else:
        monkeypatch.setattr(replacing, "os", _Without(open=fail))
    with pytest.raises(ChangedSince):
        replace_known(path, b"mine", content_sum(b"another"))
    replace_known(path, b"mine", content_sum(b"opened"))
    assert path.read_bytes() == b"mine"


def test_where_the_system_has_no_such_locks_it_loads_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    spec = importlib.util.spec_from_file_location("apart", replacing.__file__)
    assert spec is not None and spec.loader is not None
    apart = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(apart)
    apart.replace_known(path, b"mine", content_sum(b"opened"))
    assert path.read_bytes() == b"mine"


class _Without:
    """The module ``os`` with one call that fails."""

    def __init__(self, **calls: object) -> None:
        self._calls = calls

    def __getattr__(self, name: str) -> object:
        return self._calls.get(name) or getattr(os, name)
