"""Blind hands at the window find nothing: a short share of the campaign, the same each time."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from b12calc_ui.controls import Choice
from tests.campaigns.monkey import many, run_of

EVENTS = 3000


def test_raw_events_at_random_places_bring_no_fault_and_the_wheel_changes_nothing(qapp: QApplication) -> None:
    found = many(EVENTS, seed=1, run=500, every=50)
    assert found["faults"] == {} and found["events"] == EVENTS
    assert found["checks"] >= EVENTS // 50


def test_the_same_seed_gives_the_same_events() -> None:
    assert run_of(7, 300) == run_of(7, 300) != run_of(8, 300)


def test_a_value_that_the_wheel_changes_is_found(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Choice, "wheelEvent", QComboBox.wheelEvent)
    found = many(1500, seed=1, run=500, every=500)
    assert any("the wheel changed" in said for said in found["faults"].values())
