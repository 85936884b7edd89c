"""What makes the keyboard quick: units by first letters, one date for all, none of these and on, Alt and a number."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.finder import Finder
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_entry import split_unit
from b12calc_ui.text_dates import DateTrouble, read_day

from .conftest import row_of, settle, write


@pytest.mark.parametrize(
    ("analyte", "typed", "unit"),
    [
        ("total_b12", "142n", "ng/L"),
        ("total_b12", "142 pm", "pmol/L"),
        ("haemoglobin", "118gl", "g/L"),
        ("haemoglobin", "11.8gd", "g/dL"),
        ("mma", "477nm", "nmol/L"),
    ],
)
def test_letters_that_begin_one_unit_alone_are_enough(analyte: str, typed: str, unit: str) -> None:
    split = split_unit(analyte, typed)
    assert split is not None
    assert split[1] == unit


@pytest.mark.parametrize(("analyte", "typed"), [("total_b12", "142p"), ("haemoglobin", "118g"), ("mcv", "101 /")])
def test_letters_that_fit_several_units_or_none_choose_nothing(analyte: str, typed: str) -> None:
    assert split_unit(analyte, typed) is None


def test_eight_digits_are_a_day_only_with_the_year_first() -> None:
    assert read_day("20260310").isoformat() == "2026-03-10"
    for day in range(1, 32):
        for month in range(1, 13):
            for year in (1959, 2004, 2012, 2026):
                with pytest.raises(DateTrouble):
                    read_day(f"{day:02}{month:02}{year}")
                with pytest.raises(DateTrouble):
                    read_day(f"{month:02}{day:02}{year}")


def test_a_star_gives_the_date_to_results_without_one_and_one_undo_takes_it_back(window: MainWindow) -> None:
    b12, haemoglobin, mcv, folate = (row_of(window, code) for code in ("total_b12", "haemoglobin", "mcv", "folate"))
    write(b12.fields["value"], "142n")
    write(haemoglobin.fields["value"], "118gl")
    write(mcv.fields["value"], "101f")
    write(mcv.fields["collected"], "2026-02-01")
    write(b12.fields["collected"], "20260310*")
    assert b12.state().collected == haemoglobin.state().collected == "10 Mar 2026"
    assert mcv.state().collected in ("2026-02-01", "1 Feb 2026"), "a date that stands is left alone"
    assert folate.state().collected == "", "an empty line takes no date"
    window.form.step_back()
    settle()
    assert haemoglobin.state().collected == ""
    assert "*" not in b12.state().collected


def test_a_star_behind_what_is_no_date_gives_nothing(window: MainWindow) -> None:
    b12, haemoglobin = row_of(window, "total_b12"), row_of(window, "haemoglobin")
    write(haemoglobin.fields["value"], "118gl")
    write(b12.fields["collected"], "03/04/2026*")
    assert haemoglobin.state().collected == ""
    assert b12.reading.standing == "wrong" or b12.state().collected == "03/04/2026"


def test_nought_answers_the_rest_of_the_group_and_leads_on(window: MainWindow) -> None:
    rows = window.form.rows
    rows["paraesthesia"].give("yes")
    rows["paraesthesia"].yes.setFocus()
    QTest.keyClick(rows["paraesthesia"].yes, Qt.Key.Key_0)
    settle()
    assert rows["paraesthesia"].answer == "yes"
    assert {rows[code].answer for code in ("lhermitte", "leg_weakness", "other_neurological")} == {"no"}
    assert rows["unsteadiness"].answer == ""
    assert QApplication.focusWidget() is rows["unsteadiness"].yes
    window.form.step_back()
    assert rows["lhermitte"].answer == ""
    assert rows["paraesthesia"].answer == "yes"


def test_nought_in_the_last_risks_leads_to_b12_before_the_test(window: MainWindow) -> None:
    smoking = window.form.rows["smoking"]
    smoking.yes.setFocus()
    QTest.keyClick(smoking.yes, Qt.Key.Key_0)
    settle()
    assert QApplication.focusWidget() is window.form.before.kind


def test_an_unusual_value_is_confirmed_with_alt_and_1(window: MainWindow) -> None:
    row = row_of(window, "haemoglobin")
    write(row.fields["value"], "45gl")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    settle()
    assert row.reading.confirm
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settle()
    assert row.reading.standing == "ready"


def test_the_finder_puts_the_question_of_that_name_before_one_that_only_mentions_it(window: MainWindow) -> None:
    found = Finder(window, window.questions)
    QTest.keyClicks(found.wanted, "fatig")
    assert found.shown[0].words == window.form.rows["fatigue"].question.label
    found.close()
