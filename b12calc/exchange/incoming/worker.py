"""Read a report in a process of its own, which is ended at the time limit whatever it is doing.

The readers look at the clock themselves, but only between two steps: what hangs inside one cannot be stopped from
within the process. The report goes in by one pipe, what was found comes back by another; no file is written.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

from b12calc.exchange.incoming.guard import Watch, stopped, too_long, within_size
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.exchange.incoming.door import Format, Reading
    from b12calc.exchange.incoming.imported import Import

Form = Literal["model", "json", "lines"]
COMMAND: Final = "import-worker"  # the program's own word for this process, where it is frozen into one file
_STARTING: Final = 60.0  # seconds; a slow computer with a virus scanner needs a few
_GRACE: Final = 1.0  # beyond the limit: the reader that keeps it itself speaks first
_LOOK: Final = 0.05


class ReaderFailed(RuntimeError):
    """Say that a reader broke: a bug. The text names the place in the program and nothing of the report."""


def command() -> list[str]:
    """Return how the process is started: this program again, with the same places to import from."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    places = [place for place in sys.path if place]  # without the folder the program happens to be started in
    start = (
        f"import sys; sys.path[:] = {places!r}; from b12calc.exchange.incoming import worker_child as one; one.main()"
    )
    return [sys.executable, "-P", "-c", start]


def read_in_worker(data: bytes, how: Reading, as_format: Format | None = None, watch: Watch | None = None) -> Import:
    """Return what ``door.read_results`` returns, read in a process of its own.

    It may be called in any thread; ``watch.called_off`` is asked, and ``watch.progress`` told, in that thread.
    Raises ProblemsFound with one sentence as the door does, ReaderFailed where the process breaks.
    """
    from b12calc.exchange.incoming.imported import Import

    task = {"today": how.today.isoformat(), "day_first": how.day_first, "format": as_format}
    mapping = None if how.mapping is None else dict(how.mapping)
    return Import.model_validate_json(answer(data, {**task, "mapping": mapping}, "model", watch))


def answer(data: bytes, task: dict[str, Any], form: Form, watch: Watch | None = None) -> bytes:
    """Return what was found as text in a form, without loading anything of it into this process; raises as above."""
    within_size(data)
    watch = watch or Watch()
    worker = _spare()
    try:
        return worker.read(data, {**task, "form": form, "seconds": watch.seconds}, watch)
    finally:
        worker.end()


class Worker:
    """Hold one process that reads one report and ends."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to, self._back = self._process.stdin, self._process.stdout
        self._said: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._talk: Thread | None = None

    def lives(self) -> bool:
        """Tell whether the process still waits for its report."""
        return self._process.poll() is None

    def warm(self) -> None:
        """Let the process load the readers while it waits."""
        with suppress(OSError):  # it is gone; ``lives`` says so
            self._to.write(b'{"warm": true}\n')
            self._to.flush()

    def read(self, data: bytes, task: dict[str, Any], watch: Watch) -> bytes:
        """Send the report and wait for the answer, no longer than the limit. Raises ProblemsFound and ReaderFailed."""
        sent = json.dumps({**task, "size": len(data)}).encode() + b"\n"
        self._talk = Thread(target=self._converse, args=(sent, data), daemon=True)
        self._talk.start()
        until, begun = monotonic() + _STARTING, False
        while True:
            if watch.called_off():
                raise stopped()
            if monotonic() > until:
                raise too_long(watch.seconds) if begun else ReaderFailed("the process that reads reports did not start")
            try:
                said = self._said.get(timeout=_LOOK)
            except Empty:
                continue
            if said is None:
                raise ReaderFailed("the process that reads reports ended without an answer")
            if "begun" in said:
                until, begun = monotonic() + watch.seconds + _GRACE, True
            elif (found := _heard(said, watch)) is not None:
                return found

    def end(self) -> None:
        """End the process, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        if self._talk is not None:
            self._talk.join()
        for pipe in (self._to, self._back):
            with suppress(OSError):  # what was still to be sent has nobody to go to
                pipe.close()

    def _converse(self, task: bytes, data: bytes) -> None:
        """Write the report and put what is said into the queue, None at the end; in a thread, since pipes may block."""
        try:
            self._to.write(task)
            self._to.write(data)
            self._to.flush()
            for line in self._back:
                said = json.loads(line)
                if "size" in said:
                    said["answer"] = self._back.read(said["size"])
                self._said.put(said)
        except (OSError, ValueError):
            pass  # the process is gone; the end of the queue says so
        finally:
            self._said.put(None)


def _heard(said: dict[str, Any], watch: Watch) -> bytes | None:
    """Return the answer where it is one; pass on how far the reading is; raise what is told as a fault."""
    if "share" in said:
        if watch.progress is not None:
            watch.progress(said["share"])
        return None
    if "problems" in said:
        raise ProblemsFound(Problem(path, message) for path, message in said["problems"])
    if "fault" in said:
        raise ReaderFailed(said["fault"])
    found = said["answer"]
    if not isinstance(found, bytes) or len(found) != said["size"]:
        raise ReaderFailed("the process that reads reports ended in the middle of its answer")
    return found


_spares: list[Worker] = []


def prepare() -> None:
    """Start a process before it is needed, so that the next report is read at once; it has seen no report."""
    if not _spares:
        with suppress(OSError):  # the next reading will say so
            worker = Worker()
            worker.warm()
            _spares.append(worker)


@atexit.register
def dismiss() -> None:
    """End the process that waits for a report, where one does."""
    while _spares:
        _spares.pop().end()


def _spare() -> Worker:
    while _spares:
        worker = _spares.pop()
        if worker.lives():
            return worker
        worker.end()
    return Worker()
