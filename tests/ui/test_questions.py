"""The questions: three states, one key each, and every edit can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from b12calc_ui.main_window import MainWindow

from .conftest import press, settle, write

Y, N, DELETE, DOWN, UP = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_Down, Qt.Key.Key_Up


def test_nothing_is_answered_at_the_start(window: MainWindow) -> None:
    assert all(row.answer == "" for row in window.form.rows.values())
    assert window.form.data()["visits"][0]["answers"] == {}


def test_each_question_has_three_states_and_a_second_click_takes_the_answer_back(window: MainWindow) -> None:
    row = window.form.rows["paraesthesia"]
    row.yes.click()
    assert (row.answer, row.yes.isChecked(), row.no.isChecked()) == ("yes", True, False)
    row.no.click()
    assert (row.answer, row.yes.isChecked(), row.no.isChecked()) == ("no", False, True)
    row.no.click()
    assert (row.answer, row.yes.isChecked(), row.no.isChecked()) == ("", False, False)


def test_the_states_look_different_without_colour(window: MainWindow) -> None:
    row = window.form.rows["falls"]
    window.questions.reveal(row.yes)
    window.form.identity.show_me()
    pictures = []
    for answer in ("", "yes", "no"):
        row.give(answer)
        settle()
        picture = row.grab().toImage().convertToFormat(row.grab().toImage().Format.Format_Grayscale8)
        pictures.append(bytes(picture.constBits()))
        assert (row.yes.main, row.no.main) == (answer == "yes", False), "a chosen No is never filled as a Yes is"
    assert len(set(pictures)) == 3


def test_keys_answer_and_arrows_move(window: MainWindow) -> None:
    rows = window.form.rows
    press(rows["unsteadiness"].yes, Y, DOWN, N, DOWN, Y, DELETE, UP, UP)
    assert [rows[code].answer for code in ("unsteadiness", "gait_change", "falls")] == ["yes", "no", ""]
    assert QApplication.focusWidget() is rows["unsteadiness"].yes


def test_none_of_these_answers_the_rest_of_a_group_and_one_undo_takes_it_back(window: MainWindow) -> None:
    group = window.form.groups["balance"]
    window.form.rows["falls"].give("yes")
    group.none.click()
    assert [row.answer for row in group.rows] == ["no", "no", "yes", "no"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.answer for row in group.rows] == ["", "", "yes", ""]
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert [row.answer for row in group.rows] == ["no", "no", "yes", "no"]


def test_details_stand_beside_a_yes_without_moving_the_rows_below(window: MainWindow) -> None:
    rows = window.form.rows
    window.questions.go(2)
    settle()
    before = rows["clumsy_hands"].y()
    rows["paraesthesia"].give("yes")
    settle()
    assert rows["clumsy_hands"].y() == before
    details = rows["paraesthesia"]._details
    assert details is not None
    write(details.fields["since"], "Nov 2025")
    assert window.form.data()["visits"][0]["details"] == {"paraesthesia": {"since": "2025-11"}}


def test_a_note_stands_behind_a_plus_sign_and_is_kept_and_taken_back(window: MainWindow) -> None:
    row = window.form.rows["lhermitte"]
    row.give("yes")
    details, height = row._details, row.height()
    assert details is not None and details.more is not None and details.fields["note"].isHidden()
    details.more.click()
    write(details.fields["note"], "when tired")
    assert row.height() > height and details.more.isHidden()
    assert window.form.data()["visits"][0]["details"] == {"lhermitte": {"note": "when tired"}}
    window.form.step_back()
    settle()
    assert row.answer == "yes" and details.fields["note"].isHidden() and row.height() == height
    window.form.step_on()
    assert details.fields["note"].isVisible() and window.form.data()["visits"][0]["details"]


def test_every_symptom_says_since_when(window: MainWindow) -> None:
    row = window.form.rows["fatigue"]
    row.give("yes")
    assert row._details is not None
    write(row._details.fields["since"], "Dec 2025")
    assert window.form.data()["visits"][0]["details"] == {"fatigue": {"since": "2025-12"}}


def test_a_since_that_cannot_be_read_clears_the_answer_and_is_named(window: MainWindow) -> None:
    row = window.form.rows["paraesthesia"]
    row.give("yes")
    settle()
    assert window.answer.shown is not None
    assert row._details is not None
    write(row._details.fields["since"], "03/04/2026")
    assert window.answer.shown is None
    assert row.question.label in window.answer.status.toPlainText()


def test_typing_in_a_field_is_one_edit_to_undo(window: MainWindow) -> None:
    age = window.form.identity.fields["age"]
    write(age, "67")
    QTest.keyClick(age, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert age.text() == ""  # type: ignore[union-attr]


def test_the_definition_of_each_question_is_one_key_away(window: MainWindow) -> None:
    for row in window.form.rows.values():
        assert row.question.include in row.yes.accessibleDescription()
    row = window.form.rows["falls"]
    press(row.yes, Qt.Key.Key_Question)
    assert QToolTip.text() == row.definition()
    QToolTip.hideText()


def test_unanswered_red_flags_are_counted_and_the_count_leads_to_them(window: MainWindow) -> None:
    assert window.status_line.flags.text() == "▲ 7 red flags unanswered"
    window.status_line.flags.click()
    assert QApplication.focusWidget() is window.form.rows["rapid_deterioration"].yes
    window.form.groups["red_flags"].none.click()
    settle()
    assert window.status_line.flags.text() == "✓ All red flags answered"


def test_details_typed_beside_a_yes_are_none_of_a_no_and_come_back_with_the_yes(window: MainWindow) -> None:
    row = window.form.rows["metformin"]
    row.give("yes")
    details = row._details
    assert details is not None
    write(details.fields["daily_dose"], "2 g")
    typed = row.state()
    row.give("no")
    assert row.state() == ("no", ())
    row.give("yes")
    assert row.state() == typed
    row.give("no")
    for step in (window.form.step_back, window.form.step_on):
        step()
    assert row.state() == ("no", ()) and "metformin" not in window.form.data()["visits"][0]["details"]
    window.form.step_back()
    assert row.state() == typed


def test_what_a_file_tells_beside_no_answer_is_kept_whatever_was_shown_there_before(window: MainWindow) -> None:
    row = window.form.rows["paraesthesia"]
    row.give("yes")
    row.restore(("", (("course", "resolved"),)))
    assert row._details is None and window.form.data()["visits"][0]["details"] == {
        "paraesthesia": {"course": "resolved"}
    }
