"""Altitude, smoking and the experimental indicator in the window: nothing until asked for, kept with the case."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, choose_unit, row_of, settle, write

CASE = Path(__file__).with_name("case.json")


def switch_of(window: MainWindow) -> QAction:
    """Return the entry of the menu."""
    return next(one for one in window.live.findChildren(QAction) if "xperimental" in one.text())


def haemoglobin(window: MainWindow, figure: str) -> str:
    """Write a haemoglobin and return how it was read."""
    write(row_of(window, "haemoglobin").fields["value"], figure)
    choose_unit(row_of(window, "haemoglobin"), "g/L")
    return read(window)


def read(window: MainWindow) -> str:
    assert window.answer.shown is not None
    return next(one.text for one in window.answer.shown.measurements if one.analyte == "haemoglobin")


def test_an_altitude_adjusts_the_haemoglobin_and_both_figures_are_shown(window: MainWindow) -> None:
    write(window.form.identity.fields["age"], "50")
    assert "graded as" not in haemoglobin(window, "125")
    write(window.form.identity.fields["altitude"], "1600")
    assert "graded as 114 g/L (less 11 g/L for 1,600 m above sea level; WHO-20)" in read(window)
    assert window.form.case().patient.altitude_metres == 1600


@pytest.mark.parametrize("text", ["high", "5000", "-3", "1.5"])
def test_an_altitude_that_cannot_be_read_is_named_and_nothing_is_shown(window: MainWindow, text: str) -> None:
    haemoglobin(window, "125")
    write(window.form.identity.fields["altitude"], text)
    assert window.answer.shown is None
    assert any("Altitude: expected whole metres" in sentence for sentence, _field in window.live.faults)


def test_smoking_adjusts_only_once_it_is_switched_on_and_answered_yes(window: MainWindow) -> None:
    haemoglobin(window, "125")
    choice = window.form.identity.fields["smoking"]
    choice.put("adjust")  # type: ignore[union-attr]
    choice.picked.emit()  # type: ignore[union-attr]
    settle()
    assert "graded as" not in read(window)
    window.form.questions.finish()
    window.form.rows["smoking"].yes.click()
    settle()
    assert "graded as 122 g/L (less 3 g/L for smoking, amount not known; WHO-22)" in read(window)


def test_altitude_and_smoking_come_back_with_a_saved_case(window: MainWindow, tmp_path: Path) -> None:
    data = json.loads(CASE.read_text(encoding="utf-8"))
    data["patient"] |= {"altitude_metres": 2600, "adjust_haemoglobin_for_smoking": True}
    path = tmp_path / "high.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    window.files.open_path(path)
    settle()
    patient = window.form.case().patient
    assert (patient.altitude_metres, patient.adjust_haemoglobin_for_smoking) == (2600, True)
    window.new()
    assert window.form.identity.state()["altitude"] == window.form.identity.state()["smoking"] == ""


def test_the_experimental_indicator_is_off_and_is_remembered_once_switched_on(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "window.ini"
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(window, MainWindow)
    window.live.wake()
    window.files.open_path(CASE)
    settle()
    assert window.answer.shown is not None and window.answer.shown.combined_indicator is None
    switch_of(window).trigger()
    settle()
    found = window.answer.shown.combined_indicator
    assert found is not None and found.refused and "Experimental" in found.statement
    window.close()
    _app, again = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(again, MainWindow)
    assert again.live.experimental and switch_of(again).isChecked()
    again.close()
