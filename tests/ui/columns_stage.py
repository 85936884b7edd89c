"""A table of unknown headings on the stage: read, its columns named, and what is shown then."""

from PySide6.QtTest import QTest

from b12calc_ui.columns_dialog import ColumnsDialog
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.main_window import MainWindow

from .conftest import settle

TABLE = "Klient;Cobal;Blutbild V;Sonst\nK7;142;98;ja\nK7;;97;<b>nein</b>\n"


def wait(window: MainWindow) -> None:
    """Wait until nothing is read any more."""
    readings = window.files.imports.readings
    for _ in range(3000):  # half a minute: on a busy computer the reader starts late
        settle()
        if readings is None or not readings.runs():
            return
        QTest.qWait(10)
    raise AssertionError("still reading")


def read(window: MainWindow, text: str = TABLE) -> None:
    window.files.imports.read(text.encode())
    wait(window)


def naming(window: MainWindow) -> ColumnsDialog:
    settle()
    dialog = window.files.imports.dialog
    assert isinstance(dialog, ColumnsDialog)
    return dialog


def reviewing(window: MainWindow) -> ReviewDialog:
    dialog = window.files.imports.dialog
    assert isinstance(dialog, ReviewDialog)
    return dialog


def offered(window: MainWindow, text: str = TABLE) -> ColumnsDialog:
    """Read a table of which nothing is known, and take the offer to name its columns."""
    read(window, text)
    assert window.bar.offer.text() == "Name the columns…"
    window.bar.offer.click()
    return naming(window)


def choose(dialog: ColumnsDialog, *said: str) -> None:
    """Choose what the columns hold, as a person does; "" leaves one as it is."""
    for card, words in zip(dialog.cards, said, strict=False):
        holds, _space, unit = words.partition(" ")
        if words:
            card.holds.put("" if holds == "ignore" else holds)
            card.holds.picked.emit()
        if unit:
            card.unit.put(unit)
            card.unit.picked.emit()
    settle()


def name(window: MainWindow, *said: str, text: str = TABLE) -> None:
    """Name the columns of a table and go on to its results."""
    dialog = offered(window, text)
    choose(dialog, *said)
    dialog.go.click()
    wait(window)
