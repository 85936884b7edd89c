"""A number that cannot be the NHS number it looks like is remarked on where it stands; it stops and changes nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from b12calc_ui.main_window import MainWindow
from b12calc_ui.number_doubt import number_doubt
from b12calc_ui.words import Words

from .conftest import SAMPLE, press, settle, write
from .import_made import ANNA, usual
from .import_stage import review

SAID = "If 943 476 5918 is an NHS number, a digit is wrong: check it against the record."


def remark(window: MainWindow) -> str:
    """Return the remark in sight, or an empty text."""
    doubt = window.form.identity.doubt
    return doubt.accessibleName() if doubt is not None and doubt.isVisible() else ""


def number(window: MainWindow, text: str) -> None:
    """Type a number over what stands there, and go on to the next field."""
    field = window.form.identity.fields["identifier"]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    write(field, text)
    press(field, Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    ("text", "guideline", "told"),
    [
        ("943 476 5918", "uk", True), ("9434765918", "uk", True), ("943 476 5919", "uk", False),
        ("943 476 5918", "us", False), ("943 476 5918", "article", False), ("", "uk", False), ("QX-7731", "uk", False),
    ],
)  # fmt: skip
def test_only_what_looks_like_an_nhs_number_under_the_british_guideline_is_told(
    text: str, guideline: str, told: bool
) -> None:
    assert bool(number_doubt(text, guideline)) is told


def test_it_is_told_once_the_number_is_written_and_goes_when_it_is_right(window: MainWindow) -> None:
    field = window.form.identity.fields["identifier"]
    field.setFocus()
    write(field, "943 476 5918")
    assert remark(window) == ""
    press(field, Qt.Key.Key_Tab)
    assert remark(window) == SAID == field.accessibleDescription()
    assert window.form.identity.doubt is not None and window.form.identity.doubt.text() == f"▲ {SAID}"
    number(window, "943 476 5919")
    assert remark(window) == "" == field.accessibleDescription()


def test_it_stops_nothing_and_changes_no_answer(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    settle()
    number(window, "943 476 5919")
    before = window.live.now()
    number(window, "943 476 5918")
    after = window.live.now()
    assert remark(window) == SAID and before is not None and after is not None
    assert after[1] == before[1] and window.live.faults == [] and window.form.identity.problems() == []


def test_it_comes_with_a_case_that_is_opened_and_goes_with_the_patient(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    settle()
    number(window, "943 476 5918")
    case = window.form.case()
    window.new()
    assert remark(window) == ""
    window.form.put(case)
    settle()
    assert remark(window) == SAID


def test_another_guideline_takes_it_away(window: MainWindow) -> None:
    number(window, "943 476 5918")
    window.form.identity.pack.put("us")
    window.form.identity.pack.picked.emit()
    settle()
    assert remark(window) == ""


@pytest.mark.parametrize(("sent", "told"), [("943 476 5918", True), ("943 476 5919", False)])
def test_the_review_of_a_report_says_it_too_and_takes_over_all_the_same(
    window: MainWindow, sent: str, told: bool
) -> None:
    dialog = review(window, usual(who=ANNA.model_copy(update={"identifier": sent})))
    words = [word.text() for word in dialog.identity.findChildren(Words)]
    assert (SAID in words) is told
    assert dialog.identity.stop() == ""
