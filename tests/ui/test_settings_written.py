"""Settings that cannot be written are said to last only as long as the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice import Practice
from b12calc_ui.settings import Settings

CHOSEN = Practice("uk", "", "A5", ("Mill Lane Surgery", "", ""))


def test_settings_say_whether_they_lie_on_the_disk(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "window.ini")
    settings.put("paper", "A5")
    assert not settings.is_written()
    settings = Settings(tmp_path / "there" / "window.ini")
    settings.put("paper", "A5")
    assert settings.is_written() and b"A5" in (tmp_path / "there" / "window.ini").read_bytes()
    assert Settings(None).is_written()


@pytest.mark.parametrize("written", [True, False])
def test_the_practice_is_told_when_its_settings_were_not_kept(
    written: bool, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "is_written", lambda _self: written)
    window.bar.clear()
    window.practice.take(CHOSEN)
    said = "These settings hold until the window is closed: the settings file could not be written."
    assert (window.bar.text() == said) is not written
