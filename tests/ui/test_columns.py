"""Columns are named in the window: offered, counted as they are chosen, remembered by headings alone, and changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from b12calc.exchange.incoming.mapping import read_mapping
from b12calc_ui.app import build
from b12calc_ui.columns_dialog import ColumnsDialog
from b12calc_ui.columns_line import ColumnsLine
from b12calc_ui.import_patients import PatientsDialog
from b12calc_ui.main_window import MainWindow

from .columns_stage import TABLE, choose, name, naming, offered, read, reviewing, wait
from .conftest import TODAY, settle
from .import_stage import cell, values

SAID = ("id", "total_b12 ng/L", "mcv fL")


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that keeps its settings in a file."""
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=tmp_path / "window.ini")
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    settle()
    yield main
    main.leaving.keep()
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def line(window: MainWindow) -> ColumnsLine:
    dialog = window.files.imports.dialog
    assert dialog is not None
    return dialog.findChildren(ColumnsLine)[0]


def test_a_table_of_unknown_headings_is_offered_and_nothing_else_opens(window: MainWindow) -> None:
    read(window)
    assert window.bar.text() == "The columns of this table are not known. Nothing was changed."
    assert window.bar.offer.text() == "Name the columns…" and window.files.imports.dialog is None


def test_a_text_that_is_no_table_is_read_as_before(window: MainWindow) -> None:
    read(window, "Haemoglobin 118 g/L\nUrea 5 mmol/L\n")
    assert reviewing(window).columns is None


def test_the_table_is_shown_as_it_is_and_never_as_markup(window: MainWindow) -> None:
    dialog = offered(window)
    assert [card.holds.code() for card in dialog.cards] == ["", "", "", ""]
    assert dialog.cards[3]._cells.accessibleName() == "Sonst, ja, <b>nein</b>"
    assert dialog.cards[1].holds.accessibleName() == "Column 2, Cobal: what it holds"
    assert dialog.cards[1].holds.accessibleDescription() == "First rows: 142, empty"


def test_the_counts_follow_the_choices(window: MainWindow) -> None:
    dialog = offered(window)
    assert dialog.counts.text() == "With these choices no result is read yet."
    choose(dialog, "id", "total_b12")
    assert dialog.counts.text() == "With these choices: 0 accepted, 1 doubtful, 1 left out."
    choose(dialog, "", "total_b12 ng/L", "mcv fL")
    assert dialog.counts.text() == "With these choices: 1 accepted, 2 doubtful, 0 left out."


def test_units_are_offered_for_tests_alone_and_never_chosen_beforehand(window: MainWindow) -> None:
    dialog = offered(window)
    card = dialog.cards[1]
    assert not card.unit.isVisibleTo(dialog)
    choose(dialog, "", "total_b12")
    assert card.unit.isVisibleTo(dialog) and card.unit.code() == ""
    assert [card.unit.itemText(row) for row in range(card.unit.count())] == ["unit as printed", "ng/L", "pg/mL",
                                                                            "pmol/L"]  # fmt: skip
    choose(dialog, "", "total_b12 ng/L")
    choose(dialog, "", "id")
    assert not card.unit.isVisibleTo(dialog) and card.use().unit is None


@pytest.mark.parametrize(
    ("said", "sentence", "place"),
    [
        (("id",), "▲ No column holds results yet.", 0),
        (("id", "mcv", "id"), "▲ Two columns hold the same: Patient: number.", 2),
        (("total_b12", "mcv", "range"), "▲ Range: of which test? Several columns hold results of tests.", 2),
        (("analyte", "mcv"), "▲ Some columns hold the results of one test each, others name a test in every row.", 1),
    ],
)
def test_what_stands_in_the_way_is_said_and_gone_to(
    window: MainWindow, said: tuple[str, ...], sentence: str, place: int
) -> None:
    dialog = offered(window)
    choose(dialog, *said)
    dialog.go.click()
    settle()
    assert naming(window) is dialog and dialog.trouble.text().startswith(sentence)
    assert dialog.cards[place].holds.hasFocus()
    choose(dialog, "", "total_b12")
    assert not dialog.trouble.isVisibleTo(dialog)


def test_named_columns_lead_to_the_review_and_nothing_enters_the_form_before(window: MainWindow) -> None:
    name(window, *SAID)
    dialog = reviewing(window)
    assert [cell(dialog, row, 0) for row in range(3)] == ["Total vitamin B12", "Mean cell volume", "Mean cell volume"]
    assert line(window).words.text() == "The columns were read as you named them."
    assert values(window) == {} and window.form.is_blank()
    dialog.take.click()
    settle()
    assert values(window) == {"total_b12": ["142 ng/L"]}


def test_what_was_said_is_used_at_the_next_table_and_can_be_changed(kept: MainWindow) -> None:
    name(kept, *SAID)
    kept.files.imports.close()
    read(kept, "SONST;Klient;Cobal;Blutbild V\nja;K9;180;\n")
    assert cell(reviewing(kept), 0, 1) == "180 ng/L"
    said = line(kept)
    assert said.words.text() == "The columns were read as you named them before for these headings."
    assert said.button.text() == "Change…"
    said.button.click()
    dialog = naming(kept)
    assert [card.use().holds for card in dialog.cards] == ["ignore", "id", "total_b12", "mcv"]
    choose(dialog, "", "", "active_b12 pmol/L")
    dialog.accept()
    wait(kept)
    assert cell(reviewing(kept), 0, 0) == "Active B12 (holotranscobalamin)"


def test_a_dialog_that_is_left_brings_the_review_back(kept: MainWindow) -> None:
    read(kept, "id;B12 (ng/L);Xyz\nK7;142;1\n")
    assert line(kept).words.text() == "Columns not read: Xyz." and line(kept).button.text() == "Name the columns…"
    line(kept).button.click()
    naming(kept).leave.click()
    settle()
    assert cell(reviewing(kept), 0, 1) == "142 ng/L"
    assert kept.files.settings.columns() == ""


def test_the_settings_hold_no_word_of_the_table(kept: MainWindow, tmp_path: Path) -> None:
    name(kept, *SAID)
    kept.leaving.keep()
    kept.files.settings._store.sync()  # type: ignore[union-attr]
    written = (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert "total_b12 ng/L" in written
    assert not any(word in written for word in ("Klient", "Cobal", "Sonst", "K7", "142", "nein"))


def test_without_the_tick_nothing_is_remembered_and_what_was_is_forgotten(kept: MainWindow) -> None:
    name(kept, *SAID)
    assert kept.files.settings.columns()
    kept.files.imports.close()
    read(kept)
    line(kept).button.click()
    dialog = naming(kept)
    dialog.keep.click()
    dialog.accept()
    wait(kept)
    assert kept.files.settings.columns() == ""
    kept.files.imports.close()
    read(kept)
    assert kept.bar.offer.text() == "Name the columns…"


def test_headings_that_look_like_a_patient_are_not_remembered_and_this_is_said(kept: MainWindow) -> None:
    text = "BERG Anna 12.03.1959;Cobal\nK7;142\n"
    dialog = offered(kept, text)
    assert not dialog.keep.isVisibleTo(dialog) and not dialog.save.isVisibleTo(dialog)
    assert dialog.not_kept.isVisibleTo(dialog)
    choose(dialog, "id", "total_b12 ng/L")
    dialog.accept()
    wait(kept)
    assert cell(reviewing(kept), 0, 1) == "142 ng/L" and kept.files.settings.columns() == ""


def test_of_several_patients_the_line_stands_above_the_list(window: MainWindow) -> None:
    name(window, *SAID, text=TABLE.replace("K7;;97", "K8;;97"))
    dialog = window.files.imports.dialog
    assert isinstance(dialog, PatientsDialog) and dialog.list.hasFocus() and not dialog.list.selectedItems()
    line(window).button.click()
    naming(window).reject()
    settle()
    assert isinstance(window.files.imports.dialog, PatientsDialog)


def here() -> QWidget:
    """Return where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_everything_is_done_by_keyboard(window: MainWindow) -> None:
    dialog = offered(window)
    assert dialog.cards[0].holds.hasFocus()
    for keys, unit in (("p", ""), ("to", "n"), ("mcv", "f")):
        QTest.keyClicks(here(), keys)
        if unit:
            QTest.keyClick(here(), Qt.Key.Key_Tab)
            QTest.keyClicks(here(), unit)
        QTest.keyClick(here(), Qt.Key.Key_Tab)
    assert [str(card.use()) for card in dialog.cards] == ["id", "total_b12 ng/L", "mcv fL", "ignore"]
    QTest.keyClick(here(), Qt.Key.Key_Return)
    wait(window)
    assert cell(reviewing(window), 0, 1) == "142 ng/L"


def test_the_choice_is_saved_as_a_file_that_the_command_line_takes(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "columns"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(path), ""))
    dialog = offered(window)
    dialog.save.click()
    assert dialog.trouble.text().startswith("▲ No column holds results yet.") and not list(tmp_path.iterdir())
    choose(dialog, *SAID)
    dialog.save.click()
    assert dialog.trouble.text().startswith("Saved.")
    made = read_mapping(path.with_suffix(".toml").read_bytes(), "columns.toml")
    assert made.words() == {"Klient": "id", "Cobal": "total_b12 ng/L", "Blutbild V": "mcv fL", "Sonst": "ignore"}
    path = tmp_path / "no" / "columns.toml"
    dialog.save.click()
    assert dialog.trouble.text().startswith("▲ Not saved: No such file")


def test_a_new_patient_closes_the_dialog_and_lets_the_table_go(window: MainWindow) -> None:
    offered(window)
    window.new()
    settle()
    assert window.files.imports.dialog is None and not window.bar.offer.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(ColumnsDialog) == []
