"""Run tests in forks: a parent that has done the heavy work once, a child for each mutant, limited processor time."""

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tests.campaigns.mutation.reach import fewer_examples

if sys.platform != "win32":
    import resource

LIVES, KILLED, TIME, REFUSED, FAULT = "lives", "killed", "time", "refused", "fault of the runner"
MEMORY = 12 << 30
# Hypothesis is imported before pytest asks for it.
COMMON = ("-q", "-s", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
# Heavy, and no part of the program: imported once, before the first fork.
HEAVY = (
    "pytest", "hypothesis.strategies", "pydantic", "reportlab.pdfgen.canvas", "reportlab.platypus", "PIL.Image",
    "pikepdf", "pypdf", "holidays", "icalendar", "defusedxml.ElementTree", "cryptography", "fhir.resources.R4B.bundle",
    "_pytest.runner", "xml.etree.ElementTree",
)  # fmt: skip


class Outcome(NamedTuple):
    """What became of a mutant: the word, and by which test or how."""

    word: str
    by: str


def load_heavy() -> None:
    """Import what is no part of the program and takes long; what is not installed is left to the tests."""
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            __import__(name)


def in_a_fork(work: Callable[[], Outcome], seconds: float) -> Outcome:
    """Do some work in a child process; one that ends badly, or takes more processor time, is no survivor."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the parent are none of the child's business
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, writing, seconds)
    os.close(writing)
    told = _listen(reading, child, seconds * 6 + 20)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome(TIME if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else KILLED, "the process ended")
    return Outcome(*json.loads(told)) if told else Outcome(KILLED, "the process ended")


def _be_the_child(work: Callable[[], Outcome], writing: int, seconds: float) -> None:
    """Work, tell and end without a way back into the parent's code."""
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 3))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        outcome = work()
        os.write(writing, json.dumps(outcome).encode())
        code = 0
    except BaseException as trouble:  # what no test reports was not noticed by a test
        os.write(writing, json.dumps([FAULT, f"{type(trouble).__name__}: {trouble}"[:300]]).encode())
    finally:
        os._exit(code)


def _listen(reading: int, child: int, seconds: float) -> bytes:
    """Return what the child tells; end it when it says nothing for too long by the clock."""
    told, ends = b"", time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, ends - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return told
        piece = os.read(reading, 65536)
        if not piece:
            return told
        told += piece


class Collected:
    """The tests, collected once: what a child runs are these very items, in the order it is given."""

    def __init__(self, paths: Iterable[str], root: Path) -> None:
        from _pytest.config import _prepareconfig
        from _pytest.main import Session

        base = tempfile.mkdtemp(prefix="b12calc-mutants-")
        words = [*COMMON, f"--rootdir={root}", f"--basetemp={base}/tests", *paths]
        self.failed: list[str] = []
        self.config = _prepareconfig(words, plugins=[self])
        self.session = Session.from_config(self.config)
        self.config._do_configure()
        self.config.hook.pytest_sessionstart(session=self.session)
        self.config.hook.pytest_collection(session=self.session)
        self.items: dict[str, list[Any]] = {}
        for item in self.session.items:
            self.items.setdefault(item.nodeid.split("[")[0], []).append(item)

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Try fewer examples of each property: a mutant that lives by that has to be looked at, none is let off."""
        fewer_examples(items)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep the name of a test that failed, at its setting up, its call or its clearing away."""
        if report.failed:
            self.failed.append(report.nodeid)

    def run(self, tests: Iterable[str]) -> Outcome:
        """Run tests in this process until the first fails."""
        items = [item for test in tests for item in self._items_of(test)]
        for at, item in enumerate(items):
            after = items[at + 1] if at + 1 < len(items) else None
            self.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                return Outcome(KILLED, self.failed[0])
        return Outcome(LIVES, f"{len(items)} tests")

    def _items_of(self, test: str) -> list[Any]:
        """Return the items of a test, or of a whole file."""
        if not test.endswith(".py"):
            return self.items.get(test, [])
        return [item for name, items in self.items.items() if name.startswith(f"{test}::") for item in items]


def run_anew(words: list[str], root: Path) -> Outcome:
    """Import and run tests from the beginning in this process, until the first fails."""
    import pytest

    failed: list[str] = []

    class Seen:
        def pytest_collection_modifyitems(self, items: list[Any]) -> None:
            fewer_examples(items)

        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

    base = tempfile.mkdtemp(prefix="b12calc-mutants-")
    code = pytest.main([*COMMON, "-x", f"--rootdir={root}", f"--basetemp={base}/tests", *words], plugins=[Seen()])
    if code == pytest.ExitCode.OK:
        return Outcome(LIVES, "all tests")
    return Outcome(KILLED if failed else REFUSED, failed[0] if failed else f"pytest said {int(code)}")
