"""A follow-up is begun on a case that is whole, keeps every earlier visit as it is, and can be given up while empty."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.main_window import MainWindow

from .conftest import row_of, settle, write
from .follow_up_stage import CASE, LATER, SECOND, case, course, last, section, treatment, window_on, write_case

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def later(qapp: QApplication) -> Iterator[MainWindow]:
    with window_on(LATER) as window:
        yield window


def begin(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F, CONTROL | SHIFT)
    settle()


def test_an_opened_case_offers_a_follow_up_and_one_press_begins_it(later: MainWindow) -> None:
    assert later.files.open_path(CASE)
    assert later.bar.text() == "The visit of 12 Mar 2026 is shown." and later.bar.offer.text() == "Follow-up visit"
    QTest.mouseClick(later.bar.offer, Qt.MouseButton.LeftButton)
    settle()
    assert later.bar.text() == "A follow-up of today has begun. Check the age." and later.bar.offer.isHidden()
    found = later.form.case()
    assert found.visits[0] == case().visits[0] and found.patient == case().patient
    assert last(later)["date"] == "2026-06-15"
    assert not any(last(later)[name] for name in ("results", "answers", "details", "b12_before_test", "treatment"))
    assert QApplication.focusWidget() is section(later).offer.take
    assert not later.form.stack.canUndo() and not later.leaving.entered()


def test_the_answer_beside_an_empty_follow_up_is_that_of_the_whole_case(later: MainWindow) -> None:
    later.files.open_path(CASE)
    begin(later)
    shown = later.live.now()
    assert shown is not None and len(shown[0].visits) == 2 and later.answer.shown is not None


def test_a_visit_of_today_is_gone_on_with(window: MainWindow) -> None:
    window.files.open_path(CASE)
    assert window.bar.text() == ""
    before = window.form.case()
    begin(window)
    said = "The visit shown is dated today: go on with it here. A follow-up begins on a later day."
    assert window.bar.text() == said and window.bar.trouble
    assert window.form.case() == before and window.form.treatment is None


def test_nothing_is_begun_on_an_empty_form(later: MainWindow) -> None:
    begin(later)
    assert later.bar.trouble and later.bar.text().startswith("There is no visit to follow up yet")
    assert later.form.is_blank()


@pytest.mark.parametrize(
    ("value", "why"), [("x", "Folate: Expected one of these words"), ("12", "Folate: Choose the unit")]
)
def test_a_case_that_cannot_be_read_whole_is_not_followed_up(later: MainWindow, value: str, why: str) -> None:
    later.files.open_path(CASE)
    row = row_of(later, "folate")
    row.fields["unit"].put("")  # type: ignore[union-attr]
    row.fields["value"].put(value)  # type: ignore[union-attr]
    row.edited.emit("value")
    begin(later)
    assert later.bar.text().startswith(f"No follow-up is begun yet. {why}") and later.form.earlier is None


def test_a_second_follow_up_is_not_begun_on_an_empty_one(qapp: QApplication, tmp_path: Path) -> None:
    with window_on(date(2026, 7, 1)) as window:
        window.files.open_path(write_case(tmp_path, {"date": "2026-06-15"}))
        begin(window)
        assert window.bar.text().startswith("Nothing is entered at the visit of 15 Jun 2026 yet")
        assert len(window.form.case().visits) == 2


def test_a_follow_up_begun_by_mistake_is_given_up(later: MainWindow) -> None:
    later.files.open_path(CASE)
    begin(later)
    later.actions_.all["give_up"].trigger()
    settle()
    assert later.bar.text() == "The follow-up is given up; the visit of 12 Mar 2026 is shown again."
    assert later.form.case() == case() and not later.leaving.entered()
    assert later.form.earlier is None and later.form.treatment is None
    assert not later.form.stack.canUndo() and not later.form.stack.canRedo()


def test_what_was_entered_is_never_given_up_with_it(later: MainWindow) -> None:
    later.files.open_path(CASE)
    begin(later)
    course(later, "fatigue").give("improved")
    before = later.form.case()
    later.actions_.all["give_up"].trigger()
    assert later.bar.trouble and later.bar.text().startswith("Something is entered at this visit")
    assert later.form.case() == before
    later.form.step_back()
    write(row_of(later, "mma").fields["value"], "4")
    later.actions_.all["give_up"].trigger()
    assert row_of(later, "mma").state().value == "4" and later.bar.trouble
    later.form.step_back()
    later.actions_.all["give_up"].trigger()
    assert later.form.case() == case()


def test_a_case_of_one_visit_has_nothing_to_give_up(later: MainWindow) -> None:
    later.files.open_path(CASE)
    later.actions_.all["give_up"].trigger()
    assert later.bar.text() == "There is no follow-up to give up: the case holds one visit."
    later.actions_.all["section5"].trigger()
    assert later.bar.text().startswith("Section 5 stands here at a follow-up visit.")


def test_undo_and_redo_stay_within_the_new_visit(later: MainWindow) -> None:
    later.files.open_path(CASE)
    later.form.rows["headache"].give("yes")
    begin(later)
    first = later.form.case().visits[0]
    assert first.answers["headache"] == "yes" and later.leaving.entered()
    course(later, "fatigue").give("worse")
    treatment(later).fields["route"].put("oral")  # type: ignore[union-attr]
    treatment(later).edited.emit("route")
    full = later.form.case()
    for _ in range(5):
        later.form.step_back()
    assert later.form.case().visits[0] == first and not last(later)["answers"] and last(later)["treatment"] is None
    assert course(later, "fatigue").answer == ""
    for _ in range(5):
        later.form.step_on()
    assert later.form.case() == full and course(later, "fatigue").answer == "worse"


def test_new_takes_the_follow_up_away(later: MainWindow) -> None:
    later.files.open_path(CASE)
    begin(later)
    course(later, "fatigue").give("worse")
    later.new()
    settle()
    assert later.form.is_blank() and later.form.treatment is None and later.questions.section_5.isHidden()
    assert all(row.stand_in is None and not row.isHidden() for row in later.form.rows.values())
    assert all(not group.isHidden() for group in later.form.groups.values()) and not later.form.before.isHidden()


def test_a_covered_window_shows_nothing_of_it_and_keeps_it(later: MainWindow) -> None:
    later.files.open_path(CASE)
    begin(later)
    course(later, "fatigue").give("improved")
    before = later.form.case()
    later.privacy.hide_now()
    settle()
    assert not section(later).isVisible()
    later.privacy.show_again()
    settle()
    assert section(later).isVisible() and later.form.case() == before


def test_a_case_of_several_visits_opens_as_a_follow_up(later: MainWindow, tmp_path: Path) -> None:
    third = {**SECOND, "date": "2026-06-01", "treatment": {**SECOND["treatment"], "last_given": "2026-05-20"}}
    assert later.files.open_path(write_case(tmp_path, SECOND, third))
    assert later.form.case() == case(SECOND, third)
    state = treatment(later).state()
    assert state == {"route": "im", "regimen": "uk-im-neuro", "started": "13 Mar 2026", "last_given": "20 May 2026",
                     "missed_doses": "1", "limits_daily_life": "yes"}  # fmt: skip
    assert course(later, "paraesthesia").answer == "improved"
