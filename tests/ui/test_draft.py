"""Recover after a power cut: off at first, offered and never opened by itself, and gone when its case is over."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.controls import TextField
from b12calc_ui.draft_desk import WAIT
from b12calc_ui.draft_text import to_bytes
from b12calc_ui.main_window import MainWindow

from .conftest import settle, write
from .draft_desks import Desk, desk_of, drafted, enter

ROOT = Path(__file__).resolve().parents[2]
CASE = Path(__file__).with_name("case.json")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    one.end()


def test_it_is_off_at_first_and_nothing_of_it_is_loaded_or_written(tmp_path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from b12calc_ui.app import build
app, window = build(["b12calc"], settings=Path({str(tmp_path)!r}) / "window.ini")
window.show()
window._wake()
while not window.live.ready:
    app.processEvents()
window.form.rows["falls"].give("yes")
app.processEvents()
assert not window.privacy.draft.switch.isChecked()
print(sorted(name for name in sys.modules if name.split(".")[0] in ("keyring", "cryptography", "secretstorage")
             or name.startswith(("b12calc_ui.draft_", "b12calc_ui.key_store", "b12calc_ui.offer"))))
"""
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]" and not (tmp_path / "draft").exists()


def test_it_is_written_some_seconds_after_the_first_edit_however_many_follow(desk: Desk) -> None:
    window = desk.on()
    timer = desk_of(window).timer
    assert not timer.isActive() and desk.nothing_left()
    window.form.rows["falls"].give("yes")
    settle()
    assert timer.isActive() and timer.interval() == WAIT <= 5000 and desk.nothing_left()
    timer.start(8000)
    QTest.qWait(1000)
    for code in ("fatigue", "metformin"):
        window.form.rows[code].give("yes")
        settle()
        assert timer.remainingTime() < 7500, "set anew it would have all its time again, give or take a twentieth"
    timer.start(50)
    QTest.qWait(500)
    assert "case.draft" in desk.left() and not timer.isActive()


def test_after_a_power_cut_it_is_offered_not_opened_and_names_nobody(desk: Desk) -> None:
    desk.cut(drafted(desk))
    window = desk.start()
    offer = desk_of(window).offer
    assert offer.isVisible() and "22 Nov 2026 at 14:20" in offer.text() and window.form.is_blank()
    for said in (offer.text(), offer.accessibleName(), window.windowTitle(), window.bar.text()):
        assert "Zephyrine" not in said and "143" not in said


def test_opened_it_is_the_same_case_letter_for_letter_and_counts_as_not_saved(desk: Desk) -> None:
    before = drafted(desk)
    write(before.form.identity.fields["age"], "12 Ma")
    desk_of(before).write()
    state = to_bytes(before.form)
    desk.cut(before)
    window = desk.start()
    desk_of(window).offer.open.click()
    settle()
    assert to_bytes(window.form) == state and not desk_of(window).offer.stands()
    assert "12 Ma" in state.decode() and window.live.faults
    for one in (window, before):
        age = one.form.identity.fields["age"]
        assert isinstance(age, TextField)
        age.setText("67")
    assert window.form.case() == before.form.case()
    # It is still not saved: the draft stays, and leaving asks.
    assert "case.draft" in desk.left() and not window.leaving.sure("New")


def test_it_is_gone_after_save_new_open_leaving_and_switching_off(desk: Desk, tmp_path: Path) -> None:
    ways: dict[str, Callable[[MainWindow], object]] = {
        "save": lambda window: window.files.save_path(tmp_path / "case.json"),
        "new": lambda window: twice(window.actions_.all["new"].trigger),
        "open": lambda window: window.files.open_path(CASE),
        "quit": lambda window: twice(window.close),
        "off": lambda window: window.privacy.draft.switch.trigger(),
        "undone": undone,
    }
    keys = []
    for way, leave in ways.items():
        window = drafted(desk)
        keys.append(desk.store.key)
        leave(window)
        settle()
        assert desk.nothing_left(), way
        assert not desk_of(window).timer.isActive(), way
        desk_of(window).keeper.release()
        assert desk.left() == [], way
        window.privacy.draft.turn(False)
    assert len(set(keys)) == len(ways), "a key is used for one draft only"


def twice(deed: Callable[[], object]) -> None:
    deed()
    deed()


def undone(window: MainWindow) -> None:
    while window.form.stack.canUndo():
        window.form.step_back()
    assert window.form.is_blank()
    desk_of(window).write()


def test_after_saving_the_next_edit_begins_a_new_draft_under_a_new_key(desk: Desk, tmp_path: Path) -> None:
    window = drafted(desk)
    window.files.save_path(tmp_path / "case.json")
    window.form.rows["fatigue"].give("yes")
    settle()
    assert desk_of(window).timer.isActive()
    desk_of(window).write()
    first, second = desk.store.keys_seen
    assert first != second and desk.store.key == second and "case.draft" in desk.left()


@pytest.mark.parametrize("hours", [24, 100, -24])
def test_after_24_hours_it_goes_unread_at_the_start_and_in_a_window_that_stays_open(desk: Desk, hours: int) -> None:
    before = drafted(desk)
    desk.cut(before)
    desk.now += hours * 3600
    window = desk.start()
    assert desk.nothing_left() and not desk_of(window).offer.stands() and window.form.is_blank()
    enter(window)
    desk_of(window).write()
    desk.now += 23 * 3600
    desk_of(window).expire()
    assert "case.draft" in desk.left()
    desk.now += 3600
    desk_of(window).expire()
    assert desk.nothing_left() and not window.form.is_blank()


def test_the_foot_of_the_window_says_what_is_kept(desk: Desk) -> None:
    window = desk.start()
    foot = window.status_line._promise
    assert foot.accessibleName() == "Nothing is saved on this computer."
    window.privacy.draft.switch.trigger()
    assert "but one encrypted draft" in foot.accessibleName() and foot.text().strip() == foot.accessibleName()
    desk_of(window).keeper.release()
    again = desk.start()
    assert "but one encrypted draft" in again.status_line._promise.accessibleName()
    again.privacy.draft.switch.trigger()
    assert again.status_line._promise.accessibleName() == "Nothing is saved on this computer."


def test_a_copy_of_the_file_cannot_be_read_afterwards(desk: Desk) -> None:
    window = drafted(desk)
    path = desk.settings.parent / "draft" / "case.draft"
    copy = path.read_bytes()
    desk_of(window)._discard()
    desk.cut(window)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(copy)
    window = desk.start()
    assert "its key is gone" in desk_of(window).offer.text() and not desk_of(window).offer.open.isVisible()
    desk_of(window).offer.open.click()
    assert window.form.is_blank()


def test_the_settings_hold_on_or_off_and_a_second_window_does_not_touch_the_draft(desk: Desk) -> None:
    first = drafted(desk)
    first.settings._store.sync()  # type: ignore[union-attr]
    assert "draft=on" in desk.settings.read_text().splitlines()
    key, second = desk.store.key, desk.start()
    assert not second.privacy.draft.switch.isChecked() and "another window" in second.bar.text()
    enter(second)
    second.new()
    second.privacy.draft.turn(False)
    assert desk.store.key == key and "case.draft" in desk.left()
    lock = QLockFile(str(desk.settings.parent / "draft" / "lock"))
    assert not lock.tryLock(0)
