"""The list of keys says what the keys do, and the finder leads to everything by name."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from b12calc.analytes import analytes
from b12calc_ui.controls import Choice
from b12calc_ui.finder import Finder, places
from b12calc_ui.key_list import entries, key_groups, plain
from b12calc_ui.keys import FIELD_KEYS, QUESTION_KEYS
from b12calc_ui.main_window import MainWindow
from b12calc_ui.reader import Reader
from b12calc_ui.theme import look

from .conftest import press, row_of, settle, write

CASE = Path(__file__).with_name("case.json")
CONTROL = Qt.KeyboardModifier.ControlModifier


def finder(window: MainWindow, text: str = "") -> Finder:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, CONTROL)
    (found,) = window.findChildren(Finder)
    QTest.keyClicks(found.wanted, text)
    return found


def gone() -> None:
    """Let a closed dialog go for good."""
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_key_of_every_action_is_in_the_list_once(window: MainWindow) -> None:
    keys = [one for group in key_groups(window) for line, _words in group.lines for one in line.split(" or ")]
    made = [keys.toString() for _path, action in entries(window) for keys in action.shortcuts()]
    assert len(made) == len(set(made)) > 20
    assert set(made) <= set(keys)
    everywhere = {one.toString() for action in window.actions() for one in action.shortcuts()}
    assert everywhere == set(made), "a key that no menu shows"


def test_the_dialog_shows_the_list(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1, CONTROL)
    settle()
    (reader,) = window.findChildren(Reader)
    text = reader.page.toPlainText()
    for group in key_groups(window):
        assert group.title in text
        assert all(keys in text and words in text for keys, words in group.lines)
    assert reader.contents.count() == len(key_groups(window))
    window.actions_.all["keys"].trigger()
    assert window.findChildren(Reader) == [reader]
    reader.close()


@pytest.mark.parametrize("one", QUESTION_KEYS, ids=lambda one: one.deed)
def test_each_key_of_a_question_does_what_the_list_says(window: MainWindow, one: object) -> None:
    rows = list(window.form.rows.values())
    for key in one.keys:  # type: ignore[attr-defined]
        row = rows[3]
        row.give("no" if one.deed == "yes" else "yes")  # type: ignore[attr-defined]
        row.yes.setFocus()
        QTest.keyClick(row.yes, key)
        focus, answer = QApplication.focusWidget(), row.answer
        happened = {
            "yes": answer == "yes", "no": answer == "no", "open": answer == "", "next": focus is rows[4].yes,
            "last": focus is rows[2].yes, "left": focus is row.yes, "right": focus is row.no,
            "explain": QToolTip.text() == row.definition(),
            "none": not window.form.groups["nerve"].unanswered(),
        }  # fmt: skip
        assert happened[one.deed]  # type: ignore[attr-defined]
        QToolTip.hideText()


def test_each_key_of_a_result_does_what_the_list_says(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(Choice, "showPopup", lambda choice: opened.append(choice.accessibleName()))
    first, second = window.form.results.rows[:2]
    write(first.fields["value"], "142")
    write(first.fields["unit"], "n")
    write(first.fields["collected"], "2026-03-10")
    assert first.state().unit == "ng/L"
    QTest.keyClick(first.fields["collected"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.fields["collected"]
    QTest.keyClicks(second.fields["collected"], "=")
    assert second.state().collected == "10 Mar 2026"
    write(row_of(window, "mcv").fields["value"], "101f")
    write(first.fields["collected"], "*")
    assert row_of(window, "mcv").state().collected == "10 Mar 2026"
    second.fields["collected"].setFocus()
    QTest.keyClick(second.fields["collected"], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first.fields["collected"]
    first.fields["value"].setFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settle()
    assert first.state().unit == "pmol/L"
    QTest.keyClick(row_of(window, "mma").fields["unit"], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert opened == ["Methylmalonic acid: unit"]
    count = len(window.form.results.rows)
    press(first.end, Qt.Key.Key_Plus)
    assert len(window.form.results.rows) == count + 1
    press(window.form.results.rows[1].end, Qt.Key.Key_Delete)
    assert len(window.form.results.rows) == count
    assert [keys for keys, _words in FIELD_KEYS] == [
        "Down", "Up", "=", "*", "n, p, …", "Alt+Down", "+", "Delete", "Alt+1", "Alt+2",
    ]  # fmt: skip


def test_a_question_and_a_result_are_a_few_letters_away(window: MainWindow) -> None:
    found = finder(window, "metformin")
    assert found.shown[0].words == window.form.rows["metformin"].question.label
    QTest.keyClick(found.wanted, Qt.Key.Key_Return)
    gone()
    assert QApplication.focusWidget() is window.form.rows["metformin"].yes
    QTest.keyClick(finder(window, "mma").wanted, Qt.Key.Key_Return)
    settle()
    value = row_of(window, "mma").fields["value"]
    assert QApplication.focusWidget() in (value, *value.findChildren(QWidget))


def test_every_action_question_and_result_is_found_by_its_own_name(window: MainWindow) -> None:
    found = finder(window)
    assert len(found.shown) == len(found._places) == len(list(places(window, window.questions)))
    names = {place.words for place in found._places}
    for path, action in entries(window):
        if action.isEnabled():
            assert ", ".join((*path[1:], plain(action.text()))) in names
    for code, row in window.form.rows.items():
        for text in (row.question.label, code):
            found.wanted.setText(text)
            assert row.question.label in [place.words for place in found.shown[:12]], text
    for analyte in analytes().values():
        found.wanted.setText(analyte.name)
        assert any(analyte.name in f"{place.words} {place.more}" for place in found.shown), analyte.code
    found.reject()


def test_a_result_that_has_no_row_yet_gets_one(window: MainWindow) -> None:
    QTest.keyClick(finder(window, "hba1c").wanted, Qt.Key.Key_Return)
    settle()
    assert window.form.results.rows[-1].analyte.code == "hba1c"
    window.form.step_back()
    assert window.form.results.rows[-1].analyte.code != "hba1c"


def test_an_action_is_done_from_the_finder_and_escape_does_nothing(window: MainWindow) -> None:
    window.files.open_path(CASE)
    before = window.form.case()
    QTest.keyClick(finder(window, "why reasons").wanted, Qt.Key.Key_Return)
    gone()
    assert window.answer.is_open("why")
    found = finder(window, "new")
    QTest.keyClick(found.wanted, Qt.Key.Key_Escape)
    assert window.form.case() == before and not found.isVisible()


def test_a_text_size_is_chosen_from_the_finder_whose_field_goes_with_it(window: MainWindow) -> None:
    """Dressing the window anew deletes what is due; it ended the process while the key was still being handled."""
    QTest.keyClick(finder(window, "text size, 125").wanted, Qt.Key.Key_Return)
    gone()
    assert look.zoom == 125
    window.set_look("light", 100)


def test_arrows_choose_and_what_is_chosen_is_told(window: MainWindow) -> None:
    found = finder(window, "b12")
    assert len(found.shown) > 3 and found.list.currentRow() == 0
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_PageUp, 0)):
        QTest.keyClick(found.wanted, key)
        assert found.list.currentRow() == row
        assert found.shown[row].words in found.wanted.accessibleDescription()
    QTest.keyClicks(found.wanted, "qqq")
    assert found.count.text() == "Nothing of that name." == found.wanted.accessibleDescription()
    QTest.keyClick(found.wanted, Qt.Key.Key_Return)
    assert found.isVisible() and found.wanted.accessibleName() and found.list.accessibleName()
    found.reject()


@pytest.mark.parametrize("name", ["age", "name"])
def test_the_finder_opens_from_inside_a_text_field(window: MainWindow, name: str) -> None:
    write(window.form.identity.fields[name], "67")
    window.form.identity.fields[name].setFocus()
    finder(window).reject()
    assert window.form.identity.state()[name] == "67"
