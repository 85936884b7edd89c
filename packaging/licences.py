"""What every package and file handed on is licensed under: reads licences.toml and holds it against the lock."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "packaging" / "licences"
HANDED_ON = ("resources", "docs/pictures")
_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_WORDS = re.compile(r"\(|\)|[^\s()]+")


class LicenceFault(Exception):
    """Say in one sentence what has no known licence."""


def table() -> dict[str, Any]:
    """Return licences.toml."""
    return tomllib.loads((ROOT / "packaging" / "licences.toml").read_text(encoding="utf-8"))


def locked(text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return each package of a lock with its version and the SHA-256 of its files."""
    return {name: (version, tuple(re.findall(r"sha256:([0-9a-f]{64})", rest)))
            for name, version, rest in _LOCKED.findall(text)}  # fmt: skip


def run_time_lock() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the lock of what the program runs on."""
    return locked((ROOT / "requirements.txt").read_text(encoding="utf-8"))


def is_allowed(expression: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether an SPDX expression can be met by the allowed licences alone. Raises LicenceFault if unreadable."""
    expression = re.sub(r"(\S+)\s+WITH\s+(\S+)", r"\1_WITH_\2", expression.replace("/", " OR "))
    words = _WORDS.findall(expression)
    found, rest = _either(words, {one.replace(" WITH ", "_WITH_") for one in allowed})
    if rest:
        raise LicenceFault(f"{expression!r} is no expression of licences")
    return found


def _either(words: list[str], allowed: set[str]) -> tuple[bool, list[str]]:
    found, words = _both(words, allowed)
    while words and words[0] == "OR":
        other, words = _both(words[1:], allowed)
        found = found or other
    return found, words


def _both(words: list[str], allowed: set[str]) -> tuple[bool, list[str]]:
    found, words = _one(words, allowed)
    while words and words[0] == "AND":
        other, words = _one(words[1:], allowed)
        found = found and other
    return found, words


def _one(words: list[str], allowed: set[str]) -> tuple[bool, list[str]]:
    if not words or words[0] in (")", "AND", "OR"):
        raise LicenceFault("a licence was expected where none stands")
    if words[0] != "(":
        return words[0] in allowed, words[1:]
    found, words = _either(words[1:], allowed)
    if words[:1] != [")"]:
        raise LicenceFault("a bracket is not closed")
    return found, words[1:]


def faults(rows: Mapping[str, Any], lock: Mapping[str, object], files: list[str]) -> Iterator[str]:
    """Say for every locked package and every file what is not known or not allowed, and which rows are for nothing."""
    allowed = tuple(rows["allowed"])
    named = [row["name"] for row in rows["package"]]
    yield from (f"{name}: locked, but licences.toml has no row for it" for name in lock if name not in named)
    yield from (f"{name}: a row in licences.toml, but not locked" for name in named if name not in lock)
    yield from (f"{name}: two rows in licences.toml" for name in set(named) if named.count(name) > 1)
    for row in rows["package"]:
        for one in (row, *row.get("parts", ())):
            if not one.get("copyright"):
                yield f"{row['name']}: {one['name']} has no copyright notice"
            if not is_allowed(one["licence"], allowed):
                yield f"{row['name']}: {one['name']} is under {one['licence']}, which is not on the list"
    yield from (f"{row['name']}: {row['licence']} is not on the list" for row in rows["frozen"]
                if not is_allowed(row["licence"], allowed))  # fmt: skip
    for path in files:
        found = [row for row in rows["file"] if fnmatch(path, row["path"])]
        if not found:
            yield f"{path}: handed on, but licences.toml has no row for it"
        yield from (f"{path}: {row['licence']} is not on the list" for row in found
                    if not is_allowed(row["licence"], allowed))  # fmt: skip


def handed_on() -> list[str]:
    """Return every file beside the code that goes into the program."""
    paths = (path for folder in HANDED_ON for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def texts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return name and text of each licence file of a package. Raises LicenceFault naming one that is missing."""
    return [(name.rsplit("/", 1)[-1].removeprefix("kept:"), _text(row["name"], name)) for name in row["texts"]]


def _text(package: str, name: str) -> str:
    path = KEPT / name.removeprefix("kept:") if name.startswith("kept:") else _information(package) / name
    if not path.is_file():
        raise LicenceFault(f"{package}: its licence text {name} is not where licences.toml says")
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _information(package: str) -> Path:
    found = metadata.distribution(package)
    return Path(str(found.locate_file(""))) / Path(str(found._path)).name  # type: ignore[attr-defined]


def names_of(package: str) -> set[str]:
    """Return the names of the files of an installed package, or nothing where it is absent."""
    try:
        return {Path(str(one)).name for one in metadata.files(package) or ()}
    except metadata.PackageNotFoundError:
        return set()


def own_lists(package: str) -> list[dict[str, Any]]:
    """Return what the lists of parts that lie in an installed package (sboms/) hold, or nothing where it is absent."""
    try:
        folder = _information(package) / "sboms"
    except metadata.PackageNotFoundError:
        return []
    read = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))
    return [part for one in read for part in one.get("components", ())]


def licence_of(part: Mapping[str, Any]) -> str:
    """Return the licence of a component of such a list as one expression, an empty text where it says none."""
    said = [one.get("expression") or one["license"].get("id") or one["license"].get("name", "")
            for one in part.get("licenses", ())]  # fmt: skip
    return " AND ".join(f"({one})" if " OR " in one and len(said) > 1 else one for one in said)


def version_of(package: str, part: Mapping[str, Any]) -> str:
    """Return the version of a part as the installed wheel shows it, an empty text where it shows none."""
    if "version" not in part:
        return ""
    glob, pattern = part["version"]
    path = next(iter(sorted(_information(package).parent.glob(glob))), None)
    if path is None:
        return ""
    if not pattern:
        return path.name.split(".so.", 1)[-1]
    found = re.search(pattern.encode(), path.read_bytes())
    return found[1].decode() if found else ""
