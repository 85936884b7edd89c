"""A second start: it finds the running window of this user and no other, and never replaces a patient unasked."""

import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from b12calc_ui import launcher
from b12calc_ui.handover import Door, hand_over, place
from b12calc_ui.main_window import MainWindow
from b12calc_ui.second_start import SecondStart

from .conftest import settle, write

ROOT = Path(__file__).resolve().parents[2]
CASE = Path(__file__).with_name("case.json")
ASKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from b12calc_ui.handover import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(Path(sys.argv[1]) if len(sys.argv) > 1 else None) else 1)
"""
DIES = """
import os
from PySide6.QtCore import QCoreApplication
from b12calc_ui.handover import Door
app = QCoreApplication([])
door = Door()
assert door.open()
os._exit(0)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks at the socket as a file")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for sockets of this test alone."""
    place_of_sockets = tmp_path / "run"
    place_of_sockets.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place_of_sockets))
    return place_of_sockets


@pytest.fixture
def door(qapp: QApplication) -> Iterator[Door]:
    one = Door()
    yield one
    one.close()


def start(program: str, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}"}
    return subprocess.Popen([sys.executable, "-W", "error", "-c", program, *words], env=environment)


def wait_for(process: subprocess.Popen[bytes]) -> int:
    """Let both processes work until the other one ends."""
    until(lambda: process.poll() is not None)
    return process.wait(1)


def until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.01)


def button(second: SecondStart, words: str) -> QAbstractButton:
    assert second.box is not None
    return next(one for one in second.box.buttons() if one.text().replace("&", "") == words)


def test_the_name_holds_the_user_and_the_socket_is_for_this_user_only(door: Door, folder: Path) -> None:
    assert door.open()
    found = Path(place()).stat()
    assert Path(place()).parent == folder and f"-{os.getuid()}-" in Path(place()).name
    assert stat.S_ISSOCK(found.st_mode) and not found.st_mode & 0o077
    door.close()
    assert list(folder.iterdir()) == []


def test_a_folder_open_to_others_is_not_used_and_another_screen_has_another_window(folder: Path) -> None:
    mine = {"XDG_RUNTIME_DIR": str(folder), "DISPLAY": ":0"}
    assert place(mine) != place({**mine, "DISPLAY": ":1"})
    folder.chmod(0o755)
    assert Path(place(mine)).parent != folder
    assert Path(place({})).parent != folder


def test_with_no_window_running_nothing_is_loaded_and_nobody_asked() -> None:
    program = "import sys; from b12calc_ui.handover import hand_over; sys.exit(hand_over(None) or "
    assert start(program + "'PySide6.QtNetwork' in sys.modules)").wait(30) == 0


def test_a_second_start_brings_the_window_back_uncovered_and_ends(window: MainWindow) -> None:
    second = SecondStart(window)
    second.begin(None)
    window.privacy.hide_now()
    window.showMinimized()
    data = window.form.data()
    assert wait_for(start(ASKS)) == 0
    settle()
    assert not window.isMinimized() and not window.privacy.cover.is_on()
    assert window.form.data() == data and second.box is None
    second.door.close()


def test_a_file_opens_where_nothing_is_entered(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    second = SecondStart(window)
    second.begin(None)
    monkeypatch.chdir(CASE.parent)
    assert wait_for(start(ASKS, CASE.name)) == 0
    until(lambda: not window.form.is_blank())
    assert second.box is None and "142" in str(window.form.data())
    second.door.close()


def test_a_patient_on_the_screen_is_replaced_only_after_a_yes(window: MainWindow) -> None:
    second = SecondStart(window)
    second.begin(None)
    write(window.form.identity.fields["name"], "Jane Canary")
    data = window.form.data()
    for answer, replaced in (("Keep this patient", False), ("Open it here", True)):
        assert wait_for(start(ASKS, str(CASE))) == 0
        until(lambda: second.box is not None)
        assert second.box is not None and CASE.name in second.box.text() and window.form.data() == data
        assert second.box.defaultButton() is button(second, "Keep this patient")
        button(second, answer).click()
        settle()
        assert second.box is None and (window.form.data() != data) is replaced
    second.door.close()


def test_closing_the_offer_keeps_the_patient_and_a_newer_offer_takes_its_place(window: MainWindow) -> None:
    second = SecondStart(window)
    window.form.rows["falls"].give("yes")
    data = window.form.data()
    second.come(str(CASE))
    second.come(str(CASE.with_name("other.json")))
    assert second.box is not None and "other.json" in second.box.text()
    second.box.close()
    settle()
    assert second.box is None and window.form.data() == data


def test_the_first_start_opens_its_own_file(window: MainWindow) -> None:
    second = SecondStart(window)
    second.begin(CASE)
    assert "142" in str(window.form.data())
    second.door.close()


def test_a_name_left_by_a_crash_is_taken_over(door: Door) -> None:
    assert start(DIES).wait(30) == 0
    assert Path(place()).exists() and not hand_over(None)
    assert door.open()
    heard: list[str] = []
    door.knocked.connect(heard.append)
    assert wait_for(start(ASKS, "/somewhere/case.json")) == 0
    assert heard == ["/somewhere/case.json"]


def test_a_window_that_answers_keeps_the_name(door: Door) -> None:
    assert door.open()
    late, heard = Door(), list[str]()
    door.knocked.connect(heard.append)
    assert not late.open()
    assert wait_for(start(ASKS)) == 0 and heard == [""]


def test_a_file_that_is_no_socket_is_neither_asked_nor_removed(door: Door) -> None:
    Path(place()).write_text("mine")
    assert not hand_over(None) and not door.open()
    assert Path(place()).read_text() == "mine"


@pytest.mark.parametrize("words", [b"{\n", b"[1]\n", b"\xff\xfe\n", b"7\n", b"x" * 40_000, b"null\n"])
def test_whatever_else_comes_is_dropped(door: Door, words: bytes) -> None:
    assert door.open()
    heard: list[str] = []
    door.knocked.connect(heard.append)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(place())
        stranger.setblocking(False)
        stranger.send(words)
        closed: list[bool] = []

        def gone() -> bool:
            try:
                closed.append(stranger.recv(64) == b"")
            except BlockingIOError:
                return False
            except ConnectionResetError:
                closed.append(True)
            return True

        until(gone)
    assert heard == [] and closed == [True]


def test_one_case_file_on_the_command_line_opens_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path | None] = []

    def window(path: Path | None = None) -> int:
        asked.append(path)
        return 0

    monkeypatch.setattr("b12calc_ui.app.main", window)
    for words, expected in (([], None), (["a case.json"], Path("a case.json")), (["A.JSON"], Path("A.JSON"))):
        monkeypatch.setattr(sys, "argv", ["b12calc", *words])
        assert launcher.main() == 0 and asked.pop() == expected
