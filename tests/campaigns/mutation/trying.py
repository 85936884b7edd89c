"""Try mutants of Python files: in functions that live already where that is the same, else from the import on."""

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.campaigns.mutation import forks, planting
from tests.campaigns.mutation.forks import LIVES, Collected, Outcome
from tests.campaigns.mutation.mutations import mutated
from tests.campaigns.mutation.operators import Mutation
from tests.campaigns.mutation.reach import durations, lines_by_test
from tests.campaigns.mutation.rooms import NOT_ASKED, ROOT, statement_lines

UNREACHED = Outcome(LIVES, "no test reaches it")
FILES_ANEW = 6
QUICK = 0.2
# Quick files of tests that are asked whole, whatever was recorded of them.
OWN = {"units": ("tests/test_spellings.py",), "analytes": ("tests/test_spellings.py",)}
FILES_SOUND = 8


Choice = Callable[[Mutation, Collected], tuple[list[str], float]]


class Plan(NamedTuple):
    """Which tests a mutant meets: where the reach is kept, how many seconds of tests at most, and of which files."""

    reach: Path
    budget: float = 20.0
    files: tuple[str, ...] = ("tests/",)


@cache
def _reached(file: str, data: Path) -> dict[int, list[str]]:
    return lines_by_test(file, data)


@cache
def _took(data: Path) -> dict[str, float]:
    return durations(data)


def tests_for(mutation: Mutation, plan: Plan) -> list[str]:
    """Return the tests that reach a mutant, those named after its file first, then the quickest, within the budget.

    What they leave of it goes to tests that reach the file: a line whose answer is kept runs for the first test alone.
    """
    took, reached = _took(plan.reach), _reached(mutation.file, plan.reach)
    lines = statement_lines((ROOT / mutation.file).read_text(encoding="utf-8"), mutation.line)
    own, seconds = f"/test_{Path(mutation.file).stem}.py::", took.get

    def asked(those: Iterable[int]) -> list[str]:
        found = {test for line in those for test in reached.get(line, ()) if test.startswith(plan.files)}
        found = {test for test in found if not test.startswith(NOT_ASKED)}
        return sorted(found, key=lambda test: (own not in test or seconds(test, 0.0) > QUICK, seconds(test, 0.0)))

    order = dict.fromkeys([*asked(lines), *_own(mutation.file, took), *asked(reached)])
    kept: list[str] = []
    spent = 0.0
    for test in order:
        spent += took.get(test, 0.0)
        if kept and spent > plan.budget:
            break
        kept.append(test)
    return kept


class Warm:
    """A parent that has imported the program and collected the tests; knows which code has run by then."""

    def __init__(self, paths: Iterable[str], choose: Choice) -> None:
        program = str(ROOT / "b12calc")
        self.choose = choose
        self.ran, tests = planting.ran_while(program, lambda: Collected(paths, ROOT))
        self.tests: Collected = tests
        self.living = planting.functions(program)

    def attempt(self, mutation: Mutation) -> Outcome | None:
        """Return what became of a mutant, or None where code that it changes had run already."""
        path = ROOT / mutation.file
        source = path.read_text(encoding="utf-8")
        pairs = planting.differing(path, source, mutated(source, mutation))
        if not pairs:
            return None
        if any(planting.itself_differs(old, new) and planting.place(old) in self.ran for old, new in pairs):
            return None
        if any(old.co_freevars != new.co_freevars for old, new in pairs):
            return None
        tests, seconds = self.choose(mutation, self.tests)
        if not tests:
            return UNREACHED

        def work() -> Outcome:
            planting.transplant(pairs, self.living)
            return self.tests.run(tests)

        return forks.in_a_fork(work, seconds)


def _own(file: str, took: dict[str, float]) -> list[str]:
    """Return the quick tests made for a file, also where what they ask for was kept before they ran."""
    stem = Path(file).stem
    named = (test for test in took if took[test] < QUICK and f"/test_{stem}.py::" in test)
    return [*OWN.get(stem, ()), *sorted(named, key=took.__getitem__)]


def _asked(mutation: Mutation, plan: Plan) -> tuple[list[str], float]:
    tests = tests_for(mutation, plan)
    return tests, limit(tests, plan)


def limit(tests: Iterable[str], plan: Plan) -> float:
    """Return the processor time a mutant may take: several times what its tests took, and some seconds."""
    return 10 + 3 * sum(_took(plan.reach).get(test, 0.0) for test in tests)


def attempt_anew(mutation: Mutation, plan: Plan) -> Outcome:
    """Import the program with the mutant in a fork and run the tests that reach its file."""
    source = (ROOT / mutation.file).read_text(encoding="utf-8")
    tree = mutated(source, mutation)
    tests = tests_for(mutation, plan)
    files: list[str] = []
    for test in tests:
        if test.split("::")[0] not in files:
            files.append(test.split("::")[0])
    tests = [test for test in tests if test.split("::")[0] in files[:FILES_ANEW]]
    if not tests:
        return UNREACHED

    def work() -> Outcome:
        finder = planting.Planted(planting.module_of(mutation.file), ROOT / mutation.file, tree)
        sys.meta_path.insert(0, finder)
        return forks.run_anew(tests, ROOT)

    return forks.in_a_fork(work, 20 + limit(tests, plan))


def sound(paths: list[str], plan: Plan) -> Outcome:
    """Return what the tests say of the program as it is, some of each file, both ways: without this no kill counts."""
    took = _took(plan.reach)
    quick: dict[str, str] = {}
    for test in sorted(took, key=lambda test: took[test]):
        quick.setdefault(test.split("::")[0], test)
    tests = sorted((quick[path] for path in paths if path in quick), key=lambda test: took[test])[:FILES_SOUND]
    files = [test.split("::", maxsplit=1)[0] for test in tests]
    living = forks.in_a_fork(lambda: Collected(files, ROOT).run(tests), 600)
    if living.word != LIVES:
        return living
    return forks.in_a_fork(lambda: forks.run_anew(tests[:FILES_ANEW], ROOT), 600)


def _try_living(
    mutants: list[Mutation], warm: Warm, told: Callable[[Mutation, Outcome, float], None], writing: int
) -> None:
    for number, mutation in enumerate(mutants):
        began = time.monotonic()
        outcome = warm.attempt(mutation)
        if outcome is not None:
            told(mutation, outcome, time.monotonic() - began)
            os.write(writing, f"{number}\n".encode())


def try_all(
    mutants: list[Mutation], paths: list[str], plan: Plan, told: Callable[[Mutation, Outcome, float], None]
) -> None:
    """Try mutants, first those that living functions can take, then the others; tell of each what became of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _try_living(mutants, Warm(paths, lambda one, _: _asked(one, plan)), told, writing)
        except BaseException:  # whatever it was, it is told, and the rest is tried from the import on
            traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        done = {int(line) for line in stream}
    os.waitpid(child, 0)
    for number, mutation in enumerate(mutants):
        if number not in done:
            began = time.monotonic()
            told(mutation, attempt_anew(mutation, plan), time.monotonic() - began)
