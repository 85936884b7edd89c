"""The notice of a damaged copy: clear, whole at every size, by keyboard, and with nothing in it that could answer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from b12calc.integrity import CHANGED, MISSING, Fault
from b12calc_ui.controls import Words
from b12calc_ui.damaged import DamagedWindow
from b12calc_ui.theme import dress

from ..installed import changed, unpacked
from .conftest import settle

FAULTS = [Fault("b12calc/rules/clinical/uk/limits.toml", CHANGED), Fault("b12calc/analytes.toml", MISSING)]


@pytest.fixture
def notice(qapp: QApplication) -> Iterator[DamagedWindow]:
    dress(qapp, "light", 100)
    window = DamagedWindow(FAULTS)
    window.show()
    settle()
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def texts(window: DamagedWindow) -> list[str]:
    return [one.text() for one in window.findChildren(Words) if one.isVisible()]


def test_it_says_what_is_wrong_and_what_to_do_and_names_each_file(notice: DamagedWindow) -> None:
    said = texts(notice)
    assert said[:2] == [
        "▲ This copy of b12calc is damaged", "It gives no advice until it has been installed again."
    ]  # fmt: skip
    assert any("Install b12calc again, or ask whoever looks after this computer" in one for one in said)
    assert "•  b12calc/rules/clinical/uk/limits.toml differs from the file that was installed" in said
    assert "•  b12calc/analytes.toml is missing" in said


def test_of_many_files_the_first_are_named_and_the_rest_counted(qapp: QApplication) -> None:
    window = DamagedWindow(FAULTS * 20)
    assert [one.text() for one in window.findChildren(Words)][-2] == "•  and 28 more"
    assert len(window.details().splitlines()) == 41


def test_nothing_in_it_takes_an_entry_or_gives_an_answer(notice: DamagedWindow) -> None:
    assert notice.findChildren(QLineEdit) == []
    assert notice.findChildren(QAction) == []
    assert [one.text() for one in notice.findChildren(QAbstractButton)] == ["Copy the details", "Close b12calc"]


def test_the_details_are_copied_by_keyboard_and_name_nothing_but_the_program(notice: DamagedWindow) -> None:
    notice.copy.setFocus()
    QTest.keyClick(notice.copy, Qt.Key.Key_Space)
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head.startswith("b12calc 0.1.0, ")
    assert lines == [str(one) for one in FAULTS]
    assert notice.said.text() == "Copied."


def test_the_keyboard_stands_on_close(notice: DamagedWindow) -> None:
    notice.activateWindow()
    settle()
    assert notice.focusWidget() is notice.shut
    QTest.keyClick(notice.shut, Qt.Key.Key_Space)
    assert not notice.isVisible()


@pytest.mark.parametrize(("zoom", "width", "height"), [(100, 1366, 720), (200, 1366, 720), (300, 800, 600)])
def test_no_word_is_cut_at_any_size(zoom: int, width: int, height: int, qapp: QApplication) -> None:
    dress(qapp, "light", zoom)
    window = DamagedWindow(FAULTS)
    window.resize(width, height)
    window.show()
    settle()
    for words in window.findChildren(Words):
        assert words.height() >= words.heightForWidth(words.width()), words.text()
    assert window.area.horizontalScrollBar().maximum() == 0
    window.close()
    dress(qapp, "light", 100)


START = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from b12calc_ui import wholeness
from b12calc_ui.launcher import main
app = QApplication(["b12calc", "-style", "fusion"])
def look():
    shown = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
    if (wholeness.refusals or ready()) and timer.isActive():
        timer.stop()
        print(shown, [str(one) for notice in wholeness.refusals for one in notice.faults])
        QTimer.singleShot(0, lambda: [one.close() for one in QApplication.topLevelWidgets() if one.isVisible()])
def ready():
    return any(one.live.ready for one in QApplication.topLevelWidgets() if type(one).__name__ == "MainWindow")
timer = QTimer(); timer.timeout.connect(look); timer.start(20)
sys.argv = ["b12calc"]
code = main()
print(code); sys.stdout.flush(); os._exit(code)
"""
NAMES = ("b12calc/models/wording.toml", "b12calc/analytes.toml", "b12calc/parsed.txt", "b12calc/rules/golden.json")


def start(copy: Path) -> list[str]:
    """Start the window of a copy as its command does, and return what it showed, then its exit code."""
    home = {**os.environ, "HOME": str(copy.parent), "XDG_CONFIG_HOME": str(copy.parent), "TMPDIR": str(copy.parent)}
    done = subprocess.run([sys.executable, "-P", "-c", START], cwd=copy.parent, capture_output=True, text=True,
                          env={**home, "PYTHONPATH": str(copy)}, check=False, timeout=120)  # fmt: skip
    return done.stdout.splitlines() or done.stderr.splitlines()


def test_a_whole_copy_opens_its_window_and_one_with_any_such_file_spoilt_the_notice(tmp_path: Path) -> None:
    copy = unpacked(tmp_path)
    shown, code = start(copy)
    assert "MainWindow" in shown and shown.endswith("] []") and code == "0"
    for name in NAMES:
        for data in (b"\xff\xfe = [", None):
            with changed(copy / name, data):
                shown, code = start(copy)
            said = "is missing" if data is None else "differs from the file that was installed"
            assert (shown, code) == (f"['DamagedWindow'] ['{name} {said}']", "4")
