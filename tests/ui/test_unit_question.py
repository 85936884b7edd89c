"""The question beside a result whose unit is in doubt: one sentence, one key or click, kept with the case."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.analytes import analytes
from b12calc_ui.controls import FlatButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_entry import read_row
from b12calc_ui.result_message import UnitQuestion
from b12calc_ui.row_state import RowState

from .conftest import TODAY, choose_unit, row_of, settle, write


def enter(window: MainWindow, code: str, value: str, unit: str) -> None:
    """Type one result."""
    write(row_of(window, code).fields["value"], value)
    choose_unit(row_of(window, code), unit)


def question(window: MainWindow, code: str = "total_b12") -> UnitQuestion | None:
    below = row_of(window, code).below
    return below if isinstance(below, UnitQuestion) else None


def buttons(window: MainWindow, code: str = "total_b12") -> list[FlatButton]:
    asked = question(window, code)
    assert asked is not None
    return asked.findChildren(FlatButton)


def entry(window: MainWindow) -> dict[str, object]:
    settle()
    found: dict[str, object] = window.form.data()["visits"][0]["results"][0]
    return found


def test_a_figure_that_would_change_band_in_the_other_unit_is_asked_about_in_one_sentence(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    asked = question(window)
    assert asked is not None
    assert asked.words.text() == "? 142: ng/L or pmol/L? The other unit would put it in another band."
    assert [one.accessibleName() for one in buttons(window)] == ["The report says ng/L", "The report says pmol/L"]
    assert all(one.accessibleDescription() and one.height() >= 24 and one.width() >= 24 for one in buttons(window))


@pytest.mark.parametrize(("value", "unit"), [("120", "ng/L"), ("200", "ng/L"), ("500", "pmol/L"), ("100", "pmol/L")])
def test_a_figure_of_the_same_band_in_both_units_is_not_asked_about(window: MainWindow, value: str, unit: str) -> None:
    enter(window, "total_b12", value, unit)
    assert question(window) is None


def test_a_click_confirms_the_unit_and_the_case_keeps_it(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    assert window.answer.shown is not None and "assay_units_check" in window.answer.shown.warnings
    buttons(window)[0].click()
    assert entry(window)["unit_confirmed"] is True
    assert question(window) is None
    assert "unit checked on the report" in row_of(window, "total_b12").reading.echo
    assert "assay_units_check" not in window.answer.shown.warnings
    case = window.form.case()
    window.new()
    window.form.put(case)
    settle()
    assert window.form.case() == case and question(window) is None


def test_the_other_answer_takes_the_other_unit_as_checked(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    buttons(window)[1].click()
    assert entry(window) | {} == {
        "analyte": "total_b12", "value": "142", "comparator": None, "unit": "pmol/L", "unit_confirmed": True,
    }  # fmt: skip
    assert question(window) is None


@pytest.mark.parametrize(("key", "unit"), [(Qt.Key.Key_1, "ng/L"), (Qt.Key.Key_2, "pmol/L")])
def test_one_key_answers_from_anywhere_in_the_row(window: MainWindow, key: Qt.Key, unit: str) -> None:
    enter(window, "folate", "5", "ug/L")
    enter(window, "total_b12", "142", "ng/L")
    row = row_of(window, "total_b12")
    row.fields["unit"].setFocus()
    QTest.keyClick(row.fields["unit"], key, Qt.KeyboardModifier.AltModifier)
    assert (entry(window)["unit"], entry(window)["unit_confirmed"]) == (unit, True)
    assert row.state().value == "142"
    assert QApplication.focusWidget() is row.fields["collected"]
    assert question(window, "folate") is not None


def test_the_tab_key_reaches_the_answers_behind_their_row(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    row = row_of(window, "total_b12")
    row.end.setFocus()
    for wanted in (*buttons(window), row_of(window, "active_b12").fields["value"]):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted


def test_the_confirmation_is_one_edit_and_falls_with_another_figure(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    buttons(window)[0].click()
    settle()
    window.form.step_back()
    settle()
    assert "unit_confirmed" not in entry(window) and question(window) is not None
    window.form.step_on()
    settle()
    assert question(window) is None
    write(row_of(window, "total_b12").fields["value"], "\b5")
    assert entry(window)["value"] == "145" and question(window) is not None


def test_another_laboratory_a_printed_range_or_a_second_marker_ends_the_question(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    write(row_of(window, "total_b12").fields["low"], "180")
    assert question(window) is None
    row_of(window, "total_b12").fields["low"].clear()
    enter(window, "active_b12", "20", "pmol/L")
    assert question(window) is None


@pytest.mark.parametrize(
    ("code", "value", "unit", "other"),
    [
        ("folate", "5", "ug/L", "nmol/L"),
        ("haemoglobin", "9.5", "g/dL", "mmol/L"),
    ],
)
def test_other_results_are_asked_about_too(window: MainWindow, code: str, value: str, unit: str, other: str) -> None:
    enter(window, code, value, unit)
    assert buttons(window, code)[1].text() == other
    buttons(window, code)[0].click()
    assert entry(window)["unit_confirmed"] is True and question(window, code) is None


def test_a_question_goes_with_its_patient(window: MainWindow) -> None:
    enter(window, "total_b12", "142", "ng/L")
    window.new()
    settle()
    assert question(window) is None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("code", [code for code, one in analytes().items() if one.numeric])
def test_no_unit_is_ever_taken_for_granted(code: str) -> None:
    reading = read_row(RowState(code, value="5"), TODAY)
    assert (reading.standing, reading.entry, reading.where) == ("waiting", None, "unit")
    assert reading.sentence == "Choose the unit; until then the value is not used."


def test_the_waiting_result_is_named_with_its_field(window: MainWindow) -> None:
    for row in window.form.results.rows:
        if row.analyte.numeric:
            write(row.fields["value"], "5")
    assert window.form.data()["visits"][0]["results"] == []
    said = [sentence for sentence, _field in window.form.waiting()]
    assert "Total B12: Choose the unit; until then the value is not used." in said
    assert len(said) == sum(row.analyte.numeric for row in window.form.results.rows)
