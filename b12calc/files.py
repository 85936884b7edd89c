"""Write a file whole or not at all."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_MARK, _PART = ".b12calc-", ".part"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class PartlyWritten(OSError):
    """Say that of files written together some are new already and could not be given back what stood there."""

    def __init__(self, code: int | None, why: str | None, path: str, replaced: tuple[Path, ...]) -> None:
        super().__init__(code, why, path)
        self.replaced = replaced


def what_stands(error: OSError) -> str:
    """Return what became of older files where some could not be written, for the end of a sentence."""
    if isinstance(error, PartlyWritten):
        return f"{', '.join(path.name for path in error.replaced)} is new already"
    return "any older file is untouched"


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write ``data`` to ``path`` so that an older file is replaced in one step or left untouched.

    Temporary file beside it, flushed to disk, then renamed; private: for this user only, whatever the usual mode.
    Raises OSError when the folder cannot be written.
    """
    write_all([(path, data)], private=private)


def write_new(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` where nothing stands yet; whoever watches the folder sees no file, or the whole one.

    Temporary file beside it under another ending, flushed to disk, then given its name. Raises FileExistsError where
    something stands, which stays as it is, and OSError when the folder cannot be written.
    """
    name = _part(path.absolute(), data, False)
    try:
        _name_new(name, path.absolute())
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
    _flush_folder(path.absolute().parent)


def write_all(outputs: Sequence[tuple[Path, bytes]], *, private: bool = False) -> None:
    """Write several files so that none is replaced before every one of them lies complete on the disk.

    A device or a pipe is written to and never replaced. Raises OSError naming the file that could not be written; then
    every older file is untouched, or given back where another had taken its place; PartlyWritten where that failed too.
    """
    ready: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, data in outputs:
            if not _is_stream(path):
                ready.append((_part(_place(path), data, private), path))
        for path, data in outputs:
            if _is_stream(path):
                path.write_bytes(data)
        _put_all(ready)
    except BaseException as error:
        for name, _ in ready:
            with contextlib.suppress(OSError):
                os.unlink(name)
        if isinstance(error, OSError) and _of_part(error):
            # The name the user gave, not that of the temporary file.
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    for folder in {_place(path).parent for _, path in ready}:
        _flush_folder(folder)


@contextlib.contextmanager
def parts_of(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Give for each path the place of a part to fill, for what is too large to hold; at the end all are put there.

    The parts lie hidden beside their paths. Only when the block ends well are they flushed to disk and given their
    names; else they are gone and every older file is untouched. Raises OSError naming the path that could not be
    written.
    """
    ready: list[Path] = []
    path = Path()
    try:
        for path in paths:
            ready.append(Path(_part(_place(path), b"", False)))
        path = paths[0]
        yield ready
        for part in ready:
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
        _put_all([(str(part), path) for part, path in zip(ready, paths, strict=True)])
    except BaseException as error:
        for part in ready:
            with contextlib.suppress(OSError):
                part.unlink()
        if isinstance(error, OSError) and _of_part(error):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    for folder in {_place(path).parent for path in paths}:
        _flush_folder(folder)


def _put_all(ready: Sequence[tuple[str, Path]]) -> None:
    """Give finished files their names; where one cannot have it, give back what stood in the places before it.

    Raises OSError naming the path, PartlyWritten where something could not be given back.
    """
    olders: list[str | None] = []
    done: list[tuple[Path, str | None]] = []
    path = Path()
    try:
        for _name, path in ready[:-1]:
            olders.append(_second_name(_place(path)))
        for (name, path), older in zip(ready, [*olders, None], strict=False):
            os.replace(name, _place(path))
            done.append((path, older))
    except OSError as error:
        left = tuple(one for one, older in done if not _given_back(_place(one), older))
        told = (error.errno, error.strerror, str(path))
        raise (PartlyWritten(*told, left) if left else OSError(*told)) from None
    finally:
        for older in filter(None, olders):
            with contextlib.suppress(OSError):
                os.unlink(older)


def _second_name(path: Path) -> str | None:
    """Give what stands at a place a hidden second name, by a copy where there are no links; None where nothing does."""
    if not os.path.lexists(path):
        return None
    name = str(path.with_name(f"{_MARK}{os.urandom(6).hex()}{_PART}"))
    try:
        os.link(path, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _part(path, path.read_bytes(), False)
    return name


def _given_back(path: Path, older: str | None) -> bool:
    """Put back what stood at a place, or nothing where nothing did; tell whether that was done."""
    try:
        os.unlink(path) if older is None else os.replace(older, path)
    except OSError:
        return False
    return True


def _of_part(error: OSError) -> bool:
    return error.filename is None or Path(os.fsdecode(error.filename)).name.startswith(_MARK)


def _place(path: Path) -> Path:
    """Return where a file really lies: behind a link, which so stays one."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path.absolute()


def _is_stream(path: Path) -> bool:
    """Tell whether something stands there that is no file: a device (/dev/null), a terminal or a pipe."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)
    return False


def _part(path: Path, data: bytes, private: bool) -> str:
    """Write the data to a temporary file beside its place, with the mode it will have, and return its name."""
    handle, name = tempfile.mkstemp(prefix=_MARK, suffix=_PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # A temporary file is made for this user only.
        if not private:
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _name_new(name: str, path: Path) -> None:
    """Give a finished file its name, which the system refuses where one of that name stands."""
    if os.name != "nt":
        try:
            os.link(name, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            return
        # Without links (a memory stick, some shares) there is no such refusal but on Windows: look, then rename.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    os.rename(name, path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable where the system allows a folder to be opened."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
