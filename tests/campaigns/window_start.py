"""One window, from process start to first paint: ours, or a bare one with as many input widgets.

Started by bench.py as a process of its own; prints milliseconds, peak memory in MiB and the number of inputs.
"""

import os
import sys
import time
from collections import Counter

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

INPUTS = (QAbstractButton, QComboBox, QLineEdit)


class FirstPaint(QObject):
    """Note the moment the window has painted for the first time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.at: float | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the clock right after the first paint of the window."""
        if event.type() == QEvent.Type.Paint and self.at is None:
            self.at = time.monotonic()
            QTimer.singleShot(0, QApplication.quit)
        return super().eventFilter(watched, event)


def bare(counts: dict[str, int]) -> QMainWindow:
    """Build a plain scrolled form with the given numbers of buttons, combo boxes and line edits."""
    window, inside = QMainWindow(), QWidget()
    column = QVBoxLayout(inside)
    for kind, name in ((QPushButton, "buttons"), (QComboBox, "combos"), (QLineEdit, "lines")):
        for _ in range(counts[name]):
            column.addWidget(kind())
    area = QScrollArea()
    area.setWidget(inside)
    window.setCentralWidget(area)
    window.resize(1366, 740)
    return window


def count(window: QWidget) -> dict[str, int]:
    """Count the inputs of a window by kind; the line edit inside a combo box is not counted again."""
    found: Counter[str] = Counter()
    for child in window.findChildren(QWidget):
        if isinstance(child, QAbstractButton):
            found["buttons"] += 1
        elif isinstance(child, QComboBox):
            found["combos"] += 1
        elif isinstance(child, QLineEdit) and not isinstance(child.parent(), QComboBox):
            found["lines"] += 1
    return {name: found[name] for name in ("buttons", "combos", "lines")}


def main() -> None:
    """Show one window and print what was measured."""
    which, started = sys.argv[1], float(os.environ["BENCH_STARTED"])
    if which == "ours":
        from b12calc_ui.app import build

        app, window = build(["b12calc"])
    else:
        app = QApplication(["bare"])
        numbers = [int(part) for part in sys.argv[2].split(",")]
        window = bare(dict(zip(("buttons", "combos", "lines"), numbers, strict=True)))
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    paint = FirstPaint(window)
    window.show()
    app.exec()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    inputs = count(window)
    print(f"{((paint.at or 0) - started) * 1000:.1f} {peak:.1f} {','.join(str(n) for n in inputs.values())}")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
