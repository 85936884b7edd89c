"""A place for each writer to be tried in: the state before, one write under a fault, and what came of it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.writers import TORN, Doors, Writer, leftovers, visible

BEFORE, AFTER = 0, 1
ROOT: Final = Path(__file__).resolve().parents[3]


@contextmanager
def every_writer(
    only: tuple[str, ...] = (), *, window: bool = True, forks: bool = False
) -> Iterator[tuple[Path, list[Writer], Any]]:
    """Give a folder, the writers asked for (all where none is named) that know their turns, and the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory(prefix="b12-reliable-") as made:
        folder, doors = Path(made).resolve(), None
        (folder / "inputs").mkdir()
        found = Doors(folder / "inputs").all()
        if window:
            from tests.campaigns.reliability.window_writers import WindowDoors

            doors = WindowDoors(folder / "inputs")
            found += doors.all()
        if forks:
            import polars  # noqa: F401  loaded, not used: its threads begin in the forked processes
        chosen = [one for one in found if not only or one.name in only]
        for one in chosen:
            (one.learn_apart if forks and one.apart else one.learn)(folder / "known")
        try:
            yield folder, chosen, doors
        finally:
            if doors is not None:
                doors.end()


class Stage:
    """Bring one writer's folder into the state before, again and again, and judge what a write left there."""

    def __init__(self, writer: Writer, folder: Path, found: Found) -> None:
        self.writer, self.folder, self.found = writer, folder, found
        folder.mkdir(parents=True)
        self.older: dict[str, bytes] = {}
        self.there = False

    def set(self, *, older: bool) -> None:
        """Let the files of the turn before lie there, or none, and no part."""
        self.there = older and not self.writer.fresh
        if self.there and not self.older:
            assert not self.writer.write(self.folder, BEFORE)
            self.older = dict(visible(self.folder))
        self.tidy()
        for name, data in visible(self.folder):
            if not self.there:
                (self.folder / name).unlink()
            elif self.older.get(name) != data:
                (self.folder / name).write_bytes(self.older[name])

    def tidy(self) -> None:
        """Take away parts."""
        for path in leftovers(self.folder):
            path.unlink(missing_ok=True)

    def act(self) -> str | None:
        """Write the turn after; return what was told, None where it raised."""
        try:
            return self.writer.write(self.folder, AFTER)
        except Exception as error:
            self.found.fault(f"{self.writer.name}: raised {type(error).__name__}: {error}"[:200])
            return None

    def judge(self, told: str | None, when: str) -> None:
        """Hold what lies there against what was told: all of the one turn or all of the other, and said so."""
        state, name = self.writer.read(self.folder), self.writer.name
        before = dict.fromkeys(self.older, BEFORE) if self.there else {}
        done = told == ""
        self.found.counts["said done" if done else "said not done"] += 1
        if TORN in state.values():
            self.found.fault(f"{name}, {when}: torn or unreadable: {_which(state, TORN)}")
        elif done and (not state or set(state.values()) != {AFTER} or len(state) != self.files()):
            self.found.fault(f"{name}, {when}: said to be done, but {state} lies there")
        elif not done and told and "is new already" in told:
            # Neither this file nor putting back those before it was possible: the user is told which are new.
            self.found.counts["told which of several files are new"] += 1
        elif not done and self.writer.retried and set(state.values()) == {AFTER}:
            self.found.counts["written at a second try"] += 1
        elif not done and self.writer.fresh and "from then on" in when and set(state.values()) == {AFTER}:
            # The record is whole; taking it away again was made to fail as well.
            self.found.counts["records left whole where removing failed too"] += 1
        elif not done and state != before:
            self.found.fault(f"{name}, {when}: told {str(told)[:80]!r}, but {state} lies there")
        if told and (".part" in told or "Traceback" in told):
            self.found.fault(f"{name}, {when}: told of a temporary file or by a traceback: {told[:120]!r}")

    def files(self) -> int:
        """Return how many files a whole turn has."""
        return len(self.writer.sizes)

    def parts(self) -> int:
        """Return how many parts lie there."""
        return len(leftovers(self.folder))

    def again(self, when: str) -> None:
        """Write once more, where nothing fails any longer: what a fault left behind may not be in the way."""
        if self.writer.fresh:
            for name, _data in visible(self.folder):
                (self.folder / name).unlink()
        told = self.act()
        state = self.writer.read(self.folder)
        if told != "" or set(state.values()) != {AFTER} or len(state) != self.files():
            self.found.fault(f"{self.writer.name}, after {when}: the next write gave {told!r} and {state}")
        self.found.counts["next writes"] += 1


def _which(state: dict[str, int], turn: int) -> str:
    return ", ".join(name for name, held in state.items() if held == turn)


def quietly(deed: Callable[[], int]) -> int:
    """Do it with what Qt says about its platform kept off the screen."""
    sys.stderr.flush()
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        return deed()
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)
