"""A report is read in a process of its own: what hangs in it leaves the window live, and none is left at the end."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from b12calc.exchange.incoming import worker
from b12calc.exchange.incoming.guard import Watch
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.import_reading import end_all
from b12calc_ui.main_window import MainWindow
from tests.processes import alive

from .conftest import settle, write
from .test_import_desk import wait

REPORT = b"Serum vitamin B12  142 ng/L  180 - 900\n"
IN_ONE_LINE = "__import__('re').match('(a|aa)+$', 'a' * 60 + 'b')"  # one instruction that holds everything for years


def processes() -> list[int]:
    """The numbers of the processes that wait or read."""
    return [one._process.pid for one in worker._spares]


@pytest.fixture
def hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    worker.dismiss()
    usual = worker.command()
    patch = f"one.read_results = lambda *all: {IN_ONE_LINE}; one.main()"
    monkeypatch.setattr(worker, "command", lambda: [*usual[:-1], usual[-1].replace("one.main()", patch)])


def long_wait(done: Callable[[], bool]) -> None:
    for _ in range(3000):
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("not done")


def test_a_report_is_read_and_the_next_process_waits_until_the_end(window: MainWindow) -> None:
    imports = window.files.imports
    for _ in range(2):
        imports.read(REPORT)
        long_wait(lambda: imports.readings is not None and not imports.readings.runs())
        assert isinstance(imports.dialog, ReviewDialog)
        (one,) = imports.dialog.table.rows.lines
        assert one.result.value == "142"
        imports.close()
    (waiting,) = processes()
    assert alive(waiting)
    end_all()
    assert not alive(waiting) and processes() == []


def test_of_a_long_batch_the_window_is_told_how_far_it_is(window: MainWindow) -> None:
    told: list[int] = []
    window.files.imports.read(b"MSH|^~\\&|LAB||||20260310||ORU^R01|1|P|2.4\rPID|1||943||Bell^Ann\r" * 20_000)
    readings = window.files.imports.readings
    assert readings is not None and readings._reader is not None
    readings._reader.went_on.connect(told.append)
    long_wait(lambda: not readings.runs())
    assert told == sorted(set(told)) and len(told) > 10 and told[-1] <= 100


def test_what_hangs_inside_one_line_leaves_the_window_live_and_is_given_up(window: MainWindow, hangs: None) -> None:
    window.files.imports.read(REPORT)
    readings = window.files.imports.readings
    assert readings is not None
    long_wait(lambda: readings.notice is not None)
    write(window.form.identity.fields["age"], "41")
    assert window.form.identity.state()["age"] == "41" and readings.runs() and readings.notice is not None
    readings.notice.cancel.click()
    wait(window)
    assert window.bar.text().startswith("Not imported: the reading was stopped")
    assert processes() == []


def test_what_hangs_inside_one_line_is_ended_at_the_limit(
    window: MainWindow, hangs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watch.__init__, "__defaults__", (0.2, bool, None, 0.0, 0))
    window.files.imports.read(REPORT)
    readings = window.files.imports.readings
    assert readings is not None
    long_wait(lambda: not readings.runs())
    settle()
    assert window.bar.text() == (
        "Not imported: the file takes longer than 0.2 seconds to read; it is not a usual report. Nothing was changed."
    )


def test_a_window_that_closes_waits_for_no_reader(window: MainWindow, hangs: None) -> None:
    window.files.imports.read(REPORT)
    QTest.qWait(300)
    end_all()
    assert processes() == []
    window.new()
    settle()


def test_neither_the_start_of_the_window_nor_a_reading_loads_the_reader_of_a_message_into_it(tmp_path: Path) -> None:
    (tmp_path / "report.hl7").write_bytes(b"MSH|^~\\&|LAB||||20260310||ORU^R01|1|P|2.4\rPID|1||943||Bell^Ann\r")
    ran = subprocess.run([sys.executable, "-c", STARTED, str(tmp_path / "report.hl7")], capture_output=True, text=True,
                         check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})  # fmt: skip
    start, after = ran.stdout.splitlines()
    assert start == "0 []"
    assert "judge" in after and not [word for word in ("hl7", "fhir", "gdt", "edifact") if word in after]


STARTED = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from b12calc_ui.app import build
app, window = build(["b12calc"])
window.show()
app.processEvents()
def loaded():
    names = [name.rsplit(".", 1)[-1] for name in sys.modules if name.startswith("b12calc.exchange.")]
    print(len(names), sorted(names))
loaded()
imports = window.files.imports
imports.open_path(Path(sys.argv[1]))
while imports.readings.runs():
    QTest.qWait(10)
loaded()
"""
