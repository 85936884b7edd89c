"""Write the licences and notices that ship with the program (resources/notices.txt) and the report on them.

``python packaging/notices.py`` writes both anew; a test holds them against the lock and the installed packages.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import licences

NOTICES = licences.ROOT / "resources" / "notices.txt"
REPORT = licences.ROOT / "docs" / "licences.md"
FONTS = "A font may be embedded in any document, which does not come under its licence by that."
CRATES = ("pydantic-core", "polars-runtime-32", "cryptography")


def notices() -> str:
    """Return the text that ships: what is inside, whose it is, and every licence in full, each text once."""
    rows, lock = licences.table(), licences.run_time_lock()
    found = list(licences.faults(rows, lock, licences.handed_on()))
    if found:
        raise licences.LicenceFault("; ".join(found))
    shelf = _Shelf()
    own = shelf.put("b12calc", "LICENSE", _read("LICENSE"))
    packages = "\n\n".join(_package(row, lock[row["name"]][0], shelf) for row in rows["package"])
    parts = [
        "# Licences and notices",
        "b12calc is decision support for registered clinicians. This text says what is inside it, whose work that is, "
        "and under which terms. Each licence stands in full at the end, once.",
        "# b12calc itself",
        _read("NOTICE"),
        f"  Text: {own}",
        "# Qt and PySide6",
        _read("packaging/licences/about-qt.txt").format(version=lock["pyside6-essentials"][0]),
        "# Fonts and files",
        *_files(rows, shelf),
        "# Packages",
        packages,
        "# Only in the frozen program",
        "The program that runs without an installed Python holds one, and what it needs of the system it was built on.",
        "\n".join(_list([f"{row['name']}: {row['licence']}; {row['copyright']}" for row in rows["frozen"]])),
        "# Parts written in Rust",
        "As named by the lists inside the packages, each with its authors; compiled in, unmodified. Where a choice is "
        "offered they are used under the MIT or the Apache License, which stand below.",
        *(_crates(name) for name in CRATES),
        "# The licences in full",
        *shelf.all(),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


class _Shelf:
    """Keep each text once, under the first name it came by."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, str]] = {}

    def put(self, package: str, name: str, text: str) -> str:
        """Take a text and return the title it stands under."""
        key = re.sub(r"[\W_]+", " ", text).lower().strip()
        if key.startswith("apache license version 2 0 january 2004"):
            key = key[:39]  # what follows the terms is a form to fill in, with or without it
        return self._texts.setdefault(key, (f"{package}: {name}", _plain(text)))[0]

    def all(self) -> Iterator[str]:
        """Return each text under its title."""
        yield from (f"## {title}\n\n{text}" for title, text in self._texts.values())


def _plain(text: str) -> str:
    """Return a text without page breaks, blanks at the end of lines, and lines that would look like our headings."""
    lines = [line.rstrip() for line in text.replace("\f", "").replace("\t", "    ").splitlines()]
    lines = [f" {line}" if line.startswith("#") else line for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _package(row: Mapping[str, Any], version: str, shelf: _Shelf) -> str:
    offered = f" (offered: {row['offered']})" if "offered" in row else ""
    where = [f"Only on {row['where']}."] if "where" in row else []
    named = dict.fromkeys(shelf.put(row["name"], name, text) for name, text in licences.texts(row))
    parts = list(_parts(row))
    facts = [f"Licence: {row['licence']}{offered}", *row["copyright"], *where, f"Text: {'; '.join(named)}"]
    lines = [f"## {row['name']} {version}", "", *_list(facts), *(["", "It holds:", *_list(parts)] if parts else [])]
    return "\n".join([*lines, *(["", row["unread"]] if "unread" in row else [])])


def _list(lines: list[str]) -> Iterator[str]:
    """Set lines in, so that they stay lines wherever a paragraph is set anew."""
    return (f"  {line}" for line in lines)


def _parts(row: Mapping[str, Any]) -> Iterator[str]:
    for part in row.get("parts", ()):
        where = f", only on {part['where']}" if "where" in part else ""
        yield f"{part['name']}{where}: {part['licence']}; {part['copyright'].rstrip('.')}"
    if row["name"] in CRATES:
        return
    skipped = {*row.get("absent", ()), row["name"], *(part["name"] for part in row.get("parts", ()))}
    for part in licences.own_lists(row["name"]):
        said = licences.licence_of(part)
        own = part["name"] in skipped or part["name"].startswith("PIL.")
        if said and not own and part.get("scope") != "excluded":
            yield f"{part['name']} {part.get('version') or ''}".strip() + f": {said}"


def _files(rows: Mapping[str, Any], shelf: _Shelf) -> Iterator[str]:
    yield "\n".join(_list([f"{row['name']}: {row['licence']}; {row['copyright']}" for row in rows["file"]]))
    yield f"{FONTS}\n\n  Text: {shelf.put('Noto fonts', 'OFL.txt', _read('resources/fonts/OFL.txt'))}"


def _crates(package: str) -> str:
    lines = []
    for part in licences.own_lists(package):
        if part.get("scope") != "excluded":
            author = re.sub(r"\s*<[^>]*>", "", part.get("author", "")) or "its authors"
            said = licences.licence_of(part) or "Apache-2.0"
            lines.append(f"{part['name']} {part['version']}: {said}; {author}")
    return "\n".join([f"## Inside {package}", "", *_list(lines)])


def _read(name: str) -> str:
    return (licences.ROOT / name).read_text(encoding="utf-8")


def report() -> str:
    """Return the report for people who look at the sources: one line for each package, and how the duties are met."""
    rows, lock = licences.table(), licences.run_time_lock()
    lines = [
        _read("packaging/licences/report-head.md").rstrip("\n"),
        "",
        "| package | version | licence | whose |",
        "| --- | --- | --- | --- |",
    ]
    for row in rows["package"]:
        where = f" (only {row['where']})" if "where" in row else ""
        whose = "; ".join(row["copyright"])
        lines.append(f"| {row['name']}{where} | {lock[row['name']][0]} | {row['licence']} | {whose} |")
    lines += ["", "## Files", "| file | licence | whose |", "| --- | --- | --- |"]
    lines += [f"| `{row['path']}` {row['name']} | {row['licence']} | {row['copyright']} |" for row in rows["file"]]
    lines += ["", "## What cannot be read"]
    lines += [f"* **{row['name']}.** {row['unread']}" for row in rows["package"] if "unread" in row]
    return "\n".join([*lines, _read("packaging/licences/report-foot.md")])


def main() -> None:
    """Write both files."""
    NOTICES.write_text(notices(), encoding="utf-8", newline="\n")
    REPORT.write_text(report(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
