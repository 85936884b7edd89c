"""The record of a campaign that was run: one small file of JSON in docs/safety/evidence, written by one function."""

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from b12calc import __version__
from b12calc.files import write_whole

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "docs" / "safety" / "evidence"
PACKAGES: Final = ("PySide6-Essentials", "pydantic", "reportlab", "pikepdf", "polars", "cryptography")


def write(  # noqa: PLR0913
    name: str,
    *,
    what: str,
    command: str,
    counts: Mapping[str, object],
    goal: str,
    held: bool,
    seed: int | None = None,
    remarks: str = "",
    folder: Path = FOLDER,
) -> Path:
    """Write what a campaign found to ``NAME.json`` and return where it lies.

    ``counts`` are of what really ran; ``held`` says whether the goal was met by them; ``seed`` is None where chance has
    no part. Commit, versions and date are those of this moment.
    """
    record = {
        "name": name, "what": what, "command": command, "seed": seed, "commit": commit(), "versions": versions(),
        "date": datetime.now(UTC).date().isoformat(), "counts": dict(counts), "goal": goal, "held": held,
        "remarks": remarks,
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    write_whole(path, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def commit(root: Path = ROOT) -> str:
    """Return the commit the tree stands at, with "+changes" where any file but evidence differs; "unknown" without."""
    head = _git(root, "rev-parse", "--short=12", "HEAD")
    if not head:
        return "unknown"
    changed = _git(root, "status", "--porcelain", "--", ".", ":(exclude)docs/safety/evidence")
    return f"{head}+changes" if changed != "" else head


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python, of the system and of what the program is built on."""
    found = {"b12calc": __version__, "python": platform.python_version()}
    found["system"] = f"{platform.system()} {platform.release()} {platform.machine()}"
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found


def _git(root: Path, *words: str) -> str | None:
    """Return what git answers, None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
