"""Which test reaches which line: ``python -m tests.campaigns.mutation.reach record`` and then ask it.

``record [--data FILE] [paths]`` runs the tests once, in one process, under coverage with branches, each test function a
context; ``join A B`` joins such recordings. ``b12calc/units.py 57 60`` prints the tests that reach these lines, the
quickest first; without a line, those that reach the file; ``--slow`` prints the slowest of all.

The file is coverage's own (sqlite), with a table ``duration`` beside it: a test, its seconds under coverage. Lines that
run when a module is imported stand under the context "".
"""

import argparse
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("B12CALC_REACH", ROOT / "out" / "reach.sqlite"))
# The window has tests of its own; the others look at the tree, not at what the core does.
LEFT_OUT = ("tests/ui", "tests/test_architecture.py", "tests/test_pyside_none_refcount.py")
CAMPAIGNS = ("test_oracle_agreement.py", "test_explanations.py", "test_fuzz_import.py")
EXAMPLES = 60


def fewer_examples(items: list[Any]) -> None:
    """Let each property try a few examples only: what it reaches or notices, it nearly always does early."""
    from hypothesis import settings

    for item in items:
        kept = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if kept is not None and kept.max_examples > EXAMPLES:
            test = getattr(item.obj, "__func__", item.obj)
            test._hypothesis_internal_use_settings = settings(kept, max_examples=EXAMPLES)


class Recorder:
    """A plug-in of pytest: each test function is a context, and its seconds are kept."""

    def __init__(self, measured: Any, data: Path) -> None:
        self.measured, self.data = measured, data
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Try fewer examples of each property: what they reach, the first of them reach."""
        fewer_examples(items)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Begin the context of a test function, whatever its parameters."""
        self.measured.switch_context(nodeid.split("[", maxsplit=1)[0])
        self.began = time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Keep what the test took."""
        name = nodeid.split("[", maxsplit=1)[0]
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - self.began
        self.measured.switch_context("")

    def pytest_runtest_teardown(self, item: Any, nextitem: Any) -> None:
        """Write down what was found after each file: a recording that is ended early keeps what it has."""
        if nextitem is None or nextitem.path != item.path:
            self.keep()

    def keep(self) -> None:
        """Write the seconds beside what was reached."""
        with sqlite3.connect(self.data, timeout=60) as base:
            base.execute("create table if not exists duration (test text primary key, seconds real)")
            base.executemany("insert or replace into duration values (?, ?)", self.seconds.items())


def _pytest_words(paths: list[str]) -> list[str]:
    """Return what pytest is asked: all tests but those of the window and of the tree, campaigns by name."""
    if paths:
        return paths
    folders = sorted(path for path in (ROOT / "tests").iterdir() if path.name not in ("campaigns", "planted"))
    asked = [str(path.relative_to(ROOT)) for path in folders if path.is_dir() or path.name.startswith("test_")]
    asked = [path for path in asked if path not in LEFT_OUT and "__pycache__" not in path]
    return asked + [f"tests/campaigns/{name}" for name in CAMPAIGNS]


def record(data: Path, paths: list[str]) -> int:
    """Run the tests once under coverage and keep what each reached. Returns pytest's own exit code."""
    import coverage
    import pytest

    data.parent.mkdir(parents=True, exist_ok=True)
    data.unlink(missing_ok=True)
    measured = coverage.Coverage(
        data_file=str(data), branch=True, source=["b12calc"], config_file=False, messages=False
    )
    measured.set_option("run:relative_files", True)
    recorder = Recorder(measured, data)
    measured.start()
    # A warning of the measuring itself is no fault of a test.
    code = pytest.main(["-q", "-p", "no:cacheprovider", *_pytest_words(paths)], plugins=[recorder])
    measured.stop()
    measured.save()
    recorder.keep()
    return int(code)


def join(data: Path, others: list[str]) -> int:
    """Join recordings of parts of the tests into one; a test without its seconds is counted as half a second."""
    import coverage

    joined = coverage.CoverageData(str(data))
    took: dict[str, float] = {}
    for name in others:
        part = coverage.CoverageData(name)
        part.read()
        joined.update(part)
        took |= dict.fromkeys(filter(None, part.measured_contexts()), 0.5) | durations(Path(name))
    joined.write()
    with sqlite3.connect(data, timeout=60) as base:
        base.execute("create table if not exists duration (test text primary key, seconds real)")
        base.executemany("insert or replace into duration values (?, ?)", took.items())
    return 0


def durations(data: Path = DATA) -> dict[str, float]:
    """Return the seconds each test function took, all its parameters together."""
    with sqlite3.connect(f"file:{data}?mode=ro", uri=True, timeout=60) as base:
        if not base.execute("select 1 from sqlite_master where name = 'duration'").fetchone():
            return {}
        return dict(base.execute("select test, seconds from duration"))


def lines_by_test(file: str, data: Path = DATA) -> dict[int, list[str]]:
    """Return for each line of a file that was reached its contexts, "" for the import, the quickest test first."""
    import coverage

    kept = coverage.CoverageData(str(data))
    kept.read()
    took = durations(data)
    named = next((name for name in kept.measured_files() if name.replace("\\", "/").endswith(file)), None)
    if named is None:
        return {}
    found = kept.contexts_by_lineno(named)
    return {line: sorted(tests, key=lambda test: took.get(test, 0.0)) for line, tests in found.items() if line > 0}


def tests_of(file: str, lines: list[int], data: Path = DATA) -> list[str]:
    """Return the tests that reach any of the lines, of the whole file when none is given, the quickest first."""
    reached = lines_by_test(file, data)
    took = durations(data)
    found = {test for line in lines or reached for test in reached.get(line, ()) if test}
    return sorted(found, key=lambda test: took.get(test, 0.0))


def _told(words: argparse.Namespace) -> Iterator[str]:
    took = durations(words.data)
    if words.slow:
        yield from (f"{seconds:9.2f}  {test}" for test, seconds in sorted(took.items(), key=lambda one: -one[1])[:40])
        return
    for test in tests_of(words.what[0], [int(line) for line in words.what[1:]], words.data):
        yield f"{took.get(test, 0.0):9.3f}  {test}"


def main() -> int:
    """Record, or answer what is asked."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", nargs="*", help="record, or a file and lines of it")
    reader.add_argument("--data", type=Path, default=DATA)
    reader.add_argument("--slow", action="store_true")
    words = reader.parse_intermixed_args()
    if words.what[:1] == ["record"]:
        return record(words.data, words.what[1:])
    if words.what[:1] == ["join"]:
        return join(words.data, words.what[1:])
    if not words.what and not words.slow:
        reader.error("name a file, or record")
    print("\n".join(_told(words)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
