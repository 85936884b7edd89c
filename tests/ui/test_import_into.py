"""How a review meets the form: what is there already, what differs, and another patient."""

import pytest
from PySide6.QtCore import Qt

from b12calc_ui.main_window import MainWindow

from .conftest import settle
from .import_made import ANNA, patient, result, usual
from .import_stage import enter, review, said, values


def test_the_same_result_is_not_offered_again_and_another_day_is_added(window: MainWindow) -> None:
    enter(window, "ferritin", "48", "ug/L", "3 Feb 2026")
    enter(window, "total_b12", "300", "ng/L", "1 Jan 2026")
    dialog = review(window, usual())
    assert [line.verdict() for line in dialog.lines[:3]] == ["accepted", "accepted", "there"]
    dialog.turn(2)
    assert "holds this result already" in said(dialog) and not dialog.lines[2].ticked
    dialog.accept()
    settle()
    assert values(window)["total_b12"] == ["300 ng/L", "142 ng/L"] and values(window)["ferritin"] == ["48 ug/L"]


@pytest.mark.parametrize(("button", "left"), [(0, "412 ng/L"), (1, "142 ng/L")])
def test_a_figure_that_differs_is_never_overwritten_until_one_is_picked(
    window: MainWindow, button: int, left: str
) -> None:
    enter(window, "total_b12", "412", "ng/L", "3 Feb 2026")
    dialog = review(window, usual())
    assert dialog.lines[1].verdict() == "differs" and not dialog.lines[1].ticked
    dialog.table.go(1)
    settle()
    dialog.answers.buttons[button].click()
    settle()
    assert dialog.lines[1].ticked is bool(button)
    dialog.accept()
    settle()
    assert values(window)["total_b12"] == [left]


def test_a_remark_that_looks_like_markup_stays_text_in_the_form(window: MainWindow) -> None:
    evil = "<img src='file:///etc/passwd'>"
    review(window, patient(result("ferritin", "48", "ug/L", remarks=(evil,)))).accept()
    settle()
    row = next(one for one in window.form.results.rows if one.comment is not None)
    assert row.comment is not None and row.comment.text() == evil
    assert "<img" not in row.comment.toolTip() and "&lt;img" in row.comment.toolTip()
    window.bar.say(evil)
    assert window.bar.words.textFormat() == Qt.TextFormat.PlainText


def test_another_patient_stops_everything_until_initials_and_year_are_typed(window: MainWindow) -> None:
    window.form.identity.restore({**window.form.identity.state(), "name": "Peter Cole", "age": "1 Feb 1950"})
    dialog = review(window, usual(who=ANNA))
    dialog.accept()
    assert "Type initials and year of birth" in said(dialog) and values(window) == {}
    assert dialog.identity.initials.hasFocus()
    names = [one.accessibleName() for one in dialog.identity.stops()]
    assert [name.partition(" of the patient")[0] for name in names] == ["Initials", "Year of birth"]
    dialog.identity.initials.setText("AB")
    dialog.identity.year.setText("1959")
    dialog.accept()
    assert dialog.isVisible() and values(window) == {}
    dialog.identity.initials.setText("pc")
    dialog.identity.year.setText("1950")
    dialog.accept()
    settle()
    assert len(values(window)) == 3 and window.form.identity.state()["name"] == "Peter Cole"


def test_a_form_that_cannot_be_checked_lets_nothing_of_another_patient_in(window: MainWindow) -> None:
    window.form.identity.restore({**window.form.identity.state(), "sex": "male"})
    dialog = review(window, usual(who=ANNA))
    dialog.accept()
    assert "no name with age" in said(dialog) and dialog.isVisible() and values(window) == {}


def test_details_of_the_patient_enter_an_empty_form_only_when_ticked_and_go_with_the_same_undo(
    window: MainWindow,
) -> None:
    dialog = review(window, usual(who=ANNA))
    assert not dialog.identity.also.isChecked()
    dialog.identity.also.setChecked(True)
    dialog.accept()
    settle()
    assert window.form.identity.state()["name"] == "BERG, Anna"
    window.form.step_back()
    assert window.form.is_blank()
