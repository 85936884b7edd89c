"""The unit a chosen laboratory prints: offered to an empty row, in sight before it counts, never put over anything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from b12calc_ui.controls import Choice
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_row import ResultRow

from .conftest import choose_unit, row_of, settle, write


def use(window: MainWindow, laboratory: str) -> None:
    window.laboratory.choose(laboratory)
    settle()


def unit_of(row: ResultRow) -> Choice:
    unit = row.fields["unit"]
    assert isinstance(unit, Choice)
    return unit


def type_value(row: ResultRow, text: str) -> None:
    """Type a value and go on with the Tab key."""
    write(row.fields["value"], text)
    QTest.keyClick(QApplication.focusWidget() or row, Qt.Key.Key_Tab)
    settle()


def results(window: MainWindow) -> list[dict[str, object]]:
    settle()
    found: list[dict[str, object]] = window.form.data()["visits"][0]["results"]
    return found


def test_it_stands_in_the_empty_unit_field_as_a_question_and_is_no_entry(window: MainWindow) -> None:
    use(window, "iowa")
    unit = unit_of(row_of(window, "total_b12"))
    assert (unit.currentText(), unit.code()) == ("unit? pg/mL", "")
    words = "University of Iowa prints pg/mL; it is taken when a figure without a unit is typed."
    assert unit.accessibleDescription() == unit.toolTip() == words
    assert unit_of(row_of(window, "folate")).currentText() == "unit?", "not printed by this laboratory"
    assert window.form.is_blank() and not window.form.stack.canUndo()
    use(window, "")
    assert (unit.currentText(), unit.accessibleDescription(), unit.toolTip()) == ("unit?", "", "")


def test_a_bare_figure_typed_into_an_empty_row_takes_it_in_sight_and_in_one_edit(window: MainWindow) -> None:
    use(window, "iowa")
    row = row_of(window, "total_b12")
    write(row.fields["value"], "<142")
    assert results(window) == [] and row.reading.standing == "waiting", "not before the field is left"
    QTest.keyClick(QApplication.focusWidget() or row, Qt.Key.Key_Tab)
    assert (unit_of(row).code(), unit_of(row).currentText()) == ("pg/mL", "pg/mL")
    (entry,) = results(window)
    assert (entry["value"], entry["unit"]) == ("142", "pg/mL") and "unit_confirmed" not in entry
    said = [] if row.below is None else [label.text() for label in row.below.findChildren(QLabel)]
    assert "University of Iowa prints this unit" in " ".join(said)
    window.form.step_back()
    assert window.form.is_blank() and unit_of(row).currentText() == "unit? pg/mL"
    window.form.step_on()
    assert unit_of(row).code() == "pg/mL"


def test_it_is_announced_when_it_is_taken(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("b12calc_ui.unit_offer.announce", lambda _row, words: heard.append(words))
    use(window, "iowa")
    type_value(row_of(window, "total_b12"), "142")
    assert heard == ["pg/mL taken: University of Iowa prints it."]
    told = QAccessible.queryAccessibleInterface(unit_of(row_of(window, "total_b12")))
    assert told.text(QAccessible.Text.Value) == "pg/mL"


@pytest.mark.parametrize("text", ["142 pmol/L", "142pm"])
def test_a_unit_that_was_typed_goes_before_it(window: MainWindow, text: str) -> None:
    use(window, "iowa")
    row = row_of(window, "total_b12")
    type_value(row, text)
    assert unit_of(row).code() == "pmol/L"


def test_a_unit_chosen_before_or_taken_back_stays_so(window: MainWindow) -> None:
    use(window, "iowa")
    row = row_of(window, "total_b12")
    choose_unit(row, "pmol/L")
    type_value(row, "142")
    assert unit_of(row).code() == "pmol/L"
    choose_unit(row, "")
    row.fields["value"].setFocus()
    type_value(row, "5")
    assert unit_of(row).code() == "" and results(window) == []


def test_a_row_that_holds_a_value_is_left_alone(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    type_value(row, "14")
    use(window, "iowa")
    type_value(row, "2")
    assert (row.state().value, unit_of(row).code()) == ("142", "")


@pytest.mark.parametrize("text", ["raised", "x", "-3"])
def test_a_word_or_what_is_no_figure_takes_none(window: MainWindow, text: str) -> None:
    use(window, "iowa")
    row = row_of(window, "total_b12")
    type_value(row, text)
    assert unit_of(row).code() == ""


@pytest.mark.parametrize("laboratory", ["leeds", "gloucestershire", "manchester", "australia"])
def test_an_inferred_unit_or_one_of_two_is_not_offered(window: MainWindow, laboratory: str) -> None:
    use(window, laboratory)
    row = row_of(window, "total_b12")
    type_value(row, "142")
    assert (unit_of(row).currentText(), results(window)) == ("unit?", [])


def test_a_row_added_later_and_our_own_laboratory_offer_it_too(window: MainWindow) -> None:
    content = {"title": "St Elsewhere", "edition": "2026-01", "source": "handbook",
               "total_b12": {"limits": {"ng/L": {"low": "170", "high": "400"}}}}  # fmt: skip
    assert window.laboratory.keep(content) == ""
    settle()
    window.form.results.add_row("total_b12")
    row = window.form.results.rows[1]
    assert unit_of(row).currentText() == "unit? ng/L"
    type_value(row, "142")
    assert results(window)[0]["unit"] == "ng/L"
    assert window.laboratory.keep({**content, "unit_inferred": True}) == ""
    settle()
    assert unit_of(row_of(window, "total_b12")).currentText() == "unit?" and unit_of(row).code() == "ng/L"
