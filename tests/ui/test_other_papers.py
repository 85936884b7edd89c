"""The referral letter and the blank symptom sheet in the window, and the answers typed from the sheet."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from b12calc.exchange import write_answers
from b12calc.models.answer_blocks import numbers
from b12calc.models.vocabulary import REFERRALS
from b12calc.models.wording import label
from b12calc_ui.finder import Finder, places
from b12calc_ui.handouts import services
from b12calc_ui.key_list import plain
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, settle

TYPED = {"paraesthesia": "yes", "falls": "no", "fever": "no"}


def letters(window: MainWindow) -> dict[str, QAction]:
    (menu,) = (one for one in window.actions_.file.findChildren(QMenu) if "letter" in one.title())
    return {plain(action.text()): action for action in menu.actions()}


def paste(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.actions_.all["paste"].trigger()
    settle()


def test_the_menu_names_every_service_as_the_answer_does(window: MainWindow) -> None:
    assert set(services()) == set(REFERRALS)
    assert list(letters(window)) == [label("referral", code) for code in services()]


def test_letter_and_sheet_are_saved_where_the_user_says(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_.all["blank"].trigger()
    assert window.bar.text() == "Symptom sheet saved. What is typed from it is taken by Go to and by Paste note."
    window.files.open_path(SAMPLE)
    settle()
    letters(window)["Neurology"].trigger()
    assert "read it before you sign it" in window.bar.text()
    assert offered == ["b12-symptom-sheet-2026-03-12.pdf", "b12-referral-letter-2026-03-12.pdf"]
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in offered)


def test_where_the_plan_names_no_such_referral_one_sentence_says_so_and_no_file_is_asked_for(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: pytest.fail("asked for a file"))
    letters(window)["Neurology"].trigger()
    assert "There is no answer to put on paper yet." in window.bar.text()
    window.form.rows["fatigue"].yes.click()
    settle()
    letters(window)["Neurology"].trigger()
    assert "the plan names no referral, so there is no letter" in window.bar.text()
    window.files.open_path(SAMPLE)
    settle()
    letters(window)["Psychiatry"].trigger()
    assert "the plan names no referral to psychiatry; it names neurology" in window.bar.text()


def test_saving_a_letter_does_not_count_as_keeping_the_case(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(SAMPLE)
    settle()
    window.form.identity.fields["age"].setFocus()
    window.leaving.lose()
    assert window.files.handouts.save_letter_path("neurology", tmp_path / "letter.txt")
    assert "REFERRAL TO NEUROLOGY" in (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert window.leaving.entered()


def test_a_typed_line_answers_the_open_questions_as_one_edit(window: MainWindow) -> None:
    paste(window, write_answers(TYPED))
    assert window.form.questions.answers() == TYPED
    assert window.bar.text() == "Answers taken from the symptom sheet: 3. Hold them against the sheet."
    window.form.step_back()
    assert window.form.questions.answers() == {}


def test_what_was_answered_here_stays_and_the_difference_is_named(window: MainWindow) -> None:
    window.form.rows["falls"].yes.click()
    window.form.rows["dizziness"].no.click()
    paste(window, write_answers(TYPED))
    assert window.form.questions.answers() == {**TYPED, "falls": "yes", "dizziness": "no"}
    assert window.bar.text().endswith("Answered otherwise here, and left so: falls.")
    assert window.bar.trouble


def test_a_damaged_line_changes_nothing_and_its_block_is_named(window: MainWindow) -> None:
    window.form.rows["dizziness"].no.click()
    paste(window, write_answers(TYPED).replace("AY", "AN").replace("CN", "C"))
    assert window.form.questions.answers() == {"dizziness": "no"}
    assert "block A, questions 1 to 5: the sum of N???? is 1" in window.bar.text()
    assert "(1 more). Nothing was changed." in window.bar.text()


def test_a_line_typed_where_things_are_found_is_taken_once_it_is_whole(window: MainWindow) -> None:
    line = write_answers(TYPED)
    finder = Finder(window, window.questions)
    finder.wanted.setText(line[:16])
    assert finder.shown == []
    assert finder.count.text().startswith("block B, questions 6 to 10: 5 of Y, N or ? and their sum were expected")
    finder.wanted.setText(line)
    assert [place.words for place in finder.shown] == ["Take these answers"]
    finder.take()
    settle()
    assert window.form.questions.answers() == TYPED
    assert "Answers taken from the symptom sheet: 3." in window.bar.text()


def test_the_questions_stand_in_the_window_in_the_order_of_the_sheet_and_are_found_by_number(
    window: MainWindow,
) -> None:
    assert list(window.form.rows) == list(numbers())
    found = {place.number: place for place in places(window, window.questions) if place.number}
    assert {code: found[str(number)].words for code, number in numbers().items()} == {
        code: row.question.label for code, row in window.form.rows.items()
    }
    assert [number for number, place in found.items() if place.rank(["11"]) == 0] == ["11"]
