"""The naming of columns at every text size and width, in another language, and each line of the table in sight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from b12calc.analytes import analytes
from b12calc_ui.controls import Choice
from b12calc_ui.main_window import MainWindow
from b12calc_ui.scroll_column import ScrollColumn

from .columns_stage import choose, naming, offered, read, reviewing, wait
from .conftest import settle
from .pseudo import spoken
from .test_geometry import CASE, cut, sticks_out, words_of
from .visible import unmarked

WIDE = ";".join(f"Heading {count}" for count in range(14)) + "\n" + (";".join(["142.5"] * 14) + "\n") * 3


@pytest.mark.parametrize("zoom", [100, 150, 200, 300])
def test_nothing_is_cut_and_nothing_scrolls_sideways(window: MainWindow, zoom: int) -> None:
    window.set_look("light", zoom)
    dialog = offered(window, WIDE)
    choose(dialog, "id", "intrinsic_factor_antibody", "egfr mL/min/1.73m2")
    for width in (1350, 632):
        dialog.resize(width, 700)
        settle()
        assert dialog.width() == width
        for area in dialog.findChildren(ScrollColumn):
            assert area.horizontalScrollBar().maximum() == 0, width
        for words in (*dialog.findChildren(QLabel), *dialog.findChildren(Choice)):
            if words.isVisibleTo(dialog) and not isinstance(words.parentWidget(), Choice):
                whole = not cut(words) or words_of(words) == words.toolTip()
                assert whole and not sticks_out(words), (width, words_of(words))
        for card in dialog.cards:
            metrics = card._cells.fontMetrics()
            assert metrics.horizontalAdvance("142.5") < card._cells.width()
            assert card._cells.height() >= 4 * metrics.height()
    window.set_look("light", 100)


def test_the_rows_of_columns_side_by_side_stand_at_one_height(window: MainWindow) -> None:
    dialog = offered(window, WIDE)
    choose(dialog, "id", "total_b12 ng/L")
    first, second = (card._cells.mapTo(dialog, QPoint(0, 0)).y() for card in dialog.cards[:2])
    assert first == second


@pytest.mark.parametrize("zoom", [100, 300])
def test_the_choice_in_use_is_always_in_sight(window: MainWindow, zoom: int) -> None:
    window.set_look("light", zoom)
    dialog = offered(window, WIDE)
    dialog.resize(800, 700)
    settle()
    area = dialog.findChildren(ScrollColumn)[0].viewport()
    for card in dialog.cards:
        assert card.holds.hasFocus()
        place = card.holds.mapTo(area, QPoint(0, 0))
        assert area.rect().contains(card.holds.rect().translated(place)), card.holds.accessibleName()
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert dialog.keep.hasFocus()
    window.set_look("light", 100)


def test_it_follows_a_change_of_text_size_while_it_is_open(window: MainWindow) -> None:
    dialog = offered(window, WIDE)
    before = dialog.cards[0].sizeHint()
    window.set_look("contrast", 200)
    settle()
    assert dialog.cards[0].sizeHint().width() > 1.8 * before.width()
    window.set_look("light", 100)


def test_no_sentence_stays_untranslated(window: MainWindow, qapp: QApplication) -> None:
    window.files.open_path(CASE)
    settle()
    with spoken(qapp, "longer"):
        read(window)
        window.bar.offer.click()
        dialog = naming(window)
        choose(dialog, "id", "id")
        dialog.go.click()
        assert "«" in dialog.trouble.text()
        names = " ".join(one.short for one in analytes().values())
        assert [one for one in unmarked(dialog, window) if one[0] != "ColumnCells" and one[1] not in names] == []
        choose(dialog, "id", "mcv fL")
        dialog.accept()
        wait(window)
        line = reviewing(window).columns
        assert line is not None and unmarked(line, window) == []
