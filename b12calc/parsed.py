"""The tables of the program, read: TOML is the source, and a parsed form of it, made at installation, is quick to read.

The parsed form is found by the whole source text, so that a source changed since is read itself. ``parsed.txt`` holds
the check sum of all the rest in its first line, then a line for each table: source and content, both as JSON, with a
tab between. It is made by the build and by ``python -m b12calc.parsed``, and is never kept with the sources.
"""

import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
FILE: Final = HERE / "parsed.txt"


def read_toml(source: str) -> dict[str, Any]:
    """Return what a TOML text of this program says. Raises TOMLDecodeError where it is not TOML."""
    key = json.dumps(source).encode("ascii")
    for lines, start, end in _known().get(len(key), ()):
        if lines.startswith(key, start):
            table: dict[str, Any] = json.loads(lines[start + len(key) + 1 : end])
            return table
    import tomllib

    return tomllib.loads(source)


@cache
def _known() -> dict[int, list[tuple[bytes, int, int]]]:
    """Return by the length of its source where each line stands; nothing where none was made, or it is damaged."""
    try:
        check, _, lines = FILE.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if check != _check(lines):
        return {}
    # Nearly a megabyte stands there when the window begins, of which it needs two lines: they are not cut out.
    found: dict[int, list[tuple[bytes, int, int]]] = {}
    start = 0
    while (end := lines.find(b"\n", start)) >= 0:
        found.setdefault(lines.find(b"\t", start) - start, []).append((lines, start, end))
        start = end + 1
    return found


def _check(lines: bytes) -> bytes:
    return b"%08x" % zlib.crc32(lines)


def sources() -> list[str]:
    """Return every TOML text of the installed core, in the order of their paths."""
    return [path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("*.toml"))]


def parsed() -> bytes:
    """Return the parsed form of all sources; one that JSON cannot hold as it is, such as a date, is left out."""
    import tomllib

    lines = []
    for source in sources():
        try:
            table = tomllib.loads(source)
            content = json.dumps(table)
        except (tomllib.TOMLDecodeError, TypeError):
            continue
        lines.append(f"{json.dumps(source)}\t{content}\n".encode("ascii"))
    every = b"".join(lines)
    return _check(every) + b"\n" + every


def write() -> None:
    """Write the parsed form beside this module, whole or not at all."""
    fresh = FILE.with_suffix(".new")
    fresh.write_bytes(parsed())
    fresh.replace(FILE)


if __name__ == "__main__":
    write()
