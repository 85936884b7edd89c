"""Software of others inside the program: from the lock, the list of dependencies and what is known of each."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from tests.safety.records import ROOT, SAFETY, DataError, keys
from tests.safety.writing import by_file, cell, opening

_PIN: Final = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
_ROW: Final = re.compile(r"^\| (\S+) \| (\S+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def locked() -> dict[str, str]:
    """Return every package that runs with the program, with its version."""
    return dict(_PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))


def said() -> Mapping[str, Mapping[str, Any]]:
    """Return what is known of each package. Raises DataError where one is missing, unknown or not told whole."""
    data = tomllib.loads((SAFETY / "soup.toml").read_text(encoding="utf-8"))
    if wrong := sorted(data.keys() ^ locked().keys()):
        raise DataError(f"soup.toml and the lock differ in {', '.join(wrong)}")
    for name, one in data.items():
        keys(one, f"soup.toml, {name}", {"with"} if "with" in one else {"known", "tests"}, set())
        if one.get("with", name) not in data:
            raise DataError(f"soup.toml, {name}: comes with {one['with']}, which is not there")
    return data


def page() -> str:
    """Return the whole page."""
    known = said()
    why = {name: text for name, _, _, text in _ROW.findall((ROOT / "docs" / "dependencies.md").read_text("utf-8"))}
    rows = []
    for name, version in locked().items():
        one = known[name]
        if "with" in one:
            told, held = f"used through {one['with']} alone", f"see {one['with']}"
        else:
            told, held = one["known"], "<br>".join(by_file(one["tests"]))
        rows.append(f"| {name} | {version} | {why.get(name, '')} | {cell(told)} | {held} |")
    return "\n".join((opening("soup"), *rows)) + "\n"
