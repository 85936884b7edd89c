"""The status line keeps its figures whole and never widens the window."""

import pytest

from b12calc_ui.main_window import MainWindow
from b12calc_ui.status_line import StatusLine

from .conftest import settle


def test_the_edition_loses_whole_parts_where_room_is_short(window: MainWindow) -> None:
    line = StatusLine()
    line.name_pack("uk", "2026-11-22.2", "Royal Devon")
    edition = line.edition
    whole = edition.text()
    seen = []
    for width in range(edition.sizeHint().width(), 0, -5):
        edition.resize(width, edition.height())
        seen.append(edition.shown_words())
    kept = list(dict.fromkeys(seen))
    assert kept[0] == whole and kept[-2:] == ["edition 2026-11-22.2", "…"]
    assert all(part in whole.split(" · ") for words in kept[:-1] for part in words.split(" · "))
    assert whole in edition.toolTip() and edition.accessibleName() == whole


@pytest.mark.parametrize("width", [640, 1366])
def test_the_status_line_never_widens_the_window(window: MainWindow, width: int) -> None:
    window.status_line.name_pack("uk", "2026-11-22.2", "A laboratory with a long name " * 4)
    window.resize(width, 700)
    settle()
    assert window.width() == width
