"""From a key press to the repainted answer: a filled window, hundreds of keys, each waited for until all is painted.

Started by bench.py as a process of its own; prints one line of JSON with processor and wall-clock milliseconds.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.app import build
from b12calc_ui.growing import set_aside_once
from b12calc_ui.main_window import MainWindow

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample_case.json"
TODAY = date(2026, 3, 12)
Press = tuple[QWidget, Qt.Key]


class Painted(QObject):
    """Count how often the window painted what had changed in it, and how often the form was assessed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.count = self.assessed = 0
        # Of the window alone: told of every event of every widget, this would be a tenth of what it measures.
        window.installEventFilter(self)
        window.live.assessed.connect(self._on_assessed)

    def _on_assessed(self) -> None:
        self.assessed += 1

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count and let pass."""
        self.count += event.type() == QEvent.Type.UpdateRequest
        return False


def presses(window: MainWindow) -> Iterator[Press]:
    """Yield keys that change the answer: digits of a figure, and answers given, taken back and given again."""
    value = window.form.results.rows[0].fields["value"]
    row = window.form.rows
    asked = [row[code] for code in ("paraesthesia", "falls", "nitrous_oxide", "vegan_diet", "visual_loss", "metformin")]
    for one in asked:
        one.give("")
    digits: list[Press] = [
        (value, key) for key in (Qt.Key.Key_Backspace, Qt.Key.Key_7, Qt.Key.Key_Backspace, Qt.Key.Key_2)
    ]
    answers: list[Press] = [(one.yes, key) for one in asked for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Delete)]
    yield from cycle([*digits, *answers])


def taken(window: MainWindow, painted: Painted, press: Press) -> tuple[float, float]:
    """Press one key and wait until all is painted that it changed; return processor and wall-clock milliseconds."""
    field, key = press
    field.setFocus()
    QApplication.processEvents()
    before, worked, began = painted.assessed, time.process_time_ns(), time.perf_counter_ns()
    QTest.keyClick(field, key)
    while True:
        seen = painted.count
        QApplication.processEvents()
        if painted.count == seen and painted.assessed > before:
            break
        if time.perf_counter_ns() - began > 2e9:
            raise RuntimeError("the form was not assessed again")
    return (time.process_time_ns() - worked) / 1e6, (time.perf_counter_ns() - began) / 1e6


def main() -> None:
    """Print what was measured."""
    _app, window = build(["b12calc"], today=lambda: TODAY)
    # As the program does when it starts.
    set_aside_once(window.live)
    window.show()
    window.activateWindow()
    window.live.wake()
    window.form.questions.finish()
    window.files.open_path(SAMPLE)
    painted = Painted(window)
    for _ in range(5):
        QApplication.processEvents()
    keys = presses(window)
    for one in islice(keys, 44):
        taken(window, painted, one)
    times = [taken(window, painted, one) for one in islice(keys, int(sys.argv[1]))]
    for kind, each in (("processor", sorted(t for t, _ in times)), ("wall", sorted(t for _, t in times))):
        found = {"p50": each[len(each) // 2], "p99": each[int(len(each) * 0.99)], "worst": each[-1]}
        print(json.dumps({"kind": kind, "keys": len(each), **found}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
