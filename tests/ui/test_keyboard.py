"""Everything by keyboard, in the order the eye reads."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.main_window import MainWindow

from .conftest import row_of, settle, write

CASE = Path(__file__).with_name("case.json")


def tab_order(window: MainWindow, start: QWidget) -> list[QWidget]:
    """Return what the Tab key visits from one field on, once round."""
    start.setFocus()
    seen: list[QWidget] = []
    here: QWidget | None = start
    while here is not None and here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is not None and here not in seen and window.answer.isAncestorOf(here):
            here = window.status_line.flags
            here.setFocus()
    return seen


def test_the_tab_key_visits_the_questions_in_reading_order(window: MainWindow) -> None:
    window.files.open_path(CASE)
    window.form.results.add_row("total_b12")
    window.form.rows["falls"].give("yes")
    settle()
    page = window.questions._page
    visited = [widget for widget in tab_order(window, window.form.identity.fields["name"]) if page.isAncestorOf(widget)]
    places = [(widget.mapTo(page, widget.rect().center()), widget) for widget in visited]
    for (first, one), (second, other) in pairwise(places):
        names = (one.accessibleName(), other.accessibleName())
        same_line = abs(first.y() - second.y()) <= 12
        assert second.x() > first.x() if same_line else second.y() > first.y(), names
    for row in window.form.rows.values():
        assert row.yes in visited


def test_the_form_stays_whole_when_the_window_turns(window: MainWindow) -> None:
    window.files.open_path(CASE)
    for size in ((640, 700), (1366, 728), (640, 500), (1366, 728)):
        window.resize(*size)
        settle()
        place = window.form.identity.fields["name"].mapTo(window, QPoint(0, 0))
        assert window.isAncestorOf(window.form.identity)
        assert place.y() < window.form.results.mapTo(window, QPoint(0, 0)).y()
    assert window.form.identity.parentWidget() is window.centralWidget()


def test_a_unit_is_chosen_by_its_first_letter(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "142")
    write(row.fields["unit"], "n")
    assert window.form.data()["visits"][0]["results"][0]["unit"] == "ng/L"


def test_an_equals_sign_takes_the_date_of_the_row_above(window: MainWindow) -> None:
    write(row_of(window, "total_b12").fields["value"], "142 ng/L")
    write(row_of(window, "total_b12").fields["collected"], "2026-03-10")
    write(row_of(window, "mcv").fields["value"], "103 fL")
    write(row_of(window, "mcv").fields["collected"], "=")
    row_of(window, "mcv").fields["value"].setFocus()
    settle()
    days = [found["collected"] for found in window.form.data()["visits"][0]["results"]]
    assert days == ["2026-03-10", "2026-03-10"]
    assert row_of(window, "mcv").state().collected == "10 Mar 2026"


def test_arrows_move_between_results_in_one_column(window: MainWindow) -> None:
    first, second = window.form.results.rows[:2]
    first.fields["collected"].setFocus()
    QTest.keyClick(first.fields["collected"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.fields["collected"]


def test_a_case_with_nerve_symptoms_is_entered_without_a_mouse(window: MainWindow) -> None:
    """From an empty window to a plan with keys alone, and few of them."""
    presses = 0

    def keys(text: str) -> None:
        nonlocal presses
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or window, letter)
            presses += 1
            settle()

    def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal presses
        QTest.keyClick(QApplication.focusWidget() or window, which, held)
        presses += 1
        settle()

    control = Qt.KeyboardModifier.ControlModifier
    keys("67")
    key(Qt.Key.Key_1, control)
    keys("142")
    key(Qt.Key.Key_Tab)
    keys("n")
    key(Qt.Key.Key_2, control)
    keys("y")
    key(Qt.Key.Key_Down)
    keys("y")
    key(Qt.Key.Key_R, control)
    for _ in range(14):
        keys("n")
        key(Qt.Key.Key_Down)
    shown = window.answer.shown
    assert shown is not None and shown.status == "deficient" and shown.start == "now"
    assert shown.unanswered_red_flags == ()
    assert presses <= 60
