"""What is inside b12calc, as plain data: locked packages, what their wheels hold, fonts, files, native libraries."""

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import licences

UNREAD = "what was built into it statically, beyond what is listed here, cannot be read from the wheel"
LIBRARY = re.compile(r"\.(so(\.[0-9.]+)?|dll|pyd|dylib)$")


@dataclass(frozen=True)
class Piece:
    """Hold one thing that is inside: a package, a part of one, or a file."""

    name: str
    version: str
    licence: str
    copyright: str = ""
    purl: str = ""
    hashes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    remark: str = ""
    is_file: bool = False
    needs: tuple[str, ...] = ()
    parts: tuple["Piece", ...] = ()


def packages() -> list[Piece]:
    """Return every locked run-time package, in the order of their names, each with its parts."""
    rows = {row["name"]: row for row in licences.table()["package"]}
    needs = needed()
    return [_package(rows[name], version, files, needs.get(name, ()))
            for name, (version, files) in sorted(licences.run_time_lock().items())]  # fmt: skip


def needed() -> dict[str, tuple[str, ...]]:
    """Return which package asks for which, as the lock says; under b12calc what the program itself asks for."""
    found: dict[str, set[str]] = {}
    text = (licences.ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name, rest in re.findall(r"^([a-z0-9][a-z0-9._-]*)==(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL):
        for asker in re.findall(r"#(?: via)?[ ]+([a-z][a-z0-9.-]*)", rest.replace("# via\n", "\n")):
            found.setdefault(asker, set()).add(name)
    return {asker: tuple(sorted(names)) for asker, names in found.items()}


def _package(row: Mapping[str, Any], version: str, files: tuple[str, ...], needs: tuple[str, ...]) -> Piece:
    name = row["name"]
    parts = [_part(name, part) for part in row.get("parts", ())]
    known = {name, *row.get("absent", ()), *(part.name for part in parts)}
    own = licences.own_lists(name)
    told = [_told(part) for part in own if part["name"] not in known and part.get("scope") != "excluded"]
    compiled = bool(parts or own)
    remark = " ".join([*([f"Only on {row['where']}."] if "where" in row else []), row.get("unread", "")]).strip()
    return Piece(name, version, row["licence"], "; ".join(row["copyright"]), f"pkg:pypi/{name}@{version}", (), files,
                 remark or (UNREAD if compiled else ""), False, needs, _sorted([*parts, *told]))  # fmt: skip


def _part(package: str, part: Mapping[str, Any]) -> Piece:
    version = licences.version_of(package, part) or _version_told(package, part["name"])
    remark = f"Only on {part['where']}." if "where" in part else ""
    said = "" if version else "Its version cannot be read from the wheel."
    return Piece(part["name"], version, part["licence"], part["copyright"], remark=f"{remark} {said}".strip())


def _version_told(package: str, name: str) -> str:
    return next((one.get("version") or "" for one in licences.own_lists(package) if one["name"] == name), "")


def _told(part: Mapping[str, Any]) -> Piece:
    """Return a part as the wheel's own list tells of it."""
    hashes = tuple(one["content"] for one in part.get("hashes", ()) if one["alg"] == "SHA-256")
    licence = licences.licence_of(part) or ("Apache-2.0" if part["name"] == "openssl" else "")
    licence = re.sub(r"\s+", " ", licence.replace("/", " OR "))
    whose = re.sub(r"\s*<[^>]*>", "", part.get("author", ""))
    return Piece(part["name"], part.get("version") or "", licence, whose, part.get("purl", "").split("?")[0], hashes)


def _sorted(parts: list[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted(set(parts), key=lambda one: (one.name.lower(), one.version, one.purl)))


def files() -> list[Piece]:
    """Return every font and file handed on beside the code, with its SHA-256."""
    return list(_files())


def _files() -> Iterator[Piece]:
    rows = licences.table()["file"]
    for path in licences.handed_on():
        row = next(row for row in rows if fnmatch(path, row["path"]))
        digest = hashlib.sha256((licences.ROOT / path).read_bytes()).hexdigest()
        yield Piece(path, "", row["licence"], row["copyright"], hashes=(digest,), remark=row["name"], is_file=True)


def libraries(folder: Path) -> list[Piece]:
    """Return every native library that lies in a frozen folder, by its place there, with its SHA-256."""
    rows = licences.table()
    owners = {name: row for row in rows["package"] for name in licences.names_of(row["name"]) if LIBRARY.search(name)}
    return [_library(path, folder, owners, rows["frozen"]) for path in _native(folder)]


def _native(folder: Path) -> list[Path]:
    """Return libraries and starter; links lead to a library that is listed where it lies."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if LIBRARY.search(path.name) or (path.parent == folder and _starts(path)))


def _starts(path: Path) -> bool:
    return path.stem == "b12calc" and path.suffix in ("", ".exe")


def _library(path: Path, folder: Path, owners: Mapping[str, Any], rows: list[dict[str, Any]]) -> Piece:
    place = path.relative_to(folder).as_posix()
    own = next((row for row in rows if any(fnmatch(place, one) for one in row["path"])), None)
    row = owners.get(path.name) or own
    if row is None:
        raise licences.LicenceFault(f"{place}: in the frozen folder, but of no package and in no row of licences.toml")
    whose = row["copyright"] if isinstance(row["copyright"], str) else "; ".join(row["copyright"])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Piece(place, "", row["licence"], whose, hashes=(digest,), remark=f"Of {row['name']}.", is_file=True)
