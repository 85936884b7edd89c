"""After how many minutes the window is covered: chosen in the menu, remembered, never spoilt."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc_ui.app import build
from b12calc_ui.idle import CHOICES
from b12calc_ui.main_window import MainWindow
from b12calc_ui.settings import Settings

from .conftest import TODAY


def test_the_minutes_are_chosen_in_the_menu_and_remembered(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    for before, after in ((10, 2), (2, 20)):
        _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
        assert isinstance(window, MainWindow)
        assert window.privacy.idle.minutes == before
        actions = {action.text(): action for action in window.findChildren(type(window.actions_.all["new"]))}
        assert actions[f"After {before} minutes"].isChecked()
        actions[f"After {after} minutes"].trigger()
        window.settings._store.sync()  # type: ignore[union-attr]
        window.close()
        window.deleteLater()
    assert path.read_text().count("cover_minutes=20") == 1


@pytest.mark.parametrize("kept", ["0", "-5", "soon", "100000"])
def test_a_spoilt_setting_falls_back_to_ten_minutes(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "window.ini"
    path.write_text(f"[General]\ncover_minutes={kept}\n")
    assert Settings(path).cover_minutes() == 10 and 10 in CHOICES
