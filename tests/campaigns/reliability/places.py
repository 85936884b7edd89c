"""R4: places that cannot be written, are gone, lead elsewhere, are held by others, or bear every odd name."""

import contextlib
import ctypes
import fcntl
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.campaigns.reliability.disk_full import own_mounts
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import Stage, every_writer

WHAT: Final = (
    "Every writer writes into folders that are gone, read-only, a file, too long, oddly named; onto files that are "
    "read-only, links, folders, or held and locked by another opening"
)
GOAL: Final = "Each: written whole, or one clear message and the older state whole"
NUMBER: Final = 0
NOBODY: Final = 65534
ODD: Final = (
    "with spaces ", "O'Hara \"x\"", "per%scent %d", "{brace}", "-dash", "new\nline", "tab\there", "\u202egnal", "Ωμέγα",
    "e\u0301 combining", "\U0001f489", "a&b<c>", "$HOME;x|y", "back\\slash", "x" * 200,
    "\udcff not UTF-8", "*?[x]", ".b12calc-x",
)  # fmt: skip


def run(number: int, seed: int, only: tuple[str, ...] = ()) -> Found:
    """Try every writer at every place; ``number`` and ``seed`` have no part."""
    found, root = Found(), own_mounts()
    with every_writer(only) as (folder, writers, _window):
        for one in (folder.parent, folder):
            one.chmod(one.stat().st_mode | 0o111)
        for writer in writers:
            for count, (name, place) in enumerate(_places(root)):
                if writer.name == "settings" and "udcff" in name:
                    continue  # Qt names no folder that is not text
                stage = Stage(writer, folder / "tried" / writer.name / str(count), found)
                _one(stage, name, place)
        found.more["writers"], found.more["places"] = len(writers), len(list(_places(root)))
    if not root:
        found.remarks.append("Not run as root: rights and read-only file systems were left out")
    found.remarks.append("Not tried here: Windows, its names and locks, network shares, a delay of the network")
    return found


def _one(stage: Stage, name: str, place: Callable[[Stage], contextlib.AbstractContextManager[Any]]) -> None:
    stage.set(older=True)
    stage.found.counts["tried"] += 1
    with place(stage):
        try:
            told = stage.writer.write(stage.folder, 1)
        except Exception as error:
            stage.found.fault(f"{stage.writer.name}, {name}: raised {type(error).__name__}: {error}"[:250])
            return
    stage.found.counts["written" if told == "" else "told why not"] += 1
    if told and (".part" in told or "Traceback" in told):
        stage.found.fault(f"{stage.writer.name}, {name}: told {told[:120]!r}")
    if not stage.folder.is_dir():
        if told == "":
            stage.found.fault(f"{stage.writer.name}, {name}: said done, and there is no folder")
        return
    state = stage.writer.read(stage.folder)
    wanted = {1} if told == "" else {0}
    if not set(state.values()) <= wanted or (told == "" and not state):
        stage.found.fault(f"{stage.writer.name}, {name}: told {told[:60]!r}, but {state} lies there")


def _places(root: bool) -> Iterator[tuple[str, Callable[[Stage], contextlib.AbstractContextManager[Any]]]]:
    yield "folder removed", _removed
    yield "folder is a file", _file
    yield "held open and locked by another", _locked
    yield "files are links", _links
    yield "folder in the place of the file", _folders
    yield "path of more than 260", lambda stage: _moved(stage, Path(*["d" * 90] * 4))
    yield "path of more than 4096", lambda stage: _moved(stage, Path(*["d" * 200] * 22), make=False)
    yield "name of more than 255", lambda stage: _moved(stage, Path("n" * 256), make=False)
    for name in ODD:
        yield f"folder called {name[:20]!r}", partial(_moved, below=Path(name))
    if root:
        yield "read-only folder", _closed
        yield "read-only files", _closed_files
        yield "read-only file system", _mounted


@contextlib.contextmanager
def _removed(stage: Stage) -> Iterator[None]:
    for path in sorted(stage.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    stage.folder.rmdir()
    yield


@contextlib.contextmanager
def _file(stage: Stage) -> Iterator[None]:
    with _removed(stage):
        stage.folder.write_bytes(b"")
        yield


@contextlib.contextmanager
def _locked(stage: Stage) -> Iterator[None]:
    with contextlib.ExitStack() as held:
        for path in (one for one in stage.folder.rglob("*") if one.is_file() and one.name != "lock"):
            stream = held.enter_context(path.open("rb+"))
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _links(stage: Stage) -> Iterator[None]:
    """Let each file be a link to one elsewhere."""
    elsewhere = stage.folder.with_name(f"{stage.folder.name} elsewhere")
    elsewhere.mkdir()
    linked = [stage.folder / name for name in stage.older]
    for path in linked:
        path.rename(elsewhere / path.name)
        path.symlink_to(elsewhere / path.name)
    yield
    if not all(path.is_symlink() for path in linked) and stage.writer.name != "settings":
        stage.found.fault(f"{stage.writer.name}: a link was replaced by a file")


@contextlib.contextmanager
def _folders(stage: Stage) -> Iterator[None]:
    for name in stage.writer.sizes:
        path = stage.folder / name
        path.unlink(missing_ok=True)
        path.mkdir(parents=True)
    yield
    for name in stage.writer.sizes:
        if not (stage.folder / name).is_dir():
            stage.found.counts["folders of that name gone"] += 1


@contextlib.contextmanager
def _moved(stage: Stage, below: Path, *, make: bool = True) -> Iterator[None]:
    stage.folder = stage.folder / "deep" / below
    if make:
        stage.folder.mkdir(parents=True)
        stage.older = {}
    yield
    if not make:
        stage.folder = stage.folder.parents[len(below.parts)] / "none"


@contextlib.contextmanager
def _nobody() -> Iterator[None]:
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def _closed(stage: Stage) -> Iterator[None]:
    """Be another user for whom the folder is closed."""
    for path in (stage.folder, *stage.folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with _nobody():
        yield


@contextlib.contextmanager
def _closed_files(stage: Stage) -> Iterator[None]:
    for path in (stage.folder, *stage.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o755 if path.is_dir() else 0o444)
    with _nobody():
        yield


@contextlib.contextmanager
def _mounted(stage: Stage) -> Iterator[None]:
    """Let the folder be a file system that is mounted for reading alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    where = os.fsencode(stage.folder)
    bind, read_only, again = 0x1000, 0x1, 0x20
    assert not libc.mount(where, where, None, bind, None)
    assert not libc.mount(None, where, None, bind | again | read_only, None)
    try:
        yield
    finally:
        libc.umount2(where, 2)
