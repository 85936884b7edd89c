"""One window, from process start to first paint and on to the whole form: ours, or a bare one with as many inputs.

Started by bench.py as a process of its own; prints one line of JSON. The inputs are counted when the form is whole.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

STARTED = float(os.environ["BENCH_STARTED"])


def now() -> dict[str, float]:
    """Return milliseconds since the process was started and its peak memory in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": (time.monotonic() - STARTED) * 1000, "mib": peak}


class FirstPaint(QObject):
    """Tell of the moment the window and everything in it has painted for the first time."""

    def __init__(self, window: QWidget, done: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._done = window, done
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the paint that begins here is over: what is queued now runs right after it."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._done)
        return False


def bare(counts: list[int]) -> QMainWindow:
    """Build a plain scrolled form with the given numbers of buttons, combo boxes and line edits."""
    window, inside = QMainWindow(), QWidget()
    column = QVBoxLayout(inside)
    for kind, count in zip((QPushButton, QComboBox, QLineEdit), counts, strict=True):
        for _ in range(count):
            column.addWidget(kind())
    area = QScrollArea()
    area.setWidget(inside)
    window.setCentralWidget(area)
    window.resize(1366, 740)
    return window


def count(window: QWidget) -> list[int]:
    """Count buttons, combo boxes and line edits; the line edit inside a combo box is not counted again."""
    found: Counter[type] = Counter()
    for child in window.findChildren(QWidget):
        inside = isinstance(child, QLineEdit) and isinstance(child.parent(), QComboBox)
        kinds = (kind for kind in (QAbstractButton, QComboBox, QLineEdit) if isinstance(child, kind))
        found.update(() if inside else kinds)
    return [found[kind] for kind in (QAbstractButton, QComboBox, QLineEdit)]


def ours(found: dict[str, object]) -> tuple[QApplication, QMainWindow]:
    """Build our window as an installed program does; note when its form is whole and when it can answer."""
    from b12calc_ui.app import build
    from b12calc_ui.main_window import MainWindow

    app, window = build(["b12calc"], settings=Path(os.environ["BENCH_SETTINGS"]))
    assert isinstance(window, MainWindow)

    def awake() -> None:
        found["awake"], found["inputs"] = now(), count(window)
        app.quit()

    window.form.questions.completed.connect(lambda: found.update(whole=now()))
    window.live.assessed.connect(awake)
    return app, window


def main() -> None:
    """Show one window and print what was measured."""
    found: dict[str, object] = {}
    if sys.argv[1] == "ours":
        app, window = ours(found)
    else:
        app = QApplication(["bare"])
        window = bare([int(part) for part in sys.argv[2].split(",")])

    def painted() -> None:
        found["painted"] = now()
        if sys.argv[1] == "bare":
            found["inputs"] = count(window)
            app.quit()

    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    FirstPaint(window, painted)
    window.show()
    app.exec()
    assert "whole" in found or sys.argv[1] == "bare"
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
