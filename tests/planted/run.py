"""Plant each mistake in a copy of the tree and see whether a test notices: ``python -m tests.planted.run [H01 …]``.

``--commit NAME`` takes the tree of a commit, else that of the last; ``--look known,first,near,broad,every`` says which
rounds of tests there are (known: the tests that noticed it in an earlier run, asked again; every: all tests of that
part of the program, which confirm a miss); ``--keep first|now`` keeps each outcome in ``outcomes.json``.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tests.planted import choosing, table
from tests.planted.patches import ROOT, Patch, patches, put_in, refused, take_out

KNOWN, FIRST, NEAR, BROAD, EVERY = "known", "first", "near", "broad", "every"
SECONDS = {KNOWN: 300, FIRST: 300, NEAR: 600, BROAD: 1200, EVERY: 3600}
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?::\S+|\S+)", re.MULTILINE)


class Outcome(NamedTuple):
    """What became of one mistake: the test that noticed it, empty where none did, and how widely was looked."""

    by: str
    looked: str


Keep = Callable[[str, Outcome], None]


def copy_of(commit: str, folder: Path) -> Path:
    """Return a copy of the tree at a commit, in a folder."""
    tree = folder / "tree"
    subprocess.run(["git", "clone", "-q", "--shared", "--no-checkout", str(ROOT), str(tree)], check=True)
    subprocess.run(["git", "-C", str(tree), "checkout", "-q", "--detach", commit or "HEAD"], check=True)
    return tree


def first_failure(tree: Path, tests: list[str], options: list[str], seconds: int) -> tuple[str, str]:
    """Run tests in a tree up to the first that fails; return its name, or nothing and why not all of them ran."""
    there = [test for test in dict.fromkeys(tests) if _is_there(test, tree)]
    if not there:
        return "", ""
    places = os.pathsep.join((str(tree), str(tree / "ui")))
    environment = {**os.environ, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=no", *options, *there]
    try:
        done = subprocess.run(
            words, cwd=tree, env=environment, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return "", "not all in time"
    return named(done.stdout, done.returncode)


def _is_there(test: str, tree: Path) -> bool:
    """Tell whether a file, folder or function of tests is in a tree."""
    file, _, function = test.partition("::")
    path = tree / file
    if not function:
        return path.exists()
    name = function.partition("[")[0].rpartition("::")[2]
    return path.is_file() and f"def {name}(" in path.read_text(encoding="utf-8")


def named(said: str, code: int) -> tuple[str, str]:
    """Return the first failing test that pytest named; where it named none and ended badly, that nothing was told."""
    if code in (0, 5):
        return "", ""
    found = _FAILED.search(said)
    return (found[1], "") if found else ("", f"pytest ended with {code}")


def tests_for(patch: Patch, tree: Path, look: str) -> list[str]:
    """Return the tests to run in one round."""
    if look == KNOWN:
        return table.noticed_by(patch.name)
    files, seconds = choosing.FEW if look == FIRST else choosing.MORE
    near = choosing.reaching(patch, seconds) or choosing.near(patch, tree, files)
    if look in (FIRST, NEAR):
        return near
    return (
        [test for test in choosing.broad(patch) if test not in near]
        if look == BROAD
        else choosing.everything(patch, tree)
    )


def tried(patch: Patch, tree: Path, look: str) -> Outcome:
    """Plant one mistake and run a round of tests; one that fails without the mistake too has noticed nothing."""
    tests, options = tests_for(patch, tree, look), choosing.options(patch)
    while True:
        put_in(patch, tree)
        try:
            by, short = first_failure(tree, tests, options, SECONDS[look])
        finally:
            take_out(tree)
        bare = by.partition("[")[0]
        if not by or not first_failure(tree, [bare], [], SECONDS[NEAR])[0]:
            return Outcome(by, f"{look}, {short}" if short else look)
        print(f"{patch.name}: {by} fails without it too", flush=True)
        options = [*options, f"--deselect={bare}"]


def run(chosen: list[Patch], commit: str, looks: tuple[str, ...], keep: Keep) -> dict[str, Outcome]:
    """Try patches in one copy of the tree, round by round those that none has noticed so far."""
    found: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory(prefix="b12calc-planted-") as folder:
        tree = copy_of(commit, Path(folder))
        whole = [patch for patch in chosen if not _stale(patch, tree)]
        for look in looks:
            for patch in whole:
                if patch.name in found and found[patch.name].by:
                    continue
                began = monotonic()
                outcome = found[patch.name] = tried(patch, tree, look)
                keep(patch.name, outcome)
                said = f"caught ({look}) by {outcome.by}" if outcome.by else f"MISSED ({outcome.looked})"
                print(f"{patch.name}: {said}  [{monotonic() - began:.0f} s]", flush=True)
    return found


def _stale(patch: Patch, tree: Path) -> bool:
    why = refused(patch, tree)
    if why:
        print(f"{patch.name}: does not apply: {why.splitlines()[0]}", flush=True)
    return bool(why)


def main() -> int:
    """Read the words of the command line, run, and keep what was asked to be kept."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("names", nargs="*")
    reader.add_argument("--commit", default="")
    reader.add_argument("--look", default=f"{KNOWN},{FIRST},{NEAR},{BROAD}")
    reader.add_argument("--keep", choices=("first", "now"))
    words = reader.parse_args()
    chosen = patches(words.names)

    def keep(name: str, outcome: Outcome) -> None:
        if words.keep:
            table.keep(words.keep, {name: tuple(outcome)}, words.commit)

    found = run(chosen, words.commit, tuple(words.look.split(",")), keep)
    if words.keep:
        table.write()
    missed = [name for name, one in found.items() if not one.by]
    print(f"{len(found) - len(missed)} of {len(chosen)} caught; {len(chosen) - len(found)} do not apply")
    return 1 if missed or len(found) < len(chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
