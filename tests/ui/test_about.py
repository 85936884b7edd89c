"""What the program says of itself: purpose, version, rules, licences; read and left by keyboard alone."""

import platform
import re

from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import b12calc
from b12calc.rules import held_editions
from b12calc_ui.about_dialog import AboutDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.notices import notices_contents, notices_text
from b12calc_ui.reader import Reader

from .conftest import settle


def about(window: MainWindow) -> AboutDialog:
    window.actions_.all["about"].trigger()
    settle()
    return window.findChildren(AboutDialog)[-1]


def test_it_says_purpose_version_rules_and_what_it_runs_on(window: MainWindow) -> None:
    said = about(window).page.toPlainText()
    assert "Decision support for registered clinicians. Not CE/UKCA marked. Check the reasons before acting." in said
    now = next(one for one in held_editions() if one.archive is None)
    for words in (b12calc.__version__, platform.python_version(), qVersion(), now.name, now.stamps["uk"],
                  "United Kingdom", "Lesser General Public License"):  # fmt: skip
        assert words in said, words


def test_it_names_the_guideline_in_use_and_none_while_no_rules_are_loaded(window: MainWindow) -> None:
    window.live.use("us")
    stamp = next(one for one in held_editions() if one.archive is None).stamps["us"]
    assert stamp in about(window).page.toPlainText()
    window.live.ready = False
    said = about(window).page.toPlainText()
    window.live.ready = True
    assert "Stamp" not in said and b12calc.__version__ in said


def test_the_notices_open_by_keyboard_with_every_licence_and_close_again(window: MainWindow) -> None:
    dialog = about(window)
    for _ in range(5):
        if QApplication.focusWidget() is dialog.notices:
            break
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.notices
    QTest.keyClick(dialog.notices, Qt.Key.Key_Space)
    settle()
    reader = dialog.findChild(Reader, "notices")
    assert isinstance(reader, Reader) and reader.isVisible() and reader.page.hasFocus()
    squeezed = re.sub(r"\s+", "", reader.page.toPlainText())
    assert squeezed == re.sub(r"\s+", "", re.sub(r"^#+ ", "", notices_text(), flags=re.MULTILINE))
    QTest.keyClick(reader.page, Qt.Key.Key_Escape)
    settle()
    assert not dialog.findChildren(Reader, "notices") or not reader.isVisible()


def test_every_heading_of_the_notices_is_reached_from_the_contents(window: MainWindow) -> None:
    dialog = about(window)
    dialog.notices.click()
    reader = dialog.findChild(Reader, "notices")
    assert isinstance(reader, Reader)
    entries = notices_contents()
    assert len(entries) > 80 and len({anchor for anchor, _title in entries}) == len(entries)
    assert {anchor for anchor, _title in entries} <= set(reader.page.places())
