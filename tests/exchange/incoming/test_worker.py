"""A report is read in a process of its own: the same results, ended at the limit whatever hangs, nothing left over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from b12calc.cli import main
from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.worker import ReaderFailed, Worker, dismiss, prepare, read_in_worker
from b12calc.problems import ProblemsFound
from tests.command_line import Capture, refused
from tests.processes import alive

TODAY = date(2026, 3, 12)
HOW = Reading(TODAY, day_first=True)
TEXT = b"Collected: 10/03/2026\nSerum vitamin B12  142 ng/L  180 - 900  L\nB12 aktiv 31 pmol/l\nFolate haemolysed\n"
HL7 = (
    b"MSH|^~\\&|LAB||||20260310||ORU^R01|1|P|2.4\rPID|1||943||Bell^Ann||19620304|F\r"
    b"OBR|1||7|B12|||20260310\rOBX|1|NM|2132-9^Vitamin B12^LN||142|pg/mL|180 - 900|L|||F\r"
)
TABLE = b"Name;Test;Ergebnis;Einheit;Datum\nBell, Ann;Vitamin B12;142;ng/L;10.03.2026\n"
FOREVER = "[None for _ in iter(int, 1)]"
IN_ONE_LINE = "__import__('re').match('(a|aa)+$', 'a' * 60 + 'b')"  # one instruction that holds everything for years


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Gather the numbers of the processes; all must be gone in the end."""
    numbers: list[int] = []
    begin = Worker.__init__

    def counted(self: Worker) -> None:
        begin(self)
        numbers.append(self._process.pid)

    monkeypatch.setattr(Worker, "__init__", counted)
    yield numbers
    dismiss()
    assert not [number for number in numbers if alive(number)]


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch, started: list[int]) -> Callable[..., None]:
    """Do something else instead of reading."""

    def put(expression: str, before: str = "pass") -> None:
        usual = worker.command()
        patch = f"{before}; one.read_results = lambda data, how, kind, watch: {expression}; one.main()"
        monkeypatch.setattr(worker, "command", lambda: [*usual[:-1], usual[-1].replace("one.main()", patch)])

    return put


@pytest.mark.parametrize("data", [TEXT, HL7, TABLE, b"Dear doctor, thank you.\n"])
def test_it_reads_what_the_door_reads(data: bytes, started: list[int]) -> None:
    assert read_in_worker(data, HOW) == read_results(data, HOW)


def test_how_it_is_to_be_read_is_told(instead: Callable[[str], None]) -> None:
    instead(
        "one.Import(read_as=kind, patients=()) if how == one.Reading(one.date(2026, 3, 12), None, {'a': 'b'}) else 0"
    )
    assert read_in_worker(TABLE, Reading(TODAY, mapping={"a": "b"}), "csv").read_as == "csv"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b'{"resourceType": 1', b"x" * 20_000_001])
def test_it_refuses_what_the_door_refuses_in_the_same_words(data: bytes, started: list[int]) -> None:
    with pytest.raises(ProblemsFound) as here:
        read_results(data, HOW)
    with pytest.raises(ProblemsFound) as there:
        read_in_worker(data, HOW)
    assert there.value.problems == here.value.problems


@pytest.mark.parametrize("fault", [FOREVER, IN_ONE_LINE])
def test_whatever_hangs_is_ended_at_the_limit(fault: str, instead: Callable[[str], None]) -> None:
    instead(fault)
    with pytest.raises(ProblemsFound, match=r"longer than 0\.2 seconds to read"):
        read_in_worker(TEXT, HOW, watch=Watch(seconds=0.2))


def test_the_command_line_says_so_in_one_sentence(
    instead: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    instead(IN_ONE_LINE)
    monkeypatch.setattr(Watch.__init__, "__defaults__", (0.2, bool, None, 0.0, 0))
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT)
    assert refused(capsys, "import", str(path)) == [
        "b12calc: file: the file takes longer than 0.2 seconds to read; it is not a usual report"
    ]


def test_a_reading_that_hangs_can_be_called_off(instead: Callable[[str], None]) -> None:
    instead(IN_ONE_LINE)
    looks = iter([False] * 4)
    with pytest.raises(ProblemsFound, match="the reading was stopped; nothing was taken over"):
        read_in_worker(TEXT, HOW, watch=Watch(called_off=lambda: next(looks, True)))


def test_it_says_how_far_it_is(started: list[int]) -> None:
    told: list[float] = []
    read_in_worker(HL7 + b"NTE|1||x\r" * 200_000, HOW, watch=Watch(progress=told.append))
    assert told == sorted(told) and len(told) > 5 and 0 < told[0] < 0.5 < told[-1] <= 1


def test_a_reader_that_breaks_names_the_place_and_nothing_of_the_report(instead: Callable[[str], None]) -> None:
    instead("{}[data]")
    with pytest.raises(ReaderFailed) as caught:
        read_in_worker(b"Anna Berg", HOW)
    assert str(caught.value) == "a reader broke: KeyError in <string>, line 1"


@pytest.mark.parametrize("end", ["__import__('os')._exit(0)", "__import__('os').abort()", "__import__('os').close(1)"])
def test_a_process_that_ends_without_an_answer_is_no_result(end: str, instead: Callable[[str], None]) -> None:
    instead(end)
    with pytest.raises(ReaderFailed, match="ended without an answer"):
        read_in_worker(TEXT, HOW)


def test_nothing_is_written_to_any_file(instead: Callable[..., None]) -> None:
    looking = (
        "import os; opened = []; sys.addaudithook(lambda event, how: opened.append(how[0]) if event == 'open' "
        "and how[0] not in (0, 1) and how[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else None); "
        "read = one.read_results"
    )
    instead("os._exit(9) if opened != [os.devnull] else read(data, how, kind, watch)", looking)
    assert read_in_worker(TEXT, HOW) == read_results(TEXT, HOW)


def test_a_program_in_the_folder_of_the_report_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[int]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("json.py", "b12calc.py", "faulthandler.py"):
        (tmp_path / name).write_text("raise SystemExit(3)")
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert read_in_worker(TEXT, HOW).read_as == "text"


def test_frozen_into_one_file_the_program_starts_itself(
    monkeypatch: pytest.MonkeyPatch, started: list[int], capsys: Capture
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker.command() == [sys.executable, "import-worker"]
    entry = "import sys; sys.argv[1:] = ['import-worker']; from b12calc_ui.launcher import main; sys.exit(main())"
    monkeypatch.setattr(worker, "command", lambda: [sys.executable, "-c", entry])
    assert read_in_worker(TEXT, HOW) == read_results(TEXT, HOW)
    assert main(["import-worker", "more"]) == 2


def test_a_program_without_a_console_reads_too(monkeypatch: pytest.MonkeyPatch, started: list[int]) -> None:
    usual = worker.command()
    bare = "sys.stdin = sys.stdout = sys.stderr = None; one.main()"
    monkeypatch.setattr(worker, "command", lambda: [*usual[:-1], usual[-1].replace("one.main()", bare)])
    assert read_in_worker(TEXT, HOW) == read_results(TEXT, HOW)


def test_a_process_prepared_before_reads_the_next_report(started: list[int]) -> None:
    prepare()
    prepare()
    assert read_in_worker(TEXT, HOW) == read_results(TEXT, HOW) and len(started) == 1
    prepare()
    os.kill(started[1], signal.SIGTERM)
    worker._spares[0]._process.wait()
    assert read_in_worker(TEXT, HOW) == read_results(TEXT, HOW) and len(started) == 3


ASKING = """
import time
from datetime import date
from threading import Thread
from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.door import Reading
usual, fault = worker.command(), {fault!r}
patch = f"one._SPARE = 0.1; one.read_results = lambda data, *how: data == b'x' and {{fault}}; one.main()"
worker.command = lambda: [*usual[:-1], usual[-1].replace("one.main()", patch)]
worker.prepare()
print(worker._spares[0]._process.pid, flush=True)
if fault != "None":
    worker.read_in_worker(b"x", Reading(date(2026, 3, 12)), watch=worker.Watch(seconds=2))
time.sleep(60)
"""


@pytest.mark.parametrize("fault", ["__import__('time').sleep(60)", IN_ONE_LINE, "None"])
def test_it_ends_when_the_program_that_asked_is_gone(fault: str) -> None:
    with subprocess.Popen([sys.executable, "-c", ASKING.format(fault=fault)], stdout=subprocess.PIPE) as asking:
        assert asking.stdout is not None
        number = int(asking.stdout.readline())
        time.sleep(1)
        assert alive(number)
        asking.kill()
    until = time.monotonic() + 10
    while alive(number) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(number)
