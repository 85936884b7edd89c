"""What the asking side makes of what the reading process says, tried without a process."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.door import Reading
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.worker import ReaderFailed, Worker, answer, dismiss, prepare, read_in_worker
from b12calc.problems import Problem, ProblemsFound


class Pipe(io.BytesIO):
    """Keep what has gone through the pipe: what was flushed."""

    kept = b""
    broken = False

    def close(self) -> None:
        super().close()
        if self.broken:
            raise OSError

    def flush(self) -> None:
        if self.broken and not self.closed:
            raise OSError
        self.kept = self.kept if self.closed else self.getvalue()


class Process:
    """Stand for the process: it says what it was given to say and is gone when it is killed."""

    def __init__(self, said: bytes = b"", *, broken: bool = False, ended: bool = False) -> None:
        self.stdin, self.stdout = Pipe(), io.BytesIO(said)
        self.stdin.broken = broken
        self.code = 0 if ended else None
        self.deeds: list[str] = []

    def poll(self) -> int | None:
        return self.code

    def kill(self) -> None:
        self.deeds.append("kill")

    def wait(self) -> None:
        self.deeds.append("wait")


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    """Give processes in place of real ones, in this order; all must be killed and waited for in the end."""
    waiting: list[Process] = []
    begun: list[Process] = []

    def begin(command: list[str], **how: Any) -> Process:
        assert command == worker.command() and how["stdin"] == how["stdout"] == subprocess.PIPE
        assert how["stderr"] == subprocess.DEVNULL and how["creationflags"] == 0
        begun.append(waiting.pop(0))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", begin)
    yield waiting
    dismiss()
    assert not waiting and all(one.deeds == ["kill", "wait"] for one in begun)


def lines(*said: dict[str, Any], rest: bytes = b"") -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in said) + rest


BEGUN = {"begun": True}


def test_the_task_goes_in_and_the_answer_comes_back(processes: list[Process]) -> None:
    one = Process(lines(BEGUN, {"size": 5}, rest=b"hello"))
    processes.append(one)
    assert answer(b"data", {"today": "2026-03-12"}, "json", Watch(seconds=2.5)) == b"hello"
    task, _, data = one.stdin.kept.partition(b"\n")
    assert json.loads(task) == {"today": "2026-03-12", "form": "json", "seconds": 2.5, "size": 4} and data == b"data"
    assert one.stdin.closed and one.stdout.closed


def test_how_to_read_is_told_in_plain_words(processes: list[Process]) -> None:
    one = Process(
        lines(BEGUN, {"size": 67}, rest=b'{"format": "b12calc-import/1", "read_as": "csv", "patients": []}   ')
    )
    processes.append(one)
    how = Reading(date(2026, 3, 12), False, {"A": "id"})
    assert read_in_worker(b"x", how, "csv").read_as == "csv"
    assert json.loads(one.stdin.kept.partition(b"\n")[0]) == {
        "today": "2026-03-12", "day_first": False, "format": "csv", "mapping": {"A": "id"}, "form": "model",
        "seconds": 10.0, "size": 1,
    }  # fmt: skip


def test_how_far_the_reading_is_is_passed_on(processes: list[Process]) -> None:
    told: list[float] = []
    for watch in (Watch(progress=told.append), Watch()):
        processes.append(Process(lines(BEGUN, {"share": 0.25}, {"share": 0.5}, {"size": 1}, rest=b"x")))
        assert answer(b"data", {}, "json", watch) == b"x"
    assert told == [0.25, 0.5]


def test_a_refusal_is_told_in_its_words(processes: list[Process]) -> None:
    processes.append(Process(lines(BEGUN, {"problems": [["file", "it is empty"], ["a", "b"]]})))
    with pytest.raises(ProblemsFound) as found:
        answer(b"data", {}, "json")
    assert found.value.problems == (Problem("file", "it is empty"), Problem("a", "b"))


@pytest.mark.parametrize(("said", "why"), [
    (lines(BEGUN, {"fault": "a reader broke: KeyError"}), "a reader broke: KeyError"),
    (lines(BEGUN, {"size": 9}, rest=b"hello"), "the process that reads reports ended in the middle of its answer"),
    (lines(BEGUN), "the process that reads reports ended without an answer"),
    (b"", "the process that reads reports ended without an answer"),
    (b"no words of it\n", "the process that reads reports ended without an answer"),
])  # fmt: skip
def test_a_process_that_breaks_is_a_fault_and_no_result(said: bytes, why: str, processes: list[Process]) -> None:
    processes.append(Process(said))
    with pytest.raises(ReaderFailed) as found:
        answer(b"data", {}, "json")
    assert str(found.value) == why


def test_a_process_that_is_gone_before_it_was_asked_is_a_fault(processes: list[Process]) -> None:
    processes.append(Process(lines(BEGUN), broken=True))
    with pytest.raises(ReaderFailed, match="ended without an answer"):
        answer(b"data", {}, "json")


def test_too_large_a_file_starts_no_process(processes: list[Process]) -> None:
    with pytest.raises(ProblemsFound, match="is empty"):
        answer(b" ", {}, "json")


def test_a_reading_that_is_called_off_waits_no_longer(processes: list[Process]) -> None:
    processes.append(Process(lines(BEGUN, {"size": 1}, rest=b"x")))
    with pytest.raises(ProblemsFound, match="the reading was stopped"):
        answer(b"data", {}, "json", Watch(called_off=lambda: True))


@pytest.mark.parametrize(("begun", "times", "error", "why"), [
    (True, [0.0, 59.0, 59.5, 70.0, 70.6], ProblemsFound, "longer than 10 seconds"),
    (False, [0.0, 60.0, 60.1], ReaderFailed, "the process that reads reports did not start"),
])  # fmt: skip
def test_it_is_waited_for_as_long_as_a_start_and_a_reading_may_take(
    begun: bool, times: list[float], error: type[Exception], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_all, **_how: Process())
    one, clock = Worker(), iter(times)
    monkeypatch.setattr(Worker, "_converse", lambda self, *_all: begun and self._said.put(BEGUN))
    monkeypatch.setattr(worker, "monotonic", lambda: next(clock))
    with pytest.raises(error, match=why):
        one.read(b"data", {}, Watch())
    assert next(clock, None) is None, "no earlier and no later"


def test_a_process_is_kept_ready_and_one_that_ended_is_not_used(processes: list[Process]) -> None:
    ready = Process(lines(BEGUN, {"size": 1}, rest=b"x"))
    processes += [ready]
    prepare()
    assert ready.stdin.kept == b'{"warm": true}\n', "it is told at once"
    prepare()
    assert answer(b"data", {}, "json") == b"x" and not worker._spares
    assert ready.stdin.kept.partition(b"\n")[0] == b'{"warm": true}'
    processes += [Process(ended=True), Process(lines(BEGUN, {"size": 1}, rest=b"y"))]
    prepare()
    assert answer(b"data", {}, "json") == b"y"


def test_where_no_process_can_be_started_beforehand_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, processes: list[Process]
) -> None:
    processes.append(Process(broken=True))
    prepare()
    dismiss()

    def refuse(*_all: object, **_how: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    prepare()
    assert not worker._spares


def test_the_command_is_this_program_with_its_places_and_without_the_folder_it_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", ["", "/a", "/b"])
    start = "import sys; sys.path[:] = ['/a', '/b']; "
    start += "from b12calc.exchange.incoming import worker_child as one; one.main()"
    assert worker.command() == [sys.executable, "-P", "-c", start]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker.command() == [sys.executable, "import-worker"]
