"""Locked settings on the screen: in force, in sight with who set them, and changed by nothing the window offers."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from b12calc.rules import laboratory_text
from b12calc_ui.app import build
from b12calc_ui.given import read
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice_dialog import PracticeDialog

from .conftest import TODAY, settle

Opener = Callable[[str], MainWindow]
LOCKED = """[locked]
pack = "us"
laboratory = "leeds"
clinic = "no-tablets"
paper = "A5"
practice_name = "Mill Lane"
file_name = "{kind}-{number}"
record_folder = "/srv/in"
exchange_folder = "/srv/gdt"
exchange_ours = "AB12"
cover_minutes = 5
draft = false
"""


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Opener]:
    """Open a window under a file of the practice's IT."""
    windows: list[MainWindow] = []

    def open_window(text: str) -> MainWindow:
        (tmp_path / "b12calc.toml").write_text(text, encoding="utf-8")
        _app, window = build(["b12calc"], today=lambda: TODAY, settings=tmp_path / "kept" / "window.ini",
                             installed=read(tmp_path / "b12calc.toml"))  # fmt: skip
        windows.append(window)
        window.show()
        window.live.wake()
        settle()
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sheet_of(window: MainWindow) -> PracticeDialog:
    window.actions_.all["practice"].trigger()
    settle()
    assert window.practice.sheet is not None
    return window.practice.sheet


def locked(*controls: QWidget) -> bool:
    return all(not one.isEnabled() and "Set by your practice's IT in" in one.accessibleDescription()
               and "b12calc.toml" in one.toolTip() for one in controls)  # fmt: skip


def test_everything_locked_is_in_force_and_its_choosers_say_whose_it_is(opened: Opener) -> None:
    window = opened(LOCKED)
    strip = window.form.identity
    assert (window.live.pack, window.live.laboratory, window.clinic.code) == ("us", "leeds", "no-tablets")
    assert (strip.pack.code(), strip.limits.code(), window.clinic.chooser.code()) == ("us", "leeds", "no-tablets")
    assert locked(strip.pack, strip.limits, window.clinic.chooser)
    assert window.privacy.idle.minutes == 5 and not window.settings.draft()
    assert not window.bar.isVisibleTo(window)


def test_the_sheet_names_what_is_locked_and_by_which_file(opened: Opener, tmp_path: Path) -> None:
    sheet = sheet_of(opened(LOCKED))
    assert sheet.files is not None and sheet.locked.isVisible()
    words = ("Locked here: guideline, laboratory, paper, heading, names of saved files, folder of the record system, "
             f"exchange folder. Set by your practice's IT in {tmp_path / 'b12calc.toml'}.")  # fmt: skip
    assert sheet.locked.text() == words
    files, exchange = sheet.files, sheet.files.exchange
    assert locked(*sheet.packs.values(), sheet.laboratory, sheet.paper, sheet.lines[0], files.pattern, files.folder,
                  files.choose, exchange.folder, exchange.choose, exchange.ours)  # fmt: skip
    assert all(one.isEnabled() for one in (*sheet.lines[1:], exchange.theirs))
    assert sheet.laboratory.code() == "leeds" and exchange.folder.text() == "/srv/gdt"


def test_keeping_the_sheet_changes_what_is_open_and_nothing_that_is_locked(opened: Opener) -> None:
    window = opened(LOCKED)
    sheet = sheet_of(window)
    sheet.lines[1].setText("1 Mill Lane")
    sheet.begin.click()
    settle()
    assert window.settings.heading() == ("Mill Lane", "1 Mill Lane", "")
    assert (window.live.pack, window.live.laboratory) == ("us", "leeds")
    assert window.settings.exchange().folder == "/srv/gdt" and window.settings.paper() == "A5"


def test_without_a_lock_the_sheet_says_nothing_of_one(opened: Opener) -> None:
    window = opened('[default]\npack = "us"\npaper = "A5"\n')
    sheet = sheet_of(window)
    assert not sheet.locked.isVisible() and sheet.packs["uk"].isEnabled() and sheet.paper.code() == "A5"
    sheet.packs["uk"].click()
    sheet.begin.click()
    settle()
    assert window.live.pack == "uk" and window.settings.pack() == "uk"


@pytest.mark.parametrize("action", ["laboratory", "clinic"])
def test_what_would_write_a_profile_says_why_it_does_not(opened: Opener, action: str) -> None:
    window = opened(LOCKED)
    window.actions_.all[action].trigger()
    settle()
    assert window.bar.text().startswith("Set by your practice's IT in ")
    assert not window.findChildren(LaboratoryDialog) and window.clinic.dialog is None


def test_the_menus_show_locked_minutes_and_the_draft_as_locked(opened: Opener) -> None:
    window = opened(LOCKED)
    menu = next(one for one in window.actions_.view.actions() if "Cover when" in one.text()).menu()
    assert isinstance(menu, QMenu)
    entries = {one.text().replace("&", ""): one for one in menu.actions()}
    assert entries["Cover now"].isEnabled() and not entries["After 20 minutes"].isEnabled()
    assert entries["After 5 minutes"].isChecked()
    assert any(text.startswith("Set by your practice's IT in ") for text in entries)
    switch = window.privacy.draft.switch
    assert not switch.isEnabled() and not switch.isChecked() and "set by your practice's IT" in switch.text()


def test_the_practice_audit_judges_by_what_is_locked(opened: Opener) -> None:
    window = opened(LOCKED)
    window.actions_.all["audit"].trigger()
    settle()
    audit = window.audit.audit
    assert audit is not None
    assert locked(audit.setup.pack, audit.setup.limits) and audit.setup.pack.code() == "us"
    audit.close()


def test_a_fault_of_the_file_is_said_in_the_window_which_starts_with_its_own(opened: Opener, tmp_path: Path) -> None:
    window = opened('[locked]\npack = "fr"\n')
    assert window.live.pack == "uk" and window.form.identity.pack.isEnabled()
    assert window.bar.text() == (
        f"The settings of your practice's IT could not all be used. {tmp_path / 'b12calc.toml'}: pack: expected one of "
        "uk, us, article; the program's own setting is used."
    )


def test_a_laboratory_profile_of_the_practice_is_read_from_where_the_file_says(opened: Opener, tmp_path: Path) -> None:
    from b12calc.rules import laboratory_content
    from b12calc.rules.laboratory import FOLDER

    content = laboratory_content((FOLDER / "leeds.toml").read_bytes(), "leeds.toml")
    file = tmp_path / "district.toml"
    file.write_text(laboratory_text(content), encoding="utf-8")
    window = opened(f"[locked]\nlaboratory = '{file}'\n")
    assert window.live.own.profile is not None and not window.bar.isVisibleTo(window)
    assert window.form.identity.laboratory() == "Leeds (ours)"
    assert locked(window.form.identity.limits)


@pytest.mark.parametrize("key", ["laboratory", "clinic"])
def test_a_profile_that_is_not_there_is_named(opened: Opener, tmp_path: Path, key: str) -> None:
    window = opened(f"[locked]\n{key} = '{tmp_path / 'gone.toml'}'\n")
    assert "gone.toml" in window.bar.text()
    assert window.live.laboratory == "" and window.clinic.code == ""


_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from b12calc import installation
from b12calc_ui import app
installation.places = lambda: (Path(sys.argv[1]),)
build = app.build
def watched(*arguments, **options):
    made = build(*arguments, **options)
    window = made[1]
    QTimer.singleShot(0, lambda: print(window.live.pack, window.settings.given.why("pack")))
    QTimer.singleShot(0, made[0].quit)
    return made
app.build = watched
sys.exit(app.main())
"""


def test_a_start_of_the_program_takes_the_file_into_force(tmp_path: Path) -> None:
    file = tmp_path / "b12calc.toml"
    file.write_text('[locked]\npack = "us"\n', encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config"),
                   "XDG_RUNTIME_DIR": str(tmp_path), "TMPDIR": str(tmp_path), "DISPLAY": f":{os.getpid()}",
                   "PYTHONPATH": os.pathsep.join(sys.path)}  # fmt: skip
    run = subprocess.run([sys.executable, "-c", _START, str(file)], env=environment, capture_output=True, text=True,
                         check=False, timeout=120)  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == f"us Set by your practice's IT in {file}."
