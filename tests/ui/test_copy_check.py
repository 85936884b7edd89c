"""Check this copy in the window: the checks and words of the command selftest, one after the other."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc import selftest
from b12calc.selftest_checks import CHECKS, FAULT, OK, Check, check
from b12calc_ui import copy_check, wholeness
from b12calc_ui.copy_check import CopyCheck
from b12calc_ui.finder import places
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle


def opened(window: MainWindow) -> CopyCheck:
    window.actions_.all["check"].trigger()
    dialog = window.findChildren(CopyCheck)[-1]
    for _ in range(200):
        settle()
        if len(dialog.checks) == len(CHECKS):
            break
    return dialog


def quick(monkeypatch: pytest.MonkeyPatch, result: str = OK) -> None:
    def made(code: str, _today: date) -> Check:
        return Check(code, CHECKS[code][0], result, f"said of {code}", ("a file & more",))

    monkeypatch.setattr(copy_check, "check", made)


def test_it_says_of_every_check_what_the_command_line_says(window: MainWindow) -> None:
    dialog = opened(window)
    assert QApplication.focusWidget() is dialog.shut
    shown = dialog.page.toPlainText()
    for code in CHECKS:
        one = check(code, TODAY)
        assert one.title in shown and one.said[1:] in shown
        assert all(detail in shown for detail in one.details)
    assert dialog.verdict.text() == selftest.verdict(dialog.checks)
    dialog.close()
    assert not wholeness.refusals


def test_the_result_is_copied_as_the_command_line_prints_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    dialog = opened(window)
    QTest.keyClick(dialog.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text().splitlines() == [*selftest.lines(dialog.checks, TODAY)]
    assert dialog.verdict.text() == "This copy is whole."
    assert "a file & more" in dialog.page.toPlainText()
    dialog.close()


@pytest.mark.parametrize("leave", ["button", "esc", "window"])
def test_it_can_be_left_each_way(window: MainWindow, monkeypatch: pytest.MonkeyPatch, leave: str) -> None:
    quick(monkeypatch)
    dialog = opened(window)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    if leave == "button":
        QTest.mouseClick(dialog.shut, Qt.MouseButton.LeftButton)
    elif leave == "esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()
    assert gone and QApplication.activeModalWidget() is None


def test_it_is_found_by_name(window: MainWindow) -> None:
    assert any("Check this copy" in place.words for place in places(window, window.questions))


@pytest.mark.parametrize("leave", ["button", "escape"])
def test_after_a_fault_the_notice_takes_the_place_of_the_window(
    leave: str, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch, FAULT)
    dialog = opened(window)
    assert dialog.verdict.text().startswith("This copy is damaged. It gives no advice")
    assert window.isVisible()
    if leave == "button":
        dialog.shut.click()
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    (notice,) = wholeness.refusals
    assert str(notice.faults[0]) == "Files that answers rest on: a file & more"
    assert not window.isVisible()
    notice.close()
    notice.deleteLater()
    wholeness.refusals.clear()


def test_left_before_its_end_it_stops(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    window.actions_.all["check"].trigger()
    dialog = window.findChildren(CopyCheck)[-1]
    dialog.step()
    dialog.close()
    settle()
    assert not wholeness.refusals
