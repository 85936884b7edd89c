"""What a full run of the tests left: which tests ran, how they ended, at which commit and when."""

import ast
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tests.safety.records import ROOT

RECORD: Final = ROOT / "out" / "tests.xml"
PASSED, FAILED, SKIPPED, KNOWN = "passed", "failed", "skipped", "known to fail"
NOT_RUN_BY_MAKE_TEST: Final = ("campaign", "skip", "xfail")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: ``outcomes`` counts passed, failed, skipped and "known to fail" of each function over its parameters."""

    commit: str
    date: str
    seconds: float
    outcomes: Mapping[str, Counter[str]]

    def count(self, outcome: str) -> int:
        """Return how many tests ended so, each set of parameters counted."""
        return sum(each[outcome] for each in self.outcomes.values())

    def fault(self, test: str) -> str:
        """Return why a test does not show anything, or nothing when it ran and passed.

        Of many parameters some may be skipped, never all; none may fail, known or not.
        """
        found = self.outcomes.get(test)
        if not found:
            return "was not executed"
        bad = [FAILED, KNOWN] if found[PASSED] else [FAILED, KNOWN, SKIPPED]
        return next((f"{found[one]} of {found.total()} {one}" for one in bad if found[one]), "")

    def partly(self, test: str) -> str:
        """Return how much of a test that passed was skipped, or nothing."""
        found = self.outcomes.get(test, Counter())
        return f"{found[SKIPPED]} of {found.total()} skipped" if found[SKIPPED] and found[PASSED] else ""


def read_run(path: Path = RECORD) -> Run:
    """Return what pytest wrote by ``--junitxml``. Raises FileNotFoundError, and ParseError where it was cut off.

    ``make test`` gives the commit as the name of the suite.
    """
    suite = ElementTree.parse(path).getroot().find("testsuite")
    if suite is None:
        raise ElementTree.ParseError(f"{path}: no suite of tests in it")
    outcomes: dict[str, Counter[str]] = {}
    for case in suite.iter("testcase"):
        name = case.get("name", "").partition("[")[0]
        outcomes.setdefault(f"{_file(case.get('classname', ''))}::{name}", Counter())[_outcome(case)] += 1
    return Run(suite.get("name", ""), suite.get("timestamp", "")[:19], float(suite.get("time", 0)), outcomes)


def _outcome(case: ElementTree.Element) -> str:
    said = {child.tag: child.get("type", "") for child in case}
    if said.keys() & {"failure", "error"}:
        return FAILED
    if "skipped" in said:
        return KNOWN if said["skipped"] == "pytest.xfail" else SKIPPED
    return PASSED


def _file(dotted: str) -> str:
    """Return the path of a dotted module; a class inside it, in capitals, falls away."""
    return "/".join(part for part in dotted.split(".") if not part[:1].isupper()) + ".py"


@cache
def written(path: Path) -> Mapping[str, frozenset[str]]:
    """Return each test function of a file with those of its marks by which it does not run with the others."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name: frozenset(mark for mark in NOT_RUN_BY_MAKE_TEST if any(_is_mark(one, mark) for one in at))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for at in (node.decorator_list,)
    }


def _is_mark(decorator: ast.expr, mark: str) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr == mark


def missing(test: str, root: Path = ROOT) -> str:
    """Return why no test of that name runs with ``make test``, or nothing where one does."""
    file, _, function = test.partition("::")
    path = root / file
    if not path.is_file():
        return "there is no such file"
    marks = written(path).get(function)
    if marks is None:
        return "there is no such test"
    return f"marked {', '.join(sorted(marks))}" if marks else ""
