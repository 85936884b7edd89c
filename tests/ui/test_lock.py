"""Word of the locked screen: taken from the buses of this computer only, and it covers the window."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from b12calc_ui.lock import Lock, _local
from b12calc_ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
NO_BUS = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere;tcp:host=example.org,port=1"}
HEARS = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QThread
from b12calc_ui.lock import Lock
app = QCoreApplication([])
lock, heard = Lock(), []
lock.locked.connect(lambda: heard.append("locked"))
assert lock.listen() >= 1
signal = "org.freedesktop.ScreenSaver.ActiveChanged"
for word in ("false", "true"):
    subprocess.run(["dbus-send", "--session", "--type=signal", "/ScreenSaver", signal, f"boolean:{word}"], check=True)
for _ in range(100):
    app.processEvents()
    if heard:
        break
    QThread.msleep(20)
print(heard)
"""


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("unix:path=/run/user/1000/bus", True),
        ("unix:abstract=/tmp/dbus-x,guid=1;unix:path=/tmp/b", True),
        ("tcp:host=10.0.0.1,port=12434", False),
        ("unix:path=/tmp/b;tcp:host=10.0.0.1,port=12434", False),
        ("autolaunch:", False),
        ("", False),
    ],
)
def test_only_sockets_of_this_computer_count_as_a_local_bus(address: str, local: bool) -> None:
    assert _local(address) is local


def test_where_no_local_bus_is_named_nothing_is_listened_to() -> None:
    assert Lock().listen(NO_BUS) == 0
    assert Lock().listen({**NO_BUS, "DBUS_SESSION_BUS_ADDRESS": "tcp:host=10.0.0.1,port=12434"}) == 0


@pytest.mark.parametrize(("number", "path"), [("2", "_32"), ("c1", "c1"), ("31", "_331"), ("", None), ("../x", None)])
def test_the_login_is_named_as_its_manager_names_it(number: str, path: str | None) -> None:
    expected = f"/org/freedesktop/login1/session/{path}" if path else ""
    assert Lock._session({"XDG_SESSION_ID": number}) == expected


def test_a_locked_screen_covers_the_window_and_an_unlocked_one_leaves_it_covered(window: MainWindow) -> None:
    window.privacy.lock.on_saver(False)
    assert not window.privacy.cover.is_on()
    for active in (True, None):
        window.privacy.lock.on_lock() if active is None else window.privacy.lock.on_saver(active)
        assert window.privacy.cover.is_on()
        window.privacy.lock.on_saver(False)
        assert window.privacy.cover.is_on()
        window.privacy.show_again()


@pytest.mark.skipif(not (shutil.which("dbus-run-session") and shutil.which("dbus-send")), reason="no message bus here")
def test_word_from_a_real_message_bus_arrives_once() -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}"}
    command = ["dbus-run-session", "--", sys.executable, "-W", "error", "-c", HEARS]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout == "['locked']\n", run.stderr
