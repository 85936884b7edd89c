"""The house rules that no other tool checks: small rooms, no network, nothing left undone, no address in a lock."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (ROOT / "b12calc", ROOT / "ui" / "b12calc_ui")
SOURCES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LOCKS = tuple(ROOT / f"requirements{part}.txt" for part in ("", "-dev", "-packaging"))

FILE_LINES = 250
FUNCTION_LINES = 30
NETWORK = ("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "webbrowser", "PySide6.QtNetwork")
DOOR = "ui/b12calc_ui/handover.py"
UNDONE = re.compile(r"\b(TODO|FIXME|XXX)\b")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def length(function: Function) -> int:
    """Lines from `def` to the last one, the docstring not counted."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def is_network(module: str) -> bool:
    return any(module == banned or module.startswith(f"{banned}.") for banned in NETWORK)


def test_the_sources_are_found() -> None:
    assert len(SOURCES) > 1


def test_packaging_never_becomes_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library of that name from the builders"


def test_lock_files_hold_no_address() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8").lower()
        found = [word for word in ("http", "://", "--index", "--extra-index", "--find-links") if word in text]
        assert not found, f"{name(lock)} holds {found}"


def test_every_locked_package_has_its_hashes() -> None:
    for lock in LOCKS:
        blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
        bare = [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
        assert not bare, f"{name(lock)}: no hash for {bare}"


def test_run_time_and_development_locks_agree() -> None:
    run_time, development, packing = (dict(PINNED.findall(lock.read_text(encoding="utf-8"))) for lock in LOCKS)
    assert run_time.items() <= development.items()
    assert all(development.get(package, version) == version for package, version in packing.items())


def test_every_locked_package_is_accounted_for() -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    locked = [pin for lock in LOCKS[1:] for pin in PINNED.findall(lock.read_text(encoding="utf-8"))]
    missing = [f"{package} {version}" for package, version in locked if f"| {package} | {version} |" not in listed]
    assert not missing, f"docs/dependencies.md does not list {missing}"


def test_files_stay_small() -> None:
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*SOURCES, *TESTS)}
    large = {path: size for path, size in sizes.items() if size > FILE_LINES}
    assert not large, f"more than {FILE_LINES} lines: {large}"


def test_functions_stay_small() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": length(node)
        for path in SOURCES
        for node in ast.walk(parse(path))
        if isinstance(node, Function) and length(node) > FUNCTION_LINES
    }
    assert not long, f"more than {FUNCTION_LINES} lines: {long}"


def test_nothing_imports_the_network_but_the_local_door_its_two_local_classes() -> None:
    found = {f"{name(path)}: {module}" for path in SOURCES for module in imports(parse(path)) if is_network(module)}
    assert found == {f"{DOOR}: PySide6.QtNetwork.{local}" for local in ("QLocalServer", "QLocalSocket")}


def test_nothing_is_left_undone() -> None:
    undone = [name(path) for path in SOURCES if UNDONE.search(path.read_text(encoding="utf-8"))]
    assert not undone


def test_the_core_imports_with_qt_absent() -> None:
    program = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import b12calc
for module in pkgutil.walk_packages(b12calc.__path__, "b12calc."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
