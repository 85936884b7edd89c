"""The results: no unit is assumed, nothing doubtful is used, and every value says how it was read."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from b12calc_ui.controls import FlatButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_entry import read_row
from b12calc_ui.row_state import RowState
from b12calc_ui.value_box import ValueBox

from .conftest import TODAY, choose_unit, row_of, settle, write


def results(window: MainWindow) -> list[dict[str, object]]:
    settle()
    found: list[dict[str, object]] = window.form.data()["visits"][0]["results"]
    return found


def buttons(window: MainWindow, code: str) -> dict[str, FlatButton]:
    below = row_of(window, code).below
    assert below is not None
    return {button.text(): button for button in below.findChildren(FlatButton)}


def test_a_value_without_unit_feeds_nothing_and_says_so(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "142")
    assert results(window) == []
    assert row.reading.standing == "waiting"
    assert "unit" in window.answer.notice.toPlainText()
    choose_unit(row, "ng/L")
    assert results(window)[0]["value"] == "142"
    assert window.answer.shown is not None


def test_no_unit_is_chosen_at_the_start(window: MainWindow) -> None:
    units = [row.fields["unit"] for row in window.form.results.rows]
    assert all(unit.currentText() == "unit?" for unit in units if isinstance(unit, QComboBox))


def test_the_value_is_echoed_in_its_other_unit(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "142")
    choose_unit(row, "ng/L")
    assert row.reading.echo == "= 104.8 pmol/L"


def test_a_unit_typed_behind_the_figure_is_taken(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "<150 pmol/l")
    row.fields["collected"].setFocus()
    settle()
    assert results(window)[0] | {"collected": None} == {
        "analyte": "total_b12", "value": "150", "comparator": "<", "unit": "pmol/L", "collected": None,
    }  # fmt: skip


@pytest.mark.parametrize(("choice", "value"), [("1500", "1500"), ("1.5", "1.5")])
def test_an_ambiguous_number_is_asked(window: MainWindow, choice: str, value: str) -> None:
    row = row_of(window, "mma")
    choose_unit(row, "nmol/L" if choice == "1500" else "umol/L")
    write(row.fields["value"], "1,500")
    assert results(window) == []
    assert set(buttons(window, "mma")) >= {"1500", "1.5"}
    buttons(window, "mma")[choice].click()
    assert results(window)[0]["value"] == value


def test_an_unusual_value_is_used_only_once_confirmed(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    choose_unit(row, "ng/L")
    write(row.fields["value"], "12")
    if row.reading.standing != "waiting":
        pytest.fail(f"12 ng/L was expected to be unusual, it is {row.reading}")
    assert results(window) == []
    next(iter(buttons(window, "total_b12").values())).click()
    assert results(window)[0]["value"] == "12"
    row.fields["value"].setFocus()
    QTest.keyClick(row.fields["value"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert results(window) == []


def test_a_confirmation_holds_for_the_figure_that_was_confirmed_and_for_no_other(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    choose_unit(row, "ng/L")
    write(row.fields["value"], "12")
    next(iter(buttons(window, "total_b12").values())).click()
    assert isinstance(row.fields["value"], ValueBox)
    field = row.fields["value"].field
    for other in ("11", "<12", "12.0"):
        field.selectAll()
        write(field, other)
        assert results(window) == [] and row.reading.confirm == f"{other.replace('<', '< ')} ng/L"
    field.selectAll()
    write(field, "12")
    assert results(window)[0]["value"] == "12"


def test_an_impossible_value_clears_the_answer_and_says_where(window: MainWindow) -> None:
    window.form.rows["fatigue"].give("yes")
    row = row_of(window, "total_b12")
    choose_unit(row, "ng/L")
    write(row.fields["value"], "99999999")
    assert row.reading.standing == "wrong"
    assert window.answer.shown is None
    assert "Total B12" in window.answer.status.toPlainText()
    assert row.fields["value"].accessibleDescription()


@pytest.mark.parametrize("text", ["03/04/2026", "12 Mar 26", "12.3.2026", "31 Feb 2026", "13 Mar 2026", "12 M"])
def test_a_date_that_can_be_misread_is_refused(window: MainWindow, text: str) -> None:
    row = row_of(window, "mcv")
    write(row.fields["value"], "103 fL")
    write(row.fields["collected"], text)
    assert row.reading.standing == "wrong"
    assert window.answer.shown is None


def test_a_blank_date_stays_unknown(window: MainWindow) -> None:
    write(row_of(window, "mcv").fields["value"], "103 fL")
    row_of(window, "mcv").fields["collected"].setFocus()
    assert "collected" not in results(window)[0]


def test_findings_are_read_as_words(window: MainWindow) -> None:
    write(row_of(window, "intrinsic_factor_antibody").fields["value"], "positive")
    write(row_of(window, "mma").fields["value"], "raised")
    assert [(found["analyte"], found["finding"]) for found in results(window)] == [
        ("mma", "raised"),
        ("intrinsic_factor_antibody", "positive"),
    ]


def test_a_second_date_and_every_other_analyte_can_be_added_and_removed(window: MainWindow) -> None:
    table = window.form.results
    count = len(table.rows)
    table.add_row("total_b12")
    table.add_row("blood_film")
    settle()
    assert [row.analyte.code for row in table.rows[:2]] == ["total_b12", "total_b12"]
    write(table.rows[-1].fields["value"], "abnormal")
    table.rows[-1].words["blasts"].click()
    assert results(window)[0]["findings"] == ["blasts"]
    window.form.step_back()
    window.form.step_back()
    window.form.step_back()
    window.form.step_back()
    assert len(table.rows) == count
    window.form.step_on()
    assert len(table.rows) == count + 1


def test_the_wheel_never_changes_a_value(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    choose_unit(row, "ng/L")
    write(row.fields["value"], "142")
    for box in window.findChildren(QComboBox):
        if isinstance(box, ValueBox):
            box.fill()  # as once its words were looked at
        box.setFocus()
        before = box.currentText()
        place = QPointF(box.rect().center())
        for turn in (120, -120):
            event = QWheelEvent(place, box.mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QApplication.sendEvent(box, event)
        assert box.currentText() == before


def test_limits_in_the_wrong_order_are_refused() -> None:
    state = RowState("total_b12", value="142", unit="ng/L", low="900", high="180")
    assert read_row(state, TODAY).standing == "wrong"


def test_a_unit_a_file_brings_and_nobody_knows_is_refused_by_name() -> None:
    reading = read_row(RowState("homocysteine", value="18", unit="umol/mL"), TODAY)
    assert (reading.standing, reading.where) == ("wrong", "unit")


def test_what_was_seen_on_a_film_counts_without_a_verdict() -> None:
    reading = read_row(RowState("blood_film", words=("hypersegmented_neutrophils",)), TODAY)
    assert reading.entry == {"analyte": "blood_film", "findings": ["hypersegmented_neutrophils"]}


def test_a_row_with_only_a_unit_is_still_empty() -> None:
    assert read_row(RowState("total_b12", unit="ng/L"), TODAY).standing == "empty"
