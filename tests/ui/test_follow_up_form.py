"""Section 5 asks what changed: treatment, adverse effects, the course of what was told; the rest is folded or new."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from b12calc_ui.controls import Words
from b12calc_ui.follow_up_course import COURSES
from b12calc_ui.keys import COURSE_KEYS
from b12calc_ui.main_window import MainWindow

from .conftest import press, row_of, settle, write
from .follow_up_stage import CASE, LATER, SECOND, course, last, raw, section, treatment, window_on, write_case

CONTROL = Qt.KeyboardModifier.ControlModifier
TOLD = "12 Mar 2026: yes, since Nov 2025, moderate, worsening"

NERVES = (
    "Hydroxocobalamin 1 mg by intramuscular injection on alternate days until there is no further improvement "
    "(review at 3 weeks), then 1 mg every 2 months"
)


@pytest.fixture
def since(qapp: QApplication) -> Iterator[MainWindow]:
    """A window in which a follow-up of the sample case has begun."""
    with window_on(LATER) as window:
        window.files.open_path(CASE)
        assert window.follow_up.begin()
        settle()
        yield window


def test_each_symptom_told_before_stands_first_with_what_was_told(since: MainWindow) -> None:
    told = {row.row.question.code: row.told for row in section(since).courses}
    yes = "12 Mar 2026: yes"
    assert told == {"paraesthesia": TOLD, "ascending_pattern": yes, "unsteadiness": yes, "fatigue": yes}
    below = [code for code, row in since.form.rows.items() if row.isVisibleTo(since)]
    assert not set(told) & set(below) and {"falls", "headache", "rapid_deterioration"} <= set(below)
    assert course(since, "paraesthesia").buttons["worse"].accessibleDescription() == TOLD


@pytest.mark.parametrize("word", COURSES)
def test_a_course_is_an_answer_with_its_course(since: MainWindow, word: str) -> None:
    course(since, "fatigue").show_me()
    key = next(one.keys[0] for one in COURSE_KEYS if one.deed == word)
    QTest.keyClick(QApplication.focusWidget() or since, key)
    settle()
    assert last(since)["answers"] == {"fatigue": "no" if word == "resolved" else "yes"}
    assert last(since)["details"]["fatigue"]["course"] == word
    assert [one for one, button in course(since, "fatigue").buttons.items() if button.isChecked()] == [word]
    press(course(since, "fatigue").buttons[word], Qt.Key.Key_Delete)
    assert not last(since)["answers"] and not last(since)["details"]


def test_a_second_thought_replaces_the_course_and_a_second_click_takes_it_back(since: MainWindow) -> None:
    row = course(since, "paraesthesia")
    for word in ("improved", "resolved"):
        QTest.mouseClick(row.buttons[word], Qt.MouseButton.LeftButton)
    assert last(since)["answers"] == {"paraesthesia": "no"}
    assert last(since)["details"]["paraesthesia"]["course"] == "resolved"
    QTest.mouseClick(row.buttons["resolved"], Qt.MouseButton.LeftButton)
    assert not last(since)["answers"] and row.answer == ""
    since.form.step_back()
    assert row.answer == "resolved" and row.buttons["resolved"].isChecked()


def test_the_other_keys_of_a_course_do_what_the_list_says(since: MainWindow) -> None:
    first, second = section(since).courses[:2]
    press(first.buttons["resolved"], Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is first.buttons["unchanged"]
    press(first.buttons["unchanged"], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is first.buttons["improved"]
    press(first.buttons["improved"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.buttons["resolved"]
    press(second.buttons["resolved"], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first.buttons["resolved"]
    press(first.buttons["resolved"], Qt.Key.Key_Question)
    assert QToolTip.text() == first.row.definition()
    QToolTip.hideText()
    assert not last(since)["answers"]


def test_none_of_these_answers_nothing_that_was_told_before(since: MainWindow) -> None:
    press(since.form.rows["falls"].yes, Qt.Key.Key_0)
    assert last(since)["answers"] == {"gait_change": "no", "falls": "no", "dizziness": "no"}
    press(since.form.rows["adverse_reaction_to_b12"].yes, Qt.Key.Key_0)
    assert "cobalamin_allergy" not in last(since)["answers"]


def test_the_treatment_planned_is_an_offer_and_nothing_more(since: MainWindow) -> None:
    offer = section(since).offer
    assert offer.isVisible() and offer.words.text().startswith("Planned for 12 Mar 2026, by the rules in use: Hydroxoc")
    assert last(since)["treatment"] is None
    QTest.keyClick(offer.take, Qt.Key.Key_Space)
    settle()
    told = last(since)["treatment"]
    assert (told["route"], told["regimen"], told["started"], told["last_given"]) == ("im", "uk-im-neuro", None, None)
    assert not offer.isVisible() and QApplication.focusWidget() is treatment(since).fields["started"]
    since.form.step_back()
    assert last(since)["treatment"] is None and offer.isVisible()


def test_the_treatment_told_before_is_offered_before_the_planned_one(qapp: QApplication, tmp_path: Path) -> None:
    with window_on(LATER) as window:
        window.files.open_path(write_case(tmp_path, SECOND))
        assert window.follow_up.begin()
        offer = section(window).offer
        assert offer.words.text() == f"Told on 20 Apr 2026: Injections: {NERVES}, started 13 Mar 2026."
        assert offer.take.text() == "Still the same" and last(window)["treatment"] is None
        assert section(window).regimen.isHidden()
        offer.take.click()
        assert section(window).regimen.text() == f"uk-im-neuro: {NERVES}." and section(window).regimen.isVisible()
        told = last(window)["treatment"]
        assert (told["started"], told["last_given"], told["missed_doses"], told["limits_daily_life"]) == (
            "2026-03-13", None, None, None)  # fmt: skip
        assert "fatigue" not in {row.row.question.code for row in section(window).courses}
        assert course(window, "paraesthesia").told == f"{TOLD}; 20 Apr 2026: yes, improved"


def test_a_regimen_in_words_of_ones_own_has_no_line_below(since: MainWindow) -> None:
    part, said = treatment(since), section(since).regimen
    for text, shown in (("uk-im-neuro", f"uk-im-neuro: {NERVES}."), ("B12 1 mg monthly", ""), ("", "")):
        QTest.keyClick(part.fields["regimen"], Qt.Key.Key_A, CONTROL)
        QTest.keyClick(part.fields["regimen"], Qt.Key.Key_Delete)
        write(part.fields["regimen"], text)
        assert (said.text(), said.isVisible()) == (shown, bool(shown))


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("started", "03/04/2026", "Treatment started: Write the date as 12 Mar 2026 or 2026-03-12."),
        ("started", "2031-01-01", "Treatment started: this date is in the future."),
        ("last_given", "x", "Last given: Write the date as 12 Mar 2026 or 2026-03-12."),
        ("last_given", "1 Jan 2026", "Last given: this lies before the day the treatment started."),
        ("missed_doses", "1.5", "Doses missed: write a whole number from 0 to 1000."),
        ("missed_doses", "1001", "Doses missed: write a whole number from 0 to 1000."),
    ],
)
def test_what_cannot_be_read_is_named_and_clears_the_answer(
    since: MainWindow, field: str, text: str, said: str
) -> None:
    section(since).offer.take.click()
    if field != "started":
        write(treatment(since).fields["started"], "1 Feb 2026")
    write(treatment(since).fields[field], text)
    assert [sentence for sentence, _field in since.live.faults] == [said] and since.answer.shown is None
    assert treatment(since).fields[field].accessibleDescription() == said


def test_doses_without_a_route_wait_and_are_not_saved_unseen(since: MainWindow, tmp_path: Path) -> None:
    write(treatment(since).fields["missed_doses"], "2")
    waiting = [sentence for sentence, _field in since.live.waiting]
    assert waiting == ["Treatment now: choose injections or tablets; until then what stands beside it is not used."]
    assert last(since)["treatment"] is None and since.answer.shown is not None
    assert not since.files.save_path(tmp_path / "case.json") and not (tmp_path / "case.json").exists()


def test_adverse_effects_are_asked_with_the_treatment_and_kept_as_the_answer_they_are(since: MainWindow) -> None:
    row = since.form.rows["adverse_reaction_to_b12"]
    assert section(since).isAncestorOf(row) and row.isVisible()
    press(row.yes, Qt.Key.Key_Y)
    assert last(since)["answers"] == {"adverse_reaction_to_b12": "yes"}
    since.new()
    assert since.form.groups["circumstances"].isAncestorOf(row)


def test_risks_and_circumstances_are_folded_with_what_was_told_and_one_key_opens_them(since: MainWindow) -> None:
    view = since.questions.follow_up
    assert view is not None
    assert not since.form.rows["metformin"].isVisible() and not since.form.before.isVisible()
    said = [one.text() for fold in view.folds.values() for one in fold.findChildren(Words)]
    assert said == ["Metformin (12 Mar 2026: yes, since 2019, 2 g)",
                    "Answered No before: 2. A No counts for this visit only once it is asked again.",
                    "B12 before the test: 12 Mar 2026: No B12 taken"]  # fmt: skip
    QTest.keyClick(QApplication.focusWidget() or since, Qt.Key.Key_3, CONTROL)
    settle()
    assert since.form.rows["metformin"].isVisible() and not since.form.before.isVisible()
    assert QApplication.focusWidget() is since.form.rows["vegan_diet"].yes
    view.folds[4].button.click()
    assert since.form.before.isVisible() and not view.folds[4].button.isVisible()


def test_a_link_to_a_folded_question_opens_it_and_one_to_a_told_symptom_leads_to_its_course(since: MainWindow) -> None:
    since._jump("open:nitrous_oxide")
    assert QApplication.focusWidget() is since.form.rows["nitrous_oxide"].yes
    since._jump("open:fatigue")
    assert QApplication.focusWidget() is course(since, "fatigue").buttons["resolved"]


def test_what_was_measured_before_stands_below_its_row(since: MainWindow, tmp_path: Path) -> None:
    below = row_of(since, "total_b12").below
    assert below is not None
    assert [one.text() for one in below.findChildren(Words)] == ["10 Mar 2026: 142 ng/L"]
    assert row_of(since, "mma").below is None and not last(since)["results"]
    since.files.open_path(write_case(tmp_path, SECOND))
    assert since.follow_up.begin()
    settle()
    potassium = row_of(since, "potassium").below
    assert potassium is not None
    assert [one.text() for one in potassium.findChildren(Words)] == ["19 Apr 2026: 4.1 mmol/L"]


def test_a_red_flag_told_before_stands_and_is_not_counted_as_open(qapp: QApplication, tmp_path: Path) -> None:
    with window_on(LATER) as window:
        seen = {"date": "2026-04-20", "answers": {"visual_loss": "yes"}}
        window.files.open_path(write_case(tmp_path, seen))
        assert window.follow_up.begin()
        assert "visual_loss" not in window.form.open_red_flags() and len(window.form.open_red_flags()) == 6
        assert course(window, "visual_loss").isVisible()


def test_a_visit_dated_before_the_one_before_it_is_named_at_its_field(since: MainWindow) -> None:
    field = since.form.identity.fields["visit"]
    field.clear()
    write(field, "1 Mar 2026")
    assert since.answer.shown is None
    assert [where for _sentence, where in since.live.faults] == [field]


def test_a_treatment_told_at_the_only_visit_stands_in_section_5_and_can_be_changed(
    qapp: QApplication, tmp_path: Path
) -> None:
    data = raw()
    data["visits"][0]["treatment"] = {"route": "oral", "regimen": "50 micrograms a day", "started": "2026-01-05"}
    (tmp_path / "one.json").write_text(json.dumps(data), encoding="utf-8")
    with window_on(LATER) as window:
        window.files.open_path(tmp_path / "one.json")
        assert window.questions.section_5.text() == "5  Treatment now" and not section(window).courses
        write(treatment(window).fields["missed_doses"], "3")
        told = last(window)["treatment"]
        assert (told["route"], told["started"], told["missed_doses"]) == ("oral", "2026-01-05", 3)
        assert window.form.rows["metformin"].isVisible() and window.form.rows["fatigue"].isVisible()
        window.new()
        assert window.questions.section_5.isHidden() and "treatment" not in window.bar.text()
