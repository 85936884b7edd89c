"""Every byte the program hands to the system in a visit, read for what was planted: ``residue.py [OUT.json [MODE]]``.

Runs residue_session.py (its MODE is handed on) under strace, in folders of its own, and reads each path and payload of
the calls that open, write, rename or send. Then reads every file left behind. Exits 1 on a hit, or on a socket that is
not of this computer.
"""

import json
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]

from tests.campaigns import residue_session as session  # noqa: E402
from tests.ui.test_residue import finds, rooms  # noqa: E402

CALLS = ("open,openat,openat2,creat,write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,rename,renameat,"
         "renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,unlink,unlinkat,execve,sendto,sendmsg,sendmmsg,"
         "socket,connect,bind,setxattr,memfd_create")  # fmt: skip
_LINE = re.compile(rb"^(?:\[pid\s+)?(?:\d+\]?\s+)?(\w+)\((.*)")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HEX = re.compile(rb"((?:\\x[0-9a-f]{2})+)")
_FD = re.compile(rb"^\d+<([^>]*)>")
_WRITES = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "setxattr")
_MAKES = (
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "mkdir",
    "mkdirat",
    "memfd_create",
)


def plain(text: bytes) -> bytes:
    """Return the bytes behind strace's hexadecimal text."""
    return _HEX.sub(lambda found: bytes.fromhex(found[1].replace(rb"\x", b"").decode()), text)


def read_trace(trace: bytes, chosen: str) -> dict[str, Any]:
    """Return what was written, made and connected outside the chosen folder, and every hit."""
    payloads: dict[str, bytes] = {}
    calls, makes, sockets, cut = Counter[str](), list[str](), Counter[str](), 0
    own = 0
    for line in trace.splitlines():
        if not (found := _LINE.match(line)):
            continue
        call, rest = found[1].decode(), found[2]
        calls[call] += 1
        texts = _TEXT.findall(rest)
        cut += sum(bool(more) for _text, more in texts)
        if call in _WRITES:
            fd = _FD.match(rest)
            where = plain(fd[1]).decode(errors="replace") if fd else call
            data = b"".join(plain(text) for text, _more in texts)
            if where.startswith(chosen):
                own += len(data)
            else:
                payloads[where] = payloads.get(where, b"") + data
        elif call in ("socket", "connect", "bind"):
            sockets[(re.search(rb"AF_\w+|PF_\w+", rest) or [b"?"])[0].decode()] += 1
        elif call in _MAKES or (call.startswith(("open", "creat")) and re.search(rb"O_(WRONLY|RDWR|CREAT)", rest)):
            makes += [
                name for text, _more in texts if not (name := plain(text).decode(errors="replace")).startswith(chosen)
            ]
    hits = [(where, word) for where, data in payloads.items() for word in finds(data)]
    hits += [(name, word) for name in makes for word in finds(name.encode())]
    return {
        "calls": sum(calls.values()), "calls by name": dict(sorted(calls.items())), "bytes in chosen files": own,
        "bytes elsewhere": sum(map(len, payloads.values())), "written elsewhere": sorted(payloads),
        "paths opened to write or made elsewhere": sorted(set(makes)), "sockets": dict(sockets), "cut short": cut,
        "hits": hits,
    }  # fmt: skip


def visit(root: Path, mode: str = "") -> dict[str, Any]:
    """Make one visit under strace in these folders; return what was found. Ended by force, it has saved nothing."""
    environment, chosen, trace = rooms(root), root / session.FOLDER_NAME, root / "trace"
    chosen.mkdir()
    command = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-o", str(trace), "-e", f"trace={CALLS}"]
    program = [sys.executable, str(Path(session.__file__)), str(chosen), mode]
    run = subprocess.run([*command, *program], env=environment, cwd=root, capture_output=True, check=False)
    if run.returncode != (-signal.SIGKILL if mode == "cut" else 0):
        sys.exit(run.stderr.decode())
    found = read_trace(trace.read_bytes(), str(chosen))
    left = [path for path in root.rglob("*") if path.is_file() and path != trace and chosen not in path.parents]
    found["hits"] += [(str(path), word) for path in left for word in finds(path.read_bytes())]
    found["files left"] = sorted(str(path.relative_to(root)) for path in left)
    found["planted"] = len(session.PLANTED)
    saved = chosen / session.SAVED
    found["control"] = len(finds(saved.read_bytes())) if saved.exists() else None
    return found


def main() -> int:
    """Print the figures; return 1 where anything was found."""
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder:
        found = visit(Path(folder), mode)
    text = json.dumps(found, indent=1)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
    print(text)
    clean = (
        not found["hits"]
        and not found["cut short"]
        and (found["control"] or mode == "cut")
        and set(found["sockets"]) <= {"AF_UNIX"}
    )
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
