"""Every way in leads an unknown table to the naming of its columns; nothing of the table stays when it is done."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from b12calc_ui.columns_table import Table
from b12calc_ui.main_window import MainWindow

from .columns_stage import TABLE, choose, name, naming, offered, read, reviewing, wait
from .conftest import settle
from .import_stage import cell


def held() -> list[Table]:
    """Return the tables that are still in memory."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    return [one for one in gc.get_objects() if type(one) is Table]


@pytest.mark.parametrize("way", ["open", "drop", "import", "folder", "paste", "text"])
def test_every_way_in_offers_to_name_the_columns(window: MainWindow, tmp_path: Path, way: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(TABLE.replace(";", "\t") if way == "text" else TABLE, encoding="utf-8")
    imports = window.files.imports
    if way == "paste":
        QGuiApplication.clipboard().setText(TABLE)
        imports.paste()
    elif way == "text":
        imports.take_text(path.read_text(encoding="utf-8"))
    elif way == "folder":
        imports._review_came(path)
    else:
        {"open": window.files.open_path, "drop": window.files.drop_path, "import": imports.open_path}[way](path)
    wait(window)
    assert window.bar.offer.text() == "Name the columns…"
    window.bar.offer.click()
    assert naming(window).cards[0].holds.accessibleName() == "Column 1, Klient: what it holds"


def test_a_table_of_known_headings_has_no_line(window: MainWindow) -> None:
    read(window, "Test;Result;Unit\nB12;142;ng/L\n")
    assert reviewing(window).columns is None and cell(reviewing(window), 0, 1) == "142 ng/L"


def test_days_as_headings_speak_for_themselves(window: MainWindow) -> None:
    text = "Test;Einh;10.03.2026;11.03.2026\nB12;ng/L;142;150\n"
    read(window, text)
    line = reviewing(window).columns
    assert line is not None and line.words.text() == "Columns not read: Einh."
    line.button.click()
    dialog = naming(window)
    assert [card.holds.currentText() for card in dialog.cards][2:] == ["Results of this day"] * 2
    choose(dialog, "", "unit")
    assert dialog.counts.text() == "With these choices: 2 accepted, 0 doubtful, 0 left out."
    dialog.accept()
    wait(window)
    shown = [(cell(reviewing(window), row, 1), cell(reviewing(window), row, 2)) for row in range(2)]
    assert shown == [("142 ng/L", "10 Mar 2026"), ("150 ng/L", "11 Mar 2026")]


def test_the_table_goes_with_its_review(window: MainWindow) -> None:
    name(window, "id", "total_b12 ng/L", "mcv fL")
    assert held()
    reviewing(window).reject()
    settle()
    window.bar.clear()
    assert held() == []


def test_the_table_goes_with_the_offer(window: MainWindow) -> None:
    read(window)
    assert held()
    window.bar.clear()
    assert held() == []


def test_the_table_goes_with_the_patient(window: MainWindow) -> None:
    offered(window)
    window.new()
    settle()
    assert held() == []
