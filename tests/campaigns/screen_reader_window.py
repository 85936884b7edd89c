"""The real window in a process of its own, for screen_reader.py; tells what Qt itself says of every piece in it.

Reads one word a line and answers with one line of JSON: ``walk``, ``case`` or ``quit``.
"""

import json
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]
sys.dont_write_bytecode = True

from PySide6.QtCore import QObject, Qt, Signal  # noqa: E402
from PySide6.QtGui import QAccessible, QAccessibleInterface  # noqa: E402

from b12calc_ui.app import build  # noqa: E402
from b12calc_ui.main_window import MainWindow  # noqa: E402

Node = tuple[str, str, bool]


def walk(one: QAccessibleInterface) -> list[Node]:
    """Return role, name and whether it takes the keyboard of a piece and all below it, in the order of the tree."""
    state = one.state()
    nodes = [(one.role().name, one.text(QAccessible.Text.Name), bool(state.focusable))]
    for index in range(one.childCount()):
        child = one.child(index)
        if child.isValid():
            nodes += walk(child)
    return nodes


class Lines(QObject):
    """Carry lines from the thread that waits for them to the window."""

    came = Signal(str)


def listen(lines: Lines) -> None:
    """Pass on every line that comes in."""
    for line in sys.stdin:
        lines.came.emit(line.strip())


def answer(window: MainWindow, word: str) -> Any:
    """Return what is asked for."""
    if word == "walk":
        return walk(QAccessible.queryAccessibleInterface(window))
    if word == "case":
        return window.form.case().model_dump(mode="json")["visits"][-1]
    window.leaving.keep()
    window.close()
    return "closed"


def main() -> int:
    """Open the window, and serve until it is closed."""
    app, window = build(["b12calc"], today=lambda: date(2026, 3, 12))
    window.show()
    window.activateWindow()
    window.live.wake()
    window.form.questions.finish()
    lines = Lines()
    lines.came.connect(
        lambda word: print(json.dumps(answer(window, word)), flush=True), Qt.ConnectionType.QueuedConnection
    )
    threading.Thread(target=listen, args=(lines,), daemon=True).start()
    print(json.dumps("open"), flush=True)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
