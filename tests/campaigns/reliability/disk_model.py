"""A model of a disk: what was written and named, what of it was flushed, and what a power loss may leave of the rest.

Nothing is promised but by a flush: the bytes of a file by that of the file, a name by that of its folder. So it is
stricter than the file systems in use, which keep more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

CALLS: Final = (
    "open,openat,creat,write,pwrite64,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,"
    "unlinkat,mkdir,mkdirat,access,faccessat,faccessat2"
)
_LINE = re.compile(rb"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)(?:<([^>]*)>)?")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_FD = re.compile(rb"^(\d+)<([^>]*)>")
_SELF = re.compile(r"/proc/self/fd/(\d+)")


@dataclass
class Op:
    """Hold one call: its kind, the paths it touches, the file by a number of its own, and what it writes where."""

    kind: str
    places: tuple[str, ...]
    inode: int = 0
    data: bytes = b""
    at: int = 0


@dataclass
class _Reader:
    """Follow descriptors through a trace."""

    inodes: dict[int, int] = field(default_factory=dict)
    offsets: dict[int, int] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def opened(self, rest: bytes, fd: int, path: str) -> Iterator[Op]:
        made = path not in self.names or b"O_TMPFILE" in rest
        self.paths[fd] = path
        if b"O_DIRECTORY" in rest and b"O_TMPFILE" not in rest:
            self.inodes[fd] = 0
            return
        if made:
            self.count += 1
            self.inodes[fd] = self.count
            self.offsets[self.count] = 0
            if b"O_TMPFILE" in rest:
                return
            self.names[path] = self.count
            known = b"O_CREAT" in rest and b"O_EXCL" in rest
            yield Op("create" if known else "meet", (path,), self.count)
        self.inodes[fd] = self.names[path]
        self.offsets[self.inodes[fd]] = 0
        if b"O_TRUNC" in rest:
            yield Op("truncate", (path,), self.inodes[fd], at=0)

    def wrote(self, fd: int, path: str, data: bytes, at: int | None = None) -> Iterator[Op]:
        if self.paths.get(fd) != path and path in self.names:
            # A second descriptor of the same opening: it shares the place in the file.
            self.inodes[fd], self.paths[fd] = self.names[path], path
        if inode := self.inodes.get(fd, 0):
            place = self.offsets[inode] if at is None else at
            yield Op("write", (self.paths[fd],), inode, data, place)
            if at is None:
                self.offsets[inode] = place + len(data)

    def named(self, kind: str, source: str, target: str) -> Iterator[Op]:
        inode = self.names.get(source, 0)
        if own := _SELF.fullmatch(source):
            inode = self.inodes[int(own[1])]
        self.names[target] = inode
        if kind == "rename":
            self.names.pop(source, None)
        yield Op(kind, (target, source), inode)


def read_trace(trace: bytes, begin: str, end: str) -> dict[str, list[Op]]:
    """Return the calls on files between the marks, by the name in the first one."""
    found: dict[str, list[Op]] = {}
    reader, current = _Reader(), list[Op]()
    for line in _joined(trace):
        if not (told := _LINE.match(line)):
            continue
        call, rest, code = told[1].decode(), told[2], int(told[3])
        texts = [_plain(one) for one in _TEXT.findall(rest)]
        if "access" in call:
            where = texts[0].decode()
            if where.startswith(begin):
                reader, current = _Reader(), found.setdefault(where.removeprefix(f"{begin}/"), [])
            elif where == end:
                current = []
        elif code >= 0:
            current += _ops(reader, call, rest, code, (texts, _plain(told[4] or b"").decode()))
    return found


def _joined(trace: bytes) -> Iterator[bytes]:
    """Yield whole calls: one that another thread interrupted stands on two lines, and counts where it ends."""
    begun: dict[bytes, bytes] = {}
    for line in trace.splitlines():
        thread = line.split(b" ", 1)[0]
        if line.endswith(b"<unfinished ...>"):
            begun[thread] = line.removesuffix(b"<unfinished ...>").rstrip()
        elif (at := line.find(b" resumed>")) >= 0:
            yield begun.pop(thread, b"") + line[at + len(b" resumed>") :]
        else:
            yield line


def _ops(reader: _Reader, call: str, rest: bytes, code: int, said: tuple[list[bytes], str]) -> Iterator[Op]:
    texts, path = said
    fd = int(one[1]) if (one := _FD.match(rest)) else -1
    own = _plain(one[2]).decode(errors="replace") if (one := _FD.match(rest)) else ""
    names = [one.decode(errors="replace") for one in texts[:2]]
    if call.startswith(("open", "creat")):
        yield from reader.opened(rest, code, path)
    elif call in ("write", "writev"):
        yield from reader.wrote(fd, own, b"".join(texts)[:code])
    elif call == "pwrite64":
        yield from reader.wrote(fd, own, texts[0][:code], int(rest.rsplit(b",", 1)[1]))
    elif call == "ftruncate" and fd in reader.inodes:
        yield Op("truncate", (reader.paths[fd],), reader.inodes[fd], at=int(rest.rsplit(b",", 1)[1]))
    elif call in ("fsync", "fdatasync") and fd in reader.inodes:
        yield Op("flush", (reader.paths[fd],), reader.inodes[fd])
    elif call.startswith(("rename", "link")):
        yield from reader.named(call[:6] if call.startswith("rename") else "link", names[0], names[1])
    elif call.startswith("unlink"):
        reader.names.pop(names[0], None)
        yield Op("unlink", (names[0],))


def _plain(text: bytes) -> bytes:
    return re.sub(rb"(?:\\x[0-9a-f]{2})+", lambda found: bytes.fromhex(found[0].replace(rb"\x", b"").decode()), text)


class Disk:
    """Hold what is safe, and in order what is not yet."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._names = {path: -number for number, path in enumerate(files, 1)}
        self._bytes = {-number: data for number, data in enumerate(files.values(), 1)}
        self._pending: list[Op] = []
        self._live = dict(self._names)

    def take(self, op: Op) -> None:
        """Take one call."""
        if op.kind == "meet" and op.places[0] in self._names:
            return
        if op.kind == "flush":
            self._flush(op)
        else:
            if op.kind in ("link", "rename") and not op.inode:
                op.inode = self._live.get(op.places[1], 0)
            if op.kind not in ("write", "truncate"):
                _do(op, 1, self._live, {})
            self._pending.append(op)

    def _flush(self, op: Op) -> None:
        def safe(one: Op) -> bool:
            if one.kind in ("write", "truncate"):
                return bool(op.inode) and one.inode == op.inode
            return not op.inode and str(PurePosixPath(one.places[0]).parent) == op.places[0]

        for one in filter(safe, self._pending):
            _do(one, 1, self._names, self._bytes)
        self._pending = [one for one in self._pending if not safe(one)]

    def unflushed(self) -> list[int]:
        """Return the size of each thing that may be lost."""
        return [len(one.data) for one in self._pending]

    def after_power_loss(self, kept: tuple[int, ...]) -> dict[str, bytes]:
        """Return the files by path where so much is kept of each thing that was not flushed."""
        names, data = dict(self._names), dict(self._bytes)
        for one, much in zip(self._pending, kept, strict=True):
            if much:
                _do(one, much, names, data)
        return {path: data.get(inode, b"") for path, inode in names.items()}


def _do(op: Op, much: int, names: dict[str, int], held: dict[int, bytes]) -> None:
    if op.kind == "write":
        data = op.data if much == 1 else op.data[: (much - 1) * 512]
        old = held.get(op.inode, b"").ljust(op.at, b"\0")
        held[op.inode] = old[: op.at] + data + old[op.at + len(data) :]
    elif op.kind == "truncate":
        held[op.inode] = held.get(op.inode, b"")[: op.at].ljust(op.at, b"\0")
    elif op.kind == "unlink":
        names.pop(op.places[0], None)
    else:
        names[op.places[0]] = op.inode
        if op.kind == "rename":
            names.pop(op.places[1], None)
