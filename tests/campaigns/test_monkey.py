"""Blind hands at the window find nothing: a share of the campaign, the same each time.

On a machine that judges a change (``CI``) it is 32,000 events, otherwise 3,000; a million is ``make campaign monkey``.
"""

import os

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QMessageBox, QToolButton

from b12calc_ui.controls import Choice
from tests.campaigns.monkey import many, run_of
from tests.campaigns.monkey_hands import Hands
from tests.ui.window_stage import Stage

RUN = 500
PIECES, EVENTS = (4, 8000) if os.environ.get("CI") else (1, 3000)


@pytest.mark.parametrize("piece", range(PIECES))
def test_raw_events_at_random_places_bring_no_fault_and_the_wheel_changes_nothing(
    qapp: QApplication, piece: int
) -> None:
    found = many(EVENTS, seed=1 + piece * EVENTS // RUN, run=RUN, every=50)
    assert found["faults"] == {} and found["events"] == EVENTS
    assert found["checks"] >= EVENTS // 50


def test_the_same_seed_gives_the_same_events() -> None:
    assert run_of(7, 300) == run_of(7, 300) != run_of(8, 300)


def test_a_value_that_the_wheel_changes_is_found(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Choice, "wheelEvent", QComboBox.wheelEvent)
    found = many(1500, seed=1, run=500, every=500)
    assert any("the wheel changed" in said for said in found["faults"].values())


def test_a_dialog_of_the_system_that_the_end_of_another_opens_is_shut_too(qapp: QApplication) -> None:
    stage, first, given = Stage(), QMessageBox(), list[tuple[str, str]]()
    first.rejected.connect(lambda: given.append(QFileDialog.getSaveFileName(None, "", "", "")))
    hands = Hands(stage.begin())
    try:
        first.exec()
    finally:
        hands.rest()
        stage.leave()
    assert given == [("", "")]


def test_a_menu_that_a_press_opens_holds_the_hands_for_a_moment_alone(qapp: QApplication) -> None:
    stage = Stage()
    hands = Hands(stage.begin())
    button, menu = QToolButton(), QMenu()
    menu.addAction("one")
    opened = list[bool]()
    menu.aboutToShow.connect(lambda: opened.append(True))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.show()
    button.activateWindow()
    try:
        hands._drag(button, 0.5, 0.5, 0)
        assert opened and QApplication.activePopupWidget() is None
    finally:
        hands.rest()
        button.close()
        stage.leave()
