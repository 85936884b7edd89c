"""Nothing that is read is run: no code out of text, no pickles or archives, no sign that turns source lines round."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*(ROOT / "b12calc").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
# Each of them makes objects, files or programs of what it reads.
NEVER = {
    "pickle", "cPickle", "marshal", "shelve", "yaml", "zipfile", "tarfile", "importlib", "runpy", "code",
    "imp", "multiprocessing", "zipimport", "dbm", "plistlib",
}  # fmt: skip
# Names that stand in the source are looked up, the versions of packages are read, and the past editions of the rules,
# which come with the program and bear sums, are archives.
KNOWN = {
    "b12calc/selftest_checks.py": ["importlib"], "b12calc/exchange/__init__.py": ["importlib"],
    "ui/b12calc_ui/key_store.py": ["importlib"], "b12calc/rules/archive.py": ["zipfile"],
    "b12calc/rules/editions/__init__.py": ["zipfile"],
}  # fmt: skip
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def faults(text: str) -> Iterator[str]:
    """Name every place of a source that could run what it reads."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RUNS_TEXT:
            yield node.func.id
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.split(".")[0] in NEVER)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in NEVER:
            yield str(node.module)


def test_no_source_runs_text_or_reads_what_makes_objects() -> None:
    found = {path.relative_to(ROOT).as_posix(): list(faults(path.read_text(encoding="utf-8"))) for path in SOURCES}
    assert len(found) > 300 and {name: what for name, what in found.items() if what} == KNOWN


@pytest.mark.parametrize("text", ["eval('1')", "import pickle", "from yaml import load", "def f():\n exec(x)"])
def test_a_source_that_does_is_found(text: str) -> None:
    assert list(faults(text))


def test_no_kept_text_holds_a_sign_that_turns_its_lines_round() -> None:
    folders = ("b12calc", "ui", "docs", "packaging", "resources")
    endings = {".py", ".toml", ".sh", ".md", ".json", ".txt"}
    ours = [path for one in folders for path in (ROOT / one).rglob("*") if path.suffix in endings]
    turned = [path.relative_to(ROOT).as_posix() for path in ours if TURNING.search(path.read_text(encoding="utf-8"))]
    assert len(ours) > 500 and not turned
