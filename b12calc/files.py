"""Write a file whole or not at all."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_PART = ".part"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


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
    every older file is untouched.
    """
    ready: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, data in outputs:
            if not _is_stream(path):
                ready.append((_part(path.absolute(), data, private), path))
        for path, data in outputs:
            if _is_stream(path):
                path.write_bytes(data)
        for name, path in ready:
            os.replace(name, path.absolute())
    except BaseException as error:
        for name, _ in ready:
            with contextlib.suppress(OSError):
                os.unlink(name)
        if isinstance(error, OSError):
            # The name the user gave, not that of the temporary file.
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    for folder in {path.absolute().parent for _, path in ready}:
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
            ready.append(Path(_part(path.absolute(), b"", False)))
        path = paths[0]
        yield ready
        for part in ready:
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
        for part, path in zip(ready, paths, strict=True):
            os.replace(part, path.absolute())
    except BaseException as error:
        for part in ready:
            with contextlib.suppress(OSError):
                part.unlink()
        if isinstance(error, OSError) and str(error.filename or _PART).endswith(_PART):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    for folder in {path.absolute().parent for path in paths}:
        _flush_folder(folder)


def _is_stream(path: Path) -> bool:
    """Tell whether something stands there that is no file: a device (/dev/null), a terminal or a pipe."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)
    return False


def _part(path: Path, data: bytes, private: bool) -> str:
    """Write the data to a temporary file beside its place, with the mode it will have, and return its name."""
    handle, name = tempfile.mkstemp(prefix=".b12calc-", suffix=_PART, dir=path.parent)
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
